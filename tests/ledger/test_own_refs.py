"""The office's own references: unique within a body, found again, corrected like any fact."""

import pytest
from office import opened

from ledger import own_refs
from ledger.errors import Misused, Refused
from ledger.records import actions, decisions, posts

office = opened()


def raised(office, ref, own_ref, **facts):
    facts = {"title": f"Do {ref}", "owners": ["CC"]} | facts
    return office.say("2018-02-01", actions.raise_action, ref, own_ref=own_ref, **facts)


def test_one_is_found_in_any_case_and_with_other_spaces(office):
    raised(office, "A-2018-001", "Ref 05/19/04/2023a")
    assert own_refs.having(office.ledger, "REF  05/19/04/2023A", ["action"]) == [
        ("action", "A-2018-001")
    ]
    assert own_refs.having(office.ledger, "05/19/04/2023a", ["action"]) == []
    assert own_refs.having(office.ledger, "Ref 05/19/04/2023a", ["decision"]) == []


def test_one_is_unique_within_its_body_whatever_the_kind(office):
    raised(office, "A-2018-001", "15", body="HTA")
    with pytest.raises(Refused, match="already the own reference of A-2018-001"):
        raised(office, "A-2018-002", "15", body="HTA")
    raised(office, "A-2018-002", "15", body="JAC")
    with pytest.raises(Refused, match="of HTA"):
        office.say(
            "2018-02-27", decisions.take, "D-2018-001", title="Agree", makers=["PCC"],
            meeting="HTA/2018-02-27", own_ref="15",
        )  # fmt: skip


def test_without_a_body_one_is_unique_among_its_kind(office):
    raised(office, "A-2018-001", "15")
    with pytest.raises(Refused, match="already"):
        raised(office, "A-2018-002", "15")
    office.say("2018-02-01", posts.define, "HRD", title="Head of Roads", own_ref="15")


def test_a_record_taken_back_gives_its_own_reference_free(office):
    (event,) = raised(office, "A-2018-001", "15")
    office.retract(event.position)
    assert own_refs.having(office.ledger, "15", ["action"]) == []
    raised(office, "A-2018-002", "15")
    assert own_refs.having(office.ledger, "15", ["action"]) == [("action", "A-2018-002")]


def test_within_one_transaction_what_was_just_recorded_counts(office):
    with pytest.raises(Refused, match="already"), office.ledger.writing():
        raised(office, "A-2018-001", "15")
        raised(office, "A-2018-002", "15")
    assert office.ledger.with_own_refs() == []


@pytest.mark.parametrize("own_ref", ["A-2018-003", "d-2018-1", " 15", "x" * 101, "1\n5"])
def test_what_would_be_taken_for_ours_or_is_no_line_is_refused(office, own_ref):
    with pytest.raises((Misused, Refused)):
        raised(office, "A-2018-001", own_ref)


def test_text_that_only_speaks_of_own_ref_is_none(office):
    office.say("2018-02-01", actions.raise_action, "A-2018-001", title='the "own_ref":"15" field')
    assert office.ledger.with_own_refs() == []


def test_saying_the_same_again_is_quiet_and_another_own_reference_is_refused(office):
    office.say("2018-02-01", posts.define, "HRD", title="Head of Roads", own_ref="15")
    again = office.say("2018-02-01", posts.define, "HRD", title="Head of Roads", own_ref="15")
    assert again == []
    with pytest.raises(Refused, match="Correct the event"):
        office.say("2018-02-01", posts.define, "HRD", title="Head of Roads", own_ref="16")
