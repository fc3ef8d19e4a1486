"""A commitment is completed, merged or put on hold; where it points, it points one way."""

from datetime import date

import pytest
from folded import each
from given import given, state_after

from ledger.errors import Misused, NotFound
from ledger.plan_references import expand, normal, parent_of, reference, row
from ledger.records.commitment_oversight import (
    CommitmentNextUpdateSet,
    CommitmentOversightAssigned,
    oversee,
    set_next_update,
)
from ledger.records.commitment_references import CommitmentReferred, refer
from ledger.records.commitments import (
    CommitmentActivityDefined,
    CommitmentAdopted,
    CommitmentCompleted,
    CommitmentMerged,
    CommitmentProgressed,
    CommitmentPutOnHold,
    CommitmentReopened,
    adopt,
    complete,
    define_activity,
    hold,
    merge,
    progress,
    reopen,
)

adopted = CommitmentAdopted(title="A charter", plan="SWMP", printed="A.1", objective="Victims")
activity = CommitmentActivityDefined(
    title="Consult", plan="SWMP", printed="(A1.1) (1)", part_of="SWMP/A1"
)
overseen = CommitmentOversightAssigned(overseen_by=("VB", "LCJB"), overseen_words="Exceptions")
progressed = CommitmentProgressed(text="a draft is out")
due_in_april = CommitmentNextUpdateSet(next_update=date(2019, 4, 30))
referred = CommitmentReferred(refers_to=("SWMP/1.2",))
held = CommitmentPutOnHold(reason="no analyst")
merged = CommitmentMerged(merged_into="SWMP/A2")
completed = CommitmentCompleted(evidence="the website")
reopened = CommitmentReopened(reason="it came back")
A1 = {"plan": "SWMP", "printed": "A.1", "title": "A charter", "objective": "Victims"}
A11 = {"plan": "swmp", "printed": "(A1.1) (1)", "title": "Consult", "part_of": "SWMP/A1"}
ALONE = {f"SWMP/{one}": [] for one in ("1.2", "2.1.2", "3.1", "3.2", "3.2.1", "3.4", "3.9", "3.10")}


def the_plan(*events):
    """What happened to SWMP/A1."""
    return given(*events, ref="SWMP/A1")


# References


@each(
    ("printed", "plain"),
    [
        ("1.1", "1.1"),
        ("A.1", "A1"),
        ("a1", "A1"),
        ("A1.", "A1"),
        ("A1.0", "A1.0"),
        ("(A1.2)(1)", "A1.2"),
        ("(A1.1) (1)", "A1.1"),
        ("((D6.1) (1)", "D6.1"),
        ("(2.1.2)", "2.1.2"),
        ("3.10", "3.10"),
        ("B.02.07", "B2.7"),
    ],
)
def test_a_row_is_read_however_the_paper_prints_it(printed, plain):
    assert row(printed) == plain
    assert reference("swmp", printed) == f"SWMP/{plain}"
    assert normal(f"swmp/{printed}") == f"SWMP/{plain}" and normal(printed) == plain


@each("printed", ["", "A", "()", "A1..2", "3.1-3.8", "the charter", "1,2"])
def test_what_is_no_row_is_not_taken_for_one(printed):
    with pytest.raises(Misused, match="not the reference of a row"):
        row(printed)
    assert normal(printed) == printed


@each("plan", ["", " ", "S P", "SWMP/", "1ST"])
def test_a_plan_has_a_short_name(plan):
    with pytest.raises(Misused, match="not a plan's short name"):
        reference(plan, "A.1")


@each(
    ("ref", "parent"),
    [
        ("SWMP/A1.1", "SWMP/A1"),
        ("SWMP/A1.0", "SWMP/A1"),
        ("SWMP/A4.10", "SWMP/A4"),
        ("SWMP/2.1.2", "SWMP/2.1"),
        ("SWMP/A1", None),
        ("SWMP/2.1", None),
        ("3", None),
        ("A1.1", "A1"),
    ],
)
def test_a_row_is_part_of_the_one_above_by_its_number(ref, parent):
    assert parent_of(ref) == parent


@each("printed", ["3.1-3.9", "3.1 - 3.9", "3.1 – 3.9", "3.1 to 3.9", "SWMP/3.1-3.9"])
def test_a_range_is_the_rows_there_are_between_its_ends(printed):
    rows = ["SWMP/3.1", "SWMP/3.2", "SWMP/3.4", "SWMP/3.9"]
    assert expand(printed, "SWMP", ALONE) == rows, "not 3.2.1, which is part of 3.2, nor 3.10"


def test_a_range_goes_by_number_and_not_by_letter():
    assert expand("3.2-3.10", "SWMP", ALONE) == ["SWMP/3.2", "SWMP/3.4", "SWMP/3.9", "SWMP/3.10"]
    assert expand("A1.2 - A1.3", "SWMP", {"SWMP/A1.1", "SWMP/A1.3"}) == ["SWMP/A1.3"]


@each("printed", ["3.8-3.1", "A1-B2", "3.1-3.2.1", "A1.1-A2.1", "3.1-x"])
def test_a_range_runs_forward_among_rows_of_one_level(printed):
    with pytest.raises(Misused):
        expand(printed, "SWMP", ALONE)


