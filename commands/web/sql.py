"""People's own SQL, in the sandbox, with the statement in the address; and the schema page."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response

from commands.reports.model import Table
from commands.session.joined import Joined
from commands.terminal.text import acceptable
from commands.web import lists, offices, rendering
from commands.web.reading import Readers, Reading
from ledger.errors import Misused, Problem
from ledger.system import installation
from ledger.words import counted, day
from projections import schema
from projections.messages import ResultSet
from projections.sandbox import ROWS

LONGEST = 8_000
NEAR = 70  # Characters shown on either side of a fault.
HELP = Path(__file__).parents[1] / "help" / "sql.txt"
_WORD = re.compile(r"\w{1,70}|.?")
_PLACE = re.compile(r"\(line (\d+), column (\d+)\)")
OWN = ("q", "as_of", "known_by", "offices", "page")


def show(readers: Readers, request: Request) -> Response:
    """The box, and the answer to what is in it, or why there is none. Raises Misused for days and
    pages that do not exist."""
    said, of = rendering.said_and_days(request, readers.app.today, *OWN)
    if not said.get("q", "").strip():
        readers.statements.begin()  # It starts while somebody types.
        return _page(readers, said, of)
    try:
        joined, answer = _answer_page(readers, request, of)
    except Problem as problem:
        status, fault = rendering.status_of(problem), rendering.in_words(problem)
        return _page(readers, said, of, status, fault=fault, place=_place(said["q"], problem))
    last = max(1, -(-len(answer.rows) // lists.A_PAGE))
    number = lists.which_page(said, last)
    start = (number - 1) * lists.A_PAGE
    rows = answer.rows[start : start + lists.A_PAGE]
    title = f"Rows {start + 1:,} to {start + len(rows):,} of {len(answer.rows):,}"
    on = day(_day(readers, of)) + (f", as known on {day(of.known_by)}" if of.known_by else "")
    cut = f"The first {ROWS:,} rows: there are more." if answer.cut else ""
    count = counted(len(answer.rows), "row")
    return _page(
        readers, said, of, shown=_table(readers, joined, answer, rows, title, of),
        csv=rendering.url("/sql.csv", said, {"page": ""}), words=joined.words if joined else (),
        count=f"{count}. Where the statement says no day: as of {on}. {cut}",
        paging=lists.paging("/sql", said, number, last),
    )  # fmt: skip


def _answer_page(
    readers: Readers, request: Request, of: rendering.Days
) -> tuple[Joined | None, ResultSet]:
    """The answer to the statement; for other offices, also what their answers cover."""
    said = dict(request.query_params)
    q, on, gone = _statement(said), _day(readers, of), request.state.gone
    if not said.get("offices"):
        return None, readers.statements.answer(q, on, of.known_by, gone)
    members = offices.members(readers, said)
    joined, cut = readers.statements.joined(members, q, on, of.known_by, gone)
    every = [list(row) for row in joined.rows]
    return joined, ResultSet(list(joined.columns), [], every, cut)


def _table(
    readers: Readers,
    joined: Joined | None,
    answer: ResultSet,
    rows: list[list[Any]],
    title: str,
    of: rendering.Days,
) -> Table:
    names = _apart(answer.columns)
    if joined is not None:
        part = structs.replace(joined, columns=tuple(names), rows=tuple(map(tuple, rows)))
        return offices.table(part, names, "answer", title)
    with readers.one() as reading:
        types = dict(zip(names, answer.types, strict=True))
        return rendering.table(reading, "answer", title, types, rows, of)


def _place(q: str, problem: Problem) -> tuple[str, str, str]:
    """The line of a statement with the fault: what stands before it, the word at fault, and what
    follows; all empty if the fault names none."""
    found = _PLACE.search(str(problem))
    lines = q.replace("\r\n", "\n").strip().split("\n")
    if not found or int(found[1]) > len(lines):
        return "", "", ""
    line, at = lines[int(found[1]) - 1], int(found[2]) - 1
    ends = _WORD.match(line, at).end()  # type: ignore[union-attr]
    return line[max(0, at - NEAR) : at], line[at:ends], line[ends : at + NEAR]


def as_csv(readers: Readers, request: Request) -> Response:
    said, of = rendering.said_and_days(request, readers.app.today, *OWN)
    if not _statement(said):
        raise Misused("That contains no query. Try: from open_actions")
    _, answer = _answer_page(readers, request, of)
    return lists.csv_of("answer", _apart(answer.columns), answer.rows)


def _page(
    readers: Readers, said: dict[str, str], of: rendering.Days, status: int = 200, **more: Any
) -> Response:
    examples = [(asks, rendering.url("/sql", {"q": q}, of.said), q) for asks, q in _examples()]
    with readers.one() as reading:
        return rendering.response(
            "sql.html", reading.frame, "Ask in SQL", of, status, groups=_groups(), longest=LONGEST,
            said=said, examples=examples, **({"shown": None, "fault": ""} | more),
        )  # fmt: skip


@cache
def _examples() -> list[tuple[str, str]]:
    """What may be asked, and how: the examples of the help, which its test tries."""
    text = installation.text_of(HELP)
    return [
        (asks, "\n".join(line.strip() for line in q.splitlines()))
        for asks, q in re.findall(r'^\d+\. (.+?)\n\n  govledger sql "(.*?)"$', text, re.S | re.M)
    ]


@cache
def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every table that can be asked, and what it answers, by kind."""
    return [
        (says, [(n, schema.asks(n)) for n in schema.names() if schema.group_of(n) == group])
        for group, says in schema.KINDS.items()
    ]


def _statement(said: dict[str, str]) -> str:
    q = said.get("q", "").replace("\r\n", "\n").strip()
    if len(q) > LONGEST:
        raise Misused(f"A statement here has at most {LONGEST:,} characters; that has {len(q):,}.")
    if fault := acceptable(q):
        raise Misused(f"The statement cannot be read: {fault}.")
    return q


def _day(readers: Readers, of: rendering.Days) -> date:
    """The day to use where the statement names none."""
    return of.as_of or of.known_by or readers.app.today


def _apart(names: list[str]) -> list[str]:
    """Gives two columns of one name two names."""
    found: list[str] = []
    for name in names:
        number, new = 1, name
        while new in found:
            number, new = number + 1, f"{name}_{number}"
        found.append(new)
    return found


def tables(reading: Reading, request: Request) -> Response:
    """The page of every table that can be asked."""
    _, of = rendering.said_and_days(request, reading.app.today, "as_of", "known_by")
    return rendering.response(
        "schema.html", reading.frame, "What can be asked in SQL", of, groups=_groups()
    )


def table(reading: Reading, request: Request) -> Response:
    """The page of one table and its columns. Raises NotFound."""
    _, of = rendering.said_and_days(request, reading.app.today, "as_of", "known_by")
    name = request.path_params["table"]
    found = reading.cached(("schema", name), lambda: schema.table(name))
    columns = {"column": "", "type": "", "means": "", "of_events": ""}
    rows = [(c.name, c.type.lower(), c.says, ", ".join(c.kinds)) for c in found.columns]
    shown = rendering.table(reading, "columns", "Columns", columns, rows, rendering.Days())
    return rendering.response("table.html", reading.frame, found.asks, of, table=found, shown=shown)
