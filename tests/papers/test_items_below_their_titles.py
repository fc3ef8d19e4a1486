"""How saved pages and short minutes part their items, who came, and whose what stands above is."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Harbour Board\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n1. Roads\n"


def every(text: str) -> list[Proposal]:
    return list(propose(read(text.encode())).proposals)


def told(*lines: str) -> list[tuple[int, str, str]]:
    found = every(HEAD + "\n".join(lines) + "\n")
    return [(one.first - 4, one.kind, ", ".join(one.owner)) for one in found if one.first > 4]


def came(*lines: str) -> list[tuple[int, str]]:
    found = every("Harbour Forum\n" + "\n".join(lines) + "\n")
    return [(one.first - 1, one.kind) for one in found if one.rule == "attendance"]


@each(
    ("lines", "who"),
    [
        (
            (
                "Attendees and apologies",
                "- Una Fell, Head of Piers",
                "Apologies",
                "- Roy Ash, Mayor",
            ),
            [(2, "present"), (4, "apologies")],
        ),
        (
            (
                "Notes",
                "4 May 2023",
                "Lantern Hall",
                "The meeting began at 8.05 am",
                "PRESENT",
                "Una Fell",
                "Clerk:",
                "Roy Ash",
            ),
            [(6, "present"), (8, "present")],
        ),
        (
            ("PRESENT", "School members:", "Una Fell, Roy Ash", "Nominated subs:", "Dot Lee"),
            [(3, "present"), (5, "present")],
        ),
        (
            (
                "PRESENT",
                "Una Fell, Roy Ash",
                "Harbour Services Clerk:",
                "Dot Lee, Kit Rowe",
            ),
            [(2, "present"), (4, "present")],
        ),
        (
            ("Present:", "UF, Visitor – North", "RA , Visitor – South"),
            [(2, "present"), (3, "present")],
        ),
        (
            (
                "Present",
                "Una Fell",
                "Roy Ash",
                "",
                "Meeting: 4/5/2023 - Coast Partnership (Item 6)",
            ),
            2,
        ),
        (
            ("1 Apologies for absence: Una Fell", "2 Lantern Room, Quay Heritage"),
            [(1, "apologies")],
        ),
        (
            ("(a)   Apologies for absence -", "", "These were received from Cllr Fell and Mr Ash."),
            [(3, "apologies")],
        ),
    ],
)
def test_who_came_is_told_part_by_part(lines, who):
    assert (came(*lines) if isinstance(who, list) else len(came(*lines))) == who


@each(
    ("lines", "found"),
    [
        (
            ("It was agreed that a report would be sent out in May.", "", "ACTION: Mr R Ash"),
            [(1, "action", "Mr R Ash")],
        ),
        (
            ("Action Point 1", "Papers to be issued to all.", "Owner: Una Fell"),
            [(2, "action", "Una Fell")],
        ),
        (
            ("Resolved – That (i) Mrs Fell to contact the club (ii) it be told.",),
            [(1, "action", "Mrs Fell")],
        ),
        (("RESOLVED – That the terms of reference be circulated.",), [(1, "action", "")]),
        (("RESOLVED – That the terms of reference be approved.",), [(1, "decision", "")]),
        (("RESOLVED: Members of the Board NOTED the report.",), [(1, "note", "")]),
        (
            ("The Board notes the report and agrees the programme.",),
            [(1, "decision", "")],
        ),
    ],
)
def test_what_was_ruled_is_whose_it_says(lines, found):
    assert told(*lines) == found


@each(
    ("line", "owner"),
    [
        ("It was agreed that Una would book the hall again for the winter supper.", "Una"),
        ("It was agreed that the Bursar should suggest a day to the school.", "Bursar"),
        ("It was agreed that members would send their comments to the clerk.", "members"),
        (
            "It was agreed that more be printed and that the Co-ordinator should draft it.",
            "Co-ordinator",
        ),
        ("The lamp bill to be discussed between Pat Holm and Ivy Marsh.", "Pat Holm, Ivy Marsh"),
        ("Cllr Fell would take forward the lamp in Quay Lane.", "Cllr Fell"),
        (
            "It was agreed that the clerk liaise with the police and Mrs Fell to arrange lights.",
            "clerk",
        ),
        ("The result would be communicated to members by email.", ""),
    ],
)
def test_somebody_is_given_it(line, owner):
    assert told(line) == [(1, "action", owner)]


@each(
    "line",
    [
        "Mr Ash offered to forward the plan to Mr Lee, which he did at once.",
        "Mr Ash alluded to a fault which he would raise at the end of the meeting.",
        "Lamps were lit and any additional news would be sent to members next week.",
        "The Board noted that the list would be circulated as usual before the next meeting.",
        "The lamp then went back to the maker to be checked over.",
        "The Chair asked that everyone stay muted unless they had the floor.",
    ],
)
def test_what_is_done_by_then_or_done_anyway_is_no_task(line):
    assert [kind for _, kind, _ in told(line)] == ["finding"]


def test_what_is_to_be_closed_by_a_day_is_not_closed():
    line = "2.1 Points would be given to their owners, to be chased and closed by the next meeting."
    assert told("2. Matters arising", line) == [(2, "progress", "")]


def test_numbers_that_count_up_in_lines_of_their_own_are_of_items():
    counted = (
        "1 |",
        "Lamps |",
        "Una Fell told of them.",
        "2 |",
        "Piers |",
        "Roy Ash told of them.",
    )
    assert [kind for _, kind, _ in told(*counted)] == ["finding", "finding"]
    assert [kind for _, kind, _ in told("72", "11", "6")] == ["count"] * 3


@each(
    "title",
    [
        "Minutes of the last meeting dated 19 April 2022 pdf icon PDF 125 KB",
        "(c)   Lamps and piers of the harbour -",
        "2. To hear from those who wish to serve and co-opt a member if that is allowed",
        "The vice-chair opened the meeting at 7.15 pm",
    ],
)
def test_a_title_tells_nothing(title):
    assert told(title) == []


def test_what_the_agenda_asks_of_members_or_of_whoever_brings_news_is_furniture():
    asked = "Members are requested to disclose any interest that they have in an item."
    assert told("2. Interests", asked, "Minutes:", "There were no declarations of interest.") == [
        (4, "nil", "")
    ]
    brings = (
        "Updates to be provided by:",
        "- Una Fell – Coast Map Team",
        "- Roy Ash – Access Officer",
    )
    assert told("2. Groups", *brings, "Minutes:", "Lamps were mended.") == [(6, "finding", "")]


def test_below_resolved_the_papers_of_an_item_are_listed_no_more():
    lines = ("Supporting documents:", "Resolved", "a. That Cllr Fell be appointed to the group.")
    last = "b. The Mayor, Ash and Lee be appointed to the other."
    assert told(*lines, last) == [(3, "decision", ""), (4, "decision", "")]


def test_items_and_actions_are_those_of_this_meeting():
    lines = ("Items and actions", "CC Fell spoke of the new boat.")
    assert told(*lines) == [(2, "finding", "")]


@each(
    "line",
    [
        "Due to the absence of the Chair there was nothing to report.",
        "QS7/8.19 Public session. No public present.",
    ],
)
def test_nothing_is_nothing_in_other_words(line):
    assert [kind for _, kind, _ in told(line)] == ["nil"]


def test_the_title_of_a_paper_asks_nothing():
    found = every("Quay Group-minutes\n- Asked whether lamps were lit at night.\n")
    assert [(one.kind, one.sure) for one in found] == [("question", False)]
