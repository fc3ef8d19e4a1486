"""Tables that a page made into text: strokes between the cells, owners in lines of their own."""

from folded import each

from commands.papers.proposals import Proposed, propose
from commands.papers.read import read

HEAD = "Quay Trust\nMinutes of 6 June 2024\nPresent: Ros Peake (RP), Odd Lund (OL)\n"


def made(*lines: str) -> Proposed:
    return propose(read((HEAD + "\n".join(lines) + "\n").encode()))


def told(*lines: str) -> list[tuple[int, str, str]]:
    """What is proposed of the lines below the head: line, kind, owner."""
    found = made(*lines).proposals
    return [(one.first - 3, one.kind, ", ".join(one.owner)) for one in found if one.first > 3]


def test_a_row_with_strokes_between_its_cells_has_an_owner_in_the_last():
    rows = ("3. / Send the plan of the quay to the club / Ivy", "4. / Paint the crane / Ivy/Bert")
    assert told("Action sheet", *rows) == [(2, "action", "Ivy"), (3, "action", "Ivy, Bert")]


def test_a_number_and_a_title_with_a_stroke_between_them_are_a_heading():
    rows = ("2. / Declarations of interest", "There were none.")
    assert told(*rows) == [(2, "nil", "")]
    assert made(*rows).furniture[4] == "heading"


COLUMN = ("Action", "1. Quay", "The crane was painted in May.")


@each(
    ("task", "alone", "owner"),
    [
        ("(4.2) Crane – the club has the key.", "RP", "RP"),
        ("The plan of the crane was found.", "RP/OL", "RP, OL"),
        ("Harbour Master to find the plan.", "RP", "Harbour Master"),
        ("The plan of the crane was found.", "All", "All"),
    ],
)
def test_initials_alone_below_the_column_of_owners_are_of_the_line_above(task, alone, owner):
    lines = (*COLUMN, task, alone)
    assert (4, "action", owner) in told(*lines)
    assert made(*lines).furniture[8] == "owner"


def test_initials_alone_without_such_a_column_name_no_owner():
    lines = ("1. Quay", "The crane was painted in May.", "RP")
    assert [kind for _, kind, _ in told(*lines)] == ["finding"]
    assert made(*lines).furniture.get(6) != "owner"


@each(
    "line",
    [
        "(10.5.1) Clerk to book a visit to the quay.",
        "(6/2) Clerk to book a visit to the quay.",
    ],
)
def test_a_number_of_earlier_minutes_before_a_task_is_no_part_of_it(line):
    assert told("1. Quay", line) == [(2, "action", "Clerk")]


def test_a_number_that_ran_into_the_first_word_is_a_number():
    assert told("1. Quay", "1.2Ros Peake undertook to write to the club.") == [
        (2, "action", "Ros Peake")
    ]
    assert [one.words for one in made("1. Quay", "1.2The crane was painted.").proposals][-1] == (
        "1.2The crane was painted."
    )
