"""The book: corrections, two dates, references, and what is said twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from books import Loose, keyed, raise_action
from eventsourcing.persistence import StoredEvent
from folded import each
from given import envelope
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import command_keys
from ledger.application import Clock, Ledger
from ledger.codec import decode, encode
from ledger.errors import Misused, NotFound, Refused
from ledger.events import Entry, Envelope, EventRetracted, Unknown
from ledger.fold import fold, standing
from ledger.leaf import admit
from ledger.records import (
    actions,
    agenda,
    bodies,
    decisions,
    findings,
    grades,
    inspections,
    meeting_attendance,
    meetings,
    posts,
)
from ledger.registry import event_kinds, record_kind, split
from ledger.words import format_event

JANUARY, FEBRUARY, MARCH = "HTA/2019-01-15", "HTA/2019-02-15", "HTA/2019-03-15"
REF = "A-2019-001"


@pytest.fixture
def ledger(tmp_path):
    Ledger.create(tmp_path / "l.db")
    opened = Loose.open(tmp_path / "l.db", clock=Clock(datetime(2019, 3, 1, 10, tzinfo=UTC)))
    yield opened
    opened.close()


def for_day(day: str, **more: Any) -> Entry:
    said = {"recorded_by": "M Clerk", "authority": "asserted", "correlation": "test"}
    return Entry(**(said | {"effective_on": date.fromisoformat(day)} | more))


def raised(ledger, day="2019-01-15", ref=REF, **facts):
    facts = {"title": "Plan", "owners": ["CC"], "due": date(2019, 2, 1), "meeting": JANUARY} | facts
    rule = actions.raise_action
    return ledger.record("action", ref, rule, for_day(day), new=True, **facts)[0]


def said(ledger, rule, day, ref=REF, **facts):
    (one,) = ledger.record("action", ref, rule, for_day(day), **facts)
    return one


def extended(ledger, due, day):
    facts = {"due": date.fromisoformat(due), "reason": "late", "approved_by": "PCC"}
    return said(ledger, actions.extend, day, **facts)


def on(ledger, day, ref=REF):
    return ledger.state("action", ref, on=date.fromisoformat(day))


def carry(ledger, to, day):
    return said(ledger, actions.carry, day, meeting=to)


# Recording


def test_the_history_reads_back_as_it_was_recorded(ledger):
    written = [
        raised(ledger),
        extended(ledger, "2019-03-01", "2019-01-30"),
        said(ledger, actions.complete, "2019-02-20", reported_by="CC", evidence="«paper»\n“2”"),
        said(ledger, actions.close, "2019-02-25", verified_by="CEX", evidence="minute 12"),
    ]
    assert ledger.history(f"action:{REF}") == written
    assert list(ledger.after(0)) == written
    assert list(ledger.after(0, limit=1)) == written
    assert [ledger.at(n) for n in (1, 2, 3, 4)] == written
    assert [(r.position, r.version) for r in written] == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_a_history_goes_on_from_where_it_stood(ledger):
    raised(ledger)
    raised(ledger, ref="A-2019-002")
    third = extended(ledger, "2019-03-01", "2019-01-30")
    assert (third.position, third.version) == (3, 2)


def test_the_envelope_is_whoever_records_it_and_the_stores_own_instant(ledger):
    entry = for_day("2019-01-15", on_behalf_of="PCC", date_basis="inferred", date_reason="why")
    first = ledger.record("post", "CC", posts.define, entry, new=True, title="Chief")[0]
    kept = {name: getattr(first.envelope, name) for name in Entry.__struct_fields__}
    assert Entry(**kept) == entry
    assert first.envelope.recorded_at == datetime(2019, 3, 1, 10, tzinfo=UTC)
    assert first.envelope.clock == "set"
    assert len(first.envelope.nonce) == 32


def test_no_two_events_have_the_same_nonce(ledger):
    nonces = {raised(ledger, ref=f"A-2019-{n:03}").envelope.nonce for n in range(1, 20)}
    assert len(nonces) == 19


def test_time_does_not_go_back(ledger):
    raised(ledger)
    ledger.clock = Clock(datetime(2019, 2, 28, tzinfo=UTC))
    late = raised(ledger, ref="A-2019-002").envelope
    assert (late.recorded_at, late.clock) == (datetime(2019, 3, 1, 10, tzinfo=UTC), "behind")
    ledger.clock = Clock()
    now = raised(ledger, ref="A-2019-003").envelope
    assert now.clock is None
    assert abs(now.recorded_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_what_is_not_there_is_not_found(ledger):
    with pytest.raises(NotFound, match="Check its spelling"):
        said(ledger, actions.progress, "2019-01-15", text="x")
    with pytest.raises(NotFound, match="no event 7; the ledger has 0"):
        ledger.at(7)
    assert ledger.state("action", REF) is None
    assert ledger.history(f"action:{REF}") == []
    assert ledger.head[0] == 0


def test_a_refusal_records_nothing(ledger):
    raised(ledger)
    with pytest.raises(Refused):
        said(ledger, actions.close, "2019-02-25", verified_by="CEX", evidence="minute 12")
    assert ledger.head[0] == 1


def test_what_one_command_records_stands_or_falls_together(ledger):
    with pytest.raises(Refused), ledger.writing():
        raised(ledger)
        extended(ledger, "2019-03-01", "2019-01-30")
        extended(ledger, "2019-02-28", "2019-01-31")
    assert ledger.head[0] == 0
    assert raised(ledger).position == 1


# The same thing said twice


def test_the_same_thing_said_twice_is_written_once(ledger):
    raised(ledger)
    facts = {"text": "arranged"}
    assert ledger.record("action", REF, actions.progress, for_day("2019-01-20"), **facts)
    assert ledger.record("action", REF, actions.progress, for_day("2019-01-20"), **facts) == []
    assert ledger.head[0] == 2


def test_the_same_words_of_another_day_are_another_fact(ledger):
    raised(ledger)
    for day in ("2019-01-20", "2019-01-21", "2019-01-19"):
        said(ledger, actions.progress, day, text="arranged")
    assert ledger.head[0] == 4


def test_what_was_retracted_may_be_said_again(ledger):
    raised(ledger)
    first = said(ledger, actions.progress, "2019-01-20", text="arranged")
    ledger.retract([first.position], "mistake", for_day("2019-03-01"))
    assert said(ledger, actions.progress, "2019-01-20", text="arranged").position == 4


def test_the_same_words_are_said_again_where_they_change_the_status_again(ledger):
    raised(ledger)
    for _ in range(2):
        said(ledger, actions.complete, "2019-02-20", reported_by="CC")
        said(ledger, actions.close, "2019-02-20", verified_by="CEX", evidence="minute 12")
        said(ledger, actions.reopen, "2019-02-20", reason="wrong plan")
    assert ledger.head[0] == 7
    assert ledger.state("action", REF).status == "open"


# Two dates


def test_what_was_so_on_a_day_is_asked_of_that_day(ledger):
    raised(ledger)
    extended(ledger, "2019-03-01", "2019-01-30")
    said(ledger, actions.complete, "2019-02-20", reported_by="CC")
    assert on(ledger, "2019-01-14") is None
    assert on(ledger, "2019-01-15").due == date(2019, 2, 1)
    assert on(ledger, "2019-01-29").due == date(2019, 2, 1)
    assert on(ledger, "2019-01-30").due == date(2019, 3, 1)
    assert on(ledger, "2019-02-19").status == "open"
    assert on(ledger, "2019-02-20").status == "reported complete"
    assert on(ledger, "2019-02-20").since_on == date(2019, 2, 20)
    assert on(ledger, "2019-02-20").since_event == 3


def test_a_backdated_event_is_judged_by_the_state_on_its_own_day(ledger):
    raised(ledger)
    said(ledger, actions.complete, "2019-02-20", reported_by="CC")
    facts = {"verified_by": "CEX", "evidence": "minute 12"}
    with pytest.raises(Refused, match="still open"):
        said(ledger, actions.close, "2019-02-19", **facts)
    # It was open then, though it is reported complete now.
    extended(ledger, "2019-03-01", "2019-02-19")
    assert said(ledger, actions.close, "2019-02-20", **facts).envelope.effective_on == date(
        2019, 2, 20
    )


def test_a_backdated_event_counts_where_it_was_so(ledger):
    raised(ledger)
    carry(ledger, MARCH, "2019-02-15")
    carry(ledger, FEBRUARY, "2019-01-16")
    assert ledger.state("action", REF).carried_to == (FEBRUARY, MARCH)


def test_a_backdated_event_that_would_make_a_later_one_impossible_is_refused(ledger):
    raised(ledger)
    said(ledger, actions.complete, "2019-02-20", reported_by="CC")
    with pytest.raises(Refused, match="would be withdrawn at event 2"):
        said(ledger, actions.withdraw, "2019-02-19", reason="not wanted")
    extended(ledger, "2019-03-01", "2019-01-30")
    with pytest.raises(Refused, match="Extend it to a later date"):
        extended(ledger, "2019-03-01", "2019-01-29")
    extended(ledger, "2019-02-28", "2019-01-29")
    assert ledger.state("action", REF).due == date(2019, 3, 1)


def test_nothing_happens_to_a_record_before_it_begins(ledger):
    raised(ledger)
    with pytest.raises(Refused, match="begins on 15 January 2019"):
        said(ledger, actions.progress, "2019-01-14", text="x")
    said(ledger, actions.progress, "2019-01-15", text="x")


# Correcting


def test_a_correction_keeps_the_place_and_the_history_shows_both(ledger):
    first = raised(ledger)
    extended(ledger, "2019-03-01", "2019-01-30")
    ledger.clock = Clock(datetime(2019, 3, 5, 10, tzinfo=UTC))
    retraction, new = ledger.correct(1, {"title": "The plan"}, "slip", for_day("2019-01-15"))
    assert isinstance(retraction.event, EventRetracted)
    assert (retraction.event.retracts, retraction.event.reason) == (1, "slip")
    assert retraction.envelope.corrects is None
    assert new.envelope.corrects == 1 and new.slot == first.slot
    history = ledger.history(f"action:{REF}")
    assert [r.position for r in history] == [1, 2, 3, 4]
    assert history[0] == first, "what was recorded, and when, stays as it was"
    assert [r.position for r in standing(history)] == [4, 2]
    assert new.envelope.recorded_at == datetime(2019, 3, 5, 10, tzinfo=UTC)


def test_the_state_follows_a_correction_on_every_day(ledger):
    raised(ledger)
    extended(ledger, "2019-03-01", "2019-01-30")
    ledger.correct(1, {"title": "The plan", "owners": ["CFO"]}, "slip", for_day("2019-01-15"))
    for day in ("2019-01-15", "2019-01-29", "2019-01-30", "2030-01-01"):
        assert (on(ledger, day).title, on(ledger, day).owners) == ("The plan", ("CFO",))
    assert on(ledger, "2019-01-14") is None
    assert on(ledger, "2019-01-30").due == date(2019, 3, 1)


def test_what_was_known_before_a_correction_still_shows_the_mistake(ledger):
    raised(ledger)
    ledger.clock = Clock(datetime(2019, 3, 5, 10, tzinfo=UTC))
    ledger.correct(1, {"title": "The plan"}, "slip", for_day("2019-01-15"))
    history = ledger.history(f"action:{REF}")
    known = [r for r in history if r.envelope.recorded_at < datetime(2019, 3, 5, tzinfo=UTC)]
    assert fold(REF, known, record_kind("action").evolve).title == "Plan"


def test_a_correction_counts_where_the_event_did_among_those_of_one_day(ledger):
    raised(ledger)
    carry(ledger, FEBRUARY, "2019-02-01")
    carry(ledger, MARCH, "2019-02-01")
    ledger.correct(2, {"carried_to": "HTA/2019-02-16"}, "slip", for_day("2019-02-01"))
    assert ledger.state("action", REF).carried_to == ("HTA/2019-02-16", MARCH)


def test_a_corrected_event_is_corrected_again_and_keeps_the_first_place(ledger):
    raised(ledger)
    carry(ledger, FEBRUARY, "2019-02-01")
    carry(ledger, MARCH, "2019-02-01")
    _, second = ledger.correct(2, {"carried_to": "HTA/2019-02-16"}, "slip", for_day("2019-02-01"))
    _, third = ledger.correct(
        second.position, {"carried_to": "HTA/2019-02-17"}, "slip", for_day("2019-02-01")
    )
    assert third.envelope.corrects == 2
    assert ledger.state("action", REF).carried_to == ("HTA/2019-02-17", MARCH)
    with pytest.raises(Refused, match=r"Event 2 was already retracted \(event 4\): slip"):
        ledger.correct(2, {"carried_to": "HTA/2019-02-18"}, "slip", for_day("2019-02-01"))


def test_the_day_of_an_event_is_corrected_too(ledger):
    raised(ledger)
    said(ledger, actions.complete, "2019-02-20", reported_by="CC")
    ledger.correct(2, {}, "the minute says the 10th", for_day("2019-02-10"))
    assert on(ledger, "2019-02-09").status == "open"
    assert on(ledger, "2019-02-10").status == "reported complete"


def test_the_day_of_an_event_is_corrected_to_a_later_one(ledger):
    raised(ledger)
    said(ledger, actions.complete, "2019-02-10", reported_by="CC")
    ledger.correct(2, {}, "the minute says the 20th", for_day("2019-02-20"))
    assert on(ledger, "2019-02-20").status == "reported complete"
    assert on(ledger, "2019-02-19").status == "open"


def test_a_correction_to_what_stands_already_writes_nothing(ledger):
    raised(ledger)
    assert ledger.correct(1, {"title": "Plan"}, "slip", for_day("2019-01-15")) == []
    assert ledger.head[0] == 1


def test_a_correction_that_would_make_a_later_event_impossible_is_refused(ledger):
    raised(ledger)
    extended(ledger, "2019-03-01", "2019-01-30")
    with pytest.raises(Refused, match="Extend it to a later date"):
        ledger.correct(1, {"due": date(2019, 3, 1)}, "slip", for_day("2019-01-15"))
    with pytest.raises(Refused, match="before it was recorded at all"):
        ledger.correct(1, {}, "slip", for_day("2019-01-31"))
    assert ledger.head[0] == 2
    ledger.correct(1, {"due": date(2019, 2, 28)}, "slip", for_day("2019-01-30"))


def test_corrections_of_other_records_keep_to_their_rules_too(ledger):
    entry = for_day("2018-02-27")
    meeting = {"body": "HTA", "meets_on": date(2018, 2, 27)}
    ledger.record("meeting", "HTA/2018-02-27", meetings.hold, entry, new=True, **meeting)
    for rule, facts in (
        (meeting_attendance.attend, {"attendee": "CC"}),
        (meeting_attendance.apologise, {"attendee": "DCC"}),
        (agenda.table_item, {"item": "4a", "title": "Cyber crime"}),
        (agenda.defer_item, {"item": "4a"}),
    ):
        ledger.record("meeting", "HTA/2018-02-27", rule, entry, **facts)
    with pytest.raises(Refused, match="not both"):
        ledger.correct(2, {"attendee": "DCC"}, "slip", entry)
    with pytest.raises(Refused, match="no item 4a"):
        ledger.correct(4, {"item": "4b"}, "slip", entry)

    report = {"title": "PEEL", "inspection_year": 2017}
    ledger.record("inspection", "EFF17", inspections.publish, entry, new=True, **report)
    grade = {"area": "SOC", "grade": "good"}
    graded = ledger.record("inspection", "EFF17", grades.grade, entry, **grade)[0]
    with pytest.raises(Refused, match="not on the scale"):
        ledger.correct(graded.position, {"grade": "adequate"}, "slip", entry)

    ledger.record("post", "CC", posts.define, entry, new=True, title="Chief Constable")
    first = ledger.record("post", "CC", posts.appoint, entry, holder="A")[0]
    ledger.record("post", "CC", posts.end, for_day("2018-03-01"), holder="A")
    ledger.record("post", "CC", posts.appoint, for_day("2018-03-01"), holder="B")
    with pytest.raises(Refused, match="is not recorded as holding"):
        ledger.correct(first.position, {"holder": "C"}, "slip", entry)

    taken = {"title": "Roads", "makers": ["PCC"]}
    ledger.record("decision", "D-2018-001", decisions.take, entry, new=True, **taken)
    withheld = ledger.record("decision", "D-2018-001", decisions.withhold, entry, exemption="x")[0]
    later = for_day("2018-03-01")
    ledger.record("decision", "D-2018-001", decisions.publish, later, published_at="web")
    with pytest.raises(Refused, match="too late to withhold"):
        ledger.correct(withheld.position, {}, "slip", for_day("2018-03-02"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "red"}, "ActionRaised has no 'colour'; it has own_ref, title, owners"),
        ({"title": None}, "cannot be empty"),
        ({"due": "soon"}, "does not fit ActionRaised"),
        ({"effective_on": date(2019, 1, 1)}, "has no 'effective_on'"),
    ],
)
def test_a_correction_is_of_facts_that_the_event_has(ledger, changes, words):
    raised(ledger)
    with pytest.raises(Misused, match=words):
        ledger.correct(1, changes, "slip", for_day("2019-01-15"))
    assert ledger.head[0] == 1


# Retracting


def test_what_was_retracted_stays_in_the_history_and_no_longer_counts(ledger):
    raised(ledger)
    extended(ledger, "2019-03-01", "2019-01-30")
    (retraction,) = ledger.retract([2], "wrong action", for_day("2019-03-01"))
    assert ledger.state("action", REF).due == date(2019, 2, 1)
    assert len(ledger.history(f"action:{REF}")) == 3
    assert format_event(retraction) == "event 2 retracted: wrong action"
    assert retraction.stream == f"action:{REF}"


def test_what_was_retracted_counts_on_no_day_whenever_it_was_retracted(ledger):
    raised(ledger)
    extended(ledger, "2019-03-01", "2019-01-30")
    ledger.retract([2], "wrong action", for_day("2019-03-01"))
    assert on(ledger, "2019-02-28").due == date(2019, 2, 1)


def test_the_rules_do_not_look_at_what_was_retracted(ledger):
    raised(ledger)
    said(ledger, actions.withdraw, "2019-01-20", reason="mistyped")
    ledger.retract([2], "wrong action", for_day("2019-03-01"))
    said(ledger, actions.progress, "2019-01-25", text="arranged")


def test_a_beginning_is_not_retracted_before_what_came_after_it(ledger):
    raised(ledger)
    extended(ledger, "2019-03-01", "2019-01-30")
    with pytest.raises(Refused, match="retract the later events first"):
        ledger.retract([1], "mistake", for_day("2019-03-01"))
    assert ledger.head[0] == 2
    ledger.retract([1, 2], "mistake", for_day("2019-03-01"))
    assert ledger.state("action", REF) is None


def test_a_middle_on_which_the_end_stands_is_not_retracted(ledger):
    raised(ledger)
    said(ledger, actions.complete, "2019-02-20", reported_by="CC")
    said(ledger, actions.close, "2019-02-25", verified_by="CEX", evidence="minute 12")
    with pytest.raises(Refused, match="would be open at event 3"):
        ledger.retract([2], "mistake", for_day("2019-03-01"))
    ledger.retract([2, 3], "mistake", for_day("2019-03-01"))
    assert ledger.state("action", REF).status == "open"


def test_a_record_that_others_name_is_not_taken_back(ledger):
    entry = for_day("2019-01-15")
    ledger.record("body", "HTA", bodies.constitute, entry, new=True, title="Holding to account")
    facts = {"body": "HTA", "meets_on": date(2019, 1, 15)}
    ledger.record("meeting", JANUARY, meetings.hold, entry, new=True, **facts)
    raised(ledger)
    with pytest.raises(Refused, match=r"HTA is named by HTA/2019-01-15 \(event 2\)"):
        ledger.retract([1], "mistake", entry)
    with pytest.raises(Refused, match=rf"{JANUARY} is named by {REF} \(event 3\)"):
        ledger.retract([2], "mistake", entry)
    assert ledger.head[0] == 3
    ledger.retract([3], "mistake", entry)
    ledger.retract([2], "mistake", entry)
    ledger.retract([1], "mistake", entry)
    assert [ledger.state(*split(s)) for s in ("body:HTA", f"meeting:{JANUARY}")] == [None, None]


def test_an_owner_in_a_list_is_named_too(ledger):
    entry = for_day("2019-01-15")
    ledger.record("post", "CC", posts.define, entry, new=True, title="Chief Constable")
    raised(ledger)
    with pytest.raises(Refused, match=rf"CC is named by {REF}"):
        ledger.retract([1], "mistake", entry)
    ledger.correct(2, {"owners": ["CFO"]}, "slip", entry)
    ledger.retract([1], "mistake", entry)


def test_events_are_retracted_once(ledger):
    raised(ledger)
    ledger.retract([1], "mistake", for_day("2019-03-01"))
    with pytest.raises(Refused, match=r"Event 1 was already retracted \(event 2\): mistake"):
        ledger.retract([1], "again", for_day("2019-03-01"))
    with pytest.raises(Refused, match="Event 2 is itself a retraction"):
        ledger.retract([2], "undo the undoing", for_day("2019-03-01"))
    with pytest.raises(NotFound):
        ledger.retract([9], "mistake", for_day("2019-03-01"))
    assert ledger.head[0] == 2


def test_a_record_that_was_taken_back_may_begin_again(ledger):
    raised(ledger)
    ledger.retract([1], "mistake", for_day("2019-03-01"))
    again = raised(ledger, title="Another")
    assert (again.position, again.version) == (3, 3)
    assert ledger.state("action", REF).title == "Another"


# References


def test_references_are_given_in_order_and_gallop_past_999(ledger):
    assert ledger.next_ref("action", 2018) == "A-2018-001"
    with ledger.writing():
        for number in range(1, 1026):
            if number in {1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 255, 256, 257, 999, 1000, 1001, 1024}:
                assert ledger.next_ref("action", 2018) == f"A-2018-{number:03}"
            raised(ledger, ref=f"A-2018-{number:03}", meeting=None)
    assert ledger.next_ref("action", 2018) == "A-2018-1026"
    assert ledger.next_ref("action", 2019) == "A-2019-001"
    assert ledger.next_ref("decision", 2018) == "D-2018-001"
    assert ledger.refs("action")[-1] == "A-2018-1025"


def test_a_reference_is_never_given_again(ledger):
    for number in (1, 2, 3):
        raised(ledger, ref=ledger.next_ref("action", 2018))
        assert ledger.refs("action")[-1] == f"A-2018-00{number}"
    ledger.retract([3], "mistake", for_day("2019-03-01"))
    assert ledger.next_ref("action", 2018) == "A-2018-004"


def test_the_kinds_of_records_do_not_mix(ledger):
    raised(ledger)
    facts = {"text": "x", "inspection": "EFF17"}
    entry = for_day("2019-01-15")
    ledger.record("finding", "F-2019-001", findings.record, entry, new=True, **facts)
    assert ledger.refs("action") == [REF]
    assert ledger.refs("finding") == ["F-2019-001"]
    assert not ledger.exists("finding", REF)


# Keys


def test_a_key_brings_back_what_was_recorded_with_it(ledger):
    raise_action(ledger, 1)
    assert command_keys.recorded(ledger, "k", "digest") is None
    written = ledger.at(keyed(ledger, "k"))
    assert command_keys.recorded(ledger, "k", "digest") == [written]
    assert (written.envelope.command_key, written.envelope.command_digest) == ("k", "digest")
    with pytest.raises(Refused, match="used for another command"):
        command_keys.recorded(ledger, "k", "another digest")


def test_a_key_is_forgotten_with_what_failed(ledger):
    raise_action(ledger, 1)
    with pytest.raises(RuntimeError), ledger.writing():
        keyed(ledger, "k")
        raise RuntimeError
    assert command_keys.recorded(ledger, "k", "digest") is None


# Kinds from elsewhere


def test_an_event_of_an_unknown_kind_is_kept_and_shown_and_counted_by_nothing(ledger):
    raised(ledger)
    before = ledger.state("action", REF)
    state = encode(actions.ActionProgressed(text="moved"), envelope(date(2019, 1, 20)))
    stored = StoredEvent(f"action:{REF}", 2, "ActionTeleported", state)
    ledger.store.recorder.insert_events([stored])
    shown = ledger.history(f"action:{REF}")[1]
    assert (shown.kind, shown.event) == ("ActionTeleported", Unknown(fields={"text": "moved"}))
    assert format_event(shown) == "an event of a kind this version does not know"
    assert shown.envelope.effective_on == date(2019, 1, 20)
    assert ledger.state("action", REF) == before
    with pytest.raises(Refused, match="does not know: ActionTeleported"):
        extended(ledger, "2019-03-01", "2019-01-30")
    assert [r.kind for r in ledger.after(0)][1] == "ActionTeleported"


def test_a_record_of_only_unknown_events_has_no_state(ledger):
    state = encode(actions.ActionProgressed(text="moved"), envelope())
    ledger.store.recorder.insert_events([StoredEvent("robot:R-1", 1, "RobotBuilt", state)])
    assert ledger.history("robot:R-1")[0].kind == "RobotBuilt"
    with pytest.raises(NotFound, match="knows no record kind 'robot'"):
        ledger.state("robot", "R-1")
    assert raised(ledger).position == 2


# Whatever is said comes back

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=30)
days = st.dates()
instants = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def of(annotation: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    simple = {str: words, date: days, datetime: instants, bool: st.booleans(), int: numbers}
    if annotation in simple:
        return simple[annotation]
    if annotation is type(None):
        return st.none()
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if get_origin(annotation) is tuple:
        return st.lists(of(get_args(annotation)[0]), max_size=3).map(tuple)
    return st.one_of([of(one) for one in get_args(annotation)])


numbers = st.integers(min_value=-(2**53), max_value=2**53)


def any_of(cls: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    return st.fixed_dictionaries(
        {f.name: of(hints[f.name]) for f in msgspec.structs.fields(cls)}
    ).map(lambda facts: cls(**facts))


events = st.sampled_from(sorted(event_kinds().items())).flatmap(lambda item: any_of(item[1]))


@settings(max_examples=400, deadline=None)
@given(event=events, about=any_of(Envelope))
@pytest.mark.slow
def test_every_event_and_every_envelope_reads_back_equal(event, about):
    stored = encode(event, about)
    kind = type(event).__name__
    admit("action:A-2018-003", kind, stored)
    back = decode(7, "action:A-2018-003", 3, kind, stored)
    assert (back.event, back.envelope) == (event, about)
    assert encode(back.event, back.envelope) == stored
    assert b"\n" not in stored


@each("kind", sorted(event_kinds()))
def test_every_kind_is_among_those_tried(kind):
    @settings(max_examples=5, deadline=None, database=None)
    @given(event=any_of(event_kinds()[kind]))
    def reads_back(event):
        assert decode(1, "a:b", 1, kind, encode(event, envelope())).event == event

    reads_back()
