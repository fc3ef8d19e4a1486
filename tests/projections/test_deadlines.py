"""The clocks that the law sets: the days on which they turn, by hand."""

from datetime import date

import pytest
from msgspec.structs import replace
from office import Office, Rows, only, opened

from ledger.records import bodies, decisions, grades, inspections, meeting_minutes, meetings, posts

pytestmark = pytest.mark.slow

COMMENTS, COPIES = "comments on a report", "copies of the comments"
DECISION, NOTES, PRECEPT = (
    "publishing a decision",
    "notes of a public meeting",
    "view on the precept",
)


office = opened("2018-02-20T09:00")


def published(office: Office, on: str = "2018-03-01", ref: str = "EFF17") -> int:
    facts = {"title": "PEEL", "inspection_year": 2017}
    return office.say(on, inspections.publish, ref, **facts)[0].position


def commented(office: Office, on: str, stage: str = "published", to: str | None = None) -> int:
    facts = {"stage": stage, "sent_to": to}
    return office.say(on, grades.comment, "EFF17", **facts)[0].position


def clock(office: Office, name: str, on: str, known_by: str | None = None) -> Rows:
    return [row for row in office.ask("deadlines", on, known_by) if row["duty"] == name]


def test_the_day_of_publication_is_the_first_of_the_56(office):
    published(office, "2018-03-01")
    said = only(clock(office, COMMENTS, "2018-03-01"), "counted_from", "last_day", "days_to_spare")
    assert said == [(date(2018, 3, 1), date(2018, 4, 25), 55)]


def test_on_the_last_day_it_still_runs_and_the_day_after_it_has_passed(office):
    published(office, "2018-03-01")
    assert only(clock(office, COMMENTS, "2018-04-25"), "state", "days_to_spare") == [("running", 0)]
    assert only(clock(office, COMMENTS, "2018-04-26"), "state", "days_to_spare") == [
        ("passed, nothing recorded", -1)
    ]


@pytest.mark.parametrize(
    ("on", "state", "spare"), [("2018-04-25", "met", 0), ("2018-04-26", "met late", -1)]
)
def test_what_is_met_on_the_last_day_is_in_time_and_the_day_after_it_is_late(
    office, on, state, spare
):
    published(office, "2018-03-01")
    commented(office, on)
    rows = clock(office, COMMENTS, "2018-12-31")
    assert only(rows, "state", "days_to_spare", "met_on") == [
        (state, spare, date.fromisoformat(on))
    ]


def test_only_the_publication_of_comments_meets_it(office):
    published(office)
    commented(office, "2018-03-02", "invited")
    commented(office, "2018-03-03", "received")
    assert only(clock(office, COMMENTS, "2018-03-04"), "state") == [("running",)]


def test_what_was_not_so_yet_on_the_day_asked_about_meets_nothing(office):
    published(office)
    commented(office, "2018-04-20")
    assert only(clock(office, COMMENTS, "2018-04-19"), "state", "met_on") == [("running", None)]


def test_it_holds_for_reports_since_it_is_in_force_and_not_the_day_before(office):
    published(office, "2017-05-01", "EFF15")
    published(office, "2017-05-02", "EFF16")
    assert only(clock(office, COMMENTS, "2018-01-01"), "ref") == [("EFF16",)]


def test_a_retracted_publication_takes_its_clock_away(office):
    position = published(office)
    office.retract(position)
    assert clock(office, COMMENTS, "2018-12-31") == []


def test_a_corrected_day_moves_the_clock(office):
    position = published(office, "2018-03-01")
    office.correct(position, "2018-03-11")
    rows = clock(office, COMMENTS, "2018-03-11")
    assert only(rows, "counted_from", "last_day") == [(date(2018, 3, 11), date(2018, 5, 5))]


def test_retracted_comments_meet_nothing(office):
    published(office)
    office.retract(commented(office, "2018-03-10"), on="2018-03-11")
    assert only(clock(office, COMMENTS, "2018-03-12"), "state") == [("running",)]


