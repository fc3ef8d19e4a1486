"""What is asked of claims, of disputes, and of what a meeting agreed."""

from datetime import date

import pytest
from office import only, opened

from ledger.errors import NotFound, Refused
from ledger.records import (
    action_agreements,
    action_claims,
    action_disputes,
    actions,
    bodies,
    decisions,
    inspection_items,
    inspections,
    item_due_dates,
    meeting_attendance,
    meetings,
    posts,
    recommendations,
)

pytestmark = pytest.mark.slow

A1, AT = "A-2018-001", "HTA/2018-03-27"


office = opened("2018-12-01T09:00", "CC", "PCC", "CEX", "ACC")


def raised(office, ref=A1, due="2018-04-01", owners=("CC",)):
    facts = {"title": f"Do {ref}", "owners": owners, "due": due and date.fromisoformat(due)}
    office.say("2018-03-01", actions.raise_action, ref, **facts)


def claimed(office, on, ref=A1, rule=action_claims.claim, **facts):
    office.say(on, rule, ref, **{"claimed_by": "CC"} | facts)


def met(office, *present):
    facts = {"body": "HTA", "meets_on": date(2018, 3, 27)}
    office.say("2018-03-27", meetings.hold, AT, **facts)
    for one in present:
        office.say("2018-03-27", meeting_attendance.attend, AT, attendee=one)


def agreed(office, ref=A1):
    return office.say("2018-03-27", action_agreements.close_agreed, ref, closed_at=AT)


def rag(office, on, **more):
    return only(office.ask("rag_against_facts", on, **more), "ref", "rag", "percent", "disagrees")


# Colours


def test_green_on_the_due_day_agrees_and_the_day_after_it_does_not(office):
    raised(office)
    claimed(office, "2018-03-20", rag="GREEN")
    assert rag(office, "2018-04-01") == []
    assert rag(office, "2018-04-02") == [(A1, "GREEN", None, "green and overdue")]
    assert rag(office, "2018-04-01", all="yes") == [(A1, "GREEN", None, None)]


def test_what_was_said_last_counts_of_each_the_colour_and_the_percentage(office):
    raised(office)
    claimed(office, "2018-03-20", rag="GREEN", percent=10)
    claimed(office, "2018-04-20", rag="AMBER", claimed_by="ACC")
    said = office.ask("rag_against_facts", "2018-05-01", all="yes")
    named = ("rag", "percent", "claimed_by", "claimed_on", "days_overdue", "disagrees")
    assert only(said, *named) == [("AMBER", 10, "ACC", date(2018, 4, 20), 30, None)]


@pytest.mark.parametrize(
    ("facts", "disagrees"),
    [
        ({"rag": "BLUE"}, "blue and not reported complete"),
        ({"percent": 100}, "100 percent and not reported complete"),
        (
            {"rag": "RED", "percent": 100},
            "100 percent and not reported complete; 100 percent and red",
        ),
        ({"rag": "RED"}, None),
        ({"percent": 99}, None),
    ],
)
def test_what_is_said_to_be_complete_is_held_against_the_record(office, facts, disagrees):
    raised(office)
    claimed(office, "2018-03-20", **facts)
    assert [row[-1] for row in rag(office, "2018-03-21", all="yes")] == [disagrees]


def test_what_is_reported_as_unfinished_after_it_was_closed_disagrees(office):
    raised(office)
    claimed(office, "2018-03-20", rag="AMBER")
    office.say("2018-03-21", actions.complete, A1, reported_by="CC")
    office.say("2018-03-22", actions.close, A1, evidence="seen", verified_by="CEX")
    assert rag(office, "2018-03-23") == []
    claimed(office, "2018-03-24", percent=90)
    assert [row[-1] for row in rag(office, "2018-03-24")] == [
        "closed, and reported as unfinished since"
    ]


def test_a_recommendation_has_colours_too(office):
    audit(office)
    claimed(office, "2018-03-20", "IA18-01/R1", recommendations.claim, rag="GREEN")
    assert rag(office, "2018-04-02") == [("IA18-01/R1", "GREEN", None, "green and overdue")]


