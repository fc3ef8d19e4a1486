"""Days of which the record does not tell: before it begins, and to come."""

from datetime import date

import pytest
from office import Office

from ledger.records import actions, bodies, posts
from projections import Projections, span

pytestmark = pytest.mark.slow

TODAY = date(2018, 3, 1)


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db", "2018-03-01T09:00") as office:
        office.say("1900-01-01", bodies.constitute, "HTA", title="Holding to account", public=False)
        office.say("2018-02-01", actions.raise_action, "A-2018-001", title="Write", owners=["CC"])
        yield office


@pytest.mark.parametrize("on", ["2018-02-01", "2018-03-01"])
def test_nothing_is_said_of_a_day_of_the_record(office, on):
    assert span.outside(office.projections(), date.fromisoformat(on), TODAY) == ""


@pytest.mark.parametrize("on", ["1900-01-01", "2018-01-31"])
def test_a_day_before_the_record_begins_is_said_to_be_so_whatever_is_of_long_standing(office, on):
    told = span.outside(office.projections(), date.fromisoformat(on), TODAY)
    assert "is before the record begins, on 1 February 2018" in told
    assert "long standing" not in told


def test_the_day_on_which_a_post_came_to_be_begins_no_record(office):
    """Else "no open action in 2013" would be told of an office that records since 2018."""
    office.say("2012-11-22", posts.define, "PCC", title="Commissioner")
    told = span.outside(office.projections(), date(2013, 1, 1), TODAY)
    assert "is before the record begins, on 1 February 2018" in told


def test_where_there_are_posts_alone_they_begin_it(tmp_path):
    with Office(tmp_path / "posts.db", "2018-03-01T09:00") as office:
        office.say("2012-11-22", posts.define, "PCC", title="Commissioner")
        now = office.projections()
        assert span.outside(now, date(2013, 1, 1), TODAY) == ""
        assert "begins, on 22 November 2012" in span.outside(now, date(2012, 1, 1), TODAY)


def test_a_day_to_come_is_said_to_be_so(office):
    told = span.outside(office.projections(), date(2018, 3, 2), TODAY)
    assert told == (
        "2 March 2018 is in the future: this is not what will be so, but what was recorded by"
        " 1 March 2018."
    )


def test_where_nothing_had_been_recorded_by_the_day_it_was_known_that_is_said(office):
    projections = office.projections()
    told = span.outside(projections, date(2018, 2, 28), TODAY, date(2018, 2, 28))
    assert told == (
        "Nothing had been recorded by 28 February 2018: the first event was recorded on"
        " 1 March 2018."
    )
    assert span.outside(projections, date(2018, 2, 28), TODAY, TODAY) == ""


def test_what_was_recorded_by_mistake_does_not_begin_the_record(office):
    mistake = office.say("2016-01-01", actions.raise_action, "A-2016-001", title="X", owners=["CC"])
    assert span.outside(office.projections(), date(2017, 1, 1), TODAY) == ""
    office.retract(mistake[0].position)
    assert "before the record begins" in span.outside(office.projections(), date(2017, 1, 1), TODAY)


def test_no_balance_is_yes_where_nothing_of_any_kind_happened(office):
    def balances(first, last):
        facts = {"from": date.fromisoformat(first), "to": date.fromisoformat(last)}
        rows = office.ask("changes_between", last, **facts)
        return {row["record"]: row["balances"] for row in rows}

    assert balances("2029-01-01", "2030-01-01")["action"] == "nothing changed"
    assert balances("2018-01-01", "2018-02-01")["action"] == "yes"


def test_when_the_record_begins_is_looked_for_once_and_again_of_what_was_recorded_since(office):
    earlier = date(2018, 1, 15)
    with Projections(office.ledger) as now:
        assert "before the record begins" in span.outside(now, earlier, TODAY)
        now.connection.execute("DROP VIEW events")
        assert "before the record begins" in span.outside(now.beside(), earlier, TODAY)
    office.say("2018-01-10", actions.raise_action, "A-2018-002", title="Call", owners=["CC"])
    assert span.outside(office.projections(), earlier, TODAY) == ""
