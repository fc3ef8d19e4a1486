"""What papers tell in other forms than a sentence in its place: run-in headings, forms, clauses."""

from folded import each

from commands.papers.proposals import Proposed, propose
from commands.papers.read import read


def made(*lines: str) -> Proposed:
    return propose(read(("\n".join(lines) + "\n").encode()))


def told(*lines: str) -> list[tuple[int, str]]:
    return [(one.first, one.kind) for one in made(*lines).proposals]


def test_a_heading_in_capitals_before_a_sentence_is_the_heading_of_it():
    proposed = made(
        "12/21 QUAYSIDE It was resolved to sell the hut.",
        "13/21 QUAY TOLLS None received",
        "14/21 INTERESTS Cllr Orme – item 15 (his boat)",
    )
    assert [(one.first, one.kind, one.item) for one in proposed.proposals][:2] == [
        (1, "decision", "QUAYSIDE"),
        (2, "nil", "QUAY TOLLS"),
    ]
    assert 3 not in proposed.furniture


@each(
    "line", ["HMICFRS Officers said it was late.", "RESOLVED That it be sold.", "THE HUT was sold."]
)
def test_capitals_that_are_no_heading_stay_with_their_sentence(line):
    assert len(made("1. Hut", line).parts.reading.lines) == 2


def test_an_action_alone_below_its_label_has_who_and_when_from_the_labels_below():
    proposed = made(
        "Hut", "Action:", "To mend the roof of the hut", "By whom:", "Mr Hay", "By when: 3 May 2021"
    )
    (action,) = proposed.proposals
    assert (action.first, action.owner, action.due) == (3, ("Mr Hay",), "3 May 2021")
    assert {4, 5, 6} <= set(proposed.furniture)


def test_who_is_to_act_on_a_ruling_stands_in_the_line_below_it():
    lines = ("4. Hut", "Quotes were in. RESOLVED to mend the roof at £90.", "Action: Clerk")
    assert told(*lines) == [(2, "decision"), (3, "action")]


def test_a_ruling_by_votes_opens_its_clauses():
    lines = ("4. Hut", "RESOLVED (by 5 votes to 1):", "a) That the hut be sold;")
    assert told(*lines) == [(3, "decision")]


def test_a_body_that_notes_rules_nothing():
    assert told("4. Hut", "Resolved – that the Committee notes the letter.") == [(2, "note")]


def test_a_clause_that_wants_a_paper_is_an_action_of_nobody():
    (action,) = made("4. Hut", "RESOLVED – That a report be brought in May.").proposals
    assert (action.kind, action.owner, action.sure) == ("action", (), False)


def test_a_task_beside_what_was_said_in_a_table_is_an_action():
    proposed = made(
        "| Item | Discussion | Action |",
        "| 1 | The hut leaks. | CFO to obtain three quotes |",
        "| 2 | The sale was debated. | CFO to sell; agreed |",
        "| 3 | Fleet. No worries. | |",
    )
    assert [(one.first, one.kind, one.owner) for one in proposed.proposals][:1] == [
        (2, "action", ("CFO",))
    ]
    assert all(one.kind != "action" for one in proposed.proposals[1:])
    assert 4 not in proposed.furniture


def test_a_next_meeting_without_its_year_is_told_and_gives_no_day():
    (coming,) = made("Minutes of the Forum", "Next meeting: 4th October, same place.").proposals
    assert (coming.kind, coming.due, coming.sure) == ("next", None, False)


def test_a_report_named_follow_up_is_no_list_of_open_items():
    lines = ("Audit Recommendations Follow up", "The Chair asked about the price of paint.")
    assert told(*lines) == [(2, "question")]


def test_a_welcome_of_news_is_told_and_of_people_is_not():
    proposed = made(
        "1. Hut", "The Chair welcomed the fall in fees.", "The Chair welcomed everyone."
    )
    assert 2 not in proposed.furniture
    assert 3 in proposed.furniture


def test_a_report_with_the_signed_minutes_confirms_none():
    assert ("minutes") not in [
        kind
        for _, kind in told("1. Hut", "The Chair spoke to a note (copy in the signed minutes).")
    ]


def test_what_a_report_recommends_to_its_readers_is_its_own():
    (asked,) = made("Hut", "Recommendation: That the Commissioner approves the sale.").proposals
    assert (asked.kind, asked.sure) == ("reportrec", False)


def test_initials_beside_a_post_are_who_came_and_who_may_rule_and_act():
    proposed = made(
        "Attendance",
        "QT - PCC",
        "WS – Chief Executive",
        "1 Hut",
        "1.1 QT approved the sale.",
        "1.2 QT wanted a list of the tools to be sent in writing. WS.",
    )
    assert [(one.first, one.kind, one.owner) for one in proposed.proposals] == [
        (1 + 1, "present", ()),
        (3, "present", ()),
        (5, "decision", ("QT",)),
        (6, "action", ("WS",)),
    ]


def test_clauses_below_that_alone_are_ruled():
    lines = ("4. Hut", "Resolved –", "That", "(1) the letter be noted; and", "(2) the hut be sold.")
    assert told(*lines) == [(4, "note"), (5, "decision")]


def test_what_is_carried_at_the_end_of_a_line_is_a_decision():
    assert told("4. Hut", "Fees: hold for a year – agreed, one against.") == [(2, "decision")]


def test_minutes_without_a_change_are_confirmed():
    assert told("2. Hut", "Last minutes: no corrections.") == [(2, "minutes")]


def test_what_audit_recommends_to_an_officer_is_a_recommendation():
    lines = ("4. Recommendations", "4.1 The Head of Tides should count the buoys twice.")
    assert told(*lines) == [(2, "recommendation")]


def test_an_item_without_a_title_ends_the_section_of_the_item_before_it():
    lines = ("3. Matters arising", "a) The lamp was mended.", "4. There was a talk about eels.")
    assert told(*lines) == [(2, "progress"), (3, "finding")]
    counted = ("1. Matters arising", "1. The lamp was mended.", "2. There was a talk about eels.")
    assert told(*counted) == [(2, "progress"), (3, "progress")]
    marked = ("1. Matters arising", "<ol> <li>The lamp was mended.</li> </ol>", counted[2])
    assert told(*marked) == [(2, "progress"), (3, "progress")]


@each(
    ("line", "kind"),
    [
        ("New rope contract agreed.", "decision"),
        ("Cllr Orme proposed the fee be halved, all in favour.", "decision"),
        ("Council had before it and NOTED the tide tables.", "note"),
        ("RESOLVED that the Sailors' Forum noted the letter.", "note"),
        ("None at this stage of the meeting", "nil"),
    ],
)
def test_what_came_of_an_item_in_other_words(line, kind):
    assert told("4. Quay", line) == [(2, kind)]


def test_what_was_noted_above_the_minutes_of_an_item_is_no_purpose_of_it():
    proposed = made("Quay", "It was noted that all is well.", "To hear of the quay.", "Minutes:")
    assert 3 in proposed.furniture
    assert 2 not in proposed.furniture


def test_a_task_about_minutes_confirms_none():
    lines = ("4. Quay", "The Chair agreed to ask the Lamp Board why its minutes are late.")
    assert told(*lines) == [(2, "action")]
