"""HTML in the style of the papers, and the address of every record's page."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from commands.reports.model import NOTHING, SENSITIVE, Column, Kind, Table
from commands.reports.render import html
from commands.terminal import cells, dates, screen
from commands.terminal.cells import heading
from commands.web.opened import Frame
from commands.web.reading import Reading
from ledger.errors import Broken, Misused, NotFound, Problem, Unavailable
from ledger.events import Frozen
from ledger.registry import split
from ledger.uk import UK
from ledger.words import counted, day, the_first

if TYPE_CHECKING:
    from jinja2 import Environment

LONGEST_REF = 80
TAGGED = ("status", "marking")
NUMBERS = ("BIGINT", "INTEGER", "HUGEINT")
_KINDS: dict[str, Kind] = {"DATE": "date", **dict.fromkeys(NUMBERS, "number")}

# Commands that a message names, each with the page that does the same.
_HASH = re.compile(r"(\b[0-9a-f]{12})[0-9a-f]{52}\b|(\bSHA256:[\w+/]{12})[\w+/]{31}(?![\w+/])")
_COMMAND = re.compile(r" [^.:?!]+: govledger ([a-z]+)[a-z -]*(?=\n|$)")
_PAGES = {"ask": " All of them are under Questions.", "schema": " All of them are under Tables."}


class NotCleared(Unavailable):
    """Whoever asks is not cleared to read it."""


_STATUS = {NotCleared: 403, NotFound: 404, Broken: 500, Unavailable: 503}


class Days(msgspec.Struct, metaclass=Frozen):
    """The two days a page is asked for; None if the address says none."""

    as_of: date | None = None
    known_by: date | None = None

    @property
    def said(self) -> dict[str, str]:
        both = {"as_of": self.as_of, "known_by": self.known_by}
        return {name: on.isoformat() for name, on in both.items() if on is not None}


class Ref(str):
    """A reference with the page of its record, and its marking if it is sensitive."""

    __slots__ = ("href", "marked")
    href: str
    marked: str


def days(said: Mapping[str, str], today: date) -> Days:
    """The days that an address names. Raises Misused for what is not a day."""
    read = {"as_of": dates.parse, "known_by": dates.known_by}
    return Days(**{name: read[name](said[name], today) for name in read if said.get(name)})


def only(said: Mapping[str, str], *names: str) -> None:
    """Refuse parameters of a page that it does not know."""
    for name in said:
        if name not in names:
            known = f"it has {', '.join(names)}" if names else "it has none"
            raise Misused(f"This page has no {name!r} in its address; {known}.")


def said_and_days(request: Request, today: date, *names: str) -> tuple[dict[str, str], Days]:
    """The parameters of an address, which may have these names, and its days."""
    said = dict(request.query_params)
    only(said, *names)
    return said, days(said, today)


def url(path: str, *said: Mapping[str, Any]) -> str:
    """An address with every parameter that is not empty, in order."""
    merged: dict[str, Any] = {}
    for some in said:
        merged |= some
    query = urlencode({name: value for name, value in merged.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path


def status_of(problem: Problem) -> int:
    """The status of HTTP that tells of a refusal."""
    return _STATUS.get(type(problem), 400)


def in_words(problem: Problem) -> str:
    """A refusal for a reader of a page, who has no command line."""
    return _COMMAND.sub(lambda found: _PAGES.get(found[1], ""), str(problem))


def record_url(stream: str, of: Days) -> str:
    kind, ref = split(stream)
    return url(f"/record/{kind}/{quote(ref, safe='/')}", of.said)


def british(text: str) -> str:
    """The content of a box: the day of an address as a person types it, anything else unchanged."""
    with suppress(ValueError):
        return day(date.fromisoformat(text)) if len(text) == len("2018-02-27") else text
    return text


def moment(at: datetime) -> str:
    """30 November 2018, 10:05: a time of recording, in UK time."""
    here = at.astimezone(UK)
    return f"{day(here.date())}, {here:%H:%M}"


def sentence(text: str) -> str:
    """With a capital, as a sentence or a label begins; names in it stay as they are."""
    return text[:1].upper() + text[1:]


def briefly(text: str) -> str:
    """With shortened hashes; the event's own page has them whole."""
    return _HASH.sub(lambda found: f"{found[1] or found[2]}…", text)


