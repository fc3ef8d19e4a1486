"""Reports of others than HMICFRS: which clocks of law they set, and what is asked of them."""

from datetime import date

import pytest
from office import only, opened

from ledger.errors import Refused
from ledger.records import (
    assurances,
    inspection_items,
    inspections,
    item_due_dates,
    posts,
    recommendations,
)
from ledger.records.inspections import ISSUERS
from ledger.services import closing

pytestmark = pytest.mark.slow

R1 = "IA18-01/R1"


office = opened("2018-12-01T09:00")


def published(office, ref="IA18-01", issuer="internal audit", on="2018-06-01", **more):
    facts = {"title": f"Report {ref}", "inspection_year": 2018, "issuer": issuer} | more
    if facts.get("respondent"):
        office.define(facts["respondent"])
    return office.say(on, inspections.publish, ref, **facts)


def issued(office, ref=R1, priority="High", owner="CFO", due="2018-09-01", on="2018-06-01"):
    facts = {"title": f"Do {ref}"}
    office.say(on, inspection_items.issue, ref, priority=priority, **facts)
    if owner:
        office.say(on, inspection_items.assign_lead, ref, lead=owner)
    if due:
        office.say(on, item_due_dates.set_due, ref, due=date.fromisoformat(due))


def done(office, ref=R1, by="CFO", on="2018-09-10"):
    office.say(on, inspection_items.complete, ref, reported_by=by)


def clocks(office, on, *columns):
    rows = [row for row in office.ask("deadlines", on) if row["duty"] != "view on the precept"]
    return only(rows, *columns)


# The law


@pytest.mark.parametrize("issuer", ISSUERS)
def test_a_clock_of_law_runs_for_the_issuer_that_the_law_names_and_no_other(office, issuer):
    named = {"respondent": "CC"} if issuer in inspections.ANSWERED else {}
    published(office, issuer=issuer, **named)
    expected = {
        "coroner": [("response to a coroner", date(2018, 7, 27))],
        "IOPC": [("response to the IOPC", date(2018, 7, 26))],
    }
    assert clocks(office, "2018-07-30", "duty", "last_day") == expected.get(issuer, [])


def test_a_report_of_hmicfrs_keeps_its_clock_beside_an_audit(office):
    published(office)
    office.say("2018-06-01", inspections.publish, "EFF18", title="PEEL", inspection_year=2018)
    assert clocks(office, "2018-06-02", "duty", "ref") == [("comments on a report", "EFF18")]


def test_an_audit_recorded_as_of_hmicfrs_loses_its_clock_when_it_is_corrected(office):
    (event,) = office.say(
        "2018-06-01", inspections.publish, "IA18-01", title="Creditors", inspection_year=2018
    )
    assert clocks(office, "2018-08-01", "state") == [("passed, nothing recorded",)]
    office.correct(event.position, "2018-06-01", issuer="internal audit")
    assert clocks(office, "2018-08-01", "state") == []


@pytest.mark.parametrize("issuer", inspections.ANSWERED)
def test_a_report_addressed_to_others_sets_no_clock(office, issuer):
    published(office, issuer=issuer, respondent_known=True)
    assert clocks(office, "2018-08-01", "duty") == []


@pytest.mark.parametrize(("issuer", "last"), [("coroner", "2018-07-27"), ("IOPC", "2018-07-26")])
def test_the_last_day_is_in_time_and_the_next_is_late(office, issuer, last):
    published(office, ref="RE18-01", issuer=issuer, respondent="CC")
    published(office, ref="RE18-02", issuer=issuer, respondent="CC")
    after = date.fromordinal(date.fromisoformat(last).toordinal() + 1)
    office.say(last, assurances.respond, "RE18-01", responded_by="CC")
    assert clocks(office, last, "ref", "state") == [("RE18-01", "met"), ("RE18-02", "running")]
    office.say(after, assurances.respond, "RE18-02", responded_by="CC")
    assert clocks(office, after, "ref", "state") == [("RE18-01", "met"), ("RE18-02", "met late")]


