"""Which other office has the key, or the ledger, that one is to have."""

from ledger.integrity.ssh import PublicKey
from ledger.records.peers import Peer, offices
from ledger.services.case import Case


def same_key(case: Case) -> str | None:
    line = PublicKey(case.given["public_key"]).line
    return next((ref for ref, one in _others(case) if one.public_key == line), None)


def same_ledger(case: Case) -> str | None:
    of = case.given["of_ledger"]
    return next((ref for ref, one in _others(case) if one.of_ledger == of), None)


def _others(case: Case) -> list[tuple[str, Peer]]:
    return [(ref, one) for ref, one in offices(case.ledger).items() if ref != case.ref]
