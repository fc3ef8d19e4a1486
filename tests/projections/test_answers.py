"""Every question, on a case small enough to answer by hand; and the days on which answers turn."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from macros import prepare
from office import Office, Rows, everything, only, opened

from commands.menu import run
from commands.session.app import App
from ledger.errors import Misused, NotFound
from ledger.records import (
    action_disputes,
    actions,
    agenda,
    bodies,
    body_members,
    decisions,
    discrepancies,
    grades,
    inspection_items,
    inspections,
    item_due_dates,
    item_sign_off,
    meeting_attendance,
    meetings,
    nil_returns,
    posts,
    recommendations,
    statements,
)
from ledger.records import questions as questions_put
from projections import Projections, questions

MEETING, EARLIER = "HTA/2018-02-27", "HTA/2018-01-30"


office = opened("2018-02-20T09:00")


def raised(office: Office, number: int = 1, on: str = "2018-02-27", **facts: Any) -> int:
    """Raise A-2018-00n; its position."""
    facts = {"title": f"Title {number}", "owners": ["CC"]} | facts
    return office.say(on, actions.raise_action, f"A-2018-{number:03}", **facts)[0].position


def completed(office: Office, number: int = 1, on: str = "2018-03-05", by: str = "CC") -> int:
    ref = f"A-2018-{number:03}"
    return office.say(on, actions.complete, ref, reported_by=by)[0].position


def closed(office: Office, number: int = 1, on: str = "2018-03-06") -> int:
    facts = {"evidence": "minute 12", "verified_by": "CEX"}
    return office.say(on, actions.close, f"A-2018-{number:03}", **facts)[0].position


def issued(office: Office, ref: str, title: str = "Improve", on: str = "2018-03-22") -> int:
    facts = {"title": title}
    return office.say(on, inspection_items.issue, ref, **facts)[0].position


def day(said: str) -> date:
    return date.fromisoformat(said)


# Days


def test_what_is_due_on_the_day_is_not_yet_overdue(office):
    raised(office, due=day("2018-03-10"))
    assert only(office.ask("open_actions", "2018-03-10"), "overdue") == [(False,)]
    assert office.ask("overdue_actions", "2018-03-10") == []
    assert only(office.ask("open_actions", "2018-03-11"), "overdue") == [(True,)]
    assert only(office.ask("overdue_actions", "2018-03-11"), "days_overdue") == [(1,)]


def test_what_has_no_due_date_is_never_overdue(office):
    raised(office)
    assert only(office.ask("open_actions", "2030-01-01"), "overdue", "due") == [(None, None)]


def test_a_fact_counts_on_its_day_and_not_the_day_before(office):
    raised(office, on="2018-02-27")
    completed(office, on="2018-03-05")
    assert office.ask("open_actions", "2018-02-26") == []
    assert only(office.ask("open_actions", "2018-02-27"), "status", "age_days") == [("open", 0)]
    assert only(office.ask("open_actions", "2018-03-04"), "status") == [("open",)]
    assert only(office.ask("open_actions", "2018-03-05"), "status") == [("reported complete",)]


def test_a_fact_is_known_on_the_day_it_was_recorded_and_not_the_day_before(office):
    office.it_is("2018-03-01T09:00")
    raised(office, on="2018-02-27")
    assert office.ask("open_actions", "2018-03-31", "2018-02-28") == []
    assert len(office.ask("open_actions", "2018-03-31", "2018-03-01")) == 1


def test_the_day_of_recording_is_the_day_in_the_united_kingdom(office):
    office.it_is("2018-03-01T23:30")
    raised(office, 1)
    office.it_is("2018-07-01T22:59")
    raised(office, 2)
    office.it_is("2018-07-01T23:30")  # Half past midnight on the 2nd, by the clock on the wall
    raised(office, 3)

    def known(by: str) -> list[tuple[Any, ...]]:
        return only(office.ask("action_status", "2018-12-31", by), "ref")

    assert known("2018-03-01") == [("A-2018-001",)], "in winter the clocks agree"
    assert known("2018-07-01") == [("A-2018-001",), ("A-2018-002",)]
    assert known("2018-07-02") == [("A-2018-001",), ("A-2018-002",), ("A-2018-003",)]


def test_what_is_due_never_comes_last(office):
    raised(office, 1)
    raised(office, 2, due=day("2018-05-01"))
    raised(office, 3, due=day("2018-04-01"))
    raised(office, 4, due_words="when the software comes")
    refs = [row["ref"][-1] for row in office.ask("open_actions", "2018-03-01")]
    assert refs == ["3", "2", "1", "4"]


def test_facts_of_one_day_count_in_the_order_in_which_they_were_written(office):
    raised(office, on="2018-02-27")
    completed(office, on="2018-02-27")
    facts = {"reason": "no evidence"}
    office.say("2018-02-27", actions.refuse_closure, "A-2018-001", **facts)
    assert only(office.ask("action_status", "2018-02-27"), "status") == [("open",)]
    completed(office, on="2018-02-27", by="DCC")
    closed(office, on="2018-02-27")
    assert only(office.ask("action_status", "2018-02-27"), "status") == [("closed",)]


def test_what_was_raised_without_a_due_date_had_none_originally(office):
    raised(office, on="2018-02-01")
    facts = {"due": day("2018-06-01"), "reason": "it needs one", "approved_by": "PCC"}
    office.say("2018-02-20", actions.extend, "A-2018-001", **facts)
    rows = office.ask("open_actions")
    assert only(rows, "due", "original_due") == [(day("2018-06-01"), None)]


def test_a_fact_written_late_counts_on_its_own_day(office):
    raised(office, on="2018-02-01", due=day("2018-03-01"))
    say = {"reason": "illness", "approved_by": "PCC"}
    office.say("2018-02-20", actions.extend, "A-2018-001", due=day("2018-06-01"), **say)
    office.say("2018-02-10", actions.reassign, "A-2018-001", owners=["DCC"])
    rows = office.ask("open_actions", "2018-02-15")
    assert only(rows, "owners", "due", "extensions") == [(["DCC"], day("2018-03-01"), 0)]
    rows = office.ask("open_actions", "2018-02-20")
    assert only(rows, "owners", "due", "extensions") == [(["DCC"], day("2018-06-01"), 1)]


# Putting right


def test_a_correction_on_the_same_day_keeps_the_place_of_what_it_corrects(office):
    first = raised(office, on="2018-02-27", title="Wrogn")
    completed(office, on="2018-02-27")
    closed(office, on="2018-02-27")
    office.correct(first, "2018-02-27", title="Right")
    rows = office.ask("action_status", "2018-02-27")
    assert only(rows, "title", "status") == [("Right", "closed")]
    (again,) = [r for r in office.ledger.history("action:A-2018-001") if r.envelope.corrects]
    office.correct(again.position, "2018-02-27", title="Better")
    rows = office.ask("action_status", "2018-02-27")
    assert only(rows, "title", "status") == [("Better", "closed")], "also the second time"


def test_a_retracted_closure_reopens_on_every_day_but_not_for_who_knew_it_before(office):
    raised(office, on="2018-02-01")
    completed(office, on="2018-02-05")
    closing = closed(office, on="2018-02-06")
    office.it_is("2018-03-10T09:00")
    office.retract(closing, on="2018-03-10")
    for as_of in ("2018-02-06", "2018-03-09", "2018-03-10", "2018-04-01"):
        assert only(office.ask("open_actions", as_of), "status") == [("reported complete",)]
        assert office.ask("open_actions", as_of, "2018-03-09") == []
        assert len(office.ask("open_actions", as_of, "2018-03-10")) == 1
    was = office.ask("action_status", "2018-02-06", "2018-03-09")
    assert only(was, "status", "verified_by") == [("closed", "CEX")]


def test_a_correction_moves_a_fact_to_another_day_for_who_knows_it(office):
    first = raised(office, on="2018-02-27")
    office.it_is("2018-03-10T09:00")
    office.correct(first, "2018-02-20")
    assert only(office.ask("open_actions", "2018-02-20"), "raised_on") == [(day("2018-02-20"),)]
    assert office.ask("open_actions", "2018-02-20", "2018-03-09") == []
    was = office.ask("open_actions", "2018-02-27", "2018-03-09")
    assert only(was, "raised_on") == [(day("2018-02-27"),)]


def test_a_retracted_raising_leaves_no_action(office):
    office.retract(raised(office))
    assert office.ask("action_status", "2018-12-31") == []
    raised(office, title="Again")
    assert only(office.ask("action_status", "2018-12-31"), "title") == [("Again",)]


def test_whoever_closed_it_is_forgotten_when_it_is_open_again(office):
    raised(office)
    completed(office)
    closed(office)
    office.say("2018-03-07", actions.reopen, "A-2018-001", reason="it came back")
    shown = ("status", "reported_by", "verified_by")
    assert only(office.ask("action_status", "2018-03-07"), *shown) == [("open", None, None)]
    assert only(office.ask("action_status", "2018-03-06"), *shown) == [("closed", "CC", "CEX")]


# Asking


def test_an_empty_ledger_answers_every_question_with_nothing(office):
    with Projections(office.ledger) as now:
        answers = everything(now, date(2018, 3, 1), date(2018, 3, 1))
    assert answers == {name: [] for name in questions()}


def test_a_question_that_is_not_there_is_said_so(office):
    with pytest.raises(NotFound, match="There is no question 'open_sesame'"):
        office.ask("open_sesame")


@pytest.mark.parametrize("state", ["action_state", "live"])
def test_a_state_is_no_question(office, state):
    with pytest.raises(NotFound):
        office.ask(state)


def test_a_parameter_that_is_not_there_is_said_so(office):
    with pytest.raises(Misused, match="has no parameter --more; it has --more-than"):
        office.ask("carried_forward", more=2)
    with pytest.raises(Misused, match="has no parameter --since-when; it has none"):
        office.ask("decisions_in_force", since_when=2)


def test_an_answer_is_of_the_moment_it_was_opened(office):
    raised(office, 1)
    with Projections(office.ledger) as now:
        raised(office, 2)
        assert len(now.ask("open_actions", as_of=date(2018, 3, 1))[1]) == 1
    assert len(office.ask("open_actions")) == 2


# The questions


def test_open_actions(office):
    raised(
        office,
        1,
        "2018-01-30",
        title="Track my Crime options paper",
        owners=["DCC", "CEX"],
        due=day("2018-02-28"),
        meeting="HTA/2018-01-30",
        item="4a",
    )
    facts = {"due": day("2018-03-15"), "reason": "late figures", "approved_by": "PCC"}
    office.say("2018-02-20", actions.extend, "A-2018-001", **facts)
    office.say("2018-02-27", actions.carry, "A-2018-001", meeting=MEETING)
    facts = {"disputed_by": "CC", "text": "it was the DCC alone"}
    office.say("2018-02-27", action_disputes.dispute, "A-2018-001", **facts)
    raised(office, 2, "2018-02-27", title="Owner not stated", owners=[])
    completed(office, 2, "2018-02-28", by="CEX")
    raised(office, 3, "2018-02-27")
    office.say("2018-02-28", actions.withdraw, "A-2018-003", reason="no longer wanted")
    assert office.ask("open_actions", "2018-03-16") == [
        {
            "ref": "A-2018-001",
            "title": "Track my Crime options paper",
            "owners": ["DCC", "CEX"],
            "due": day("2018-03-15"),
            "due_words": None,
            "due_basis": None,
            "original_due": day("2018-02-28"),
            "extensions": 1,
            "carried": 1,
            "age_days": 45,
            "overdue": True,
            "status": "open",
            "raised_on": day("2018-01-30"),
            "meeting": "HTA/2018-01-30",
            "item": "4a",
            "disputed": True,
            "marking": "OFFICIAL",
            "body": "HTA",
        },
        {
            "ref": "A-2018-002",
            "title": "Owner not stated",
            "owners": [],
            "due": None,
            "due_words": None,
            "due_basis": None,
            "original_due": None,
            "extensions": 0,
            "carried": 0,
            "age_days": 17,
            "overdue": None,
            "status": "reported complete",
            "raised_on": day("2018-02-27"),
            "meeting": None,
            "item": None,
            "disputed": False,
            "marking": "OFFICIAL",
            "body": None,
        },
    ]


def test_overdue_actions(office):
    raised(office, 1, due=day("2018-03-10"))
    raised(office, 2, due=day("2018-03-01"), meeting=MEETING)
    raised(office, 3, due=day("2018-03-31"))
    raised(office, 4)
    raised(office, 5, due=day("2018-03-01"))
    completed(office, 5)
    closed(office, 5)
    rows = office.ask("overdue_actions", "2018-03-11")
    assert rows[0] == {
        "ref": "A-2018-002",
        "title": "Title 2",
        "owners": ["CC"],
        "due": day("2018-03-01"),
        "due_words": None,
        "due_basis": None,
        "original_due": day("2018-03-01"),
        "extensions": 0,
        "days_overdue": 10,
        "status": "open",
        "raised_on": day("2018-02-27"),
        "meeting": MEETING,
    }
    assert only(rows, "ref", "days_overdue") == [("A-2018-002", 10), ("A-2018-001", 1)]


def test_action_status(office):
    raised(office, 1, "2018-02-01", due=day("2018-03-01"), meeting=EARLIER, item="2.1d")
    completed(office, 1, "2018-02-10")
    closed(office, 1, "2018-02-11")
    raised(office, 2, "2018-02-02")
    office.say("2018-02-12", actions.supersede, "A-2018-002", by="A-2018-001")
    raised(office, 3, "2018-02-02")
    office.say("2018-02-13", actions.merge, "A-2018-003", into="A-2018-001")
    raised(office, 4, "2018-02-02")
    office.say("2018-02-14", actions.withdraw, "A-2018-004", reason="no longer wanted")
    rows = office.ask("action_status", "2018-03-01")
    assert rows[0] == {
        "ref": "A-2018-001",
        "title": "Title 1",
        "owners": ["CC"],
        "status": "closed",
        "status_on": day("2018-02-11"),
        "due": day("2018-03-01"),
        "due_words": None,
        "due_basis": None,
        "original_due": day("2018-03-01"),
        "extensions": 0,
        "carried": 0,
        "raised_on": day("2018-02-01"),
        "meeting": EARLIER,
        "item": "2.1d",
        "reported_by": "CC",
        "verified_by": "CEX",
        "evidence": "minute 12",
        "succeeded_by": None,
        "disputed": False,
        "marking": "OFFICIAL",
        "body": "HTA",
    }
    assert only(rows[1:], "ref", "status", "status_on", "succeeded_by") == [
        ("A-2018-002", "superseded", day("2018-02-12"), "A-2018-001"),
        ("A-2018-003", "merged", day("2018-02-13"), "A-2018-001"),
        ("A-2018-004", "withdrawn", day("2018-02-14"), None),
    ]


def test_an_action_is_marked_as_the_most_sensitive_of_what_is_said_of_it(office):
    raised(office)
    sensitive: dict[str, Any] = {"marking": "OFFICIAL-SENSITIVE", "marking_reason": "names them"}
    entry = msgspec.structs.replace(office.entry("2018-03-01"), **sensitive)
    say = office.ledger.record
    (said,) = say("action", "A-2018-001", actions.progress, entry, text="met the family")
    for name in ("open_actions", "action_status"):
        assert only(office.ask(name, "2018-02-28"), "marking") == [("OFFICIAL",)]
        assert only(office.ask(name, "2018-03-01"), "marking") == [("OFFICIAL-SENSITIVE",)]
    office.retract(said.position)
    assert only(office.ask("open_actions", "2018-03-01"), "marking") == [("OFFICIAL",)]


def test_carried_forward(office):
    for number in (1, 2, 3):
        raised(office, number, "2018-01-01", due=day("2018-02-01"))
    for number, month in ((1, 2), (2, 2), (2, 3), (2, 4)):
        meets_on = date(2018, month, 27)
        office.say(meets_on, actions.carry, f"A-2018-00{number}", meeting=f"HTA/{meets_on}")
    rows = office.ask("carried_forward", "2018-12-31")
    assert rows[0] == {
        "ref": "A-2018-002",
        "title": "Title 2",
        "owners": ["CC"],
        "status": "open",
        "carried": 3,
        "meetings": ["HTA/2018-02-27", "HTA/2018-03-27", "HTA/2018-04-27"],
        "due": day("2018-02-01"),
        "due_words": None,
        "original_due": day("2018-02-01"),
        "raised_on": day("2018-01-01"),
    }
    assert only(rows, "ref") == [("A-2018-002",), ("A-2018-001",)]
    assert only(office.ask("carried_forward", "2018-12-31", more_than=2), "carried") == [(3,)]
    assert office.ask("carried_forward", "2018-12-31", more_than=3) == []
    assert only(office.ask("carried_forward", "2018-03-26"), "carried") == [(1,), (1,)]


def test_changes_between(office):
    raised(office, 1, "2018-01-10")  # open throughout
    raised(office, 2, "2018-01-10")  # closed on the first day: before it all
    completed(office, 2, "2018-01-11")
    closed(office, 2, "2018-01-31")
    raised(office, 3, "2018-01-10")  # closed on the day after: left
    completed(office, 3, "2018-01-11")
    closed(office, 3, "2018-02-01")
    office.say("2018-02-10", actions.reopen, "A-2018-002", reason="it came back")  # reopened
    raised(office, 4, "2018-02-28")  # opened on the last day
    raised(office, 5, "2018-03-01")  # after it all
    raised(office, 6, "2018-02-10")  # opened, and left
    office.say("2018-02-11", actions.withdraw, "A-2018-006", reason="no longer wanted")
    expected = {
        "record": "action",
        "opening": 2,
        "opened": 2,
        "reopened": 1,
        "left": 2,
        "closing": 3,
        "balances": "yes",
        "opened_refs": ["A-2018-004", "A-2018-006"],
        "reopened_refs": ["A-2018-002"],
        "left_refs": ["A-2018-003", "A-2018-006"],
    }
    when: dict[str, Any] = {"from": day("2018-01-31"), "to": day("2018-02-28")}
    assert office.ask("changes_between", "2018-12-31", **when) == [expected]
    assert office.ask("changes_between", "2018-02-28", **{"from": day("2018-01-31")}) == [expected]
    iso = {"from": "2018-01-31", "to": "2018-02-28"}
    assert office.ask("changes_between", "2018-12-31", **iso) == [expected]


def test_a_refused_closure_neither_opens_nor_leaves(office):
    raised(office, 1, "2018-01-10")
    completed(office, 1, "2018-02-01")
    office.say("2018-02-02", actions.refuse_closure, "A-2018-001", reason="no evidence")
    (row,) = office.ask("changes_between", "2018-02-28", **{"from": day("2018-01-31")})
    assert [row[n] for n in ("opening", "opened", "reopened", "left", "closing")] == [1, 0, 0, 0, 1]


def test_what_was_written_late_does_not_look_reopened(office):
    raised(office, 1, "2018-01-10")
    office.say("2018-02-20", actions.withdraw, "A-2018-001", reason="no longer wanted")
    completed(office, 1, "2018-02-01")
    (row,) = office.ask("changes_between", "2018-02-28", **{"from": day("2018-01-31")})
    assert [row[n] for n in ("opening", "opened", "reopened", "left", "closing")] == [1, 0, 0, 1, 0]
    assert row["balances"] == "yes"


def test_a_meeting_that_is_only_known_to_be_held_has_no_minute(office):
    raised(office, 1, "2018-01-30")
    office.say("2018-02-27", meetings.hold, MEETING, body="HTA", meets_on=day("2018-02-27"))
    rows = office.ask("outstanding_matters", "2018-03-01", meeting=MEETING)
    assert only(rows, "minute_says") == [("no minute recorded",)]
    office.say("2018-02-27", meeting_attendance.attend, MEETING, attendee="CC")
    rows = office.ask("outstanding_matters", "2018-03-01", meeting=MEETING)
    assert only(rows, "minute_says") == [("does not mention it",)]


def test_what_was_so_when_a_meeting_began_is_as_of_its_day(office, capsys, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2018-03-05T10:00")
    raised(office, 1, "2018-01-30")
    office.say("2018-02-27", meetings.hold, MEETING, body="HTA", meets_on=day("2018-02-27"))
    for name, meeting, said in (
        ("outstanding_matters", MEETING, "27 February 2018"),
        ("meeting_pack", MEETING, "27 February 2018"),
        ("outstanding_matters", f"{MEETING} --as-of 2018-03-01", "1 March 2018"),
        ("meeting_record", MEETING, "5 March 2018"),
    ):
        run(["ask", name, "--meeting", *meeting.split()], App(str(office.path)))
        assert f", as of {said}." in capsys.readouterr().err


def test_that_there_is_no_due_date_is_said_where_overdue_is_asked(office, capsys):
    raised(office)
    for args, words in (([], "\tno due date\t"), (["--csv"], ",0,0,,open,")):
        run(["ask", "open_actions", *args, "--as-of", "2018-02-27"], App(str(office.path)))
        out = capsys.readouterr().out
        assert words in out.replace(",0,0,0,,", ",0,0,,"), out


def test_outstanding_matters(office):
    for on in ("2018-01-30", "2018-02-27"):
        facts = {"body": "HTA", "meets_on": day(on)}
        office.say(on, meetings.hold, f"HTA/{on}", **facts)
    raised(office, 1, "2018-01-30", meeting="HTA/2018-01-30", due=day("2018-02-28"))
    raised(office, 2, "2018-01-30", meeting="HTA/2018-01-30")
    raised(office, 3, "2018-01-30", meeting="JAC/2018-01-30")  # another body's
    raised(office, 4, "2018-01-30", meeting="HTA/2018-01-30")  # closed the day before
    completed(office, 4, "2018-02-01")
    closed(office, 4, "2018-02-26")
    raised(office, 5, "2018-02-01")  # nobody's: it may be anybody's
    raised(office, 6, "2018-02-27", meeting=MEETING)  # raised at the meeting itself
    completed(office, 2, "2018-02-10")
    office.say("2018-02-27", actions.carry, "A-2018-001", meeting=MEETING)
    rows = office.ask("outstanding_matters", "2018-03-01", meeting=MEETING)
    assert rows[0] == {
        "meeting": MEETING,
        "matter": "action",
        "minute_says": "brought forward",
        "ref": "A-2018-001",
        "title": "Title 1",
        "owners": ["CC"],
        "due": day("2018-02-28"),
        "due_words": None,
        "of_body": "HTA",
        "ledger_holds": "open since 30 January 2018",
        "last_meeting": "HTA/2018-01-30",
        "days_open": 28,
    }
    assert only(rows, "ref", "minute_says", "ledger_holds", "last_meeting") == [
        ("A-2018-001", "brought forward", "open since 30 January 2018", "HTA/2018-01-30"),
        (
            "A-2018-002",
            "does not mention it",
            "reported complete since 10 February 2018",
            "HTA/2018-01-30",
        ),
        ("A-2018-005", "does not mention it", "open since 1 February 2018", None),
    ]
    facts = {"nil_of": "outstanding matters", "meeting": MEETING}
    office.say("2018-02-27", nil_returns.record, "N-2018-001", **facts)
    rows = office.ask("outstanding_matters", "2018-03-01", meeting=MEETING)
    assert only(rows, "minute_says") == [
        ("brought forward",),
        ("no outstanding matters",),
        ("no outstanding matters",),
    ]
    assert office.ask("outstanding_matters", "2018-03-01", meeting=MEETING.lower()) == rows


def test_a_question_without_an_answer_is_outstanding_too(office):
    for number, text in ((1, "How many?"), (2, "Why?")):
        ref = f"Q-2018-{number:03}"
        office.say("2018-01-30", questions_put.put, ref, text=text, meeting="HTA/2018-01-30")
    office.say("2018-02-01", questions_put.answer, "Q-2018-002", text="because")
    rows = office.ask("outstanding_matters", "2018-03-01", meeting=MEETING)
    shown = ("matter", "ref", "title", "owners", "due", "ledger_holds", "days_open")
    put = "put since 30 January 2018"
    assert only(rows, *shown) == [("question", "Q-2018-001", "How many?", [], None, put, 28)]


def test_decisions_in_force(office):
    def take(number: int, on: str, **facts: Any) -> str:
        ref = f"D-2018-{number:03}"
        facts = {"title": f"Decision {number}", "makers": ["PCC"]} | facts
        office.say(on, decisions.take, ref, **facts)
        return ref

    joint = {"makers": ["PCC", "CC"], "public_interest": True, "meeting": EARLIER}
    first = take(1, "2018-02-01", **joint)
    office.say("2018-02-03", decisions.withhold, first, exemption="section 31")
    office.say("2018-02-05", decisions.publish, first, published_at="the website")
    office.say("2018-02-06", decisions.implement, first, evidence="signed")
    second = take(2, "2018-02-02", public_interest=True)
    office.say("2018-02-03", decisions.withhold, second, exemption="section 31")
    take(3, "2018-02-02", public_interest=True)
    take(4, "2018-02-02")
    gone = take(5, "2018-02-02")
    office.say("2018-02-07", decisions.reverse, gone, reason="overtaken", by=first)
    rows = office.ask("decisions_in_force", "2018-02-28")
    assert rows[0] == {
        "ref": "D-2018-001",
        "title": "Decision 1",
        "makers": ["PCC", "CC"],
        "taken_on": day("2018-02-01"),
        "date_basis": "stated",
        "meeting": EARLIER,
        "public_interest": True,
        "publication": "published",
        "published_at": "the website",
        "exemption": None,
        "implemented": True,
    }
    assert only(rows[1:], "ref", "publication", "exemption", "implemented") == [
        ("D-2018-002", "withheld", "section 31", False),
        ("D-2018-003", "due", None, False),
        ("D-2018-004", "none recorded", None, False),
    ]
    assert len(office.ask("decisions_in_force", "2018-02-06")) == 5


# Inspections


CLAIMS = ("status_words", "rag", "percent", "status_words_by", "rag_by", "percent_by", "claimed_on")
NO_CLAIM = dict.fromkeys((*CLAIMS, "due", "due_words", "due_set_by"))


def test_afi_status(office):
    issued(office, "EFF17/PV-AFI2", "Protect")
    issued(office, "EFF17/PC-AFI1", "Prevent")
    issued(office, "EFF17/PC-AFI10", "Prevent better")
    issued(office, "EFF17/AFI1", "No area printed")
    issued(office, "EFF17/SOC-R1", "A recommendation")
    ref = "EFF17/PV-AFI2"
    office.say("2018-04-01", inspection_items.assign_lead, ref, lead="ACC")
    facts = {"text": "trained 40", "told_to": "PANEL/2018-06-19"}
    office.say("2018-06-19", inspection_items.progress, ref, **facts)
    office.say("2018-07-01", inspection_items.progress, ref, text="trained all")
    for number, to in ((1, "PANEL/2018-11-27"), (2, "HTA/2018-07-03"), (3, "PANEL/2018-06-19")):
        facts = {"text": "on track", "told_to": to, "about": [ref, "EFF17/SOC-R1"]}
        office.say("2018-07-03", statements.report, f"S-2018-{number:03}", **facts)
    said = ((5, "ACC", "AMBER", "partially outstanding"), (6, "DCC", None, "outstanding"))
    for month, by, rag, words in said:
        facts = {"claimed_by": by, "rag": rag, "status_words": words, "percent": None}
        office.say(f"2018-0{month}-01", recommendations.claim, ref, **facts)
    facts = {"due": day("2019-03-31"), "due_set_by": "issuer"}
    office.say("2018-05-01", item_due_dates.set_due, ref, **facts)
    rows = office.ask("afi_status", "2018-12-31")
    assert rows.pop(2) == NO_CLAIM | {
        "due": day("2019-03-31"),
        "due_set_by": "inspectorate",
        "status_words": "outstanding",
        "status_words_by": "DCC",
        "rag": "AMBER",
        "rag_by": "ACC",
        "claimed_on": day("2018-06-01"),
        "ref": ref,
        "inspection": "EFF17",
        "area": "PV",
        "number": 2,
        "title": "Protect",
        "status": "in progress",
        "lead": "ACC",
        "issued_on": day("2018-03-22"),
        "last_progress_on": day("2018-07-01"),
        "told_to": ["HTA/2018-07-03", "PANEL/2018-06-19", "PANEL/2018-11-27"],
    }
    assert only(rows, "ref", "status", "told_to") == [
        ("EFF17/PC-AFI1", "open", None),
        ("EFF17/PC-AFI10", "open", None),
        ("EFF17/AFI1", "open", None),
    ]


def test_an_item_is_in_progress_from_its_first_progress_until_something_else_is_said(office):
    ref = "EFF17/PV-AFI1"
    issued(office, ref, on="2018-03-01")
    lives: list[tuple[Any, dict[str, Any], str]] = [
        (inspection_items.assign_lead, {"lead": "ACC"}, "open"),
        (inspection_items.progress, {"text": "begun"}, "in progress"),
        (inspection_items.complete, {"reported_by": "ACC"}, "reported complete"),
        (inspection_items.progress, {"text": "more"}, "reported complete"),
        (item_sign_off.submit, {}, "awaiting sign-off"),
        (item_sign_off.return_item, {"reason": "not yet"}, "in progress"),
        (inspection_items.complete, {"reported_by": "ACC"}, "reported complete"),
        (item_sign_off.submit, {}, "awaiting sign-off"),
        (item_sign_off.accept, {"evidence": "letter"}, "closed"),
        (inspection_items.reopen, {"reason": "it came back"}, "open"),
        (inspection_items.progress, {"text": "again"}, "in progress"),
        (inspection_items.no_further_action, {"reason": "moot"}, "no further action"),
    ]
    for number, (what, facts, _) in enumerate(lives, 2):
        office.say(date(2018, 3, number), what, ref, **facts)
    with Projections(office.ledger) as now:
        for number, (_, _, status) in enumerate(lives, 2):
            columns, rows = now.ask("afi_status", as_of=date(2018, 3, number))
            assert rows[0][columns.index("status")] == status, number


def test_recommendation_progress(office):
    ref = "EFF17/SOC-R2"
    issued(office, ref, "Map the gangs")
    issued(office, "EFF17/SOC-R1", "Assess")
    issued(office, "EFF17/PV-AFI1")
    office.say("2018-06-15", inspection_items.progress, ref, text="mapped many")
    office.say("2018-07-01", inspection_items.progress, ref, text="mapped all")
    office.say("2018-06-01", inspection_items.progress, ref, text="mapped some")  # written late
    office.say("2018-08-01", inspection_items.reality_test, ref, text="it has landed")
    assert office.ask("recommendation_progress", "2018-12-31") == [
        NO_CLAIM
        | {
            "ref": "EFF17/SOC-R1",
            "inspection": "EFF17",
            "area": "SOC",
            "number": 1,
            "title": "Assess",
            "status": "open",
            "latest_progress": None,
            "latest_progress_on": None,
            "updates": 0,
        },
        NO_CLAIM
        | {
            "ref": ref,
            "inspection": "EFF17",
            "area": "SOC",
            "number": 2,
            "title": "Map the gangs",
            "status": "in progress",
            "latest_progress": "mapped all",
            "latest_progress_on": day("2018-07-01"),
            "updates": 3,
        },
    ]
    rows = office.ask("recommendation_progress", "2018-06-14")
    assert only(rows[1:], "latest_progress", "updates") == [("mapped some", 1)]


def told(
    office: Office, number: int, on: str, to: str, text: str, *about: str, **more: Any
) -> None:
    facts = {"text": text, "told_to": to, "about": about} | more
    office.say(on, statements.report, f"S-2018-{number:03}", **facts)


def test_a_retraction_makes_nothing_earlier_whatever_day_it_bears(office):
    issued(office, "EFF17/SOC-R1", "Map")
    told(office, 1, "2018-06-10", "PANEL/2018-06-10", "begun", "EFF17/SOC-R1")
    told(office, 2, "2018-06-17", "PANEL/2018-06-17", "well", "EFF17/SOC-R1")
    (noted,) = office.say("2018-06-18", statements.note, "S-2018-002")
    office.retract(noted.position, on="2018-06-01")
    rows = office.ask("told_to_panel", "2018-06-20", inspection="EFF17")
    assert ("EFF17/SOC-R1", "PANEL/2018-06-17") in only(rows, "ref", "told_to")


def test_told_to_panel(office):
    first, second = "EFF17/PV-AFI1", "EFF17/SOC-R1"
    issued(office, first, "Protect")
    issued(office, second, "Map")
    issued(office, "LEG17/AFI1")
    pack = {"paper": "agenda pack", "paragraph": "21-22"}
    told(office, 1, "2018-06-19", "PANEL/2018-06-19", "training has begun", first, second, **pack)
    told(office, 2, "2018-07-03", "HTA/2018-07-03", "all well", first)
    told(office, 3, "2018-11-27", "PANEL/2018-11-27", "said aloud", first)
    rows = office.ask("told_to_panel", "2018-11-26", inspection="eff17")
    assert rows == [
        {
            "ref": first,
            "inspection": "EFF17",
            "category": "AFI",
            "title": "Protect",
            "status": "open",
            "told_on": day("2018-06-19"),
            "told_to": "PANEL/2018-06-19",
            "told": "training has begun",
            "paper": "agenda pack",
            "paragraph": "21-22",
            "times_told": 1,
        },
        rows[0] | {"ref": second, "category": "recommendation", "title": "Map"},
    ]
    shown = ("ref", "told", "paper", "paragraph", "times_told")
    assert only(office.ask("told_to_panel", "2018-11-27"), *shown) == [
        (first, "said aloud", None, None, 2),  # not the paper of what was said before
        (second, "training has begun", "agenda pack", "21-22", 1),
        ("LEG17/AFI1", None, None, None, 0),
    ]
    rows = office.ask("told_to_panel", "2018-11-27", body="hta", inspection="EFF17")
    assert only(rows, "ref", "told") == [(first, "all well"), (second, None)]


def test_positions(office):
    first, second = "EFF17/PV-AFI1", "EFF17/SOC-R1"
    issued(office, first, "Protect", on="2018-03-22")
    issued(office, second, "Map", on="2018-07-01")
    issued(office, "LEG17/AFI1", on="2018-03-22")
    pack = {"paper": "agenda pack", "paragraph": "21-22"}
    told(office, 1, "2018-06-19", "PANEL/2018-06-19", "training has begun", first, **pack)
    office.say("2018-07-01", inspection_items.progress, first, text="begun")
    told(office, 2, "2018-11-27", "PANEL/2018-11-27", "all trained", first, paper="report")
    facts: dict[str, Any] = {"from": day("2018-06-19"), "inspection": "EFF17"}
    assert office.ask("positions", "2018-11-27", **facts) == [
        {
            "ref": first,
            "title": "Protect",
            "earlier_status": "open",
            "earlier_told": "training has begun",
            "earlier_paragraph": "agenda pack, 21-22",
            "later_status": "in progress",
            "later_told": "all trained",
            "later_paragraph": "report",
            "changed": True,
        },
        {
            "ref": second,
            "title": "Map",
            "earlier_status": None,
            "earlier_told": None,
            "earlier_paragraph": None,
            "later_status": "open",
            "later_told": None,
            "later_paragraph": None,
            "changed": True,
        },
    ]
    facts = {"from": day("2018-06-19"), "to": day("2018-06-30")}
    rows = office.ask("positions", "2018-11-27", **facts)
    assert only(rows, "ref", "changed") == [(first, False), ("LEG17/AFI1", False)]


def test_inspection_summary(office):
    def publish(ref: str, year: int, **stated: int) -> None:
        facts = {"title": f"Report {ref}", "inspection_year": year} | stated
        office.say("2018-03-22", inspections.publish, ref, **facts)

    publish("LEG17", 2017, afis_stated=8, recommendations_stated=0)
    publish("EFF17", 2017, afis_stated=1, recommendations_stated=1)
    publish("EFF15", 2015)
    for area, grade in (("PV", "good"), ("overall", "requires improvement"), ("SOC", "inadequate")):
        office.say("2018-03-22", grades.grade, "EFF17", area=area, grade=grade)
    issued(office, "EFF17/PV-AFI1")
    issued(office, "EFF17/SOC-R1")
    issued(office, "LEG17/AFI1")
    office.say("2018-04-01", inspection_items.reject, "EFF17/SOC-R1", reason="no money")
    rows = office.ask("inspection_summary", "2018-12-31")
    shown = {
        "inspection": "EFF17",
        "title": "Report EFF17",
        "inspection_year": 2017,
        "published_on": day("2018-03-22"),
        "overall": "requires improvement",
        "grades": ["PV: good", "SOC: inadequate"],
        "afis_stated": 1,
        "afis_listed": 1,
        "recommendations_stated": 1,
        "recommendations_listed": 1,
        "causes_stated": None,
        "causes_listed": 0,
        "not_closed": 1,
        "mismatch": False,
    }
    (row,) = [row for row in rows if row["inspection"] == "EFF17"]
    assert {name: row[name] for name in shown} == shown
    counted = ("inspection", "afis_stated", "afis_listed", "mismatch")
    assert only(rows, *counted) == [
        ("EFF15", None, 0, None),
        ("EFF17", 1, 1, False),
        ("LEG17", 8, 1, True),
    ]


def test_a_draft_does_not_rename_what_was_announced(office):
    facts = {"title": "PEEL Effectiveness 2017", "inspection_year": 2017}
    office.say("2018-01-01", inspections.announce, "EFF17", **facts)
    facts = {"title": "draft for checking", "inspection_year": 2017}
    office.say("2018-02-01", inspections.receive_draft, "EFF17", **facts)
    rows = office.ask("inspection_summary", "2018-02-01")
    assert only(rows, "title", "published_on") == [("PEEL Effectiveness 2017", None)]


def test_who_holds_a_post(office):
    def holds(on: str) -> Any:
        with Projections(office.ledger) as now:
            prepare(now, "post_state")
            sql = "SELECT holder FROM post_state(as_of := ?)"
            return now.connection.execute(sql, [on]).fetchall()[0][0]

    both = "B Cole, acting; A Bangham, substantive"
    said: list[tuple[str, Any, dict[str, Any], Any]] = [
        ("2018-01-01", posts.define, {"title": "Deputy Chief Constable"}, None),
        ("2018-01-02", posts.appoint, {"holder": "A Bangham"}, "A Bangham"),
        ("2018-01-03", posts.appoint, {"holder": "B Cole", "acting": True}, both),
        ("2018-01-04", posts.end, {"holder": "B Cole"}, "A Bangham"),
        ("2018-01-05", posts.end, {}, None),
        ("2018-01-06", posts.appoint, {"holder": "A Bangham"}, "A Bangham"),  # once more
        ("2018-01-07", posts.appoint, {"holder": "B Cole", "acting": True}, both),
        ("2018-01-08", posts.end, {"holder": "A Bangham"}, "B Cole, acting"),
    ]
    for on, what, facts, _ in said:
        office.say(on, what, "DCC", **facts)
    for on, _, _, holder in said:
        assert holds(on) == holder, on
        state = office.ledger.state("post", "DCC", on=date.fromisoformat(on))
        assert state is not None and state.shown == holder, on  # type: ignore[attr-defined]


# The contract: what other programs read

CONTRACT = {
    "open_actions": "ref title owners due original_due extensions carried age_days overdue status"
    " raised_on meeting",
    "afi_status": "ref inspection area number title status lead issued_on last_progress_on told_to",
    "recommendation_progress": "ref inspection area number title status latest_progress"
    " latest_progress_on updates",
    "inspection_summary": "inspection overall afis_stated afis_listed recommendations_stated"
    " recommendations_listed mismatch",
}


def asked_as_json(office: Office, capsys: Any, *args: str) -> Rows:
    run(["ask", *args, "--json"], App(str(office.path)))
    found: Rows = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("name", list(CONTRACT))
def test_the_keys_that_other_programs_read_are_there(office, name):
    assert set(CONTRACT[name].split()) <= set(questions()[name].columns)


def test_an_answer_as_json(office, capsys):
    raised(office, 1, owners=["CC", "DCC"], due=day("2018-03-10"))
    raised(office, 2, owners=[])
    rows = asked_as_json(office, capsys, "open_actions", "--as-of", "2018-03-11")
    shown = ("ref", "owners", "due", "overdue", "age_days", "raised_on", "meeting")
    assert only(rows, *shown) == [
        ("A-2018-001", ["CC", "DCC"], "2018-03-10", True, 12, "2018-02-27", None),
        ("A-2018-002", [], None, None, 12, "2018-02-27", None),
    ]


def test_the_contract_as_json(office, capsys):
    facts = {"title": "PEEL", "inspection_year": 2017, "afis_stated": 2}
    office.say("2018-03-22", inspections.publish, "EFF17", **facts)
    issued(office, "EFF17/PV-AFI1")
    issued(office, "EFF17/SOC-R1")
    raised(office)
    for name, keys in CONTRACT.items():
        rows = asked_as_json(office, capsys, name, "--as-of", "2018-12-31", "--known-by", "today")
        assert len(rows) == 1 and set(keys.split()) <= set(rows[0])
    (row,) = asked_as_json(office, capsys, "inspection_summary", "--as-of", "2018-12-31")
    assert [row[key] for key in CONTRACT["inspection_summary"].split()] == [
        "EFF17",
        None,
        2,
        1,
        None,
        1,
        True,
    ]
    (row,) = asked_as_json(office, capsys, "afi_status", "--as-of", "2018-12-31")
    assert [row[key] for key in ("area", "number", "lead", "issued_on", "told_to")] == [
        "PV",
        1,
        None,
        "2018-03-22",
        None,
    ]


def test_what_was_put_off_is_outstanding_until_it_comes_back_or_is_dropped(office):
    for on in ("2018-01-30", "2018-02-27", "2018-03-27"):
        office.say(on, meetings.hold, f"HTA/{on}", body="HTA", meets_on=day(on))
    january = "HTA/2018-01-30"
    for item in ("4a", "4b", "4c"):
        office.say("2018-01-30", agenda.table_item, january, item=item, title=f"Heading {item}")
        office.say("2018-01-30", agenda.defer_item, january, item=item)
    office.say("2018-02-20", agenda.drop_item, january, item="4b", reason="overtaken")
    facts = {"item": "2", "title": "Heading 4c", "deferred_from": january}
    office.say("2018-02-27", agenda.table_item, "HTA/2018-02-27", **facts)

    def put_off(meeting: str) -> Any:
        rows = office.ask("outstanding_matters", "2018-04-01", meeting=meeting)
        return only(rows, "matter", "ref", "title", "ledger_holds")

    deferred = "deferred since 30 January 2018"
    first = ("deferred item", f"{january} 4a", "Heading 4a", deferred)
    third = ("deferred item", f"{january} 4c", "Heading 4c", deferred)
    assert put_off("HTA/2018-02-27") == [first, third]
    assert put_off("HTA/2018-03-27") == [first]
    assert put_off("JAC/2018-03-27") == []


# Bodies


def body(office: Office, ref: str, cadence: str | None, on: str = "2010-01-01") -> None:
    office.say(on, bodies.constitute, ref, title=f"The {ref}", cadence=cadence)


def met(office: Office, ref: str, *days: str) -> None:
    for on in days:
        facts = {"body": ref, "meets_on": day(on), "chair": None}
        office.say(on, meetings.hold, f"{ref}/{on}", **facts)


def missed(office: Office, ref: str, as_of: str = "2018-02-28", **rest: Any) -> Any:
    (row,) = office.ask("missed_meetings", as_of, body=ref, **rest)
    return row["missed"], row["in_words"]


def test_a_body_that_meets_on_the_last_tuesday_of_each_month_misses_none(office):
    body(office, "HTA", "monthly")
    met(office, "HTA", "2017-10-31", "2017-11-28", "2017-12-26", "2018-01-30")
    (row,) = office.ask("missed_meetings", "2018-02-27", **{"from": day("2017-11-01")})
    assert only([row], "expected", "held", "last_held", "days_since", "longest_gap") == [
        (3, 3, day("2018-01-30"), 28, 35)
    ]
    assert (row["allowed_gap"], row["missed"]) == (37, False)
    assert row["in_words"] == "met as its cadence asks"


def test_a_meeting_is_missed_a_week_after_it_was_due_and_not_the_day_before(office):
    body(office, "JAC", "quarterly")
    met(office, "JAC", "2017-11-01")
    after = {"from": day("2017-11-01")}
    assert missed(office, "JAC", "2018-02-07", **after) == (False, "met as its cadence asks")
    words = "missed: 99 days without one recorded, 98 allowed"
    assert missed(office, "JAC", "2018-02-08", **after) == (True, words)


def test_a_gap_between_two_meetings_is_a_miss_though_it_met_again(office):
    body(office, "HTA", "monthly")
    met(office, "HTA", "2017-11-28", "2018-01-30", "2018-02-20")
    words = "missed: 63 days without one recorded, 37 allowed"
    assert missed(office, "HTA", **{"from": day("2017-11-28")}) == (True, words)
    assert missed(office, "HTA", **{"from": day("2018-01-01")})[0] is False, "it began before"


def test_that_no_meeting_is_recorded_does_not_prove_that_there_was_none(office):
    body(office, "HTA", "monthly")
    unknown = "unknown: no meeting recorded"
    assert missed(office, "HTA") == (None, unknown)
    met(office, "HTA", "2018-02-20")
    assert missed(office, "HTA") == (None, "unknown: nothing recorded before 20 February 2018")


def test_a_body_too_young_to_have_met_has_missed_nothing(office):
    body(office, "HTA", "monthly", "2018-01-22")
    assert missed(office, "HTA") == (False, "too early to tell")
    assert missed(office, "HTA", "2018-03-01")[0] is None


def test_a_body_of_which_it_is_unknown_since_when_is_looked_at_for_a_year(office):
    entry = msgspec.structs.replace(
        office.entry("2018-02-01"), date_basis="unknown", date_reason="not said"
    )
    facts = {"title": "The audit", "cadence": "quarterly"}
    office.ledger.record("body", "JAC", bodies.constitute, entry, new=True, **facts)
    (row,) = office.ask("missed_meetings", "2018-02-28")
    assert (row["from_on"], row["expected"]) == (day("2017-02-28"), 4)


def test_a_cadence_counts_from_when_it_was_changed(office):
    body(office, "HTA", "annual")
    met(office, "HTA", "2017-06-01")
    office.say("2018-02-01", bodies.change_cadence, "HTA", cadence="monthly")
    (row,) = office.ask("missed_meetings", "2018-02-28")
    assert (row["from_on"], row["longest_gap"], row["missed"]) == (day("2018-02-01"), 27, False)


def test_a_body_that_ended_counts_up_to_its_end(office):
    body(office, "TIE", "quarterly")
    met(office, "TIE", "2017-03-01", "2017-05-01")
    office.say("2017-06-01", bodies.dissolve, "TIE", reason="done")
    (row,) = office.ask("missed_meetings", "2018-02-28")
    assert only([row], "status", "until_on", "days_since", "missed") == [
        ("dissolved", day("2017-06-01"), 31, False)
    ]
    after = missed(office, "TIE", **{"from": day("2017-07-01")})
    assert after == (False, "ended before the first day looked at")


def test_a_meeting_that_was_only_arranged_or_cancelled_was_not_held(office):
    body(office, "HTA", "monthly")
    facts = {"body": "HTA", "meets_on": day("2018-02-20")}
    office.say("2018-02-01", meetings.schedule, "HTA/2018-02-20", **facts)
    (row,) = office.ask("missed_meetings", "2018-02-28")
    assert (row["held"], row["last_held"]) == (0, None)


def test_nothing_is_implied_where_no_cadence_is_known_or_it_meets_at_need(office):
    body(office, "VISITS", "ad hoc")
    body(office, "VB", None)
    assert only(office.ask("missed_meetings"), "ref", "expected", "missed", "in_words") == [
        ("VB", None, None, "no cadence recorded"),
        ("VISITS", None, None, "meets when there is need"),
    ]


def test_every_cadence_is_looked_at(office):
    for number, cadence in enumerate(bodies.CADENCES):
        body(office, f"B{number}", cadence)
    rows = {row["cadence"]: row for row in office.ask("missed_meetings", "2018-02-28")}
    assert {name: (row["expected"], row["allowed_gap"]) for name, row in rows.items()} == {
        "weekly": (52, 13),
        "fortnightly": (26, 20),
        "monthly": (12, 37),
        "bi-monthly": (6, 68),
        "quarterly": (4, 98),
        "three a year": (3, 128),
        "twice a year": (2, 189),
        "annual": (1, 372),
        "ad hoc": (None, None),
    }


def test_oversight_bodies(office):
    facts = {"title": "The audit", "cadence": "quarterly", "purpose": "to audit"}
    published = {"publishes_notes": True, "public": True}
    office.say("2018-01-01", bodies.constitute, "JAC", **facts, **published)
    office.say("2018-01-02", bodies.add_alias, "JAC", alias="Audit Committee")
    for name in ("A", "B"):
        office.say("2018-01-03", body_members.appoint, "JAC", member=name)
    office.say("2018-01-04", body_members.leave, "JAC", member="A")
    office.say("2018-01-05", body_members.appoint, "JAC", member="A", capacity="Chairman")
    office.say("2018-01-06", body_members.leave, "JAC", member="B")
    body(office, "VB", None)
    office.say("2018-01-05", bodies.review, "VB", reason="cost")
    assert office.ask("oversight_bodies", status="active") == [
        {"ref": "JAC", "aliases": ["Audit Committee"], "status": "active", "replaced_by": None}
        | {"members": 1}
        | facts
        | published
    ]
    names = ("ref", "status", "members", "publishes_notes")
    assert only(office.ask("oversight_bodies", "2018-01-04"), *names) == [
        ("JAC", "active", 1, True),
        ("VB", "active", 0, None),
    ]
    office.say("2018-01-06", bodies.resume, "VB", reason="needed")
    assert only(office.ask("oversight_bodies", "2018-01-05"), *names)[1][1] == "under review"
    assert only(office.ask("oversight_bodies"), *names)[1][1] == "active"


def test_discrepancies_that_stand_come_before_those_explained_and_those_resolved(office):
    facts = {"title": "Eight or seven", "should_hold": "Counts agree"}
    facts |= {"quotes": ["8", "7"], "quoted_from": ["minute:51", "minute:67"]}
    for number in (1, 2, 3):
        ref = f"X-2018-00{number}"
        office.say("2018-02-20", discrepancies.raise_discrepancy, ref, **facts)
    office.say("2018-02-21", discrepancies.resolve, "X-2018-001", text="seven")
    office.say("2018-02-21", discrepancies.explain, "X-2018-002", text="a slip")
    assert only(office.ask("discrepancies"), "ref") == [
        ("X-2018-003",),
        ("X-2018-002",),
        ("X-2018-001",),
    ]


def test_discrepancies(office):
    facts: dict[str, Any] = {
        "title": "Eight or seven",
        "should_hold": "Counts agree",
        "quotes": ["eight", "seven"],
        "quoted_from": ["minute:51", "minute:67"],
    }
    office.say("2018-02-20", discrepancies.raise_discrepancy, "X-2018-001", **facts)
    again = facts | {"about": ["LEG17"], "quotes": ["9"], "quoted_from": ["pack:1"]}
    office.say("2018-02-20", discrepancies.raise_discrepancy, "X-2018-002", **again)
    office.say("2018-02-21", discrepancies.explain, "X-2018-002", text="a slip")
    office.say("2018-02-22", discrepancies.explain, "X-2018-002", text="a slip of the pen")
    shown = ("ref", "papers_say", "about", "status", "explanation")
    assert only(office.ask("discrepancies"), *shown) == [
        ("X-2018-001", "“eight” minute:51; “seven” minute:67", [], "standing", None),
        ("X-2018-002", "“9” pack:1", ["LEG17"], "explained", "a slip of the pen"),
    ]
    office.say("2018-02-23", discrepancies.resolve, "X-2018-002", text="seven is right")
    assert only(office.ask("discrepancies", about="leg17"), "ref") == [("X-2018-002",)]
    assert office.ask("discrepancies", about="LEG") == []
    (row,) = office.ask("discrepancies", status="Resolved")
    assert (row["ref"], row["resolution"], row["should_hold"], row["raised_on"]) == (
        "X-2018-002",
        "seven is right",
        "Counts agree",
        day("2018-02-20"),
    )
    assert only(office.ask("discrepancies", "2018-02-22"), "status") == [
        ("standing",),
        ("explained",),
    ]