@cache
def templates() -> "Environment":
    made = html.environment(Path(__file__).parent / "templates")
    own: dict[str, Callable[..., Any]] = {
        "record_link": lambda ref: getattr(ref, "href", ""),
        "marked": lambda ref: getattr(ref, "marked", ""),
        "event_link": lambda position: f"/event/{position}",
        "heading": lambda name: sentence(heading(name)),
        "label": heading,
        "sentence": sentence,
        "moment": moment,
        "british": british,
        "briefly": briefly,
        "the_first": the_first,
        "events": lambda number: counted(number, "event"),
    }
    made.filters |= own
    return made


def response(
    template: str, frame: Frame, title: str, of: Days, status: int = 200, **more: Any
) -> Response:
    """A page. `of`: the days that its links carry on."""
    text = templates().get_template(template).render(
        title=title, frame=frame, marking=frame.marking, days=of, url=url, **more
    )  # fmt: skip
    return HTMLResponse(text, status)


def table(
    reading: Reading,
    name: str,
    title: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
    of: Days,
    blanks: Mapping[str, str] = screen.NO_BLANKS,
) -> Table:
    """Rows from DuckDB, with the names and types of their columns, as a table in which every
    reference leads to its record. `blanks`: what an empty column means."""
    cells = [[cell(value) for value in row] for row in rows]
    made = [
        Column(
            name=n, heading=sentence(heading(n)), kind=_kind(n, type_), blank=blanks.get(n, NOTHING)
        )
        for n, type_ in columns.items()
    ]
    like = [at for at, one in enumerate(made) if one.kind == "text" and _like_refs(cells, at)]
    found = reading.streams(ref for at in like for row in cells for ref in _refs(row[at]))
    for at in like:
        if any(ref in found for row in cells for ref in _refs(row[at])):
            made[at] = msgspec.structs.replace(made[at], kind="ref")
    shown = Table(name=name, title=title, columns=tuple(made), rows=tuple(map(tuple, cells)))
    return linked(reading, shown, of, found)


def linked(
    reading: Reading, shown: Table, of: Days, found: Mapping[str, list[str]] | None = None
) -> Table:
    """The table with a link at every reference to a record."""
    refs = [at for at, column in enumerate(shown.columns) if column.kind == "ref"]
    if found is None:
        found = reading.streams(ref for at in refs for row in shown.rows for ref in _refs(row[at]))
    rows = [list(row) for row in shown.rows]
    for row in rows:
        for at in refs:
            name = shown.columns[at].name
            links = tuple(link(reading, str(one), name, found, of) for one in _many(row[at]))
            row[at] = links or None
    return msgspec.structs.replace(shown, rows=tuple(map(tuple, rows)))


def link(reading: Reading, said: str, column: str, found: Mapping[str, list[str]], of: Days) -> str:
    """A reference in a column as a link. If several records have it: to the kind the column is
    named after, or else to a choice of all."""
    ref = said.partition(" ")[0]
    streams = found.get(ref, [])
    if not streams:
        return said
    named = [one for one in streams if split(one)[0] == column]
    one = (named or streams)[0]
    made = Ref(said)
    certain = len(streams) == 1 or named
    made.href = record_url(one, of) if certain else url("/record", {"ref": ref}, of.said)
    made.marked = SENSITIVE if any(s in reading.sensitive for s in named or streams) else ""
    return made


def _many(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _refs(value: Any) -> list[str]:
    return [str(one).partition(" ")[0] for one in _many(value)]


def _like_refs(cells: list[list[Any]], at: int) -> bool:
    """Whether a column contains only what may be references: short, and one word."""
    said = [one for row in cells for one in _many(row[at])]
    return all(isinstance(s, str) and len(s) <= LONGEST_REF and " " not in s for s in said)


def _kind(name: str, type_: str) -> Kind:
    if name in TAGGED:
        return "status"
    return "money" if type_.startswith("DECIMAL") else _KINDS.get(type_, "text")


def cell(value: Any) -> Any:
    """A value as `page.shown` reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return cells.cell(value)
    if isinstance(value, (list, tuple)):
        return tuple(cell(one) for one in value) or None
    if isinstance(value, (int, date, Decimal, str)) or value is None:
        return value if value != "" else None
    return str(value)
