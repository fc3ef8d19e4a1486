"""An action: what somebody agreed to do, until somebody else says that it is done."""

from datetime import date

import pytest
from folded import each
from given import given, on, state_after

from ledger.errors import NotFound, Refused
from ledger.records.action_disputes import ActionDisputed, dispute
from ledger.records.action_links import ActionLinked, link
from ledger.records.actions import (
    ActionCarriedForward,
    ActionClosed,
    ActionClosureRefused,
    ActionDueExtended,
    ActionEvidenceAttached,
    ActionMerged,
    ActionOwnerChanged,
    ActionProgressed,
    ActionRaised,
    ActionReopened,
    ActionReportedComplete,
    ActionSuperseded,
    ActionWithdrawn,
    attach_evidence,
    carry,
    close,
    complete,
    extend,
    merge,
    progress,
    raise_action,
    reassign,
    refuse_closure,
    reopen,
    supersede,
    withdraw,
)

JANUARY, FEBRUARY, MARCH = "HTA/2019-01-15", "HTA/2019-02-15", "HTA/2019-03-15"
raised = ActionRaised(
    title="Share the resourcing plan", owners=("CC",), due=date(2019, 2, 1), meeting=JANUARY
)
joint = ActionRaised(title="Discuss the patrol group", owners=("PCC", "CC"))
extended = ActionDueExtended(
    due=date(2019, 3, 1), due_was=date(2019, 2, 1), reason="survey late", approved_by="PCC"
)
carried = ActionCarriedForward(carried_from=JANUARY, carried_to=FEBRUARY)
reported = ActionReportedComplete(reported_by="DCC", evidence="briefing paper")
refused = ActionClosureRefused(reason="no figures", refused_by="PCC")
closed = ActionClosed(verified_by="CEX", evidence="minute 12")
superseded = ActionSuperseded(superseded_by="A-2018-009")
merged = ActionMerged(merged_into="A-2018-009")
withdrawn = ActionWithdrawn(reason="overtaken by events")
reopened = ActionReopened(reason="it was the wrong plan")
TO_FEBRUARY = {"meeting": FEBRUARY}


# Raising


def test_an_action_is_raised_with_its_owner_and_its_due_date():
    given().when(
        raise_action,
        title=" Share the resourcing plan ",
        owners=["CC"],
        due=date(2019, 2, 1),
        meeting=JANUARY,
    ).then(raised)


def test_an_owner_printed_twice_is_one_owner():
    given().when(raise_action, title="Options paper", owners=["DCC", "DCC"]).then(
        ActionRaised(title="Options paper", owners=("DCC",))
    )


def test_no_owners_means_that_none_was_stated():
    given().when(raise_action, title="Options paper").then(ActionRaised(title="Options paper"))


@each("title", ["", "  ", "\n"])
def test_an_action_without_words_is_no_action(title):
    given().when(raise_action, title=title, owners=["CC"]).refused("needs words")


def test_a_reference_is_raised_once():
    given(raised).when(raise_action, title="Another", owners=["CC"]).refused(
        "already in the ledger"
    )


def test_a_due_day_that_nobody_will_see_is_a_slip_of_the_year():
    raising = {"title": "Options paper", "owners": ["DCC"], "raised_on": date(2018, 1, 15)}
    given().when(raise_action, due=date(2108, 2, 1), **raising).refused("Check the year")
    given().when(raise_action, due=date(2068, 2, 1), **raising).then(
        ActionRaised(title="Options paper", owners=("DCC",), due=date(2068, 2, 1))
    )


# Progress


def test_arranged_is_progress_and_leaves_the_action_open():
    given(raised).when(progress, text="arranged").then(ActionProgressed(text="arranged"))
    assert state_after(raised, ActionProgressed(text="arranged")).status == "open"


def test_progress_needs_words():
    given(raised).when(progress, text=" ").refused("what was done?")


def test_no_progress_after_closure():
    given(raised, reported, closed).when(progress, text="more").refused("was closed on")


