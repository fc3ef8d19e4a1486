"""Nobody closes their own: by post, by person, and by key."""

import pytest
from folded import each

from ledger.closures import Hand, People, another_hand, independent
from ledger.errors import Refused

JANE, ANDY = Hand("Jane Doe", "K-2018-001"), Hand("Andy Champness", "K-2018-002")
HOLDERS = {"CEX": ["Andy Champness"], "CFO": ["andy  champness"], "CC": ["Anthony Bangham"]}


def verifies(post, *, owners=("CC",), reported_by="CC", holders=HOLDERS, **more):
    people = People(holders=holders, **more)
    independent(post, owners=owners, reported_by=reported_by, people=people)


def test_somebody_else_verifies():
    verifies("CEX")
    verifies("CEX", reported=JANE, closing=ANDY)


@each("owners", [("CFO",), ("CC",), ("CC", "PCC"), ()])
def test_the_reporter_does_not_verify_under_another_post_that_they_hold(owners):
    with pytest.raises(Refused, match="Andy Champness holds both CEX and CFO, which reported this"):
        verifies("CEX", owners=owners, reported_by="CFO")


SAME = (
    "A. N. Other|AN Other",
    "A Lee|A. Lee",
    "Jo-Ann Lee|Jo Ann Lee",
    "Ann Lee.|Ann Lee",
    "Lee, J.-P.|Dr JP Lee",
    "Chief Constable Ann Lee|Ann Lee",
    "ACC Ann Lee QPM|Ms Ann Lee",
    "Temporary Detective Chief Superintendent Ann Lee|Det. Ch Supt. Ann Lee",
    "T/DCC Ann Lee|Ann Lee",
    "Alex Smith (CFO)|Alex Smith",
    "Smith, Alex [acting]|Mr Alex Smith",
    "Mr Alex Smith|Ms Alex Smith",
    "Mr Smith|Smith",
    "Mrs Smith|Ms Smith",
)


@each("same", SAME)
def test_a_name_typed_with_other_stops_and_hyphens_is_the_same_persons(same):
    one, other = same.split("|")
    with pytest.raises(Refused, match="holds both CEX and CFO"):
        verifies("CEX", reported_by="CFO", holders={"CEX": [one], "CFO": [other]})


def test_other_initials_are_another_persons():
    verifies("CEX", reported_by="CFO", holders={"CEX": ["A Lee"], "CFO": ["AN Lee"]})
    verifies("CEX", reported_by="CFO", holders={"CEX": ["Jo Ann Lee"], "CFO": ["Joann Lee"]})


@each("others", ["Ann Constable|Ann", "PC Lee|Ann Lee", "Constable, Ann|Ann"])
def test_what_may_be_a_name_is_no_rank(others):
    one, other = others.split("|")
    verifies("CEX", reported_by="CFO", holders={"CEX": [one], "CFO": [other]})


@each("others", ["Mr Smith|Mrs Smith", "Mr A Smith|Smith, Ms A", "Ann Lee|Al Lee"])
def test_mr_and_mrs_are_two_where_no_forename_says_otherwise(others):
    one, other = others.split("|")
    verifies("CEX", reported_by="CFO", holders={"CEX": [one], "CFO": [other]})


DOUBTED = ("Mr Smith|Alex Smith", "A Smith|Alex Smith", "Alex J. Smith|Alex Smith", "PC Lee|Lee")


@each("others", DOUBTED)
def test_who_may_be_the_same_person_is_named_in_full_first(others):
    one, other = others.split("|")
    said = rf"{one} \(CEX\) and {other} \(CFO, which reported this complete\) may be one person. If"
    with pytest.raises(Refused, match=said):
        verifies("CEX", reported_by="CFO", holders={"CEX": [one], "CFO": [other]})
    with pytest.raises(Refused, match="may be one person"):
        verifies("CEX", owners=("CFO",), reported_by=None, holders={"CFO": [one], "CEX": [other]})
    with pytest.raises(Refused, match="may be one person"):
        verifies("CEX", reported_by="CFO", holders={"CEX": [one]}, reporting={"CFO": [other]})


def test_the_only_owner_does_not_verify_under_another_post_that_they_hold():
    with pytest.raises(Refused, match="holds both CEX and CFO, which is its only owner"):
        verifies("CEX", owners=("CFO",))


@each("owners", [("CFO", "PCC"), ("PCC", "CFO"), ("CEX", "PCC")])
def test_joint_owners_do_not_verify_each_other(owners):
    with pytest.raises(Refused, match=r"which is one of its owners|^CEX is one of its owners"):
        verifies("CEX", owners=owners)


@each("of_cfo", [["Jane Doe", "Andy Champness"], ["Andy Champness", "Jane Doe"]])
@each("of_cex", [["J Smith", "Andy Champness"], ["Andy Champness", "J Smith"]])
def test_everybody_who_holds_a_post_is_compared(of_cfo, of_cex):
    with pytest.raises(Refused, match="Andy Champness holds both CEX and CFO"):
        verifies("CEX", owners=("CFO",), holders={"CFO": of_cfo, "CEX": of_cex})


def test_who_held_the_post_when_it_was_reported_does_not_verify_it_from_another():
    now = {"CFO": ["Jane Doe"], "CEX": ["Andy Champness"]}
    then = {"CFO": ["Andy Champness"], "CEX": ["J Smith"]}
    with pytest.raises(Refused, match="who holds CEX, held CFO when this was reported complete"):
        verifies("CEX", owners=("CC",), reported_by="CFO", holders=now, reporting=then)
    verifies("CEX", owners=("CC",), reported_by="CFO", holders=now, reporting=now)


def test_who_has_changed_name_is_the_same_person():
    held = {"CFO": ["Jane Doe"], "CEX": ["jane smith"]}
    names = [{"Jane Doe", "Jane Jones", "Jane Smith"}, {"Andy Champness", "A Champness"}]
    with pytest.raises(Refused, match="jane smith holds both CEX and CFO"):
        verifies("CEX", owners=("CFO",), holders=held, names=names)
    verifies("CEX", owners=("CFO",), holders=held, names=names[1:])
    with pytest.raises(Refused, match="signed the report"):
        hands = {"reported": Hand("Jane Doe", "K-1"), "closing": Hand("Jane Jones", "K-2")}
        another_hand(People(names=names, **hands))


def test_posts_that_nobody_is_known_to_hold_are_compared_as_posts():
    verifies("CEX", owners=("CFO",), holders={"CEX": ["Andy Champness"]})
    verifies("CEX", owners=("CFO",), holders={"CFO": ["Andy Champness"]})


def test_who_signed_the_report_does_not_sign_the_closure():
    with pytest.raises(Refused, match=r"jane doe signed the report .* \(K-2018-001\)"):
        another_hand(People(reported=JANE, closing=Hand("jane doe", "K-2018-009")))
    with pytest.raises(Refused, match="somebody else must sign the closure"):
        verifies("CEX", reported=JANE, closing=JANE)


def test_one_key_does_not_sign_both():
    with pytest.raises(Refused):
        another_hand(People(reported=JANE, closing=Hand("Another", JANE.key)))


@each(("reported", "closing"), [(None, None), (JANE, None), (None, JANE)])
def test_what_is_unsigned_is_not_compared(reported, closing):
    verifies("CEX", reported=reported, closing=closing)
