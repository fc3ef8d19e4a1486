"""Papers of invented offices: names alone at the end of a line, initials of a Mc or a Mac, what
somebody will see to about an item, and lists of those absent that go on. (kind, owner, sure)."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed, Cara Marsh, Jo McCarter\n\n3. Estates\n"


def _told(words: str, head: str = HEAD) -> list[tuple[str, tuple[str, ...], bool]]:
    made = propose(read(f"{head}{words}\n".encode()))
    first = head.count("\n")
    return [(one.kind, one.owner, one.sure) for one in made.proposals if one.first > first]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The plans would be put to members at the fair. Cara", ("Cara",)),
        ("A day in May will find boats and make a list. Cara, Tom and Una", ("Cara", "Tom", "Una")),
        ("Families would join as one. We need a form. Tom / Cara", ("Tom", "Cara")),
    ],
)
def test_names_alone_after_the_last_sentence_are_to_act(words, who):
    assert _told(words) == [("action", who, False)]


@pytest.mark.parametrize(
    "words",
    [
        "The talk was given by Una. Zebra",
        "We met in St. Una",
        "He spoke to members of the board. Oak",
    ],
)
def test_what_no_list_names_is_no_owner(words):
    assert "action" not in [kind for kind, _, _ in _told(words)]


def test_a_ruling_before_the_name_stays_one():
    words = "It was decided to end the joint rate. Families would join one by one. Tom"
    assert _told(words) == [("decision", (), False), ("action", ("Tom",), False)]
    assert _told("The new rate was approved. Tom")[0][0] == "decision"


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("SMc stated that he would liaise with the club.", ("SMc",)),
        ("SMcC to write to the club.", ("SMcC",)),
        ("The rent was discussed. ACTION MMacA.", ("MMacA",)),
        ("The gate is broken. ACTION TR to mend it.", ("TR",)),
        ("For item 2.a above, UL will gather bids from builders.", ("UL",)),
        ("With regard to the mark, UL will see what courses there are.", ("UL",)),
        ("The fall was discussed. Cara will take back our views to the rowers.", ("Cara",)),
    ],
)
def test_who_is_to_act(words, who):
    assert [owner for kind, owner, _ in _told(words) if kind == "action"] == [who]


def test_names_with_a_capital_within_are_owners_of_the_line_above():
    words = "The data on speed was still awaited.\nACTION: Cllrs Bell/McNeill/O’Neill"
    assert _told(words) == [("action", ("Cllrs Bell", "McNeill", "O’Neill"), True)]


@pytest.mark.parametrize(
    "words",
    [
        "Notes would only be circulated within the group.",
        "The Works Committee have agreed to consider the cost once they have seen it.",
        "For the third year, UL will attend.",
    ],
)
def test_what_binds_nobody_is_no_task(words):
    assert "action" not in [kind for kind, _, _ in _told(words)]


def test_a_list_of_those_absent_goes_on_in_the_next_line():
    words = "*Apologies were received from Una Lowe, Pam Camp,\nKate Gray, PC Pam Pike."
    found = _told(words, head="Present: Tom Reed (TR), Cara Marsh\n")
    assert [(kind, sure) for kind, _, sure in found] == [("apologies", True), ("apologies", False)]


def test_the_next_item_is_nobody_who_was_absent():
    words = "1.Apologies for absence were received from: Sam Fox and Bo Ash.\n\n3.Village Fete\n"
    found = _told(words + "\nUL said that it rained.", head="Present: Una Lowe (UL)\n")
    assert [kind for kind, _, _ in found] == ["apologies", "finding"]


def test_those_who_apologised_for_not_coming():
    words = "Cllr Una Ray and Cllr Bo Ash apologised for non-attendance. It was noted."
    assert _told(words, head="Hall Club\n\n2. Apologies and interests:\n")[0][0] == "apologies"
    assert _told("The firm apologised for the delay at Bell Hall.")[0][0] == "finding"


@pytest.mark.parametrize("words", ["5. Interests\nThere were none", "5. Press  Nil"])
def test_nothing_without_a_full_stop(words):
    assert [kind for kind, _, _ in _told(words)] == ["nil"]
