"""Seals: their rules, and what a verification makes of them."""

import base64
import shutil
import subprocess
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
import sealing
from books import entry, filled, progress, tampering
from folded import each
from given import given, state_after
from msgspec.structs import replace
from signing import key

from ledger.application import Clock, Ledger
from ledger.errors import Misused, NotFound
from ledger.integrity import checkpoints, merkle
from ledger.integrity.tree import Tree
from ledger.records import seal_keys, seal_signatures, seals
from ledger.records.seal_signatures import TimeStamped, Witnessed, time_stamp, witness
from ledger.records.seals import Sealed, seal

ROOT = sha256(b"root").digest()
NOTE = checkpoints.sign("govledger/office", 41, ROOT, key(1))
FACTS = {
    "tree_size": 41,
    "root": ROOT.hex(),
    "note": NOTE,
    "public_key": key(1).public.line,
    "checked": "all",
}
sealed = Sealed(**FACTS)
SIGNATURE = key(2).sign_text(NOTE.encode(), checkpoints.NAMESPACE)
witnessed = Witnessed(witness="Jane", public_key=key(2).public.line, cosignature=SIGNATURE)
IMPRINT = b"\x30\x24\x04\x20" + sha256(NOTE.encode()).digest()
TOKEN = base64.b64encode(IMPRINT).decode()
stamped = TimeStamped(token=TOKEN)


TREE = {"tree": (41, ROOT), "identity": "office", "key": key(1), "checked": "all"}
TREE["seal_key"] = key(1).public.line


def test_a_tree_is_sealed():
    given().when(seal, **TREE).then(sealed)
    given().when(seal, **(TREE | {"checked": "new"})).then(replace(sealed, checked="new"))


def test_a_seal_is_made_once():
    given(sealed).when(seal, **TREE).refused("nothing new to seal")


def test_there_is_nothing_to_seal_in_an_empty_ledger():
    given().when(seal, **(TREE | {"tree": (0, b"")})).refused("no event to seal")


def test_only_the_key_of_the_office_seals():
    other = TREE | {"key": key(2)}
    given().when(seal, **other).refused("is not the key with which this office seals")


def test_somebody_else_witnesses_a_seal():
    given(sealed).when(witness, by="Jane", signature=SIGNATURE).then(witnessed)
    assert state_after(sealed, witnessed).witnesses == ("Jane",)


def test_the_same_witness_says_it_once():
    given(sealed, witnessed).when(witness, by="Jane", signature=SIGNATURE).nothing_happens()


def test_the_office_does_not_witness_its_own_seal():
    own = key(1).sign_text(NOTE.encode(), checkpoints.NAMESPACE)
    given(sealed).when(witness, by="Jane", signature=own).refused("own key")


def test_a_witness_has_a_name():
    given(sealed).when(witness, by=" ", signature=SIGNATURE).refused("needs the name")


def test_a_signature_of_another_note_witnesses_nothing():
    other = key(2).sign_text(b"another note", checkpoints.NAMESPACE)
    with pytest.raises(Misused, match="something else"):
        witness(state_after(sealed), by="Jane", signature=other)


def test_a_seal_is_time_stamped_once():
    given(sealed).when(time_stamp, token=TOKEN).then(stamped)
    given(sealed, stamped).when(time_stamp, token=TOKEN).nothing_happens()


@each("token", ["", "?", "AAAA", base64.b64encode(b"\x30" + ROOT).decode()])
def test_a_token_of_something_else_is_refused(token):
    with pytest.raises(Misused, match="not a time-stamp token"):
        time_stamp(state_after(sealed), token=token)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl on this machine")
def test_a_token_of_an_authority_is_taken_and_openssl_verifies_it(tmp_path):
    token = _stamped_by_openssl(tmp_path, NOTE)
    events = time_stamp(state_after(sealed), token=base64.b64encode(token).decode())
    (tmp_path / "kept.tsr").write_bytes(base64.b64decode(events[0].token))
    verify = ["openssl", "ts", "-verify", "-data", "note", "-in", "kept.tsr", "-CAfile", "ca.pem"]
    said = subprocess.run(verify, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "Verification: OK" in said.stdout + said.stderr


def _stamped_by_openssl(folder, note: str) -> bytes:
    """An RFC 3161 reply of an authority made for the test."""
    (folder / "note").write_text(note)
    (folder / "serial").write_text("01\n")
    (folder / "ts.cnf").write_text(
        "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_cert=ca.pem\nsigner_key=ca.key\n"
        "signer_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n"
    )
    make = "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 9 -subj"
    usage = ["/CN=tsa", "-addext", "extendedKeyUsage=critical,timeStamping"]
    query = "openssl ts -query -data note -sha256 -cert -out note.tsq"
    reply = "openssl ts -reply -queryfile note.tsq -config ts.cnf -out note.tsr"
    for command in ([*make.split(), *usage], query.split(), reply.split()):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "note.tsr").read_bytes()


