"""A state machine guards the whole: random lawful commands against a real ledger, and after them
the SQL must say what a fold of the events in plain Python says."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from office import Office, Rows, ask, everything

from ledger import actions, decisions, inspection_items, statements
from ledger.book import Ledger
from ledger.kinds import record_kinds, split
from ledger.problems import Misused, NotFound, Refused
from ledger.records import EventRetracted, Recorded, fold, standing, step
from projections import Projections, generations

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
                "original_due": a.original_due,
                "extensions": len(action.on("ActionDueExtended")),
                "carried": len(a.carried_to),
                "age_days": (as_of - raised.envelope.effective_on).days,
                "overdue": a.due is not None and a.due < as_of,
                "status": a.status,
                "raised_on": raised.envelope.effective_on,
                "meeting": a.meeting,
                "item": raised.event.item,
                "disputed": a.disputed,
            }
        )
    return sorted(rows, key=lambda row: (row["due"] or date.max, row["ref"]))


def overdue_actions(world: Any, as_of: date) -> Rows:
    late = [row for row in open_actions(world, as_of) if row["overdue"]]
    kept = "ref title owners due original_due extensions days_overdue status raised_on meeting"
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
                "original_due": a.original_due,
                "extensions": len(action.on("ActionDueExtended")),
                "carried": len(a.carried_to),
                "raised_on": raised.envelope.effective_on,
                "meeting": a.meeting,
                "item": raised.event.item,
                "reported_by": a.reported_by,
                "verified_by": a.verified_by,
                "evidence": evidence[-1] if evidence else None,
                "succeeded_by": a.other,
                "disputed": a.disputed,
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


def changes_between(world: Any, known_at_opening: Any, after: date, as_of: date) -> Rows:
    opened, reopened, left = [], [], []
    for ref, action in world["action"].items():
        state: Any = None
        for r in action.events:
            was = state
            state = step(state, r.event, actions.evolve)
            if r.envelope.effective_on <= after:
                continue
            if state.status in OPEN and was is None:
                opened.append(ref)
            elif state.status in OPEN and was.status not in OPEN:
                reopened.append(ref)
            elif state.status not in OPEN and was.status in OPEN:
                left.append(ref)
    row = {
        "opening": len(open_actions(known_at_opening, after)),
        "opened": len(opened),
        "reopened": len(reopened),
        "left": len(left),
        "closing": len(open_actions(world, as_of)),
        "balances": "yes",
        "opened_refs": sorted(opened),
        "reopened_refs": sorted(reopened),
        "left_refs": sorted(left),
    }
    return [row]


def _place(item: Seen) -> tuple[Any, ...]:
    issued = item.on("ItemIssued")[0].event
    return issued.inspection, issued.area is None, issued.area or "", issued.number


def _told(world: Any, ref: str) -> list[Recorded]:
    """What was said about an item, in order."""
    said = [s.events[0] for s in world["statement"].values() if ref in s.events[0].event.about]
    reported = [r for r in said if r.kind == "StatementReported"]
    return sorted(reported, key=lambda r: r.slot)


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
                }
            )
    return rows


def recommendation_progress(world: Any, as_of: date) -> Rows:
    rows = []
    for item in sorted(world["item"].values(), key=_place):
        (issued,) = item.on("ItemIssued")
        progressed = item.on("ItemProgressed")
        last = progressed[-1] if progressed else None
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
                }
            )
    return rows


def told_to_panel(world: Any, as_of: date) -> Rows:
    rows = []
    for item in sorted(
        world["item"].values(), key=lambda i: (_place(i)[0], i.state.category, _place(i))
    ):
        issued = item.on("ItemIssued")[0].event
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
                    or ("due" if taken.event.public_interest else "not required"),
                    "published_at": d.published_at,
                    "exemption": d.exemption,
                    "implemented": bool(decision.on("DecisionImplemented")),
                }
            )
    return sorted(rows, key=lambda row: (row["taken_on"], row["ref"]))


ORACLES: dict[str, Callable[[Any, date], Rows]] = {
    "open_actions": open_actions,
    "overdue_actions": overdue_actions,
    "action_status": action_status,
    "carried_forward": carried_forward,
    "afi_status": afi_status,
    "recommendation_progress": recommendation_progress,
    "told_to_panel": told_to_panel,
    "decisions_in_force": decisions_in_force,
}

# The commands: each a rule, its record's reference, and its facts, drawn

# Few days, so that much falls on the same one.
days = st.sampled_from([FIRST + timedelta(n) for n in (0, 4, 5, 9, LENGTH)])
later = days | st.sampled_from([FIRST + timedelta(n) for n in (-2, 2 * LENGTH, 3 * LENGTH)])
ahead = st.none() | later
words = st.sampled_from(["the first words", "other words", "[b] {a} 'x' ✓"])
posts = st.sampled_from(["CC", "DCC", "CEX", "PCC"])
owners = st.lists(posts, max_size=2)
somebody = st.lists(posts, min_size=1, max_size=2)
action_refs = st.sampled_from(["A-2018-001", "A-2018-002"])
item_refs = st.sampled_from(["EFF17/PV-AFI1", "EFF17/AFI2", "EFF17/SOC-R1", "LEG17/R1"])
told = st.sampled_from(["PANEL/2018-06-19", "PANEL/2018-11-27", "HTA/2018-07-03"])
maybe = st.none() | words


@st.composite
def carrying(draw: Any) -> dict[str, Any]:
    number = draw(st.integers(1, 5))
    facts = {"meeting": f"HTA/2018-0{number + 5}-03", "body": "HTA"}
    return facts | {"meets_on": date(2018, number + 5, 3), "before": None}


ACTIONS: dict[Any, Any] = {
    actions.raise_action: {
        "title": words,
        "owners": owners,
        "due": ahead,
        "meeting": st.none() | told,
        "item": st.none() | st.just("4a"),
    },
    actions.progress: {"text": words},
    actions.extend: {"due": later, "reason": words, "approved_by": posts},
    actions.reassign: {"owners": somebody},
    actions.attach_evidence: {"evidence": words},
    actions.carry: carrying(),
    actions.complete: {"reported_by": posts, "evidence": maybe},
    actions.refuse_closure: {"reason": words},
    actions.close: {"evidence": words, "verified_by": posts, "independence": st.booleans()},
    actions.supersede: {"by": action_refs},
    actions.merge: {"into": action_refs},
    actions.withdraw: {"reason": words},
    actions.reopen: {"reason": words},
    actions.dispute: {"disputed_by": posts, "text": words},
    actions.link: {"to": item_refs},
}
ITEMS: dict[Any, Any] = {
    inspection_items.assign_lead: {"lead": posts},
    inspection_items.progress: {"text": words, "told_to": st.none() | told},
    inspection_items.reality_test: {"text": words},
    inspection_items.complete: {"reported_by": posts, "evidence": maybe},
    inspection_items.submit: {"evidence": maybe},
    inspection_items.accept: {"evidence": words},
    inspection_items.return_item: {"reason": words},
    inspection_items.no_further_action: {"reason": words},
    inspection_items.reject: {"reason": words},
    inspection_items.reopen: {"reason": words},
}
DECISIONS: dict[Any, Any] = {
    decisions.take: {
        "title": words,
        "makers": somebody,
        "public_interest": st.booleans(),
    },
    decisions.publish: {"published_at": words},
    decisions.withhold: {"exemption": words},
    decisions.implement: {"evidence": words},
    decisions.notify: {"to": words},
    decisions.reverse: {"reason": words},
}
STATEMENT = {
    "text": words,
    "told_to": told,
    "about": st.lists(item_refs, max_size=2, unique=True),
    "paper": st.none() | st.just("agenda pack"),
}
CHANGES = {
    "title": words,
    "text": words,
    "owners": owners,
    "due": ahead,
    "reported_by": posts,
    "lead": posts,
}


class Guard(RuleBasedStateMachine):
    @initialize()
    def open_an_office(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="oracle-"))
        self.office = Office(self.folder / "l.db", f"{FIRST}T12:00")
        self.ledger = self.office.ledger
        self.remembered: list[tuple[date, date, dict[str, Rows]]] = []
        self.statements = 0

    # Recording

    def attempt(self, what: Callable[[], Any]) -> None:
        with suppress(Refused, NotFound, Misused):
            what()

    def say(self, data: Any, rules: dict[Any, Any], ref: str, **more: Any) -> None:
        what = data.draw(st.sampled_from(list(rules)))
        facts = rules[what]
        facts = data.draw(facts if not isinstance(facts, dict) else st.fixed_dictionaries(facts))
        self.attempt(lambda: self.office.say(data.draw(days), what, ref, **facts, **more))

    @rule(data=st.data(), ref=action_refs)
    def act(self, data: Any, ref: str) -> None:
        self.say(data, ACTIONS, ref)

    @rule(data=st.data(), ref=action_refs)
    def go_on_with_an_action(self, data: Any, ref: str) -> None:
        """What is likely to be lawful now, so that histories grow long."""
        likely = {
            "": [actions.raise_action],
            "open": [actions.complete, actions.carry, actions.extend, actions.reassign],
            "reported complete": [actions.close, actions.refuse_closure],
        }
        state = self.ledger.state("action", ref)
        rules = likely.get(state.status if state else "", [actions.reopen])
        self.say(data, {r: ACTIONS[r] for r in rules}, ref)

    @rule(ref=item_refs, day=days, title=words)
    def issue_an_item(self, ref: str, day: date, title: str) -> None:
        facts = {"ref": ref, "title": title, "inspection_status": "published"}
        self.attempt(lambda: self.office.say(day, inspection_items.issue, ref, **facts))

    @rule(data=st.data(), ref=item_refs)
    def go_on_with_an_item(self, data: Any, ref: str) -> None:
        self.say(data, ITEMS, ref)

    @rule(data=st.data(), ref=st.sampled_from(["D-2018-001", "D-2018-002"]))
    def decide(self, data: Any, ref: str) -> None:
        self.say(data, DECISIONS, ref)

    @rule(day=days, facts=st.fixed_dictionaries(STATEMENT), paragraph=st.none() | st.just("10"))
    def tell(self, day: date, facts: dict[str, Any], paragraph: str | None) -> None:
        self.statements += 1
        ref = f"S-2018-{self.statements:03}"
        facts = facts | {"paragraph": paragraph if facts["paper"] else None}
        self.attempt(lambda: self.office.say(day, statements.report, ref, **facts))

    @precondition(lambda self: self.ledger.head[0])
    @rule(data=st.data(), on=days)
    def retract(self, data: Any, on: date) -> None:
        position = data.draw(st.integers(1, self.ledger.head[0]))
        self.attempt(lambda: self.office.retract(position, on=on))

    @precondition(lambda self: self.ledger.head[0])
    @rule(data=st.data())
    def correct(self, data: Any) -> None:
        recorded = self.ledger.at(data.draw(st.integers(1, self.ledger.head[0])))
        fields = [n for n in recorded.event.__struct_fields__ if n in CHANGES]
        changes = {n: data.draw(CHANGES[n]) for n in fields if data.draw(st.booleans())}
        on = data.draw(st.just(recorded.envelope.effective_on) | days)
        self.attempt(lambda: self.office.correct(recorded.position, on, **changes))

    @rule(later=st.integers(0, 4), hour=st.sampled_from([0, 12, 23]))
    def time_goes_by(self, later: int, hour: int) -> None:
        was = self.office.clock.now()
        then = (was + timedelta(later)).replace(hour=hour, minute=30)
        self.office.it_is(f"{max(was, then):%Y-%m-%dT%H:%M}")

    @rule()
    def build(self) -> None:
        generations.build(self.ledger)

    # Asking

    @property
    def today(self) -> date:
        return self.office.clock.now().astimezone(UK).date()

    @rule(as_of=days, back=st.integers(0, 4), now=st.booleans(), span=st.sampled_from([1, 4, 9]))
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
            said = ask(projections, name, as_of, known_by)
            assert said == oracle(world, as_of), name
        said = ask(projections, "changes_between", as_of, known_by, **{"from": after})
        assert said == changes_between(world, opening, after, as_of)

    @precondition(lambda self: len(self.remembered) < 2)
    @rule(as_of=days, back=st.integers(1, 6))
    def remember(self, as_of: date, back: int) -> None:
        known_by = self.today - timedelta(back)
        with Projections(self.ledger) as projections:
            self.remembered.append((as_of, known_by, everything(projections, as_of, known_by)))

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
                assert everything(projections, as_of, known_by) == answers

    def rebuilt_equals_caught_up(self, as_of: date) -> None:
        if not self.office.published():
            return
        with Projections(self.ledger) as projections:
            caught_up = everything(projections, as_of)
        self.office.forget()
        with Projections(self.ledger) as projections:
            assert everything(projections, as_of) == caught_up


TestGuard = Guard.TestCase
TestGuard.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
