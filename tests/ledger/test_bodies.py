"""An oversight body: constituted, reviewed, replaced, dissolved."""

import pytest
from given import given, state_after

from ledger.bodies import (
    CADENCES,
    BodyCadenceChanged,
    BodyConstituted,
    BodyDissolved,
    BodyPlacedUnderReview,
    BodyPublicationRuleSet,
    BodyReplaced,
    change_cadence,
    constitute,
    dissolve,
    replace_by,
    review,
    set_publication,
)

constituted = BodyConstituted(title="Holding to account", cadence="monthly")
reviewed = BodyPlacedUnderReview(reason="too many meetings")
replaced = BodyReplaced(replaced_by="JAC")
dissolved = BodyDissolved(reason="its work is done")


def test_there_is_such_a_body():
    given().when(constitute, title="Holding to account", cadence="monthly").then(constituted)


def test_a_cadence_may_be_unknown():
    given().when(constitute, title="TIE Committee").then(BodyConstituted(title="TIE Committee"))


def test_a_body_needs_its_name():
    given().when(constitute, title="").refused("needs its name")


def test_a_cadence_is_one_of_those_known():
    given().when(constitute, title="x", cadence="often").refused("not a cadence: one of weekly")
    given(constituted).when(change_cadence, cadence="often").refused("not a cadence")
    for cadence in CADENCES:
        given().when(constitute, title="x", cadence=cadence).then(
            BodyConstituted(title="x", cadence=cadence)
        )


def test_a_body_is_not_constituted_again_in_other_words():
    given(constituted).when(constitute, title="Another").refused("already in the ledger")


def test_the_same_constitution_twice_is_written_once():
    given(constituted, reviewed).when(
        constitute, title="Holding to account", cadence="monthly"
    ).nothing_happens()


@pytest.mark.parametrize("before", [(), (reviewed,)])
def test_it_may_meet_more_or_less_often(before):
    given(constituted, *before).when(change_cadence, cadence="quarterly").then(
        BodyCadenceChanged(cadence="quarterly")
    )


@pytest.mark.parametrize("end", [replaced, dissolved])
def test_what_meets_no_more_has_no_cadence_to_change(end):
    given(constituted, end).when(change_cadence, cadence="weekly").refused("it meets no more")


def test_the_cadence_it_has_changes_nothing():
    given(constituted).when(change_cadence, cadence="monthly").nothing_happens()


def test_whether_its_notes_are_published_is_set():
    given(constituted).when(set_publication, publishes_notes=True, public=False).then(
        BodyPublicationRuleSet(publishes_notes=True, public=False)
    )


def test_what_meets_no_more_publishes_nothing():
    given(constituted, dissolved).when(set_publication, publishes_notes=True, public=None).refused(
        "was dissolved"
    )


def test_it_is_placed_under_review_for_a_reason():
    given(constituted).when(review, reason="too many meetings").then(reviewed)


def test_a_review_needs_a_reason():
    given(constituted).when(review, reason=" ").refused("needs a reason")


def test_what_is_under_review_is_not_placed_there_again_for_another_reason():
    given(constituted, reviewed).when(review, reason="cost").refused("is under review")


def test_the_same_review_twice_is_written_once():
    given(constituted, reviewed).when(review, reason="too many meetings").nothing_happens()


@pytest.mark.parametrize("before", [(), (reviewed,)])
def test_another_body_does_its_work_now(before):
    given(constituted, *before).when(replace_by, other="JAC").then(replaced)
    assert state_after(constituted, *before, replaced).replaced_by == "JAC"


def test_a_body_does_not_replace_itself():
    given(constituted).when(replace_by, other="REF").refused("cannot replace itself")


def test_a_body_is_replaced_once():
    given(constituted, replaced).when(replace_by, other="TIE").refused("was replaced by JAC")
    given(constituted, replaced).when(replace_by, other="JAC").nothing_happens()


def test_it_is_dissolved_for_a_reason():
    given(constituted).when(dissolve, reason="its work is done").then(dissolved)


def test_a_dissolution_needs_a_reason():
    given(constituted).when(dissolve, reason="").refused("needs a reason")


def test_what_was_replaced_is_not_dissolved():
    given(constituted, replaced).when(dissolve, reason="x").refused("was replaced by JAC")


def test_the_same_dissolution_twice_is_written_once():
    given(constituted, dissolved).when(dissolve, reason="its work is done").nothing_happens()
