"""Lists of who does what, lists that are of no ruling, and outcomes told in a word or a figure."""

from folded import each
from papers.test_columns_made_lines import made, told

ITEM = "1. Quay"


def sure(*lines: str) -> list[tuple[str, bool]]:
    return [(one.kind, one.sure) for one in made(*lines).proposals if one.first > 4]


@each(
    ("line", "owner"),
    [
        ("The list of members will be managed by Bo Marsh", "Bo Marsh"),
        ("Monthly meetings will be organised by Una and Bo Marsh.", "Una, Bo Marsh"),
        ("ACTION BO/DOROTHY: ring the club.", "BO, DOROTHY"),
        ("Bo to Send the rules of the quay to the club.", "Bo"),
        ("The lamps are out. Agreed the Clerk write a letter to the club.", "Clerk"),
        ("The lamps are out. Ros said she would chat with the club.", "Ros"),
    ],
)
def test_who_does_what_in_a_club(line, owner):
    assert told(ITEM, "Una Fell told of the quay.", line)[-1] == (3, "action", owner)


@each(
    "line",
    [
        "Bo to Kent with the rules of the quay.",
        "The rules will be printed by Easter",
        "Pictures taken of the quay – by Bo Marsh – will be shown",
    ],
)
def test_what_is_nobodys_task(line):
    assert all(not owner for _, _, owner in told(ITEM, line))


@each(
    "line",
    [
        "The lamps are out. Agreed we ask that they be mended.",
        "The lamps are old. Agreed we ask that they be removed.",
        "It was agreed that we will enquire what the lamps cost.",
    ],
)
@each("over", [ITEM, "Matters arising"])
def test_what_we_agreed_to_ask_is_a_task(over, line):
    assert told(over, line) == [(2, "action", "")]


def test_names_in_capitals_after_the_label_are_owners_below_matters_arising_too():
    assert told("Matters arising", "ACTION BO/DOROTHY: ring it.") == [(2, "action", "BO, DOROTHY")]


def test_cabinet_members_may_be_given_a_task_in_a_ruling():
    lines = ("RESOLVED: That", "a) Cabinet Members attend the Trust to present the plan; and")
    assert told(ITEM, *lines) == [(3, "action", "Cabinet Members")]


OVER = "It was decided to paint the crane. There will be a need of:"


def test_a_list_below_another_sentence_than_the_ruling_is_of_no_ruling():
    found = told(ITEM, OVER, "• Paint and brushes", "• Ladders")
    assert [kind for at, kind, _ in found if at > 2 and kind == "decision"] == []


def test_a_point_that_only_names_a_thing_is_not_surely_a_ruling():
    lines = ("RESOLVED:", "• That the crane be painted", "• Paint and brushes")
    assert sure(ITEM, *lines) == [("decision", True), ("decision", False)]


@each(
    ("lines", "kinds"),
    [
        (("[To approve the minutes of the last meeting as a correct record.]",), []),
        (("Minutes of previous meeting Approved",), ["minutes"]),
        (("Minutes for 25th August 2016 - approved",), ["minutes"]),
        (("The record of the meeting held 7 May are to be sent out to Bo.",), ["action"]),
        (("Rent received £850.00", "Rent of the crane – £1,299.29"), ["count", "count"]),
        (("Received in rent of the crane £850.00",), []),
    ],
)
def test_outcomes_in_a_word_or_a_figure(lines, kinds):
    assert [kind for _, kind, _ in told(ITEM, *lines)] == kinds


def test_apologies_may_end_in_a_full_stop():
    assert told("Apologies. Councillor Marsh.") == [(1, "apologies", "")]


def test_actions_raised_at_a_meeting_of_a_season_are_open_items():
    lines = (
        "The actions raised at the summer term meeting were reviewed as follows:",
        "4. (ii) Clerk to send the pack to Bo- completed",
        "A12/24 (lamps): this remains open until May.",
    )
    found = [one for one in made(*lines).proposals if one.first > 4]
    assert [(one.kind, one.ref, one.sure) for one in found] == [
        ("close", (), False),
        ("carry", ("A12/24",), True),
    ]


@each(
    ("lines", "kinds"),
    [
        (("1. (late) The Chair made a speech of the Clerk, Una Fell.",), ["finding"]),
        (("3.LINK – Harbour Local Network.",), []),
        (("HJ., QX, OL", "Una Fell"), ["present", "present"]),
    ],
)
def test_who_came_is_listed_and_not_told_of(lines, kinds):
    assert [kind for _, kind, _ in told("Attendees:", *lines)] == kinds


@each(
    ("line", "kind", "owner"),
    [
        ("QX. will place a notice on the board of the quay.", "action", "QX"),
        ("Plans came of the shed. Plans shown but no comments to be made.", "finding", ""),
        ("4.CFO to write to the club.", "action", "CFO"),
        ("Councillor Ash declined the invitation to stay.", "finding", ""),
    ],
)
def test_a_short_name_with_a_stop_may_act_and_nobody_need_not(line, kind, owner):
    assert told(ITEM, line) == [(2, kind, owner)]
