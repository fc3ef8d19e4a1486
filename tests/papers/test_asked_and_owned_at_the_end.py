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


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Members AGREED the need for PS to engage with the clubs on it.", ("PS",)),
        ("Members agreed the need for a further report on fleet.", ()),
        ("Larger signs are to be purchased.", ()),
        ("Mr Reed said that as it was late, the Treasurer would ask the bank.", ("Treasurer",)),
        ("The secretariat will look at how to pay for it.", ("secretariat",)),
    ],
)
def test_what_is_needed_or_taken_on_is_a_task(words, who):
    assert _owners(words) == [who]


@pytest.mark.parametrize(
    "words",
    [
        "The Secretary to report the receipt (if any).",
        "The Chair to respond to any questions from members of the public.",
        "Members are invited to declare any interest in the items below.",
    ],
)
def test_what_an_item_of_the_agenda_is_for_is_no_event(words):
    assert _told(words) == []


def test_what_all_members_do_at_the_table_is_ruled():
    words = "Resolved - That:\n1. the lists be noted;\n2. all members declare their interests."
    assert [kind for kind, _, _ in _told(words)] == ["note", "decision"]


def test_the_reports_of_officers_are_no_part_of_matters_arising():
    words = "- Matters arising:\n- the lease: awaited.\n- Treasurer's report:\n- 17 are paid."
    assert [kind for kind, _, _ in _told(words)] == ["progress", "finding"]


def test_below_follow_up_action_is_what_is_to_be_done():
    words = "Follow up action or feedback required:\n• Cascade the plan to the crews"
    assert _owners(words) == [()]


@pytest.mark.parametrize(
    "words",
    [
        "Apologies Rory Vane, Mo Dunn, John Harper.\n",
        "1. Apologies – Cathy\n",
        "1) Apologies for absence Robin, Les, Stuart, Nigel\n",
    ],
)
def test_apologies_need_no_colon(words):
    made = propose(read(words.encode()))
    assert [one.kind for one in made.proposals] == ["apologies"]


def test_members_present_may_stand_before_a_comma():
    words = "Committee Members Present, Chairman Barry Vane, Treasurer Norah Dunn, Ann Harper.\n"
    made = propose(read(words.encode()))
    assert [one.kind for one in made.proposals] == ["present"]


def test_no_apologies_beside_what_else_was_said_is_not_sure():
    made = propose(
        read(b"1. Welcome\nUna welcomed all. No apologies. It was noted that it rained.\n")
    )
    assert [(one.kind, one.sure) for one in made.proposals] == [("nil", False)]


def test_the_day_of_the_next_meeting_is_no_due_date():
    assert _told("The date of the next Board has been changed to 5 December.")[0][0] != "due"
    assert [
        k for k, _, _ in _told("It was noted that the date of the next meeting was 4 May.")
    ] == ["next"]


def test_a_number_may_be_parted_by_a_hyphen():
    assert _told("3-2 Una to apologise to the club.") == [("action", ("Una",), True)]


LIST = "Present: A De La Haye, S Cole, B Puzey, Rita Bell (RB)\n\n3. Plan\n"


def _listed(words: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    made = propose(read((LIST + words + "\n").encode()))
    return [(one.kind, one.owner, one.due) for one in made.proposals if one.first > 3]


def test_orders_in_a_list_of_the_actions_of_a_theme_end_in_their_owners():
    words = (
        "Finance actions.\n\n4. Prepare a budget for the hall – S Cole by 2 Oct Mtg.\n\n"
        "Communications actions.\n\n5. Circulate the leaflet, with forms – B Puzey.\n"
        "6. Submit application for funding – after the talk.\n"
        "7. Talks to be held in May – by A De La Haye, S Cole and B Puzey."
    )
    assert _listed(words) == [
        ("action", ("S Cole",), "2 Oct"),
        ("action", ("B Puzey",), None),
        ("action", (), None),
        ("action", ("A De La Haye", "S Cole", "B Puzey"), None),
    ]


def test_somebody_may_have_the_initial_a():
    assert _listed("Prices were dear. A De La Haye to contact three firms.") == [
        ("action", ("A De La Haye",), None)
    ]


def test_a_ruling_ends_in_whose_action_it_is():
    assert _listed("The ramp costs £350. All agreed – action RB.") == [("action", ("RB",), None)]


def test_initials_stand_apart_at_the_right_without_a_full_stop():
    words = "Tea stall: staff could do this                         RB/SC"
    assert _listed(words) == [("action", ("RB", "SC"), None)]


def test_who_acts_in_a_list_of_next_steps_is_told_in_its_sentence():
    words = "Next steps\n1. A plan needs to be drafted. RB agreed to draft it for the group."
    assert _listed(words) == [("action", ("RB",), None)]
    told = "Next steps\n1. Talks with the school went well and it was glad of them."
    assert [kind for kind, _, _ in _listed(told)] == ["finding"]


def test_what_was_agreed_in_a_list_of_actions_names_nobody():
    words = "Talks actions.\n1. Agreed to widen the choice. – A De La Haye to ring three firms."
    assert _listed(words) == [("action", ("A De La Haye",), None)]


def test_what_an_authority_would_pay_is_news():
    assert _listed("It was wet. The LA would pay a place for six weeks.")[0][0] != "action"


def test_the_purpose_of_an_item_is_no_event_though_the_item_before_was_ruled():
    words = (
        "CHAIR To elect a Chair. Minutes: Agreed that Una Fell is elected. |\n"
        "DECLARATIONS OF INTEREST Members will be asked to declare any interest in these items. "
        "Minutes: There were no declarations of interest made. |\n"
    )
    made = propose(read(words.encode()))
    assert [one.kind for one in made.proposals] == ["decision", "nil"]


def test_who_came_is_no_purpose_of_an_item():
    words = (
        "Attendees:\n- Mrs. Una Fell, Principal\n- Mr. Bo Vane, Vice-President\nMinutes:\n"
        "- It rained.\n"
    )
    made = propose(read(words.encode()))
    assert [one.kind for one in made.proposals][:2] == ["present", "present"]


def test_a_title_of_participation_is_nobody():
    made = propose(
        read(b"Present: S Cole, B Puzey\n\nPublic Participation\nIt was wet at the gate.\n")
    )
    assert [one.kind for one in made.proposals] == ["present", "finding"]


def test_what_was_seconded_and_agreed_is_ruled():
    words = "RB proposed that the two mandates be the same. Seconded by SC. All agreed."
    assert [kind for kind, _, _ in _listed(words)] == ["decision"]
