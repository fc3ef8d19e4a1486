"""A post: one holder at a time, acting allowed, one name for one post."""

from datetime import date

import pytest
from folded import each
from given import given, on, recorded, state_after

from ledger.errors import NotFound, Refused
from ledger.fold import fold
from ledger.records.posts import (
    PostAliasAdded,
    PostDefined,
    PostHolderAppointed,
    PostHolderEnded,
    PostHolderRenamed,
    PostSucceeded,
    add_alias,
    appoint,
    define,
    end,
    evolve,
    rename_holder,
    succeed,
)

defined = PostDefined(title="Chief Constable")
alias = PostAliasAdded(alias="the Chief")
bangham = PostHolderAppointed(holder="Anthony Bangham")
acting = PostHolderAppointed(holder="Amanda Blakeman", acting="acting")
gone = PostHolderEnded(holder="Anthony Bangham")
acting_gone = PostHolderEnded(holder="Amanda Blakeman")


def test_there_is_such_a_post():
    given().when(define, title="Chief Constable").then(defined)


def test_a_post_needs_its_title():
    given().when(define, title=" ").refused("needs its title")


def test_a_post_is_not_defined_again_under_another_title():
    given(defined).when(define, title="Constable in Chief").refused("already in the ledger")


def test_a_title_that_means_another_post_is_refused():
    given().when(define, title="Chief Constable", taken_by="CC").refused("Choose another name")


def test_the_same_definition_twice_is_written_once():
    given(defined, alias).when(define, title="Chief Constable").nothing_happens()


def test_the_papers_call_it_by_other_names():
    given(defined).when(add_alias, alias="the Chief").then(alias)


def test_one_name_means_one_post():
    given(defined).when(add_alias, alias="CEx", taken_by="CEX").refused("already means CEX")


def test_an_alias_is_of_a_post_that_there_is():
    given().when(add_alias, alias="the Chief").refused("not in the ledger", NotFound)


@each("name", ["the Chief", "Chief Constable", "REF"])
def test_a_name_it_has_already_is_not_added(name):
    given(defined, alias).when(add_alias, alias=name).nothing_happens()


def test_somebody_takes_up_the_post():
    given(defined).when(appoint, a_post=None, holder="Anthony Bangham").then(bangham)


def test_one_holder_at_a_time():
    given(defined, bangham).when(appoint, a_post=None, holder="Jane Doe").refused(
        "held by Anthony Bangham"
    )


def test_one_acting_holder_at_a_time():
    given(defined, acting).when(appoint, a_post=None, holder="Jane Doe", acting=True).refused(
        "held by Amanda Blakeman"
    )


def test_an_acting_holder_stands_beside_the_holder_and_answers_for_the_post():
    given(defined, bangham).when(appoint, a_post=None, holder="Amanda Blakeman", acting=True).then(
        acting
    )
    assert state_after(defined, bangham).holder == "Anthony Bangham"
    assert state_after(defined, bangham, acting).holder == "Amanda Blakeman"
    assert state_after(defined, bangham, acting, acting_gone).holder == "Anthony Bangham"


def test_the_same_appointment_twice_is_written_once():
    given(defined, bangham).when(appoint, a_post=None, holder="Anthony Bangham").nothing_happens()


def test_a_successor_may_take_it_up_once_it_is_left():
    given(defined, bangham, gone).when(appoint, a_post=None, holder="Jane Doe").then(
        PostHolderAppointed(holder="Jane Doe")
    )


def test_its_holder_leaves_it():
    given(defined, bangham).when(end).then(gone)
    assert state_after(defined, bangham, gone).holder is None


def test_of_two_holders_the_acting_one_leaves_unless_somebody_is_named():
    given(defined, bangham, acting).when(end).then(acting_gone)
    given(defined, bangham, acting).when(end, holder="Anthony Bangham").then(gone)


def test_nobody_leaves_a_post_that_nobody_holds():
    given(defined).when(end).refused("Nobody is recorded as holding REF")


def test_who_does_not_hold_it_does_not_leave_it():
    given(defined, bangham).when(end, holder="Jane Doe").refused("Jane Doe is not recorded")


def test_the_same_leaving_twice_is_written_once():
    given(defined, bangham, gone).when(end, holder="Anthony Bangham").nothing_happens()


