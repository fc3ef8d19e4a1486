"""The commands of one row that is an action: as it was raised, when it is due, what was done."""

import re
from datetime import date

from commands.imports import words
from commands.imports.claiming import claims
from commands.imports.ending import Ending
from commands.imports.matching import foreign
from commands.imports.sections import OF_TITLE, from_a_title
from commands.imports.table import Cell
from commands.imports.telling import ONLY_MONTH, Telling
from commands.terminal.text import one_line
from ledger.characters import folded
from ledger.records.actions import UNDER_WAY, Action
from ledger.words import day

# 2018, 2018/19, '18, 27/4/18, 27 Apr 18.
_YEAR = re.compile(
    r"\d{4}|\d\d ?/ ?\d\d|'\d\d|\d[/.-]\d\d?[/.-]\d\d\b"
    r"|\d(?:st|nd|rd|th)?[ -][A-Za-z]+[ -]\d\d\b"
)


class Filling(Telling):
    """Of an action that a row is about, what the row says and the ledger has not."""

    def fill(self) -> None:
        reference = self.reference()
        status, standing = self.status()
        now = self.table.known.find(reference, self.title, self.raised_on)
        if isinstance(now, str):
            return self._nothing(now)
        if now is None and standing == "disputed":
            return self._nothing("the table says that its existence is disputed: settle that first")
        if now is None and standing == "closed" and not self.owners:
            return self._nothing("it is closed in the table, and nobody owned it: it is left out")
        self.name = (
            now.ref if now is not None else f"{self.table.body}:{self.own_ref_of(reference)}"
        )
        self.row.ref = now.ref if now is not None else None
        ending = Ending(self, now, status, standing)
        self.until = ending.until
        if now is None:
            self._raise(self.own_ref_of(reference))
        else:
            self._changed(now, reference)
        for command, given, text in claims(self.by, self.row, now):
            self.say(command, *given, "--", self.name, *filter(None, [text]), on=None)
        self.progress(now)
        ending.fill()
        self.row.same = now is not None and not self.row.commands
        return None

    # What it is

    def _raise(self, own_ref: str) -> None:
        due, said = self._first()
        means = self.means(said, self.raised_on or self.table.today) if said else None
        # Words that name a year mean a day, the last one that they can mean; others mean none.
        means = means if said and _YEAR.search(said) else None
        if means and self.due and self.due < means:
            due, said, means = self.due, None, None
        given = ["--own-ref", own_ref, "--body", self.table.body]
        for owner in self.owners:
            given += ["--owner", owner]
        given += ["--lead", self.owners[0]] if self.leads else []
        given += [] if self.owners else ["--no-owner"]
        given += ["--due", due.isoformat()] if due else []
        given += ["--due-words", said] if said else []
        given += ["--due-basis", "none"] if said and not means else []
        by = due or means
        if by and by < (self.raised_on or self.until or self.table.today):
            given.append("--past-due")
        titled = self.raised_on is not None and from_a_title(self.by.get("raised on"))
        why = ONLY_MONTH if self.only_month else OF_TITLE if titled else None
        given += ["--inferred", why] if why else []
        self.say("action raise", *given, "--", self.title, on=self.raised_on)
        self._moved(by, said)

    def _first(self) -> tuple[date | None, str | None]:
        """By when it was due at first, in days or words; where that cannot be so, by when it is."""
        first = self.first_due
        original, cell = self.by.get("original due"), self.by.get("due")
        if first == (None, None):
            if original is not None and words.no_date(original.text):
                return first
            return self.due, None if self.due else self.due_words
        if first[0] and self.due and self.due < first[0]:
            self.unclear(
                self.by["due"], f"it is earlier than the original due date, {day(first[0])}"
            )
            return self.due, None
        if first[1] and original and cell and words.no_date(cell.text):
            self.unclear(original, "it has no due date now, and had none but these words")
            return None, None
        return first

    def _moved(self, before: date | None, words_before: str | None) -> None:
        """The due date moved from what it was, with nobody recorded to have approved it."""
        cell = self.by.get("due")
        if cell is None:
            return
        if words.no_date(cell.text):
            if before is not None:
                self._extend(cell, "--no-date")
            elif words_before:
                self.unclear(cell, f"the ledger has it as due “{one_line(words_before)}”")
            return
        if self.due_words:
            if self.due_words == words_before:
                return
            means = self.means(self.due_words, self.table.today)
        else:
            means = self.due
        if means is not None and before is not None and means <= before:
            if means < before:
                self.due_earlier(cell, before)
        elif self.due_words:
            self._extend(cell, "--due-words", self.due_words, "--past-due")
        elif self.due:
            self._extend(cell, "--to", self.due.isoformat(), "--past-due")

    def _extend(self, cell: Cell, *when: str) -> None:
        given = [*when, "--no-approval", "--reason", self.why_moved(cell)]
        self.say("action extend", *given, "--", self.one_of_several, on=None, at=cell)

    def _changed(self, now: Action, reference: str | None) -> None:
        """What of a record that the ledger has is otherwise in the table."""
        known = {folded(now.ref), folded(now.own_ref or "")}
        forms = {folded(reference), folded(foreign(reference))} if reference is not None else known
        self.named_otherwise(now, None if forms & known else reference)
        if now.status not in UNDER_WAY:
            return
        owner = self.by.get("owner")
        if owner is not None and self.owners and self._others(now):
            given = [part for one in self.owners for part in ("--to", one)]
            given += ["--lead", self.owners[0]] if self.leads else []
            given += ["--reason", "so in the tracker"]
            self.say("action reassign", *given, "--", now.ref, on=None, at=owner)
        if now.status == "open":
            self._moved(now.due, now.due_words)
        else:
            self.due_stays(now)

    def _others(self, now: Action) -> bool:
        """Whether the row names other owners, or another of them as the lead."""
        return set(self.owners) != set(now.owners) or (self.leads and now.lead != self.owners[0])
