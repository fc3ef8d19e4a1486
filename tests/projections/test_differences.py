"""What changed between two points: each change as it happened, and balances that add up."""

import re
from datetime import date
from typing import Any

import pytest
from office import Office, only, opened

from commands.wording.differences import balance
from ledger.records import (
    actions,
    commitments,
    decisions,
    findings,
    funding,
    inspection_items,
    item_sign_off,
    policies,
)
from ledger.registry import record_kinds
from projections import Projections, differences, library
from projections.differences import Point, between

pytestmark = pytest.mark.slow

JAN, FEB = date(2018, 1, 31), date(2018, 2, 28)


office = opened("2018-01-01T09:00")


def raised(office: Office, number: int, on: str, **facts: Any) -> int:
    facts = {"title": f"Title {number}", "owners": ["CC"]} | facts
    return office.say(on, actions.raise_action, f"A-2018-{number:03}", **facts)[0].position


def ended(office: Office, number: int, on: str) -> int:
    ref = f"A-2018-{number:03}"
    office.say(on, actions.complete, ref, reported_by="CC")
    facts = {"evidence": "minute 12", "verified_by": "CEX"}
    return office.say(on, actions.close, ref, **facts)[0].position


def changes(office: Office, **given: Any) -> list[tuple[Any, ...]]:
    rows = office.ask("differences", FEB, **({"from": JAN} | given))
    return only(rows, "ref", "what", "was", "became", "open_by")


def a_month(office: Office, known_by: date | None = None) -> differences.Comparison:
    points = (Point(words="", day=day) for day in (JAN, FEB))
    return between(office.ledger, *points, known_by)


def told(office: Office, first: int, last: int) -> differences.Comparison:
    start = Point(words="", day=JAN, told=first)
    return between(office.ledger, start, Point(words="", day=FEB, told=last))


def figures(answer: differences.Comparison, of: str = "actions") -> tuple[int, dict[str, int], int]:
    (one,) = [one for one in answer.balances if one.of == of]
    return one.opening, one.terms, one.closing


# What is so


def test_each_kind_of_change_is_told_with_what_was_and_what_became(office):
    ref, due = "A-2018-001", date(2018, 2, 20)
    raised(office, 1, "2018-01-10", due=due, meeting="HTA/2018-01-10")
    raised(office, 2, "2018-01-10")
    moved = {"due": date(2018, 3, 20), "reason": "late", "approved_by": "PCC"}
    office.say("2018-02-01", actions.extend, ref, **moved)
    office.say("2018-02-02", actions.reassign, ref, owners=["ACC", "DCC"])
    office.say("2018-02-03", actions.carry, ref, meeting="HTA/2018-02-27")
    office.say("2018-02-04", actions.progress, ref, text="no change of anything asked about")
    office.say("2018-02-05", actions.complete, ref, reported_by="ACC")
    office.say("2018-02-06", actions.refuse_closure, ref, reason="no evidence")
    office.say("2018-02-07", actions.complete, ref, reported_by="ACC")
    office.say("2018-02-08", actions.close, ref, evidence="minute 2", verified_by="CEX")
    office.say("2018-02-09", actions.reopen, ref, reason="it came back")
    office.say("2018-02-10", actions.merge, ref, into="A-2018-002")
    raised(office, 3, "2018-02-11", due=due)
    office.say("2018-02-12", actions.supersede, "A-2018-003", by="A-2018-002")
    office.say("2018-02-13", actions.withdraw, "A-2018-002", reason="not wanted")
    assert changes(office) == [
        (ref, "extended", "20 February 2018", "20 March 2018", 0),
        (ref, "re-owned", "CC", "ACC, DCC", 0),
        (ref, "carried forward", "HTA/2018-01-10", "HTA/2018-02-27", 0),
        (ref, "moved", "open", "reported complete", 0),
        (ref, "moved", "reported complete", "open", 0),
        (ref, "moved", "open", "reported complete", 0),
        (ref, "closed", "reported complete", "closed, verified by CEX", -1),
        (ref, "reopened", "closed", "open", 1),
        (ref, "merged", "open", "merged into A-2018-002", -1),
        ("A-2018-003", "raised", None, "CC; due 20 February 2018", 1),
        ("A-2018-003", "superseded", "open", "superseded by A-2018-002", -1),
        ("A-2018-002", "withdrawn", "open", "withdrawn", -1),
    ]
    terms = {"raised": 1, "reopened": 1, "closed": -1, "withdrawn": -1} | {
        "superseded": -1,
        "merged": -1,
    }
    assert figures(a_month(office)) == (2, terms, 0)


