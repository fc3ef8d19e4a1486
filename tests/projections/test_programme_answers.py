"""What a body planned and asked for, what was measured, what money there is: answers by hand."""

from datetime import date
from decimal import Decimal

import pytest
from office import Office, only

from ledger.records import (
    funding,
    measures,
    programme_requests,
    programme_sessions,
    programmes,
    statements,
)

pytestmark = pytest.mark.slow

FEBRUARY, MARCH = date(2019, 2, 7), date(2019, 3, 7)
POUND = 100


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db", "2019-06-01T09:00") as office:
        for body in ("PANEL", "HTA"):
            facts = {"body": body, "covers": "2018", "title": f"Programme of {body}"}
            office.say("2018-01-01", programmes.adopt, f"{body}-2018", **facts)
        yield office


# Sessions


def test_a_session_is_shown_as_it_was_planned_moved_and_held_by_the_day(office):
    facts = {"session": "precept", "session_type": "scrutiny", "duty": "precept"}
    office.say("2018-06-01", programme_sessions.plan, "PANEL-2018", **facts, planned_for=FEBRUARY)
    facts = {"session": "precept", "planned_for": MARCH, "reason": "snow"}
    office.say("2019-02-01", programme_sessions.move, "PANEL-2018", **facts)
    facts = {"session": "precept", "meeting": "PANEL/2019-03-07", "subject": "Council tax"}
    office.say("2019-03-07", programme_sessions.hold, "PANEL-2018", **facts)

    def asked(as_of):
        rows = office.ask("programme_sessions", as_of)
        return only(rows, "planned", "times_moved", "moved_from", "held_on", "subject", "duty")

    assert asked("2018-05-31") == []
    assert asked("2019-01-31") == [("7 Feb 2019", 0, [], None, None, "precept")]
    assert asked("2019-02-01") == [("7 Mar 2019", 1, [FEBRUARY], None, None, "precept")]
    assert asked("2019-03-07") == [("7 Mar 2019", 1, [FEBRUARY], MARCH, "Council tax", "precept")]


def test_a_time_in_words_is_shown_until_there_is_a_day(office):
    facts = {"session": "visit", "session_type": "briefing", "planned_words": "spring"}
    office.say("2018-06-01", programme_sessions.plan, "PANEL-2018", **facts)
    assert only(office.ask("programme_sessions", "2018-06-01"), "planned") == [("spring",)]
    facts = {"session": "visit", "planned_for": MARCH, "reason": "agreed"}
    office.say("2018-07-01", programme_sessions.move, "PANEL-2018", **facts)
    rows = office.ask("programme_sessions", "2018-07-01")
    assert only(rows, "planned", "moved_from") == [("7 Mar 2019", [])]


def test_the_sessions_of_one_programme_alone(office):
    for body in ("PANEL", "HTA"):
        facts = {"session": "one", "session_type": "public"}
        office.say("2018-06-01", programme_sessions.plan, f"{body}-2018", **facts)
    rows = office.ask("programme_sessions", "2018-06-01", programme="HTA-2018")
    assert only(rows, "ref", "programme_status") == [("HTA-2018", "adopted")]


# Requests


def requests(office, as_of, **parameters):
    rows = office.ask("panel_requests", as_of, **parameters)
    return only(rows, "ref", "asked_for", "came_on", "answer", "days_waited")


def test_a_request_waits_until_it_is_met_whichever_record_holds_it(office):
    facts = {"request": "Athena", "text": "an update"}
    office.say("2018-09-01", programme_requests.request, "PANEL-2018", **facts)
    facts = {"text": "figures", "requested_by": "PANEL/2018-09-11"}
    office.say("2018-09-11", statements.request, "S-2018-001", **facts)
    assert requests(office, "2018-09-21") == [
        ("PANEL-2018", "an update", None, None, 20),
        ("S-2018-001", "figures", None, None, 10),
    ]
    facts = {"request": "Athena", "answer": "a report", "meeting": "PANEL/2018-11-27"}
    office.say("2018-11-27", programme_requests.meet, "PANEL-2018", **facts)
    office.say("2018-12-01", statements.respond, "S-2018-001", answer="a letter")
    athena = ("PANEL-2018", "an update", date(2018, 11, 27), "a report", 87)
    figures = ("S-2018-001", "figures", date(2018, 12, 1), "a letter", 81)
    assert requests(office, "2019-01-01") == [athena, figures]
    assert requests(office, "2018-11-30", met="no") == [
        ("S-2018-001", "figures", None, None, 80)
    ], "the day before it came"
    assert requests(office, "2018-11-30", met="yes") == [athena]


def test_a_body_is_told_only_of_what_it_asked_for(office):
    facts = {"request": "dogs", "text": "how many", "requested_by": "HTA/2018-06-01"}
    office.say("2018-06-01", programme_requests.request, "PANEL-2018", **facts)
    facts = {"text": "figures", "requested_by": "PANELS/2018-06-01"}
    office.say("2018-06-01", statements.request, "S-2018-001", **facts)
    assert requests(office, "2018-07-01") == []
    assert only(office.ask("panel_requests", "2018-07-01", body="hta"), "asked_at") == [
        ("HTA/2018-06-01",)
    ]