def test_progress_on_what_was_never_raised_is_not_found():
    given().when(progress, text="arranged").refused("is not in the ledger", NotFound)


# Due dates


def test_an_extension_says_from_when_to_when_why_and_who_approved():
    given(raised).when(extend, due=date(2019, 3, 1), reason="survey late", approved_by="PCC").then(
        extended
    )


def test_the_original_due_date_is_never_lost():
    action = state_after(raised, extended)
    assert (action.original_due, action.due) == (date(2019, 2, 1), date(2019, 3, 1))


@pytest.mark.parametrize("due", [date(2019, 2, 1), date(2019, 1, 31)])
def test_an_extension_is_later_than_the_current_due_date(due):
    given(raised).when(extend, due=due, reason="r", approved_by="PCC").refused("to a later date")


def test_one_day_later_is_later():
    given(raised).when(extend, due=date(2019, 2, 2), reason="survey late", approved_by="PCC").then(
        ActionDueExtended(
            due=date(2019, 2, 2),
            due_was=date(2019, 2, 1),
            reason="survey late",
            approved_by="PCC",
        )
    )


def test_an_action_without_a_due_date_may_be_given_one():
    given(joint).when(extend, due=date(2019, 3, 1), reason="agreed", approved_by="PCC").then(
        ActionDueExtended(due=date(2019, 3, 1), reason="agreed", approved_by="PCC")
    )


def test_an_extension_is_judged_against_the_last_one():
    given(raised, extended).when(
        extend, due=date(2019, 2, 20), reason="r", approved_by="PCC"
    ).refused("due on 1 March 2019")


@pytest.mark.parametrize(
    ("missing", "words"), [("reason", "needs a reason"), ("approved_by", "approval")]
)
def test_an_extension_needs_a_reason_and_an_approval(missing, words):
    facts = {"due": date(2019, 3, 1), "reason": "r", "approved_by": "PCC"} | {missing: " "}
    given(raised).when(extend, **facts).refused(words)


@each("after", [(reported,), (reported, closed), (withdrawn,), (superseded,)])
def test_only_an_open_action_is_extended(after):
    given(raised, *after).when(extend, due=date(2019, 3, 1), reason="r", approved_by="PCC").refused(
        "REF was"
    )


def test_the_same_extension_twice_is_written_once():
    given(raised, extended).when(
        extend, due=date(2019, 3, 1), reason="survey late", approved_by="PCC"
    ).nothing_happens()


def test_the_same_day_for_another_reason_is_another_fact_and_refused():
    given(raised, extended).when(
        extend, due=date(2019, 3, 1), reason="lost", approved_by="PCC"
    ).refused("to a later date")
    given(raised, extended).when(
        extend, due=date(2019, 3, 1), reason="survey late", approved_by="CC"
    ).refused("to a later date")


# Owners


def test_reassigning_says_from_whom_to_whom():
    given(raised).when(reassign, owners=["ACC", "ACC"], reason="new portfolio").then(
        ActionOwnerChanged(owners=("ACC",), owners_were=("CC",), reason="new portfolio")
    )


def test_an_action_is_never_left_without_an_owner():
    given(raised).when(reassign, owners=[]).refused("at least one new owner")


def test_a_closed_action_is_not_reassigned():
    given(raised, reported, closed).when(reassign, owners=["ACC"]).refused("Reopen it")


def test_giving_it_to_its_owner_changes_nothing():
    given(raised).when(reassign, owners=["CC"]).nothing_happens()


# Evidence


@each("after", [(), (reported,), (reported, closed)])
def test_evidence_may_arrive_even_after_closure(after):
    given(raised, *after).when(attach_evidence, evidence="email of 3 March").then(
        ActionEvidenceAttached(evidence="email of 3 March")
    )


def test_evidence_says_what_it_is():
    given(raised).when(attach_evidence, evidence="").refused("needs evidence")


def test_evidence_is_not_attached_to_what_was_withdrawn():
    given(raised, withdrawn).when(attach_evidence, evidence="x").refused("was withdrawn")


