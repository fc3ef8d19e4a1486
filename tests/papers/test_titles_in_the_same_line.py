"""Titles of items that have a bullet, or what was minuted of them in the same line; who came, and
what became of things, where no label says so."""

from folded import each
from papers.test_columns_made_lines import made, told

from commands.papers.proposals import propose
from commands.papers.read import read

ITEM = "1. Quay"


@each(
    ("line", "kind", "owner"),
    [
        (
            "5. To consider a plan for the crane – It was agreed that RP would write.",
            "action",
            "RP",
        ),
        ("6/24 To receive apologies for absence – Dr Una Fell", "apologies", ""),
        ("7. To declare an interest in any item - Nil.", "nil", ""),
        ("8. To receive declarations of interest. None were declared", "nil", ""),
        ("9. To review the budget of the quay- A report was given.", "finding", ""),
    ],
)
def test_what_was_minuted_may_stand_after_what_an_item_is_for(line, kind, owner):
    found = told("The Trust met at the quay.", line)
    assert [one[1:] for one in found if one[0] == 2] == [(kind, owner)]


def test_what_an_item_is_for_is_a_heading_where_its_minute_stands_in_the_same_line():
    line = (
        "3. To confirm the minutes of the meeting of the Trust in the old net loft of the quay on "
        "4 May 2024 – These were agreed as a true record."
    )
    found = [one for one in made(line).proposals if one.first == 4]
    assert [(one.kind, one.due) for one in found] == [("minutes", "2024-05-04")]


def test_an_agenda_without_minutes_records_nothing_of_an_item():
    assert made("4. To consider a plan for the crane – Paper of the Clerk").within is None


POINTS = (
    "- Notes of the meeting held on 4 May 2024",
    "Agreed without amendment.",
    "- The crane and its plan",
    "The crane was painted.",
    "- The quay and its lamps",
    "Action: RP to write to the club.",
)


def test_a_point_alone_between_lines_is_the_title_of_an_item():
    assert told(*POINTS) == [(2, "minutes", ""), (4, "finding", ""), (6, "action", "RP")]
    assert [made(*POINTS).furniture[n] for n in (4, 6, 8)] == ["heading"] * 3


def test_points_below_one_another_are_no_titles():
    lines = (ITEM, *POINTS[::2], "The crane was painted.")
    assert all(made(*lines).furniture.get(n) != "heading" for n in (5, 6, 7))


def test_a_button_of_a_page_is_no_title():
    buttons = ("- Share this item", "- Print this item", "- Send this item")
    lines = [one for button in buttons for one in (button, "The crane was painted.")] * 2
    assert all(made(*lines).furniture.get(n) != "heading" for n in (4, 6, 8))


@each(
    ("line", "kind"),
    [
        (
            "41b/19 Declarations of interest & prejudice: None declared. " + "Forms came. " * 8,
            "nil",
        ),
        (
            "41c/19 Reports from the Police, the County and the Club: No reports were received.",
            "nil",
        ),
        ("A question was asked that if the crane fell the club would pay.", "question"),
        ("RP proposed to close the matter. The Board agreed the issue is closed.", "close"),
        ("Past plans of the quay will be compiled by Ros", "action"),
        ("Recording of the minutes to be rotated", "action"),
        ("Once the price is known the Clerk will apply for the grant.", "action"),
        ("The Mayor's deputy, Ros Peake, agreed to prepare the plan in this form.", "action"),
    ],
)
def test_a_line_is_of_its_own_kind(line, kind):
    assert told(ITEM, line)[0][1] == kind


@each(
    ("line", "sure"),
    [
        ("RP to write to the club.", True),
        ("RP needs to write to the club.", False),
        ("All members to send the plan to Odd who will add the lamps.", False),
    ],
)
def test_a_task_is_sure_where_it_binds_one_and_surely(line, sure):
    found = [one for one in made(ITEM, line).proposals if one.first == 5]
    assert [(one.kind, one.sure) for one in found] == [("action", sure)]


@each(
    ("line", "kind"),
    [
        ("- A plan to be drafted for the quay. Plan drafted and sent to the club.", "close"),
        ("- The rules to be sent to the club. Rules sent.", "close"),
        ("- The rules to be sent to the club. These are with the printer.", "progress"),
        ("- The rules to be sent to the club. Club will be sent them in May.", "progress"),
    ],
)
def test_what_was_to_be_done_is_closed_where_the_next_words_say_that_it_was(line, kind):
    assert told("The following were actions at the last meeting:", line) == [(2, kind, "")]


@each(
    ("line", "owner"),
    [
        ("The lamps of the quay are out. We should ask for new ones. (OL)", "OL"),
        ("Does the sign name the quay? Ask the County to change it. (RP/OL)", "RP, OL"),
    ],
)
def test_what_we_should_do_is_of_whoever_is_named_at_the_end(line, owner):
    assert told(ITEM, line) == [(2, "action", owner)]


def test_a_ruling_on_minutes_goes_on_over_several_lines():
    lines = (
        "4. Minutes",
        "It was proposed by Mr Ash, seconded by Ms Fell and agreed that the",
        "minutes of the meeting of the Trust held on 4 May 2024 be confirmed and",
        "signed.",
    )
    found = [one for one in made(*lines).proposals if one.first > 4]
    assert [(one.kind, one.first, one.last, one.due) for one in found] == [
        ("minutes", 5, 7, "2024-05-04")
    ]


def test_those_who_came_may_be_listed_by_points_or_by_a_post():
    head = "Quay Trust\nMinutes of 6 June 2024\n"
    rows = ("- Odd Lund, tenant", "- U. Fell, tenant", "12 June", "Vice-Chairman Ros Peake")
    found = propose(read((head + "\n".join((*rows, "The Trust met."))).encode())).proposals
    assert [(one.first, one.kind, one.sure) for one in found][:3] == [
        (3, "present", False),
        (4, "present", False),
        (6, "present", False),
    ]


def test_who_is_away_may_be_listed_below_an_item_and_a_unit_is_nobody():
    lines = ("1. Accept apologies for absence.", "Cllr R Best, Cllr B Maude and Cllr J Sand.")
    assert told(*lines) == [(2, "apologies", "")]
    assert told("Apologies", "Harbour District Command Unit") == []


def test_a_title_over_declarations_is_nobodys_task():
    line = (
        "2. Declarations of money matters and of all the other interests of members in whatever "
        "items to be discussed."
    )
    assert (2, "action", "") not in told(ITEM, line)


def test_a_clerk_may_be_to_a_body_without_an_article():
    line = "The Clerk to Council would write to the club."
    assert told(ITEM, line) == [(2, "action", "Clerk to Council")]
