"""Notes of a board, short as officers write them: a table of items with what was said and is to
be done, a list of decisions, items that wait, when the board meets next. The papers here are
invented."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Harbour Board\n18 October 2023\nChair: Pat Holm (PH)\n"


def told(lines: str, head: str = HEAD) -> list[Proposal]:
    found = propose(read(f"{head}\n{lines}\n".encode()))
    return [one for one in found.proposals if one.first > 3]


TABLE = "| Item | Summary of discussion | Action / owner |\n| 2. Slip | The slip is wet. | {} |\n"
BESIDE = {
    "10.1 CFO to bring a plan": (("CFO",), ("10.1",), None),
    "10.2 CFO/ACO: a plan for the slip": (("CFO", "ACO"), ("10.2",), None),
    "Head of Ropes - share the plan with all by 1/11/23": (("Head of Ropes",), (), "1/11/23"),
}


@each(("cell", "expected"), BESIDE.items())
def test_what_is_to_be_done_beside_what_was_said(cell, expected):
    (one,) = told(TABLE.format(cell))
    assert (one.kind, one.owner, one.ref, one.due) == ("action", *expected)


def test_a_row_without_it_tells_what_was_said():
    (one,) = told(TABLE.format(""))
    assert (one.kind, one.words) == ("finding", "The slip is wet.")


NEXT = {
    "Date of next board: 22/11/23": "2023-11-22",
    "Next Board 14.01.2024": "2024-01-14",
    "Next panel: 9 April 2024": "2024-04-09",
    "The next board paper is of 9 April 2024.": None,
}


@each(("line", "day"), NEXT.items())
def test_a_board_meets_next(line, day):
    found = [one.due for one in told(f"1. Slip\nIt is wet.\n{line}") if one.kind == "next"]
    assert found == ([day] if day else [])


def test_decisions_are_told_by_their_numbers():
    found = told("DECISIONS\nD1 The plan was agreed.\nD2 No more ropes.\nMore ropes.")
    assert [(one.kind, one.ref) for one in found] == [
        ("decision", ("D1",)),
        ("decision", ("D2",)),
    ]


WAITS = {
    "44/18 - Not yet due.": ("carry", ("44/18",)),
    "45/18 - Awaiting a reply from the Board.": ("progress", ("45/18",)),
}


@each(("line", "expected"), WAITS.items())
def test_an_item_that_waits_is_told_of_its_number(line, expected):
    (one,) = told(f"2/19 Outstanding actions\n{line}\n3/19 Annual report.")
    assert (one.kind, one.ref) == expected


OTHERS = {
    "Carried over to next meeting as no papers were received.": "deferred",
    "A plan of moorings to be made new (ACO, Jan Board)": "action",
}


@each(("line", "kind"), OTHERS.items())
def test_what_is_put_off_and_what_is_to_come(line, kind):
    (one,) = told(f"4. Moorings\n{line}")
    assert (one.kind, one.sure) == (kind, False)
    assert one.owner == (("ACO",) if kind == "action" else ())


@each(
    ("line", "due"),
    {
        "Deferred to the next meeting.": None,
        "This item was deferred to 9 May 2024.": "9 May 2024",
    }.items(),
)
def test_the_next_meeting_is_no_day(line, due):
    (one,) = told(f"4. Moorings\n{line}")
    assert (one.kind, one.due) == ("deferred", due)


@each(("line", "kinds"), {"Chair: PCC": ["present"], "Chair: to be elected": []}.items())
def test_a_post_may_be_in_the_chair(line, kinds):
    found = told("1. Slip", f"Harbour Board\n18 October 2023\n\n{line}\nAttendees: PCC, CFO\n")
    assert [one.kind for one in found if one.kind == "present" and one.first == 4] == kinds
