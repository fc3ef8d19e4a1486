"""What a table proposes to record: row by row the commands, each from its cells, and what of it is
not understood. Nothing here records."""

import re
import shlex
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct, field

from commands.imports import words
from commands.imports.columns import Heading
from commands.imports.table import Cell, Sheet
from commands.terminal.text import one_line
from ledger.characters import folded
from ledger.records.action_claims import COLOURS, ActionClaimed
from ledger.records.actions import UNDER_WAY, Action, ActionProgressed
from ledger.words import day

NO_DAY = "the tracker gives no day"
UNEXPLAINED = "changed in the tracker, without a word why"
_OURS = re.compile(r"[A-Za-z]-\d{4}-\d+")
_BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\band\b)\s*")


class Unclear(Struct, frozen=True):
    """Cells that are not understood, and why; `asks` is a question of the whole table instead."""

    cells: tuple[Cell, ...]
    why: str


class Row(Struct):
    """One row: its cells, the commands that it proposes, and what of it is not understood."""

    cells: tuple[Cell, ...]
    commands: list[list[str]] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    same: bool = False  # The ledger has all of it.
    ref: str | None = None  # The record that it is about, where there is one.


class Proposed(Struct):
    sheet: Sheet
    heading: Heading | None
    titles: tuple[Cell, ...]  # What stands above the heading, and headings said again.
    rows: list[Row]


class Known(Struct):
    """What the ledger has: `find` gives the action that has an own reference or a title, `post` the
    post that words mean."""

    find: Callable[[str | None, str], Action | None]
    post: Callable[[str], str | None]


class Proposing:
    """`document` names the table in the ledger; `body` is whose it is."""

    def __init__(self, known: Known, body: str, document: str, today: date, verifier: str | None):
        self.known, self.body, self.document, self.today = known, body, document, today
        self.verifier = verifier
        self.unknown: dict[str, list[str]] = {}  # Owners that are no post, and their cells.
        self.seen: dict[str, str] = {}

    def sheet(self, sheet: Sheet, heading: Heading | None) -> Proposed:
        titles: list[Cell] = []
        rows: list[Row] = []
        if heading is None:
            why = "no heading row with an action was found in this sheet"
            for cells in sheet.rows:
                shown = tuple(cell for cell in cells if cell.text)
                if shown:
                    rows.append(Row(shown, unclear=[Unclear(shown, why)]))
            return Proposed(sheet, None, (), rows)
        said = {column: folded(text) for column, text in heading.called.items()}
        before: Row | None = None
        for cells in sheet.rows:
            shown = tuple(c for c in cells if c.text or heading.taken.get(c.column) == "RAG")
            texts = [c for c in shown if c.text]
            if (
                not texts
                or cells[0].row <= heading.last
                or all(said.get(c.column) == folded(c.text) for c in texts)
            ):
                titles += texts
            else:
                before = self._row(sheet, heading, shown, before)
                rows.append(before)
        return Proposed(sheet, heading, tuple(titles), rows)

    def _row(
        self, sheet: Sheet, heading: Heading, cells: tuple[Cell, ...], above: Row | None
    ) -> Row:
        row = Row(cells)
        by = {kind: c for c in cells if (kind := heading.taken.get(c.column))}
        for kind in ("reference", "owner", "due", "raised on", "status"):
            if kind in by and words.elsewhere(by[kind].text) and above is not None:
                up = next((c for c in above.cells if c.column == by[kind].column), None)
                if up is not None:
                    by[kind] = up
        for cell in cells:
            if cell.column not in heading.taken:
                called = heading.called.get(cell.column)
                why = (
                    f"the column “{called}” is taken for nothing"
                    if called
                    else "its column has no heading"
                )
                row.unclear.append(Unclear((cell,), why))
        if (unfit := self._unfit(sheet, by, cells)) is not None:
            row.unclear = [Unclear(tuple(c for c in cells if c.text), unfit)]
            return row
        owners = self._owners(sheet, by.get("owner"))
        if owners is None:
            row.unclear = [
                Unclear(
                    tuple(c for c in cells if c.text),
                    f"the owner {by['owner'].text!r} is no post; say who is meant: --owner"
                    f' "{one_line(by["owner"].text)}=POST"',
                )
            ]
            return row
        _Filling(self, sheet, row, by, owners).fill()
        return row

    def _unfit(self, sheet: Sheet, by: dict[str, Cell], cells: tuple[Cell, ...]) -> str | None:
        """Why a row is no action."""
        action = by.get("action")
        if action is None or words.nothing(action.text):
            return "the row has no action"
        if words.elsewhere(action.text):
            return "the row only points to another"
        if len([c for c in cells if c.text]) == 1 and len(cells) == 1:
            return "a row of one cell, such as the title of a section"
        if "struck through" in action.notes:
            return "the action is struck through"
        if "formula without a value" in action.notes:
            return "a formula of which no value was kept: open it in Excel and save it again"
        reference = by.get("reference")
        if reference is not None and not words.nothing(reference.text):
            own_ref = folded(reference.text)
            if own_ref in self.seen:
                return f"its reference stands at {self.seen[own_ref]} already"
            self.seen[own_ref] = sheet.address(reference)
        return None

    def _owners(self, sheet: Sheet, cell: Cell | None) -> list[str] | None:
        """The posts that an owner's cell names: none where none is stated; None where one of them
        is not known."""
        if cell is None or words.nobody(cell.text):
            return []
        whole = self.known.post(cell.text)
        if whole is not None:
            return [whole]
        found = []
        for name in filter(None, _BETWEEN.split(cell.text)):
            if (post := self.known.post(name)) is None:
                self.unknown.setdefault(" ".join(name.split()), []).append(sheet.address(cell))
            else:
                found.append(post)
        return found if len(found) == len([n for n in _BETWEEN.split(cell.text) if n]) else None