def test_the_first_day_is_before_and_the_last_is_within(office):
    raised(office, 1, "2018-01-31")
    raised(office, 2, "2018-02-01")
    raised(office, 3, "2018-02-28")
    raised(office, 4, "2018-03-01")
    assert [ref for ref, *_ in changes(office)] == ["A-2018-002", "A-2018-003"]
    assert figures(a_month(office)) == (1, {"raised": 2}, 3)


def test_an_inspection_item_moves_by_its_first_progress_and_not_by_the_next(office):
    ref = "EFF17/AFI1"
    issued = {"title": "Improve"}
    office.say("2018-01-10", inspection_items.issue, ref, **issued)
    office.say("2018-02-01", inspection_items.assign_lead, ref, lead="ACC")
    for day in ("2018-02-02", "2018-02-03"):
        office.say(day, inspection_items.progress, ref, text="begun")
    office.say("2018-02-04", inspection_items.complete, ref, reported_by="ACC")
    office.say("2018-02-05", inspection_items.progress, ref, text="more")
    office.say("2018-02-06", item_sign_off.accept, ref, evidence="letter")
    assert changes(office) == [
        (ref, "re-owned", None, "ACC", 0),
        (ref, "moved", "open", "in progress", 0),
        (ref, "moved", "in progress", "reported complete", 0),
        (ref, "closed", "reported complete", "closed", -1),
    ]
    assert figures(a_month(office), "inspection items") == (1, {"closed": -1}, 0)


def test_decisions_and_findings_are_counted(office):
    for number, on in enumerate(("2018-01-31", "2018-02-01", "2018-02-28", "2018-03-01"), 1):
        at = {"title": "Roads", "makers": ["PCC"]}
        office.say(on, decisions.take, f"D-2018-00{number}", **at)
    said = {"text": "all well", "inspection": "EFF17"}
    office.say("2018-02-01", findings.record, "F-2018-001", **said)
    assert figures(a_month(office), "decisions") == (1, {"taken": 2}, 3)
    assert figures(a_month(office), "findings") == (0, {"found": 1}, 1)
    assert ("F-2018-001", "found", None, "recorded", 1) in changes(office)


def test_money_and_commitments_are_changes_too(office):
    office.say("2018-02-02", funding.agree, "G-2018-001", title="Hate crime", amount=50_000_000)
    plan = {"plan": "SWMP", "printed": "1.1", "title": "Support victims"}
    office.say("2018-02-03", commitments.adopt, "SWMP/1.1", **plan)
    office.say("2018-02-04", commitments.complete, "SWMP/1.1", evidence="seen")
    assert changes(office) == [
        ("G-2018-001", "agreed", None, "agreed, £500,000", 1),
        ("SWMP/1.1", "adopted", None, "in progress", 1),
        ("SWMP/1.1", "complete", "in progress", "complete", -1),
    ]
    answer = a_month(office)
    assert [(one.of, one.state) for one in answer.balances] == [
        ("commitments", "open"),
        ("sums of funding", "recorded"),
    ]
    assert figures(answer, "commitments") == (0, {"adopted": 1, "complete": -1}, 0)


def test_every_kind_whose_status_can_change_is_compared():
    """By rule: each is counted, so that a kind of which one event was left out cannot balance."""
    for kind in record_kinds().values():
        moves = {event.moves_to for event in kind.events if event.moves_to} or {"recorded"}
        assert kind.counted <= moves | {"in progress"}, kind.name
        assert kind.counted, kind.name
    sql = library()["differences"].sql
    statusless = sorted(kind.name for kind in record_kinds().values() if kind.statusless)
    sql = sql.replace(f"record in {tuple(statusless)}", "record in those without a status")
    named = set(re.findall(r"record (?:not )?in \([^)]*\)|record = '\w+'", sql))
    # In how a change is told, and never in which records are looked at.
    assert named == {"record in ('action', 'item')", "record not in ('action', 'item')"}


def test_a_kind_without_a_status_is_counted_as_recorded(office):
    facts = {"name": policies.SEAL_DAYS, "reason": "as agreed"}
    office.say("2018-01-02", policies.switch, policies.SEAL_DAYS, setting="30", **facts)
    office.say("2018-02-02", policies.switch, policies.SEAL_DAYS, setting="60", **facts)
    facts = {"name": policies.SIGNED_CLOSURES, "reason": "as agreed"}
    number = office.say("2018-02-03", policies.switch, facts["name"], setting="on", **facts)
    assert figures(a_month(office), "policies") == (1, {"set": 1}, 2)
    assert [(row[0], row[4], row[5]) for row in a_month(office).rows] == [
        ("seal-days", "30", "60 (as agreed)"),
        ("signed-closures", None, "on (as agreed)"),
    ]
    office.retract(number[0].position)
    assert figures(a_month(office), "policies") == (1, {}, 1)


