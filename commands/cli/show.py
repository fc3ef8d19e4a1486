"""Show one record as it is now, or was on a day; or one event by its number."""

from datetime import date
from typing import Any

import click

from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Date, KnownBy, Reference, is_number
from commands.session.resolving import find
from commands.terminal import screen
from commands.terminal.cells import heading
from commands.terminal.text import one_line
from commands.wording.histories import HIDDEN, Holders, as_facts, recorded_up_to, retractions, story
from ledger import own_refs, unknown
from ledger.application import Ledger
from ledger.errors import Misused, NotFound
from ledger.events import Recorded, State
from ledger.fold import fold, standing
from ledger.paper_lines import Line
from ledger.privacy import clearance
from ledger.registry import record_kind, record_kinds, split
from ledger.uk import day_of
from ledger.words import calendar_day, counted, day, facts_of, words


@click.command(cls=Command, help="Show one record as it is now, or was on a day; or an event.")
@click.argument("ref", type=Reference(), metavar="REF|EVENT")
@click.option("--as-of", type=Date(), help="As it was on this day.")
@click.option("--known-by", type=KnownBy(), help="By what the ledger knew on this day.")
@click.option("--json", "form", flag_value="json", help="A JSON object.")
@click.option("--source", is_flag=True, help="Of an event: the words of the paper it came from.")
@option("--from", "paper", metavar="FILE", help="With --source: the paper, not kept here.")
@click.pass_obj
def command(
    app: App, ref: str, as_of: Any, known_by: Any, form: str | None, source: bool, paper: str | None
) -> None:
    ledger = app.reader
    if source or paper is not None:
        return _source(ledger, ref, paper, form)
    own = own_refs.having(ledger, ref, record_kinds()) if is_number(ref) else []
    if is_number(ref) and not (own and int(ref) > ledger.size):
        recorded = ledger.at(int(ref))
        if form == "json":
            return click.echo(screen.json_text(as_facts(recorded)))
        gone = retractions(ledger.history(recorded.stream)).get(recorded.position)
        lines = story(recorded, gone, holders=Holders(ledger))
        screen.tell([screen.strong(recorded.stream), *lines])
        if own:
            others = " or ".join(one for _, one in own)
            screen.say(f"{ref} is also the office's own reference of {others}: show {own[0][1]}")
        return None
    kind, found = find(ledger, list(record_kinds()), ref)
    history = recorded_up_to(ledger.history(f"{kind}:{found}"), known_by)
    then = [r for r in standing(history) if as_of is None or r.envelope.effective_on <= as_of]
    state = fold(found, then, record_kind(kind).evolve)
    strange = unknown.notice(unknown.kinds(unknown.among(history)))
    if state is None:
        raise NotFound(f"{_nothing(ledger, f'{kind}:{found}', history, as_of, known_by)}.")
    if form == "json":
        click.echo(screen.json_text({"record": kind} | _facts(state)))
    else:
        screen.tell(_lines(kind, state, history, _markings(then)))
    partly = clearance.notice_of(found, len(ledger.hashes_only(f"{kind}:{found}")))
    for note in filter(None, [_days(as_of, known_by, app.today), strange, partly]):
        screen.say(note)
    return None


def _nothing(
    ledger: Ledger, stream: str, history: list[Recorded], as_of: date | None, known_by: date | None
) -> str:
    """Why there is nothing to show of a record: not recorded yet, not begun yet, or taken back."""
    ref, whole = split(stream)[1], ledger.history(stream)
    if known_by is not None and not history:
        first = day_of(whole[0].envelope.recorded_at)
        return (
            f"Nothing of {ref} was recorded by {calendar_day(known_by)}: its first event was"
            f" recorded on {day(first)}"
        )
    begun = [one.envelope.effective_on for one in standing(history)]
    if as_of is not None and begun:
        return f"{ref} was not there on {calendar_day(as_of)}: it begins on {day(begun[0])}"
    return f"All events of {ref} were taken back. See: history {ref}"


def _days(as_of: date | None, known_by: date | None, today: date) -> str:
    """Of which days it is told, where any were said."""
    parts = [f"as of {calendar_day(as_of)}"] if as_of else []
    parts += [f"as known on {calendar_day(known_by)}"] if known_by else []
    ahead = as_of is not None and as_of > today
    later = " That is in the future: this is what is recorded so far." if ahead else ""
    said = ", ".join(parts)
    return f"{said[:1].upper()}{said[1:]}.{later}" if parts else ""


def _source(ledger: Ledger, ref: str, paper: str | None, form: str | None) -> None:
    from commands.imports import quoting, readings
    from commands.imports.quoting import is_span
    from commands.wording import quotations

    if not is_number(ref):
        raise Misused(
            f"A source belongs to an event. Give its number, as in the history (history {ref})."
        )
    recorded = ledger.at(int(ref))
    name, span = quotations.parted(recorded.envelope.source or "")
    if is_span(span) and recorded.envelope.source_sha256 is not None:
        data = quotations.paper_of(ledger, recorded.envelope, f"event {ref}", name, paper)
        return _cells(recorded, quoting.cells(data, _file_name(ledger, name), span), form)
    found = quotations.opened(ledger, recorded, paper, readings.read)
    if form == "json":
        found["lines"] = [_fact(line) for line in found["lines"]]
        return click.echo(screen.json_text(found))
    return quotations.tell(found)


def _fact(line: Line) -> dict[str, Any]:
    """A line of a reading for a program."""
    facts = {"line": line.number, "at": line.address, "text": line.text}
    return facts | ({"notes": line.notes} if line.notes else {})


def _file_name(ledger: Ledger, document: str) -> str:
    state = ledger.state("document", document)
    return state.title if state is not None else document


def _cells(recorded: Recorded, cells: list[tuple[str, str]], form: str | None) -> None:
    """The cells of a table that an event came from."""
    envelope = recorded.envelope
    if form == "json":
        said = [{"cell": cell, "text": text} for cell, text in cells]
        facts = {"event": recorded.position, "source": envelope.source, "cells": said}
        return click.echo(screen.json_text(facts | {"sha256": envelope.source_sha256}))
    screen.tell([f"{cell}  {one_line(text)}" for cell, text in cells])
    return screen.say(f"{envelope.source}, of the table with SHA-256 {envelope.source_sha256}")


def _markings(history: list[Recorded]) -> list[str]:
    """What is sensitive in a history, and why."""
    return [
        f"{r.envelope.marking}: {one_line(r.envelope.marking_reason or '')} (event {r.position})"
        for r in history
        if r.envelope.marking != "OFFICIAL"
    ]


def _facts(state: State) -> dict[str, Any]:
    return {name: getattr(state, name) for name in state.__struct_fields__ if name != "said"}


def _lines(kind: str, state: State, history: list[Recorded], markings: list[str]) -> list[str]:
    lines = [
        screen.strong(f"{state.ref}  {one_line(state.title)}"),
        f"  {kind}: {state.status} since {day(state.since_on)} (event {state.since_event})",
        *(f"  {mark}" for mark in markings),
    ]
    for name, value in facts_of(state).items():
        if name not in HIDDEN and value not in (None, (), "", False):
            shown = "yes" if value is True else one_line(words(value))
            lines.append(f"  {heading(name)}: {shown}")
    gone = len(retractions(history))
    back = f", {gone} of them taken back" if gone else ""
    lines.append(f"  {counted(len(history), 'event')}{back}: govledger history {state.ref}")
    return lines
