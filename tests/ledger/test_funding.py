"""Funding: agreed, or bid for and won or declined; the parts never exceed the whole."""

from folded import each
from given import given, on, recorded, state_after

from ledger.records.funding import (
    FundingAgreed,
    FundingAllocated,
    FundingBidDeclined,
    FundingBidSubmitted,
    FundingBidWon,
    agree,
    allocate,
    bid,
    decline,
    win,
)
from ledger.words import facts_of, format_event, pounds

POUND = 100
agreed = FundingAgreed(title="Safer roads", amount=500_000 * POUND)
small = FundingAllocated(amount=150_000 * POUND, allocated_to="Ambassadors Fund")
large = FundingAllocated(amount=350_000 * POUND, allocated_to="Larger projects")
asked = FundingBidSubmitted(
    title="Youth", bid_to="Home Office", amount=1_000 * POUND, with_partners=("Staffordshire",)
)
unpriced = FundingBidSubmitted(title="Leaflets", bid_to="Transformation Fund")
declined = FundingBidDeclined(reason="cities only")
won = FundingBidWon(amount=600 * POUND)


# Agreed, and allocated in parts


def test_a_sum_is_agreed():
    given().when(agree, title="Safer roads", amount=500_000 * POUND).then(agreed)


def test_a_sum_is_for_something_and_more_than_nothing():
    given().when(agree, title=" ", amount=POUND).refused("what is it for?")
    given().when(agree, title="x", amount=0).refused("more than nothing")
    given(agreed).when(allocate, amount=-POUND, allocated_to="x").refused("more than nothing")
    given().when(bid, title="x", bid_to="y", amount=0).refused("more than nothing")
    given(asked).when(win, amount=0).refused("more than nothing")


def test_the_parts_may_make_up_the_whole():
    given(agreed).when(allocate, amount=150_000 * POUND, allocated_to="Ambassadors Fund").then(
        small
    )
    given(agreed, small).when(
        allocate, amount=350_000 * POUND, allocated_to="Larger projects"
    ).then(large)
    assert state_after(agreed, small, large).allocated == 500_000 * POUND


def test_the_parts_never_exceed_the_whole():
    given(agreed, small).when(
        allocate, amount=350_001 * POUND, allocated_to="Larger projects"
    ).refused("of £500,000, £150,000 is allocated and £350,000 left. Allocate no more than that")
    given(agreed, small, large).when(allocate, amount=1, allocated_to="x").refused("£0 left")


def test_an_allocation_goes_somewhere():
    given(agreed).when(allocate, amount=POUND, allocated_to="").refused("to whom")


def test_the_same_allocation_twice_is_written_once():
    given(agreed, small).when(
        allocate, amount=150_000 * POUND, allocated_to="Ambassadors Fund"
    ).nothing_happens()


# Bid for


def test_a_bid_is_made_with_partners_or_without_an_amount_that_is_known():
    facts = {"title": "Youth", "bid_to": "Home Office", "amount": 1_000 * POUND}
    given().when(bid, **facts, with_partners=["Staffordshire", "Staffordshire"]).then(asked)
    given().when(bid, title="Leaflets", bid_to="Transformation Fund").then(unpriced)


def test_a_bid_is_for_something_and_made_to_somebody():
    given().when(bid, title="", bid_to="Home Office").refused("what is it for?")
    given().when(bid, title="Youth", bid_to="").refused("made to somebody")


def test_what_is_only_bid_for_or_was_declined_is_not_allocated():
    given(asked).when(allocate, amount=POUND, allocated_to="x").refused("is only bid for")
    given(asked, declined).when(allocate, amount=POUND, allocated_to="x").refused("was declined on")


def test_a_bid_is_declined():
    given(asked).when(decline, reason="cities only").then(declined)
    given(asked, declined).when(decline, reason="late").refused("was declined on")
    given(asked, declined).when(decline, reason="cities only").nothing_happens()


def test_a_bid_is_won():
    given(asked).when(win, amount=600 * POUND).then(won)
    given(asked, won).when(win, amount=700 * POUND).refused("was won on")
    given(asked, won).when(win, amount=600 * POUND).nothing_happens()


def test_a_bid_ends_once_and_what_was_agreed_was_no_bid():
    given(asked, declined).when(win).refused("was declined on")
    given(asked, won).when(decline).refused("was won on")
    given(agreed).when(decline).refused("it is not a bid")
    given(agreed).when(win).refused("it is not a bid")


def test_what_was_won_is_allocated_up_to_what_was_won():
    part = FundingAllocated(amount=600 * POUND, allocated_to="x")
    given(asked, won).when(allocate, amount=600 * POUND, allocated_to="x").then(part)
    given(asked, won).when(allocate, amount=601 * POUND, allocated_to="x").refused("£600 left")


def test_what_was_won_is_what_was_asked_for_where_nothing_else_is_said():
    facts = {"amount": 1_001 * POUND, "allocated_to": "x"}
    given(asked, FundingBidWon()).when(allocate, **facts).refused("£1,000 left")


def test_of_a_sum_that_nobody_says_any_part_may_be_allocated():
    part = FundingAllocated(amount=POUND, allocated_to="x")
    given(unpriced, FundingBidWon()).when(allocate, amount=POUND, allocated_to="x").then(part)


# Told in pounds


@each(
    ("pence", "said"),
    [(445_625_00, "£445,625"), (445_625_50, "£445,625.50"), (5, "£0.05"), (0, "£0")],
)
def test_money_is_told_in_pounds(pence, said):
    assert pounds(pence) == said


def test_a_history_and_a_record_tell_money_in_pounds():
    first, second, third = recorded(on("2018-11-19", agreed), small, unpriced)
    assert format_event(first) == "£500,000 agreed: Safer roads"
    assert format_event(second) == "£150,000 allocated to Ambassadors Fund"
    assert format_event(third) == "bid made to Transformation Fund: Leaflets", (
        "no amount, no pounds"
    )
    facts = facts_of(state_after(agreed, small))
    assert (facts["amount"], facts["allocated"]) == ("£500,000", "£150,000")
