"""A recommendation of whoever it may be: answered, dated, done, and checked by another than its
owner; and the reports that make them."""

from datetime import date

import msgspec
import pytest
from folded import each
from given import given, state_after

from ledger.closures import People
from ledger.errors import InputNeeded
from ledger.records import assurances, inspections, item_sign_off
from ledger.records.assurances import (
    InspectionAssured,
    InspectionResponded,
    InspectionResponseExtended,
)
from ledger.records.grades import comment, grade
from ledger.records.inspection_items import (
    ItemIssued,
    ItemLeadAssigned,
    ItemRejected,
    ItemReopened,
    ItemReportedComplete,
    issue,
    reject,
)
from ledger.records.inspections import (
    Inspection,
    InspectionAnnounced,
    InspectionPublished,
    announce,
    publish,
)
from ledger.records.item_due_dates import ItemDueAgreed, ItemDueRevised, revise_due, set_due
from ledger.records.item_sign_off import ItemReturned, accept, return_item
from ledger.records.recommendations import (
    ItemEvidenceAttached,
    ItemNotVerified,
    ItemResponded,
    ItemVerified,
    attach_evidence,
    not_verified,
    respond,
    verify,
)

REF = "IA18-01/R1"
SEPTEMBER, OCTOBER = date(2018, 9, 1), date(2018, 10, 1)
AUDIT = Inspection(
    ref="IA18-01",
    status="published",
    issuer="internal audit",
    issued_by="Lane LLP",
    scale=("High", "Low"),
)
OWN = Inspection(ref="OR18-01", status="published", issuer="own review")
HMICFRS = Inspection(ref="EFF17")
issued = ItemIssued(
    title="Check", inspection="IA18-01", category="recommendation", number=1, priority="High"
)
led = ItemLeadAssigned(lead="CFO")
agreed = ItemResponded(response="agreed", responded_by="CFO")
due = ItemDueAgreed(due=SEPTEMBER)
revised = ItemDueRevised(due=OCTOBER, due_was=SEPTEMBER, reason="a new system")
reported = ItemReportedComplete(reported_by="CFO", evidence="a list")
verified = ItemVerified(evidence="follow-up 2", auditor="Lane LLP")
refuted = ItemNotVerified(reason="not all", auditor="Lane LLP")
rejected = ItemRejected(reason="too dear")


# The report


published = InspectionPublished(title="Creditors", inspection_year=2018, issuer="internal audit")
theirs = InspectionPublished(title="PEEL", inspection_year=2018)


def test_a_report_may_be_of_another_issuer_than_hmicfrs():
    facts = {"title": "Creditors", "inspection_year": 2018}
    given().when(publish, issuer="internal audit", **facts).then(published)
    assert state_after(published).whose == "internal audit"
    assert state_after(theirs).whose == "HMICFRS"


def test_what_hmicfrs_prints_is_stored_as_it_was():
    assert msgspec.json.encode(theirs) == b'{"title":"PEEL","inspection_year":2018}'
    given().when(publish, title="PEEL", inspection_year=2018).then(theirs)


def test_a_planned_audit_is_published_by_whoever_planned_it():
    planned = InspectionAnnounced(title="Fleet", inspection_year=2018, issuer="internal audit")
    facts = {"title": "Fleet", "inspection_year": 2018}
    given().when(announce, issuer="internal audit", **facts).then(planned)
    given(planned).when(publish, **facts).then(InspectionPublished(**facts))
    assert state_after(planned, InspectionPublished(**facts)).issuer == "internal audit"
    given(planned).when(publish, issuer="coroner", **facts).refused("announced as internal audit")


@pytest.mark.parametrize("facts", [{"afis_stated": 1}, {"causes_stated": 1}])
def test_areas_for_improvement_and_causes_of_concern_are_of_hmicfrs(facts):
    facts |= {"title": "Creditors", "inspection_year": 2018}
    given().when(publish, issuer="internal audit", **facts).refused("in HMICFRS reports only")


def test_a_report_without_an_issuer_of_another_kind_has_no_scale_and_no_name():
    facts = {"title": "PEEL", "inspection_year": 2018}
    given().when(publish, issued_by="Lane LLP", **facts).refused("--issuer")
    given().when(publish, scale=["High"], **facts).refused("--issuer")
    given().when(announce, issued_by="Lane LLP", **facts).refused("--issuer")


@pytest.mark.parametrize("issuer", inspections.ANSWERED)
def test_who_must_answer_a_coroner_or_the_iopc_is_said(issuer):
    facts = {"title": "A death", "inspection_year": 2018, "issuer": issuer}
    given().when(publish, **facts).refused("--no-respondent", InputNeeded)
    given().when(publish, respondent_known=True, **facts).then(InspectionPublished(**facts))
    given().when(publish, respondent="CC", **facts).then(
        InspectionPublished(respondent="CC", **facts)
    )