def test_what_was_not_known_by_the_day_meets_nothing(office):
    office.it_is("2018-03-02T09:00")
    published(office, "2018-03-01")
    office.it_is("2018-06-01T09:00")
    commented(office, "2018-04-01")
    assert clock(office, COMMENTS, "2018-12-31", "2018-03-01") == []
    known = clock(office, COMMENTS, "2018-12-31", "2018-05-31")
    assert only(known, "state") == [("passed, nothing recorded",)]
    assert only(clock(office, COMMENTS, "2018-12-31", "2018-06-01"), "state") == [("met",)]


def test_copies_go_to_the_inspectors_and_to_the_secretary_of_state(office):
    published(office)
    assert clock(office, COPIES, "2018-12-31") == [], "nothing to copy yet"
    commented(office, "2018-04-01")
    commented(office, "2018-04-02", "sent")
    assert only(clock(office, COPIES, "2018-12-31"), "state", "last_day") == [("no day set", None)]
    commented(office, "2018-04-03", "sent", "the inspectors")
    assert only(clock(office, COPIES, "2018-12-31"), "state") == [("no day set",)]
    commented(office, "2018-04-05", "sent", "the Secretary of State")
    rows = clock(office, COPIES, "2018-12-31")
    assert only(rows, "state", "met_on", "days_to_spare") == [("met", date(2018, 4, 5), None)]


def test_a_copy_to_the_secretary_of_state_alone_is_not_enough(office):
    published(office)
    commented(office, "2018-04-01")
    commented(office, "2018-04-02", "sent", "the Home Office")
    assert only(clock(office, COPIES, "2018-12-31"), "state") == [("no day set",)]


def test_one_letter_to_both_is_enough(office):
    published(office)
    commented(office, "2018-04-01")
    commented(office, "2018-04-02", "sent", "HMICFRS and the Home Secretary")
    assert only(clock(office, COPIES, "2018-12-31"), "state") == [("met",)]


def test_a_decision_of_public_interest_is_published_or_withheld(office):
    for number, interest in ((1, True), (2, True), (3, True), (4, False)):
        facts = {"title": "Roads", "makers": ["PCC"], "public_interest": interest}
        office.say("2018-03-01", decisions.take, f"D-2018-{number:03}", **facts)
    office.say("2018-03-05", decisions.publish, "D-2018-001", published_at="the website")
    office.say("2018-03-06", decisions.withhold, "D-2018-002", exemption="commercial")
    assert only(clock(office, DECISION, "2018-12-31"), "ref", "state", "met_on") == [
        ("D-2018-001", "met", date(2018, 3, 5)),
        ("D-2018-002", "met", date(2018, 3, 6)),
        ("D-2018-003", "no day set", None),
    ]


def held(office: Office, body: str, on: str) -> None:
    facts = {"body": body, "meets_on": date.fromisoformat(on)}
    office.say(on, meetings.hold, f"{body}/{on}", **facts)


def test_the_notes_of_meetings_in_public_are_published(office):
    office.say("2018-01-01", bodies.constitute, "HTA", title="Holding to account", public=False)
    office.say("2018-01-01", bodies.constitute, "PANEL", title="Panel", public=True)
    held(office, "HTA", "2018-02-01")
    office.say("2018-02-10", bodies.set_publication, "HTA", public=True, publishes_notes=None)
    held(office, "HTA", "2018-02-10")
    held(office, "HTA", "2018-02-15")
    held(office, "PANEL", "2018-02-15")
    office.say(
        "2018-02-20", meeting_minutes.publish_notes, "HTA/2018-02-15", published_at="the website"
    )
    rows = clock(office, NOTES, "2018-12-31")
    assert only(rows, "ref", "state") == [
        ("HTA/2018-02-10", "no day set"),
        ("HTA/2018-02-15", "met"),
    ]


