"""A question as a page: its parameters, its days, and its rows, a page at a time."""

import io
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from commands.reports.model import Table
from commands.reports.render.cells import harmless
from commands.session.parameters import is_number
from commands.session.questions import day_meant, named, parameters_of
from commands.terminal import screen, sheets
from commands.terminal.cells import heading
from commands.web import filters, in_sql, rendering
from commands.web.filters import ONLY, Chosen
from commands.web.reading import BoundQuery, CachedAnswer, Reading
from commands.web.rendering import Days
from ledger.errors import Misused
from ledger.events import Frozen
from ledger.words import asked_on, counted
from projections import Query, span
from projections.rows import Rows

A_PAGE = 200
SIZES = (50, 200, 1_000)
EVERY = "all"
SHAPE = ("page", "columns", "sort", "rows")
OWN = ("as_of", "known_by", *SHAPE)


class Parameter(msgspec.Struct, metaclass=Frozen):
    """One of a question's own parameters as a box: its explanation, and its choices."""

    name: str
    label: str
    value: str
    says: str
    choices: tuple[str, ...]


class Listed(msgspec.Struct, metaclass=Frozen):
    """What an address asks for: the question, the answer, and which of its rows."""

    question: Query
    said: dict[str, str]
    of: Days
    bound: BoundQuery
    kept: CachedAnswer
    chosen: Chosen
    count: int
    sort: str
    columns: tuple[str, ...]

    @property
    def ordered(self) -> str:
        """SQL for the rows in the requested order, or else in that of the answer."""
        down = " DESC" if self.sort.startswith("-") else ""
        by = f'"{self.sort.removeprefix("-")}"{down} NULLS LAST, ' if self.sort else ""
        return f"{self.kept.table} {self.chosen.where} ORDER BY {by}rowid"


def show(reading: Reading, request: Request) -> Response:
    """The page of one question. Raises NotFound, Misused, or whatever its parameters are refused
    with."""
    question, said = named(request.path_params["question"]), dict(request.query_params)
    of = rendering.days(said, reading.app.today)
    if any(not said.get(one.removeprefix("p_")) for one in question.needed):
        return _page(reading, question, said, of, None)
    return _page(reading, question, said, of, listed(reading, question, said, of))


def as_csv(reading: Reading, request: Request) -> Response:
    """The same rows, all of them, for a spreadsheet."""
    found, columns, rows = _all(reading, request)
    return csv_of(found.question.name, columns, rows)


def as_json(reading: Reading, request: Request) -> Response:
    """The same as a JSON array of objects, as `ask --json` writes it."""
    _, columns, rows = _all(reading, request)
    said = screen.json_array(dict(zip(columns, row, strict=True)) for row in rows)
    return Response("".join((*said, "\n")), media_type="application/json")


def _all(reading: Reading, request: Request) -> tuple[Listed, list[str], Rows]:
    """Every row that is meant, with the columns that are named, or all columns if none is."""
    question, said = named(request.path_params["question"]), dict(request.query_params)
    found = listed(reading, question, said, rendering.days(said, reading.app.today))
    columns = found.columns or tuple(found.kept.columns)
    statement = f"SELECT {_sql(columns)} FROM {found.ordered}"
    rows = reading.rows_in_parts(statement, found.chosen.values)
    return found, list(columns), rows


