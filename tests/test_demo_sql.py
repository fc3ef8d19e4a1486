"""The examples of `govledger help sql` and of each question answer on the demo's ledger."""

import re
import shlex

import pytest
from folded import each
from test_demo import Desk, demo, desk

from commands.cli.help import TOPICS
from projections import questions

pytestmark = pytest.mark.slow

assert demo and desk  # fixtures
EXAMPLES = re.findall(
    r'^  govledger sql "([^"]+)"', (TOPICS / "sql.txt").read_text(encoding="utf-8"), re.MULTILINE
)


def rows_of(desk: Desk, *words: str) -> list[list[str]]:
    return [line.split("\t") for line in desk.types(shlex.join(words)).splitlines()[1:]]


def test_the_worked_examples_answer_as_the_papers_do(desk: Desk) -> None:
    opened, due, years, both, event, owners = (rows_of(desk, "sql", sql) for sql in EXAMPLES)
    assert len(opened) == 8
    assert [row[0] for row in due] == ["A-2016-007"]
    assert years == [["2016", "8", "4"], ["2017", "2", "0"], ["2018", "3", "0"]]
    assert [row[0] for row in both] == [
        *("A-2017-001", "A-2017-002", "A-2018-001", "A-2018-002", "A-2018-003"),
    ]
    assert [row[2] for row in event] == [
        *("ActionRaised", "ActionCarriedForward", "ActionProgressed", "ActionSuperseded"),
    ]
    assert owners[0] == ["PCC", "3", "0"]
    assert sum(int(row[1]) for row in owners) == 9


@each("name", list(questions()), sharing="desk")
def test_the_example_of_a_question_is_one(desk: Desk, name: str) -> None:
    example = questions()[name].example or "--as-of 27/11/18"
    assert desk.asks(f"{name} {example}") or name in NOTHING


# What the papers tell nothing of.
NOTHING = {
    "accepted_witnesses",
    "due_date_slippage",
    "evidence_held",
    "keys",
    "overdue_items",
    "seals",
    "withholdings",
    # An internal audit and a tracker are invented, and stand in a practice ledger of their own.
    *("assurance_opinions", "audit_recommendations", "overdue_by_priority", "rag_against_facts"),
    *("interests", "private_items", "recommended", "votes"),
    *("disputes", "extensions_without_approval", "risks"),
}