def audit(office):
    facts = {"title": "Audit", "inspection_year": 2018, "issuer": "internal audit"}
    office.say("2018-03-01", inspections.publish, "IA18-01", **facts)
    facts = {"title": "Check"}
    office.say("2018-03-01", inspection_items.issue, "IA18-01/R1", **facts)
    office.say("2018-03-01", inspection_items.assign_lead, "IA18-01/R1", lead="CC")
    office.say("2018-03-01", item_due_dates.set_due, "IA18-01/R1", due=date(2018, 4, 1))


# Agreed by a meeting


def test_on_whose_word_a_meeting_closed_it(office):
    raised(office)
    raised(office, "A-2018-002")
    met(office, "PCC", "CC")
    agreed(office)
    rows = office.ask("closed_on_whose_word", "2018-04-01")
    assert only(rows, "ref", "reported_by", "verified_by", "word") == [
        (A1, None, AT, "agreed by a meeting")
    ]
    assert only(office.ask("open_actions", "2018-04-01"), "ref") == [("A-2018-002",)]


def test_where_no_attendance_is_recorded_that_is_said(office):
    raised(office)
    met(office)
    agreed(office)
    (row,) = office.ask("closed_on_whose_word", "2018-04-01")
    assert row["word"] == "agreed by a meeting, attendance not recorded"


def test_a_meeting_of_its_owners_alone_is_refused_whatever_post_they_hold(office):
    raised(office)
    met(office, "CC", "CEX")
    for post in ("CC", "CEX"):
        office.say("2018-01-01", posts.appoint, post, holder="Ann Lee")
    with pytest.raises(Refused, match="whose own"):
        agreed(office)
    office.say("2018-03-27", meeting_attendance.attend, AT, attendee="Jo Dale")
    agreed(office)


def test_a_person_without_a_post_who_holds_none_of_its_posts_may_agree(office):
    raised(office)
    office.say("2018-01-01", posts.appoint, "CC", holder="Ann Lee")
    met(office, "Ms Ann Lee")
    with pytest.raises(Refused, match="whose own"):
        agreed(office)


def test_nothing_is_agreed_before_the_day_of_the_meeting_nor_at_one_not_held(office):
    raised(office)
    with pytest.raises(Refused, match="not recorded as held"):
        agreed(office)
    met(office, "PCC")
    facts = {"closed_at": AT}
    with pytest.raises(Refused, match="not recorded as held"):
        office.say("2018-03-20", action_agreements.close_agreed, A1, **facts)


def test_a_meeting_closes_a_recommendation_of_an_audit_and_none_of_hmicfrs(office):
    audit(office)
    met(office, "PCC", "CC")
    office.say("2018-03-27", recommendations.close_agreed, "IA18-01/R1", closed_at=AT)
    (row,) = office.ask("closed_on_whose_word", "2018-04-01")
    assert (row["status"], row["word"]) == ("closed", "agreed by a meeting")
    office.say("2018-03-01", inspections.publish, "EFF18", title="PEEL", inspection_year=2018)
    facts = {"title": "Map"}
    office.say("2018-03-01", inspection_items.issue, "EFF18/R1", **facts)
    with pytest.raises(Refused, match="only the inspectorate"):
        office.say("2018-03-27", recommendations.close_agreed, "EFF18/R1", closed_at=AT)


# The committee itself


def test_a_body_approves_settles_and_decides(office):
    office.say("2018-01-01", bodies.constitute, "HTA", title="Holding to account")
    raised(office)
    moved = {"due": date(2018, 5, 1), "reason": "late", "approved_by": "HTA"}
    entry = office.entry("2018-03-10")
    office.ledger.record("action", A1, actions.extend, entry, **moved)
    office.say("2018-03-11", action_disputes.dispute, A1, disputed_by="CC", text="no")
    settled = {"text": "it stands", "settled_by": "HTA"}
    office.ledger.record(
        "action", A1, action_disputes.settle, office.entry("2018-03-12"), **settled
    )
    office.ledger.record(
        "decision", "D-2018-001", decisions.take, entry, new=True, title="Fund", makers=["HTA"]
    )
    assert only(office.ask("due_date_slippage", "2018-04-01"), "approved_by") == [("HTA",)]
    assert only(office.ask("disputes", "2018-04-01"), "ended_by") == [("HTA",)]
    assert only(office.ask("decisions_in_force", "2018-04-01"), "makers") == [(["HTA"],)]
    with pytest.raises(NotFound):
        office.ledger.record(
            "action", A1, actions.extend, office.entry("2018-03-13"),
            due=date(2018, 6, 1), reason="late", approved_by="XYZ",
        )  # fmt: skip
    # Nobody but a post verifies.
    office.say("2018-03-14", actions.complete, A1, reported_by="CC")
    with pytest.raises(NotFound, match="is a body"):
        office.ledger.record(
            "action", A1, actions.close, office.entry("2018-03-15"),
            evidence="seen", verified_by="HTA",
        )  # fmt: skip


