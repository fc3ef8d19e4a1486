"""What papers of further offices taught: who came under no label, what minutes say of minutes, the
parts of a clause, and whose task it is. The papers here are invented, as are the people in them."""

import pytest

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Harbour Board\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n1. Boats\n"


def made(text: str) -> tuple[Proposal, ...]:
    return propose(read((text + "\n").encode())).proposals


def told(*lines: str, head: str = HEAD) -> list[Proposal]:
    above = len(head.rstrip("\n").split("\n"))
    return [one for one in made(head + "\n".join(lines)) if one.first > above]


def actions(*lines: str) -> list[tuple[str, ...]]:
    return [one.owner for one in told(*lines) if one.kind == "action"]


WHOSE = {
    "A gull is on the roof. It was RESOLVED that the clerk write to the owner.": ("clerk",),
    "It was wet. The board was full. NK will draw up a note on it.": ("NK",),
    "It was agreed that the Warden and the Bursar would write to them.": ("Warden", "Bursar"),
    "It was late. However, the Chandler undertook to send a copy.": ("Chandler",),
    "The nets are torn . PC Reed said that he would investigate .": ("PC Reed",),
    "Everybody was asked to keep the slip clear. Action ALL": ("ALL",),
    "It was agreed by the board to produce a draft list in June.": (),
}


@pytest.mark.parametrize(("line", "who"), WHOSE.items())
def test_who_is_to_act_is_read_in_further_wordings(line, who):
    assert actions(line) == [who]


CLAUSES = {
    "RESOLVED that the Office of the PCC include the board in its post.": ("Office of the PCC",),
    "RESOLVED that the Warden and the Bursar write to them.": ("Warden", "Bursar"),
    "A gull came. It was AGREED that the clerk ask for a net.": ("clerk",),
}


@pytest.mark.parametrize(("line", "who"), CLAUSES.items())
def test_whoever_a_ruling_names_is_given_its_task(line, who):
    (one,) = told(line)
    assert (one.kind, one.owner) == ("action", who)


NO_TASKS = [
    "It was agreed that the ICT report would be sent by the bank as before.",
    "Pat Holm confirmed that Ivy Marsh will step in to replace the cook.",
    "The Chair was sorry to hear it and offered thanks for the work.",
]


@pytest.mark.parametrize("line", NO_TASKS)
def test_a_thing_is_nobody_and_thanks_are_no_task(line):
    assert not any(one.owner for one in told(line) if one.kind == "action")


def test_of_an_item_that_was_carried_or_closed_the_owner_is_told():
    head = "Harbour Board\nMinutes of 4 May 2023\n1. Matters arising\n"
    found = told("HB/04 – CFO – Tar the ropes – COMPLETE", "AP12 PH to ask. ONGOING.", head=head)
    assert [(one.kind, one.owner) for one in found] == [
        ("close", ("CFO",)),
        ("carry", ("PH",)),
    ]


LISTS = [
    "Dot (DL) - Chairman\n\nMick (MR)\n\nJen (JW)",
    "Lil Law – Clerk\nRay Hutch – Chairman\nUna Fell – Treasurer",
    "Councillors Ann Moss, Bea Treen, Cyd Boda and Dan Burge.",
]


@pytest.mark.parametrize("lines", LISTS)
def test_people_at_the_head_of_the_minutes_came_though_no_label_says_so(lines):
    found = made(f"Notes of the meeting of 4 May 2023\n\n{lines}\n\n1. Boats\nThe boats were sold.")
    came = [one for one in found if one.kind == "present"]
    assert len(came) == len([one for one in lines.split("\n") if one])
    assert not any(one.sure for one in came)


@pytest.mark.parametrize(
    "line",
    ["Forward Work Programme and Action Tracking", "Meeting: 4/5/23 - Slip Safety & Wellbeing"],
)
def test_the_title_of_an_item_is_nobody_who_came(line):
    assert not [one for one in made(f"Issue\n{line}\nThe plan was sold.") if one.kind == "present"]


def test_who_moves_a_motion_below_a_list_of_who_came_is_no_name_in_it():
    found = told("Roy Halli proposes Una Bail as Chair.", head="Present: Roy Halli, Una Bail\n")
    assert [one.kind for one in found] == ["finding"]


def test_the_head_of_a_table_below_the_apologies_is_nobody():
    found = told("Done By", head="Apologies: Lin Bell – Chair\n")
    assert found == []


def test_apologies_that_somebody_sent_within_another_item_are_not_sure():
    (one,) = told("Cllr Ward had sent his apologies and there was no report.")
    assert (one.kind, one.sure) == ("apologies", False)
    (one,) = told("There were apologies for absence from Cllr Ward.", head=f"{HEAD}2. Apologies\n")
    assert one.kind == "apologies"


def test_there_was_nothing_surely_only_where_the_heading_asks_for_it():
    (one,) = told("There were no comments in the box.")
    assert (one.kind, one.sure) == ("nil", False)
    (one,) = told("There were no questions.", head=f"{HEAD}2. Questions\n")
    assert (one.kind, one.sure) == ("nil", True)


MINUTES = f"{HEAD}2. Minutes of the meeting of 6 April 2023\n"