def test_one_more_by_a_correction_is_not_one_corrected(office):
    office.define("ACC")
    second = raised(office, 2, "2018-02-10")
    size = office.ledger.size
    office.it_is("2018-02-15T09:00")
    office.correct(second, "2018-01-11", title="It was earlier")
    (one, *_) = told(office, size, office.ledger.size).balances
    assert balance(one) == "actions: 0 open + 1 by correction = 1 open."


# What was learned


def test_what_was_recorded_late_is_learned_later_and_counts_in_the_opening(office):
    raised(office, 1, "2018-01-10")
    office.it_is("2018-02-15T09:00")
    raised(office, 2, "2018-01-20")
    ended(office, 1, "2018-01-25")
    assert [(ref, what) for ref, what, *_ in changes(office)] == [
        ("A-2018-002", "learned later: raised"),
        ("A-2018-001", "learned later: moved"),
        ("A-2018-001", "learned later: closed"),
    ]
    assert figures(a_month(office)) == (1, {}, 1)
    assert changes(office, told=4) == [], "the ledger had been told all of it"


def test_by_what_it_was_told_the_ledger_opened_without_what_was_learned_later(office):
    raised(office, 1, "2018-01-10")
    office.it_is("2018-02-15T09:00")
    raised(office, 2, "2018-01-20")
    raised(office, 3, "2018-01-20")
    ended(office, 1, "2018-01-25")
    assert figures(told(office, 1, 5)) == (1, {"learned later": 1}, 2)
    assert figures(told(office, 2, 5)) == (2, {}, 2), "one more learned, and one fewer"
    assert figures(told(office, 1, 2)) == (1, {"learned later": 1}, 2)
    assert told(office, 0, 0).balances == [], "nothing was compared"


def test_by_what_is_known_on_a_day_nothing_later_is_told(office):
    office.define("ACC")
    number = raised(office, 1, "2018-02-10")
    office.it_is("2018-03-15T09:00")
    office.correct(number, "2018-02-10", owners=["ACC"])
    raised(office, 2, "2018-02-10")
    raised(office, 3, "2018-01-10")
    assert figures(a_month(office, date(2018, 3, 14))) == (0, {"raised": 1}, 1)
    before = office.ask("differences", FEB, "2018-03-14", **{"from": JAN})
    assert only(before, "ref", "what") == [("A-2018-001", "raised")]
    assert len(changes(office)) == 4


def test_a_correction_says_field_by_field_what_was_put_right(office):
    office.define("ACC", "DCC")
    number = raised(office, 1, "2018-01-10")
    office.it_is("2018-02-15T09:00")
    office.correct(number, "2018-01-12", owners=["ACC", "DCC"], title="Better words")
    assert changes(office) == [
        (
            "A-2018-001",
            "corrected",
            "effective_on: 2018-01-10; owners: CC; title: Title 1",
            "effective_on: 2018-01-12; owners: ACC,DCC; title: Better words",
            0,
        )
    ]
    assert figures(told(office, number, number + 2)) == (1, {}, 1)


def test_a_correction_is_told_of_every_field_that_an_event_has(office):
    """Also of one that no question has a column for."""
    raised(office, 1, "2018-01-10")
    closing = ended(office, 1, "2018-01-20")
    office.it_is("2018-02-15T09:00")
    office.correct(closing, "2018-01-20", evidence="minute 13")
    assert changes(office) == [
        ("A-2018-001", "corrected", "evidence: minute 12", "evidence: minute 13", 0)
    ]


def test_a_correction_may_open_or_end_something(office):
    first = raised(office, 1, "2018-01-10")
    second = raised(office, 2, "2018-02-10")
    third = ended(office, 1, "2018-01-20")
    size = office.ledger.size
    office.it_is("2018-02-15T09:00")
    office.correct(second, "2018-01-11", title="It was earlier")
    office.retract(third, third - 1)
    assert figures(told(office, size, office.ledger.size)) == (
        0,
        {"corrected": 1, "retracted": 1},
        2,
    )
    assert figures(told(office, first, size)) == (1, {"raised": 1, "learned later": -1}, 1)
    what = [what for _, what, *_ in changes(office)]
    assert what == ["corrected", "retracted", "retracted"]