# In a ledger


@pytest.fixture
def path(tmp_path):
    return filled(tmp_path / "office.ledger")


@pytest.fixture
def ledger(path):
    return Ledger.open(path, clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))


def made_up(ledger: Ledger, **changes) -> None:
    """A seal with the first key, as if of all there is; `changes` to what it says."""
    size, root = ledger.head
    facts = FACTS | {
        "tree_size": size,
        "root": root.hex(),
        "note": checkpoints.sign(checkpoints.origin_of(ledger.identity), size, root, key(1)),
    }
    if not ledger.exists("sealkey", "SEALKEY"):
        sealing.accepted(ledger, key(1))
    sealing.forge(ledger, seals.ref_of(size), **(facts | changes))


def problems(ledger: Ledger) -> str:
    return " / ".join((*seal_signatures.holds(ledger).problems, *seal_keys.holds(ledger).problems))


def test_a_ledger_without_seals_holds_and_says_so(ledger):
    assert seal_signatures.holds(ledger).covered == "there is none yet"
    assert seals.line(ledger) == "12 events, not sealed yet"
    with pytest.raises(NotFound, match="no seal yet"):
        seals.named(ledger, None)


def test_seals_hold(ledger):
    sealing.seal(ledger)
    progress(ledger, 1, "half done")
    ref = sealing.seal(ledger)
    signature = key(2).sign_text(seals.named(ledger, ref).note.encode(), checkpoints.NAMESPACE)
    ledger.record("seal", ref, seal_signatures.witness, entry(), by="Jane", signature=signature)
    assert problems(ledger) == ""
    assert "2 checked, 1 cosigned, 0 time-stamped" in seal_signatures.holds(ledger).covered
    assert "covers events 1 to 15" in seal_signatures.holds(ledger).covered
    assert seals.line(ledger).startswith("15 events, root ")
    assert seals.line(ledger).endswith(", sealed 27 February 2018")


def test_one_seal_goes_on_from_the_other(ledger):
    one = seals.named(ledger, sealing.seal(ledger))
    progress(ledger, 1, "half done")
    two = seals.named(ledger, sealing.seal(ledger))
    proof = Tree(ledger).consistency(one.tree_size, two.tree_size)
    roots = bytes.fromhex(one.root), bytes.fromhex(two.root)
    assert merkle.consistency_holds(one.tree_size, two.tree_size, *roots, proof)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"root": "00" * 32}, "another size or root than its event"),
        ({"tree_size": 11}, "another size or root than its event"),
        ({"public_key": key(2).public.line}, "not the seal key then"),
        ({"note": NOTE}, "of another ledger, govledger/office"),
        ({"note": "gone"}, "not a checkpoint"),
    ],
)
def test_a_seal_that_does_not_hold_is_found(ledger, changes, words):
    made_up(ledger, **changes)
    assert words in problems(ledger)


def test_a_signature_by_somebody_else_is_found(ledger):
    origin = checkpoints.origin_of(ledger.identity)
    made_up(ledger, note=checkpoints.sign(origin, *ledger.head, key(3)))
    assert problems(ledger) == "seal-12: its signature does not hold"


def test_a_root_that_was_signed_and_is_not_the_trees_is_found(ledger):
    origin = checkpoints.origin_of(ledger.identity)
    note = checkpoints.sign(origin, 12, bytes(32), key(1))
    made_up(ledger, note=note, root=bytes(32).hex())
    assert "the first 12 events do not have the root that was signed" in problems(ledger)


