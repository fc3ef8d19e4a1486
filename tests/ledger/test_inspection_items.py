"""An inspection item: only the inspectorate closes it, and its acceptance needs evidence."""

import pytest
from folded import each
from given import given, state_after

from ledger.errors import Misused, NotFound
from ledger.records.inspection_items import (
    ItemIssued,
    ItemLeadAssigned,
    ItemNoFurtherAction,
    ItemProgressed,
    ItemRealityTested,
    ItemRejected,
    ItemReopened,
    ItemReportedComplete,
    ItemSuperseded,
    assign_lead,
    complete,
    issue,
    no_further_action,
    parse_reference,
    progress,
    reality_test,
    reject,
    reopen,
    supersede,
)
from ledger.records.inspections import Inspection
from ledger.records.item_sign_off import (
    ItemAccepted,
    ItemReturned,
    ItemSubmitted,
    accept,
    return_item,
    submit,
)

REF = "EFF17/SOC-R2"
PUBLISHED = Inspection(ref="EFF17", status="published")
issued = ItemIssued(
    title="Map organised crime",
    inspection="EFF17",
    area="SOC",
    category="recommendation",
    number=2,
)
led = ItemLeadAssigned(lead="ACC")
progressed = ItemProgressed(text="a plan is drafted", told_to="PANEL/2018-06-19")
tested = ItemRealityTested(text="officers know it")
reported = ItemReportedComplete(reported_by="CC", evidence="plan 3")
submitted = ItemSubmitted(evidence="letter")
accepted = ItemAccepted(evidence="HMICFRS letter of 3 May")
returned = ItemReturned(reason="not embedded")
ended = ItemNoFurtherAction(reason="overtaken")
superseded = ItemSuperseded(superseded_by="EFF19/SOC-R1")
rejected = ItemRejected(reason="no money")
reopened = ItemReopened(reason="it came back")
OVER = [(reported, accepted), (ended,), (superseded,), (rejected,)]
UNDER_WAY = [(), (progressed,), (reported,), (reported, submitted)]


# References


@each(
    ("ref", "parts"),
    [
        ("EFF17/SOC-R2", ("EFF17", "SOC", "recommendation", 2)),
        ("eff17/pv-afi1", ("EFF17", "PV", "AFI", 1)),
        ("EFF17/PV-COC12", ("EFF17", "PV", "cause of concern", 12)),
        ("LEG17/AFI3", ("LEG17", None, "AFI", 3)),
    ],
)
def test_a_reference_is_inspection_area_kind_and_number(ref, parts):
    assert parse_reference(ref) == parts


@each(
    "ref",
    ["SOC-R2", "EFF17", "EFF17/SOC", "EFF17/SOC-R0", "EFF17/SOC-R02", "EFF17/SOC-X1", "R2", ""],
)
def test_a_number_alone_is_no_key(ref):
    given().when(issue, ref=ref, title="x", report=PUBLISHED).refused(
        "not the reference of an inspection item", Misused
    )


# Issuing


def test_the_inspectorate_prints_it_in_a_report():
    given(ref=REF).when(issue, ref=REF, title="Map organised crime", report=PUBLISHED).then(issued)


@each("status", ["announced", "draft", ""])
def test_an_inspection_has_items_only_once_published(status):
    report = Inspection(ref="EFF17", status=status)
    given(ref=REF).when(issue, title="x", report=report).refused(
        "EFF17 is not published, so it has no items yet"
    )
    given(ref=REF).when(issue, title="x").refused("There is no inspection EFF17", NotFound)


def test_an_item_has_words():
    given(ref=REF).when(issue, ref=REF, title="", report=PUBLISHED).refused("words")


def test_a_cause_of_concern_has_at_least_one_recommendation():
    facts = {"ref": "EFF17/PV-COC1", "title": "Victims", "report": PUBLISHED}
    given().when(issue, **facts).refused("at least one --recommendation")
    given().when(issue, **facts, recommendations=1).then(
        ItemIssued(
            title="Victims",
            inspection="EFF17",
            area="PV",
            category="cause of concern",
            number=1,
        )
    )


