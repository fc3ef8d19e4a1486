"""Lines that say what they are: an area for improvement, a cause of concern, grades, a vote; and a
label that is a sentence. The papers here are invented."""

from folded import each

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Response to the inspection of 2024\n\n"
NAMED = {
    "Area for improvement 1: The force should answer sooner.": ("afi", True),
    "AFI 3 - The force must keep its records whole.": ("afi", True),
    "Cause of concern: The force does not keep people in custody safe enough.": ("cause", True),
    "Grades: Preventing crime - Good; Custody - Inadequate": ("grade", False),
    "It was moved by Cllr Reed, seconded by Cllr Holm and carried by 7 votes to 2.": (
        "decision",
        False,
    ),
}


def told(*lines: str) -> list[tuple[str, bool]]:
    found = propose(read((HEAD + "\n".join(lines) + "\n").encode())).proposals
    return [(one.kind, one.sure) for one in found if one.first > 2]


@each(("line", "expected"), NAMED.items())
def test_a_line_is_what_it_says_it_is(line, expected):
    assert told(line) == [expected]


@each(
    "line",
    [
        "AFI 3: It was closed by the force in March.",
        "Cause of concern: Custody and the use of force, at pages 9 to 12.",
    ],
)
def test_how_one_stands_is_none(line):
    assert not {kind for kind, _ in told(line)} & {"afi", "cause"}


LONG = "5. Rope store\nIn answer to the questions of members the Chair said all of the following:\n"


def test_a_sentence_over_a_list_is_no_heading_of_it():
    paper = f"Notes of 4 May 2023\n\n{LONG}- It was agreed that the store be shut.\n"
    (ruled,) = propose(read(paper.encode())).proposals
    assert ruled.item == "Rope store"
