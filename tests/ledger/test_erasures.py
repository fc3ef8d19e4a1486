"""What was forgotten, on what basis, and that what is kept and what is gone add up."""

import sqlite3

import pytest
from books import entry, keyed, raise_action
from folded import each

from ledger.application import Ledger
from ledger.errors import Misused, NotFound, Unavailable
from ledger.integrity.verify import verify
from ledger.privacy import personal
from ledger.privacy.search import find
from ledger.records import erasures, posts
from ledger.records.erasures import ValuesErased, erase, holds
from tests.given import given, state_after

HEX = "ab" * 32
gone = ValuesErased(
    basis="UK GDPR Art 17(1)(b)", commitments=(HEX,), concerned=2, first_concerned=3
)
said = {
    "basis": "UK GDPR Art 17(1)(b)",
    "commitments": (HEX,),
    "concerned": 2,
    "first_concerned": 3,
}

# The rule


def test_what_was_erased_is_recorded_by_what_stands_for_it():
    given().when(erase, **said, values=("jane smith",)).then(gone)
    state = state_after(gone)
    assert (state.status, state.title) == ("erased", "UK GDPR Art 17(1)(b)")
    assert (state.commitments, state.first_concerned) == ((HEX,), 3)


def test_an_erasure_needs_a_basis():
    given().when(erase, **said | {"basis": " "}).refused("needs its basis in law")


def test_the_basis_does_not_say_what_is_erased():
    for basis in ("asked by Jane Smith", "JANE  SMITH's letter", "[[Jane Smith]]"):
        given().when(erase, **said | {"basis": basis}, values=("jane smith",)).refused(
            "contains what"
        )
    given().when(erase, **said | {"basis": "Jane's letter"}, values=("jane smith",)).then(
        ValuesErased(basis="Jane's letter", commitments=(HEX,), concerned=2, first_concerned=3)
    )


@each("commitments", [(), ("Jane Smith",), (HEX, HEX[:-1])])
def test_an_erasure_names_commitments(commitments):
    given().when(erase, **said | {"commitments": commitments}).refused("64 hex", Misused)


def test_an_erasure_is_recorded_under_its_own_reference():
    given(gone).when(erase, **said).refused("already in the ledger")


# In a ledger


@pytest.fixture
def ledger(tmp_path):
    Ledger.create(tmp_path / "office.ledger")
    ledger = Ledger.open(tmp_path / "office.ledger")
    for record, rule, facts in (
        ("post", posts.define, {"title": "Assistant Chief Constable"}),
        ("post", posts.appoint, {"holder": "Jane Smith"}),
        ("post", posts.end, {}),
        ("post", posts.appoint, {"holder": "Ann Lee"}),
    ):
        ledger.record(record, "ACC", rule, entry(), new=True, **facts)
    raise_action(ledger, 1, "Write to [[Jane Smith]] and to [[Ann Lee]]")
    yield ledger
    ledger.close()


def forget(ledger, name, number=1):
    traces = find(ledger, name, None)
    with ledger.writing():
        ledger.record(
            "erasure", f"R-2018-{number:03}", erase, entry(), new=True, basis="UK GDPR Art 17",
            commitments=tuple(traces.values), concerned=len(traces.events),
            first_concerned=traces.events[0], values=traces.words,
        )  # fmt: skip
        ledger.store.forget(map(bytes.fromhex, traces.values))
    return traces


def test_after_an_erasure_every_hash_is_what_it_was(ledger):
    leaves = "SELECT leaf_hash FROM stored_events WHERE position <= 5 ORDER BY position"
    before = verify(ledger), ledger.store.query(leaves)
    forget(ledger, "Jane Smith")
    after = verify(ledger)
    assert before[0].ok and after.ok and after.events == 6
    assert ledger.store.query(leaves) == before[1]
    assert holds(ledger).problems == ()


def test_what_was_erased_is_still_one_and_the_same_and_records_go_on(ledger):
    forget(ledger, "jane smith")
    forget(ledger, "ann lee", 2)
    appointed, ended, other = (r.event.holder for r in ledger.history("post:ACC")[1:])
    assert appointed == ended != other
    assert appointed.startswith("erased ") and other.startswith("erased ")
    ledger.record("post", "ACC", posts.end, entry())
    ledger.record("post", "ACC", posts.appoint, entry(), holder="Jane Smith")
    assert ledger.state("post", "ACC").holder == "Jane Smith"
    assert holds(ledger).problems == ()


def test_what_is_not_there_is_not_found(ledger):
    for subject in ("Jane", "Jane Smithers"):
        with pytest.raises(NotFound, match="holds no personal value"):
            find(ledger, subject, None)
    with pytest.raises(NotFound, match="There is no personal value with the commitment"):
        find(ledger, None, HEX)
    for subject, commitment in ((None, None), ("Jane Smith", HEX)):
        with pytest.raises(Misused, match="not both"):
            find(ledger, subject, commitment)


