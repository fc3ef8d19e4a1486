"""Papers of invented offices: what a speaker will do, a register's items, a column of who and when,
whose a line is that ends in no sentence, what all members are asked for."""

import pytest

from commands.papers.proposals import propose
from commands.papers.read import read

HEAD = "Present: Una Lowe (UL), Tom Reed (TR), Bo, Secretary\n\n3. Estates\n"


def _made(words: str):
    made = propose(read(f"{HEAD}{words}\n".encode()))
    return [one for one in made.proposals if one.first > 3]


def _told(words: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.owner) for one in _made(words)]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("CC: Yes, I'll ask the crews to do that.", ("CC",)),
        ("DCC: I don't have that. I will write to you this week.", ("DCC",)),
        ("UL asked members to let her know of their holidays.", ("members",)),
        ("The gate is back. Exit talk for the old porter – UL.", ("UL",)),
        ("The Board was content with it. New action: TR to add a chart.", ("TR",)),
        ("UL suggested we write to the club. Agreed.", ()),
        ("The list is short. Copy from all by 22 March please.", ()),
    ],
)
def test_whose_task_it_is(words, who):
    assert _told(words) == [("action", who)]


@pytest.mark.parametrize(
    "words",
    [
        "CC: I have asked the crews to do that.",
        "UL asked members to consider the fees.",
        "The gate is back. The porter has gone – UL.",
        "UL suggested we write to the club. TR did not.",
    ],
)
def test_what_is_nobodys_task(words):
    assert "action" not in {kind for kind, _ in _told(words)}


def test_that_there_be_a_report_is_to_be_done():
    words = "It was agreed that:\n• there be a report in May;\n• there be no more fees."
    assert [kind for kind, _ in _told(words)] == ["action", "decision"]


@pytest.mark.parametrize(
    ("words", "kind", "ref"),
    [
        ("Rec 4 (keys): complete, proof sent on 2 May.", "close", ("4",)),
        ("AFI 2 (gates): Supt Coles has handed this to Supt Dunn.", "reassign", ("2",)),
    ],
)
def test_items_of_a_register_may_be_shortened(words, kind, ref):
    assert [(one.kind, one.ref) for one in _made(words)] == [(kind, ref)]


def test_a_column_may_say_who_and_when():
    rows = "Item\tMinute\tWho/when\n1\tThe gate was shut.\t\n3\tTwo keys were late.\tTR – July"
    found = [one for one in _made(rows) if one.kind == "action"]
    assert [(one.owner, one.due) for one in found] == [(("TR",), "July")]


def test_what_is_deferred_is_done_by_nobody():
    rows = "Agenda Item | Decision\n7. Report | Noted.\n8. Sale | Deferred to the March meeting."
    assert [kind for kind, _ in _told(rows)] == ["note", "decision"]


def test_cleared_is_closed():
    assert [kind for kind, _ in _told("2 Matters arising\n2.3 Backlog; now cleared.")] == ["close"]


def test_apologies_of_one_with_a_rank():
    made = propose(read(b"Present: Una Lowe\n1. Apologies Cllr Burt\n"))
    assert [one.kind for one in made.proposals] == ["present", "apologies"]


def test_in_answer_to_somebody():
    assert _told("In answer to Cllr Gower, he said that it was late.") == [("answer", ())]


def test_a_grade_within_a_minute_is_not_sure():
    grade = "The Force was graded 'requires improvement' at managing offenders."
    assert [(one.kind, one.sure) for one in _made(grade)] == [("grade", True)]
    assert [(one.kind, one.sure) for one in _made(f"{grade} UL set out a plan.")] == [
        ("grade", False)
    ]
