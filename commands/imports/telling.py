"""What a row tells of an action or of a recommendation alike: its reference, when it is due, how it
stands, what was done."""

from collections.abc import Sequence
from datetime import date

from commands.imports import words
from commands.imports.matching import foreign
from commands.imports.notes import dated
from commands.imports.rows import Progress, Row
from commands.imports.saying import Saying, Table
from commands.imports.statuses import Standing, standing_of
from commands.imports.table import Cell
from commands.session import periods
from commands.terminal.text import one_line
from ledger.characters import folded
from ledger.errors import Problem
from ledger.records.actions import UNDER_WAY, Action
from ledger.records.inspection_items import Item
from ledger.words import day

UNEXPLAINED = "changed in the tracker, without a word why"
ONLY_MONTH = "the tracker gives only the month"
YEAR_FOLLOWS = "the year follows from the row"
OF_HEADING = "the heading of its column gives the day"


class Telling(Saying):
    """`record` is the kind of record that a row is about, `called` so, `begun` in one word; `open`:
    the statuses in which something may still happen to it."""

    record, called, begun = "action", "action", "raised"
    open: frozenset[str] | tuple[str, ...] = UNDER_WAY

    def __init__(
        self, table: Table, row: Row, by: dict[str, Cell], owners: Sequence[str], *, leads: bool
    ) -> None:
        super().__init__(table, row, by, owners, leads=leads)
        self.title = words.titled(by["action"].text)
        self.due, self.due_words, self.due_was = self.due_of("due")
        original, original_words, _ = self.due_of("original due")
        if original is None and original_words is None:
            original = self.due_was
        self.first_due = (original, original_words)

    def status(self) -> tuple[Cell | None, Standing | None]:
        """The cell that says whether it is over, and what it says; a RAG column may say it, too."""
        status, rag = self.by.get("status"), self.by.get("RAG")
        if status is None and rag is not None and standing_of(rag.text) is not None:
            status = rag
        return status, standing_of(status.text) if status is not None else None

    def reference(self) -> str | None:
        said = words.said(self.by.get("reference"))
        return said and said[:90].strip()

    def own_ref_of(self, reference: str | None) -> str:
        if reference is not None:
            return foreign(reference)
        return f"{self.table.document} {self.table.sheet.address(self.by['action'])}"[-100:].strip()

    def due_of(self, kind: str) -> tuple[date | None, str | None, date | None]:
        """The day it is due, or the words that say it; and the day that it was due before."""
        cell = self.by.get(kind)
        if cell is None or words.nothing(cell.text) or words.no_date(cell.text):
            return None, None, None
        on = words.day_of(cell, self.table.today)
        if on is not None:
            return on, None, words.struck_day(cell, self.table.today)
        if words.no_such_day(cell.text, self.table.today):
            self.unclear(cell, "that day is not in the calendar, or of no year from 1900 to 2099")
            return None, None, None
        now, before = words.moved(cell.text, self.table.today)
        return (now, None, before) if now else (None, " ".join(cell.text.split()), None)

    def why_moved(self, cell: Cell) -> str:
        """The reason that a tracker gives for another due date: none, or the days before it."""
        return UNEXPLAINED if self.due_was is None else f"the tracker says: {one_line(cell.text)}"

    def named_otherwise(self, now: Action | Item, reference: str | None) -> None:
        """The ledger has another title for it, or no such `reference`."""
        if folded(words.titled(now.title)) != folded(self.title):
            why = f"{now.ref} is called “{one_line(now.title)}” in the ledger: correct it there"
            self.unclear(self.by["action"], why)
        if reference is not None:
            why = f"{now.ref} had no reference: correct EVENT --set own_ref={reference!r}"
            self.unclear(self.by["reference"], why)

    def due_stays(self, now: Action | Item) -> None:
        """Tell of another due day of what is said to be done: it is not moved any more."""
        if self.due is not None and self.due != now.due:
            why = f"{now.ref} is {now.status} in the ledger, and its due date is not moved"
            self.unclear(self.by["due"], why)

    def due_earlier(self, cell: Cell, before: date) -> None:
        why = f"it is earlier than the due date recorded, {day(before)}: correct that (correct)"
        self.unclear(cell, why)

    def means(self, said: str, on: date) -> date | None:
        try:
            return periods.last_day(said, on)
        except Problem:
            return None

    def progress(self, now: Action | Item | None) -> None:
        """What the notes of the row tell of it, and the ledger has not."""
        known = self.table.known.told(f"{self.record}:{now.ref}") if now is not None else ()
        told = {folded(one.text) for one in known}
        for cell, heading in self.row.updates:
            if not words.nothing(cell.text):
                self._progress_in(cell, heading, now, known, told)

    def _progress_in(
        self,
        cell: Cell,
        heading: str,
        now: Action | Item | None,
        known: Sequence[Progress],
        told: set[str],
    ) -> None:
        """`told`: what was said already; what is said now is added."""
        if words.elsewhere(cell.text):
            self.unclear(cell, "it only points elsewhere")
            return
        over = now is not None and now.status not in self.open
        since = self.raised_on
        first = self.table.known.span(f"{self.record}:{now.ref}")[0] if now is not None else since
        for note in dated(_unsaid(cell.text, known), heading, since, self.table.today):
            if folded(note.text) in told:
                continue
            why = f"the {self.called} is over" if over else None
            if note.on and since and note.on < since:
                why = why or f"it is of a day before the {self.called} was {self.begun}"
            if note.on and self.until and note.on > self.until:
                why = why or "it is of a day after it was over"
            if why is not None:
                self.unclear(cell, f"{note.text}: {why}")
                continue
            # What came before the ledger has the action stands undated, with its day in words.
            on = note.on if note.on and first and note.on >= first else None
            text = note.text if on or not note.on else f"{day(note.on)}: {note.text}"
            if folded(text) in told:
                continue
            told |= {folded(text), folded(note.text)}
            given = ["--inferred", YEAR_FOLLOWS] if note.year_inferred and on else []
            given = ["--inferred", OF_HEADING] if note.of_heading and on else given
            self.say(f"{self.record} progress", *given, "--", self.name, text, on=on, at=cell)


def _unsaid(text: str, known: Sequence[Progress]) -> str:
    """The notes of a cell without those that the ledger gave (`note_line`)."""
    for one in known:
        text = text.replace(note_line(one), "", 1)
    return text


def note_line(one: Progress) -> str:
    """Progress as it stands in the notes of a tracker: 12/3/2018: spoke to the bank."""
    on = f"{one.on.day}/{one.on.month}/{one.on.year}: " if one.on is not None else ""
    return f"{on}{one.text}"
