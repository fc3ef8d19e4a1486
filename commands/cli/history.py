"""Show the history of a record: what happened, when it was so, who recorded it, and why."""

from datetime import date
from difflib import get_close_matches
from typing import Any

import click

from commands.session.app import App
from commands.session.options import Command
from commands.session.parameters import KnownBy, Reference, Words
from commands.session.resolving import find
from commands.terminal import screen
from commands.terminal.text import one_line
from commands.wording.histories import (
    Holders,
    as_facts,
    recorded_on,
    recorded_up_to,
    retractions,
    states_before,
    story,
)
from ledger import unknown
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import InputNeeded, Misused, NotFound
from ledger.events import EventRetracted, Recorded, State
from ledger.fold import SET_HERE, fold, standing, step
from ledger.registry import record_kind, record_kinds, split
from ledger.words import calendar_day, counted, did_you_mean, facts_of, format_event, words

HELP = """Show the history of a record, or of every record, as it was known.

With --who, all that a person recorded, or that was recorded for them or for a post they then held:
of every record, or of REF alone. With --changes, only what set or changed one field of REF: what it
was and what it became.
"""


@click.command(cls=Command, help=HELP)
@click.argument("ref", type=Reference(), metavar="[REF]", required=False)
@click.option("--who", metavar="NAME", type=Words(), help="What this person or post recorded.")
@click.option("--changes", metavar="FIELD", help="What changed one field: due, owner, status.")
@click.option("--known-by", type=KnownBy(), help="Only what was recorded by this day.")
@screen.output_options
@click.pass_obj
def command(
    app: App, ref: str | None, who: str | None, changes: str | None, known_by: Any, form: str | None
) -> None:
    ledger = app.reader
    if ref is None and who is None:
        raise InputNeeded("history needs REF, or --who NAME. See: govledger history --help")
    if changes is not None and (ref is None or who is not None):
        raise Misused("--changes works on one record: history REF --changes FIELD, without --who.")
    named = find(ledger, list(record_kinds()), ref) if ref is not None else None
    if who is not None:
        return recorded_by(ledger, who, named and ":".join(named), known_by, form)
    assert named is not None
    history = recorded_up_to(ledger.history(":".join(named)), known_by)
    if changes is not None:
        changes_of(named[0], history, changes, form)
    elif form is not None:
        as_data(history, form)
    else:
        tell(ledger, *named, history, known_by)
    if known_by is not None:
        screen.say(f"As known on {calendar_day(known_by)}.")
    strange = unknown.notice(unknown.kinds(unknown.among(history)))
    return screen.say(strange) if strange else None


def as_data(history: list[Recorded], form: str) -> None:
    facts = [as_facts(recorded) for recorded in history]
    columns = list(dict.fromkeys(name for one in facts for name in one))
    if form == "json":
        return click.echo(screen.json_text(facts))
    screen.show(columns, [[one.get(c) for c in columns] for one in facts], form)
    return None


def tell(ledger: Ledger, kind: str, ref: str, history: list[Recorded], known_by: Any) -> None:
    evolve = record_kind(kind).evolve
    state = fold(ref, history, evolve)
    title = one_line(state.title) if state else "(retracted)" if history else "(not recorded yet)"
    lines = [screen.strong(f"{ref}  {title}")]
    gone, holders = retractions(history), Holders(ledger, known_by)
    befores = states_before(history, evolve)
    for recorded in sorted(history, key=lambda r: (r.slot, r.position)):
        if not isinstance(recorded.event, EventRetracted):  # Shown with the event that it retracts.
            at = recorded.position
            lines += ["", *story(recorded, gone.get(at), befores.get(at), holders)]
    return screen.tell(lines)


def recorded_by(
    ledger: Ledger, who: str, stream: str | None, known_by: date | None, form: str | None
) -> None:
    """All that a person or a post recorded, or had recorded for them."""
    said, holders, others = folded(who), Holders(ledger, known_by), set()
    columns = ["event", "recorded_on", "effective_on", "ref", "what", "recorded_by", "recorded_for"]
    rows = []
    for recorded in ledger.history(stream) if stream else ledger.after(0):
        if known_by is not None and recorded_on(recorded) > known_by:
            break
        by, post = recorded.envelope.recorded_by, recorded.envelope.on_behalf_of
        on = recorded_on(recorded)
        held = [post, *holders.people(post, on)] if post else []
        if said in map(folded, (by, *held)):
            dated, ref = recorded.envelope.effective_on, split(recorded.stream)[1]
            rows.append(
                (recorded.position, on, dated, ref, one_line(format_event(recorded)), by, post)
            )
        others |= {by, *held}
    if not rows:
        near = [one for one in sorted(others) if said in folded(one)]
        near = near or get_close_matches(who, sorted(others), 3, 0.4)
        hint = did_you_mean(map(one_line, near))
        of = split(stream)[1] if stream else "the ledger"
        raise NotFound(f"Nothing in {of} was recorded by or for {who!r}.{hint}")
    narrow = ["event", "recorded_on", "ref", "what"]
    screen.show(columns, rows, form, narrow=narrow, wide=["effective_on", "recorded_for"])
    if form is None:
        screen.say(f"{counted(len(rows), 'event')} by or for {who}.")


def changes_of(kind: str, history: list[Recorded], said: str, form: str | None) -> None:
    """Each event that set or changed one field of a record, in order of date."""
    name = said.strip().lower().replace(" ", "_").replace("-", "_")
    rows: list[tuple[Any, ...]] = []
    state: State | None = None
    for recorded in standing(history):
        before, state = state, step(state, recorded.event, record_kind(kind).evolve)
        fields = [f for f in state.__struct_fields__ if f not in SET_HERE]
        field = next((f for f in fields if f in (name, f"{name}s")), None)
        if field is None:
            raise Misused(f"{said!r} is not of a record of this kind; {', '.join(fields)} are.")
        was = facts_of(before)[field] if before is not None else None
        now = facts_of(state)[field]
        if was != now and (before is not None or now):
            on, by = recorded_on(recorded), one_line(recorded.envelope.recorded_by)
            so = recorded.position, recorded.envelope.effective_on, words(was), words(now)
            rows.append((*so, one_line(format_event(recorded, before)), on, by))
    columns = ["event", "effective_on", "was", "became", "what", "recorded_on", "recorded_by"]
    narrow = ["event", "effective_on", "was", "became"]
    screen.show(columns, rows, form, narrow=narrow, wide=["what", "recorded_on", "recorded_by"])
    gone = sorted(retractions(history).items())
    if gone and form is None:
        taken = "; ".join(f"event {position}, by event {by.position}" for position, by in gone)
        screen.say(f"Not in it, because taken back: {taken}.")
