"""Agendas saved with their minutes, points by roman numbers, outcomes in the last words."""

from folded import each

from commands.papers.proposals import Proposed, propose
from commands.papers.read import read

HEAD = "Stewardship Board\nMinutes of the meeting held on 4 May 2023\n"


def made(*lines: str) -> Proposed:
    return propose(read((HEAD + "\n".join(lines) + "\n").encode()))


def kinds(*lines: str) -> list[tuple[str, int]]:
    return [(one.kind, one.first - 2) for one in made(*lines).proposals]


def test_an_item_in_one_line_is_read_from_where_its_minutes_begin():
    assert kinds(
        "No. | Item |",
        "Interests To declare any interest in an item. Minutes: None. |",
        "Apologies Minutes: Apologies were received from Councillor Una Fell. |",
        "To confirm the minutes. Minutes: RESOLVED that the minutes of 2 March 2023 be approved. |",
        "Lanes To receive a report. Minutes: RESOLVED that the report be noted. |",
    ) == [("nil", 2), ("apologies", 3), ("minutes", 4), ("note", 5)]


def test_a_bar_at_the_end_of_a_line_is_no_word_of_it():
    (one,) = made("1. Lanes", "The lanes were repaired in March. |").proposals
    assert one.words == "The lanes were repaired in March."


def test_points_by_roman_numbers_and_an_o_are_points():
    assert kinds(
        "1. Lanes",
        "i. The Clerk reported that the lanes were dry.",
        "ii. The Treasurer reported that they were paid for.",
        "o Ivy to send the survey to the members.",
    ) == [("finding", 2), ("finding", 3), ("action", 4)]


def test_what_is_put_right_stands_below_the_minutes_that_were_confirmed():
    assert kinds(
        "2. Minutes",
        "The minutes of 2 March 2023 were agreed, subject to the following amendments:",
        "(a) Attendance",
        "That Councillor Fell be added to those present.",
        "On page 3, under item 8, the word dry should be removed.",
        "3. Lanes",
        "On page 4 of the survey the lanes were listed by parish.",
    ) == [("minutes", 2), ("correct", 4), ("correct", 5), ("finding", 7)]


def test_what_is_told_below_an_amendment_of_something_else_puts_nothing_right():
    assert kinds(
        "2. Budget",
        "The budget was agreed, subject to two changes.",
        "On page 3 the word dry should be removed.",
    ) == [("decision", 2), ("finding", 3)]


@each(
    ("line", "kind"),
    [
        ("(3.1) Bench – Mended in March. Action complete.", "close"),
        ("(3.2) Gate - Withdrawn. No further action.", "close"),
        ("(3.3) Ditch - Action continues.", "carry"),
        ("2. Fell Lane. Change of name noted.", "note"),
        ("3. The Clerk asked to claim the cost of the paper. Agreed.", "decision"),
        ("4. Councillors received and approved the accounts.", "decision"),
        ("No questions, statements or petitions had been received from the parish.", "nil"),
        ("5. Disclosure of Interests None.", "nil"),
        ("Members raised no other business.", "nil"),
        ("There were no members of the public in attendance.", "nil"),
        ("6. (not on agenda) The Clerk read out a letter from the school.", "finding"),
        ("Page 1 (4 June) Action – RD to mend the gate – RD COMPLETE", "close"),
        ("In response it was said that the lanes had been dry.", "answer"),
        ("The Board asked a range of questions about the lanes.", "finding"),
        ("Absentee: Roy Dent (RD), Una Fell", "apologies"),
        ("‘requires improvement’ at keeping the lanes", "grade"),
    ],
)
def test_an_outcome_stands_in_the_first_or_the_last_words(line, kind):
    assert [one[0] for one in kinds("1. Lanes", line)] == [kind]


@each(
    "line",
    [
        "The following matter arose from them.",
        "Meeting called to order at 4.10 pm by Roy.",
        "It was proposed by Roy Dent, seconded by Una Fell, and",
        "The Chair welcomed everyone. The Chair also introduced Una Fell. A warm welcome followed.",
        "Apologies were received as outlined above.",
        "This item allows the Chair to invite anybody to speak.",
        "Venue: Meeting to be held by telephone",
    ],
)
def test_how_a_meeting_goes_on_is_no_event(line):
    assert kinds("1. Lanes", line) == []


def test_to_note_one_thing_and_rule_on_another_is_a_decision():
    assert kinds("1. Lanes", "Resolved:", "That the report be noted and a group be set up.") == [
        ("decision", 3)
    ]
    assert kinds("1. Lanes", "Resolved:", "That the report be noted and the Chair be thanked.") == [
        ("note", 3)
    ]


