"""What proves something cannot be retracted: undo says why."""

import base64
from datetime import date

import pytest
from books import entry
from clerk import REFUSED
from folded import each
from sealing import forged
from signing import key

from ledger.application import Ledger
from ledger.errors import Refused
from ledger.integrity import checkpoints, cosignatures
from ledger.records import (
    erasures,
    exports,
    files,
    peers,
    restores,
    seal_keys,
    seal_signatures,
    upgrades,
)
from ledger.registry import event_kinds

pytestmark = pytest.mark.slow


DIGEST = "ab" * 32
ROOT = "cd" * 32
NOTE = checkpoints.sign("govledger/office", 1, bytes.fromhex(ROOT), key(1))
SEALED = {"tree_size": 1, "root": ROOT, "note": NOTE, "checked": "all"}
SEALED["public_key"] = key(1).public.line
TOKEN = base64.b64encode(b"\x30" + seal_signatures._imprint(NOTE)).decode()
ERASED = {"commitments": (DIGEST,), "concerned": 1, "first_concerned": 1, "basis": "GDPR"}
LOST = {"reason": "disk lost", "seen_size": 9, "seen_root": ROOT, "seen_note": None}
UPGRADED = {"layout_was": 1, "layout": 2, "keys_before": 0, "keys_sha256": DIGEST}
GIVEN = {"what": "audit pack", "tree_size": 1, "sha256": DIGEST, "discloses": True}
ADDED = {"public_key": key(5).public.line, "title": None}
TAKEN = {
    "of_ledger": "9f0c5a4e-6a55-4f7b-8d1e-3f1b8f6f2a11",
    "tree_size": 1,
    "root": ROOT,
    "note": NOTE,
    "public_key": key(5).public.line,
    "sha256": DIGEST,
    "last_recorded_on": date(2018, 2, 27),
    "root_then": "",
}
WITNESS = cosignatures.WitnessKey(name="panel.example", public=key(4).public)
PANEL = WITNESS.line
COSIGNED = f"cosignature/v1\ntime 7\n{checkpoints.parse(NOTE).text}".encode()
LINE = cosignatures.Cosignature(
    name=WITNESS.name, hash=WITNESS.hash, time=7, signature=key(4).sign(COSIGNED)
).line
MARCH = date(2018, 3, 1)


def cosign(seal):
    return seal_signatures.cosign(seal, lines=LINE, witnesses=(("Panel", PANEL),))


SAID = [
    ("SealKeyAccepted", "sealkey", "SEALKEY", seal_keys.accept, {"public_key": key(1).public.line}),
    ("Sealed", "seal", "seal-1", forged(**SEALED), {}),
    (
        "Witnessed",
        "seal",
        "seal-1",
        seal_signatures.witness,
        {"by": "the auditor", "signature": key(2).sign_text(NOTE.encode(), checkpoints.NAMESPACE)},
    ),
    ("Cosigned", "seal", "seal-1", cosign, {}),
    ("TimeStamped", "seal", "seal-1", seal_signatures.time_stamp, {"token": TOKEN}),
    ("SealPublished", "seal", "seal-1", seal_signatures.publish, {"to": "the Panel's folder"}),
    (
        "SealKeyReplaced",
        "sealkey",
        "SEALKEY",
        seal_keys.lose,
        {"to": key(3).public.line, "reason": "lost"},
    ),
    ("ValuesErased", "erasure", "R-2018-001", erasures.erase, ERASED),
    ("LedgerRestored", "restore", "X-2018-001", restores.declare, LOST),
    ("LedgerUpgraded", "upgrade", "upgrade-1", upgrades.make, UPGRADED),
    ("Exported", "export", "E-2018-001", exports.export, GIVEN),
    ("PeerAdded", "peer", "KENT", peers.add, ADDED),
    ("PeerPackTaken", "peer", "KENT", peers.take, TAKEN),
    ("FileStored", "file", DIGEST, files.store, {"sha256": DIGEST, "size_bytes": 1}),
    ("FileExpirySet", "file", DIGEST, files.expire, {"expires_on": MARCH, "reason": "old"}),
    ("FileDisposed", "file", DIGEST, files.dispose, {"reason": "old"}),
]
PROOFS = {
    kind: position
    for position, (kind, *_) in enumerate(SAID, 1)
    if kind not in ("FileStored", "FileExpirySet", "PeerAdded")
}


@pytest.fixture
def office(empty):
    empty.done("init")
    ledger = Ledger.open(empty.path)
    for kind, record, ref, rule, facts in SAID:
        said = entry(effective_on=ledger.today) if rule is files.dispose else entry()
        (recorded,) = ledger.record(record, ref, rule, said, new=True, **facts)
        assert recorded.kind == kind
    ledger.close()
    return empty


@each("kind", PROOFS, sharing="office")
def test_it_is_not_undone_and_that_is_why(office, kind):
    why = event_kinds()[kind].for_good
    assert why, f"{kind} is for good, and does not say why"
    office.refuses(
        REFUSED, f"undo {PROOFS[kind]}", f"Event {PROOFS[kind]} cannot be retracted: {why}."
    )


@each("kind", PROOFS, sharing="office")
def test_nor_is_what_it_proves_corrected(office, kind):
    ledger = Ledger.open(office.path)
    event = ledger.at(PROOFS[kind]).event
    words = {"basis", "reason", "witness", "what", "recipient"}
    assert set(event.__struct_fields__) - event.fixed <= words
    for name in event.fixed:
        with pytest.raises(Refused, match="cannot be corrected"):
            ledger.correct(PROOFS[kind], {name: "1"}, "wrong", entry())
    ledger.close()


def test_all_else_can_be_undone():
    assert {kind for kind, event in event_kinds().items() if event.for_good} == set(PROOFS)