def test_the_same_evidence_twice_is_written_once():
    attached = ActionEvidenceAttached(evidence="email")
    given(raised, attached).when(attach_evidence, evidence="email").nothing_happens()


# Carrying forward


def test_an_open_action_is_carried_to_a_later_meeting_of_the_same_body():
    given(raised).when(carry, **TO_FEBRUARY).then(carried)


@pytest.mark.parametrize("day", [date(2019, 1, 15), date(2019, 1, 14)])
def test_it_is_not_carried_to_the_same_day_nor_to_an_earlier_one(day):
    given(raised).when(carry, meeting=f"HTA/{day}").refused("is not later")


def test_it_is_carried_to_the_very_next_day():
    given(raised).when(carry, meeting="HTA/2019-01-16").then(
        ActionCarriedForward(carried_from=JANUARY, carried_to="HTA/2019-01-16")
    )


def test_it_is_not_carried_to_another_body():
    given(raised).when(
        carry,
        meeting="JAC/2019-02-15",
    ).refused("is an action of HTA")


@each("after", [(reported,), (reported, closed), (superseded,), (merged,), (withdrawn,)])
def test_it_is_carried_forward_only_while_open(after):
    given(raised, *after).when(carry, **TO_FEBRUARY).refused("REF was")


def test_it_is_carried_to_each_meeting_once():
    to_march = ActionCarriedForward(carried_from=FEBRUARY, carried_to=MARCH)
    given(raised, carried, to_march).when(carry, **TO_FEBRUARY).refused("to each meeting once")


def test_carrying_it_again_to_where_it_stands_changes_nothing():
    given(raised, carried).when(carry, **TO_FEBRUARY).nothing_happens()


def test_an_action_raised_at_no_meeting_may_be_carried_to_one():
    given(joint).when(carry, **TO_FEBRUARY).then(ActionCarriedForward(carried_to=FEBRUARY))


# The owner's word


def test_reported_complete_is_the_owners_word_and_does_not_close():
    given(raised).when(complete, reported_by="DCC", evidence="briefing paper").then(reported)
    assert state_after(raised, reported).status == "reported complete"


def test_the_word_needs_no_evidence():
    given(raised).when(complete, reported_by="CC").then(ActionReportedComplete(reported_by="CC"))


@each("after", [(reported, closed), (superseded,), (merged,), (withdrawn,)])
def test_what_is_over_is_not_reported_complete(after):
    given(raised, *after).when(complete, reported_by="CC").refused("REF was")


def test_somebody_elses_word_after_the_first_is_refused():
    given(raised, reported).when(complete, reported_by="ACC").refused("reported complete by DCC")


def test_the_same_word_twice_is_written_once():
    given(raised, reported).when(
        complete, reported_by="DCC", evidence="briefing paper"
    ).nothing_happens()


# Refusing closure


def test_a_refused_closure_opens_it_again():
    given(raised, reported).when(refuse_closure, reason="no figures", refused_by="PCC").then(
        refused
    )
    action = state_after(raised, reported, refused)
    assert (action.status, action.reported_by) == ("open", None)


def test_refusing_a_closure_needs_a_reason():
    given(raised, reported).when(refuse_closure, reason="").refused("needs a reason")


def test_there_is_no_closure_to_refuse_while_it_is_open():
    given(raised).when(refuse_closure, reason="no figures").refused("still open")


def test_a_closure_is_refused_only_before_it_stands():
    given(raised, reported, closed).when(refuse_closure, reason="late").refused("was closed on")


def test_the_same_refusal_twice_is_written_once():
    given(raised, reported, refused).when(
        refuse_closure, reason="no figures", refused_by="PCC"
    ).nothing_happens()


# Closing


def test_somebody_else_closes_it_with_evidence():
    given(raised, reported).when(close, evidence="minute 12", verified_by="CEX").then(closed)


def test_an_open_action_is_not_closed():
    given(raised).when(close, evidence="minute 12", verified_by="CEX").refused("still open")


