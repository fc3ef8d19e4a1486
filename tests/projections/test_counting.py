"""Counting the rows of an answer is the same as reading them, and differences leave alone only what
did not change."""

from datetime import date

import pytest
from office import Office, count

from ledger.records import actions
from projections import Projections

DAY = date(2018, 2, 28)


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db", "2018-01-01T09:00") as office:
        for number in (1, 2, 3):
            facts = {"title": f"Title {number}", "owners": ["CC"]}
            office.say("2018-01-10", actions.raise_action, f"A-2018-{number:03}", **facts)
        office.say("2018-02-10", actions.withdraw, "A-2018-001", reason="overtaken")
        yield office


@pytest.mark.parametrize("statuses", [["open"], ["withdrawn"], ["open", "withdrawn"], ["closed"]])
def test_a_count_is_how_many_rows_meet_the_condition(office, statuses):
    with Projections(office.ledger) as now:
        columns, rows = now.state("action_state", as_of=DAY)
        where = "list_contains(?, status)"
        many = count(now, "action_state", where, [statuses], as_of=DAY)
    assert many == sum(row[columns.index("status")] in statuses for row in rows)


def test_a_count_is_of_the_day_and_of_what_was_known(office):
    with Projections(office.ledger) as now:
        withdrawn = ("action_state", "status = ?", ["withdrawn"])
        assert count(now, *withdrawn, as_of=DAY) == 1
        assert count(now, *withdrawn, as_of=date(2018, 2, 9)) == 0
        assert count(now, *withdrawn, as_of=DAY, known_by=date(2017, 12, 31)) == 0


def test_what_neither_happened_nor_was_told_since_is_no_difference(office):
    rows = office.ask("differences", DAY, **{"from": date(2018, 1, 31)})
    assert [(row["ref"], row["what"], row["was"]) for row in rows] == [
        ("A-2018-001", "withdrawn", "open")
    ]
