"""An oversight body: constituted, reviewed, replaced, dissolved."""

import pytest
from folded import each
from given import given, state_after

from ledger.errors import Refused
from ledger.records.bodies import (
    CADENCES,
    BodyAliasAdded,
    BodyCadenceChanged,
    BodyConstituted,
    BodyDissolved,
    BodyPlacedUnderReview,
    BodyPublicationRuleSet,
    BodyReplaced,
    BodyReviewEnded,
    add_alias,
    answers_to,
    change_cadence,
    constitute,
    dissolve,
    replace_by,
    resume,
    review,
    set_publication,
)
from ledger.records.body_members import BodyMemberAppointed, BodyMemberLeft, appoint, leave

constituted = BodyConstituted(title="Holding to account", cadence="monthly")
reviewed = BodyPlacedUnderReview(reason="too many meetings")
replaced = BodyReplaced(replaced_by="JAC")
dissolved = BodyDissolved(reason="its work is done")
resumed = BodyReviewEnded(reason="it is needed")
alias = BodyAliasAdded(alias="Monthly Assurance")
chairs = BodyMemberAppointed(member="Cllr A Member", capacity="Chairman")
sits = BodyMemberAppointed(member="Cllr B Other")
left = BodyMemberLeft(member="Cllr A Member")


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
    given(constituted, end).when(change_cadence, cadence="weekly").refused("it no longer meets")


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


def test_a_title_that_another_body_has_is_not_given_again():
    given().when(constitute, title="Victims Board", taken_by="VB").refused(
        "Victims Board already means VB. Choose another name."
    )


@each("before", [(), (reviewed,), (replaced,), (dissolved,)])
def test_the_papers_also_call_it_this_even_when_it_meets_no_more(before):
    given(constituted, *before).when(add_alias, alias=" Monthly Assurance ").then(alias)
    assert answers_to(state_after(constituted, *before, alias)) == (
        "Holding to account",
        "Monthly Assurance",
    )


def test_a_name_that_another_body_has_is_no_alias():
    given(constituted).when(add_alias, alias="AGG", taken_by="AGG").refused("already means AGG")


def test_an_alias_needs_words():
    given(constituted).when(add_alias, alias=" ").refused("needs words")


@each("name", ["Monthly Assurance", "monthly assurance", "ref", "Holding to Account"])
def test_a_name_that_it_has_is_not_added(name):
    given(constituted, alias).when(add_alias, alias=name).nothing_happens()


def test_somebody_sits_on_it_in_a_capacity_or_in_none_that_is_known():
    given(constituted).when(appoint, member="Cllr A Member", capacity="Chairman").then(chairs)
    given(constituted, chairs).when(appoint, member="Cllr B Other", capacity=" ").then(sits)
    assert state_after(constituted, chairs, sits).members == (
        ("Cllr A Member", "Chairman"),
        ("Cllr B Other",),
    )


def test_a_member_sits_once():
    given(constituted, chairs).when(appoint, member="Cllr A Member").refused(
        "Cllr A Member: Chairman is already a member of REF"
    )
    given(constituted, chairs, sits).when(appoint, member="Cllr B Other", capacity="x").refused(
        "Cllr B Other is already a member of REF"
    )


def test_a_member_needs_a_name():
    given(constituted).when(appoint, member=" ").refused("needs a name")


@pytest.mark.parametrize("end", [replaced, dissolved])
def test_nobody_sits_on_what_meets_no_more(end):
    given(constituted, end).when(appoint, member="Cllr A Member").refused("it no longer meets")


def test_the_same_appointment_twice_is_written_once():
    given(constituted, chairs).when(
        appoint, member="Cllr A Member", capacity="Chairman"
    ).nothing_happens()
    given(constituted, sits).when(appoint, member="Cllr B Other").nothing_happens()


def test_a_member_leaves_and_may_come_back():
    given(constituted, chairs, sits).when(leave, member="Cllr A Member").then(left)
    assert state_after(constituted, chairs, sits, left).members == (("Cllr B Other",),)
    given(constituted, chairs, left).when(
        appoint, member="Cllr A Member", capacity="Chairman"
    ).then(chairs)


def test_who_is_not_a_member_cannot_leave():
    given(constituted, sits).when(leave, member="Cllr A Member").refused("not recorded as a member")
    given(constituted).when(leave, member="").refused("Say who left")


def test_the_same_leaving_twice_is_written_once():
    given(constituted, chairs, left).when(leave, member="Cllr A Member").nothing_happens()


@pytest.mark.parametrize("wrong", [(chairs, chairs), (left,)])
def test_a_history_in_which_a_member_sits_twice_or_leaves_unseated_is_unlawful(wrong):
    with pytest.raises(Refused):
        state_after(constituted, *wrong)


def test_it_goes_on_after_its_review():
    given(constituted, reviewed).when(resume, reason="it is needed").then(resumed)
    assert state_after(constituted, reviewed, resumed).status == "active"


def test_what_came_of_a_review_needs_words():
    given(constituted, reviewed).when(resume, reason=" ").refused("needs words")


@pytest.mark.parametrize("before", [(), (dissolved,)])
def test_what_is_not_under_review_does_not_end_one(before):
    given(constituted, *before).when(resume, reason="it is needed").refused("REF")


def test_the_same_end_of_a_review_twice_is_written_once():
    given(constituted, reviewed, resumed).when(resume, reason="it is needed").nothing_happens()
