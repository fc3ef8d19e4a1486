"""Witnesses that count: cosignatures of C2SP, and how many a seal needs."""

import base64
import struct
from datetime import UTC, date, datetime

import pytest
from books import entry, filled, progress
from cosigners import AT, W1, W2, Cosigner
from folded import each
from given import given, state_after
from packs import OFFICE, seal, witnessed
from signing import key

from ledger.application import Clock, Ledger
from ledger.errors import Misused, NotFound, Refused
from ledger.integrity import cosignatures
from ledger.records import seal_signatures, seals, witnesses
from ledger.records.seal_signatures import Cosigned, cosign
from ledger.records.witnesses import (
    CosignaturesNeeded,
    WitnessAccepted,
    WitnessEnded,
    accept,
    end,
    need,
)

FIRST = WitnessAccepted(witness="The Panel", public_key=W1.vkey)
SECOND = WitnessAccepted(witness="The auditor", public_key=key(2).public.line)
NEEDS = CosignaturesNeeded(cosignatures_needed=2, reason="the auditor asked")
FACTS = {"witness": "The Panel", "public_key": W1.vkey}

# The example of the specification, and what was computed by hand from it
EXAMPLE = (
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2"
    "oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
)
# Of the private key of 32 bytes of 21: the public one, and its line over that checkpoint
VKEY = "witness.example/w1+8832d1ae+BNVCB9oZSXfc9Grb/sK8LnW1LVqKQhhP7f3AACTw4+ja"
LINE = (
    "— witness.example/w1 iDLRrgAAAABkGFDLImS9Kohcx5AiL9NIZC3nbl1c50xafdN44DUBS68pPt3E"
    "CCGIyJD7mSRa6svZRUsqWV/jEOJvHwkrZ1vnmo5fBA=="
)
CHECKPOINT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_line_of_the_specification_is_read_to_the_byte():
    (one,) = cosignatures.found(EXAMPLE)
    assert (one.name, one.hash.hex(), one.time) == ("witness.example.com/w1", "8d66cf3f", AT)
    assert one.at == "2023-03-20T12:25:47Z"
    assert one.line == EXAMPLE


def test_the_answers_are_those_written_out():
    known = cosignatures.key(VKEY)
    assert (known.line, W1.vkey) == (VKEY, VKEY)
    (one,) = cosignatures.found(LINE)
    assert W1.line(CHECKPOINT + "\n").strip() == LINE
    assert one.holds(known, CHECKPOINT)


@each(
    "other",
    [
        CHECKPOINT.replace("20852163", "20852164"),
        CHECKPOINT.replace("sofa", "bed"),
        CHECKPOINT.replace("CsUY", "CsUZ"),
        CHECKPOINT + "more\n",
    ],
)
def test_a_cosignature_is_of_one_checkpoint(other):
    (one,) = cosignatures.found(LINE)
    assert not one.holds(cosignatures.key(VKEY), other)


def test_a_cosignature_is_of_one_time_and_of_one_key():
    (one,) = cosignatures.found(LINE)
    blob = bytearray(base64.b64decode(LINE.split()[2]))
    blob[11] += 1
    (later,) = cosignatures.found(f"— {one.name} {base64.b64encode(blob).decode()}")
    assert later.time == one.time + 1
    assert not later.holds(cosignatures.key(VKEY), CHECKPOINT)
    assert not one.holds(cosignatures.key(Cosigner("witness.example/w1", 23).vkey), CHECKPOINT)


@each(
    "text",
    [
        "",
        "Jane",
        "a+b+c",
        VKEY.replace("w1", "w2"),  # another hash
        VKEY.replace("+B", "+A"),  # a key that signs logs
        VKEY.replace("witness.", "wit ness."),
        VKEY[:-4],
        "ssh-rsa AAAA",
    ],
)
def test_what_is_no_key_of_a_witness_is_refused(text):
    with pytest.raises(Misused, match=r"not the key of a witness|public key"):
        cosignatures.key(text)


@each(
    "line",
    ["—", "— a b", f"— a {'A' * 92}", f"- w {'A' * 104}", f"— w {'/' * 102}w=="],
)
def test_what_is_no_cosignature_is_none(line):
    assert cosignatures.found(line) == []


def test_a_witness_is_accepted_once():
    given().when(accept, **FACTS).then(FIRST)
    given(FIRST).when(accept, **FACTS).nothing_happens()


def test_a_key_counts_for_one_witness_and_never_for_the_office():
    given(FIRST).when(accept, **FACTS | {"witness": "Jane"}).refused("key of The Panel")
    as_ssh = cosignatures.PublicKey.of(W1.raw).line
    given(FIRST).when(accept, **FACTS | {"witness": "Jane", "public_key": as_ssh}).refused("key of")
    given().when(accept, **FACTS | {"seal_key": as_ssh}).refused("The office seals with that key")
    given(FIRST).when(accept, **FACTS | {"public_key": W2.vkey}).refused("with another key")


def test_a_witness_ends_and_then_another_key_may_come():
    ended = WitnessEnded(witness="The Panel", reason="lost")
    given(FIRST).when(end, witness="the panel", reason="lost").then(ended)
    given(FIRST, ended).when(accept, **FACTS).then(FIRST)
    given(FIRST).when(end, witness="The Panel", reason=" ").refused("Say why")
    with pytest.raises(NotFound, match=r"There is The Panel\."):
        end(state_after(FIRST), witness="Jane", reason="x")


def test_no_more_are_needed_than_there_are():
    given(FIRST, SECOND).when(need, count=2, reason="the auditor asked").then(NEEDS)
    given(FIRST, SECOND, NEEDS).when(need, count=2, reason="again").nothing_happens()
    given(FIRST).when(need, count=2, reason="x").refused("accepted witnesses is 1")
    given(FIRST).when(need, count=-1, reason="x").refused("cannot cosign")