def test_a_row_of_another_plan_is_named_with_its_plan():
    assert expand("old/3.1", "SWMP", {"SWMP/3.1", "OLD/3.1"}) == ["OLD/3.1"]


# Adopted, and what is done towards it


def test_a_plan_adopts_a_commitment():
    given().when(adopt, **A1).then(adopted)


def test_a_commitment_has_words():
    given().when(adopt, **(A1 | {"title": " "})).refused("needs its words")


def test_another_commitment_under_the_same_reference_is_refused():
    the_plan(adopted).when(adopt, **(A1 | {"title": "Roads"})).refused("already in the ledger")


def test_the_same_commitment_twice_is_written_once():
    the_plan(adopted).when(adopt, **A1).nothing_happens()


def test_an_activity_is_part_of_a_commitment():
    parent = state_after(adopted, ref="SWMP/A1")
    given().when(define_activity, parent=parent, **A11).then(activity)


def test_the_commitment_of_an_activity_is_there():
    given().when(define_activity, parent=None, **A11).refused("SWMP/A1, which is not in the ledger")


def test_an_activity_is_part_of_something():
    facts = {"plan": "SWMP", "printed": "3.9", "title": "x", "part_of": None, "parent": None}
    given().when(define_activity, **facts).refused("what it is part of. Say so (--of)")


def test_an_activity_is_not_part_of_itself():
    facts = A11 | {"part_of": "SWMP/A1.1", "parent": state_after(adopted)}
    given().when(define_activity, **facts).refused("cannot be part of itself")


def test_an_activity_has_words():
    facts = A11 | {"title": "", "parent": state_after(adopted)}
    given().when(define_activity, **facts).refused("needs its words")


def test_the_same_activity_twice_is_written_once():
    given(activity).when(define_activity, parent=state_after(adopted), **A11).nothing_happens()


# Oversight, progress, the next update


def test_bodies_watch_it_each_once():
    facts = {"overseen_by": ["VB", "LCJB", "VB"], "overseen_words": " Exceptions "}
    the_plan(adopted).when(oversee, **facts).then(overseen)


def test_somebody_watches_it():
    the_plan(adopted).when(oversee, overseen_words=" ").refused("Oversight needs somebody")


def test_what_was_merged_is_watched_where_it_lives_on():
    the_plan(adopted, merged).when(oversee, overseen_by=["VB"]).refused("was merged into SWMP/A2")


def test_who_watched_it_may_be_learned_when_it_is_complete():
    the_plan(adopted, completed).when(
        oversee, overseen_by=["VB", "LCJB"], overseen_words="Exceptions"
    ).then(overseen)


def test_the_same_oversight_twice_is_written_once():
    facts = {"overseen_by": ["VB", "LCJB"], "overseen_words": "Exceptions"}
    the_plan(adopted, overseen).when(oversee, **facts).nothing_happens()


@pytest.mark.parametrize("before", [(), (held,)])
def test_progress_is_recorded_while_it_is_not_over(before):
    the_plan(adopted, *before).when(progress, text=" a draft is out ").then(progressed)


def test_progress_has_words():
    the_plan(adopted).when(progress, text="").refused("needs words")


@pytest.mark.parametrize(("end", "words"), [(completed, "complete since"), (merged, "was merged")])
def test_what_is_over_makes_no_progress(end, words):
    the_plan(adopted, end).when(progress, text="more").refused(words)


def test_the_next_update_is_due_on_a_day():
    the_plan(adopted).when(set_next_update, next_update=date(2019, 4, 30)).then(due_in_april)


def test_the_next_update_is_a_later_day_than_the_last():
    later = date(2019, 5, 1)
    the_plan(adopted, due_in_april).when(set_next_update, next_update=later).then(
        CommitmentNextUpdateSet(next_update=later)
    )
    the_plan(adopted, due_in_april).when(set_next_update, next_update=date(2019, 4, 29)).refused(
        "is already due on 30 April 2019. Give a later date"
    )


def test_the_same_next_update_twice_is_written_once():
    the_plan(adopted, due_in_april).when(
        set_next_update, next_update=date(2019, 4, 30)
    ).nothing_happens()


def test_what_is_complete_has_no_next_update():
    the_plan(adopted, completed).when(set_next_update, next_update=date(2019, 4, 30)).refused(
        "complete since"
    )


# Where it points


def test_it_refers_to_rows_as_printed_several_or_a_range():
    the_plan(adopted).when(refer, to=["1.2 & 2.1.2", "(3.2)", "3.1-3.4"], leads_to=ALONE).then(
        CommitmentReferred(refers_to=("SWMP/1.2", "SWMP/2.1.2", "SWMP/3.2", "SWMP/3.1", "SWMP/3.4"))
    )


@pytest.mark.parametrize("said", ["A1.9", "5.1-5.8"])
def test_a_reference_that_points_at_nothing_is_refused_with_how_to_say_so(said):
    outcome = the_plan(adopted).when(refer, to=["1.2", said], leads_to=ALONE)
    outcome.refused(f"say so: --nowhere {said}.", NotFound)


