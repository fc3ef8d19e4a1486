"""A due date in words: it has its column wherever a due date has, until it is moved to a day."""

from datetime import date

import pytest
from office import Office

from ledger.records import actions
from ledger.words import format_event
from projections import questions

pytestmark = pytest.mark.slow

WORDS = "when the survey is in"
HTA = "HTA/2018-02-13"
# Whose due dates are not those of actions, or are told in another way.
NOT_OF_ACTIONS = {"differences", "commitment_status", "stale_updates"}
# Its rows are of actions whose day has passed, or of none.
MOVED = date(2018, 6, 1)


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db") as office:
        facts = {"title": "Report", "owners": ["CC"], "due_words": WORDS, "meeting": HTA}
        office.say("2018-02-13", actions.raise_action, "A-2018-001", **facts)
        office.say("2018-02-20", actions.carry, "A-2018-001", meeting="HTA/2018-02-20")
        yield office


def with_a_due_date() -> list[str]:
    return [name for name, one in questions().items() if "due" in one.columns]


def test_every_question_with_a_due_date_has_its_words():
    names = set(with_a_due_date()) - NOT_OF_ACTIONS
    assert names >= {"open_actions", "meeting_record", "meeting_pack", "outstanding_matters"}
    for name in names:
        columns = questions()[name].columns
        assert {"due_words", "due_words_was"} & set(columns), name


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("open_actions", {}),
        ("action_status", {}),
        ("carried_forward", {}),
        ("owner_workload", {}),
        ("due_on_no_day", {}),
        ("outstanding_matters", {"meeting": "HTA/2018-02-27"}),
        ("meeting_pack", {"meeting": "HTA/2018-02-27"}),
        ("meeting_record", {"meeting": HTA}),
    ],
)
def test_they_are_told_until_a_day_takes_their_place(office, name, given):
    assert WORDS in {row["due_words"] for row in office.ask(name, **given)}
    facts = {"due": MOVED, "reason": "late", "approved_by": "PCC"}
    office.say("2018-02-21", actions.extend, "A-2018-001", **facts)
    rows = office.ask(name, **given)
    moved = {row["due_words"] for row in rows if row.get("due") == MOVED}
    assert moved <= {None}
    assert name != "due_on_no_day" or rows == []


def test_an_extension_names_the_words_it_moved_from(office):
    facts = {"due": MOVED, "reason": "late", "approved_by": "PCC"}
    (extended,) = office.say("2018-02-21", actions.extend, "A-2018-001", **facts)
    assert (
        format_event(extended) == f"due date ({WORDS}) moved to 1 June 2018, approved by PCC: late"
    )
    office.say("2018-02-22", actions.extend, "A-2018-001", **facts | {"due": date(2018, 7, 1)})
    rows = office.ask("due_date_slippage")
    assert [(row["due_was"], row["due_words_was"]) for row in rows] == [
        (None, WORDS),
        (MOVED, None),
    ]
    assert rows[1]["due"] == date(2018, 7, 1)
