"""Papers of invented offices: who is politely asked, who stands at the end of an order, which list
an action is of, and what a label tells again. (owners, words) of each action."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = (
    "Present: Mrs Una Lowe (UL) Chair, Mr Tom Reed (TR), DCC Ada Marsh (AM), "
    "Rita Bell (RB) Treasurer\n\n3. Estates\n"
)


def _told(words: str) -> list[tuple[str, tuple[str, ...], bool]]:
    made = propose(read((HEAD + words + "\n").encode()))
    return [(one.kind, one.owner, one.sure) for one in made.proposals if one.first > 3]


def _owners(words: str) -> list[tuple[str, ...]]:
    return [owner for kind, owner, _ in _told(words) if kind == "action"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Can Rita please send the list to the school.", ("Rita",)),
        ("Can RB please book the hall for May?", ("RB",)),
        ("The list is late. Could Tom please ask the bank about it?", ("Tom",)),
        ("Please can all members send their forms to the Clerk.", ("all members",)),
        ("UL was actioned to write to the school.", ("UL",)),
        ("Clerk asked to write to the school.", ("Clerk",)),
        ("Clerk to be asked to write to the school.", ("Clerk",)),
        ("UL – To write to the school.", ("UL",)),
        ("Governors to visit the school before May.", ("Governors",)),
        ("The headteacher agreed to provide figures on attendance.", ("headteacher",)),
        ("T/ACC to provide a paper to the next Board.", ("T/ACC",)),
        ("The Trust to publish its pay gap report by May 2019.", ("Trust",)),
    ],
)
def test_who_is_asked_or_bound_is_to_act(words, who):
    assert _owners(words) == [who]


@pytest.mark.parametrize(
    "words",
    [
        "Can the Chief Finance Officer please explain the figure?",
        "Could Tom say when the bank would answer?",
        "Mr Reed asked to speak.",
        "The Clerk asked to be told of it.",
        "Governors agreed to visit the school.",
    ],
)
def test_a_question_or_a_ruling_is_no_task(words):
    assert _owners(words) == []


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Check insurance - Mrs Lowe", ("Mrs Lowe",)),
        ("Check insurance (Mrs Lowe)", ("Mrs Lowe",)),
        ("Book the hall (TR)", ("TR",)),
        ("Write to the Home Office. DCC / CFO", ("DCC", "CFO")),
        ("ACTION: Write to the Home Office / DCC", ("DCC",)),
        ("ACTION: Write to the Home Office - DCC / CFO", ("DCC", "CFO")),
        ("Action – write to the school. UL", ("UL",)),
        ("ACTION: write to the school UL", ("UL",)),
        ("ACTION: give a copy to UL", ()),
        ("FOLLOW UP ACTION: UL to write", ("UL",)),
        ("Action by: UL\nWrite to the school", ("UL",)),
    ],
)
def test_whose_an_order_is_stands_at_its_end_or_over_it(words, who):
    assert _owners(words) == [who]


def test_an_order_names_nobody_by_its_verb():
    words = "Action points\n- Write to the school - UL - by 4 May\n- Book the hall - TR - 5 May"
    assert _owners(words) == [("UL",), ("TR",)]


def test_orders_right_after_initials_are_a_list_of_actions():
    assert _owners("Actions:\n1. UL write to the school\n2. TR book the hall") == [("UL",), ("TR",)]


def test_the_next_item_is_not_of_the_actions_of_the_one_above():
    words = (
        "1. Audit: The group talked over the audit of its pumps.\n"
        "  • Actions:\n    • Staff to engage a firm.\n"
        "2. Workplan – Reviewed the workplan and talked over each of its purposes."
    )
    assert _told(words)[1:] == [("action", ("Staff",), True), ("finding", (), False)]


def test_what_somebody_said_is_told_again_by_the_label_below_it():
    words = "Tom Reed said that he would chase it.\nACTION – Tom Reed to chase it before June."
    assert _told(words) == [("finding", (), False), ("action", ("Tom Reed",), True)]
    other = "Tom Reed said that he would chase it.\nACTION – UL to write to the school."
    assert _owners(other) == [("Tom Reed",), ("UL",)]


def test_a_note_of_what_is_to_be_put_up_may_tell_more():
    words = "Minutes of July to be put on the website. The school had been asked to come."
    assert _owners(words) == [()]


def test_a_paper_for_the_meeting_of_a_month_is_wanted():
    assert _owners("A report on fleet will be brought to the June meeting.") == [()]


def test_a_panel_recommends_in_a_list_of_its_own():
    words = (
        "The Panel made the following recommendations to the Commissioner:\n"
        "1. That the figures be published each quarter.\n2. That the 101 line be reviewed.\n"
        "The Panel thanked him for coming."
    )
    kinds = [kind for kind, _, _ in _told(words)]
    assert kinds == ["recommendation", "recommendation", "finding"]


def test_what_was_agreed_under_matters_arising_is_ruled():
    made = propose(read(b"4. Matters arising\nIt was agreed to renew the lease of the yard.\n"))
    assert [one.kind for one in made.proposals] == ["decision"]
