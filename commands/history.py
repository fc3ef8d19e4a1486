"""Tell the history of a record: what happened, when it was so, who recorded it, and why."""

from typing import Any

import click

from commands.desk import screen
from commands.desk.app import UK, App
from commands.desk.finding import find
from commands.desk.options import Date, Page, Reference
from commands.desk.text import one_line
from ledger.kinds import record_kind, record_kinds
from ledger.records import EventRetracted, Recorded, State, Unknown, day, standing, step, told


@click.command(cls=Page, help="Tell the history of a record, or of every record, as it was known.")
@click.argument("ref", type=Reference(), metavar="REF")
@click.option("--known-by", type=Date(), help="Only what was recorded by this day.")
@screen.output_options
@click.pass_obj
def command(app: App, ref: str, known_by: Any, form: str | None) -> None:
    ledger = app.reader
    kind, found = find(ledger, list(record_kinds()), ref)
    history = ledger.history(f"{kind}:{found}")
    if known_by is not None:
        history = [r for r in history if recorded_on(r) <= known_by]
    if form is not None:
        facts = [as_facts(recorded) for recorded in history]
        columns = list(dict.fromkeys(name for one in facts for name in one))
        if form == "json":
            return click.echo(screen.json_text(facts))
        return screen.show(columns, [[one.get(c) for c in columns] for one in facts], form)
    title = ledger.state(kind, found)
    lines = [screen.strong(f"{found}  {one_line(title.title if title else '(retracted)')}")]
    gone = {r.event.retracts: r.position for r in history if isinstance(r.event, EventRetracted)}
    befores = states_before(history, record_kind(kind).evolve)
    for recorded in sorted(history, key=lambda r: (r.slot, r.position)):
        before = befores.get(recorded.position)
        lines += ["", *story(recorded, gone.get(recorded.position), before)]
    return screen.tell(lines)


def recorded_on(recorded: Recorded) -> Any:
    return recorded.envelope.recorded_at.astimezone(UK).date()


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
    recorded: Recorded, retracted_by: int | None = None, before: State | None = None
) -> list[str]:
    """An event as two or three lines a person can read aloud."""
    envelope = recorded.envelope
    basis = {"stated": "", "inferred": ", inferred", "unknown": ", day unknown"}
    struck = f"  [does not count: retracted by event {retracted_by}]" if retracted_by else ""
    corrects = f"  [corrects event {envelope.corrects}]" if envelope.corrects else ""
    lines = [
        f"{day(envelope.effective_on)}{basis[envelope.date_basis]}{struck}{corrects}",
        f"  {one_line(told(recorded, before))}",
    ]
    if envelope.quote:
        lines.append(f"  “{one_line(envelope.quote)}”")
    late = recorded_on(recorded) != envelope.effective_on
    parts = [f"event {recorded.position}", f"by {one_line(envelope.recorded_by)}"]
    if envelope.on_behalf_of:
        parts.append(f"for {envelope.on_behalf_of}")
    clocks = {None: "", "set": " under a set clock", "behind": ", the clock having gone back"}
    if late or envelope.clock:
        parts.append(f"recorded {day(recorded_on(recorded))}{clocks[envelope.clock]}")
    if envelope.source:
        parts.append(f"source {one_line(envelope.source)}")
    if envelope.date_reason:
        parts.append(f"day: {one_line(envelope.date_reason)}")
    if envelope.marking != "OFFICIAL":
        parts.append(f"{envelope.marking}: {one_line(envelope.marking_reason or '')}")
    lines.append("  " + " · ".join(parts))
    return lines