def test_minutes_are_surely_confirmed_only_where_a_line_says_that_they_were():
    (one,) = told("Remember the minutes; all say that they are a true reading.", head=MINUTES)
    assert (one.kind, one.sure) == ("minutes", False)
    (one,) = told("They were agreed as a true record.", head=MINUTES)
    assert (one.kind, one.sure) == ("minutes", True)


def test_an_amendment_that_was_accepted_confirms_nothing_else():
    (one,) = told(
        "The minutes of 6 April were tabled. An amendment to minute no. 17 was accepted.",
        head=MINUTES,
    )
    assert one.kind == "correct"


def test_a_ruling_on_minutes_that_goes_on_in_the_next_line_is_one():
    (one,) = told(
        "Resolved – That the minutes of the meeting of 6 April 2023 be",
        "",
        "agreed as a correct record.",
        head=MINUTES,
    )
    assert (one.kind, one.first, one.last, one.due) == ("minutes", 6, 8, "2023-04-06")
    assert one.words.endswith("2023 be agreed as a correct record.")


def test_what_is_put_right_is_told_in_nouns_and_below_the_minute_that_it_is_in():
    found = told(
        "The minutes were approved, subject to:-",
        "(a) the removal of Cllr Ward from the list; and",
        "Minute 7 Ropes",
        "Third line – the words “of hemp” to be added at the end",
        head=MINUTES,
    )
    assert [one.kind for one in found] == ["minutes", "correct", "correct"]


def test_the_words_of_another_ruling_in_a_correction_are_no_ruling():
    found = told(
        "The minutes were approved, subject to:-",
        "(a) the amendment of the ruling on ropes, as follows:-",
        "“RESOLVED: That the Board:-",
        "(a) notes the report; and",
        "(b) asks that two ropes be bought.”",
        "Resolved: That the boats be sold.",
        head=MINUTES,
    )
    assert [one.kind for one in found] == ["minutes", "correct", "decision"]


def test_what_a_clause_lists_is_no_ruling_of_its_own_and_what_it_rules_is():
    head = f"{HEAD}Resolved:\n"
    found = told(
        "(a) The log has reports on:",
        "(i) sales by the Warden;",
        "(ii) a list of ropes; and",
        "(b) two ropes be bought.",
        head=head,
    )
    assert [(one.kind, one.first) for one in found] == [("decision", 6), ("decision", 9)]
    found = told("(a) The Board:", "(i) note the report;", "(ii) approve the sale.", head=head)
    assert [one.kind for one in found if one.first > 6] == ["note", "decision"]


def test_a_clause_that_runs_on_in_the_next_line_is_no_second_one():
    found = told("It was resolved that the boats be sold and", "the Chair was glad of it.")
    assert [one.kind for one in found] == ["decision"]


def test_rulings_below_the_label_of_the_papers_are_no_papers():
    found = told("Additional documents:", "(a) That the plan be noted;", "(b) That it be approved;")
    assert [one.kind for one in found] == ["note", "decision"]


def test_several_sentences_that_note_are_a_note():
    (one,) = told("The Board noted the update. The plan for boats was also noted.")
    assert one.kind == "note"


def test_a_number_that_a_stroke_follows_is_a_number():
    (one,) = told("2.1 / Ivy Marsh said that the boats were dry.")
    assert one.kind == "finding"


def test_the_next_meeting_may_be_set_for_a_day():
    (one,) = told("The next meeting is set for Thursday 29th July in the public hall .")
    assert (one.kind, one.due) == ("next", None)


LOG = "Agenda item\nReferences\nReport of the Warden.\nMinutes:\n"


def test_a_paper_of_references_has_each_over_what_became_of_it():
    found = told(
        "4/2021/P - 6 May 2021 Item 7 - Update on Ropes",
        "Members requested that the list of ropes be circulated to all of them.",
        "IN PROGRESS – Sadly, the list is late. It will be sent to members in June.",
        "5/2021/P – Slips",
        "COMPLETED – the slips were swept.",
        head=LOG,
    )
    assert [(one.kind, one.ref) for one in found] == [
        ("action", ("4/2021/P",)),
        ("progress", ("4/2021/P",)),
        ("close", ("5/2021/P",)),
    ]


def test_what_those_who_meet_noted_below_the_label_is_no_action():
    assert actions("Action:", "Officers noted the comments of members.") == []
    assert actions("Action:", "Officers to note the comments of members.") == [("Officers",)]


def test_a_numbered_line_below_the_apologies_names_nobody():
    found = told(
        "1. Correction to previous (May) minutes. Item 7 should be Una and not Ann.",
        head="Present: Ann Moss, Una Fell\nApologies: Lin Bell\n",
    )
    assert not [one for one in found if one.owner]


def test_each_point_below_minutes_approved_with_changes_is_one_of_them():
    found = told(
        "The minutes were approved, subject to the following amendments:",
        "· Reference being made to the Warden in the chair.",
        head=MINUTES,
    )
    assert [one.kind for one in found] == ["minutes", "correct"]


def test_a_line_that_considers_a_report_and_tells_more_is_told():
    (one,) = told("The Board considered the list. Of item 1, the Chair noted how late it was.")
    assert one.kind == "finding"
