"""Proofs that stand by themselves."""

import msgspec
import pytest
from books import filled, progress
from hypothesis import given, settings
from hypothesis import strategies as st
from sealing import seal

from ledger.application import Ledger
from ledger.errors import Broken, Misused, NotFound
from ledger.integrity import proofs
from ledger.records import seals

STREAM = "action:A-2018-001"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    ledger = Ledger.open(filled(tmp_path_factory.mktemp("proofs") / "office.ledger"))
    seal(ledger)
    progress(ledger, 1, "after the seal")
    seal(ledger)
    progress(ledger, 1, "after both")
    return ledger


@pytest.fixture(scope="module")
def inclusion(ledger):
    return proofs.of_record(ledger, STREAM, seals.named(ledger, "seal-13"))


@pytest.fixture(scope="module")
def consistency(ledger):
    return proofs.between(ledger, *(seals.named(ledger, ref) for ref in ("seal-13", "seal-15")))


def test_each_event_of_a_record_is_proved(ledger, inclusion):
    assert [e.position for e in inclusion.events] == [1, 5, 9]
    assert inclusion.uncovered == (15, 17)
    said = proofs.check(inclusion).covered
    assert said == (
        "events 1, 5 and 9 are among the first 13, unchanged; the checkpoint does not cover"
        " 15 and 17"
    )


def test_one_event_is_told_as_one(ledger, inclusion):
    one = msgspec.structs.replace(inclusion, events=inclusion.events[:1], uncovered=())
    assert proofs.check(one).covered == "event 1 is among the first 13, unchanged"


def test_a_record_after_the_seal_is_not_under_it(ledger, inclusion):
    none = msgspec.structs.replace(inclusion, events=())
    assert "no event of it is under" in proofs.check(none).covered


def test_what_is_not_recorded_has_no_proof(ledger):
    with pytest.raises(NotFound):
        proofs.of_record(ledger, "action:A-2018-099", seals.named(ledger, None))


def test_one_seal_goes_on_from_the_other_in_either_order(ledger, consistency):
    assert "the first 13 of 15 events" in proofs.check(consistency).covered
    two, one = (seals.named(ledger, ref) for ref in ("seal-15", "seal-13"))
    assert proofs.between(ledger, two, one) == consistency


def test_checkpoints_of_other_events_are_not_consistent(consistency):
    other = msgspec.structs.replace(consistency, later=consistency.earlier, proof=())
    assert proofs.check(other)  # The same is consistent with itself.
    swapped = msgspec.structs.replace(
        consistency, earlier=consistency.later, later=consistency.earlier
    )
    with pytest.raises(Broken, match="does not go on"):
        proofs.check(swapped)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_proof_in_which_anything_was_changed_does_not_hold(inclusion, consistency, data):
    proof = data.draw(st.sampled_from([inclusion, consistency]))
    facts = msgspec.to_builtins(proof)
    path, value = data.draw(st.sampled_from([p for p in places(facts) if p[0] not in UNBOUND]))
    changed = data.draw(change(value))
    put(facts, path, changed)
    try:
        proofs.check(msgspec.convert(facts, proofs.Proof))
    except (Broken, Misused, msgspec.ValidationError):
        return
    assert changed == value or "— govledger/" in str(value), (path, value, changed)


UNBOUND = {("uncovered",), ("proves",)}


def places(value, at=()):
    """Every leaf of nested lists and dicts: its path and value."""
    if isinstance(value, dict):
        for key, one in value.items():
            if (key,) not in UNBOUND:
                yield from places(one, (*at, key))
    elif isinstance(value, (list, tuple)):
        for key, one in enumerate(value):
            yield from places(one, (*at, key))
    else:
        yield at, value


def put(facts, path, value):
    *most, last = path
    for key in most:
        if isinstance(facts[key], tuple):
            facts[key] = list(facts[key])
        facts = facts[key]
    facts[last] = value


def change(value):
    if isinstance(value, int):
        return st.integers(-2, 40)
    at = st.integers(0, max(len(value) - 1, 0))
    return st.builds(lambda i, c: value[:i] + c + value[i + 1 :], at, st.characters())


@given(st.binary())
def test_what_is_no_proof_is_refused(content):
    with pytest.raises(Misused, match="not a proof"):
        proofs.read(content)