def test_a_witness_whose_signature_was_exchanged_is_found(ledger, path):
    ref = sealing.seal(ledger)
    note = seals.named(ledger, ref).note.encode()
    signature = key(2).sign_text(note, checkpoints.NAMESPACE)
    ledger.record("seal", ref, seal_signatures.witness, entry(), by="Jane", signature=signature)
    ledger.close()
    with tampering(path) as raw:
        other = [key(2).public.line, key(3).public.line]
        raw.execute("UPDATE stored_events SET state = CAST(replace(state, ?, ?) AS BLOB)", other)
    assert "the cosignature of Jane is by another key" in problems(Ledger.open(path))


# The key that seals


accepted = seal_keys.SealKeyAccepted(
    public_key=key(1).public.line, fingerprint=key(1).public.fingerprint
)
OFFICE = "00000000-0000-4000-8000-000000000000"


def test_the_first_key_is_accepted_and_the_same_again_is_no_news():
    given().when(seal_keys.accept, public_key=key(1).public.line).then(accepted)
    given(accepted).when(seal_keys.accept, public_key=key(1).public.line).nothing_happens()


def test_another_key_does_not_seal_until_the_old_one_gives_way():
    given(accepted).when(seal_keys.accept, public_key=key(2).public.line).refused(
        "The seal key is SHA256:"
    )


def test_the_old_key_signs_for_the_new():
    (event,) = seal_keys.rotate(
        state_after(accepted), to=key(2).public.line, identity=OFFICE, old=key(1)
    )
    assert event.public_key == key(2).public.line and event.replaces == key(1).public.line
    assert state_after(accepted, event).public_key == key(2).public.line


@pytest.mark.parametrize(
    ("to", "old", "words"),
    [(2, 3, "the key given is"), (1, 1, "The new key is the old one")],
)
def test_a_rotation_that_does_not_fit_is_refused(to, old, words):
    given(accepted).when(
        seal_keys.rotate, to=key(to).public.line, identity=OFFICE, old=key(old)
    ).refused(words)


def test_a_key_is_not_replaced_before_there_is_one():
    given().when(seal_keys.lose, to=key(2).public.line, reason="x").refused("no seal key yet")


def test_a_lost_key_gives_way_for_a_reason():
    given(accepted).when(seal_keys.lose, to=key(2).public.line, reason="").refused("--lost WHY")
    (event,) = seal_keys.lose(state_after(accepted), to=key(2).public.line, reason="disk lost")
    assert event.handover is None


def rotated(ledger: Ledger, **changes) -> None:
    sealing.seal(ledger)
    facts = {"to": key(2).public.line, "identity": ledger.identity, "old": key(1)} | changes
    record = ("sealkey", "SEALKEY", lambda known: seal_keys.rotate(known, **facts), entry())
    ledger.record(*record, new=True)


def test_seals_before_and_after_a_rotation_hold(ledger):
    rotated(ledger)
    sealing.seal(ledger, key(2))
    assert problems(ledger) == ""
    assert seal_keys.holds(ledger).covered.startswith("2 so far, each held")


def test_a_rotation_signed_for_another_ledger_is_found(ledger):
    rotated(ledger, identity=OFFICE)
    assert "that signature is of something else" in problems(ledger).lower()


def test_a_lost_key_is_said_by_every_verification(ledger):
    sealing.seal(ledger)
    record = ("sealkey", "SEALKEY", seal_keys.lose, entry())
    ledger.record(*record, new=True, to=key(2).public.line, reason="disk lost")
    check = seal_keys.holds(ledger)
    assert not check.problems and "without the word of the key before" in check.covered


def test_the_old_key_seals_no_more_after_a_rotation(ledger):
    rotated(ledger)
    made_up(ledger)
    assert "not the seal key then" in problems(ledger)
    assert date(2018, 2, 27) == seals.seals(ledger)[-1].envelope.effective_on


def test_a_rotation_by_a_key_that_was_not_in_force_is_found(ledger):
    sealing.seal(ledger)
    lines = [key(3).public.line, key(2).public.line]
    said = seal_keys.statement(ledger.identity, *lines)
    forged = seal_keys.SealKeyReplaced(
        public_key=lines[1],
        fingerprint=key(2).public.fingerprint,
        replaces=lines[0],
        handover=key(3).sign_text(said, seal_keys.NAMESPACE),
    )
    ledger.record("sealkey", "SEALKEY", lambda _: [forged], entry(), new=True)
    assert "replaces a seal key that was not in force" in problems(ledger)
