"""The projections, asked for one paper: of one body, on one day, since one day."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from commands.reporting.model import Column, Kind, Table
from projections import Projections
from projections.differences import OPEN

Row = dict[str, Any]
EVER = date(9999, 12, 31)
LEFT_OUT = "(a record left out)"


class Asked:
    """What one paper asks. Whatever is withheld falls away here, before anything is counted:
    `left_out` are the records that did, `seen` those that are in the paper's rows and figures.

    `since` is the day of the meeting before, or None where there was none.
    """

    def __init__(
        self,
        now: Projections,
        body: str,
        on: date,
        since: date | None = None,
        withheld: Iterable[str] = (),
    ) -> None:
        self.now, self.body, self.on, self.since = now, body, on, since
        self.withheld = frozenset(withheld)
        self.left_out: set[str] = set()
        self.seen: set[str] = set()
        self._known: dict[str, list[Row]] = {}
        longest_first = sorted(map(re.escape, self.withheld), key=len, reverse=True)
        self._veil = re.compile(rf"(?<![\w/-])({'|'.join(longest_first)})(?![\w/-])")

    @property
    def after(self) -> date:
        """The day after which something counts as new."""
        return self.since or date.min

    def rows(
        self, name: str, of: Callable[[Row], bool] = lambda _: True, **parameters: Any
    ) -> list[Row]:
        """The rows of a question or a state on the paper's day, of which `of` holds."""
        parameters = {"as_of": self.on} | parameters
        columns, rows = self.now.state(name, **parameters)
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        return [self._plain(row) for row in found if of(row) and self._published(row)]

    def once(self, name: str) -> list[Row]:
        """All the rows of a question that several parts need."""
        if name not in self._known:
            self._known[name] = self.rows(name)
        return self._known[name]

    def later(self, name: str) -> int:
        """How many more records a question has of all days than of the paper's."""
        columns, rows = self.now.state(name, as_of=EVER)
        found = {dict(zip(columns, row, strict=True))["ref"] for row in rows}
        return len(found - self.withheld - {row["ref"] for row in self.once(name)})

    def ours(self, row: Row) -> bool:
        """Whether an action, a question or the like belongs to the body: by the meeting at which
        it last stood; one that stood at none belongs to all, and all belong where no body is
        named."""
        carried = row.get("carried_to") or (None,)
        return _of(carried[-1] or row.get("meeting"), self.body)

    def _published(self, row: Row) -> bool:
        about = {self._key(row.get("ref")), self._key(row.get("inspection"))} - {""}
        self.left_out |= about & self.withheld
        if about & self.withheld:
            return False
        self.seen |= about
        return True

    @staticmethod
    def _key(ref: Any) -> str:
        return str(ref or "").partition(" ")[0]

    def _plain(self, row: Row) -> Row:
        return {name: self.veiled(value) for name, value in row.items()} if self.withheld else row

    def veiled(self, value: Any) -> Any:
        """A value that names no record that is withheld."""
        if isinstance(value, list):
            return [self.veiled(one) for one in value]
        if isinstance(value, str) and self.withheld:
            return self._veil.sub(LEFT_OUT, value)
        return value


def _of(meeting: Any, body: str) -> bool:
    return not meeting or not body or str(meeting).partition("/")[0] == body


def is_open(row: Row) -> bool:
    return row["status"] in OPEN


def columns(*said: str) -> tuple[Column, ...]:
    """Columns as "name: Heading" or "name: Heading, kind"."""
    found = []
    for one in said:
        name, _, rest = one.partition(": ")
        heading, _, kind = rest.partition(", ")
        found.append(Column(name=name, heading=heading, kind=_KINDS[kind]))
    return tuple(found)


_KINDS: dict[str, Kind] = {
    "": "text",
    "date": "date",
    "number": "number",
    "money": "money",
    "ref": "ref",
    "status": "status",
}


def table(
    name: str,
    title: str,
    of: tuple[Column, ...],
    rows: Iterable[Row],
    note: str = "",
    question: str = "",
) -> Table:
    """A table of those columns of the rows."""
    cells = tuple(tuple(_cell(row.get(column.name)) for column in of) for row in rows)
    return Table(name=name, title=title, columns=of, rows=cells, note=note, question=question)


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(value) or None
    return None if value == "" else value