def test_a_reference_that_points_at_nothing_is_recorded_on_purpose():
    the_plan(adopted).when(refer, to=["1.2"], nowhere=[" A1.9 "], leads_to=ALONE).then(
        CommitmentReferred(refers_to=("SWMP/1.2",), unresolved=("A1.9",))
    )


def test_what_points_somewhere_is_not_said_to_point_nowhere():
    the_plan(adopted).when(refer, nowhere=["(1.2)"], leads_to=ALONE).refused("as SWMP/1.2")


def test_a_reference_points_somewhere():
    the_plan(adopted).when(refer, to=[" "], leads_to=ALONE).refused("needs a target")


def test_only_what_is_new_is_written():
    the_plan(adopted, referred).when(refer, to=["1.2", "3.1"], leads_to=ALONE).then(
        CommitmentReferred(refers_to=("SWMP/3.1",))
    )


def test_the_same_reference_twice_is_written_once():
    nowhere = CommitmentReferred(unresolved=("A1.9",))
    the_plan(adopted, referred, nowhere).when(
        refer, to=["1.2"], nowhere=["A1.9"], leads_to=ALONE
    ).nothing_happens()


def test_a_row_does_not_refer_to_itself():
    leads = ALONE | {"SWMP/A1": []}
    the_plan(adopted).when(refer, to=["A.1"], leads_to=leads).refused("refer to itself")


def test_references_make_no_circle_and_the_circle_is_named():
    leads = {"SWMP/A1": [], "SWMP/A2": ["SWMP/1.1", "SWMP/A3"], "SWMP/A3": ["SWMP/A1"]}
    the_plan(adopted).when(refer, to=["A2"], leads_to=leads).refused(
        "SWMP/A1 would lead back to itself: SWMP/A1 → SWMP/A2 → SWMP/A3 → SWMP/A1."
    )


def test_a_circle_further_on_does_not_keep_it_from_pointing_there():
    leads = {"SWMP/A1": [], "SWMP/A2": ["SWMP/A3"], "SWMP/A3": ["SWMP/A2"]}
    the_plan(adopted).when(refer, to=["A2"], leads_to=leads).then(
        CommitmentReferred(refers_to=("SWMP/A2",))
    )


def test_what_was_merged_refers_to_nothing_more():
    the_plan(adopted, merged).when(refer, to=["1.2"], leads_to=ALONE).refused("was merged")


# On hold, merged, complete, reopened


def test_it_is_put_on_hold_for_a_reason():
    the_plan(adopted).when(hold, reason="no analyst").then(held)
    the_plan(adopted).when(hold, reason=" ").refused("needs its reason")


def test_what_is_complete_is_not_put_on_hold():
    the_plan(adopted, completed).when(hold, reason="no analyst").refused("complete since")


def test_the_same_hold_twice_is_written_once():
    the_plan(adopted, held).when(hold, reason="no analyst").nothing_happens()
    the_plan(adopted, held).when(hold, reason="no money").refused("has been on hold since")


@pytest.mark.parametrize("before", [(), (held,)])
def test_it_is_merged_into_another(before):
    the_plan(adopted, *before).when(merge, into="SWMP/A2", leads_to={}).then(merged)


def test_merging_makes_no_circle():
    the_plan(adopted).when(merge, into="SWMP/A1", leads_to={}).refused("into itself")
    leads = {"SWMP/A2": ["SWMP/A3"], "SWMP/A3": ["SWMP/A1"]}
    the_plan(adopted).when(merge, into="SWMP/A2", leads_to=leads).refused("→ SWMP/A3 → SWMP/A1")


def test_the_same_merger_twice_is_written_once():
    the_plan(adopted, merged).when(merge, into="SWMP/A2", leads_to={}).nothing_happens()
    the_plan(adopted, merged).when(merge, into="SWMP/A3", leads_to={}).refused("was merged into")


@pytest.mark.parametrize("before", [(), (held,)])
def test_it_is_complete_with_evidence_or_without(before):
    the_plan(adopted, *before).when(complete, evidence="the website").then(completed)
    the_plan(adopted, *before).when(complete, evidence=" ").then(CommitmentCompleted())


def test_it_is_complete_once():
    the_plan(adopted, completed).when(complete, evidence="minute 3").refused(
        "complete since 27 February 2018 (event 2). Reopen it with a reason first"
    )


def test_the_same_completion_twice_is_written_once():
    the_plan(adopted, completed).when(complete, evidence="the website").nothing_happens()


@each("end", [held, merged, completed])
def test_what_rests_or_is_over_is_reopened_for_a_reason(end):
    the_plan(adopted, end).when(reopen, reason="it came back").then(reopened)
    the_plan(adopted, end).when(reopen, reason="").refused("needs a reason")
    assert state_after(adopted, end, reopened).other is None


def test_what_is_in_progress_is_not_reopened():
    the_plan(adopted).when(reopen, reason="why not").refused("nothing to reopen")


def test_the_same_reopening_twice_is_written_once():
    the_plan(adopted, completed, reopened).when(reopen, reason="it came back").nothing_happens()
