"""Papers of invented offices: presidents, what somebody plans, verbs in -ize, a reference after the
label, who was elected, "None" beside what was told. (kind, owner, sure)."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed (TR), Cara Marsh\n\n3. Estates\n"


def _told(words: str) -> list[tuple[str, tuple[str, ...], bool]]:
    made = propose(read(f"{HEAD}{words}\n".encode()))
    return [(one.kind, one.owner, one.sure) for one in made.proposals if one.first > 3]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Ivor and Bo to collaborate on a ladder for it.", ("Ivor", "Bo")),
        ("Ivor to finalize the plan and show it.", ("Ivor",)),
        ("Regarding item 2, TR will address the damp.", ("TR",)),
        ("President plans to call a meeting next month.", ("President",)),
        ("Cara plans to circulate a draft.", ("Cara",)),
        ("President has been writing to owners. She will revise it.", ("President",)),
        ("ACTION: AI-1: Cara Marsh: Provide a first draft of the rules.", ("Cara Marsh",)),
        ("We will keep this item on the agenda for future meetings.", ()),
    ],
)
def test_who_is_to_act(words, who):
    assert [(kind, owner) for kind, owner, _ in _told(words)] == [("action", who)]


@pytest.mark.parametrize(
    "words",
    [
        "TR plans to retire in May.",
        "TR plans to recruit fifty helpers.",
        "We will keep an eye on the drain.",
    ],
)
def test_what_is_only_planned_is_no_task(words):
    assert "action" not in [kind for kind, _, _ in _told(words)]


def test_a_reference_may_stand_after_the_label_and_its_sign():
    made = propose(read(f"{HEAD}ACTION: AI-2: Tom Reed to ask for prices.\n".encode()))
    assert [one.ref for one in made.proposals if one.kind == "action"] == [("AI-2",)]


def test_who_was_elected_is_a_decision():
    assert _told("Cara Marsh elected as Chair for a first term of a year")[0][0] == "decision"
    assert _told("Those elected as wardens have paid their fees.")[0][0] == "finding"


def test_none_beside_what_was_told_is_not_sure():
    assert _told("Cara spoke of the roof.\nNone")[1] == ("nil", (), False)
    assert _told("4. Interests\nNone") == [("nil", (), True)]


def test_a_report_of_nothing():
    assert _told("Treasurer's Report: None") == [("nil", (), False)]