@each("evidence", ["", "   ", None])
def test_a_closure_without_evidence_is_a_claim(evidence):
    given(raised, reported).when(close, evidence=evidence, verified_by="CEX").refused(
        "needs evidence"
    )


def test_the_owner_does_not_verify_their_own_closure():
    given(raised, reported).when(close, evidence="minute 12", verified_by="CC").refused(
        "only owner"
    )


def test_who_reported_it_does_not_verify_it():
    given(raised, reported).when(close, evidence="minute 12", verified_by="DCC").refused(
        "somebody else must verify"
    )


def test_joint_owners_do_not_verify_each_other():
    by_cc = ActionReportedComplete(reported_by="CC")
    given(joint, by_cc).when(close, evidence="minute 12", verified_by="PCC").refused(
        "PCC is one of its owners"
    )
    given(joint, by_cc).when(close, evidence="minute 12", verified_by="CC").refused("reported this")


def test_the_owner_at_the_time_of_closing_is_the_one_who_does_not_verify():
    handed_on = ActionOwnerChanged(owners=("ACC",), owners_were=("CC",))
    given(raised, handed_on, reported).when(close, evidence="m", verified_by="ACC").refused(
        "only owner"
    )
    given(raised, handed_on, reported).when(close, evidence="m", verified_by="CC").then(
        ActionClosed(verified_by="CC", evidence="m")
    )


def test_what_a_joint_owner_verified_before_that_rule_can_be_gone_on_with():
    by_cc = ActionReportedComplete(reported_by="CC")
    closed = ActionClosed(verified_by="PCC", evidence="minute 12")
    given(joint, by_cc, closed).when(reopen, reason="not so").then(ActionReopened(reason="not so"))


@pytest.mark.parametrize("verifier", ["CC", "DCC"])
def test_an_office_may_switch_independence_off(verifier):
    given(raised, reported).when(
        close, evidence="minute 12", verified_by=verifier, independence=False
    ).then(ActionClosed(verified_by=verifier, evidence="minute 12", waived="independence"))


def test_closing_twice_names_the_first_closure():
    given(on("2019-01-15", raised), on("2019-02-20", reported), on("2019-02-25", closed)).when(
        close, evidence="another", verified_by="PCC"
    ).refused("REF was closed on 25 February 2019, verified by CEX (event 3).")


def test_the_same_closure_twice_is_written_once():
    given(raised, reported, closed).when(
        close, evidence="minute 12", verified_by="CEX"
    ).nothing_happens()


def test_a_reopened_action_is_closed_once_more():
    given(raised, reported, closed, reopened, reported).when(
        close, evidence="minute 12", verified_by="CEX"
    ).then(closed)


def test_a_reopened_action_is_reported_complete_first():
    given(raised, reported, closed, reopened).when(
        close, evidence="minute 12", verified_by="CEX"
    ).refused("still open")


# Superseding and merging


@pytest.mark.parametrize("before", [(), (reported,)])
def test_another_action_takes_its_place(before):
    given(raised, *before).when(supersede, by="A-2018-009").then(superseded)
    given(raised, *before).when(merge, into="A-2018-009").then(merged)


def test_an_action_does_not_supersede_itself():
    given(raised).when(supersede, by="REF").refused("would lead back to itself")
    given(raised).when(merge, into="REF").refused("would lead back to itself")


def test_superseding_has_no_circles():
    chain = ["A-2018-010", "REF"]
    given(raised).when(supersede, by="A-2018-009", succession=chain).refused("lead back to itself")
    given(raised).when(merge, into="A-2018-009", succession=chain).refused("lead back to itself")
    given(raised).when(supersede, by="A-2018-009", succession=chain[:1]).then(superseded)


@pytest.mark.parametrize("after", [(reported, closed), (withdrawn,)])
def test_what_is_over_is_not_superseded(after):
    given(raised, *after).when(supersede, by="A-2018-009").refused("REF was")
    given(raised, *after).when(merge, into="A-2018-009").refused("REF was")


