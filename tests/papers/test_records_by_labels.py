"""A log that tells each action by labels, a field a line; grades in columns; an action that is told
in parts; what a cause of concern is, in few words. The papers here are invented."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read


def told(paper: str) -> list[Proposal]:
    return list(propose(read(paper.encode())).proposals)


LOG = """Harbour Panel - action log

No. 14
Meeting: 10 November 2022
Action: Provide the Panel with tide tables
Owner: Harbour Master
Due: 31 January 2023
Update: Tables sent on 24 January. CLOSED

No. 15
Action: Mend the old slip
Owner: Treasurer
Due: -
Update: Waiting for a price.
"""


def test_the_fields_of_a_record_are_of_its_action():
    found = [(one.kind, one.owner, one.due, one.ref, one.sure) for one in told(LOG)]
    assert found[-4:] == [
        ("action", ("Harbour Master",), "31 January 2023", ("14",), True),
        ("close", (), None, ("14",), True),
        ("action", ("Treasurer",), None, ("15",), True),
        ("progress", (), None, ("15",), False),
    ]


def test_the_fields_are_no_headings_of_what_follows():
    assert {one.item for one in told(LOG)[-4:]} == {"No. 14", "No. 15"}


GRADES = {
    "Keeping the slip dry      Requires improvement": ["grade"],
    "Keeping the slip dry\t\tGood": ["grade"],
    "Keeping the slip dry is good": [],
}


@each(("line", "kinds"), GRADES.items())
def test_a_grade_may_stand_in_a_column(line, kinds):
    found = told(f"Inspection of Fell Harbour\nSummary of judgments\n\n{line}\n")
    assert [one.kind for one in found if one.kind == "grade"] == kinds


ACTIONS = {
    "Action 2024/18 - CC - Further report on moorings - 10 September 2024": (
        ("CC",), ("2024/18",), "10 September 2024"
    ),
    "Action 2024/19 - Treasurer - A price for the slip": (("Treasurer",), ("2024/19",), None),
}  # fmt: skip


@each(("line", "expected"), ACTIONS.items())
def test_an_action_told_in_parts_is_no_heading(line, expected):
    paper = "Harbour Panel\nMinutes of 11 June 2024\n\n1. Slipway\nIt is wet.\n{}\n2. Tide\nHigh.\n"
    (one,) = [one for one in told(paper.format(line)) if one.first == 6]
    assert (one.kind, one.owner, one.ref, one.due) == ("action", *expected)


def test_a_cause_of_concern_may_be_told_without_a_verb_that_is_known():
    found = told("Inspection of Fell Harbour\n\nCause of concern\nMoorings lack stout ropes.\n")
    assert [(one.kind, one.words) for one in found] == [("cause", "Moorings lack stout ropes.")]