# What a ledger has to say


def opened(path) -> Ledger:
    return Ledger.open(path, clock=Clock(datetime(2018, 2, 28, 9, tzinfo=UTC)))


def told(ledger, rule, *, on: date | None = None, **facts):
    more = {"effective_on": on} if on else {}
    ledger.record("witnesses", "WITNESSES", rule, entry(**more), new=True, **facts)


@pytest.fixture
def ledger(tmp_path):
    """Two accepted witnesses, of whom both must cosign; one event, not yet sealed."""
    made = opened(filled(tmp_path / "office.ledger", 1))
    told(made, accept, **FACTS)
    told(made, accept, witness="The auditor", public_key=key(2).public.line)
    told(made, need, count=2, reason="the auditor asked")
    return made


def cosigned(ledger, ref: str, *by: Cosigner) -> None:
    note = seals.named(ledger, ref).note
    lines = note + "".join(one.line(note) for one in by)
    ledger.record("seal", ref, seal_signatures.cosign, entry(), lines=lines)


def test_a_seal_meets_the_policy_once_each_of_two_has_cosigned(ledger):
    ref = seal(ledger)
    words = witnesses.holds(ledger).covered
    assert words.startswith("0 of 1 seal has the cosignatures that it needed when made")
    assert f"not yet: {ref} has 0 of 2" in words
    assert words.endswith(f"{ledger.size} of {ledger.size} events are under no seal that has them")
    cosigned(ledger, ref, W1, W2)
    assert f"{ref} has 1 of 2" in witnesses.holds(ledger).covered
    witnessed(ledger, ref, key(2), "whatever name")
    size = seals.named(ledger, ref).tree_size
    words = witnesses.holds(ledger).covered
    assert words.startswith("1 of 1 seal has")
    left = ledger.size - size
    assert words.endswith(f"{left} of {ledger.size} events are under no seal that has them")
    assert not seal_signatures.holds(ledger).problems


def test_one_witness_twice_counts_once(ledger):
    ref = seal(ledger)
    note = seals.named(ledger, ref).note
    for at in (AT, AT + 60):
        ledger.record("seal", ref, seal_signatures.cosign, entry(), lines=W1.line(note, at))
    assert f"{ref} has 1 of 2" in witnesses.holds(ledger).covered
    assert "2 cosigned" in seal_signatures.holds(ledger).covered


def test_who_is_not_accepted_does_not_count(ledger):
    ref = seal(ledger)
    witnessed(ledger, ref, key(9), "The auditor")
    assert f"{ref} has 0 of 2" in witnesses.holds(ledger).covered
    with pytest.raises(Refused, match="No accepted witness"):
        cosigned(ledger, ref, W2)


def test_a_seal_is_held_against_what_was_wanted_when_it_was_made(ledger):
    ref = seal(ledger)
    told(ledger, need, count=0, reason="a nuisance")
    progress(ledger, 1, "half")
    seal(ledger)
    assert f"not yet: {ref} has 0 of 2" in witnesses.holds(ledger).covered
    told(ledger, need, count=1, reason="less")
    progress(ledger, 1, "more")
    third = seal(ledger)
    told(ledger, accept, witness="A late one", public_key=W2.vkey)
    cosigned(ledger, third, W2)
    assert f"{ref} has 0 of 2, {third} has 0 of 1" in witnesses.holds(ledger).covered


def test_no_cosignature_is_told_of_where_none_is_wanted(tmp_path):
    ledger = opened(filled(tmp_path / "office.ledger", 1))
    seal(ledger)
    assert witnesses.holds(ledger).nothing


def test_a_cosignature_of_another_note_is_refused(ledger):
    first = seal(ledger)
    note = seals.named(ledger, first).note
    progress(ledger, 1, "half")
    ref = seal(ledger)
    with pytest.raises(Misused, match="is not of seal"):
        ledger.record("seal", ref, seal_signatures.cosign, entry(), lines=W1.line(note))


@pytest.mark.parametrize("field", ["cosignature", "public_key", "cosigned_at"])
def test_verify_tells_of_a_cosignature_that_was_put_there_without_the_rule(ledger, field):
    ref = seal(ledger)
    note = seals.named(ledger, ref).note
    true = {
        "witness": "The Panel",
        "public_key": W1.vkey,
        "cosignature": W1.line(note).strip(),
        "cosigned_at": "2023-03-20T12:25:47Z",
    }
    false = {
        "cosignature": W1.line(note.replace("govledger/", "other/")).strip(),
        "public_key": W2.vkey,
        "cosigned_at": "2020-03-20T12:25:47Z",
    }
    forged = Cosigned(**true | {field: false[field]})
    ledger.record("seal", ref, lambda _: [forged], entry())
    assert "cosignature of The Panel does not hold" in " ".join(
        seal_signatures.holds(ledger).problems
    )
    assert f"{ref} has 0 of 2" in witnesses.holds(ledger).covered


def test_the_office_does_not_cosign_its_own_seal(ledger):
    raw = OFFICE.public.raw
    own = cosignatures.WitnessKey(name="office", public=cosignatures.PublicKey.of(raw))
    ref = seal(ledger)
    state = ledger.state("seal", ref)
    text = f"cosignature/v1\ntime 5\n{state.note.partition(chr(10) * 2)[0]}\n"
    blob = own.hash + struct.pack(">Q", 5) + OFFICE.sign(text.encode())
    line = f"— office {base64.b64encode(blob).decode()}"
    with pytest.raises(Refused, match="own key"):
        cosign(state, lines=line, witnesses=(("Jane", own.line),))