@pytest.mark.parametrize(
    ("on", "last", "spare"),
    [
        ("2018-02-07", "2018-02-08", 1),
        ("2018-02-08", "2018-02-08", 0),
        ("2018-02-09", "2019-02-08", 364),
    ],
)
def test_the_next_8_february_is_the_last_day_for_the_precept(office, on, last, spare):
    published(office, "2018-02-01")
    *_, row = clock(office, PRECEPT, on)
    assert (str(row["last_day"]), row["days_to_spare"], row["state"]) == (last, spare, "running")


def test_the_day_on_which_a_body_or_a_post_came_to_be_begins_no_record(office):
    """An office that begins in 2018 and says since when its posts are is not seven years late."""
    office.say("2012-11-22", bodies.constitute, "PANEL", title="Panel", public=True)
    office.say("2012-11-22", posts.define, "PCC", title="Commissioner")
    assert clock(office, PRECEPT, "2018-03-01") == []
    published(office, "2018-02-08")
    in_time = [row["in_time"] for row in clock(office, PRECEPT, "2018-03-01")]
    assert in_time == ["21 days late so far", "344 days left"]


def test_no_deadline_that_was_running_is_ever_gone(office):
    office.say("1900-01-01", bodies.constitute, "PANEL", title="Panel", public=True)
    published(office, "2016-05-31")
    commented(office, "2017-06-01")
    known = set()
    for on in ("2016-05-30", "2016-05-31", "2017-02-08", "2017-02-09", "2018-02-08", "2018-02-09"):
        rows = {(row["duty"], row["ref"], row["last_day"]) for row in office.ask("deadlines", on)}
        assert known <= rows, on
        known = rows
    in_time = only(clock(office, PRECEPT, "2018-02-09"), "in_time", "state")
    assert in_time == [
        ("366 days late so far", "passed, nothing recorded"),
        ("1 day late so far", "passed, nothing recorded"),
        ("364 days left", "running"),
    ]


@pytest.mark.parametrize(
    ("begun_on", "expected"),
    [
        ("2018-02-08", [("2018-02-08", "passed, nothing recorded"), ("2019-02-08", "running")]),
        ("2018-02-09", [("2019-02-08", "running")]),
    ],
)
def test_an_8_february_that_passed_stays_where_the_record_had_begun_by_then(
    office, begun_on, expected
):
    held(office, "HTA", begun_on)
    rows = only(clock(office, PRECEPT, "2018-11-27"), "last_day", "state")
    assert [(str(day), state) for day, state in rows] == expected


def test_every_8_february_that_passed_stays(office):
    held(office, "PANEL", "2016-02-01")
    rows = only(clock(office, PRECEPT, "2018-02-08"), "last_day", "state")
    assert [(day.year, state) for day, state in rows] == [
        (2016, "passed, nothing recorded"),
        (2017, "passed, nothing recorded"),
        (2018, "running"),
    ]


def test_they_are_asked_for_by_state(office):
    published(office, "2018-01-01", "EFF17")
    published(office, "2018-01-01", "EFY17")
    published(office, "2018-01-02", "LEG17")
    commented(office, "2018-05-01")

    def state(name: str) -> list[tuple[str, ...]]:
        return only(office.ask("deadlines", "2018-12-31", state=name), "duty", "ref")

    assert state("met") == []
    assert state("met late") == [(COMMENTS, "EFF17")]
    assert state("Passed") == [(PRECEPT, "PANEL"), (COMMENTS, "EFY17"), (COMMENTS, "LEG17")]
    assert state("passed, nothing recorded") == state("passed")
    assert state("no day set") == [(COPIES, "EFF17")]


def test_the_day_of_an_inferred_publication_is_said_to_be_inferred(office):
    entry = replace(office.entry("2018-03-31"), date_basis="inferred", date_reason="March only")
    facts = {"title": "PEEL", "inspection_year": 2017}
    office.ledger.record("inspection", "EFF17", inspections.publish, entry, new=True, **facts)
    assert only(clock(office, COMMENTS, "2018-04-01"), "date_basis") == [("inferred",)]