def test_who_came_back_may_leave_again():
    given(defined, bangham, gone, bangham).when(end).then(gone)


def test_two_holders_are_refused_when_corrected_too():
    with pytest.raises(Refused, match="is held by"):
        state_after(defined, bangham, PostHolderAppointed(holder="Jane Doe"))
    with pytest.raises(Refused, match="is not recorded as holding"):
        state_after(defined, gone)


def test_the_holder_is_who_held_it_on_the_day():
    history = recorded(
        on("2010-01-01", defined),
        on("2016-08-01", bangham),
        on("2018-12-31", gone),
    )

    def holder(day: str) -> str | None:
        then = [r for r in history if r.envelope.effective_on <= date.fromisoformat(day)]
        return fold("CC", then, evolve).holder

    assert holder("2016-07-31") is None
    assert holder("2016-08-01") == "Anthony Bangham"
    assert holder("2018-12-30") == "Anthony Bangham"
    assert holder("2018-12-31") is None


shares = PostHolderAppointed(holder="Jane Doe", joint="jointly")
renamed = PostHolderRenamed(holder="Jane Doe", now_called="Jane Smith")
succeeded = PostSucceeded(succeeded_by="PFCC")


def test_a_post_may_be_shared():
    given(defined, bangham).when(appoint, a_post=None, holder="Jane Doe", joint=True).then(shares)
    given(defined, bangham, shares).when(appoint, a_post=None, holder="J Jones").refused(
        "held by Anthony Bangham and Jane Doe"
    )
    assert state_after(defined, bangham, shares).holder == "Anthony Bangham and Jane Doe"
    assert state_after(defined, bangham, shares, acting).holder == "Amanda Blakeman"
    assert len(state_after(defined, bangham, shares, acting).holders) == 3


def test_of_those_who_share_a_post_the_one_who_leaves_is_named():
    given(defined, bangham, shares).when(end).refused("say whose (--holder)")
    given(defined, bangham, shares).when(end, holder="jane  doe").then(
        PostHolderEnded(holder="Jane Doe")
    )


def test_the_same_person_is_not_appointed_beside_themselves():
    given(defined, shares).when(
        appoint, a_post=None, holder="JANE DOE", joint=True
    ).nothing_happens()


def test_a_holder_takes_another_name():
    given(defined, shares).when(rename_holder, now_called="Jane Smith").then(renamed)
    given(defined, bangham, shares).when(rename_holder, now_called="Jane Smith").refused(
        "say whose"
    )
    after = state_after(defined, bangham, shares, renamed)
    assert after.holders == ("Anthony Bangham", "Jane Smith")
    given(defined, shares, renamed).when(rename_holder, now_called="Jane Smith").nothing_happens()
    given(defined, shares, renamed).when(
        rename_holder, now_called="Jane Smith", holder="Jane Doe"
    ).nothing_happens()
    given(defined).when(rename_holder, now_called="X").refused("Nobody is recorded")
    given(defined, bangham).when(rename_holder, now_called="X", holder="Y").refused("Y is not")


def test_an_acting_holder_takes_another_name_and_is_acting_still():
    name = PostHolderRenamed(holder="Amanda Blakeman", now_called="Amanda Jones", acting="acting")
    given(defined, bangham, acting).when(rename_holder, now_called="Amanda Jones").then(name)
    assert state_after(defined, bangham, acting, name).acting == ("Amanda Jones",)


def test_another_post_takes_its_place_and_its_holders_leave():
    gone_too = PostHolderEnded(holder="Jane Doe")
    given(defined, bangham, shares).when(succeed, by="PFCC").then(gone, gone_too, succeeded)
    given(defined, succeeded).when(succeed, by="PFCC").nothing_happens()
    given(defined, succeeded).when(succeed, by="XX").refused("was succeeded by PFCC")
    given(defined, succeeded).when(appoint, a_post=None, holder="X").refused(
        "was succeeded by PFCC"
    )
    given(defined).when(succeed, by="REF").refused("cannot succeed itself")


def test_a_post_is_held_by_a_person_and_not_by_a_post():
    given(defined).when(appoint, a_post="CC", holder="Chief Constable").refused("is a post (CC)")
