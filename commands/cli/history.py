"""Tell the history of a record: what happened, when it was so, who recorded it, and why."""

from datetime import date
from difflib import get_close_matches
from typing import Any

import click

from commands.session.app import App
from commands.session.options import KnownBy, Page, Reference, Words
from commands.session.resolving import find
from commands.terminal import screen
from commands.terminal.text import one_line
from ledger import unknown
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import InputNeeded, Misused, NotFound
from ledger.events import (
    EventRetracted,
    Recorded,
    State,
    Unknown,
    day,
    facts_of,
    fold,
    standing,
    step,
    told,
    words,
)
from ledger.records.posts import Post
from ledger.registry import record_kind, record_kinds, split
from ledger.uk import day_of

NOT_CHANGED = {"ref", "said", "since_on", "since_event"}

HELP = """Tell the history of a record, or of every record, as it was known.

With --who, all that a person recorded, or that was recorded for them or for a post they then held:
of every record, or of REF alone. With --changes, only what set or changed one field of REF: what it
was and what it became.
"""


@click.command(cls=Page, help=HELP)
@click.argument("ref", type=Reference(), metavar="[REF]", required=False)
@click.option("--who", metavar="NAME", type=Words(), help="What this person or post recorded.")
@click.option("--changes", metavar="FIELD", help="What changed one field: due, owner, status.")
@click.option("--known-by", type=KnownBy(), help="Only what was recorded by this day.")
@screen.output_options
@click.pass_obj
def command(
    app: App,
    ref: str | None,
    who: str | None,
    changes: str | None,
    known_by: Any,
    form: str | None,
) -> None:
    ledger = app.reader
    if ref is None and who is None:
        raise InputNeeded("history needs REF, or --who NAME. See: govledger history --help")
    if changes is not None and (ref is None or who is not None):
        raise Misused("--changes is of one record: history REF --changes FIELD, without --who.")
    named = find(ledger, list(record_kinds()), ref) if ref is not None else None
    if who is not None:
        return recorded_by(ledger, who, named and ":".join(named), known_by, form)
    assert named is not None
    history = known(ledger.history(":".join(named)), known_by)
    if changes is not None:
        changes_of(named[0], history, changes, form)
    elif form is not None:
        as_data(history, form)
    else:
        tell(ledger, *named, history, known_by)
    strange = unknown.told(unknown.kinds(unknown.among(history)))
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
        if not isinstance(recorded.event, EventRetracted):  # Told with the event that it retracts.
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
        held = [post, holders.holder(post, on) or post] if post else []
        if said in map(folded, (by, *held)):
            dated, ref = recorded.envelope.effective_on, split(recorded.stream)[1]
            rows.append((recorded.position, on, dated, ref, one_line(told(recorded)), by, post))
        others |= {by, *held}
    if not rows:
        near = [one for one in sorted(others) if said in folded(one)]
        near = near or get_close_matches(who, sorted(others), 3, 0.4)
        hint = f" Did you mean {' or '.join(map(one_line, near))}?" if near else ""
        of = split(stream)[1] if stream else "the ledger"
        raise NotFound(f"Nothing in {of} was recorded by or for {who!r}.{hint}")
    narrow = ["event", "recorded_on", "ref", "what"]
    screen.show(columns, rows, form, narrow=narrow, wide=["effective_on", "recorded_for"])
    if form is None:
        screen.say(f"{len(rows)} event{'' if len(rows) == 1 else 's'} by or for {who}.")


def changes_of(kind: str, history: list[Recorded], said: str, form: str | None) -> None:
    """Each event that set or changed one field of a record, in the order in which it was so."""
    name = said.strip().lower().replace(" ", "_").replace("-", "_")
    rows: list[tuple[Any, ...]] = []
    state: State | None = None
    for recorded in standing(history):
        before, state = state, step(state, recorded.event, record_kind(kind).evolve)
        fields = [f for f in state.__struct_fields__ if f not in NOT_CHANGED]
        field = next((f for f in fields if f in (name, f"{name}s")), None)
        if field is None:
            raise Misused(f"{said!r} is not of a record of this kind; {', '.join(fields)} are.")
        was = facts_of(before)[field] if before is not None else None
        now = facts_of(state)[field]
        if was != now and (before is not None or now):
            on, by = recorded_on(recorded), one_line(recorded.envelope.recorded_by)
            so = recorded.position, recorded.envelope.effective_on, words(was), words(now)
            rows.append((*so, one_line(told(recorded, before)), on, by))
    columns = ["event", "effective_on", "was", "became", "what", "recorded_on", "recorded_by"]
    narrow = ["event", "effective_on", "was", "became"]
    screen.show(columns, rows, form, narrow=narrow, wide=["what", "recorded_on", "recorded_by"])
    gone = sorted(retractions(history).items())
    if gone and form is None:
        taken = "; ".join(f"event {position}, by event {by.position}" for position, by in gone)
        screen.say(f"Not in it, because taken back: {taken}.")


class Holders:
    """Who held a post on a day, as it was known: CEX (Andy Champness)."""

    def __init__(self, ledger: Ledger, known_by: date | None = None) -> None:
        self.ledger = ledger
        self.known_by = known_by
        self.known: dict[tuple[str, date], str | None] = {}

    def __call__(self, post: str, on: date) -> str:
        holder = self.holder(post, on)
        return f"{post} ({holder})" if holder else post

    def holder(self, post: str, on: date) -> str | None:
        if (post, on) not in self.known:
            history = known(self.ledger.history(f"post:{post}"), self.known_by)
            then = [r for r in standing(history) if r.envelope.effective_on <= on]
            state = fold(post, then, record_kind("post").evolve)
            self.known[post, on] = state.holder if isinstance(state, Post) else None
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
