"""An action: what is claimed of it, what a meeting agrees about it, how a dispute about it ends."""

from datetime import date

import pytest
from given import given, state_after

from ledger.closures import Agreeing
from ledger.records.action_agreements import (
    ActionAgreedClosed,
    ActionDueUnset,
    close_agreed,
    unset_due,
)
from ledger.records.action_claims import ActionClaimed, claim
from ledger.records.action_disputes import (
    ActionDisputed,
    ActionDisputeSettled,
    ActionExistenceAffirmed,
    ActionExistenceDenied,
    ActionExistenceDisputed,
    affirm,
    deny,
    dispute,
    dispute_existence,
    settle,
)
from ledger.records.actions import (
    ActionDueExtended,
    ActionRaised,
    ActionReopened,
    ActionReportedComplete,
    complete,
    extend,
)

MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)
AT = "HTA/2018-02-27"
raised = ActionRaised(title="Write", owners=("CC",), due=MAY)
reported = ActionReportedComplete(reported_by="CC")
agreed = ActionAgreedClosed(closed_at=AT)
disputed = ActionDisputed(disputed_by="CC", text="not so")
unreal = ActionExistenceDisputed(disputed_by="CC", text="never said")


def met(*present, others=None):
    return {"agreeing": Agreeing(True, present, present if others is None else others)}


# A claim


def test_a_claim_is_recorded_and_changes_no_status():
    green = ActionClaimed(claimed_by="CC", rag="GREEN", percent=60)
    given(raised).when(claim, claimed_by="CC", rag="GREEN", percent=60).then(green)
    state = state_after(raised, green)
    assert (state.status, state.rag, state.percent) == ("open", "GREEN", 60)
    amber = ActionClaimed(rag="AMBER", percent=0)
    assert state_after(raised, green, amber).percent == 0


def test_a_claim_is_a_colour_a_percentage_or_the_words_of_a_paper():
    given(raised).when(claim, claimed_by="CC").refused("--rag, --percent")
    given(raised).when(claim, claimed_by=None, status_words="partly outstanding").then(
        ActionClaimed(status_words="partly outstanding")
    )
    for percent in (-1, 101):
        given(raised).when(claim, claimed_by="CC", percent=percent).refused("is no percentage")
    for percent in (0, 100):
        given(raised).when(claim, claimed_by="CC", percent=percent).then(
            ActionClaimed(claimed_by="CC", percent=percent)
        )


# Agreed by a meeting


@pytest.mark.parametrize("before", [(), (reported,)])
def test_a_meeting_closes_in_one_step_and_nobody_is_said_to_have_claimed_it(before):
    given(raised, *before).when(close_agreed, closed_at=AT, **met("PCC", "CC")).then(agreed)
    state = state_after(raised, *before, agreed)
    assert (state.status, state.closed_at, state.verified_by) == ("closed", AT, None)
    assert state.reported_by == ("CC" if before else None)
    again = state_after(raised, *before, agreed, ActionReopened(reason="x"))
    assert (again.status, again.closed_at) == ("open", None)


def test_the_same_agreement_twice_is_written_once():
    given(raised, agreed).when(close_agreed, closed_at=AT, **met("PCC")).nothing_happens()
    given(raised, agreed).when(close_agreed, closed_at="HTA/2018-03-27", **met("PCC")).refused(
        "was closed"
    )


def test_a_meeting_of_its_owners_alone_does_not_close_it():
    alone = met("CC", others=())
    given(raised).when(close_agreed, closed_at=AT, **alone).refused("whose own word")
    given(raised).when(close_agreed, closed_at=AT, independence=False, **alone).then(
        ActionAgreedClosed(closed_at=AT, waived="independence")
    )
    given(raised).when(close_agreed, closed_at=AT, **met()).then(agreed)


def test_a_meeting_that_was_not_held_closes_nothing():
    given(raised).when(close_agreed, closed_at=AT, agreeing=Agreeing(False, (), ())).refused(
        "not recorded as held"
    )


# Extensions