def test_a_recommendation_belongs_to_a_cause_of_its_own_inspection():
    facts = {"ref": REF, "title": "Map organised crime", "report": PUBLISHED}
    given().when(issue, **facts, cause="EFF17/SOC-COC1").then(
        ItemIssued(
            title="Map organised crime",
            inspection="EFF17",
            area="SOC",
            category="recommendation",
            number=2,
            cause="EFF17/SOC-COC1",
        )
    )
    given().when(issue, **facts, cause="LEG17/COC1").refused("cannot belong to LEG17/COC1")
    given().when(issue, **facts, cause="EFF17/SOC-AFI1").refused("cannot belong to")
    given().when(
        issue, ref="EFF17/SOC-AFI2", title="x", report=PUBLISHED, cause="EFF17/PV-COC1"
    ).refused("cannot belong to")


def test_it_is_issued_once_in_one_inspection():
    given(issued, ref=REF).when(issue, ref=REF, title="Other words", report=PUBLISHED).refused(
        "already in the ledger"
    )


def test_the_same_issue_twice_is_written_once():
    given(issued, progressed, ref=REF).when(
        issue, ref=REF, title="Map organised crime", report=PUBLISHED
    ).nothing_happens()


# Work on it


@each("before", UNDER_WAY)
def test_a_post_answers_for_it(before):
    given(issued, *before).when(assign_lead, lead="ACC").then(led)


def test_the_lead_it_has_changes_nothing():
    given(issued, led).when(assign_lead, lead="ACC").nothing_happens()


def test_the_force_says_what_it_has_done_and_whom_it_told():
    given(issued).when(progress, text="a plan is drafted", told_to="PANEL/2018-06-19").then(
        progressed
    )


@pytest.mark.parametrize(
    ("before", "status"),
    [((), "in progress"), ((reported,), "reported complete")],
)
def test_progress_begins_the_work_and_takes_nothing_back(before, status):
    assert state_after(issued, *before, progressed).status == status


def test_progress_needs_words():
    given(issued).when(progress, text="").refused("what was done?")


def test_somebody_looks_whether_it_has_landed():
    given(issued).when(reality_test, text="officers know it").then(tested)


def test_a_reality_test_says_what_was_found():
    given(issued).when(reality_test, text=" ").refused("what was found?")


def test_the_same_test_twice_is_written_once():
    given(issued, tested).when(reality_test, text="officers know it").nothing_happens()


@each("over", OVER)
@each(
    ("rule", "facts"),
    [
        (assign_lead, {"lead": "CC"}),
        (progress, {"text": "x"}),
        (reality_test, {"text": "x"}),
        (complete, {"reported_by": "ACC"}),
        (submit, {}),
        (return_item, {"reason": "x"}),
        (no_further_action, {"reason": "x"}),
        (supersede, {"by": "EFF19/SOC-R9"}),
        (reject, {"reason": "x"}),
    ],
)
def test_nothing_more_happens_to_what_is_over(over, rule, facts):
    given(issued, *over).when(rule, **facts).refused("REF ")


# Done


@pytest.mark.parametrize("before", [(), (progressed,)])
def test_the_force_reports_it_complete(before):
    given(issued, *before).when(complete, reported_by="CC", evidence="plan 3").then(reported)


def test_it_is_reported_complete_once_in_other_words():
    given(issued, reported).when(complete, reported_by="ACC").refused("was reported complete on")


def test_the_same_report_twice_is_written_once():
    given(issued, reported).when(complete, reported_by="CC", evidence="plan 3").nothing_happens()


def test_it_is_put_to_the_inspectorate():
    given(issued, reported).when(submit, evidence="letter").then(submitted)


@pytest.mark.parametrize("before", [(), (progressed,)])
def test_what_is_not_reported_complete_is_not_submitted(before):
    given(issued, *before).when(submit).refused("reported complete (item complete)")


