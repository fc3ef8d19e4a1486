"""Which rows of an answer a page shows: its boxes, and the few values of a column as links, each
with how many rows have it (a facet)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from commands.terminal import dates
from commands.terminal.cells import heading
from commands.web import rendering
from commands.web.reading import CachedAnswer, Reading
from ledger.errors import Misused
from ledger.events import Frozen

ONLY = "only."
MANY = "VARCHAR[]"
YES_OR_NO = {"yes": "true", "no": "false"}
MOST_CHOICES = 30
LONGEST_CHOICE = 60
MOST_FACETS = 6
A_FACET = 12  # Values that a person can take in at once.


class Filter(msgspec.Struct, metaclass=Frozen):
    """One box by which rows are left out: of a column, of the values it must have (choices), of
    the first or the last that is let through (bound), or of words that must be in it."""

    column: str
    label: str
    value: str
    where: str
    choices: tuple[str, ...] = ()
    bound: str = ""

    @property
    def name(self) -> str:
        return f"{ONLY}{self.column}.{self.bound}".rstrip(".")


class Facet(msgspec.Struct, metaclass=Frozen):
    """The values of a column, each with the number of rows that have it and meet all other
    conditions, and the address of those rows. `chosen` is the value that is chosen, `every` the
    address of the rows with any."""

    name: str
    label: str
    values: tuple[tuple[str, int, str], ...]
    chosen: str
    every: str


class Spread(msgspec.Struct, metaclass=Frozen):
    """What the rows have in a column: in how many it is filled, how many values there are, the
    longest of them in characters, and the first in order."""

    filled: int
    values: int
    longest: int
    first: Any

    def alike(self, count: int) -> bool:
        """Whether every one of so many rows has one value, or is empty."""
        return not self.filled or (self.values == 1 and self.filled == count)


class Chosen(msgspec.Struct, metaclass=Frozen):
    """The boxes of an answer, and the SQL of those that somebody filled."""

    boxes: tuple[Filter, ...]
    where: str
    values: tuple[Any, ...]

    def but(self, column: str) -> tuple[str, tuple[Any, ...]]:
        """The SQL of all conditions but that of one column."""
        given = [one for one in self.boxes if one.value]
        kept = [(one.where, v) for one, v in zip(given, self.values, strict=True)
                if one.column != column]  # fmt: skip
        return _where([where for where, _ in kept]), tuple(value for _, value in kept)


def chosen(reading: Reading, kept: CachedAnswer, said: Mapping[str, str]) -> Chosen:
    """Raises Misused for a column that is not there, or a value that it cannot have."""
    boxes = _boxes(reading, kept, said)
    unknown = [n for n in said if n.startswith(ONLY) and n not in {one.name for one in boxes}]
    if unknown:
        raise Misused(f"There is no column {unknown[0].removeprefix(ONLY)!r} to choose rows by.")
    given = [one for one in boxes if one.value]
    values = tuple(_value(one, kept.columns[one.column], reading.app.today) for one in given)
    return Chosen(boxes=tuple(boxes), where=_where([one.where for one in given]), values=values)


def _where(conditions: Sequence[str]) -> str:
    return "WHERE " + " AND ".join(conditions) if conditions else ""


def _boxes(reading: Reading, kept: CachedAnswer, said: Mapping[str, str]) -> list[Filter]:
    boxes: list[Filter] = []
    for column, type_ in kept.columns.items():
        label, text = heading(column), f'CAST("{column}" AS VARCHAR)'
        if type_ in ("DATE", *rendering.NUMBERS) or type_.startswith("DECIMAL"):
            for bound, sign in (("from", ">="), ("to", "<=")):
                value = said.get(f"{ONLY}{column}.{bound}", "")
                where = f'"{column}" {sign} ?'
                box = Filter(
                    column=column, label=f"{label} {bound}", value=value, where=where, bound=bound
                )
                boxes.append(box)
            continue
        value, choices = said.get(f"{ONLY}{column}", ""), _choices(reading, kept, column)
        where = f"contains(lower({text}), lower(?))"
        if choices:
            where = f'list_contains("{column}", ?)' if type_ == MANY else f"{text} = ?"
        boxes.append(Filter(column=column, label=label, value=value, where=where, choices=choices))
    return boxes


def spreads(
    reading: Reading, kept: CachedAnswer, where: str = "", values: tuple[Any, ...] = ()
) -> dict[str, Spread]:
    """What the rows that meet a condition have in each column."""

    def look() -> dict[str, Spread]:
        each = ", ".join(
            f'count("{c}"), count(DISTINCT "{c}"), max(len("{c}"::VARCHAR)), min("{c}")'
            for c in kept.columns
        )
        (found,) = reading.rows(f"SELECT {each} FROM {kept.table} {where}", values)
        parts = (found[at : at + 4] for at in range(0, len(found), 4))
        return {
            c: Spread(filled=filled, values=values, longest=longest or 0, first=first)
            for c, (filled, values, longest, first) in zip(kept.columns, parts, strict=True)
        }

    return look() if where else kept.once("spreads", look)


def _choices(reading: Reading, kept: CachedAnswer, column: str) -> tuple[str, ...]:
    """The values of a column that has few: yes and no, states, owners."""
    type_, spread = kept.columns[column], spreads(reading, kept)[column]
    if type_ == "BOOLEAN":
        return tuple(YES_OR_NO)
    few = column in rendering.TAGGED or spread.values * 2 <= spread.filled
    if type_ not in ("VARCHAR", MANY) or not few or spread.longest > LONGEST_CHOICE:
        return ()
    counts = kept.once(("counts", column), lambda: _counts(reading, kept, column))
    return tuple(sorted(counts)) if len(counts) <= MOST_CHOICES else ()


def _counts(
    reading: Reading, kept: CachedAnswer, column: str, where: str = "", values: tuple[Any, ...] = ()
) -> dict[str, int]:
    """Each value of a column, with the number of rows that have it and meet the conditions."""
    one = f'unnest("{column}")' if kept.columns[column] == MANY else f'"{column}"::VARCHAR'
    each = f"SELECT {one} AS one FROM {kept.table} {where}"
    statement = f"SELECT one, count(*) FROM ({each}) GROUP BY one"
    return {said: number for said, number in reading.rows(statement, values) if said is not None}


def facets(
    reading: Reading, kept: CachedAnswer, chosen: Chosen, here: str, said: Mapping[str, str]
) -> list[Facet]:
    """The columns that have two values or a few more, those of a state first."""
    few = [one for one in chosen.boxes if 2 <= len(one.choices) <= A_FACET]
    few = [one for one in few if spreads(reading, kept)[one.column].values >= 2]
    few.sort(key=lambda one: one.column not in rendering.TAGGED)
    return [_facet(reading, kept, chosen, one, here, said) for one in few[:MOST_FACETS]]


def _facet(
    reading: Reading,
    kept: CachedAnswer,
    chosen: Chosen,
    box: Filter,
    here: str,
    said: Mapping[str, str],
) -> Facet:
    counts = _counts(reading, kept, box.column, *chosen.but(box.column))
    numbers = [counts.get(YES_OR_NO.get(one, one), 0) for one in box.choices]
    at = [rendering.url(here, said, {box.name: one, "page": ""}) for one in box.choices]
    return Facet(
        name=box.name,
        label=box.label,
        values=tuple(zip(box.choices, numbers, at, strict=True)),
        chosen=box.value,
        every=rendering.url(here, said, {box.name: "", "page": ""}),
    )


def _value(one: Filter, type_: str, today: date) -> Any:
    """What is typed in a box, as the column has it."""
    if type_ == "BOOLEAN":
        return YES_OR_NO.get(one.value, one.value)
    if not one.bound:
        return one.value
    if type_ == "DATE":
        return dates.parse(one.value, today)
    said = one.value.replace(",", "").removeprefix("£")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", said):
        raise Misused(f"{rendering.sentence(one.label)!r} is a number, not {one.value!r}.")
    return said
