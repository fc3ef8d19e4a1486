"""How boards and partnerships write who came, what a group is to do, and what is no task."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = (
    "Stewardship Board\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n1. Roads\n"
)


def every(text: str) -> list[Proposal]:
    return list(propose(read(text.encode())).proposals)


def told(*lines: str) -> list[Proposal]:
    return [one for one in every(HEAD + "\n".join(lines) + "\n") if one.first > 4]


def kinds(*lines: str) -> list[tuple[str, str]]:
    return [(one.kind, ", ".join(one.owner)) for one in told(*lines)]


def people(*lines: str) -> list[tuple[int, str]]:
    text = "Harbour Partnership\nAttendance\n" + "\n".join(lines) + "\n"
    return [(one.first - 2, one.kind) for one in every(text) if one.rule == "attendance"]


@each(
    ("lines", "came"),
    [
        (("Core members", "Name Agency", "Cllr Una Fell Quay Council (Chair)"), [3]),
        (("Name | Agency |", "---|---|", "Una Fell | Quay Council |", "Roy Ash | Fire |"), [3, 4]),
        (("Quay Town Councillors:", "Councillors Una Fell, Roy Ash and Dot Lee"), [2]),
        (("Una Fell (UF)", "Action - Roy Ash / Dot Lee"), [1]),
        (("Una Fell (UF)", "Minute taker: Assistant Roy Ash (RA)"), [1]),
    ],
)
def test_what_stands_over_a_list_or_names_the_writer_is_nobody_who_came(lines, came):
    assert people(*lines) == [(line, "present") for line in came]


def test_a_list_of_people_ends_at_a_numbered_item_and_at_an_action():
    lines = (
        "Una Fell (UF)",
        "Apologies",
        "- Roy Ash (Quay Fire)",
        "No 1. Minutes of the meeting on 2 May 2023 and matters arising",
        "1.1 Lighting. A plan had been drawn up and an update would come in March.",
        "Action - Dot Lee",
    )
    assert people(*lines) == [(1, "present"), (3, "apologies")]


@each(
    ("line", "found"),
    [
        ("The Panel agreed that the working group would develop a form.", "working group"),
        ("The steering group to draft a plan.", "steering group"),
        ("1.1 2.3 Strategy - it was agreed Dot Lee would arrange a visit.", "Dot Lee"),
        ("Two sessions were added and the Facilitator would liaise with them.", "Facilitator"),
        ("The matter was discussed and it was agreed to bring an update to the next meeting.", ""),
        (
            "The PCC was concerned but the Chief Constable told him that plans were on track with "
            "a strong plan to reach every one of the milestones and promised an update in May.",
            "Chief Constable",
        ),
    ],
)
def test_who_is_to_act_where_those_who_meet_agree_it(line, found):
    assert kinds(line) == [("action", found)]


def test_a_clause_of_a_ruling_may_say_first_with_whom():
    lines = ("RESOLVED:", "1. That, in talks with the Force, the Treasurer prepare a form.")
    assert kinds(*lines) == [("action", "Treasurer")]
    lines = ("RESOLVED:", "(b) Table D be updated for the next meeting of the Board")
    assert kinds(*lines) == [("action", "")]


@each(
    "line",
    [
        "Ways of working were set up between the Force and the Harbour Board to share findings.",
        "REASON: To enable the Overview and Scrutiny Committee to review what was done.",
        "The scheme only required a grant to enable checks to be made by Ashdown.",
        "The grant would enable checks to be made by Pat Holm.",
        "The Chair asked that each person introduces themselves as they speak.",
        "The extensions requested in the audit of plans were approved.",
    ],
)
def test_what_something_is_for_is_nobodys_task(line):
    assert [kind for kind, _ in kinds(line) if kind == "action"] == []


def test_an_owner_below_what_was_agreed_is_of_that_line():
    lines = ("It was agreed to bring a report to the next meeting.", "Action - Ivy Marsh")
    assert [(one.first, one.kind, one.owner) for one in told(*lines)] == [
        (5, "action", ("Ivy Marsh",))
    ]


def test_minutes_below_a_decision_are_of_the_item_and_no_list_of_decisions():
    lines = ("Decision:", "(a) That the plan be noted.", "Minutes:", "The Clerk agreed to write.")
    assert kinds(*lines)[-1] == ("action", "Clerk")


def test_what_became_of_an_action_may_be_told_as_past():
    lines = ("Matters arising", "QX07 – this action had been completed.")
    assert kinds(*lines) == [("close", "")]
    assert kinds("Matters arising", "QX08 – the signs still needed to be set.") == [("carry", "")]


def test_an_item_that_is_put_off_however_it_is_spelt():
    line = "As Supt Ray was away, consideration of this item was defered until the next meeting."
    assert [kind for kind, _ in kinds(line)] == ["deferred"]


def test_members_who_confirm_that_they_have_the_notes_confirm_no_minutes():
    line = "Members confirmed that all had the notes of the meeting held on 30 June 2020."
    assert [kind for kind, _ in kinds(line)] != ["minutes"]


def test_what_somebody_had_asked_before_an_answer_is_no_question_of_having():
    line = "Having asked for details of the plan, the Chair saw that it would take a year."
    assert [kind for kind, _ in kinds(line)] == ["finding"]
