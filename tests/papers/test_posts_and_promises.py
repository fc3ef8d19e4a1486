"""Posts of councils and boards, what was agreed that they would do, and what records none of it."""

from folded import each
from papers.test_columns_made_lines import made, told

from commands.papers.proposals import propose
from commands.papers.read import read

ITEM = "1. Quay"


@each(
    "post",
    [
        "Strategic Director of Harbours",
        "Executive Director of Finance",
        "Corporate Director of People",
        "Cabinet Member for Harbours",
        "Portfolio Holder for Housing and Fleet",
    ],
)
def test_a_post_may_have_what_it_is_of_before_and_after_it(post):
    assert told(ITEM, f"The {post} would write to the club.") == [(2, "action", post)]


@each(
    ("line", "owner"),
    [
        ("The paper had been sent. Agreed: secretary to write to the club.", "secretary"),
        ("The treasurer to send the accounts to the club.", "treasurer"),
        ("The page should show who is who. Action: secretary", "secretary"),
        ("Action: The Harbour officers to write to the club", "Harbour officers"),
        ("Action: Board to send their forms to Ros.", "Board"),
    ],
)
def test_a_post_in_small_letters_may_be_an_owner(line, owner):
    assert told(ITEM, line)[0][1] == "action"
    assert told(ITEM, line)[0][2].removeprefix("The ") == owner


@each(
    ("line", "owner"),
    [
        (
            "Paths. It was agreed that Councillors and Clerk would walk the quay.",
            "Councillors, Clerk",
        ),
        ("It was agreed that the Clerk would measure the quay.", "Clerk"),
    ],
)
def test_what_was_agreed_that_somebody_would_do_is_their_task(line, owner):
    assert told(ITEM, line) == [(2, "action", owner)]


@each(
    "line",
    [
        "On the crane, it was agreed that a further visit be arranged before the summer.",
        "Enquiries will be made at the other quays.",
        "An approach would be made to the owners of the crane.",
    ],
)
def test_what_will_be_arranged_is_a_task_of_nobody_named(line):
    assert told(ITEM, line) == [(2, "action", "")]


@each(
    ("line", "kind"),
    [
        (
            "The Director told of it to Members and then handed over to the Chair to present.",
            "finding",
        ),
        ("The item was handed over to Ros Peake.", "reassign"),
        ("The Board agreed that, for all its faults, there were uses for the crane.", "finding"),
        ("The Clerk confirmed it was agreed at the May meeting of the County.", "finding"),
        ("The Mayor said that this matter is still ongoing.", "carry"),
        ("The payment of £58.75, to Holm and Sons for paint was noted.", "note"),
        ("The Board reviewed the action log:", "note"),
    ],
)
def test_what_was_said_is_of_its_own_kind(line, kind):
    assert told(ITEM, line)[0][1] == kind


@each(
    ("line", "kind"),
    [
        ("Noted: Ros Peake was seeking a grant for the crane.", "finding"),
        ("Noted: the report was received.", "note"),
    ],
)
def test_what_is_noted_of_the_world_is_a_finding_and_not_sure(line, kind):
    found = [one for one in made(ITEM, line).proposals if one.first == 5]
    assert [(one.kind, one.sure) for one in found] == [(kind, kind == "note")]


def test_actions_that_are_closed_but_for_some_are_not_surely_closed():
    lines = ("5. Action log", "5.1 All action points were closed except for two of May.")
    found = [one for one in made(*lines).proposals if one.first == 5]
    assert [(one.kind, one.sure, one.ref) for one in found] == [("close", False, ())]


@each(
    ("line", "kind"),
    [
        (
            "The minutes were approved as an accurate record. It was noted that Ros Peake will be "
            "at the fair, that the crane will be painted in May by the club, that the club has the "
            "paint, that the brushes came from the Harbour Master, and that the ladder was lent.",
            "minutes",
        ),
        ("Item 2.4 – amendment to minutes - it should be told that the crane is blue.", "correct"),
    ],
)
def test_what_became_of_minutes_may_stand_in_a_long_line(line, kind):
    assert told("2. Minutes of the last meeting", line) == [(2, kind, "")]


def test_surnames_in_capitals_and_who_chairs_and_writes_are_present():
    head = "Quay Trust\nMinutes of 6 June 2024\n"
    rows = ("Chair and minute taker: Ros Peake (RP)", "Present:-", "Odd LUNDGREN", "Una MORLAND")
    found = propose(read((head + "\n".join(rows)).encode())).proposals
    assert [(one.first, one.kind) for one in found] == [
        (3, "present"),
        (5, "present"),
        (6, "present"),
    ]
