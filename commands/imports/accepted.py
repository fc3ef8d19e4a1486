"""What a row says of an item of HMICFRS that is over. Only the inspectorate closes its own, and
only what was put to it awaits it: neither is taken from words that say that it is still to come.
"""

import re
from datetime import date

from commands.imports import words
from commands.imports.issuers import HMICFRS
from commands.imports.settling import TO_COME, Settling
from commands.imports.table import Cell
from commands.terminal.text import one_line
from ledger.characters import folded

_IT = (
    r"(?:the |its )?(?:hmic(?:frs)?|hmi|inspectorate|issuer|(?:hmic(?:frs)? )?(?:monitoring )?"
    r"portal)\b"
)
_ENDS = r"(?:closed|accepted|signed[- ]off|verified|validated|approved|confirmed|discharged)"
_BY_THE_INSPECTORATE = re.compile(
    rf"\b{_ENDS}(?: as (?:closed|complete))?[ ,(-]+(?:(?:on )?(?:{words.WHOLE_DAY})[ ,(-]+)?"
    rf"(?:by|with|on) {_IT}|^(?:the )?(?:hmic(?:frs)?|inspectorate):? (?:has |have )?{_ENDS}",
    re.IGNORECASE,
)
_FOR = r"(?:sign[- ]?off|closure|verification|validation|approval|acceptance)"
_SUBMITTED = re.compile(
    rf"\b(?:submitted|sent|put|passed)(?: (?:on|up|via|for {_FOR}))*(?: to| with| on)? {_IT}"
    rf"|\b(?:awaiting|pending|with)(?: (?!submission|sending)\w+){{0,2}}? {_IT}"
    rf"|\bsubmitted(?: for {_FOR})?\s*(?:$|[\d(,;:.–—-]|on \d)",
    re.IGNORECASE,
)
# In a column that is the inspectorate's own.
_AWAITED = re.compile(rf"(?:awaiting|pending) {_FOR}", re.IGNORECASE)
_NOT_YET_PUT = re.compile(
    r"\b(?:to be|not|never|before|prior to|ready|awaiting|pending|for|until|to)(?: yet)?(?: being)?"
    r" (?:submi(?:t|ssion)|sen[dt])",
    re.IGNORECASE,
)
_REJECTED = re.compile(r"rejected|not (agreed|accepted)")


class Accepted(Settling):
    """What a row says of an item that is over: the force's own word, that it was put to the
    inspectorate, that the inspectorate accepted it, or will not pursue it."""

    def _checked(self) -> tuple[Cell, list[str]] | None:
        cell = self.row.by.get("verified")
        if cell is not None and not words.nothing(cell.text):
            if self._submitted_in() is not cell:
                return super()._checked()
            if self.standing == "closed":
                self.standing = "reported"  # Complete to the force, and with the inspectorate.
            return None
        said = self.status.text if self.status is not None else ""
        closed = self.standing == "closed" and self._says_checked(said)
        return (self.status, []) if closed and self.status is not None else None

    def _complete(self) -> bool:
        done = super()._complete()
        cell = self._submitted_in()
        already = self.now is not None and self.now.status == "awaiting sign-off"
        if done and cell is not None and self.standing == "reported" and not already:
            evidence = ["--evidence", f"the tracker says: {one_line(cell.text)}"]
            on = self.on or self._put_on()
            self.row.say("item submit", *evidence, "--", self.row.name, on=on, at=cell)
        return done

    @property
    def until(self) -> date | None:
        """The day on which it was over, or was put to the inspectorate, and so was done."""
        return super().until or (self._put_on() if self.standing == "reported" else None)

    def _put_on(self) -> date | None:
        cell, today = self._submitted_in(), self.row.table.today
        return self.since_it_was(words.day_within(cell.text, today)) if cell is not None else None

    def _submitted_in(self) -> Cell | None:
        """The cell that says that it was put to the inspectorate."""
        theirs = self.row.by.get("verified")
        for cell in (self.status, theirs):
            if cell is None or _NOT_YET_PUT.search(cell.text):
                continue
            if _SUBMITTED.search(cell.text) or (cell is theirs and _AWAITED.match(cell.text)):
                return cell
        return None

    def _says_checked(self, said: str) -> bool:
        return _BY_THE_INSPECTORATE.search(said) is not None and not TO_COME.search(said)

    def _say_checked(self, by: list[str], said: str, cell: Cell, on: date | None) -> None:
        if by:
            self.row.unclear(cell, f"only the inspectorate closes its items, and not {by[1]}")
        else:
            self.row.say("item accept", "--evidence", said, "--", self.row.name, on=on, at=cell)

    def _closed(self) -> None:
        row = self.row
        if self.checked is not None:
            super()._closed()
        elif row.table.verifier == HMICFRS:
            given = ["--evidence", self.evidence, "--", row.name]
            row.say("item accept", *given, on=self.on, at=self.shown)
        elif self.now is None or self.now.status in self.begun:
            why = (
                "did HMICFRS accept that it is done? It is reported complete until then:"
                " --verified-by HMICFRS, or a column that says that HMICFRS did"
            )
            row.unclear(self.shown, why)

    def _dropped(self) -> None:
        said = folded(self.shown.text)
        theirs = re.search(r"\b(hmic(frs)?|hmi|inspectorate|portal)\b", said) is not None
        ended = "no further action" in said and (theirs or self.row.table.verifier == HMICFRS)
        refused = theirs and _REJECTED.match(said) is not None
        if refused:
            why = "the inspectorate did not accept it, and so it is not over: how does it stand?"
            self.row.unclear(self.shown, why)
        elif self.now is None and not ended and _REJECTED.match(said) is None:
            why = (
                "who ended it? The inspectorate (item end; --verified-by HMICFRS), the force, that"
                " will not do it (item reject), or a later item in its place (item supersede)"
            )
            self.row.unclear(self.shown, why)
        else:
            super()._dropped()