def test_it_is_superseded_by_one_action_only():
    given(raised, superseded).when(supersede, by="A-2018-011").refused("superseded by A-2018-009")
    given(raised, merged).when(merge, into="A-2018-011").refused("merged into A-2018-009")


def test_the_same_succession_twice_is_written_once():
    given(raised, superseded).when(supersede, by="A-2018-009").nothing_happens()
    given(raised, merged).when(merge, into="A-2018-009").nothing_happens()


# Withdrawing


def test_it_is_withdrawn_for_a_reason():
    given(raised).when(withdraw, reason="overtaken by events").then(withdrawn)


def test_withdrawing_needs_a_reason():
    given(raised).when(withdraw, reason="").refused("needs a reason")


def test_what_is_closed_is_not_withdrawn():
    given(raised, reported, closed).when(withdraw, reason="x").refused("was closed on")


def test_the_same_withdrawal_twice_is_written_once():
    given(raised, withdrawn).when(withdraw, reason="overtaken by events").nothing_happens()


# Reopening


@each("end", [(reported, closed), (superseded,), (merged,), (withdrawn,)])
def test_whatever_is_over_may_be_reopened_for_a_reason(end):
    given(raised, *end).when(reopen, reason="it was the wrong plan").then(reopened)
    action = state_after(raised, *end, reopened)
    assert (action.status, action.verified_by, action.other) == ("open", None, None)


def test_reopening_needs_a_reason():
    given(raised, reported, closed).when(reopen, reason="").refused("needs a reason")


@pytest.mark.parametrize("before", [(), (reported,)])
def test_there_is_nothing_to_reopen_while_it_is_under_way(before):
    given(raised, *before).when(reopen, reason="x").refused("nothing to reopen")


def test_the_same_reopening_twice_is_written_once():
    given(raised, reported, closed, reopened).when(
        reopen, reason="it was the wrong plan"
    ).nothing_happens()


# Disputing and linking


@each("after", [(), (reported,), (reported, closed), (superseded,)])
def test_a_dispute_is_a_flag_and_leaves_the_status(after):
    disputed = ActionDisputed(disputed_by="CC", text="it was never agreed")
    given(raised, *after).when(dispute, disputed_by="CC", text="it was never agreed").then(disputed)
    before, then = state_after(raised, *after), state_after(raised, *after, disputed)
    assert then.disputed and not before.disputed and then.status == before.status


def test_a_dispute_says_what_is_wrong():
    given(raised).when(dispute, disputed_by="CC", text="").refused("says what is wrong")


def test_the_same_dispute_twice_is_written_once():
    disputed = ActionDisputed(disputed_by="CC", text="no")
    given(raised, disputed).when(dispute, disputed_by="CC", text="no").nothing_happens()


def test_it_is_linked_to_another_record():
    given(raised).when(link, to="EFF17/SOC-R2").then(ActionLinked(linked_to="EFF17/SOC-R2"))


def test_what_was_never_raised_is_not_linked():
    given().when(link, to="EFF17/SOC-R2").refused("not in the ledger", NotFound)


def test_the_same_link_twice_is_written_once():
    linked = ActionLinked(linked_to="EFF17/SOC-R2")
    given(raised, linked).when(link, to="EFF17/SOC-R2").nothing_happens()


# What the rules could not have written


@each(
    "history",
    [
        (reported,),
        (raised, closed),
        (raised, reported, closed, extended),
        (raised, extended, extended),
        (raised, carried, carried),
        (raised, raised),
    ],
)
def test_no_history_goes_against_the_rules(history):
    with pytest.raises(Refused):
        state_after(*history)


def test_events_count_in_the_order_in_which_they_were_so():
    late = state_after(on("2019-02-25", raised), on("2019-02-26", reported))
    assert late.status == "reported complete"
    with pytest.raises(Refused, match="before it was recorded at all"):
        state_after(on("2019-02-26", raised), on("2019-02-25", reported))
