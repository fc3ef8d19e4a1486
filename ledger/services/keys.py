"""Whose keys count: the office's own, its witnesses', and those of the people who sign."""

from ledger.integrity import ssh
from ledger.records import keys, seal_keys, witnesses
from ledger.services.case import Case


def sealing(case: Case) -> str:
    """The public key with which the office seals now; "" before the first seal."""
    return seal_keys.key_at(case.ledger, case.ledger.size + 1)


def witnesses_then(case: Case) -> tuple[tuple[str, str], ...]:
    """The names and keys of the witnesses that are accepted on that day."""
    known = case.ledger.state(witnesses.RECORD, witnesses.REF, on=case.entry.effective_on)
    return known.accepted if isinstance(known, witnesses.Witnesses) else ()


def held_as(case: Case) -> str | None:
    """Another reference under which the ledger has the key already."""
    ref = keys.key_of(case.ledger, ssh.public(case.given["public_key"]))
    return ref if ref != case.ref else None
