"""A question as a page: its parameters, its days, and its rows, a page at a time."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from commands.reports.render.cells import harmless
from commands.session.parameters import is_number
from commands.session.questions import day_meant, named, parameters_of
from commands.terminal import dates, screen, sheets
from commands.web import rendering
from commands.web.reading import Asked, Kept, Reading
from commands.web.rendering import Days
from ledger.errors import Misused
from ledger.events import Frozen
from ledger.words import calendar_day, counted, day
from projections import Query, span

A_PAGE = 200
MOST_CHOICES = 30
OWN = ("as_of", "known_by", "page", "columns")
ONLY = "only."


class Filter(msgspec.Struct, metaclass=Frozen):
    """One box by which rows are left out: of a column, of the values it must have (choices), of
    the first or the last that is let through (bound), or of words that must be in it."""

    name: str
    label: str
    value: str
    where: str
    choices: tuple[str, ...] = ()
    bound: str = ""


class Listed(msgspec.Struct, metaclass=Frozen):
    """What an address asks for: the question, whose answer, and which of its rows."""

    question: Query
    said: dict[str, str]
    of: Days
    asked: Asked
    kept: Kept
    filters: tuple[Filter, ...]
    where: str
    values: tuple[Any, ...]
    count: int


def show(reading: Reading, request: Request) -> Response:
    """The page of one question. Raises NotFound, Misused, or what its parameters are refused
    with."""
    question, said = named(request.path_params["question"]), dict(request.query_params)
    of = rendering.days(said, reading.app.today)
    if any(not said.get(one.removeprefix("p_")) for one in question.needed):
        return _page(reading, question, said, of, None)
    return _page(reading, question, said, of, listed(reading, question, said, of))


def as_csv(reading: Reading, request: Request) -> Response:
    """The same rows, all of them, for a spreadsheet."""
    question, said = named(request.path_params["question"]), dict(request.query_params)
    found = listed(reading, question, said, rendering.days(said, reading.app.today))
    rows = reading.rows(f"FROM {found.kept.table} {found.where} ORDER BY rowid", found.values)
    return csv_of(question.name, list(found.kept.columns), rows)


def csv_of(name: str, columns: list[str], rows: Iterable[Any]) -> Response:
    text = "".join(sheets.lines(map(harmless, row) for row in (columns, *rows)))
    return Response(
        text.encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def listed(reading: Reading, question: Query, said: Mapping[str, str], of: Days) -> Listed:
    """The answer that is meant, and how it is filtered."""
    own = {n: v for n, v in said.items() if n not in OWN and not n.startswith(ONLY)}
    flags = tuple(f"--{name.replace('_', '-')}={value}" for name, value in own.items() if value)
    parameters = parameters_of(reading.app, question, flags)
    on = of.as_of or day_meant(reading.app, question, parameters, of.known_by)
    asked = Asked(
        name=question.name, as_of=on, known_by=of.known_by, parameters=tuple(parameters.items())
    )
    kept = reading.answer(asked)
    filters = _filters(reading, kept, said)
    given = [one for one in filters if one.value]
    values = tuple(_value(one, kept, reading.app.today) for one in given)
    where = "WHERE " + " AND ".join(one.where for one in given) if given else ""
    count = kept.count
    if given:
        ((count,),) = reading.rows(f"SELECT count(*) FROM {kept.table} {where}", values)
    return Listed(
        question=question, said=dict(said), of=of, asked=asked, kept=kept, filters=filters,
        where=where, values=values, count=count,
    )  # fmt: skip


def _filters(reading: Reading, kept: Kept, said: Mapping[str, str]) -> tuple[Filter, ...]:
    made: list[Filter] = []
    for column, type_ in kept.columns.items():
        label, name = screen.heading(column), f"{ONLY}{column}"
        text = f'CAST("{column}" AS VARCHAR)'
        if type_ in ("DATE", *rendering.NUMBERS) or type_.startswith("DECIMAL"):
            for bound, sign in (("from", ">="), ("to", "<=")):
                key, where = f"{name}.{bound}", f'"{column}" {sign} ?'
                one = Filter(
                    name=key,
                    label=f"{label} {bound}",
                    value=said.get(key, ""),
                    where=where,
                    bound=bound,
                )
                made.append(one)
        elif choices := _choices(reading, kept, column, type_):
            where = f"{text} = ?"
            value = said.get(name, "")
            made.append(Filter(name=name, label=label, value=value, where=where, choices=choices))
        else:
            where = f"contains(lower({text}), lower(?))"
            value = said.get(name, "")
            made.append(Filter(name=name, label=label, value=value, where=where))
    unknown = [n for n in said if n.startswith(ONLY) and n not in {one.name for one in made}]
    if unknown:
        raise Misused(f"There is no column {unknown[0].removeprefix(ONLY)!r} to choose rows by.")
    return tuple(made)


def _choices(reading: Reading, kept: Kept, column: str, type_: str) -> tuple[str, ...]:
    """The values of a column that has few: yes and no, states, markings."""
    if type_ == "BOOLEAN":
        return ("yes", "no")
    if column not in rendering.TAGGED or type_ != "VARCHAR":
        return ()
    statement = f'SELECT DISTINCT "{column}" AS one FROM {kept.table} WHERE one IS NOT NULL'
    found = reading.kept(
        (kept.table, column), lambda: reading.rows(f"{statement} ORDER BY one LIMIT 31")
    )
    return tuple(one for (one,) in found) if len(found) <= MOST_CHOICES else ()


def _value(one: Filter, kept: Kept, today: date) -> Any:
    """What is typed in a box, as the column has it."""
    type_ = kept.columns[one.name.removeprefix(ONLY).removesuffix(f".{one.bound}")]
    if type_ == "BOOLEAN":
        return {"yes": "true", "no": "false"}.get(one.value, one.value)
    if not one.bound:
        return one.value
    if type_ == "DATE":
        return dates.parse(one.value, today)
    said = one.value.replace(",", "").removeprefix("£")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", said):
        raise Misused(f"{rendering.sentence(one.label)!r} is a number, not {one.value!r}.")
    return said


def _page(
    reading: Reading, question: Query, said: Mapping[str, str], of: Days, found: Listed | None
) -> Response:
    here = f"/ask/{question.name}"
    own = {n.removeprefix("p_"): says for n, says in question.parameters.items() if n[:2] == "p_"}
    parameters = [
        Filter(
            name=name,
            label=screen.heading(name),
            value=said.get(name, ""),
            where=says,
            choices=question.allowed[f"p_{name}"].offered,
        )
        for name, says in own.items()
    ]
    needed = [name.removeprefix("p_") for name in question.needed]
    more: dict[str, Any] = {"shown": None, "filters": (), "all_columns": said.get("columns")}
    if found is not None:
        more |= _rows(reading, found, here)
    return rendering.response(
        "list.html", reading.frame, question.called, of,
        question=question, here=here, said=said, parameters=parameters, needed=needed, **more,
    )  # fmt: skip


def _rows(reading: Reading, found: Listed, here: str) -> dict[str, Any]:
    """The rows of one page, and the ways on from it."""
    question, kept, said, on = found.question, found.kept, found.said, found.asked
    narrow = [*question.narrow, *question.sparse, *question.wide]
    every = said.get("columns") == "all" or not narrow
    names = [name for name in kept.columns if every or name in narrow or name == "marking"]
    last = max(1, -(-found.count // A_PAGE))
    number = which_page(said, last)
    chosen = ", ".join(f'"{name}"' for name in names)
    rows = reading.rows(
        f"SELECT {chosen} FROM {kept.table} {found.where} ORDER BY rowid LIMIT {A_PAGE} OFFSET ?",
        [*found.values, (number - 1) * A_PAGE],
    )
    first = (number - 1) * A_PAGE + 1
    title = f"Rows {first:,} to {first + len(rows) - 1:,} of {found.count:,}" if rows else "Rows"
    known = f", as known on {day(on.known_by)}" if on.known_by else ""
    of_all = counted(kept.count, "row")
    count = f"{found.count:,} of {of_all}" if found.where else counted(found.count, "row")
    outside = span.outside(reading.now, on.as_of, reading.app.today)
    if not kept.count:
        outside = f"{reading.now.nothing_of(question.name)} {outside}".strip()
    pinned = {"as_of": on.as_of, "known_by": on.known_by or reading.app.today}
    return {
        "count": f"{count}, as of {calendar_day(on.as_of)}{known}. {outside}".rstrip(),
        "shown": rendering.table(
            reading,
            question.name,
            title,
            {n: kept.columns[n] for n in names},
            rows,
            found.of,
            question.blanks,
        ),
        "filters": found.filters,
        "filtered": bool(found.where),
        "csv": rendering.url(f"{here}.csv", said, {"page": "", "columns": ""}),
        "pinned": rendering.url(here, said, pinned),
        "columns_link": rendering.url(here, said, {"columns": "" if every else "all"}),
        "every": every or len(names) == len(kept.columns),
        "paging": paging(here, said, number, last),
    }


def which_page(said: Mapping[str, str], last: int) -> int:
    """Raises Misused for one that is not there."""
    number = said.get("page") or "1"
    if not is_number(number) or not 1 <= int(number) <= last:
        raise Misused(f"There is no page {number!r}: they are 1 to {last}.")
    return int(number)


def paging(here: str, said: Mapping[str, str], number: int, last: int) -> dict[str, Any]:
    """The links to the page before and after."""
    return {
        "number": number,
        "last": last,
        "before": rendering.url(here, said, {"page": number - 1}) if number > 1 else "",
        "after": rendering.url(here, said, {"page": number + 1}) if number < last else "",
    }
