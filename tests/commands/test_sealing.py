"""Sealing, proving, verifying and restoring, as an officer and an auditor type them."""

import json
import os
import shutil
from pathlib import Path

import pytest
from books import rehash, rewrite_head, tampering
from clerk import BROKEN, DONE, MISUSED, NEEDED, NOT_FOUND, REFUSED
from folded import each
from signing import key, key_file

from ledger.integrity.checkpoints import NAMESPACE, parse

pytestmark = pytest.mark.slow

PARTLY = 7
RAISE = 'action raise "Share the plan" --owner CC'


@pytest.fixture
def sealed(office, tmp_path):
    key_file(tmp_path / "key", 1)
    office.done(RAISE, "seal --seal-key key --note note")
    return office


def put_back(office, content: bytes) -> None:
    for file in office.path.parent.glob("office.ledger*"):
        if file.is_file():
            file.unlink()
    office.path.write_bytes(content)


def settled(office) -> bytes:
    return office.path.read_bytes()


def test_a_seal_prints_its_reference_and_the_line_for_the_minutes(office, tmp_path):
    key_file(tmp_path / "key", 1)
    office.done(RAISE)
    said = office.done("seal --seal-key key")
    assert said.out == f"seal-{office.size - 1}\n"
    assert f"{office.size - 1} events, root " in said.err
    assert "sealed 1 March 2019" in said.err


def test_the_line_that_verify_prints_is_as_in_the_minutes_and_is_taken_again(sealed):
    first = sealed.done("verify").out.strip()
    assert len(first.partition("root ")[2]) == 32
    assert "are as they were then" in sealed.done(f'verify --trusted "{first}"').err
    other = first[:-1] + ("0" if first[-1] != "0" else "1")
    sealed.refuses(BROKEN, f'verify --trusted "{other}"', "a different root")


def test_the_next_seal_goes_on_from_the_last_and_reads_what_is_new(sealed):
    size = sealed.size
    sealed.done('action progress A-2019-001 "half"')
    said = sealed.done("seal --seal-key key --new-only")
    assert said.out == f"seal-{size + 1}\n"
    assert "after reading new events again" in said.err
    assert f"It goes on from the seal of {size - 1} events" in said.err


def test_where_nothing_was_recorded_there_is_nothing_to_seal(sealed):
    sealed.refuses(REFUSED, "seal --seal-key key", "Nothing has been recorded since seal-")


