"""What a row says of the response to a recommendation: agreed, wholly or in part, or rejected."""

from collections.abc import Mapping

from commands.imports import words
from commands.imports.responses import Responded, responded
from commands.imports.telling import Telling
from commands.terminal.text import one_line
from ledger.characters import folded


class Responding(Telling):
    """`headings`: what the columns are called, by what they are taken for."""

    headings: Mapping[str, str]

    def _words(self, kind: str) -> str | None:
        return words.said(self.by.get(kind))

    def _responded(self) -> Responded:
        """The response, of the column that says yes or no, or of the one with its words."""
        agreed, said = self._words("agreed"), self._words("response")
        found = responded(said) if said else Responded(None, None)
        if agreed is None and found.response is None and found.text is not None:
            # An agreed action is agreed; other words say neither.
            heading = folded(self.headings.get("response", ""))
            return Responded("agreed" if "agreed" in heading else "in words", found.text)
        if agreed is None:
            return found
        decided = responded(agreed)
        if decided.response is None:
            self.unclear(self.by["agreed"], "this says neither agreed nor rejected")
            return found
        if found.response not in (None, decided.response):
            self.unclear(self.by["agreed"], "the response says otherwise")
            return found
        return Responded(decided.response, said or decided.text)

    def _cell_of_response(self, response: str) -> str | None:
        """What a response says, where only its kind is said, and to agree in part needs words."""
        cell = self._words("response") or self._words("agreed")
        return f"the tracker says: {cell}" if response == "partly agreed" else None

    def _reject(self, given: Responded) -> None:
        cell = self.by.get("response") or self.by["agreed"]
        text = given.text or f"the tracker says: {one_line(cell.text)}"
        self.say("item respond", "--text", text, "--", self.name, "rejected", on=None, at=cell)
