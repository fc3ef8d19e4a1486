"""Saying what a row comes to: a command with its day and its cells, or what is not understood."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from commands.imports import words
from commands.imports.reports import Reports
from commands.imports.rows import LedgerView, Row, Unclear
from commands.imports.table import Cell, Sheet

NO_DAY = "the tracker gives no day"


class Table(Struct, frozen=True):
    """The table that a row is of. `document`: what it is called in the ledger; `body`: whose it is;
    `verifier`: who verified what it has as closed; `reports`: those that make recommendations."""

    known: LedgerView
    sheet: Sheet
    body: str
    document: str
    today: date
    verifier: str | None
    reports: Reports
    on: date | None = None  # The day whose position the table gives.


class Saying:
    """A row, with the cells `by` what their columns are taken for. `owners`: who is named as its
    owners, the first as the lead where one `leads`. `name`: how commands name the action."""

    def __init__(
        self, table: Table, row: Row, by: dict[str, Cell], owners: Sequence[str], *, leads: bool
    ) -> None:
        self.table, self.row, self.by = table, row, by
        self.owners, self.leads, self.name = list(owners), leads, ""
        self.until: date | None = None  # When it was over: what has no day was before that.
        raised = self.by.get("raised on")
        month = words.month_of(raised.text) if raised is not None else None
        self.only_month = month is not None and month <= table.today
        self.raised_on = month if self.only_month else self.day("raised on", past=True)

    @property
    def one_of_several(self) -> str:
        """The name where commas part several."""
        return self.name.replace(",", "\\,")

    def unclear(self, cell: Cell, why: str) -> None:
        self.row.unclear.append(Unclear((cell,), why))

    def _nothing(self, why: str) -> None:
        self.row.is_nothing(why)

    def say(
        self,
        command: str,
        *given: str,
        on: date | None,
        at: Cell | None = None,
        by: date | None = None,
    ) -> None:
        """One command, with its day and the cells that it comes from; `by`: a day on which what has
        none was so."""
        shown = tuple(c for c in self.row.cells if c.text)
        span = self.table.sheet.span((at,) if at is not None else shown)
        options = ["--source", f"{self.table.document}:{span}"]
        if on is not None:
            options += ["--on", on.isoformat()]
        else:
            by = by or self.until or self.table.on
            options += ["--on", by.isoformat()] if by is not None else []
            options += ["--undated", NO_DAY]
        self.row.commands.append([*command.split(), *options, *given])

    def day(self, kind: str, *, past: bool) -> date | None:
        """The day that a column gives; what is none, or has not come, is told."""
        cell = self.by.get(kind)
        if cell is None or words.nothing(cell.text):
            return None
        on = words.day_of(cell, self.table.today)
        if on is None and past:
            on = words.day_within(cell.text, self.table.today)  # JAC 14 Dec 2022
        if on is None or (past and on > self.table.today):
            self.unclear(cell, f"{kind}: {'it is in the future' if on else 'no day could be read'}")
            return None
        return on