def test_a_name_is_looked_for_in_any_case_and_spacing_in_every_event(ledger):
    raise_action(ledger, 2, 'Ask Jane\nSMITH, "of [[Jane Smith, 4 High Street]]"')
    raise_action(ledger, 3, "Ask Jane Smithers")
    by = entry(recorded_by="jane smith")
    ledger.record("post", "ACC", posts.add_alias, by, alias="ACC (crime)")
    keyed(ledger, "k", "a hash", 3, "Said so to [[Jane Smith]]")
    keyed(ledger, "of ann lee", "another", 3)
    traces = find(ledger, " JANE  smith", None)
    assert traces.events == (2, 3, 5, 9)
    assert list(traces.values.values()) == ["Jane Smith"]
    assert list(traces.wider.values()) == ["Jane Smith, 4 High Street"]
    assert (traces.clear, traces.recorded_by, traces.keys) == ((6,), 1, ())
    assert traces.hashes == (ledger.commitment_of("a hash").hex(),)
    (commitment,) = traces.values
    assert find(ledger, None, commitment.upper()) == traces
    assert "of ann lee" in find(ledger, "Ann Lee", None).keys


# What must hold


def tampered(ledger, *statements):
    raw = sqlite3.connect(ledger.path)
    for name in ("personal_values_are_erased", "personal_values_are_not_changed"):
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()
    return holds(ledger).problems


def test_a_check_says_how_much_it_covered(ledger):
    forget(ledger, "Jane Smith")
    check = holds(ledger)
    assert check.covered == "1 kept and 1 erased, each against the events that hold it"


@pytest.mark.parametrize(
    "change", ["value = 'Joan Smith'", "salt = zeroblob(32)"], ids=["value", "salt"]
)
def test_a_changed_value_is_told(ledger, change):
    (problem,) = tampered(ledger, f"UPDATE personal SET {change} WHERE value = 'Jane Smith'")
    assert problem.endswith("is not the one that was recorded")


def test_a_value_that_is_gone_without_an_erasure_is_told(ledger):
    (problem,) = tampered(ledger, "DELETE FROM personal WHERE value = 'Ann Lee'")
    assert problem.startswith("event 4 holds the personal value")
    assert problem.endswith("which is missing though no erasure names it")


def test_a_value_of_no_event_is_told(ledger):
    row = personal.commitment(bytes(32), "Cy Dee").hex()
    (problem,) = tampered(ledger, f"INSERT INTO personal VALUES (x'{row}', zeroblob(32), 'Cy Dee')")
    assert problem.endswith("is kept, though no event holds it")


def test_a_value_put_back_after_its_erasure_is_told(ledger):
    ((key, salt, value),) = ledger.store.query("SELECT * FROM personal WHERE value = 'Jane Smith'")
    forget(ledger, "Jane Smith")
    (problem,) = tampered(
        ledger, f"INSERT INTO personal VALUES (x'{key.hex()}', x'{salt.hex()}', '{value}')"
    )
    assert problem.endswith("is still kept, though event 6 erased it")


def test_an_erasure_whose_basis_is_corrected_brings_nothing_back(ledger):
    forget(ledger, "Jane Smith")
    ledger.correct(6, {"basis": "UK GDPR Art 17(1)(c)"}, "misread", entry())
    assert holds(ledger).problems == ()
    assert list(erasures.erased(ledger).values()) == [8]


def test_a_value_goes_only_after_an_erasure_that_names_it(ledger):
    traces = find(ledger, "Jane Smith", None)
    with pytest.raises(Unavailable, match="goes only after an erasure"):
        ledger.store.forget(map(bytes.fromhex, traces.values))
    assert find(ledger, "Jane Smith", None) == traces


# Gone from the file


@pytest.mark.slow
def test_of_many_values_none_that_was_erased_is_left_in_the_file(ledger):
    names = [f"Person {number:04} {'of ' * (number % 90)}Worcester" for number in range(600)]
    for start in range(0, 600, 20):
        with ledger.writing():
            for number, name in enumerate(names[start : start + 20], start + 2):
                raise_action(ledger, number, f"Write to [[{name}]]")
    erased, left = names[::3], names[1::3]
    for number, name in enumerate(erased[:40], 1):
        forget(ledger, name, number)
    assert ledger.store.recorder.settle()
    bytes_left = b"".join(file.read_bytes() for file in ledger.path.parent.glob("office.ledger*"))
    assert [name for name in erased[:40] if name[:11].encode() in bytes_left] == []
    assert [name for name in left if name[:11].encode() not in bytes_left] == []
    assert verify(ledger).ok and holds(ledger).problems == ()
