"""Rows of a list of actions whose table has no headings: what each cell is, is told by what it
holds. The papers here are invented."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Harbour Panel\nMinutes of 4 May 2023\nPresent: Pat Holm (PH), Ivy Marsh (IM)\n5. Slipway\n"


def told(row: str, label: str = "ACTIONS:") -> list[Proposal]:
    found = propose(read(f"{HEAD}{label}\n{row}\n".encode()))
    return [one for one in found.proposals if one.first == 6]


ROWS = {
    "A1 | Order a new rope | PH | 30/06/2023": (("A1",), ("PH",), "30/06/2023"),
    "Order a new rope | Ivy Marsh | June 2023": ((), ("Ivy Marsh",), "June 2023"),
    "PH | Order a new rope": ((), ("PH",), None),
    "7\tOrder a new rope\tPH/IM\t30 June": (("7",), ("PH", "IM"), "30 June"),
    "| A1 | | Order a new rope | Treasurer |": (("A1",), ("Treasurer",), None),
}


@each(("row", "expected"), ROWS.items())
def test_each_cell_is_what_it_holds(row, expected):
    (action,) = told(row)
    assert (action.kind, action.words) == ("action", "Order a new rope")
    assert (action.ref, action.owner, action.due) == expected


OTHERS = (
    "Order a new rope | Mend the old slip | PH",  # Two things, and one owner.
    "Order a new rope | PH | Ivy Marsh",
    "Order a new rope | PH | yellow",
    "PH | IM",
)


@each("row", OTHERS)
def test_cells_of_which_one_may_be_anything_are_no_action_that_is_sure(row):
    assert not [one for one in told(row) if one.sure]


def test_a_row_in_which_nobody_is_named_is_left_to_the_reader():
    assert told("A1 | Order a new rope | 30/06/2023") == []


def test_rows_below_another_label_are_not_taken_for_actions():
    assert not [one for one in told("A1 | Order a new rope | PH", "FIGURES:") if one.sure]
