"""Tell the history of a record: what happened, when it was so, who recorded it, and why."""

from datetime import date
from typing import Any

import click

from commands.desk import screen
from commands.desk.app import App
from commands.desk.finding import find
from commands.desk.options import Date, Page, Reference
from commands.desk.text import one_line
from ledger.book import Ledger
from ledger.kinds import record_kind, record_kinds
from ledger.posts import Post
from ledger.records import EventRetracted, Recorded, State, Unknown, day, fold, standing, step, told
from ledger.uk import day_of


@click.command(cls=Page, help="Tell the history of a record, or of every record, as it was known.")
@click.argument("ref", type=Reference(), metavar="REF")
@click.option("--known-by", type=Date(), help="Only what was recorded by this day.")
@screen.output_options
@click.pass_obj
def command(app: App, ref: str, known_by: Any, form: str | None) -> None:
    ledger = app.reader
    kind, found = find(ledger, list(record_kinds()), ref)
    history = known(ledger.history(f"{kind}:{found}"), known_by)
    if form is not None:
        facts = [as_facts(recorded) for recorded in history]
        columns = list(dict.fromkeys(name for one in facts for name in one))
        if form == "json":
            return click.echo(screen.json_text(facts))
        return screen.show(columns, [[one.get(c) for c in columns] for one in facts], form)
    evolve = record_kind(kind).evolve
    state = fold(found, history, evolve)
    title = one_line(state.title) if state else "(retracted)" if history else "(not recorded yet)"
    lines = [screen.strong(f"{found}  {title}")]
    gone, holders = retractions(history), Holders(ledger, known_by)
    befores = states_before(history, evolve)
    for recorded in sorted(history, key=lambda r: (r.slot, r.position)):
        if not isinstance(recorded.event, EventRetracted):  # Told with the event that it retracts.
            at = recorded.position
            lines += ["", *story(recorded, gone.get(at), befores.get(at), holders)]
    return screen.tell(lines)


class Holders:
    """Who held a post on a day, as it was known: CEX (Andy Champness)."""

    def __init__(self, ledger: Ledger, known_by: date | None = None) -> None:
        self.ledger = ledger
        self.known_by = known_by
        self.known: dict[tuple[str, date], str] = {}

    def __call__(self, post: str, on: date) -> str:
        if (post, on) not in self.known:
            history = known(self.ledger.history(f"post:{post}"), self.known_by)
            then = [r for r in standing(history) if r.envelope.effective_on <= on]
            state = fold(post, then, record_kind("post").evolve)
            holder = state.holder if isinstance(state, Post) else None
            self.known[post, on] = f"{post} ({holder})" if holder else post
        return self.known[post, on]


def known(history: list[Recorded], by: date | None) -> list[Recorded]:
    """What was recorded by a day."""
    return [r for r in history if by is None or recorded_on(r) <= by]


def retractions(history: list[Recorded]) -> dict[int, Recorded]:
    """What took events back, by their positions."""
    return {r.event.retracts: r for r in history if isinstance(r.event, EventRetracted)}


def recorded_on(recorded: Recorded) -> Any:
    return day_of(recorded.envelope.recorded_at)


def as_facts(recorded: Recorded) -> dict[str, Any]:
    """An event for another program: its place, its envelope, and its own fields."""
    envelope, event = recorded.envelope, recorded.event
    own = (
        event.fields
        if isinstance(event, Unknown)
        else {name: getattr(event, name) for name in event.__struct_fields__}
    )
    rest = {n: getattr(envelope, n) for n in envelope.__struct_fields__ if n != "nonce"}
    place = {
        "position": recorded.position,
        "version": recorded.version,
        "kind": recorded.kind,
        "effective_on": rest.pop("effective_on"),
        "recorded_at": rest.pop("recorded_at"),
        "recorded_by": rest.pop("recorded_by"),
    }
    return place | own | rest


def states_before(history: list[Recorded], evolve: Any) -> dict[int, State]:
    """What was so before each event that stands, by its position."""
    befores, state = {}, None
    for recorded in standing(history):
        if state is not None:
            befores[recorded.position] = state
        state = step(state, recorded.event, evolve)
    return befores


def story(
    recorded: Recorded,
    retraction: Recorded | None = None,
    before: State | None = None,
    holders: Holders | None = None,
) -> list[str]:
    """An event as a few lines a person can read aloud: when it was so, what; who recorded it, when
    if that differs, and from what; and what became of it, if it was taken back."""
    envelope = recorded.envelope
    on = envelope.effective_on
    basis = {"stated": "", "inferred": ", inferred", "unknown": ", day unknown"}
    struck = "  [does not count]" if retraction else ""
    corrects = f"  [corrects event {envelope.corrects}]" if envelope.corrects else ""
    what = told(recorded, before, (lambda post: holders(post, on)) if holders else None)
    lines = [f"{day(on)}{basis[envelope.date_basis]}{struck}{corrects}", f"  {one_line(what)}"]
    if envelope.quote:
        lines.append(f"  “{one_line(envelope.quote)}”")
    lines.append("  " + " · ".join([f"event {recorded.position}", *_about(recorded, holders)]))
    if retraction is not None:
        assert isinstance(retraction.event, EventRetracted)
        why = " · ".join(_about(retraction, holders, always=True))
        reason = one_line(retraction.event.reason)
        lines += [f"  taken back: {reason}", f"  event {retraction.position} · {why}"]
    return lines


def _about(recorded: Recorded, holders: Holders | None, *, always: bool = False) -> list[str]:
    """Who recorded it, for whom; when, where that differs or `always`; from what paper."""
    envelope = recorded.envelope
    sure = {"asserted": "by", "os": "by the login", "signed": "signed by"}
    parts = [f"{sure[envelope.authority]} {one_line(envelope.recorded_by)}"]
    if envelope.signed_with:
        parts[0] += f" with {envelope.signed_with}"
    if post := envelope.on_behalf_of:
        parts.append(f"for {holders(post, recorded_on(recorded)) if holders else post}")
    clocks = {None: "", "set": " under a set clock", "behind": ", the clock having gone back"}
    late = recorded_on(recorded) != envelope.effective_on
    if late or always or envelope.clock:
        parts.append(f"recorded {day(recorded_on(recorded))}{clocks[envelope.clock]}")
    if envelope.source:
        parts.append(f"source {one_line(envelope.source)}")
    if envelope.date_reason:
        parts.append(f"day: {one_line(envelope.date_reason)}")
    if envelope.marking != "OFFICIAL":
        parts.append(f"{envelope.marking}: {one_line(envelope.marking_reason or '')}")
    return parts
