"""What a row says of an action or a recommendation that is over: reported complete, closed,
withdrawn. Nothing is closed but by whoever is said to have verified it."""

from collections.abc import Collection
from datetime import date

from commands.imports import words
from commands.imports.rows import Whom
from commands.imports.statuses import Standing, closed_by, reported_by, standing_of
from commands.imports.table import Cell
from commands.imports.telling import Telling
from commands.terminal.text import one_line
from ledger.records.actions import Action
from ledger.records.inspection_items import Item
from ledger.words import day


class Ending:
    """`begun`: the statuses in which nobody has said yet that it is done."""

    begun: Collection[str] = ("open",)

    def __init__(
        self,
        row: Telling,
        now: Action | Item | None,
        status: Cell | None,
        standing: Standing | None,
    ) -> None:
        self.row, self.now, self.status = row, now, status
        self.ended = row.by.get("closed on")
        told = standing_of(self.ended.text) if self.ended is not None else None
        self.on = row.day("closed on", past=True) if self.ended is not None and not told else None
        self.standing = standing or told or ("closed" if self.on is not None else None)
        if self.on is None and status is not None and standing in ("closed", "dropped"):
            self.on = words.day_within(status.text, row.table.today)
        cell = self.status if self.status is not None and self.status.text else self.ended
        self.shown = cell or row.by["action"]
        self.evidence = f"the tracker says: {one_line(self.shown.text)}"
        self.too_early = False
        last = row.table.known.span(f"{row.record}:{now.ref}")[1] if now is not None else None
        if self.on is not None and row.raised_on is not None and self.on < row.raised_on:
            self.too_early = True
        elif self.on is not None and last is not None and self.on < last:
            # More is recorded since then, which could not have happened after it was over.
            self.evidence, self.on = f"{self.evidence} ({day(self.on)})", None
        said = self.status.text if self.status is not None else ""
        if standing is None and not words.nothing(said) and not words.colour_said(said):
            row.unclear(self.shown, "the status says neither open nor closed")
        over = status is not None and self.on is None and standing in ("closed", "dropped")
        if over and status is not None and words.to_come(status, row.table.today):
            row.unclear(status, "that day is in the future")
            self.standing = None

    @property
    def until(self) -> date | None:
        """The day on which it was over."""
        over = self.standing in ("closed", "reported", "dropped") and not self.too_early
        return self.on if over else None

    def fill(self) -> None:
        row, now = self.row, self.now
        if now is not None and now.status not in row.open:
            if self.standing in ("open", "reported", None):
                why = f"{now.ref} is {now.status} in the ledger, and the table has it as open"
                row.unclear(self.status or row.by["action"], why)
            return
        if self.standing in (None, "open", "disputed"):
            if self.standing == "open" and now is not None and now.status not in self.begun:
                why = f"{now.ref} is {now.status} in the ledger, and the table has it as open"
                row.unclear(self.shown, why)
            return
        if self.too_early:
            row.unclear(self.shown, "it was closed before it was raised")
        elif self.standing == "dropped":
            self._dropped()
        elif self._complete() and self.standing == "closed":
            self._closed()

    def _dropped(self) -> None:
        row, now = self.row, self.now
        if now is None:
            reason = ["--reason", self.evidence]
            row.say("action withdraw", *reason, "--", row.name, on=self.on, at=self.shown)
            return
        why = f"who agreed to that? If it is so: govledger action withdraw {now.ref} --reason WHY"
        row.unclear(self.shown, why)

    def _complete(self) -> bool:
        """Whether it is reported complete, here or before."""
        row, now = self.row, self.now
        if now is not None and now.status not in self.begun:
            return True
        who = reported_by(self.shown.text)
        by: Whom = ()
        if who and self.standing == "reported":
            by = row.table.known.owner(who, row.raised_on)
        by = by if isinstance(by, (list, tuple)) else ()
        if not (by or row.owners):
            why = "it is closed in the table, and nobody owned it: who says that it is done?"
            row.unclear(self.shown, why)
            return False
        given = ["--by", (by or row.owners)[0], "--evidence", self.evidence]
        row.say(
            f"{row.record} complete", *given, "--", row.one_of_several, on=self.on, at=self.shown
        )
        return True

    @property
    def verifier(self) -> str | None:
        """The post that verified it: the one that is said to have, or that closed it in the words
        of the row; never its owner."""
        named = self.row.table.verifier
        if named is None and (who := closed_by(self.shown.text)) is not None:
            by: Whom = self.row.table.known.owner(who, self.row.raised_on)
            named = by[0] if isinstance(by, (list, tuple)) and by else None
        return named if named not in self.row.owners else None

    def _closed(self) -> None:
        row = self.row
        if self.verifier is not None:
            given = ["--verified-by", self.verifier, "--evidence", self.evidence]
            row.say("action close", *given, "--", row.one_of_several, on=self.on, at=self.shown)
        elif self.now is None or self.now.status in self.begun:
            why = "who verified that it is done? It stays open until then: --verified-by POST"
            row.unclear(self.shown, why)
