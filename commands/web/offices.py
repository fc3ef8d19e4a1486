"""Other offices on a page: their open AFIs and recommendations by age, and any question of all.

Each office is asked on its own ledger, as `ask --offices all` does. References are an office's own,
so none of them leads to a record here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from commands.reports.model import NOTHING, Column, Kind, Table
from commands.session import joined
from commands.session import offices as register
from commands.session.questions import named
from commands.terminal import screen
from commands.terminal.cells import heading
from commands.web import rendering
from commands.web.lists import csv_of
from commands.web.opened import Frame
from commands.web.questions import grouped
from commands.web.reading import Readers
from commands.web.rendering import Days
from ledger.errors import Misused
from ledger.words import calendar_day, counted
from projections import Query, questions

QUESTION = "open_items"
AGES = ("under 6 months", "6 to 12 months", "1 to 2 years", "over 2 years")
CATEGORIES = {"AFI": "AFIs", "recommendation": "Recommendations"}
ALL_OF_THEM = "All covered"
OWN = ("as_of", "known_by", "offices")


def show(readers: Readers, request: Request) -> Response:
    """How many AFIs and recommendations are open in each office, and how old they are."""
    said = dict(request.query_params)
    rendering.only(said, *OWN)
    found, of, frame = _joined_answer(readers, QUESTION, said)
    columns = [Column(name="office", heading="Office")]
    columns += [Column(name=n, heading=h, kind="number") for n, h in CATEGORIES.items()]
    columns += [Column(name=n, heading=n.capitalize(), kind="number") for n in AGES]
    columns += [Column(name="upto", heading="Up to"), Column(name="missing", heading="Missing")]
    rows = tuple(_counts(found))
    title = f"Open AFIs and recommendations on {calendar_day(found.on)}"
    return rendering.response(
        "offices.html", frame, "Offices", of,
        shown=Table(name=QUESTION, title=title, columns=tuple(columns), rows=rows),
        words=found.words, rows_link=rendering.url(f"/offices/{QUESTION}", said),
        csv="", asks="", said=said,
        groups=grouped(one for one in questions().values() if not one.needed),
    )  # fmt: skip


def _counts(found: joined.Joined) -> list[tuple[Any, ...]]:
    """A row for each office; one that cannot be read has no figures, rather than zeros."""
    at = {name: place for place, name in enumerate(found.columns)}
    counts: Counter[tuple[str, str]] = Counter()
    for row in found.rows:
        for name in (row[at["category"]], row[at["age"]]):
            counts[row[0], name] += 1
    names = (*CATEGORIES, *AGES)
    rows: list[tuple[Any, ...]] = []
    for one in found.members:
        figures = [counts[one.ref, name] if one.place else None for name in names]
        rows.append((one.ref, *figures, one.upto or None, one.why or None))
    read = [one.ref for one in found.members if one.place]
    sums = [sum(counts[ref, name] for ref in read) for name in names]
    return [*rows, (ALL_OF_THEM, *sums, None, None)]


def ask(readers: Readers, request: Request) -> Response:
    """The joined answer to any question that needs no more than a day."""
    question, said = named(request.path_params["question"]), dict(request.query_params)
    found, of, frame = _joined_answer(readers, question.name, said)
    title = counted(len(found.rows), "row")
    shown = table(found, _usual(question, found), question.name, title, question.blanks)
    return rendering.response(
        "offices.html", frame, question.called, of, asks=question.asks, shown=shown,
        words=found.words, csv=rendering.url(f"/offices/{question.name}.csv", said), rows_link="",
        groups=(), said=said,
    )  # fmt: skip


def _usual(question: Query, found: joined.Joined) -> list[str]:
    """The columns that the question's page shows. One that is empty in every row stays if that says
    something: no due date."""
    usual = (*question.narrow, *question.sparse, *question.wide)
    return [
        name
        for at, name in enumerate(found.columns)
        if (at == 0 or not usual or name in usual)
        and (name in question.blanks or any(row[at] not in (None, "") for row in found.rows))
    ]


def table(
    found: joined.Joined,
    columns: Sequence[str],
    name: str,
    title: str,
    blanks: Mapping[str, str] = screen.NO_BLANKS,
) -> Table:
    """Those columns of the rows; none of them links to a record here."""
    places = [found.columns.index(one) for one in columns]
    made = (
        Column(
            name=one,
            heading=rendering.sentence(heading(one)),
            kind=_kind(found.rows, at),
            blank=blanks.get(one, NOTHING),
        )
        for at, one in zip(places, columns, strict=True)
    )
    rows = (tuple(rendering.cell(row[at]) for at in places) for row in found.rows)
    return Table(name=name, title=title, columns=tuple(made), rows=tuple(rows))


def members(readers: Readers, said: Mapping[str, str]) -> list[register.Member]:
    """The offices that an address names, or all. Raises NotCleared for a reader without clearance,
    and NotFound."""
    if readers.app.lowered:
        raise rendering.NotCleared("The ledgers of other offices are shown with clearance only.")
    return register.members(readers.app, said.get("offices", register.ALL))


def as_csv(readers: Readers, request: Request) -> Response:
    question, said = named(request.path_params["question"]), dict(request.query_params)
    found, _, _ = _joined_answer(readers, question.name, said)
    return csv_of(question.name, list(found.columns), found.rows)


def _joined_answer(
    readers: Readers, name: str, said: dict[str, str]
) -> tuple[joined.Joined, Days, Frame]:
    """The answer of many offices, which takes a while, so no reader is held for it."""
    asked = members(readers, said)
    of, question = rendering.days(said, readers.app.today), questions()[name]
    if question.needed:
        raise Misused(f"{name} needs more than a day, and other offices are told no more here.")
    own = {key: value for key, value in said.items() if key not in OWN}
    flags = tuple(f"--{key.replace('_', '-')}={value}" for key, value in own.items())
    with readers.one() as reading:
        frame = reading.frame
    on = of.as_of or of.known_by or readers.app.today
    whole = joined.Asked(question, on, of.known_by, flags)
    return joined.ask_offices(readers.app, asked, whole), of, frame


def _kind(rows: Sequence[tuple[Any, ...]], at: int) -> Kind:
    values = [row[at] for row in rows if row[at] is not None]
    if values and all(type(value) is int for value in values):
        return "number"
    return "date" if values and all(type(value) is date for value in values) else "text"