def test_the_same_submission_twice_is_written_once():
    given(issued, reported, submitted).when(submit, evidence="letter").nothing_happens()


@pytest.mark.parametrize("before", [(reported,), (reported, submitted)])
def test_the_inspectorate_accepts_it(before):
    given(issued, *before).when(accept, evidence="HMICFRS letter of 3 May").then(accepted)
    assert state_after(issued, *before, accepted).status == "closed"


@each("evidence", [None, "", " "])
def test_the_force_does_not_record_an_acceptance_without_evidence(evidence):
    given(issued, reported).when(accept, evidence=evidence).refused(
        "Recording the inspectorate's acceptance needs evidence"
    )


@each("before", [(), (progressed,), (superseded,)])
def test_what_was_not_reported_complete_is_not_accepted(before):
    given(issued, *before).when(accept, evidence="x").refused("REF ")


def test_the_same_acceptance_twice_is_written_once():
    given(issued, reported, accepted).when(
        accept, evidence="HMICFRS letter of 3 May"
    ).nothing_happens()
    given(issued, reported, accepted).when(accept, evidence="another").refused("was closed on")


def test_the_inspectorate_is_not_satisfied():
    given(issued, reported, submitted).when(return_item, reason="not embedded").then(returned)
    state = state_after(issued, reported, submitted, returned)
    assert (state.status, state.reported_by) == ("in progress", None)


def test_only_what_was_submitted_is_returned():
    given(issued, reported).when(return_item, reason="x").refused("was reported complete on")


def test_a_return_says_why():
    given(issued, reported, submitted).when(return_item, reason="").refused("needs the reason")


def test_the_same_return_twice_is_written_once():
    given(issued, reported, submitted, returned).when(
        return_item, reason="not embedded"
    ).nothing_happens()


# Ended otherwise


@each("before", UNDER_WAY)
def test_it_ends_otherwise_at_any_time_before_it_is_closed(before):
    given(issued, *before).when(no_further_action, reason="overtaken").then(ended)
    given(issued, *before).when(supersede, by="EFF19/SOC-R1").then(superseded)
    given(issued, *before).when(reject, reason="no money").then(rejected)


def test_superseded_is_not_complete():
    assert state_after(issued, superseded).status == "superseded"


def test_no_further_action_needs_a_reason():
    given(issued).when(no_further_action, reason="").refused("needs a reason")


def test_recommendations_are_not_orders_but_rejecting_one_needs_a_reason():
    given(issued).when(reject, reason=" ").refused("Recommendations are not orders")


def test_an_item_does_not_supersede_itself():
    given(issued, ref=REF).when(supersede, by=REF).refused("would lead back to itself")


def test_superseding_items_has_no_circles():
    given(issued, ref=REF).when(supersede, by="EFF19/SOC-R1", succession=[REF]).refused(
        f"EFF19/SOC-R1 already leads to {REF}"
    )


def test_the_same_end_twice_is_written_once():
    given(issued, ended).when(no_further_action, reason="overtaken").nothing_happens()
    given(issued, superseded).when(supersede, by="EFF19/SOC-R1").nothing_happens()
    given(issued, rejected).when(reject, reason="no money").nothing_happens()


@each("over", OVER)
def test_whatever_is_over_may_be_reopened_for_a_reason(over):
    given(issued, *over).when(reopen, reason="it came back").then(reopened)
    item = state_after(issued, *over, reopened)
    assert (item.status, item.other) == ("open", None)


@each("before", UNDER_WAY)
def test_there_is_nothing_to_reopen_while_it_is_under_way(before):
    given(issued, *before).when(reopen, reason="x").refused("nothing to reopen")


def test_reopening_needs_a_reason():
    given(issued, ended).when(reopen, reason="").refused("needs a reason")


def test_the_same_reopening_twice_is_written_once():
    given(issued, ended, reopened).when(reopen, reason="it came back").nothing_happens()
