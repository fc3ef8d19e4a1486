"""`verify --proof`: the signature, the key, the root, the ledger, and what the events say."""

import json
import shutil

import pytest
from clerk import BROKEN, MISUSED, NEEDED
from signing import key, key_file
from test_sealing import PARTLY, sealed  # noqa: F401

from ledger.integrity import checkpoints
from ledger.records import seal_keys

FORGER = 66


@pytest.fixture
def proof(sealed, tmp_path, monkeypatch):  # noqa: F811
    """A proof of a record, alone: no ledger is named."""
    (tmp_path / "proof").write_text(sealed.done("prove A-2019-001").out)
    monkeypatch.delenv("GOVLEDGER_LEDGER", raising=False)
    shutil.move(sealed.path, tmp_path / "gone")
    key_file(tmp_path / "other", FORGER)
    return json.loads((tmp_path / "proof").read_text())


def write(tmp_path, facts) -> None:
    (tmp_path / "proof").write_text(json.dumps(facts))


def signed_by(proof, seed: int, origin: str = ""):
    """The same proof under a checkpoint that another key signed, which it names."""
    note = checkpoints.parse(proof["checkpoint"])
    root = bytes.fromhex(note.root_hex)
    again = checkpoints.sign(origin or note.origin, note.size, root, key(seed))
    return proof | {"checkpoint": again, "keys": [{"key": key(seed).public.line}]}


def test_it_tells_ledger_root_key_and_what_the_event_says(sealed, proof):  # noqa: F811
    note = checkpoints.parse(proof["checkpoint"])
    said = sealed.done("verify --proof proof --trusted key.pub")
    for words in (
        note.origin,
        note.root_hex,
        key(1).public.fingerprint,
        "raised: Share the plan; owner CC",
        "is among the first",
    ):
        assert words in said.out
    assert "The key given signed it" in said.err and "Not shown" in said.err
    assert "names" not in said.err and "full audit pack" in said.err
    assert "compare it with its owner" in sealed.done("verify --proof proof").err


def test_a_broken_signature_does_not_hold(sealed, proof, tmp_path):  # noqa: F811
    note = proof["checkpoint"]
    at = note.rindex(" ") + 20
    for other in ("A" if note[at] != "A" else "B", "?"):
        write(tmp_path, proof | {"checkpoint": note[:at] + other + note[at + 1 :]})
        for given in ("", " --trusted key.pub", " --trusted note"):
            sealed.refuses(BROKEN, f"verify --proof proof{given}", "does not hold")


def test_a_proof_under_another_key_is_not_under_the_one_given(sealed, proof, tmp_path):  # noqa: F811
    write(tmp_path, signed_by(proof, FORGER))
    sealed.refuses(
        BROKEN, "verify --proof proof --trusted key.pub", "does not vouch for this proof"
    )
    assert key(FORGER).public.fingerprint in sealed.done("verify --proof proof").out
    write(tmp_path, proof | {"keys": [{"key": key(FORGER).public.line}]})
    sealed.refuses(BROKEN, "verify --proof proof", "not of the key that it names")
    write(tmp_path, proof)
    sealed.refuses(
        BROKEN, "verify --proof proof --trusted other.pub", "does not vouch for this proof"
    )


def test_a_proof_that_names_no_key_needs_one(sealed, proof, tmp_path):  # noqa: F811
    """As those made before proofs named keys."""
    old = {name: value for name, value in proof.items() if name != "keys"}
    write(tmp_path, old)
    sealed.refuses(NEEDED, "verify --proof proof", "--trusted KEY.pub")
    for given in ("key.pub", "note"):
        sealed.done(f"verify --proof proof --trusted {given}")
    sealed.refuses(BROKEN, "verify --proof proof --trusted other.pub", "not signed with a key you")


def test_a_proof_of_another_ledger(sealed, proof, tmp_path):  # noqa: F811
    write(tmp_path, signed_by(proof, 1, "govledger/other"))
    sealed.refuses(BROKEN, "verify --proof proof --trusted note", "of another ledger")
    shutil.move(tmp_path / "gone", sealed.path)  # Now it is named, and there.
    sealed.refuses(BROKEN, "verify --proof proof", "The proof is of another ledger")
    write(tmp_path, proof)
    assert "has the same root" in sealed.done("verify --proof proof").err


