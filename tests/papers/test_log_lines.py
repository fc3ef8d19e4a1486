"""A log of actions whose columns ran together: what one line of it says."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

COLUMNS = "Ref Action Owner Due Status"


def told(line: str, columns: str = COLUMNS) -> list[Proposal]:
    proposed = propose(read(f"Action log\n{columns}\n{line}\n".encode()))
    return [one for one in proposed.proposals if one.rule == "loglines"]


@each(
    ("line", "kind", "owner", "due"),
    [
        ("J-31 Share the plan CFO Dec 22 Sent 14/11/22 Closed", "close", "CFO", None),
        ("J-32 Share the plan CFO Dec 22 Not begun Outstanding", "carry", "CFO", "Dec 22"),
        ("J-33 Share the plan CFO Dec 22 A draft is ready Ongoing", "progress", "CFO", "Dec 22"),
        ("J-34 Share the plan CFO Dec 22 New", "action", "CFO", "Dec 22"),
        ("J-35 Share the plan CFO ASAP A draft is ready Ongoing", "progress", "CFO", None),
        ("J-36 Share the plan OPCC CEO Dec 22 New", "action", "OPCC CEO", "Dec 22"),
        ("J-37 Share the plan T/ACC Mundy Dec 22 New", "action", "T/ACC Mundy", "Dec 22"),
        ("J-38 Share it CFO Dec 22 Deferred to March 2023 Open", "due", "CFO", "March 2023"),
    ],
)
def test_a_line_says_how_its_item_stands_whose_it_is_and_by_when(line, kind, owner, due):
    (one,) = told(line)
    assert (one.kind, ", ".join(one.owner), one.due) == (kind, owner, due)
    assert one.ref == (line.split()[0],) and not one.sure


@each("columns", ["Actions", "Ref and owner", "Ref | Action | Owner | Due"])
def test_without_such_headings_run_together_it_is_no_log(columns):
    assert told("J-34 Share the plan CFO Dec 22 New", columns) == []


def test_a_row_of_a_table_ends_the_log():
    assert told("J-33 | Share the plan | CFO\nJ-34 Share the plan CFO Dec 22 New") == []
