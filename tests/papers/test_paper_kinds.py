"""Each kind of event that a minute can record, told by a line of a paper below a heading."""

from folded import each

from commands.papers.proposals import propose
from ledger.paper_lines import Line, Reading


def told(*lines):
    reading = Reading(
        form="text",
        lines=tuple(Line(number=n, text=t, address=f"line {n}") for n, t in enumerate(lines, 1)),
    )
    return propose(reading).proposals


KINDS = [
    ("Present", "Cllr Ann Lee (Chair), Mr B Ray, Ms C Moss", "present"),
    ("Attendees", "Supt Dev Shah", "present"),
    (
        "1. Welcome",
        "Apologies were received from Cllr Moss and the Treasurer, Mr Ray.",
        "apologies",
    ),
    ("2. Apologies", "Cllr Moss (work) and Cllr Ray (holiday).", "apologies"),
    ("3. Declarations of interest", "None.", "nil"),
    ("3. Declarations of interest", "Cllr Moss declared an interest in item 6.", "finding"),
    ("4. Minutes of 3 May 2022", "Agreed.", "minutes"),
    ("4. Minutes of 3 May 2022", "Page 2, line 4 should read 14 and not 41.", "correct"),
    ("5. Budget", "Cllr Moss asked why overtime had risen.", "question"),
    ("5. Budget", "Overtime had risen by a tenth, the Treasurer said.", "finding"),
    ("5. Budget", "The Treasurer to bring a paper to the Board.", "action"),
    ("5. Budget", "It was agreed that the Treasurer would write to the auditor.", "action"),
    ("5. Budget", "RESOLVED that a reserve of £2m be set up.", "decision"),
    ("5. Budget", "The Board APPROVED the use of the reserve.", "decision"),
    ("5. Budget", "The report was noted.", "note"),
    ("5. Budget", "This item was deferred to the next meeting.", "deferred"),
    ("6. Matters arising", "The Clerk said that the bench was on order.", "progress"),
    ("6. Matters arising", "Item 4.2, lighting at the gate: done.", "close"),
    ("6. Matters arising", "Item 4.3, uniform: ongoing.", "carry"),
    (
        "6. Action log",
        "A11/24 (retention): the Board extended the deadline to 31 July 2024.",
        "due",
    ),
    ("6. Action log", "A12/24 (claims): ownership passed from Mr Ray to Ms Moss.", "reassign"),
    ("6. Action log", "A13/24 (contracts): reopened, as the list was not whole.", "reopened"),
    (
        "Recommendations",
        "By 30 April 2024, Westfold Police should train its staff.",
        "recommendation",
    ),
    ("Area for improvement", "The force needs to record its reasons.", "afi"),
    ("Cause of concern", "The force does not answer calls in time.", "cause"),
    ("Overall summary", "Preventing crime: Requires improvement", "grade"),
    ("9. Date of next meeting", "Thursday 4 May 2023 at 10am", "next"),
    ("9. Any other business", "There was no other business.", "nil"),
    ("Summary", "The Committee is invited to note the report.", "reportrec"),
]


@each(("heading", "line", "kind"), KINDS)
def test_a_line_below_a_heading_tells_its_kind_of_event(heading, line, kind):
    assert [(one.kind, one.first) for one in told(heading, line)] == [(kind, 2)]


@each(
    ("status", "kind", "due"),
    [
        ("Complete", "close", None),
        ("Outstanding", "carry", "May 2022"),
        ("On track", "progress", "May 2022"),
        ("Date moved to June 2022", "due", "June 2022"),
        ("Transferred to the Head of Change", "reassign", None),
    ],
)
def test_the_status_of_a_row_tells_how_an_open_item_stands(status, kind, due):
    row = f"A7 | Report on fleet | Treasurer | May 2022 | {status}"
    (one,) = told("Ref | Action | Owner | Due | Status", row)
    assert (one.kind, one.due, one.ref) == (kind, due, ("A7",))
    assert one.words == "Report on fleet"


def test_a_row_with_an_owner_is_an_action_and_its_day_is_that_of_its_column():
    found = told(
        "Item | Discussion | Lead | Deadline",
        "1 | Overtime rose by a tenth. | |",
        "2 | Explain the rise | Supt Shah / JP | 3 May 2022",
    )
    assert [(p.kind, p.owner, p.due) for p in found] == [
        ("finding", (), None),
        ("action", ("Supt Shah", "JP"), "3 May 2022"),
    ]


def test_an_answer_follows_its_question():
    found = told("5. Budget", "Cllr Moss asked why.", "The Treasurer replied that pay had risen.")
    assert [one.kind for one in found] == ["question", "answer"]


def test_a_word_that_is_no_name_owns_nothing():
    assert all(p.kind != "action" for p in told("Responding to the public", "Update to members"))
    assert all(p.owner == () for p in told("5. Budget", "The Panel agreed to write."))


def test_a_post_with_and_in_it_is_one_owner():
    ((one),) = told("5. Budget", "Action: Head of Estates and Fleet to report on sites")
    assert one.owner == ("Head of Estates and Fleet",)


def test_what_an_agenda_says_above_its_minutes_is_no_event():
    found = told(
        "1. Apologies",
        "Members are reminded that a substitute may attend.",
        "Minutes:",
        "Apologies were received from Cllr Moss.",
    )
    assert [(one.kind, one.first) for one in found] == [("apologies", 4)]