def test_more_time_given_is_the_last_day(office):
    published(office, issuer="coroner", respondent="CC")
    facts = {"due": date(2018, 8, 31)}
    office.say("2018-07-01", assurances.extend_response, "IA18-01", **facts)
    assert clocks(office, "2018-08-31", "last_day", "state") == [(date(2018, 8, 31), "running")]
    assert clocks(office, "2018-09-01", "state") == [("passed, nothing recorded",)]


@pytest.mark.parametrize(
    ("issuer", "on", "runs"),
    [
        ("coroner", "2013-07-24", False),
        ("coroner", "2013-07-25", True),
        ("IOPC", "2014-09-30", False),
        ("IOPC", "2014-10-01", True),
    ],
)
def test_before_the_law_was_in_force_no_clock_ran(office, issuer, on, runs):
    published(office, issuer=issuer, respondent="CC", on=on)
    assert bool(clocks(office, "2018-08-01", "duty")) is runs


# What is asked


def test_what_inspectors_raised_is_asked_apart_from_what_auditors_recommend(office):
    published(office)
    issued(office)
    office.say("2018-06-01", inspections.publish, "EFF18", title="PEEL", inspection_year=2018)
    facts = {"title": "Map"}
    office.say("2018-06-01", inspection_items.issue, "EFF18/R1", **facts)
    on = "2018-07-01"
    assert only(office.ask("recommendation_progress", on), "ref") == [("EFF18/R1",)]
    assert only(office.ask("told_to_panel", on), "ref") == [("EFF18/R1",)]
    assert only(office.ask("told_to_panel", on, inspection="IA18-01"), "ref") == [(R1,)]
    assert only(office.ask("inspection_summary", on), "inspection") == [("EFF18",)]
    assert only(office.ask("audit_recommendations", on), "ref") == [(R1,)]
    assert only(office.ask("assurance_opinions", on), "inspection") == [("IA18-01",)]


def test_the_due_day_itself_is_not_overdue_and_what_is_settled_never_is(office):
    published(office)
    issued(office)
    asked = [only(office.ask("audit_recommendations", f"2018-09-0{n}"), "days_overdue")
             for n in (1, 2)]  # fmt: skip
    assert asked == [[(None,)], [(1,)]]
    done(office)
    office.say("2018-09-11", recommendations.verify, R1, evidence="seen")
    assert only(office.ask("audit_recommendations", "2018-10-01"), "days_overdue") == [(None,)]


def test_a_revised_date_never_hides_the_first(office):
    published(office)
    issued(office)
    for due, on in ((date(2018, 10, 1), "2018-08-01"), (date(2018, 11, 1), "2018-09-01")):
        office.say(on, item_due_dates.revise_due, R1, due=due, reason="late")
    said = only(
        office.ask("audit_recommendations", "2018-10-02"), "original_due", "due", "revisions"
    )
    assert said == [(date(2018, 9, 1), date(2018, 11, 1), 2)]
    was = only(office.ask("audit_recommendations", "2018-08-02"), "due", "revisions")
    assert was == [(date(2018, 10, 1), 1)]


def test_the_last_response_counts_with_its_own_words_and_a_rejection_while_it_stands(office):
    published(office)
    issued(office)
    named = ("response", "response_text")

    def asked(on):
        return only(office.ask("audit_recommendations", on), *named)

    facts = {"response": "partly agreed", "text": "half", "responded_by": "CFO"}
    office.say("2018-06-02", recommendations.respond, R1, **facts)
    office.say("2018-06-03", recommendations.respond, R1, response="agreed")
    assert asked("2018-06-02") == [("partly agreed", "half")]
    assert asked("2018-06-03") == [("agreed", None)]
    office.say("2018-06-04", inspection_items.reject, R1, reason="too dear", responded_by="CEX")
    assert asked("2018-06-04") == [("rejected", "too dear")]
    office.say("2018-06-05", inspection_items.reopen, R1, reason="not so")
    assert asked("2018-06-05") == [("agreed", None)]


