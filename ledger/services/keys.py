"""Whose keys count: the office's own, its witnesses', and those of the people who sign."""

from typing import Literal

from ledger.errors import Refused
from ledger.integrity import ssh
from ledger.records import keys, seal_keys, seals, witnesses
from ledger.services.case import Case


def sealing(case: Case) -> str:
    """The public key with which the office seals now; "" before the first seal."""
    return seal_keys.key_at(case.ledger, case.ledger.size + 1)


def read_again(case: Case) -> Literal["all", "new"]:
    """Which events were read again before a seal of the ledger as it stands. Raises Refused if it
    was not verified since the last event, or not back to the last seal."""
    ledger = case.ledger
    after, head = ledger.verified or (0, None)
    if head != ledger.head or after > seals.covers(ledger):
        raise Refused("This ledger was not verified as it stands. Verify it, then seal it.")
    return "new" if after else "all"


def witnesses_then(case: Case) -> tuple[tuple[str, str], ...]:
    """The names and keys of the witnesses that are accepted on that day."""
    known = case.ledger.state(witnesses.RECORD, witnesses.REF, on=case.entry.effective_on)
    return known.accepted if isinstance(known, witnesses.Witnesses) else ()


def held_as(case: Case) -> str | None:
    """Another reference under which the ledger already has the key."""
    ref = keys.key_of(case.ledger, ssh.public(case.given["public_key"]))
    return ref if ref != case.ref else None