def test_the_key_comes_from_the_environment_too(sealed, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_SEAL_KEY", "key")
    sealed.done('action progress A-2019-001 "half"', "seal")


def test_a_key_with_a_passphrase(office, tmp_path):
    key_file(tmp_path / "key", 1, "correct horse")
    (tmp_path / "pass").write_text("correct horse\n")
    (tmp_path / "wrong").write_text("battery staple\n")
    office.done(RAISE)
    office.refuses(NEEDED, "seal --seal-key key", "--passphrase-file")
    office.refuses(MISUSED, "seal --seal-key key --passphrase-file wrong", "passphrase is wrong")
    office.done("seal --seal-key key --passphrase-file pass")


@each(
    ("line", "code", "words"),
    [
        ("seal", NEEDED, "--seal-key FILE"),
        ("seal --seal-key nowhere", MISUSED, "cannot be read"),
        ("seal --seal-key note", MISUSED, "not an OpenSSH private key"),
        ("seal --by Jane", MISUSED, "goes with --witness"),
        ("seal --of seal-7", MISUSED, "goes with --witness, --timestamp, --note or --publish"),
        ("seal --witness nowhere --by Jane", MISUSED, "cannot be read"),
        ("seal --witness note --by Jane", MISUSED, "not an SSH signature"),
        ("seal --timestamp note", MISUSED, "not a time-stamp token"),
        ("seal --witness note --by Jane --of seal-999", NOT_FOUND, "no seal"),
        ("key rotate --seal-key key --to nowhere", MISUSED, "cannot be read"),
        ("key rotate --seal-key key --to note", MISUSED, "not an Ed25519 public key"),
        ("key rotate --seal-key key --to key.pub", REFUSED, "The new key is the old one"),
        ('restore --reason "x"', REFUSED, "the one last seen here"),
        ("prove", NEEDED, "Say what to prove"),
        ("prove A-2019-099", NOT_FOUND, "There is no action"),
        ("prove --between seal-1 seal-2", NOT_FOUND, "no seal"),
        ("verify --proof nowhere", MISUSED, "cannot be read"),
        ("verify --proof note", MISUSED, "not a proof"),
        ("verify --trusted nowhere", MISUSED, "neither a file that can be read"),
        ("verify --trusted key", MISUSED, "That is a private key."),
    ],
    sharing="sealed",
)
def test_what_cannot_be_done_is_said_in_a_sentence(sealed, line, code, words):
    sealed.done('action progress A-2019-001 "half"')
    sealed.refuses(code, line, words)


def test_a_ledger_that_does_not_hold_is_not_sealed(sealed):
    sealed.done('action progress A-2019-001 "half"')
    with tampering(sealed.path) as raw:
        raw.execute("UPDATE stored_events SET state = CAST(replace(state, 'half', 'full') AS BLOB)")
    sealed.refuses(BROKEN, "seal --seal-key key", "was not sealed", f"event {sealed.size} ")


def test_a_note_is_written_for_a_witness_and_a_cosignature_taken(sealed, tmp_path):
    note = (tmp_path / "note").read_bytes()
    assert parse(note.decode()).signed_by(key(1).public)
    (tmp_path / "sig").write_text(key(3).sign_text(note, NAMESPACE))
    assert "witnessed by Jane" in sealed.done("seal --witness sig --by Jane").err
    sealed.refuses(REFUSED, "seal --seal-key key", "Nothing has been recorded since seal-")
    assert "1 cosigned" in sealed.done("verify").err


def test_the_note_of_an_earlier_seal_can_be_had_again(sealed, tmp_path):
    first, size = (tmp_path / "note").read_text(), sealed.size
    sealed.done('action progress A-2019-001 "half"', "seal --seal-key key")
    sealed.done(f"seal --note again --of seal-{size - 1}")
    assert (tmp_path / "again").read_text() == first
    assert sealed.size == size + 2


# Verifying with what was kept elsewhere


def test_a_note_kept_elsewhere_covers_the_events_before_it(sealed):
    said = sealed.types("verify --trusted note")
    size = sealed.size
    assert said.code == PARTLY
    assert f"events 1 to {size - 1} are as they were then; 64 of" in said.err
    assert "were compared; signed with the seal key" in said.err
    assert f"Event {size} is under nothing that you gave" in said.err
    assert "tamper-evident" in said.err and "tamper-proof" not in said.err


def test_the_line_of_the_minutes_can_be_typed_in(sealed, tmp_path):
    checkpoint = parse((tmp_path / "note").read_text())
    line = f"{checkpoint.size} events, root {checkpoint.root_hex[:32]}"
    said = sealed.types(f'verify --trusted "{line}"')
    assert said.code == PARTLY and "32 of the root's 64 digits were compared" in said.err
    said = sealed.types(f'verify --json --trusted "{line}"')
    assert said.code == PARTLY and json.loads(said.out)["covered"] == checkpoint.size
    other = line.replace(checkpoint.root_hex[:4], "0000")
    sealed.refuses(BROKEN, f'verify --trusted "{other}"', "have a different root")


def test_a_whole_rewrite_is_told_by_a_note_from_elsewhere_and_by_the_seal(sealed):
    with tampering(sealed.path) as raw:
        raw.execute(
            "UPDATE stored_events SET state = CAST(replace(state, 'Share', 'Burn') AS BLOB)"
        )
        rehash(raw)
        rewrite_head(raw)
    said = sealed.refuses(BROKEN, "verify --trusted note", "do not have the root that was signed")
    assert "have a different root: they were rewritten" in said and "is a fork" in said


def test_a_cut_tail_is_told_by_a_note_from_elsewhere(sealed, tmp_path):
    cut = settled(sealed)
    sealed.done('action progress A-2019-001 "half"', "seal --seal-key key --note later")
    put_back(sealed, cut)
    sealed.refuses(BROKEN, "verify --trusted later", "its end was cut off, or it is an older copy")


def test_a_note_of_another_ledger_is_told(sealed, tmp_path):
    note = (tmp_path / "note").read_text().replace("govledger/", "govledger/0")
    (tmp_path / "other").write_text(note)
    sealed.refuses(BROKEN, "verify --trusted other", "it is of govledger/0")


# Proofs


def test_a_proof_is_checked_without_the_ledger(sealed, tmp_path, monkeypatch):
    proof = sealed.done("prove A-2019-001").out
    (tmp_path / "proof").write_text(proof)
    monkeypatch.delenv("GOVLEDGER_LEDGER", raising=False)
    shutil.move(sealed.path, tmp_path / "gone")
    assert "is among the first" in sealed.done("verify --proof proof").out
    (tmp_path / "proof").write_text(proof.replace("Share", "Shred"))
    assert sealed.types("verify --proof proof").code == BROKEN


def test_a_later_seal_goes_on_from_an_earlier(sealed, tmp_path):
    first = sealed.size - 1
    sealed.done('action progress A-2019-001 "half"', "seal --seal-key key")
    said = sealed.done(f"prove --between seal-{first} seal-{first + 2}")
    assert f"The first {first} of {first + 2} events" in said.err
    (tmp_path / "proof").write_text(said.out)
    assert sealed.types("verify --proof proof").code == DONE


# What was seen on this machine


def test_an_older_copy_is_told_to_readers_and_not_written(sealed):
    old = settled(sealed)
    sealed.done('action progress A-2019-001 "half"')
    put_back(sealed, old)
    said = sealed.types("history A-2019-001")
    assert said.code == DONE and "older copy was put back" in said.err and "raised" in said.out
    sealed.refuses(BROKEN, 'action progress A-2019-001 "other"', "govledger restore --reason")
    sealed.refuses(BROKEN, "verify", "older copy was put back")
    assert "older copy" in sealed.types("history A-2019-001").err, "reading forgets nothing"


def test_a_restore_is_declared_and_then_recording_goes_on(sealed):
    old = settled(sealed)
    sealed.done('action progress A-2019-001 "half"')
    put_back(sealed, old)
    assert sealed.types('restore --reason "the disk failed" --dry-run').code == DONE
    sealed.refuses(BROKEN, 'action progress A-2019-001 "other"', "older copy")
    said = sealed.done('restore --reason "the disk failed"')
    assert "continues in place of a ledger of" in said.err
    sealed.done('action progress A-2019-001 "other"')
    assert "1 more than stood here" in sealed.done("verify").err


def test_an_anchor_that_cannot_be_written_is_said_and_the_events_stand(office, tmp_path):
    state = Path(os.environ["XDG_STATE_HOME"])
    shutil.rmtree(state, ignore_errors=True)
    state.parent.mkdir(exist_ok=True)
    state.write_text("a file where a folder should be")
    said = office.done(RAISE)
    assert "the anchor in" in said.err and "could not be written" in said.err
    assert office.state("action", "A-2019-001") is not None


def test_the_seal_key_gives_way_to_another(sealed, tmp_path):
    key_file(tmp_path / "next", 2)
    sealed.done("key rotate --seal-key key --to next.pub")
    sealed.refuses(REFUSED, "seal --seal-key key", "The seal key is SHA256:")
    sealed.done("seal --seal-key next")
    said = sealed.done("verify").err
    assert "seal keys: 2 so far, each held against the word of the one before" in said
    sealed.done('action progress A-2019-001 "half"')
    assert "lost" in sealed.done('key rotate --to key.pub --lost "the stick was lost"').err


@pytest.mark.parametrize("victim", ["office.ledger", "key", "minutes.txt"])
def test_a_note_is_never_written_over_what_is_no_note(office, tmp_path, victim):
    key_file(tmp_path / "key", 1)
    (tmp_path / "minutes.txt").write_text("of the meeting")
    before = (tmp_path / victim).read_bytes()
    office.refuses(REFUSED, f"seal --seal-key key --note {victim}", "already exists and differs")
    assert (tmp_path / victim).read_bytes() == before
    office.done("verify")


def test_a_note_goes_over_an_earlier_one(sealed, tmp_path):
    before = (tmp_path / "note").read_text()
    sealed.done('action progress A-2019-001 "half"', "seal --seal-key key --note note")
    assert parse((tmp_path / "note").read_text()).size > parse(before).size


def test_a_rehearsed_seal_writes_no_note(office, tmp_path):
    key_file(tmp_path / "key", 1)
    office.done("seal --seal-key key --note note --dry-run")
    assert not (tmp_path / "note").exists()


def test_a_private_key_named_for_a_public_one_is_not_shown(office, tmp_path):
    key_file(tmp_path / "key", 1)
    said = office.refuses(MISUSED, 'key accept "M Clerk" --file key', "That is the private key")
    assert "BEGIN" not in said


def test_a_damaged_anchor_is_told_to_readers_and_stops_writers(sealed, tmp_path):
    (anchor,) = Path(os.environ["XDG_STATE_HOME"], "govledger", "anchors").glob("*.json")
    anchor.write_text("{")
    said = sealed.types("history A-2019-001")
    assert said.code == DONE and "cannot be read" in said.err and "raised" in said.out
    sealed.refuses(BROKEN, 'action progress A-2019-001 "other"', "The anchor")
    sealed.refuses(BROKEN, "verify", "The anchor")
    assert anchor.read_text() == "{"