# Disputes


def test_disputes_stand_until_they_end_and_each_says_how(office):
    for number in (1, 2, 3):
        raised(office, f"A-2018-00{number}")
    office.say("2018-03-10", action_disputes.dispute, A1, disputed_by="CC", text="one")
    office.say("2018-03-11", action_disputes.dispute, A1, disputed_by="PCC", text="two")
    office.say("2018-03-20", action_disputes.settle, A1, text="both wrong", settled_by="CEX")
    office.say("2018-03-21", action_disputes.dispute, A1, disputed_by="CC", text="three")
    for ref, rule in (("A-2018-002", action_disputes.affirm), ("A-2018-003", action_disputes.deny)):
        said = {"disputed_by": "CC", "text": "never said"}
        office.say("2018-03-12", action_disputes.dispute_existence, ref, **said)
        office.say("2018-03-22", rule, ref, text="minute 4")
    rows = office.ask("disputes", "2018-04-01")
    assert only(rows, "ref", "text", "ended", "days") == [
        (A1, "three", None, 11),
        (A1, "one", "settled", 10),
        (A1, "two", "settled", 9),
        ("A-2018-002", "never said", "found to have been agreed", 10),
        ("A-2018-003", "never said", "found never to have been agreed", 10),
    ]
    assert only(office.ask("disputes", "2018-04-01", standing="yes"), "text") == [("three",)]
    assert len(office.ask("disputes", "2018-04-01", standing="no")) == 4
    flags = only(office.ask("action_status", "2018-04-01"), "ref", "disputed", "status")
    assert flags == [
        (A1, True, "open"),
        ("A-2018-002", False, "open"),
        ("A-2018-003", False, "withdrawn"),
    ]


def test_an_action_that_may_never_have_been_agreed_does_not_count_as_open(office):
    raised(office)
    raised(office, "A-2018-002")
    said = {"disputed_by": "CC", "text": "never said"}
    office.say("2018-04-10", action_disputes.dispute_existence, A1, **said)
    assert only(office.ask("open_actions", "2018-04-09"), "ref") == [(A1,), ("A-2018-002",)]
    for name in ("open_actions", "overdue_actions", "owner_workload"):
        assert only(office.ask(name, "2018-04-10"), "ref") == [("A-2018-002",)], name
    (row,) = [
        r for r in office.ask("changes_between", "2018-04-10", **{"from": date(2018, 4, 1)})
        if r["record"] == "action"
    ]  # fmt: skip
    assert (row["opening"], row["left"], row["closing"], row["balances"]) == (2, 1, 1, "yes")
    office.say("2018-04-20", action_disputes.affirm, A1, text="minute 4")
    assert only(office.ask("open_actions", "2018-04-20"), "ref") == [(A1,), ("A-2018-002",)]


# Extensions


def test_an_extension_to_words_or_to_no_date_leaves_no_day(office):
    raised(office)
    facts = {"due_words": "when it is in", "reason": "late", "approved_by": "PCC"}
    office.say("2018-03-10", action_agreements.unset_due, A1, **facts)
    named = ("due", "due_words", "original_due", "extensions", "overdue")
    said = only(office.ask("open_actions", "2018-05-01"), *named)
    assert said == [(None, "when it is in", date(2018, 4, 1), 1, None)]
    office.say("2018-03-11", actions.extend, A1, due=date(2018, 6, 1), reason="set",
               approved_by=None, unapproved=True)  # fmt: skip
    said = only(office.ask("open_actions", "2018-05-01"), *named)
    assert said == [(date(2018, 6, 1), None, date(2018, 4, 1), 2, False)]
    rows = office.ask("due_date_slippage", "2018-05-01")
    named = ("due_was", "due_words_was", "due", "due_words", "approved_by")
    assert only(rows, *named) == [
        (date(2018, 4, 1), None, None, "when it is in", "PCC"),
        (None, "when it is in", date(2018, 6, 1), None, None),
    ]