def test_nobody_must_answer_an_auditor_by_law():
    facts = {"title": "Creditors", "inspection_year": 2018, "issuer": "internal audit"}
    given().when(publish, respondent="CC", **facts).refused("must respond by law")


def test_an_audit_is_not_graded_and_not_commented_on():
    given(published).when(grade, area="overall", grade="good").refused("belong to the reports of")
    given(published).when(comment, stage="published").refused("belong to the reports of HMICFRS")


@each(
    ("words", "level"),
    [
        ("Substantial", "substantial"),
        ("partial assurance", "limited"),
        ("NO", "none"),
        ("amber-green", None),
    ],
)
def test_an_opinion_keeps_its_words_and_counts_as_a_level_where_they_tell(words, level):
    given(published).when(assurances.assure, assurance=words).then(
        InspectionAssured(assurance=words, assurance_level=level)
    )


def test_an_opinion_is_counted_as_said_but_not_against_its_own_words():
    given(published).when(assurances.assure, assurance="amber", assurance_level="limited").then(
        InspectionAssured(assurance="amber", assurance_level="limited")
    )
    given(published).when(
        assurances.assure, assurance="partial", assurance_level="substantial"
    ).refused("is limited assurance")


def test_a_report_gives_one_opinion_and_hmicfrs_none():
    opinion = InspectionAssured(assurance="limited", assurance_level="limited")
    given(published, opinion).when(assurances.assure, assurance="limited").nothing_happens()
    given(published, opinion).when(assurances.assure, assurance="none").refused("already has")
    given(theirs).when(assurances.assure, assurance="limited").refused("gives grades")
    given(published).when(assurances.assure, assurance=" ").refused("needs its words")


coroner = InspectionPublished(
    title="A death", inspection_year=2018, issuer="coroner", respondent="CC"
)
to_others = InspectionPublished(title="A death", inspection_year=2018, issuer="coroner")


def test_whoever_a_coroner_asks_responds_and_may_be_given_more_time():
    answer = InspectionResponded(responded_by="CC", text="two steps")
    given(coroner).when(assurances.respond, responded_by="CC", text="two steps").then(answer)
    given(coroner, answer).when(
        assurances.respond, responded_by="CC", text="two steps"
    ).nothing_happens()
    more = InspectionResponseExtended(due=OCTOBER)
    given(coroner).when(assurances.extend_response, due=OCTOBER).then(more)
    given(coroner, more).when(assurances.extend_response, due=SEPTEMBER).refused("later date")


@each(
    ("report", "words"),
    [(to_others, "addressed to nobody here"), (published, "by law"), (theirs, "by law")],
)
def test_nothing_is_answered_by_law_that_no_law_asks(report, words):
    given(report).when(assurances.respond, responded_by="CC").refused(words)
    given(report).when(assurances.extend_response, due=OCTOBER).refused(words)


# What it recommends


def test_a_priority_is_on_the_scale_of_its_report():
    facts = {"ref": REF, "title": "Check", "report": AUDIT}
    given(ref=REF).when(issue, priority="high", **facts).then(issued)
    given(ref=REF).when(issue, priority="Severe", **facts).refused("not on the scale of IA18-01")
    no_scale = Inspection(ref="IA18-01", status="published", issuer="internal audit")
    given(ref=REF).when(issue, priority="Severe", **facts | {"report": no_scale}).then(
        ItemIssued(
            title="Check",
            inspection="IA18-01",
            category="recommendation",
            number=1,
            priority="Severe",
        )
    )


@pytest.mark.parametrize("ref", ["IA18-01/AFI1", "IA18-01/COC1"])
def test_only_hmicfrs_has_areas_for_improvement_and_causes_of_concern(ref):
    facts = {"title": "Check", "report": AUDIT}
    given(ref=ref).when(issue, ref=ref, recommendations=1, **facts).refused("HMICFRS's own")


def test_it_is_agreed_to_wholly_or_in_part_or_rejected_with_a_reason():
    given(issued, ref=REF).when(respond, response="agreed", responded_by="CFO").then(agreed)
    given(issued, agreed, ref=REF).when(
        respond, response="agreed", responded_by="CFO"
    ).nothing_happens()
    given(issued, ref=REF).when(respond, response="partly agreed").refused("which part")
    given(issued, ref=REF).when(reject, reason=" ").refused("needs a reason")
    given(issued, ref=REF).when(reject, reason="too dear").then(rejected)
    given(issued, rejected, ref=REF).when(respond, response="agreed").refused("was rejected")


