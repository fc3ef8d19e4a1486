"""Which action of the ledger a row is about: by the office's reference, by ours, by its words."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from commands.terminal.text import one_line
from ledger.characters import folded
from ledger.records.actions import UNDER_WAY, Action

OURS = re.compile(r"[A-Z]-\d{4}-\d+", re.IGNORECASE)
_PLACE = re.compile(r"-[0-9a-f]{8} (.+!)?[A-Z]{1,3}\d+$")


class Held(Struct, frozen=True):
    """An action of the body. `from_a_table`: a table was its source; `raised_on`: where that day is
    known."""

    action: Action
    from_a_table: bool
    raised_on: date | None


def foreign(reference: str) -> str:
    """A reference of the office's own that looks like one of ours, as it may be recorded."""
    return f"old {reference}" if OURS.fullmatch(reference) else reference


def is_a_place(own_ref: str | None) -> bool:
    """Whether a row had no reference, and its place in the table serves."""
    return _PLACE.search(own_ref or "") is not None


class Matching:
    """Finds the action that each row of a table is about, and gives none twice. `said`: the
    references that stand in the table."""

    def __init__(self, held: Iterable[Held], said: Iterable[str]) -> None:
        self.held = {one.action.ref: one for one in held}
        self.said = {folded(one) for one in said}
        self.given: set[str] = set()
        actions = [one.action for one in self.held.values()]
        self.by_own = {folded(a.own_ref): a for a in actions if a.own_ref}
        self.by_title: dict[str, list[Action]] = {}
        for action in sorted(actions, key=lambda a: a.status not in UNDER_WAY):
            self.by_title.setdefault(folded(action.title), []).append(action)

    def find(
        self, reference: str | None, title: str, raised_on: date | None
    ) -> Action | str | None:
        found = self._found(reference, title, raised_on)
        if isinstance(found, Action):
            self.given.add(found.ref)
        return found

    def _found(
        self, reference: str | None, title: str, raised_on: date | None
    ) -> Action | str | None:
        if reference is not None:
            if (own := self.by_own.get(folded(foreign(reference)))) is not None:
                return own
            ours = self.held.get(reference.upper())
            if ours is not None and self._is_called_so(ours.action):
                if folded(ours.action.title) == folded(title):
                    return ours.action
                return (
                    f"{ours.action.ref} is “{one_line(ours.action.title)}” in the ledger. If the"
                    " row is about it, correct its words there; if not, give it another reference"
                )
        return next(
            (
                action
                for action in self.by_title.get(folded(title), ())
                if self._may_be(action, raised_on, named=reference is not None)
            ),
            None,
        )

    def _is_called_so(self, action: Action) -> bool:
        """Whether a table may have our reference: no other is in it, and none is another
        ledger's."""
        own_ref = action.own_ref or ""
        return folded(own_ref) not in self.said and not OURS.fullmatch(own_ref.removeprefix("old "))

    def _may_be(self, action: Action, raised_on: date | None, *, named: bool) -> bool:
        """Whether an action of the same words is that of a row which no reference leads to."""
        refs = {folded(action.ref), folded(action.own_ref or "")}
        if action.ref in self.given or refs & self.said:
            return False
        if named and action.own_ref is not None and not is_a_place(action.own_ref):
            return False
        if action.status in UNDER_WAY:
            return True
        # What is done each year has the same words: another day is another action.
        before = self.held[action.ref].raised_on
        return raised_on is None or before is None or raised_on == before
