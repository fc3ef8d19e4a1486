"""What a paper is compared with: how the ledger has the references that it names."""

import re
from collections.abc import Callable
from typing import Any

from commands.papers.conflicts import Kept, Ledger
from commands.session.app import App
from ledger.errors import InputNeeded

ALIKE = 3  # References that are written alike, before one that is missing is told.


def ledger_of(app: App) -> Ledger | None:
    """The ledger that a paper is compared with, opened once a reference is asked for; None where
    there is none: a paper can be read without one."""
    from ledger.application import Ledger as Opened  # Imported here to keep start-up fast.

    try:
        return ledger_for(lambda: app.reader) if Opened.is_one(app.place) else None
    except InputNeeded:
        return None


def ledger_for(opened: Callable[[], Any]) -> Ledger:
    """The ledger as contradictions of a paper are told against it."""
    from ledger import own_refs
    from ledger.registry import record_kinds

    def kept(said: str) -> Kept | None:
        reader, kinds = opened(), list(record_kinds())
        found = own_refs.having(reader, said, kinds)
        if not found and reader.state("action", said.upper()) is not None:
            found = [("action", said.upper())]
        if not found:
            return None
        record, ref = found[0]
        state = reader.state(record, ref)
        # Of several that are called so, a paper may mean any.
        status = state.status if len(found) == 1 else ""
        return Kept(ref, status, state.since_on)

    def like(said: str) -> bool:
        shape = _shape(said)
        return sum(_shape(one) == shape for one in own_refs.known(opened()).every()) >= ALIKE

    return Ledger(kept, like)


def _shape(ref: str) -> str:
    """A reference without what differs from one to the next: A13/24 is a0/0."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", lambda found: found[0].casefold(), ref))
