"""An item of a register in one line, figures of a return by labels, who answers by post, and a
ruling that was unanimous over its clauses. The papers here are invented."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read


def told(*lines: str) -> list[Proposal]:
    paper = "\n".join(("Harbour Panel", "Meeting of 4 May 2023", "", *lines, ""))
    return [one for one in propose(read(paper.encode())).proposals if one.first > 3]


ITEMS = {
    "Rec 3 - Forces should read the tide. Target: July 2021. Status: complete (seen 28 June).": (
        ("close", "Rec 3", (), None)
    ),
    "AFI 1 - Use of ropes. Lead: Supt Vine. Target: March 2022. Status: on track.": (
        ("progress", "AFI 1", ("Supt Vine",), "March 2022")
    ),
    "AFI 4 - Old ropes. Status: amber.": ("progress", "AFI 4", (), None),
    "AFI 2 - Old slips. Lead: Supt Vine. Target moved from May 2021 to July 2022.": (
        ("due", "AFI 2", ("Supt Vine",), "July 2022")
    ),
    "Cause of concern 1 - The slip is not safe enough. Status: open.": (
        ("carry", "Cause of concern 1", (), None)
    ),
}


@each(("line", "expected"), ITEMS.items())
def test_the_fields_of_an_item_are_told_in_its_line(line, expected):
    (one,) = told("HMICFRS: both sides of the slip (2020)", line)
    assert (one.kind, ", ".join(one.ref), one.owner, one.due) == expected
    assert one.sure == (one.kind in ("close", "due"))


def test_without_its_fields_it_is_what_it_was():
    (one,) = told("Cause of concern 1 - The slip is not safe enough.")
    assert one.kind == "cause"


FIGURES = ("Boats counted in the year: 214 (2021: 188)", "Moorings let: 4 of 31")


def test_figures_by_labels_are_those_of_a_return():
    assert [one.kind for one in told(*FIGURES)] == ["count", "count"]


@each(
    "lines",
    [FIGURES[:1], ("Votes in favour: 6", "Votes against: 0"), ("Telephone: 61", "Page numbers: 4")],
)
def test_one_alone_votes_and_numbers_to_call_are_none(lines):
    assert not [one for one in told(*lines) if one.kind == "count"]


ANSWERS = ("Chief Constable: Fewer than two boats a day.", "The Chief Constable declined to say.")


@each("line", ANSWERS)
def test_a_post_answers_the_question_above(line):
    asked, answered = told("Question from Mrs Holm: Why is the slip shut?", line)
    assert (asked.kind, answered.kind) == ("question", "answer")


def test_clauses_stand_below_a_ruling_at_the_end_of_its_line():
    lines = ("1. to thank staff;", "2. that Ms Holm meet the Risk Manager before then.")
    found = told("86. TIDE", "The Clerk reported orally. Resolved unanimously:", *lines)
    assert [one.kind for one in found] == ["decision", "action"]


def test_a_post_with_its_holder_attends_in_a_sentence():
    came = told("In attendance were the Harbour and Slip Commissioner, Ms Dee Ivory.")
    assert [one.kind for one in came] == ["present"]


def test_what_was_proposed_and_then_agreed_is_ruled():
    (one,) = told(
        "5. Ropes", "It was proposed that two members look at it. This was seconded and agreed."
    )
    assert one.kind == "decision"