def test_two_requests_of_one_programme_are_two_rows(office):
    for name in ("Athena", "summary"):
        office.say("2018-09-01", programme_requests.request, "PANEL-2018", request=name, text=name)
    facts = {"request": "summary", "answer": "it"}
    office.say("2018-09-02", programme_requests.meet, "PANEL-2018", **facts)
    assert [row[1:4] for row in requests(office, "2018-09-03")] == [
        ("Athena", None, None),
        ("summary", date(2018, 9, 2), "it"),
    ]


# Measures


def test_the_latest_period_of_each_measure_or_the_one_asked_for(office):
    named = {"title": "Robbery", "objective": "Security"}
    office.say(
        "2018-08-01", measures.report, "ROBBERY", **named, period="April to June", reading="up"
    )
    office.ledger.record(
        "measure",
        "ROBBERY",
        measures.omit,
        office.entry("2018-11-19"),
        period="July to September",
        reason="no data",
    )
    latest = only(office.ask("measures", "2018-11-19"), "period", "said", "reading", "reason")
    assert latest == [("July to September", "left out", None, "no data")]
    assert only(office.ask("measures", "2018-11-18"), "period", "said") == [
        ("April to June", "reported")
    ]
    rows = office.ask("measures", "2018-11-19", period="april TO june")
    assert only(rows, "said", "reading") == [("reported", "up")]


def test_what_was_left_out_and_came_later_is_restated(office):
    named = {"title": "Robbery", "objective": "Security", "period": "2018"}
    office.say("2018-11-19", measures.omit, "ROBBERY", **named, reason="no data")
    facts = {"period": "2018", "reading": "down", "reason": "data came"}
    office.say("2018-12-01", measures.restate, "ROBBERY", **facts)
    rows = office.ask("measures", "2018-12-01")
    assert only(rows, "said", "reading", "reason") == [("restated", "down", "data came")]


def test_a_measure_says_its_reading_or_why_it_was_left_out_or_what_was_said_of_it(office):
    named = {"objective": "Security", "period": "2018"}
    facts = {"reading": "down", "commentary": "as the season leads one to expect"}
    office.say("2018-11-19", measures.report, "ROBBERY", title="Robbery", **named, **facts)
    office.say("2018-11-19", measures.omit, "RAPE", title="Rape", **named, reason="no data")
    facts = {"commentary": "a report of its own tells more"}
    office.say("2018-11-19", measures.report, "FILES", title="Files", **named, **facts)
    assert only(office.ask("measures", "2018-12-01"), "ref", "said", "says") == [
        ("ROBBERY", "reported", "down"),
        ("RAPE", "left out", "no data"),
        ("FILES", "reported", "a report of its own tells more"),
    ]


# Money


def position(office, as_of="2019-01-01"):
    rows = office.ask("funding_position", as_of)
    return only(rows, "status", "amount", "allocated", "unallocated", "asked_for")


def test_what_is_left_of_a_sum_is_the_whole_less_its_parts_in_pounds(office):
    office.say("2018-11-01", funding.agree, "G-2018-001", title="Roads", amount=500_000 * POUND)
    for day, amount in (("2018-11-02", 150_000 * POUND), ("2018-11-03", 349_999 * POUND + 50)):
        facts = {"amount": amount, "allocated_to": day}
        office.say(day, funding.allocate, "G-2018-001", **facts)
    whole = Decimal("500000.00")
    assert position(office, "2018-11-01") == [("agreed", whole, Decimal("0.00"), whole, None)]
    assert position(office) == [("agreed", whole, Decimal("499999.50"), Decimal("0.50"), None)], (
        "to the penny"
    )


def test_of_a_bid_nothing_is_left_to_allocate_until_it_is_won(office):
    facts = {"title": "Youth", "bid_to": "Home Office", "amount": 1_000 * POUND}
    office.say("2018-11-01", funding.bid, "G-2018-001", **facts)
    asked, nothing = Decimal("1000.00"), Decimal("0.00")
    assert position(office) == [("bid", asked, None, None, asked)]
    office.say("2018-11-02", funding.win, "G-2018-001", amount=600 * POUND)
    won = Decimal("600.00")
    assert position(office) == [("won", won, nothing, won, asked)]


def test_what_is_agreed_for_one_recipient_is_not_left_to_allocate(office):
    facts = {"title": "Support", "amount": 1_000 * POUND, "recipient": "a charity"}
    office.say("2018-11-01", funding.agree, "G-2018-001", **facts)
    whole, part = Decimal("1000.00"), Decimal("400.00")
    assert position(office) == [("agreed", whole, Decimal("0.00"), None, None)]
    parts = {"amount": 400 * POUND, "allocated_to": "one county"}
    office.say("2018-11-02", funding.allocate, "G-2018-001", **parts)
    assert position(office) == [("agreed", whole, part, Decimal("600.00"), None)]


def test_what_was_won_without_a_word_is_what_was_asked_for(office):
    for ref, amount in (("G-2018-001", 1_000 * POUND), ("G-2018-002", None)):
        facts = {"title": "Youth", "bid_to": "Home Office", "amount": amount}
        office.say("2018-11-01", funding.bid, ref, **facts)
        office.say("2018-11-02", funding.win, ref)
    asked, nothing = Decimal("1000.00"), Decimal("0.00")
    assert position(office) == [
        ("won", asked, nothing, asked, asked),
        ("won", None, nothing, None, None),
    ]