def _sql(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def csv_of(name: str, columns: list[str], rows: Iterable[Any]) -> Response:
    text = io.StringIO()
    text.writelines(sheets.lines(map(harmless, row) for row in chain([columns], rows)))
    return Response(
        text.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def listed(reading: Reading, question: Query, said: Mapping[str, str], of: Days) -> Listed:
    """The answer that is meant, and how it is filtered."""
    own = {n: v for n, v in said.items() if n not in OWN and not n.startswith(ONLY)}
    flags = tuple(f"--{name.replace('_', '-')}={value}" for name, value in own.items() if value)
    parameters = parameters_of(reading.app, question, flags)
    on = of.as_of or day_meant(reading.app, question, parameters, of.known_by)
    bound = BoundQuery(
        name=question.name, as_of=on, known_by=of.known_by, parameters=tuple(parameters.items())
    )
    kept = reading.answer(bound)
    chosen, count = filters.chosen(reading, kept, said), kept.count
    if chosen.where:
        statement = f"SELECT count(*) FROM {kept.table} {chosen.where}"
        ((count,),) = reading.rows(statement, chosen.values)
    return Listed(
        question=question, said=dict(said), of=of, bound=bound, kept=kept, chosen=chosen,
        count=count, sort=_sort(kept, said), columns=_named(kept, said),
    )  # fmt: skip


def _sort(kept: CachedAnswer, said: Mapping[str, str]) -> str:
    """The column to sort by, after a minus if descending."""
    sort = said.get("sort", "")
    if sort:
        _there(kept, sort.removeprefix("-"), "to sort by")
    return sort


def _named(kept: CachedAnswer, said: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that an address names, in the order of the answer."""
    names = said.get("columns", "").split(",")
    if names == [""]:
        return ()
    if names == [EVERY]:
        return tuple(kept.columns)
    for name in names:
        _there(kept, name, "to show")
    return tuple(name for name in kept.columns if name in names)


def _there(kept: CachedAnswer, name: str, what: str) -> None:
    if name not in kept.columns:
        raise Misused(f"There is no column {name!r} {what}: they are {', '.join(kept.columns)}.")


def _page(
    reading: Reading, question: Query, said: Mapping[str, str], of: Days, found: Listed | None
) -> Response:
    here = f"/ask/{question.name}"
    own = {n.removeprefix("p_"): says for n, says in question.parameters.items() if n[:2] == "p_"}
    parameters = [
        Parameter(
            name=name,
            label=heading(name),
            value=said.get(name, ""),
            says=rendering.sentence(says.partition(";")[0]),
            choices=question.allowed[f"p_{name}"].offered,
        )
        for name, says in own.items()
    ]
    needed = [name.removeprefix("p_") for name in question.needed]
    more: dict[str, Any] = {"shown": None, "form_open": True}
    if found is not None:
        more |= _rows(reading, found, here)
    return rendering.response(
        "list.html", reading.frame, question.called, of,
        question=question, here=here, said=said, parameters=parameters, needed=needed, **more,
    )  # fmt: skip


def _rows(reading: Reading, found: Listed, here: str) -> dict[str, Any]:
    """The rows of one page, and the ways on from it."""
    question, kept, said = found.question, found.kept, found.said
    chosen, size = found.chosen, page_size(said)
    names, same = _shown(reading, found)
    last = max(1, -(-found.count // size))
    number = which_page(said, last)
    first = (number - 1) * size + 1
    rows = reading.rows(
        f"SELECT {_sql(names)} FROM {found.ordered} LIMIT {size} OFFSET {first - 1}", chosen.values
    )
    title = f"Rows {first:,} to {first + len(rows) - 1:,} of {found.count:,}" if rows else "Rows"
    shown = {n: kept.columns[n] for n in names}
    facets = filters.facets(reading, kept, chosen, here, said)
    return {
        "count": _count(reading, found),
        "shown": rendering.table(
            reading, question.name, title, shown, rows, found.of, question.blanks
        ),
        "sorts": {n: _by(found, here, n) for n in names},
        "same": same,
        "facets": facets,
        # The form stays closed if the page shows these elsewhere.
        "form_open": set(said) - {*SHAPE, *(one.name for one in facets)},
        "filters": chosen.boxes,
        "filtered": bool(chosen.where),
        **_elsewhere(reading, found, here),
        "columns": [(n, heading(n), n in names) for n in kept.columns],
        "left_out": len(kept.columns) - len(names),
        "sizes": [str(one) for one in SIZES],
        "paging": paging(here, said, number, last),
    }


def _elsewhere(reading: Reading, found: Listed, here: str) -> dict[str, Any]:
    """The same rows as files, in SQL, as of a fixed day, and in other columns."""
    said, on = found.said, found.bound
    pinned = {"as_of": on.as_of, "known_by": on.known_by or reading.app.today}
    q = in_sql.statement(on, reading.app.today, found.chosen, found.sort, found.columns)
    return {
        "files": {
            form: rendering.url(f"{here}.{form.lower()}", said, {"page": "", "rows": ""})
            for form in ("CSV", "JSON")
        },
        "in_sql": rendering.url("/sql", {"q": q}),
        "pinned": rendering.url(here, said, pinned),
        "every": rendering.url(here, said, {"columns": EVERY}),
        "fewer": rendering.url(here, said, {"columns": ""}) if said.get("columns") else "",
    }


def _count(reading: Reading, found: Listed) -> str:
    """How many rows there are, of how many, on which day; and why there may be none."""
    kept, on = found.kept, found.bound
    every = counted(kept.count, "row")
    count = f"{found.count:,} of {every}" if found.chosen.where else counted(found.count, "row")
    outside = span.outside(reading.now, on.as_of, reading.app.today)
    if not kept.count:
        outside = f"{reading.now.nothing_of(found.question.name)} {outside}".strip()
    return f"{count}, {asked_on(on.as_of, on.known_by)}. {outside}".rstrip()


def _shown(reading: Reading, found: Listed) -> tuple[list[str], Table | None]:
    """The columns of a page; and those left out because every row has the same value, as a table of
    one row. If an address names columns, it is those."""
    question, kept = found.question, found.kept
    if found.columns:
        return list(found.columns), None
    narrow = (*question.narrow, *question.sparse, *question.wide)
    names = [n for n in kept.columns if not narrow or n in narrow or n == "marking"]
    spreads = filters.spreads(reading, kept, found.chosen.where, found.chosen.values)
    sort = found.sort.removeprefix("-")
    alike = [n for n in names if n != sort and spreads[n].alike(found.count)]
    if found.count < 2 or len(alike) == len(names):
        return names, None
    # An empty column is shown if that says something, such as no due date.
    told = {n: kept.columns[n] for n in alike if spreads[n].filled or n in question.blanks}
    same = [[spreads[n].first for n in told]] if told else []
    table = rendering.table(reading, "same", "In every row", told, same, found.of, question.blanks)
    return [n for n in names if n not in alike], table


def _by(found: Listed, here: str, name: str) -> tuple[str, str]:
    """The address of the rows sorted by a column, and how they are sorted by it now. It goes from
    ascending to descending to the question's own order."""
    now = {name: "ascending", f"-{name}": "descending"}.get(found.sort, "")
    then = {"": name, "ascending": f"-{name}", "descending": ""}[now]
    return rendering.url(here, found.said, {"sort": then, "page": ""}), now


def page_size(said: Mapping[str, str]) -> int:
    """The rows of a page. Raises Misused for a number that is not offered."""
    size = said.get("rows")
    if size is None:
        return A_PAGE
    if size not in map(str, SIZES):
        *few, most = map(str, SIZES)
        raise Misused(f"The rows of a page are {', '.join(few)} or {most}, not {size!r}.")
    return int(size)


def which_page(said: Mapping[str, str], last: int) -> int:
    """The number of the page. Raises Misused if it does not exist."""
    number = said.get("page") or "1"
    if not is_number(number) or not 1 <= int(number) <= last:
        they = f"they are 1 to {last}" if last > 1 else "there is only page 1"
        raise Misused(f"There is no page {number!r}: {they}.")
    return int(number)


def paging(here: str, said: Mapping[str, str], number: int, last: int) -> dict[str, Any]:
    """The links to the page before and after."""
    return {
        "number": number,
        "last": last,
        "before": rendering.url(here, said, {"page": number - 1}) if number > 1 else "",
        "after": rendering.url(here, said, {"page": number + 1}) if number < last else "",
    }
