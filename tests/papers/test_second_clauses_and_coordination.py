"""Papers of invented offices: a second clause of a ruling, a group that is to meet, verbs joined by
"and", points of what was agreed, what is asked of others."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed (TR), Bo, Si, Secretary\n\n3. Estates\n"


def _made(words: str):
    made = propose(read(f"{HEAD}{words}\n".encode()))
    return [one for one in made.proposals if one.first > 3]


def _told(words: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.owner) for one in _made(words)]


def test_a_second_clause_of_a_ruling_may_be_a_task():
    words = "RESOLVED that the price be accepted and that the Facilities Manager place the order."
    assert [(one.kind, one.owner, one.sure) for one in _made(words)] == [
        ("decision", (), False),
        ("action", ("Facilities Manager",), False),
    ]
    words = "RESOLVED that the price be accepted and that the Facilities Manager be thanked."
    assert [kind for kind, _ in _told(words)] == ["decision"]
    words = "RESOLVED that the price be accepted and that the Facilities Manager stand down."
    assert [kind for kind, _ in _told(words)] == ["decision"]
    words = "RESOLVED that the price be accepted and that the Treasurer resigned."
    assert [kind for kind, _ in _told(words)] == ["decision"]
    words = "RESOLVED\n(a) That the members for Elm be consulted on the gate."
    assert [kind for kind, _ in _told(words)] == ["action"]
    assert [kind for kind, _ in _told("HG proposed and TR seconded it. Agreed.")] == ["decision"]


def test_a_group_that_is_to_meet_is_its_members():
    words = "RESOLVED:\n(a) that a task group of Cllrs Fox, Hay and Mr Sund meet the Treasurer."
    assert _told(words) == [("action", ("Cllrs Fox", "Hay", "Mr Sund"))]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Fees go up in May. Bo will change the page and tell regulars.", ("Bo",)),
        ("Changes were suggested, which the Events Officer will incorporate.", ("Events Officer",)),
        ("The Forum remitted to Mrs Coull to prepare a reply by 2 May.", ("Mrs Coull",)),
    ],
)
def test_whose_task_it_is(words, who):
    assert _told(words) == [("action", who)]


@pytest.mark.parametrize(
    "words",
    [
        "Fees go up in May. Bo will change the page and rest.",
        "Reports at a public meeting, which the PCC must attend.",
        "The bank has asked for the plan to be confirmed.",
        "31 ACTION SHEET",
        "ACTIONS FROM THE BOARD 4 JULY 2023",
    ],
)
def test_what_is_nobodys_task(words):
    assert "action" not in {kind for kind, _ in _told(words)}


def test_points_of_what_was_agreed_are_of_whoever_they_name():
    words = "What we agreed\n• Si and Bo: joint walk along the canal\n• Not to meet in August"
    assert _told(words) == [("action", ("Si", "Bo")), ("decision", ())]


def test_what_a_panel_asks_of_others_is_recommended():
    words = "Recommendations\n1. That the Commissioner publishes figures each quarter.\n"
    words += "2. That the Force reviews its plan.\n"
    assert [kind for kind, _ in _told(words)] == ["recommendation", "recommendation"]
    words = "The Panel RESOLVED\n(a) to note the report\n(c) that the Commissioner be requested to "
    words += "include a graph."
    assert _told(words) == [("note", ()), ("action", ("Commissioner",))]


def test_an_item_may_have_a_letter_and_a_stop_in_its_number():
    words = "F.121 Matters arising\nF.109: the gate was mended.\nF.122 Fees"
    assert _told(words) == [("progress", ())]
