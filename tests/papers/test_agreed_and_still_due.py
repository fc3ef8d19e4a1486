"""What he just needs to do, agreed to do or was instructed to do; records of a log in one line."""

from folded import each

from commands.papers.claims import Proposal
from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Village Group\nPresent: Ivy, Tom, Dan B\n1. Business\n"


def told(line: str) -> Proposal:
    (*_, one) = propose(read(f"{HEAD}{line}\n".encode())).proposals
    return one


WHOSE = {
    "Tom's plans are fine - he just needs to add the scale.": ("Tom",),
    "Dan B not happy about the gate. Ivy suggested that he speaks to the club; he agreed.": (
        "Dan B",
    ),
    "Ivy suggested that Dan B writes to the club; he agreed.": ("Dan B",),
    "Two lamps out on Low Lane, W.B. to report.": ("W.B.",),
    "The Clerk was instructed accordingly.": ("Clerk",),
    "Ivy apologised for the delay and undertook to confirm a date by the end of May.": ("Ivy",),
    "The survey was late. Tom was pleased. He'll have the summary ready for May.": ("Tom",),
    "The Forum, having heard Ms Orr, who had concerns, agreed to ask the Board why.": (),
}


@each("line", WHOSE)
def test_whose_task_it_is(line):
    one = told(line)
    assert (one.kind, one.owner) == ("action", WHOSE[line])


@each(
    "line",
    [
        "The U.K. to lead on trade was the subject of the talk.",
        "Ivy suggested that the gate is too low; he agreed.",
        "Tom's plans are fine - he just needs to be patient.",
    ],
)
def test_what_gives_nobody_a_task(line):
    assert told(line).kind != "action"


def test_a_day_of_what_another_is_asked_for_is_not_the_clerks():
    assert (
        told("It was resolved to ask the County to mend it before Easter, clerk to write.").due
        is None
    )
    assert told("By 4 May 2024, the clerk to write to the bank.").due == "4 May 2024"


RECORD = "Ref. GG/07/02 – Publish the survey. Owner: Head of Comms. Due: September. Status: "


@each(
    "status, kind, due",
    [
        ("late, now due 31 October.", "due", "31 October"),
        ("on track.", "progress", "September"),
        ("published 4 May – complete.", "close", None),
        ("approved 12 May, closed.", "close", None),
    ],
)
def test_a_record_of_a_log_in_one_line(status, kind, due):
    one = told(RECORD + status)
    assert (one.kind, one.owner, one.due) == (kind, ("Head of Comms",), due)
    assert one.ref == ("GG/07/02",)


def decided(cell: str) -> list[tuple[str, tuple[str, ...]]]:
    sheet = f"DECISION SHEET\nAgenda Item | Decision\n6. Petition | {cell}\n7. Budget | Noted.\n"
    made = propose(read(sheet.encode())).proposals
    return [(one.kind, one.owner) for one in made if one.first == 3]


def test_a_task_beside_a_decision_in_its_cell_is_told_too():
    cell = "That the petition be received and the Assistant Director (Roads) respond to its author."
    assert decided(cell) == [("decision", ()), ("action", ("Assistant Director",))]


def test_a_cell_of_decisions_may_be_a_task_alone():
    assert decided("That the Monitoring Officer bring a summary.") == [
        ("action", ("Monitoring Officer",))
    ]


def test_a_decision_alone_in_its_cell_is_no_task():
    ((kind, _),) = decided("That the petition be received.")
    assert kind != "action"


def test_those_who_were_there_are_known_by_their_names():
    made = propose(read(b"Hall Group\nThere: Ivy, Tom, Dan\n1. Gate\nTom will ring the club.\n"))
    assert [(one.kind, one.owner) for one in made.proposals] == [
        ("present", ()),
        ("action", ("Tom",)),
    ]


def test_an_administrator_is_a_post():
    assert told("New action: administrator to add a chart.").owner == ("administrator",)
