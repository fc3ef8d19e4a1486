"""Items of a log by a word and a number, what became of them at the end of a line, who answers by
initials, and what is undertaken in any words. The papers here are invented."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Harbour Panel\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n4. {}\n"


def told(lines: str, heading: str = "Slipway") -> list[Proposal]:
    found = propose(read(f"{HEAD.format(heading)}{lines}\n".encode()))
    return [one for one in found.proposals if one.first > 4]


BECAME = {
    "4.1 SARP 117 (tide tables): completed, closed.": ("close", "SARP 117", True),
    "4.2 SARP 12 - no longer wanted. Closed.": ("close", "SARP 12", True),
    "4.3 SARP 9: PH said it had slipped. Deadline extended to June 2023.": ("due", "SARP 9", True),
    "2022-07: A list of moorings. PH to provide. Carried forward.": ("carry", "2022-07", False),
    "2022/08: IM to write. It is long. Done.": ("close", "2022/08", False),
}


@each(("line", "expected"), BECAME.items())
def test_what_became_of_an_item_is_told_of_its_own_reference(line, expected):
    (one,) = told(line, "Action log")
    assert (one.kind, ", ".join(one.ref), one.sure) == expected


def test_the_label_of_an_action_has_a_word_and_a_number():
    (one,) = told("Action SARP 126: Owners of late recommendations to attend in June - PH")
    assert (one.kind, one.ref, one.owner, one.sure) == ("action", ("SARP 126",), ("PH",), True)


def test_initials_below_a_question_answer_it():
    asked, answered, after = told("IM: Is the slip dry?\nPH: Drier than last year\nIt was noted.")
    assert [one.kind for one in (asked, answered)] == ["question", "answer"]
    assert after.item == "Slipway", "and are no heading"


def test_initials_elsewhere_may_be_a_heading():
    *_, last = told("The slip is wet.\nICT: New computers\nThey were bought in May.")
    assert last.item == "ICT: New computers"


@each(
    ("line", "kind"),
    [
        ("The Clerk undertook to expand the section before it was signed.", "action"),
        ("PH promised to clarify it in the next report.", "action"),
        ("The Clerk agreed to accept it.", "decision"),
    ],
)
def test_whatever_is_undertaken_is_a_task(line, kind):
    (one,) = told(line)
    assert one.kind == kind


@each(
    ("line", "kind"),
    [
        ("The work programme was noted. No further items were raised.", "note"),
        ("The work programme was noted. It was late.", "finding"),
    ],
)
def test_noted_and_nothing_besides_is_a_note(line, kind):
    (one,) = told(line)
    assert one.kind == kind