class _Filling:
    """The commands of one row that is an action."""

    def __init__(
        self, of: Proposing, sheet: Sheet, row: Row, by: dict[str, Cell], owners: list[str]
    ) -> None:
        self.of, self.sheet, self.row, self.by, self.owners = of, sheet, row, by, owners
        self.title = words.titled(by["action"].text)
        self.own_ref = self._own_ref()
        self.raised_on = self._day("raised on", past=True)
        self.due, self.due_words = self._due("due")
        original, original_words = self._due("original due")
        self.first_due = (original, original_words) if original or original_words else None

    def fill(self) -> None:
        now = self.of.known.find(self.own_ref, self.title)
        self.name = now.ref if now is not None else f"{self.of.body}:{self.own_ref}"
        self.row.ref = now.ref if now is not None else None
        if now is None:
            self._raise()
            if self.first_due:
                self._moved(*self.first_due)
        else:
            self._changed(now)
        self._progress(now)
        self._closed(now)
        self.row.same = now is not None and not self.row.commands

    def _own_ref(self) -> str:
        cell = self.by.get("reference")
        if cell is None or words.nothing(cell.text):
            return f"{self.of.document} {self.sheet.address(self.by['action'])}"[-100:].strip()
        text = " ".join(cell.text.split())[:100].strip()
        return f"old {text}" if _OURS.fullmatch(text) else text

    def _day(self, kind: str, *, past: bool) -> date | None:
        cell = self.by.get(kind)
        if cell is None or words.nothing(cell.text):
            return None
        on = words.day_of(cell, self.of.today)
        if on is None or (past and on > self.of.today):
            why = "it is in the future" if on else "no day could be read"
            self.row.unclear.append(Unclear((cell,), f"{kind}: {why}"))
            return None
        return on

    def _due(self, kind: str) -> tuple[date | None, str | None]:
        cell = self.by.get(kind)
        if cell is None or words.nothing(cell.text):
            return None, None
        on = words.day_of(cell, self.of.today)
        return (on, None) if on else (None, " ".join(cell.text.split()))

    def _say(self, command: str, *given: str, on: date | None, at: Cell | None = None) -> None:
        """One command, with its day and the cells that it comes from."""
        shown = tuple(c for c in self.row.cells if c.text)
        span = self.sheet.span((at,) if at is not None else shown)
        options = ["--source", f"{self.of.document}:{span}"]
        if on is not None:
            options += ["--on", on.isoformat()]
        else:
            options += ["--undated", NO_DAY]
        self.row.commands.append([*command.split(), *options, *given])

    def _raise(self) -> None:
        due, said = self.first_due or (self.due, self.due_words)
        given = ["--own-ref", self.own_ref, "--body", self.of.body]
        for owner in self.owners:
            given += ["--owner", owner]
        given += [] if self.owners else ["--no-owner"]
        given += ["--due", due.isoformat()] if due else []
        given += ["--due-words", said, "--due-basis", "none"] if said else []
        if due and due < (self.raised_on or self.of.today):
            given.append("--past-due")
        self._say("action raise", *given, "--", self.title, on=self.raised_on)

    def _moved(self, before: date | None, words_before: str | None) -> None:
        """The due date moved from what it was, with nobody recorded to have approved it."""
        cell = self.by.get("due")
        if cell is None or not (self.due or self.due_words):
            return
        if self.due == before if self.due else self.due_words == words_before:
            return
        if self.due is not None and before is not None and self.due <= before:
            if self.due < before:
                why = f"it is earlier than the due date recorded, {day(before)}: correct that"
                self.row.unclear.append(Unclear((cell,), f"{why} (correct)"))
            return
        when = ["--to", self.due.isoformat()] if self.due else ["--due-words", self.due_words or ""]
        given = [*when, "--no-approval", "--reason", UNEXPLAINED, "--past-due"]
        self._say("action extend", *given, "--", self.name, on=None, at=cell)

    def _changed(self, now: Action) -> None:
        """What of a record that the ledger has is otherwise in the table."""
        if folded(words.titled(now.title)) != folded(self.title):
            why = f"{now.ref} is called “{one_line(now.title)}” in the ledger: correct it there"
            self.row.unclear.append(Unclear((self.by["action"],), why))
        if now.status not in UNDER_WAY:
            return
        owner = self.by.get("owner")
        if owner is not None and self.owners and set(self.owners) != set(now.owners):
            given = [part for one in self.owners for part in ("--to", one)]
            reason = "so in the tracker"
            self._say(
                "action reassign", *given, "--reason", reason, "--", now.ref, on=None, at=owner
            )
        if now.status == "open":
            self._moved(now.due, now.due_words)

    def _progress(self, now: Action | None) -> None:
        told = (
            {folded(e.text) for e in now.said if isinstance(e, ActionProgressed)} if now else set()
        )
        over = now is not None and now.status not in UNDER_WAY
        self._claimed(now, told, over=over)
        cell = self.by.get("notes")
        if cell is None or words.nothing(cell.text):
            return
        if words.elsewhere(cell.text):
            self.row.unclear.append(Unclear((cell,), "it only points elsewhere"))
            return
        for note in words.notes_of(cell.text, self.raised_on, self.of.today):
            if folded(note.text) in told:
                continue
            if over or (note.on and self.raised_on and note.on < self.raised_on):
                why = (
                    "the action is over" if over else "it is of a day before the action was raised"
                )
                self.row.unclear.append(Unclear((cell,), f"{note.text}: {why}"))
                continue
            # Of an action without a day it was raised, what came before today stands undated.
            on = note.on if self.raised_on or now is not None else None
            text = note.text if on or not note.on else f"{day(note.on)}: {note.text}"
            if folded(text) in told:
                continue
            given = (
                ["--inferred", "the year follows from the row"] if note.year_inferred and on else []
            )
            self._say("action progress", *given, "--", self.name, text, on=on, at=cell)

    def _claimed(self, now: Action | None, told: set[str], *, over: bool) -> None:
        """What the table reports of how far it has come: a claim, unless it was the last one."""
        colour, percent = self._colour(), self._percent()
        status = self._words("status")
        said = [
            f"{kind} {text}" for kind in ("priority", "response") if (text := self._words(kind))
        ]
        if colour and colour not in COLOURS:
            said, colour = [f"RAG {colour}", *said], None
        text = "; ".join(said) or None
        if colour or percent is not None or status:
            claims = [e for e in now.said if isinstance(e, ActionClaimed)] if now else []
            last = claims[-1] if claims else None
            facts = (colour, percent, status, text)
            same = last and facts == (last.rag, last.percent, last.status_words, last.text)
            given = ["--rag", colour] if colour else []
            given += ["--percent", str(percent)] if percent is not None else []
            given += ["--status", status] if status else []
            if not same and (now is None or now.status in ActionClaimed.needs):
                self._say("action claim", *given, "--", self.name, *filter(None, [text]), on=None)
        elif text and folded(text) not in told and not over:
            self._say("action progress", "--", self.name, text, on=None)

    def _colour(self) -> str | None:
        cell = self.by.get("RAG")
        colour = words.colour_of(cell) if cell is not None else None
        if cell is not None and colour is None and not words.nothing(cell.text):
            self.row.unclear.append(Unclear((cell,), "this is no colour"))
        return colour.upper() if colour else None

    def _percent(self) -> int | None:
        cell = self.by.get("percent")
        if cell is None or words.nothing(cell.text):
            return None
        found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*(%?)", cell.text.strip())
        number = float(found[1]) if found else -1
        if isinstance(cell.value, float) and 0 < number <= 1:  # As Excel keeps a percentage.
            number *= 100
        if not 0 <= number <= 100:
            self.row.unclear.append(Unclear((cell,), "this is no percentage"))
            return None
        return round(number)

    def _words(self, kind: str) -> str | None:
        cell = self.by.get(kind)
        return None if cell is None or words.nothing(cell.text) else " ".join(cell.text.split())

    def _closed(self, now: Action | None) -> None:
        cell, ended = self.by.get("status"), self.by.get("closed on")
        said = words.is_closed(cell.text) if cell is not None else None
        on = self._day("closed on", past=True) if ended is not None else None
        if cell is not None and said is None and not words.nothing(cell.text):
            self.row.unclear.append(Unclear((cell,), "the status says neither open nor closed"))
        if said is None:
            said = on is not None
        if now is not None and now.status not in UNDER_WAY:
            if not said:
                why = f"{now.ref} is {now.status} in the ledger, and the table has it as open"
                self.row.unclear.append(Unclear((cell or self.by["action"],), why))
            return
        if not said:
            return
        shown = cell if cell is not None and cell.text else ended or self.by["action"]
        if on is not None and self.raised_on is None and now is None:
            on = None  # It would be closed before it was raised.
        if on is not None and self.raised_on is not None and on < self.raised_on:
            self.row.unclear.append(Unclear((shown,), "it was closed before it was raised"))
            return
        evidence = f"the tracker says: {one_line(shown.text)}"
        if now is None or now.status == "open":
            if not self.owners:
                why = "it is closed in the table, and nobody owned it: who says that it is done?"
                self.row.unclear.append(Unclear((shown,), why))
                return
            given = ["--by", self.owners[0], "--evidence", evidence]
            self._say("action complete", *given, "--", self.name, on=on, at=shown)
        if self.of.verifier is not None and self.of.verifier not in self.owners:
            given = ["--verified-by", self.of.verifier, "--evidence", evidence]
            self._say("action close", *given, "--", self.name, on=on, at=shown)
        elif now is None or now.status == "open":
            why = "who verified that it is done? It stays open until then: --verified-by POST"
            self.row.unclear.append(Unclear((shown,), why))


def lines(commands: list[list[str]]) -> Iterator[str]:
    """Commands as they stand in a batch."""
    for command in commands:
        yield " ".join(word if _plain(word) else shlex.quote(word) for word in command)


def _plain(word: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9./:=!_-]+", word) is not None