def test_a_further_paragraph_of_a_notice_is_no_sure_ruling():
    notice = [
        "Decision Reference Number: ST-0042",
        "Decision summary:",
        "The Commissioner has awarded 4,000 pounds to three parishes.",
        "The cost of the annual grants will be met from the reserve.",
        "The Commissioner has agreed to a review in a year.",
        "Signature: R Dent",
    ]
    assert [(one.kind, one.first - 2, one.sure) for one in made(*notice).proposals] == [
        ("decision", 3, True),
        ("finding", 4, False),
        ("decision", 5, False),
    ]


def test_what_is_told_below_the_papers_of_an_item_is_told_of_it():
    assert kinds(
        "Supporting documents:", "Minutes:", "Resolved", "a.   That Roy Dent be appointed."
    ) == [("decision", 4)]


def test_apologies_are_told_where_they_stand_and_not_in_passing():
    assert kinds(
        "1. Apologies for Absence and Chairman’s Welcome",
        "J.Hill, M.Norton,A.Stanley",
        "2. Named Substitutes",
        "3. Lanes",
        "The Treasurer said that few had come to see the lanes, and that Roy had sent apologies.",
    ) == [("apologies", 2), ("finding", 5)]


def test_what_a_paper_says_of_itself_confirms_nothing():
    made_of = made("Approved Minute from the Meeting of the Board held on 4 May 2023.")
    assert [one for one in made_of.proposals if one.kind == "minutes" or one.sure] == []
    assert [one[0] for one in kinds("1. Lanes", "Agreed – that RD make a record of works.")] != [
        "minutes"
    ]


def test_the_ruling_of_a_notice_is_the_paragraph_that_rules():
    notice = [
        "Decision Ref: 2023/52",
        "Decision:",
        "The plan was shown to the Board for approval.",
        "Both the Chief Constable and I have considered and approved the plan.",
        "Decision Maker: PCC",
    ]
    found = [one for one in made(*notice).proposals if one.kind == "decision"]
    assert [(one.first - 2, one.ref) for one in found] == [(4, ("2023/52",))]


def test_people_by_first_name_and_initials_are_those_who_came():
    assert kinds(
        "Present:", "Doug (DL) - Chairman", "Una (UF)", "Apologies:", "Roy (RD) - Clerk"
    ) == [
        ("present", 2),
        ("present", 3),
        ("apologies", 5),
    ]


@each(
    ("line", "kind"),
    [
        ("7. PRESENT Councillors: P Bell, B Cook, Mrs J Fell and Roy Dent", "present"),
        (
            "8. TO HEAR FROM THE LANES TEAM OF THE COUNTY AND THE PARISH The lanes were dry.",
            "finding",
        ),
        ("On 4 May Roy moved to pay for the gate. Approval unanimous.", "decision"),
        ("Cllr Fell requested further details of the drains.", "question"),
    ],
)
def test_a_line_that_opens_in_capitals_or_ends_in_a_vote_is_read(line, kind):
    assert [one[0] for one in kinds(line)] == [kind]


def test_minutes_carried_below_their_heading_are_confirmed_and_put_right():
    assert kinds(
        "Confirmation of the minutes of 4 April", "Proposed; Roy, Seconded; Una, carried."
    ) == [("minutes", 2)]
    assert kinds(
        "1. Minutes",
        "RESOLVED that, subject to the following amendment, the minutes of 4 April be agreed.",
        "Minute 1. Roy was not listed.",
    ) == [("minutes", 2), ("correct", 3)]


def test_the_values_of_a_form_are_no_sure_event_and_its_clauses_are_rulings():
    notice = [
        "Decision Maker: Cabinet",
        "Decision status: Recommendations approved",
        "Decision:",
        "That",
        "(a) the report be noted; and",
        "(b) the Leader will write to the joiner.",
        "Alternative options considered:",
        "Not applicable.",
    ]
    found = made(*notice).proposals
    assert [(one.kind, one.first - 2) for one in found if one.first < 9] == [
        ("note", 5),
        ("action", 6),
    ]
    assert [one for one in found if one.sure and one.first > 8] == []


def test_the_last_minutes_are_not_of_the_day_in_the_title():
    text = "Minutes of the meeting on 14 November 2011\n3 Minutes of last meeting: Accepted.\n"
    (one,) = propose(read(text.encode())).proposals
    assert (one.kind, one.due) == ("minutes", None)
