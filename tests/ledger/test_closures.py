"""Nobody closes their own: by post, by person, and by key."""

import pytest

from ledger.closures import Hand, People, another_hand, independent
from ledger.problems import Refused

JANE, ANDY = Hand("Jane Doe", "K-2018-001"), Hand("Andy Champness", "K-2018-002")
HOLDERS = {"CEX": "Andy Champness", "CFO": "andy  champness", "CC": "Anthony Bangham"}


def verifies(post, *, owners=("CC",), reported_by="CC", holders=HOLDERS, **signed):
    people = People(holders=holders, **signed)
    independent(post, owners=owners, reported_by=reported_by, people=people)


def test_somebody_else_verifies():
    verifies("CEX")
    verifies("CEX", reported=JANE, closing=ANDY)


@pytest.mark.parametrize("owners", [("CFO",), ("CC",), ("CC", "PCC"), ()])
def test_the_reporter_does_not_verify_under_another_post_that_they_hold(owners):
    with pytest.raises(Refused, match="Andy Champness holds both CEX and CFO, which reported this"):
        verifies("CEX", owners=owners, reported_by="CFO")


def test_the_only_owner_does_not_verify_under_another_post_that_they_hold():
    with pytest.raises(Refused, match="holds both CEX and CFO, which is its only owner"):
        verifies("CEX", owners=("CFO",))


def test_one_of_several_owners_verifies():
    verifies("CEX", owners=("CFO", "CC"))


def test_posts_that_nobody_is_known_to_hold_are_compared_as_posts():
    verifies("CEX", owners=("CFO",), holders={"CEX": "Andy Champness"})
    verifies("CEX", owners=("CFO",), holders={"CFO": "Andy Champness"})


def test_who_signed_the_report_does_not_sign_the_closure():
    with pytest.raises(Refused, match=r"jane doe signed the report .* \(K-2018-001\)"):
        another_hand(JANE, Hand("jane doe", "K-2018-009"))
    with pytest.raises(Refused, match="somebody else signs the closure"):
        verifies("CEX", reported=JANE, closing=JANE)


def test_one_key_does_not_sign_both():
    with pytest.raises(Refused):
        another_hand(JANE, Hand("Another", JANE.key))


@pytest.mark.parametrize(("reported", "closing"), [(None, None), (JANE, None), (None, JANE)])
def test_what_is_unsigned_is_not_compared(reported, closing):
    verifies("CEX", reported=reported, closing=closing)
    another_hand(reported, closing)
