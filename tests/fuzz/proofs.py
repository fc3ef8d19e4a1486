"""Proofs of records and between seals, as a stranger sends them."""

import msgspec

from fuzz import common
from ledger.integrity import proofs
from ledger.integrity.vouched import vouched
from ledger.records import seals


def _true() -> list[bytes]:
    ledger = common.ledger()
    first, last = (seals.named(ledger, ref) for ref in ledger.refs("seal"))
    made = proofs.of_record(ledger, "action:A-2018-001", last), proofs.between(ledger, first, last)
    return [msgspec.json.encode(one) for one in made]


SEEDS = _true()


def fuzz(data: bytes) -> None:
    proof = proofs.read(data)
    try:
        vouched(proof, [])
        proofs.check(proof)
    except ValueError:  # As `verify --proof` takes it: the proof does not hold.
        return