def test_an_extension_is_approved_by_somebody_or_said_not_to_be():
    given(raised).when(extend, due=JUNE, reason="late", approved_by=None).refused("--approved-by")
    given(raised).when(extend, due=JUNE, reason="late", approved_by=None, unapproved=True).then(
        ActionDueExtended(due=JUNE, reason="late", due_was=MAY)
    )


def test_an_extension_may_be_to_words_or_to_no_date():
    words = ActionDueUnset(reason="late", due_words="when it is in", approved_by="HTA", due_was=MAY)
    given(raised).when(unset_due, reason="late", due_words="when it is in", approved_by="HTA").then(
        words
    )
    none = ActionDueUnset(reason="late", due_was=MAY)
    given(raised).when(unset_due, reason="late", unapproved=True).then(none)
    given(raised, none).when(unset_due, reason="late", unapproved=True).nothing_happens()
    given(raised).when(unset_due, reason="late").refused("--approved-by")
    given(raised).when(unset_due, reason="", unapproved=True).refused("needs a reason")
    given(raised, none).when(unset_due, reason="later", unapproved=True).refused("no due day")
    state = state_after(raised, words)
    assert (state.due, state.due_words, state.original_due) == (None, "when it is in", MAY)
    given(raised, words).when(extend, due=JUNE, reason="set", approved_by="PCC").then(
        ActionDueExtended(due=JUNE, reason="set", approved_by="PCC", due_words_was="when it is in")
    )


# Disputes


def test_a_dispute_is_settled_and_may_arise_again():
    settled = ActionDisputeSettled(outcome="settled", text="the minute is right", settled_by="HTA")
    facts = {"text": "the minute is right", "settled_by": "HTA"}
    given(raised, disputed).when(settle, **facts).then(settled)
    given(raised, disputed, settled).when(settle, **facts).nothing_happens()
    given(raised).when(settle, **facts).refused("Nobody disputes")
    given(raised, disputed).when(settle, text=" ").refused("how the dispute ended")
    state = state_after(raised, disputed, settled)
    assert not state.disputed and state.status == "open"
    given(raised, disputed, settled).when(dispute, disputed_by="CC", text="not so").then(disputed)


def test_only_who_disputed_it_withdraws_that():
    facts = {"text": "my mistake", "outcome": "withdrawn"}
    given(raised, disputed).when(settle, settled_by="CC", **facts).then(
        ActionDisputeSettled(outcome="withdrawn", text="my mistake", settled_by="CC")
    )
    given(raised, disputed).when(settle, settled_by="PCC", **facts).refused("disputed by CC")
    given(raised, disputed).when(settle, **facts).refused("disputed by CC")
    other = ActionDisputed(disputed_by="PCC", text="nor that")
    given(raised, disputed, other).when(settle, settled_by="CC", **facts).refused(
        "PCC disputes REF too"
    )


def test_an_action_that_may_never_have_been_agreed_is_not_open():
    given(raised).when(dispute_existence, disputed_by="CC", text="never said").then(unreal)
    given(raised, unreal).when(
        dispute_existence, disputed_by="CC", text="never said"
    ).nothing_happens()
    given(raised, unreal).when(complete, reported_by="CC").refused("never agreed")
    given(raised, unreal).when(settle, text="x").refused("--exists, or --never-agreed")
    state = state_after(raised, unreal)
    assert (state.status, state.disputed) == ("existence disputed", True)


@pytest.mark.parametrize(
    ("rule", "event", "status"),
    [(affirm, ActionExistenceAffirmed, "open"), (deny, ActionExistenceDenied, "withdrawn")],
)
def test_it_was_agreed_or_it_was_not(rule, event, status):
    found = event(text="minute 4", settled_by="HTA")
    given(raised, unreal).when(rule, text="minute 4", settled_by="HTA").then(found)
    given(raised, unreal, found).when(rule, text="minute 4", settled_by="HTA").nothing_happens()
    given(raised, unreal).when(rule, text="").refused("on what ground")
    given(raised).when(rule, text="x").refused("still open")
    state = state_after(raised, unreal, found)
    assert (state.status, state.disputed) == (status, False)