def test_what_a_correction_moves_out_of_the_time_before_is_raised_in_it(office):
    number = raised(office, 1, "2018-01-10")
    office.correct(number, "2018-02-10", title="It was later")
    assert figures(told(office, 1, 3)) == (1, {"raised": 1, "corrected": -1}, 1)


def test_what_was_written_late_is_in_the_order_in_which_it_was_so(office):
    raised(office, 1, "2018-01-10")
    office.say("2018-02-20", actions.withdraw, "A-2018-001", reason="not wanted")
    office.say("2018-02-01", actions.complete, "A-2018-001", reported_by="CC")
    assert changes(office) == [
        ("A-2018-001", "moved", "open", "reported complete", 0),
        ("A-2018-001", "withdrawn", "reported complete", "withdrawn", -1),
    ]


# It adds up, and is seen where it does not


def test_a_balance_does_not_add_up_where_the_states_say_otherwise(office, monkeypatch):
    raised(office, 1, "2018-02-10")
    assert all(one.adds_up for one in a_month(office).balances)
    monkeypatch.setattr(differences, "_standing", lambda *_: ({"action": 7}, {"action": 7}))
    assert not all(one.adds_up for one in a_month(office).balances)


def test_any_two_days_and_any_two_positions_of_a_busy_ledger_add_up(office):
    for number in range(1, 13):
        office.it_is(f"2018-01-{number * 2:02}T09:00")
        raised(office, number, f"2018-01-{number:02}")
        if number % 2:
            ended(office, number, f"2018-01-{number * 2:02}")
        if number % 3 == 0:
            position = office.ledger.size
            office.retract(position)
        if number in (1, 5, 7):
            on = f"2018-01-{number * 2:02}"
            office.say(on, actions.reopen, f"A-2018-{number:03}", reason="it came back")
    size = office.ledger.size
    for first in range(0, size, 11):
        for last in range(first, size + 1, 17):
            start = Point(words="", day=date(2018, 1, 1 + first // 3), told=first)
            end = Point(words="", day=date(2018, 1, 5 + last // 2), told=last)
            for pair in ((start, end), (as_known(start), as_known(end))):
                answer = between(office.ledger, *pair)
                assert all(one.adds_up for one in answer.balances), (pair, answer.balances)


def as_known(point: Point) -> Point:
    return Point(words="", day=point.day)


def test_only_the_first_events_are_there_where_only_they_are_asked_of(office):
    number = raised(office, 1, "2018-01-10")
    office.retract(number)
    with Projections(office.ledger, upto=1) as then:
        assert len(then.ask("open_actions", as_of=FEB)[1]) == 1
    with Projections(office.ledger, upto=1, fresh=True) as then:
        assert len(then.ask("open_actions", as_of=FEB)[1]) == 1
    with Projections(office.ledger) as now:
        assert now.ask("open_actions", as_of=FEB)[1] == []


def test_a_correction_that_had_been_told_by_the_first_point_is_not_told_again(office):
    office.define("ACC")
    number = raised(office, 1, "2018-01-10")
    office.correct(number, "2018-01-10", owners=["ACC"])
    raised(office, 2, "2018-02-10")
    assert [what for _, what, *_ in changes(office, told=number + 2)] == ["raised"]
    assert [what for _, what, *_ in changes(office, told=number)] == ["raised", "corrected"]


def test_only_the_rows_that_are_read_are_told_by_the_state_of_their_record(office, monkeypatch):
    """A page of browse does not read the records of all the others; and all are told at last."""
    for number in range(1, 8):
        on = f"2018-02-{number:02}"
        facts = {"text": f"Finding {number}", "meeting": "HTA/2018-01-30"}
        office.say(on, findings.record, f"F-2018-{number:03}", **facts)
    whole = a_month(office).rows
    asked: list[set[str]] = []
    changes = differences.changed.changes_by_position

    def noted(ledger: Any, streams: set[str], *rest: Any) -> Any:
        asked.append(streams)
        return changes(ledger, streams, *rest)

    monkeypatch.setattr(differences.changed, "changes_by_position", noted)
    with Projections(office.ledger) as now:
        lazy = differences.difference(now, *(Point(words="", day=day) for day in (JAN, FEB)))
        assert not asked
        assert lazy.page(2, 3) == whole[2:5]
        assert len(asked) == 1
        assert len(asked[0]) == 3
        monkeypatch.setattr(differences, "AT_ONCE", 2)
        assert list(lazy.rows) == whole
        assert len(lazy.rows) == len(whole) == 7
