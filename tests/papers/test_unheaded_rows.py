"""Rows whose columns nothing but what they hold, or the spaces between them, tells apart; and posts
alone in a list of who came. The papers here are invented."""

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
    "A1  PH/IM   Order a new rope      14/02/2023": (("A1",), ("PH", "IM"), "14/02/2023"),
    "A1  PH   Order a new rope   From 14/02/2023": (("A1",), ("PH",), None),
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


LOG = """Harbour Panel - action log

Ref     Action                        Lead        Due        Status
23/01   Order a new rope              Treasurer   30/09/23   Complete
23/02   Ask what the slip would cost  PH          Dec 2023   In progress - two quotes
23/03   Nothing more is known         IM          Complete
"""


def test_columns_may_be_told_apart_by_spaces_alone():
    found = propose(read(LOG.encode())).proposals
    assert [(one.kind, one.ref, one.owner, one.words) for one in found][:2] == [
        ("close", ("23/01",), ("Treasurer",), "Order a new rope"),
        ("progress", ("23/02",), ("PH",), "Ask what the slip would cost"),
    ]
    assert not [one for one in found[2:] if one.owner or one.sure], "a cell is missing: of which?"


def test_two_spaces_in_a_sentence_part_no_columns():
    found = propose(read(f"{HEAD}The slip is wet.  It was noted.  PH to mop it.\n".encode()))
    assert all("|" not in one.words for one in found.proposals)
    assert next(one.words for one in found.proposals if one.kind == "action").startswith("The slip")


DUES = {
    "Action: PH - a plan for the slip - 5 December 2023": "5 December 2023",
    "Action: A plan for the slip – Treasurer – June 2023": "June 2023",
    "Action: PH to read of the storm - 5 December 1703": None,  # Its day, it may be.
    "Action: Ropes - old and new - 5 December 1703": None,
}


@each(("line", "due"), DUES.items())
def test_a_day_at_the_end_is_when_it_is_due_where_the_parts_tell_so(line, due):
    (action,) = [
        one for one in propose(read(f"{HEAD}{line}\n".encode())).proposals if one.first == 5
    ]
    assert (action.kind, action.due) == ("action", due)


CAME = "PCC (chair)\nDPCC\nChief Exec (OPCC)\n"


def came(label: str, names: str) -> list[tuple[str, int]]:
    paper = (
        f"Accountability meeting of 7 November 2023\n\n{label}\n{names}\n1. Slipway\nIt is wet.\n"
    )
    found = propose(read(paper.encode())).proposals
    return [(one.kind, one.first) for one in found if 3 < one.first < 7]


def test_posts_alone_come_to_a_meeting():
    assert came("Attendees", CAME) == [("present", 4), ("present", 5), ("present", 6)]
    assert came("Apologies", CAME)[1:] == [("apologies", 5), ("apologies", 6)]


@each("names", ["AGENDA\n", "Chair\n", "Officers:\n", "ICT\n"])
def test_labels_and_other_letters_are_nobody(names):
    assert came("Attendees", names) == []


ASKED = "It was asked for a report to the next meeting.   Action: ACC Budd"
ENDS = {
    f"{ASKED} (HP/24/05)": (("ACC Budd",), ("HP/24/05",), True),
    ASKED: (("ACC Budd",), (), True),
    "Action 2B: HoA - add the slip to the register.": (("HoA",), ("2B",), True),
}


@each(("line", "expected"), ENDS.items())
def test_an_owner_at_the_end_may_have_the_reference_in_brackets(line, expected):
    (action,) = propose(read(f"{HEAD}{line}\n".encode())).proposals[-1:]
    assert (action.owner, action.ref, action.sure) == expected


@each(
    ("line", "kinds"),
    [
        ("Attending: PCC, CFO (ropes), two observers", [("present", False)]),
        ("Attending: PCC, CFO, DPCC", [("present", True)]),
        ("Attending: nobody that was written down", [("finding", False)]),
    ],
)
def test_whoever_is_listed_after_the_label_came(line, kinds):
    found = propose(read(f"Harbour Panel\n\n{line}\n\n1. Slipway\nIt is wet.\n".encode()))
    assert [(one.kind, one.sure) for one in found.proposals if one.first == 3] == kinds
