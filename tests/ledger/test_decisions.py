"""A decision: taken by its makers, published or withheld, implemented, reversed."""

import pytest
from folded import each
from given import given, state_after

from ledger.errors import Refused
from ledger.records.decisions import (
    DecisionImplemented,
    DecisionNotified,
    DecisionPublished,
    DecisionReversed,
    DecisionTaken,
    DecisionWithheld,
    implement,
    notify,
    publish,
    reverse,
    take,
    withhold,
)

taken = DecisionTaken(title="Fund the roads", makers=("PCC", "CC"), public_interest=True)
notified = DecisionNotified(notified_to="the Panel")
published = DecisionPublished(published_at="the website")
withheld = DecisionWithheld(exemption="commercially confidential")
implemented = DecisionImplemented(evidence="invoice 7")
reversed_ = DecisionReversed(reason="no money", reversed_by="D-2018-009")


def test_a_joint_decision_names_every_maker_once():
    given().when(
        take, title="Fund the roads", makers=["PCC", "CC", "PCC"], public_interest=True
    ).then(taken)


def test_somebody_took_it():
    given().when(take, title="Fund the roads", makers=[]).refused("who took the decision")


def test_a_decision_has_words():
    given().when(take, title=" ", makers=["PCC"]).refused("needs words")


def test_a_reference_is_taken_once():
    given(taken).when(take, title="Another", makers=["PCC"]).refused("already in the ledger")


def test_somebody_is_told_of_it():
    given(taken).when(notify, to="the Panel").then(notified)


def test_notifying_names_whom():
    given(taken).when(notify, to="").refused("who was notified")


def test_the_same_notice_twice_is_written_once():
    given(taken, notified).when(notify, to="the Panel").nothing_happens()


def test_the_public_can_read_it():
    given(taken).when(publish, published_at="the website").then(published)


def test_publication_needs_a_place():
    given(taken).when(publish, published_at="").refused("needs a place")


def test_the_same_publication_twice_is_written_once():
    given(taken, published).when(publish, published_at="the website").nothing_happens()


def test_what_was_withheld_may_be_published_later():
    given(taken, withheld).when(publish, published_at="the website").then(published)
    assert state_after(taken, withheld, published).exemption is None


def test_it_is_withheld_under_an_exemption():
    given(taken).when(withhold, exemption="commercially confidential").then(withheld)


def test_withholding_names_the_exemption():
    given(taken).when(withhold, exemption=" ").refused("needs the exemption")


def test_what_is_published_cannot_be_withheld():
    given(taken, published).when(withhold, exemption="x").refused("too late to withhold")
    with pytest.raises(Refused, match="too late"):
        state_after(taken, published, withheld)


def test_the_same_withholding_twice_is_written_once():
    given(taken, withheld).when(withhold, exemption="commercially confidential").nothing_happens()


def test_it_is_carried_out():
    given(taken).when(implement, evidence="invoice 7").then(implemented)


def test_implementation_needs_evidence():
    given(taken).when(implement, evidence="").refused("needs evidence")


def test_the_same_implementation_twice_is_written_once():
    given(taken, implemented).when(implement, evidence="invoice 7").nothing_happens()


def test_another_decision_reverses_it():
    given(taken).when(reverse, reason="no money", by="D-2018-009").then(reversed_)


def test_reversing_needs_a_reason():
    given(taken).when(reverse, reason="").refused("needs a reason")


def test_a_decision_does_not_reverse_itself():
    given(taken).when(reverse, reason="x", by="REF").refused("cannot reverse itself")


@each(
    ("rule", "facts"),
    [
        (notify, {"to": "x"}),
        (publish, {"published_at": "x"}),
        (withhold, {"exemption": "x"}),
        (implement, {"evidence": "x"}),
        (reverse, {"reason": "x"}),
    ],
)
def test_nothing_more_happens_to_what_was_reversed(rule, facts):
    given(taken, reversed_).when(rule, **facts).refused("was reversed on")


def test_the_same_reversal_twice_is_written_once():
    given(taken, reversed_).when(reverse, reason="no money", by="D-2018-009").nothing_happens()
