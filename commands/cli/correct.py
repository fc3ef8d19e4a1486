"""Correct an event that was recorded wrongly: it is retracted and recorded again, linked."""

from datetime import date

import click
import msgspec

from commands.session.desk import Desk
from commands.session.options import option
from commands.session.parameters import EventNumber, FieldValue, pence, separated
from commands.session.recording import dated, recording
from commands.terminal import dates
from ledger.errors import InputNeeded, Misused
from ledger.events import Event, Money, Names, Recorded, parts
from ledger.registry import split


@recording
@dated("The right day (default: unchanged).")
@click.argument("event", type=EventNumber())
@option(
    "--set",
    "changes",
    multiple=True,
    type=FieldValue(),
    metavar="FIELD=VALUE",
    help="What is right: owners=ACC; empty for none: due=.",
    needed="Say what is right: --set FIELD=VALUE, --on DAY, --source PAPER:LINES, --quote WORDS,"
    " or --sensitive WHY.",
    unless="on source quote sensitive told_at",
)
@option("--reason", asked=True, help="Why.")
@option("--past-due", is_flag=True, help="Allow a due day before the day it was raised.")
def command(
    desk: Desk, event: int, changes: tuple[str, ...], reason: str | None, past_due: bool
) -> None:
    target = desk.ledger.at(event)
    facts = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise Misused(f"{change!r} is not FIELD=VALUE.")
        facts[name.strip()] = _understood(desk, target, name.strip(), value)
    if desk.flags["on"] is None and (desk.flags["inferred"] or desk.flags["undated"]):
        raise InputNeeded("Say the day too (--on) with --inferred or --undated.")
    envelope, entry = target.envelope, desk.entry()
    desk.ledger.past_due_meant = past_due or desk.app.past_due_meant
    kept = msgspec.structs.replace(
        entry,
        effective_on=desk.flags["on"] or envelope.effective_on,
        date_basis=entry.date_basis if desk.flags["on"] else envelope.date_basis,
        date_reason=entry.date_reason if desk.flags["on"] else envelope.date_reason,
        source=entry.source or envelope.source,
        source_sha256=entry.source_sha256 or envelope.source_sha256,
        quote=entry.quote or envelope.quote,
        on_behalf_of=entry.on_behalf_of or envelope.on_behalf_of,
        marking=entry.marking if entry.marking_reason else envelope.marking,
        marking_reason=entry.marking_reason or envelope.marking_reason,
        told_at=entry.told_at or envelope.told_at,
    )
    desk.recorded += desk.ledger.correct(event, facts, reason or "", kept)
    if not desk.recorded:
        desk.notes.append(f"Event {event} already says so; nothing was written.")


def _understood(desk: Desk, target: Recorded, name: str, value: str) -> object:
    if name in target.event.fixed:
        return value  # It is refused, whatever it is.
    several = isinstance(getattr(target.event, name, None), tuple)
    if not value.strip():
        return () if several else None
    made_of = _made_of(target.event, name)
    for names in made_of:
        if isinstance(names, Names):
            named = [_named(desk, target, names.kind, one) for one in value.split(",")]
            return tuple(dict.fromkeys(named)) if several else named[0]
    if any(isinstance(one, Money) for one in made_of):
        if (amount := pence(value)) == 0:
            raise Misused(
                "An amount must be more than nothing. Retract what was never agreed (undo)."
            )
        return amount
    if date in made_of:
        return dates.parse(value, desk.app.today, ahead=True)
    if value.casefold() in ("yes", "no") and bool in made_of:
        return value.casefold() == "yes"
    return separated(value) if several else value


def _named(desk: Desk, target: Recorded, kind: str, value: str) -> str:
    """The reference that a field means."""
    if kind == "post":
        return desk.post(value)
    if kind == "authority":
        return desk.authority(value)
    if kind == "owner":
        return desk.owner(value)
    if kind == "any":
        return desk.any_ref(value)[1]
    return desk.ref(split(target.stream)[0] if kind == "same" else kind, value)


def _made_of(event: Event, name: str) -> list[object]:
    found = {field.name: field.type for field in msgspec.structs.fields(event)}
    return parts(found.get(name))
