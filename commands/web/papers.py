"""The page of one paper: its reading line by line, and what was recorded of each."""

from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from commands.session.parameters import is_number
from commands.web import rendering
from commands.web.reading import Reading
from commands.web.rendering import Days
from commands.wording.quotations import is_kept, kept_reading, parted
from ledger.application import Ledger
from ledger.errors import Misused, NotFound
from ledger.paper_lines import Line, numbered
from ledger.records.documents import Document
from ledger.registry import split
from ledger.words import format_event

AT_ONCE = 500  # Lines on a page.
MOST_WORDS = 20  # Lines of a source that are shown in another page.


class Cites(NamedTuple):
    """An event that cites a line: its number, and its words."""

    position: int
    words: str


class OfLine(NamedTuple):
    """A line of the paper, what was recorded of it, and whether it is furniture."""

    number: int
    line: Line | None
    events: list[Cites]
    furniture: bool


def paper_url(document: str, line: int | None = None) -> str:
    """The page of a paper, at one of its lines."""
    at = {"line": line} if line is not None else {}
    anchor = f"#l{line}" if line is not None else ""
    return rendering.url(f"/paper/{quote(document, safe='')}", at) + anchor


def show(reading: Reading, request: Request) -> Response:
    """Raises NotFound if there is no such paper."""
    said, name = dict(request.query_params), str(request.path_params["ref"])
    rendering.only(said, "line")
    if not is_number(said.get("line", "1")):
        raise Misused(f"{said['line']!r} is not the number of a line: they are numbered from 1.")
    state = reading.ledger.state("document", name)
    if not isinstance(state, Document):
        raise NotFound(f"There is no paper {name!r} in the ledger.")
    begins = (int(said.get("line", "1")) - 1) // AT_ONCE * AT_ONCE
    kept = kept_reading(reading.ledger, name, state.sha256)
    by_line, of_the_rest = _named(reading, state.sha256)
    lines = _lines(state, kept.lines if kept else (), by_line)
    counts = {
        "lines": len(kept.lines) if kept else 0,
        "recorded": sum(bool(one.events) for one in lines),
        "furniture": sum(one.furniture for one in lines),
    }
    counts["unsaid"] = counts["lines"] - counts["recorded"] - counts["furniture"]
    return rendering.response(
        "paper.html", reading.frame, f"{name}: {state.title}", Days(),
        lines=lines[begins : begins + AT_ONCE], kept=kept, counts=counts, rest=of_the_rest,
        before=paper_url(name, begins - AT_ONCE + 1) if begins else "",
        after=paper_url(name, begins + AT_ONCE + 1) if len(lines) > begins + AT_ONCE else "",
        record=rendering.record_url(f"document:{name}", Days()),
    )  # fmt: skip


def source_url(ledger: Ledger, source: str | None, digest: str | None) -> str:
    """The page with the lines of a source, if it names a registered paper."""
    name, span = parted(source or "")
    state = ledger.state("document", name)
    if not isinstance(state, Document) or state.sha256 != digest:
        return ""
    ends = numbered(span) if span else None
    return paper_url(name, ends[0][0] if ends else None)


def source_is_kept(ledger: Ledger, source: str | None, digest: str | None) -> bool:
    """Whether that page has the paper's words, and not only the numbers of its lines."""
    return is_kept(ledger, parted(source or "")[0], digest or "")


def source_words(ledger: Ledger, source: str | None, digest: str | None) -> list[str]:
    """The lines that a source names, from the stored reading; none if it names none, or there is no
    reading."""
    name, span = parted(source or "")
    ends = numbered(span) if span else None
    if not ends or (kept := kept_reading(ledger, name, digest or "")) is None:
        return []
    wanted = {n for first, last in ends for n in range(first, min(last, first + MOST_WORDS) + 1)}
    return [line.text for line in kept.lines if line.number in wanted and line.text.strip()]


def _named(reading: Reading, digest: str) -> tuple[dict[int, list[Cites]], list[tuple[str, Cites]]]:
    """The standing events that cite lines of the paper, by line; and those that cite its cells, or
    no lines, each with what it cites."""
    rows = reading.now.of_events(
        "SELECT position, source FROM events WHERE source_sha256 = ? AND position NOT IN"
        " (SELECT retracts FROM events WHERE retracts IS NOT NULL) ORDER BY position",
        [digest],
    )
    by_line: dict[int, list[Cites]] = {}
    rest: list[tuple[str, Cites]] = []
    for position, source in rows:
        recorded = reading.ledger.at(position)
        event = Cites(position, f"{split(recorded.stream)[1]} {format_event(recorded)}")
        span = parted(source or "")[1]
        ends = numbered(span)
        if ends is None or max(last - first for first, last in ends) >= AT_ONCE * 100:
            rest.append((span, event))
            continue
        for line in {n for first, last in ends for n in range(first, last + 1)}:
            by_line.setdefault(line, []).append(event)
    return by_line, rest


def _lines(
    state: Document, lines: tuple[Line, ...], by_line: dict[int, list[Cites]]
) -> list[OfLine]:
    """Every line; without a stored reading, those that events cite."""
    ends = numbered(state.furniture or "") or []
    furniture = {n for first, last in ends for n in range(first, last + 1)}
    if not lines:
        return [OfLine(number, None, events, False) for number, events in sorted(by_line.items())]
    return [
        OfLine(
            line.number,
            line,
            events := by_line.get(line.number, []),
            line.number in furniture and not events,
        )
        for line in lines
    ]
