"""What a row says of a recommendation that is over: its owner's word that it is done, and who
checked it. Only its issuer, a post that is named, or its own words close it."""

import re
from datetime import date

from commands.imports import words
from commands.imports.ending import Ending
from commands.imports.reports import Report
from commands.imports.rows import Whom
from commands.imports.statuses import Standing, not_yet, standing_of
from commands.imports.table import Cell
from commands.imports.telling import Telling
from commands.terminal.text import one_line
from ledger.characters import folded
from ledger.records.inspection_items import CLAIMABLE, Item

_CHECKED = re.compile(
    r"(?<!not )(?<!not yet )\b(verified|validated|confirmed|checked|tested|signed[- ]off"
    r"|followed up|evidence (seen|reviewed))\b",
    re.IGNORECASE,
)
_BY_THE_ISSUER = re.compile(
    r"\bby (the )?(internal |external )?(audit(ors?)?|ia|issuer|coroner|iopc)\b", re.IGNORECASE
)
_YES = re.compile(
    r"(yes|y|true|✓|✔|verified|validated|confirmed|checked|closed|complete[d]?|implemented"
    r"|satisfied|satisfactory)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NO = re.compile(
    r"(no|n|not|pending|awaiting|outstanding|open|live|on-?going|in progress|tbc|to be)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# What is said to be checked, or closed, is still to come; or it was the owner who did it.
TO_COME = re.compile(
    r"\b(await\w*|pending|to be|to (check|verify|validate|review|confirm|close|accept|follow)"
    r"|request(s|ed)?|not|subject to|outstanding|expected|submi\w+|ready|part(ly|ial(ly)?)?|until"
    r"|before|once|when|if|will|due|for (verification|validation|closure|sign)|locally|internally"
    r"|(by )?(the )?(force|owner))\b|\?",
    re.IGNORECASE,
)


class Settling(Ending):
    """`report` is the one that makes the recommendation; `heading` that of the column which tells
    whether it was checked."""

    begun = CLAIMABLE

    now: Item | None

    def __init__(
        self,
        row: Telling,
        now: Item | None,
        status: Cell | None,
        standing: Standing | None,
        *,
        report: Report,
        heading: str | None,
    ) -> None:
        super().__init__(row, now, status, standing)
        self.report, self.heading = report, heading
        over = self.day_of(row) if now is None and self.on is None else None
        if over is not None and report.on is not None and report.on <= over:
            self.on = over  # Though no day is told on which it was made, it was by then.
        self.checked = self._checked()

    @property
    def until(self) -> date | None:
        """The day on which it was over, or else the one on which it was found done."""
        return super().until or (self._checked_on() if not self.too_early else None)

    def _checked_on(self) -> date | None:
        """The day on which it was checked, as its cell gives it."""
        if self.checked is None or self.standing in (None, "open"):
            return None
        cell, today = self.checked[0], self.row.table.today
        return self.since_it_was(words.day_of(cell, today) or words.day_within(cell.text, today))

    def since_it_was(self, on: date | None) -> date | None:
        """A day, where nothing is recorded after it of what was over by then."""
        known, now = self.row.table.known, self.now
        last = known.span(f"item:{now.ref}")[1] if now is not None else self.report.on
        too_soon = on is not None and last is not None and on < last
        return None if too_soon or (on is not None and on > self.row.table.today) else on

    @staticmethod
    def day_of(row: Telling) -> date | None:
        """The day on which it was over, as its cells give it."""
        ended, status = row.by.get("closed on"), row.by.get("status")
        on = words.day_of(ended, row.table.today) if ended is not None else None
        if on is None and status is not None and standing_of(status.text) in ("closed", "dropped"):
            on = words.day_within(status.text, row.table.today)
        return on if on is not None and on <= row.table.today else None

    def _checked(self) -> tuple[Cell, list[str]] | None:
        """The cell that says who checked it, and the options of that."""
        cell = self.row.by.get("verified")
        if cell is not None and not words.nothing(cell.text):
            if _NO.fullmatch(cell.text):
                return None
            who: Whom = self.row.table.known.owner(cell.text, self.row.raised_on)
            if isinstance(who, (list, tuple)) and who:
                return cell, ["--verified-by", who[0]]
            if words.to_come(cell, self.row.table.today):
                self.row.unclear(cell, "that day is in the future")
            elif TO_COME.search(cell.text) or not_yet(cell.text):
                self.row.unclear(cell, "this does not say that it was checked")
            elif _YES.fullmatch(cell.text) or words.day_of(cell, self.row.table.today) is not None:
                return cell, []
            else:
                self.row.unclear(cell, "this says neither that it was checked nor by whom")
        said = self.status.text if self.status is not None else ""
        return (self.status, []) if self.status is not None and self._says_checked(said) else None

    def _says_checked(self, said: str) -> bool:
        """Whether a status says that the issuer checked it."""
        checked = _CHECKED.search(said) and _BY_THE_ISSUER.search(said)
        return bool(checked) and not TO_COME.search(said)

    def fill(self) -> None:
        if self.checked is not None and self.standing in (None, "open"):
            cell, _ = self.checked
            self.row.unclear(cell, "it is said to be checked, and the status does not say done")
        if self.standing == "reported" and self.checked is not None:
            self.standing = "closed"
        super().fill()

    def _dropped(self) -> None:
        row, now = self.row, self.now
        if now is None:
            said = folded(self.shown.text)
            rejected = re.match(r"rejected|not (agreed|accepted)", said) is not None
            command = "item reject" if rejected else "item end"
            given = ["--reason", self.evidence, "--", row.name]
            row.say(command, *given, on=self.on, at=self.shown)
            return
        why = f"who agreed to that? If it is so: govledger item end {now.ref} --reason WHY"
        row.unclear(self.shown, why)

    def _say_checked(self, by: list[str], said: str, cell: Cell, on: date | None) -> None:
        evidence = ["--evidence", said, "--", self.row.name]
        self.row.say("item verify", *by, *evidence, on=on, at=cell)

    def _closed(self) -> None:
        row = self.row
        if self.checked is not None:
            cell, by = self.checked
            if not by and self.report.issuer == "own review":
                row.unclear(cell, "an own review has no auditor: name the post (--verified-by)")
                return
            heading = self.heading if cell is row.by.get("verified") else None
            said = ": ".join(filter(None, ["the tracker says", heading, one_line(cell.text)]))
            day = self._checked_on()
            on = day if day is not None and (self.on is None or day >= self.on) else self.on
            self._say_checked(by, said, cell, on)
        elif self.verifier is not None:
            given = ["--verified-by", self.verifier, "--evidence", self.evidence]
            row.say("item verify", *given, "--", row.name, on=self.on, at=self.shown)
        elif self.now is None or self.now.status in self.begun:
            why = (
                "who verified that it is done? It is reported complete until then: --verified-by"
                " POST, or a column that says that its auditor did"
            )
            row.unclear(self.shown, why)
