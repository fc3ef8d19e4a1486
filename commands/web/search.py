"""One search box over every title, text, reference and own reference."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from commands.reports.model import SENSITIVE
from commands.session.parameters import is_number
from commands.session.resolving import printed
from commands.session.searching import around, search_for
from commands.terminal.text import acceptable, one_line
from commands.web import lists, records, rendering
from commands.web.reading import Reading
from commands.web.rendering import Days
from ledger.errors import Misused
from ledger.events import Frozen
from ledger.registry import record_kinds
from ledger.words import asked_on, counted
from projections import span
from projections.search import A_PAGE, Search

LONGEST = 200
MOST_PAGES = 1_000_000
AROUND = 240  # Characters of a text that are shown, and how many of them before the first hit.
BEFORE = 60
SEARCHED = "the titles, texts, references and own references of every record"
Pieces = Sequence[tuple[str, bool]]


class Result(msgspec.Struct, metaclass=Frozen):
    """A record that was found: its page, and its words, with the hits as separate pieces."""

    href: str
    kind: str
    ref: Pieces
    own_ref: Pieces
    title: Pieces
    text: Pieces
    marked: str


def show(reading: Reading, request: Request) -> Response:
    """The record that is named exactly, or else all with all the words. Raises Misused."""
    names = "q", "page", "as_of", "known_by"
    said, of = rendering.said_and_days(request, reading.app.today, *names)
    q = said.get("q", "").strip()
    if not q:
        return _page(reading, said, of, f"This searches {SEARCHED}.")
    if len(q) > LONGEST:
        raise Misused(f"A search has at most {LONGEST} characters; that has {len(q):,}.")
    if "page" not in said and not acceptable(q) and (exact := _named(reading, q)):
        return records.lead(reading, q, exact, of)
    search = search_for(q)
    on = of.as_of or of.known_by or reading.app.today
    page = said.get("page", "1")
    number = min(max(1, int(page)), MOST_PAGES) if is_number(page) else 1
    found = search.hits(reading.now, on, of.known_by, number)
    if not found.count and number > 1:  # Past the last page: find out how many there are.
        found = search.hits(reading.now, on, of.known_by)
    if not found.count:
        return _page(reading, said, of, *_nothing(reading, search, on, of))
    last = max(1, -(-found.count // A_PAGE))
    lists.which_page(said, last)  # Refuses a page that does not exist.
    own = [one for one in found.hits if one.own]
    if len(own) == 1 and "page" not in said and _numbered(q):
        return RedirectResponse(rendering.record_url(f"{own[0].record}:{own[0].ref}", of), 303)
    first = (number - 1) * A_PAGE
    shown = f" {first + 1:,} to {first + len(found.hits):,} are shown." if last > 1 else ""
    return _page(
        reading, said, of, f"{counted(found.count, 'record')}{_when(on, of)}.{shown}",
        results=_results(reading, search, found.hits, of), first=first + 1,
        paging=lists.paging("/search", said, number, last),
    )  # fmt: skip


def _named(reading: Reading, q: str) -> list[str]:
    """The records with that reference, as printed; with a number in it, in any case. A lower-case
    word may be a reference too, and is searched for instead."""
    exact = reading.streams([q]).get(q, [])
    if not exact and _numbered(q):
        found = printed(reading.ledger, list(record_kinds()), q)
        exact = [f"{kind}:{ref}" for kind, ref in found]
    return exact


def _numbered(q: str) -> bool:
    """Whether that looks like a reference: it has a number, and more than that."""
    return any(map(str.isdigit, q)) and not q.isdecimal()


def _nothing(reading: Reading, search: Search, on: date, of: Days) -> Iterable[str]:
    """What was searched, and which of the words occur anywhere."""
    each = [one.typed for one in search.words]
    all_of = f"all of the words {', '.join(each)}" if len(each) > 1 else f"the word {each[0]}"
    yield (
        f"Nothing was found{_when(on, of)}. No record has {all_of}, or longer words that begin so:"
        f" {SEARCHED} were searched."
    )
    if len(each) > 1:
        counts = zip(each, search.alone(reading.now, on, of.known_by), strict=True)
        said = ", ".join(f"{one} in {counted(n, 'record') if n else 'none'}" for one, n in counts)
        yield f"Alone: {said}."
    yield span.outside(reading.now, on, reading.app.today)


def _when(on: date, of: Days) -> str:
    return f", {asked_on(on, of.known_by)}"


def _results(reading: Reading, search: Search, hits: Iterable[Any], of: Days) -> list[Result]:
    streams = {f"{hit.record}:{hit.ref}": hit for hit in hits}
    titles = records.titles(reading, streams, of)
    return [
        Result(
            href=rendering.record_url(stream, of),
            kind=hit.record.replace("_", " "),
            ref=search.marked(one_line(hit.ref)),
            own_ref=search.marked(one_line(hit.own_ref or "")),
            title=search.marked(one_line(titles.get(stream, ""))),
            text=search.marked(_part(search, hit.text, titles.get(stream, ""))),
            marked=SENSITIVE if stream in reading.sensitive else "",
        )
        for stream, hit in streams.items()
    ]


def _part(search: Search, text: str, title: str) -> str:
    """The part of a text with the first hit; nothing if the text only repeats the title."""
    if text.strip() == title.strip():
        return ""
    line = one_line(text.replace("\n", " · "))
    return around(line, search.first(line), BEFORE, AROUND)


def _page(reading: Reading, said: dict[str, str], of: Days, *told: str, **more: Any) -> Response:
    q = said.get("q", "")
    title = f"Search: {q}" if q else "Search"
    lines = [one for one in told if one]
    shown: dict[str, Any] = {"results": (), "first": 1, "paging": None} | more
    return rendering.response(
        "search.html", reading.frame, title, of,
        q=q, longest=LONGEST, lines=lines, **shown,
    )  # fmt: skip