def test_overdue_is_counted_by_priority_the_gravest_first_by_the_scale_of_the_report(office):
    published(office, scale=["Rot", "Amber"])
    published(office, ref="IA18-02")
    issued(office, R1, "Amber")
    issued(office, "IA18-01/R2", "Rot", due="2018-07-01")
    issued(office, "IA18-01/R3", "Rot", due=None)
    issued(office, "IA18-02/R1", None, due="2018-12-01")
    rows = office.ask("overdue_by_priority", "2018-09-11")
    named = ("priority", "recommended", "not_settled", "overdue", "no_date", "longest_days")
    assert only(rows, *named, "refs") == [
        ("Rot", 2, 2, 1, 1, 72, ["IA18-01/R2"]),
        ("Amber", 1, 1, 1, 0, 10, [R1]),
        ("not stated", 1, 1, 0, 0, None, []),
    ]


def test_the_weakest_assurance_comes_first_and_what_is_planned_last(office):
    planned = {"title": "Fleet", "inspection_year": 2018, "issuer": "internal audit"}
    office.say("2018-05-01", inspections.announce, "IA18-09", **planned)
    for number, words in enumerate(["reasonable", "no", "green", "partial"], 1):
        published(office, ref=f"IA18-0{number}")
        office.say("2018-06-02", assurances.assure, f"IA18-0{number}", assurance=words)
    published(office, ref="IA18-05")
    rows = office.ask("assurance_opinions", "2018-07-01")
    assert only(rows, "assurance", "level") == [
        *(("no", "none"), ("partial", "limited"), ("reasonable", "reasonable"), ("green", None)),
        *(("none given", None), ("planned", None)),
    ]


def test_a_body_is_shown_what_it_follows_up_and_what_nobody_does(office):
    published(office, body="JAC")
    published(office, ref="IA18-02", body="PANEL")
    published(office, ref="IA18-03")
    for ref in ("IA18-01/R1", "IA18-02/R1", "IA18-03/R1"):
        issued(office, ref)
    rows = office.ask("audit_recommendations", "2018-07-01", body="JAC")
    assert only(rows, "ref") == [("IA18-01/R1",), ("IA18-03/R1",)]


def test_on_whose_word_a_recommendation_is_closed(office):
    published(office)
    for number in (1, 2, 3):
        issued(office, f"IA18-01/R{number}")
        done(office, f"IA18-01/R{number}")
    office.say("2018-09-11", recommendations.verify, R1, evidence="seen", auditor="Lane LLP")
    office.say(
        "2018-09-11", recommendations.verify, "IA18-01/R2", evidence="seen", verified_by="CEX"
    )
    rows = office.ask("closed_on_whose_word", "2018-10-01")
    assert only(rows, "ref", "verified_by", "word") == [
        ("IA18-01/R3", None, "owner's word only"),
        ("IA18-01/R2", "CEX", "verified by somebody else"),
        (R1, "Lane LLP", "verified by its issuer"),
    ]


# Nobody verifies their own, whenever it is told


def closed_by(office, verifier):
    published(office)
    issued(office)
    done(office)
    return office.say(
        "2018-09-11", recommendations.verify, R1, evidence="seen", verified_by=verifier
    )


def test_a_correction_that_would_make_the_verifier_the_owner_is_refused(office):
    closed_by(office, "CEX")
    (lead,) = [r for r in office.ledger.history(f"item:{R1}") if r.kind == "ItemLeadAssigned"]
    with pytest.raises(Refused, match="only owner"):
        office.correct(lead.position, "2018-06-01", lead="CEX")


def test_one_person_in_both_posts_is_told_of_when_it_is_learned(office):
    closed_by(office, "CEX")
    office.define("CFO")
    for post in ("CFO", "CEX"):
        appended = office.say("2018-01-01", posts.appoint, post, holder="Ann Lee")
    (warning,) = closing.own_after_all(office.ledger, appended)
    assert f"{R1} was closed on 11 September 2018" in warning
    assert "Ann Lee holds both CEX and CFO" in warning and "(item reopen)" in warning
    (row,) = office.ask("closed_on_whose_word", "2018-10-01")
    assert row["word"] == "verified by the same person"