def test_lines_and_notes_cover_a_proof_of_the_same_events(sealed, proof, tmp_path):  # noqa: F811
    note = checkpoints.parse(proof["checkpoint"])
    line = f"{note.size} events, root {note.root_hex[:32]}"
    said = sealed.done(f'verify --proof proof --trusted "{line}"')
    assert "32 of 64 digits" in said.err
    said = sealed.refuses(
        BROKEN, f'verify --proof proof --trusted "{note.size} events, root {"6" * 32}"', "another"
    )
    for size in (0, note.size - 1, note.size + 1):
        said = sealed.types(f'verify --proof proof --trusted "{size} events, root {"6" * 32}"')
        assert said.code == PARTLY and f"Events 1 to {note.size} are under nothing" in said.err
    short = f"{note.size} events, root {note.root_hex[:31]}"
    sealed.refuses(MISUSED, f'verify --proof proof --trusted "{short}"', "32 to 64 digits")


def test_signed_replacements_lead_to_the_key_of_a_proof(sealed, tmp_path):  # noqa: F811
    key_file(tmp_path / "next", 2)
    sealed.done("key rotate --seal-key key --to next.pub", "seal --seal-key next")
    (tmp_path / "proof").write_text(text := sealed.done("prove A-2019-001").out)
    for given, how in (("key.pub", "signed for the key that did"), ("next.pub", "signed it")):
        assert how in sealed.done(f"verify --proof proof --trusted {given}").err
    first, second = json.loads(text)["keys"]
    forged = key(FORGER).sign_text(
        seal_keys.statement(sealed.path.name, first["key"], second["key"]), seal_keys.NAMESPACE
    )
    for keys in ([first, second | {"handover": forged}], [second], [first]):
        write(tmp_path, json.loads(text) | {"keys": keys})
        sealed.refuses(BROKEN, "verify --proof proof --trusted key.pub", "he proof")
    write(tmp_path, json.loads(text) | {"keys": [first, {"key": second["key"]}]})
    sealed.refuses(BROKEN, "verify --proof proof --trusted key.pub", "no signed replacements lead")
    sealed.done("verify --proof proof --trusted next.pub")


def test_between_two_seals_both_signatures_are_checked(sealed, tmp_path):  # noqa: F811
    first = sealed.size - 1
    sealed.done('action progress A-2019-001 "half"', "seal --seal-key key --note later")
    text = sealed.done(f"prove --between seal-{first} seal-{first + 2}").out
    (tmp_path / "proof").write_text(text)
    for given in ("key.pub", "later"):
        sealed.done(f"verify --proof proof --trusted {given}")
    said = sealed.types("verify --proof proof --trusted note")
    assert said.code == PARTLY and f"Events {first + 1} to {first + 2} are under" in said.err
    facts = json.loads(text)
    for which in ("earlier", "later"):
        note = facts[which]
        at = note.rindex(" ") + 30
        other = "A" if note[at] != "A" else "B"
        write(tmp_path, facts | {which: note[:at] + other + note[at + 1 :]})
        sealed.refuses(BROKEN, "verify --proof proof", "signature")


def test_as_json(sealed, proof):  # noqa: F811
    said = json.loads(sealed.done("verify --proof proof --json --trusted key.pub").out)
    assert said["covered"] == said["events"] and said["key"] == key(1).public.fingerprint
    assert said["says"][0]["title"] == "Share the plan"


def test_no_event_is_told_twice_or_as_another_records(sealed, proof, tmp_path):  # noqa: F811
    (event,) = proof["events"]
    write(tmp_path, proof | {"events": [event, event]})
    sealed.refuses(BROKEN, "verify --proof proof", "not that one")
    write(tmp_path, proof | {"record": 'action:A-2019-001","ver":1,"type":"ActionRaised'})
    sealed.refuses(BROKEN, "verify --proof proof", "is not of")