def test_the_first_date_is_set_once_and_revised_with_a_reason():
    given(issued, ref=REF).when(set_due, due=SEPTEMBER).then(due)
    given(issued, due, ref=REF).when(set_due, due=SEPTEMBER).nothing_happens()
    given(issued, due, ref=REF).when(set_due, due=OCTOBER).refused("item revise")
    given(issued, ref=REF).when(set_due).refused("a day or words")
    given(issued, due, ref=REF).when(revise_due, due=OCTOBER, reason="a new system").then(revised)
    given(issued, due, revised, ref=REF).when(
        revise_due, due=OCTOBER, reason="a new system"
    ).nothing_happens()
    given(issued, due, ref=REF).when(revise_due, due=OCTOBER, reason="").refused("needs a reason")
    given(issued, due, ref=REF).when(revise_due, due=SEPTEMBER, reason="x").refused("already")
    given(issued, ref=REF).when(revise_due, due=OCTOBER, reason="x").refused("no due date")
    given(issued, due, reported, ref=REF).when(revise_due, due=OCTOBER, reason="x").refused(
        "was reported complete"
    )
    state = state_after(issued, due, revised, ref=REF)
    assert (state.original_due, state.due) == (SEPTEMBER, OCTOBER)


def test_evidence_may_come_before_and_after_it_is_closed():
    attached = ItemEvidenceAttached(evidence="a list")
    given(issued, ref=REF).when(attach_evidence, evidence="a list").then(attached)
    given(issued, attached, ref=REF).when(attach_evidence, evidence="a list").nothing_happens()
    given(issued, reported, verified, ref=REF).when(attach_evidence, evidence="a list").then(
        attached
    )
    given(issued, rejected, ref=REF).when(attach_evidence, evidence="a list").refused("rejected")


# Checked


def test_its_issuer_says_that_it_is_done():
    facts = {"evidence": "follow-up 2", "report": AUDIT}
    given(issued, reported, ref=REF).when(verify, **facts).then(verified)
    given(issued, reported, verified, ref=REF).when(verify, **facts).nothing_happens()
    given(issued, ref=REF).when(verify, **facts).refused("still open")
    given(issued, reported, ref=REF).when(verify, **facts | {"evidence": ""}).refused("evidence")


def test_its_issuer_says_that_it_is_not_done_and_it_goes_on():
    given(issued, reported, ref=REF).when(not_verified, reason="not all", report=AUDIT).then(
        refuted
    )
    assert state_after(issued, reported, refuted, ref=REF).status == "in progress"
    given(issued, reported, refuted, ref=REF).when(
        not_verified, reason="not all", report=AUDIT
    ).nothing_happens()
    given(issued, ref=REF).when(not_verified, reason="x", report=AUDIT).refused("still open")


@pytest.mark.parametrize("history", [(issued, led, reported), (issued, reported)])
def test_whoever_owns_it_or_reported_it_does_not_verify_it(history):
    facts = {"evidence": "I saw it", "report": AUDIT}
    given(*history, ref=REF).when(verify, verified_by="CFO", **facts).refused("somebody else")
    given(*history, ref=REF).when(verify, verified_by="CEX", **facts).then(
        ItemVerified(evidence="I saw it", verified_by="CEX")
    )
    given(*history, ref=REF).when(verify, verified_by="CFO", **facts, independence=False).then(
        ItemVerified(evidence="I saw it", verified_by="CFO", waived="independence")
    )


def test_one_person_in_two_posts_does_not_verify_it():
    people = People(holders={"CFO": ("Ann Lee",), "CEX": ("Ann Lee",)})
    facts = {"evidence": "I saw it", "report": AUDIT, "people": people}
    given(issued, led, reported, ref=REF).when(verify, verified_by="CEX", **facts).refused(
        "holds both"
    )


def test_an_own_review_is_checked_by_a_post():
    facts = {"evidence": "I saw it", "report": OWN}
    given(issued, reported, ref=REF).when(verify, **facts).refused("name the post")
    given(issued, reported, ref=REF).when(verify, verified_by="CEX", **facts).then(
        ItemVerified(evidence="I saw it", verified_by="CEX")
    )
    given(issued, reported, ref=REF).when(
        verify, verified_by="CEX", auditor="Lane LLP", **facts
    ).refused("not both")


def test_the_inspectorate_has_the_say_in_its_own_and_in_no_other():
    given(issued, reported, ref=REF).when(accept, evidence="x", report=AUDIT).refused("no say")
    submitted = item_sign_off.ItemSubmitted()
    given(issued, reported, submitted, ref=REF).when(return_item, reason="x", report=AUDIT).refused(
        "no say in it"
    )
    given(issued, reported, submitted, ref=REF).when(return_item, reason="x", report=HMICFRS).then(
        ItemReturned(reason="x")
    )
    given(issued, reported, ref=REF).when(verify, evidence="x", report=HMICFRS).refused(
        "only the inspectorate"
    )
    given(issued, reported, ref=REF).when(not_verified, reason="x", report=HMICFRS).refused(
        "only the inspectorate"
    )


def test_who_reported_and_who_verified_is_forgotten_when_it_is_open_again():
    by_post = ItemVerified(evidence="I saw it", verified_by="CEX")
    assert state_after(issued, reported, by_post, ref=REF).verified_by == "CEX"
    again = state_after(issued, reported, by_post, ItemReopened(reason="x"), ref=REF)
    assert (again.reported_by, again.verified_by) == (None, None)
    assert state_after(issued, reported, refuted, ref=REF).reported_by is None
