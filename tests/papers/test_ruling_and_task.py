"""A line that is a ruling and gives a task as well is both, in the proposals and in the draft."""

from folded import each
from papers.test_columns_made_lines import made

from commands.papers.draft import Paper, entries

ITEM = "1. Quay"


@each(
    ("line", "task", "owner"),
    [
        ("Agreed: to renew the lease. Clerk to sign it.", "Clerk to sign it.", "Clerk"),
        (
            "RESOLVED that the crane be mended and that the Clerk ask for three prices.",
            "the Clerk ask for three prices.",
            "Clerk",
        ),
        ("It was agreed to buy a bench and RP will order it.", "RP will order it.", "RP"),
    ],
)
def test_a_ruling_with_a_task_in_its_line_is_both(line, task, owner):
    ruling, given = made(ITEM, line).proposals[-2:]
    assert (ruling.kind, ruling.words, ruling.first) == ("decision", line, given.first)
    assert (given.kind, given.words, given.owner) == ("action", task, (owner,))
    assert not (ruling.sure or given.sure)


@each(
    "line",
    [
        "Agreed: to renew the lease. The Clerk was thanked.",
        "Agreed: to renew the lease. He will write to the club.",
        "It was agreed to open the quay and the crane will stay.",
    ],
)
def test_a_ruling_that_gives_nobody_a_task_is_one(line):
    assert [one.kind for one in made(ITEM, line).proposals if one.first == 5] == ["decision"]


def test_a_cell_with_both_is_the_ruling_alone():
    rows = (
        "| Item | Discussion | Outcome |",
        "| Lease | It ends soon. | Approved. RP to ask for prices. |",
    )
    found = [one.kind for one in made(*rows).proposals if one.first == 5]
    assert found == ["decision"]


def test_a_row_with_a_ruling_and_a_task_in_a_column_each_is_both():
    rows = (
        "| Item | Discussion | Decision | Action | Owner | By when |",
        "| Bench | The old one broke. | A second bench. | Order the bench | RP | 3 May 2024 |",
        "| Gate | It squeaks. | Agreed to oil it. | | | |",
    )
    ruling, task, *rest = [one for one in made(*rows).proposals if one.first > 4]
    assert (ruling.kind, ruling.words, ruling.owner, ruling.due) == (
        "decision",
        "A second bench.",
        (),
        None,
    )
    assert (task.kind, task.words, task.owner) == ("action", "Order the bench", ("RP",))
    assert task.due == "3 May 2024"
    assert ruling.first == task.first and not (ruling.sure or task.sure)
    assert [one.kind for one in rest] == ["decision"]


def test_the_draft_has_the_ruling_and_the_task():
    proposed = made(ITEM, "Agreed: to renew the lease. Clerk to sign it.")
    paper = Paper(name="quay.txt", document="QUAY", file=None)
    drafted = [(one.first, one.kind) for one in entries(proposed, paper, lambda _: None)]
    assert drafted[-2:] == [(5, "decision"), (5, "action")]
    assert sum(proposed.coverage().values()) == len(proposed.reading.lines)
