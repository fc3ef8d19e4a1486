"""A state machine guards the whole: random lawful commands against a real ledger, and after them
the SQL must say what a fold of the events in plain Python says."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from office import Office, Rows, ask, everything

from ledger.application import Ledger
from ledger.errors import Misused, NotFound, Refused
from ledger.events import Event, EventRetracted, Recorded, Rule
from ledger.fold import fold, standing, step
from ledger.records import (
    action_agreements,
    action_claims,
    action_disputes,
    action_links,
    actions,
    decisions,
    inspection_items,
    inspections,
    item_due_dates,
    item_sign_off,
    meetings,
    recommendations,
    statements,
)
from ledger.registry import record_kinds, split
from projections import Projections, generations, questions

pytestmark = pytest.mark.slow

FIRST = date(2018, 6, 1)
LENGTH = 16
UK = ZoneInfo("Europe/London")
OPEN = ("open", "reported complete")

# The oracle


class Seen(msgspec.Struct):
    """A record as it was on a day, by what was known on a day."""

    ref: str
    state: Any
    events: list[Recorded]

    def on(self, *kinds: str) -> list[Recorded]:
        return [r for r in self.events if r.kind in kinds]


def seen(ledger: Ledger, as_of: date, known_by: date | None) -> dict[str, dict[str, Seen]]:
    """Each record by its kind and reference. A retraction counts from when it was known, whatever
    day it bears."""
    streams: dict[str, list[Recorded]] = {}
    for r in ledger.after(0):
        known = known_by is None or r.envelope.recorded_at.astimezone(UK).date() <= known_by
        so = r.envelope.effective_on <= as_of or isinstance(r.event, EventRetracted)
        if known and so:
            streams.setdefault(r.stream, []).append(r)
    world: dict[str, dict[str, Seen]] = {name: {} for name in record_kinds()}
    for stream, history in streams.items():
        record, ref = split(stream)
        state = fold(ref, history, record_kinds()[record].evolve)
        if state is not None:
            world[record][ref] = Seen(ref, state, standing(history))
    return world


def open_actions(world: Any, as_of: date) -> Rows:
    rows = []
    for ref, action in world["action"].items():
        a = action.state
        if a.status not in OPEN:
            continue
        (raised,) = action.on("ActionRaised")
        rows.append(
            {
                "ref": ref,
                "title": a.title,
                "owners": list(a.owners),
                "due": a.due,
                "due_words": a.due_words,
                "due_basis": a.due_basis,
                "original_due": a.original_due,
                "extensions": len(action.on("ActionDueExtended", "ActionDueUnset")),
                "carried": len(a.carried_to),
                "age_days": (as_of - raised.envelope.effective_on).days,
                "overdue": None if a.due is None else a.due < as_of,
                "status": a.status,
                "raised_on": raised.envelope.effective_on,
                "meeting": a.meeting,
                "item": raised.event.item,
                "disputed": a.disputed,
                "marking": max(r.envelope.marking for r in action.events),
                "body": ((a.carried_to[-1:] or (a.meeting,))[0] or "").partition("/")[0] or None,
            }
        )
    return sorted(rows, key=lambda row: (row["due"] or date.max, row["ref"]))


def overdue_actions(world: Any, as_of: date) -> Rows:
    late = [row for row in open_actions(world, as_of) if row["overdue"]]
    kept = "ref title owners due due_words due_basis original_due extensions days_overdue status"
    kept += " raised_on meeting"
    return [{k: (row | {"days_overdue": (as_of - row["due"]).days})[k] for k in kept.split()}
            for row in late]  # fmt: skip


def action_status(world: Any, as_of: date) -> Rows:
    rows = []
    for ref, action in world["action"].items():
        a, (raised,) = action.state, action.on("ActionRaised")
        evidence = [e.evidence for e in a.said if getattr(e, "evidence", None) is not None]
        rows.append(
            {
                "ref": ref,
                "title": a.title,
                "owners": list(a.owners),
                "status": a.status,
                "status_on": a.since_on,
                "due": a.due,
                "due_words": a.due_words,
                "due_basis": a.due_basis,
                "original_due": a.original_due,
                "extensions": len(action.on("ActionDueExtended", "ActionDueUnset")),
                "carried": len(a.carried_to),
                "raised_on": raised.envelope.effective_on,
                "meeting": a.meeting,
                "item": raised.event.item,
                "reported_by": a.reported_by,
                "verified_by": a.verified_by,
                "evidence": evidence[-1] if evidence else None,
                "succeeded_by": a.other,
                "disputed": a.disputed,
                "marking": max(r.envelope.marking for r in action.events),
                "body": ((a.carried_to[-1:] or (a.meeting,))[0] or "").partition("/")[0] or None,
            }
        )
    return sorted(rows, key=lambda row: (row["raised_on"], row["ref"]))


def carried_forward(world: Any, as_of: date) -> Rows:
    kept = [
        "ref",
        "title",
        "owners",
        "status",
        "carried",
        "meetings",
        "due",
        "due_words",
        "original_due",
        "raised_on",
    ]
    rows = [
        {k: (row | {"meetings": list(world["action"][row["ref"]].state.carried_to)})[k]
         for k in kept}
        for row in action_status(world, as_of)
        if row["carried"]
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row["carried"], row["raised_on"], row["ref"]))


def changes_between(world: Any, known_at_opening: Any, after: date, _: date) -> Rows:
    rows = []
    moved = any(
        r.event.moves_to and r.envelope.effective_on > after
        for records in world.values()
        for record in records.values()
        for r in record.events
    )
    for kind, records in world.items():
        counted = record_kinds()[kind].counted
        opened, reopened, left = [], [], []
        for ref, record in records.items():
            state: Any = None
            for r in record.events:
                was = state
                state = step(state, r.event, record_kinds()[kind].evolve)
                if r.envelope.effective_on <= after:
                    continue
                now_counts = state.status in counted
                if now_counts and (was is None or not was.status):
                    opened.append(ref)
                elif now_counts and was.status not in counted:
                    reopened.append(ref)
                elif not now_counts and was is not None and was.status in counted:
                    left.append(ref)
        opening, closing = (
            sum(one.state.status in counted for one in of[kind].values())
            for of in (known_at_opening, world)
        )
        if not (opening or closing or opened or reopened or left):
            continue
        rows.append(
            {
                "record": kind,
                "opening": opening,
                "opened": len(opened),
                "reopened": len(reopened),
                "left": len(left),
                "closing": closing,
                "balances": "yes",
                "opened_refs": sorted(opened),
                "reopened_refs": sorted(reopened),
                "left_refs": sorted(left),
            }
        )
    if not moved:
        rows = [row | {"balances": "nothing changed"} for row in rows]
    return sorted(rows, key=lambda row: (row["record"] != "action", row["record"] != "item"))


def _place(item: Seen) -> tuple[Any, ...]:
    issued = item.on("ItemIssued")[0].event
    return issued.inspection, issued.area is None, issued.area or "", issued.number


def _told(world: Any, ref: str) -> list[Recorded]:
    """What was said about an item, in order."""
    said = [s.events[0] for s in world["statement"].values() if ref in s.events[0].event.about]
    reported = [r for r in said if r.kind == "StatementReported"]
    return sorted(reported, key=lambda r: r.slot)


CLAIMS = ("status_words", "rag", "percent")


def _claimed(item: Seen) -> dict[str, Any]:
    """What was said last of its status, colour and percentage, each with who said it."""
    claims = item.on("ItemClaimed")
    row: dict[str, Any] = {"claimed_on": claims[-1].envelope.effective_on if claims else None}
    for name in CLAIMS:
        said = [r.event for r in claims if getattr(r.event, name) is not None]
        row[name] = getattr(said[-1], name) if said else None
        row[f"{name}_by"] = said[-1].claimed_by if said else None
    return row


def _due(item: Seen) -> dict[str, Any]:
    agreed = [r.event.due_set_by for r in item.on("ItemDueAgreed")]
    by = {"issuer": "inspectorate", "owner": "force"}.get(agreed[0]) if agreed else None
    return {"due": item.state.due, "due_words": item.state.due_words, "due_set_by": by}


def afi_status(world: Any, as_of: date) -> Rows:
    rows = []
    for item in sorted(world["item"].values(), key=_place):
        (issued,) = item.on("ItemIssued")
        progressed = item.on("ItemProgressed")
        told = {r.event.told_to for r in progressed} | {
            r.event.told_to for r in _told(world, item.ref)
        }
        if item.state.category == "AFI":
            rows.append(
                {
                    "ref": item.ref,
                    "inspection": issued.event.inspection,
                    "area": issued.event.area,
                    "number": issued.event.number,
                    "title": issued.event.title,
                    "status": item.state.status,
                    "lead": item.state.lead,
                    "issued_on": issued.envelope.effective_on,
                    "last_progress_on": max(
                        (r.envelope.effective_on for r in progressed), default=None
                    ),
                    "told_to": sorted(told - {None}) or None,
                    **_due(item),
                    **_claimed(item),
                }
            )
    return rows


def recommendation_progress(world: Any, as_of: date) -> Rows:
    rows = []
    for item in sorted(world["item"].values(), key=_place):
        (issued,) = item.on("ItemIssued")
        progressed = item.on("ItemProgressed")
        last = progressed[-1] if progressed else None
        report = world["inspection"].get(issued.event.inspection)
        if report is not None and report.state.issuer is not None:
            continue
        if item.state.category == "recommendation":
            rows.append(
                {
                    "ref": item.ref,
                    "inspection": issued.event.inspection,
                    "area": issued.event.area,
                    "number": issued.event.number,
                    "title": issued.event.title,
                    "status": item.state.status,
                    "latest_progress": last.event.text if last else None,
                    "latest_progress_on": last.envelope.effective_on if last else None,
                    "updates": len(progressed),
                    **_due(item),
                    **_claimed(item),
                }
            )
    return rows


def told_to_panel(world: Any, as_of: date) -> Rows:
    rows = []
    for item in sorted(
        world["item"].values(), key=lambda i: (_place(i)[0], i.state.category, _place(i))
    ):
        issued = item.on("ItemIssued")[0].event
        report = world["inspection"].get(issued.inspection)
        if report is not None and report.state.issuer is not None:
            continue
        told = [r for r in _told(world, item.ref) if r.event.told_to.split("/")[0] == "PANEL"]
        last = told[-1] if told else None
        rows.append(
            {
                "ref": item.ref,
                "inspection": issued.inspection,
                "category": item.state.category,
                "title": issued.title,
                "status": item.state.status,
                "told_on": last.envelope.effective_on if last else None,
                "told_to": last.event.told_to if last else None,
                "told": last.event.text if last else None,
                "paper": last.event.paper if last else None,
                "paragraph": last.event.paragraph if last else None,
                "times_told": len(told),
            }
        )
    return rows


def decisions_in_force(world: Any, as_of: date) -> Rows:
    rows = []
    for decision in world["decision"].values():
        d, (taken,) = decision.state, decision.on("DecisionTaken")
        published = "published" if d.published_at else "withheld" if d.exemption else None
        if d.status == "in force":
            rows.append(
                {
                    "ref": decision.ref,
                    "title": d.title,
                    "makers": list(d.makers),
                    "taken_on": taken.envelope.effective_on,
                    "date_basis": taken.envelope.date_basis,
                    "meeting": taken.event.meeting,
                    "public_interest": taken.event.public_interest,
                    "publication": published
                    or ("due" if taken.event.public_interest else "none recorded"),
                    "published_at": d.published_at,
                    "exemption": d.exemption,
                    "implemented": bool(decision.on("DecisionImplemented")),
                }
            )
    return sorted(rows, key=lambda row: (row["taken_on"], row["ref"]))


def audit_recommendations(world: Any, as_of: date) -> Rows:
    rows = []
    for ref, item in world["item"].items():
        i, (issued,) = item.state, item.on("ItemIssued")
        report = world["inspection"].get(issued.event.inspection)
        if report is None or report.state.issuer is None:
            continue
        rejected = i.status == "rejected"
        answers = item.on("ItemRejected" if rejected else "ItemResponded")
        answer = answers[-1].event if answers else None
        is_open = i.status in inspection_items.OPEN
        evidence = [e.evidence for e in i.said if getattr(e, "evidence", None) is not None]
        progressed = [r.event.text for r in item.on("ItemProgressed")]
        verified = [r.event for r in item.events if r.event.moves_to][-1]
        moves = [r for r in item.events if r.event.moves_to]
        rows.append(
            {
                "ref": ref,
                "report": report.state.title,
                "issuer": report.state.issuer,
                "issued_by": report.state.issued_by,
                "body": report.state.body,
                "priority": i.priority,
                "title": i.title,
                "response": "rejected" if rejected else answer and answer.response,
                "response_text": answer and (answer.reason if rejected else answer.text),
                "owner": i.lead,
                "due": i.due,
                "due_words": i.due_words,
                "original_due": i.original_due,
                "revisions": len(item.on("ItemDueRevised")),
                "days_overdue": (as_of - i.due).days
                if is_open and i.due and i.due < as_of
                else None,
                "status": i.status,
                "status_on": moves[-1].envelope.effective_on,
                "reported_by": i.reported_by,
                "checked_by": getattr(verified, "verified_by", None)
                or getattr(verified, "auditor", None),
                "evidence": evidence[-1] if evidence else None,
                "latest_progress": progressed[-1] if progressed else None,
                "issued_on": issued.envelope.effective_on,
                "due_set_by": i.due_set_by,
                **_claimed(item),
            }
        )
    gravest = ("High", "Low", None)
    return sorted(
        rows,
        key=lambda row: (
            row["status"] not in inspection_items.OPEN,
            gravest.index(row["priority"]),
            row["due"] or date.max,
            row["ref"],
        ),
    )


def disputes(world: Any, as_of: date) -> Rows:
    ends = {
        "ActionExistenceAffirmed": "found to have been agreed",
        "ActionExistenceDenied": "found never to have been agreed",
    }
    rows = []
    for ref, action in world["action"].items():
        ended = action.on("ActionDisputeSettled", *ends)
        for one in action.on("ActionDisputed", "ActionExistenceDisputed"):
            end = next((r for r in ended if r.slot > one.slot), None)
            until = end.envelope.effective_on if end else as_of
            row = {
                "ref": ref,
                "title": action.state.title,
                "disputes": "that it was agreed"
                if one.kind == "ActionExistenceDisputed"
                else "the record of it",
                "disputed_by": one.event.disputed_by,
                "disputed_on": one.envelope.effective_on,
                "text": one.event.text,
                "ended": end and (ends.get(end.kind) or end.event.outcome),
                "ended_on": end and end.envelope.effective_on,
                "ended_by": end and end.event.settled_by,
                "finding": end and end.event.text,
                "days": (until - one.envelope.effective_on).days,
                "status": action.state.status,
            }
            rows.append((end is not None, one.envelope.effective_on, ref, one.slot, row))
    return [row for *_, row in sorted(rows, key=lambda one: one[:4])]


ORACLES: dict[str, Callable[[Any, date], Rows]] = {
    "open_actions": open_actions,
    "overdue_actions": overdue_actions,
    "action_status": action_status,
    "carried_forward": carried_forward,
    "afi_status": afi_status,
    "recommendation_progress": recommendation_progress,
    "told_to_panel": told_to_panel,
    "audit_recommendations": audit_recommendations,
    "disputes": disputes,
    "decisions_in_force": decisions_in_force,
}

# The commands: of each record its rules, each with the event it says and what its facts may be

# Few days, so that much falls on the same one.
DAYS = [FIRST + timedelta(n) for n in (0, 4, 5, 9, LENGTH)]
LATER = [*DAYS, *(FIRST + timedelta(n) for n in (-2, 2 * LENGTH, 3 * LENGTH, 4 * LENGTH))]
WORDS = ["the first words", "other words", "[b] {a} 'x' ✓"]
POSTS = ["CC", "DCC", "CEX", "PCC"]
SOMEBODY = [["CC"], ["DCC", "CC"], ["PCC"]]
AT = ["HTA/2018-05-01", "PANEL/2018-05-03", "HTA/2018-04-03"]  # Before all that is said.
TOLD = ["PANEL/2018-06-19", "PANEL/2018-11-27", "HTA/2018-07-03"]
MEETINGS = [f"HTA/2018-0{month}-03" for month in (6, 7, 8, 9)]
ACTION_REFS = ["A-2018-001", "A-2018-002", "A-2018-003"]
ITEM_REFS = ["EFF17/PV-AFI1", "EFF17/AFI2", "EFF17/SOC-R1", "LEG17/R1"]
AUDIT_REFS = ["IA18-01/R1", "IA18-01/R2"]
Said = tuple[Rule, type[Event], dict[str, list[Any]]]

a, i, d, n = actions, inspection_items, decisions, recommendations
s = item_sign_off
x, g, c = action_disputes, action_agreements, action_claims
RAISED = {
    "title": WORDS,
    "owners": [*SOMEBODY, []],
    "due": [*LATER, None],
    "due_words": ["end of June", None],
    "meeting": [*AT, None],
    "item": ["4a", None],
}
ACTIONS: list[Said] = [
    (a.raise_action, a.ActionRaised, RAISED),
    (a.progress, a.ActionProgressed, {"text": WORDS}),
    (a.extend, a.ActionDueExtended, {"due": LATER, "reason": WORDS, "approved_by": POSTS}),
    (a.reassign, a.ActionOwnerChanged, {"owners": SOMEBODY}),
    (a.attach_evidence, a.ActionEvidenceAttached, {"evidence": WORDS}),
    (a.carry, a.ActionCarriedForward, {"meeting": MEETINGS}),
    (a.complete, a.ActionReportedComplete, {"reported_by": POSTS, "evidence": [*WORDS, None]}),
    (a.complete, a.ActionReportedComplete, {"reported_by": POSTS}),
    (a.refuse_closure, a.ActionClosureRefused, {"reason": WORDS}),
    (a.close, a.ActionClosed, {"evidence": WORDS, "verified_by": POSTS}),
    (a.close, a.ActionClosed, {"evidence": WORDS, "verified_by": POSTS}),
    (a.supersede, a.ActionSuperseded, {"by": ACTION_REFS}),
    (a.merge, a.ActionMerged, {"into": ACTION_REFS}),
    (a.withdraw, a.ActionWithdrawn, {"reason": WORDS}),
    (a.reopen, a.ActionReopened, {"reason": WORDS}),
    (x.dispute, x.ActionDisputed, {"disputed_by": POSTS, "text": WORDS}),
    (action_links.link, action_links.ActionLinked, {"to": ITEM_REFS}),
    (x.settle, x.ActionDisputeSettled, {"text": WORDS}),
    (x.dispute_existence, x.ActionExistenceDisputed, {"disputed_by": POSTS, "text": WORDS}),
    (x.affirm, x.ActionExistenceAffirmed, {"text": WORDS}),
    (x.deny, x.ActionExistenceDenied, {"text": WORDS}),
    (g.close_agreed, g.ActionAgreedClosed, {"closed_at": AT, "evidence": [*WORDS, None]}),
    (
        g.unset_due,
        g.ActionDueUnset,
        {"reason": WORDS, "due_words": ["later", None], "approved_by": POSTS},
    ),
    (
        c.claim,
        c.ActionClaimed,
        {"claimed_by": POSTS, "rag": [*c.COLOURS, None], "percent": [0, 50, 100]},
    ),
]
ITEMS: list[Said] = [
    (
        i.issue,
        i.ItemIssued,
        {"title": WORDS, "priority": ["high", "Low", None]},
    ),
    (i.assign_lead, i.ItemLeadAssigned, {"lead": POSTS}),
    (i.progress, i.ItemProgressed, {"text": WORDS, "told_to": [*TOLD, None]}),
    (i.reality_test, i.ItemRealityTested, {"text": ["it has landed", "it has not"]}),
    (i.complete, i.ItemReportedComplete, {"reported_by": POSTS}),
    (s.submit, s.ItemSubmitted, {}),
    (s.accept, s.ItemAccepted, {"evidence": WORDS}),
    (s.return_item, s.ItemReturned, {"reason": WORDS}),
    (i.no_further_action, i.ItemNoFurtherAction, {"reason": WORDS}),
    (i.reject, i.ItemRejected, {"reason": WORDS}),
    (i.reopen, i.ItemReopened, {"reason": WORDS}),
    (
        n.respond,
        n.ItemResponded,
        {
            "response": ["agreed", "partly agreed", "in words"],
            "text": [*WORDS, None],
            "responded_by": POSTS,
        },
    ),
    (
        item_due_dates.set_due,
        item_due_dates.ItemDueAgreed,
        {
            "due": [*LATER, None],
            "due_words": ["end of June", None],
            "due_set_by": ["issuer", "owner", None],
        },
    ),
    (
        n.claim,
        n.ItemClaimed,
        {
            "claimed_by": [*POSTS, None],
            "rag": [*c.COLOURS, None],
            "percent": [0, 50, None],
            "status_words": ["partially outstanding", None],
        },
    ),
    (
        item_due_dates.revise_due,
        item_due_dates.ItemDueRevised,
        {"due": LATER, "reason": WORDS, "approved_by": [*POSTS, None]},
    ),
    (n.attach_evidence, n.ItemEvidenceAttached, {"evidence": WORDS}),
    (n.verify, n.ItemVerified, {"evidence": WORDS, "verified_by": [*POSTS, None]}),
    (n.not_verified, n.ItemNotVerified, {"reason": WORDS, "refused_by": [*POSTS, None]}),
]
TAKEN = {"title": WORDS, "makers": SOMEBODY, "public_interest": [True, False]}
DECISIONS: list[Said] = [
    (d.take, d.DecisionTaken, TAKEN),
    (d.publish, d.DecisionPublished, {"published_at": WORDS}),
    (d.withhold, d.DecisionWithheld, {"exemption": WORDS}),
    (d.implement, d.DecisionImplemented, {"evidence": WORDS}),
    (d.notify, d.DecisionNotified, {"to": WORDS}),
    (d.reverse, d.DecisionReversed, {"reason": WORDS}),
]
RULES = {"action": ACTIONS, "item": ITEMS, "decision": DECISIONS}
RECORDS = [("action", ref) for ref in ACTION_REFS * 3] + [("item", ref) for ref in ITEM_REFS]
RECORDS += [("item", ref) for ref in AUDIT_REFS * 2]
RECORDS += [("decision", "D-2018-001"), ("decision", "D-2018-002")]
STATEMENT: dict[str, list[Any]] = {
    "text": WORDS,
    "told_to": TOLD,
    "about": [ITEM_REFS[:2], ITEM_REFS[2:], ITEM_REFS[:1], []],
    "paper": ["agenda pack", None],
}
CHANGES: dict[str, list[Any]] = {
    "title": WORDS,
    "text": WORDS,
    "owners": SOMEBODY,
    "due": LATER,
    "reported_by": POSTS,
    "lead": POSTS,
}


def chosen(rng: Random, facts: dict[str, list[Any]]) -> dict[str, Any]:
    return {name: rng.choice(values) for name, values in facts.items()}


class Guard(RuleBasedStateMachine):
    @initialize(seed=st.integers(0, 1 << 32))
    def open_an_office(self, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="oracle-"))
        self.seed = seed
        self.office = Office(self.folder / "l.db", f"{FIRST}T12:00")
        self.ledger = self.office.ledger
        self.remembered: list[tuple[date, date, dict[str, Rows]]] = []
        self.statements = 0
        audit: dict[str, Any] = {"title": "Creditors", "inspection_year": 2018, "body": "JAC"}
        audit |= {"issuer": "internal audit", "scale": ["High", "Low"]}
        self.office.say(FIRST, inspections.publish, "IA18-01", **audit)
        for meeting in AT:
            body, on = meeting.split("/")
            held = {"body": body, "meets_on": date.fromisoformat(on)}
            self.office.say(on, meetings.hold, meeting, **held)
        for record, ref in dict.fromkeys(RECORDS):
            self.say(Random(seed), record, ref)
        self.work(seed, 20)

    # Recording

    def work(self, seed: int, times: int) -> None:
        """Say, retract and correct, at random; hypothesis chooses the seed."""
        rng = Random(seed)
        for _ in range(times):
            record, ref = rng.choice(RECORDS)
            what = rng.choices([self.say, self.tell, self.retract, self.correct], [8, 1, 1, 2])[0]
            with suppress(Refused, NotFound, Misused):
                what(rng, record, ref)

    def say(self, rng: Random, record: str, ref: str) -> None:
        """Something that may be said of the record as it was on a day."""
        day = rng.choice(DAYS)
        state = self.ledger.state(record, ref, on=day)
        status = state.status if state else ""
        may = [one for one in RULES[record] if status in one[1].needs]
        if not may:  # a reversed decision
            return
        what, _, may_be = rng.choice(may)
        facts = chosen(rng, may_be)
        self.office.say(day, what, ref, **facts)

    def tell(self, rng: Random, *_: str) -> None:
        self.statements += 1
        facts = chosen(rng, STATEMENT)
        facts["paragraph"] = rng.choice(["10", None]) if facts["paper"] else None
        ref = f"S-2018-{self.statements:03}"
        self.office.say(rng.choice(DAYS), statements.report, ref, **facts)

    def retract(self, rng: Random, *_: str) -> None:
        self.office.retract(rng.randint(1, self.ledger.head[0]), on=rng.choice(DAYS))

    def correct(self, rng: Random, *_: str) -> None:
        recorded = self.ledger.at(rng.randint(1, self.ledger.head[0]))
        facts = {n: CHANGES[n] for n in recorded.event.__struct_fields__ if n in CHANGES}
        on = rng.choice([recorded.envelope.effective_on, rng.choice(DAYS)])
        self.office.correct(recorded.position, on, **chosen(rng, facts))

    @rule(
        later=st.integers(0, 3),
        hour=st.sampled_from([0, 12, 23]),
        seed=st.integers(0, 1 << 32),
        times=st.integers(4, 16),
    )
    def time_goes_by(self, later: int, hour: int, seed: int, times: int) -> None:
        was = self.office.clock.now()
        then = max(was, (was + timedelta(later)).replace(hour=hour, minute=30))
        self.office.it_is(f"{then:%Y-%m-%dT%H:%M}")
        self.work(seed, times)

    @rule()
    def build(self) -> None:
        generations.build(self.ledger)

    # Asking

    @property
    def today(self) -> date:
        return self.office.clock.now().astimezone(UK).date()

    @rule(
        as_of=st.sampled_from(DAYS),
        back=st.integers(0, 4),
        now=st.booleans(),
        span=st.sampled_from([1, 4, 9]),
    )
    def ask(self, as_of: date, back: int, now: bool, span: int) -> None:
        known_by = None if now else self.today - timedelta(back)
        with Projections(self.ledger) as projections:
            self.the_sql_says_what_the_oracle_says(projections, as_of, known_by, span)

    def the_sql_says_what_the_oracle_says(
        self, projections: Projections, as_of: date, known_by: date | None, span: int
    ) -> None:
        after = as_of - timedelta(span)
        world = seen(self.ledger, as_of, known_by)
        opening = seen(self.ledger, after, known_by)
        for name, oracle in ORACLES.items():
            answer = ask(projections, name, as_of, known_by)
            assert answer == oracle(world, as_of), name
        answer = ask(projections, "changes_between", as_of, known_by, **{"from": after})
        assert answer == changes_between(world, opening, after, as_of)

    @precondition(lambda self: len(self.remembered) < 2)
    @rule(as_of=st.sampled_from(DAYS), back=st.integers(1, 6))
    def remember(self, as_of: date, back: int) -> None:
        known_by = self.today - timedelta(back)
        with Projections(self.ledger) as projections:
            answers = self.some_of_everything(projections, as_of, known_by)
        self.remembered.append((as_of, known_by, answers))

    def some_of_everything(
        self, projections: Projections, as_of: date, known_by: date | None = None
    ) -> dict[str, Rows]:
        """All events that count, and the answers to some questions: in several offices, to all."""
        days = {"as_of": as_of, "known_by": known_by}
        some = Random(self.seed).sample(sorted(questions()), 12)
        answers = everything(projections, as_of, known_by, only=some)
        columns, rows = projections.state("live", **days)
        counts = [dict(zip(columns, row, strict=True)) for row in rows]
        return answers | {"live": sorted(counts, key=lambda row: row["position"])}

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        try:
            now = FIRST + timedelta(30)
            known = {r.envelope.recorded_at.astimezone(UK).date() for r in self.ledger.after(0)}
            with Projections(self.ledger) as projections:
                self.the_sql_says_what_the_oracle_says(projections, now, None, 30 - LENGTH // 2)
                for known_by in sorted(known)[-3:]:
                    so = FIRST + timedelta(9)
                    self.the_sql_says_what_the_oracle_says(projections, so, known_by, 4)
            self.the_remembered_past_does_not_change()
            self.rebuilt_equals_caught_up(now)
        finally:
            self.office.close()
            shutil.rmtree(self.folder)

    def the_remembered_past_does_not_change(self) -> None:
        with Projections(self.ledger) as projections:
            for as_of, known_by, answers in self.remembered:
                assert self.some_of_everything(projections, as_of, known_by) == answers

    def rebuilt_equals_caught_up(self, as_of: date) -> None:
        if not self.office.published():
            return
        with Projections(self.ledger) as projections:
            caught_up = self.some_of_everything(projections, as_of)
        self.office.forget()
        with Projections(self.ledger) as projections:
            assert self.some_of_everything(projections, as_of) == caught_up


TestGuard = Guard.TestCase
TestGuard.settings = settings(
    max_examples=5,
    stateful_step_count=10,
    deadline=None,
    report_multiple_bugs=False,
    # The seed that fails is printed: shrinking a drawn seed tells nothing more, and takes minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
