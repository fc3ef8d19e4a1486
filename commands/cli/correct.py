"""Correct an event that was recorded wrongly: it is retracted and recorded again, linked."""

from datetime import date

import click
import msgspec

from commands.session.desk import Desk
from commands.session.options import option
from commands.session.parameters import EventNumber, FieldValue, pence
from commands.session.recording import dated, recording
from commands.terminal import dates
from ledger.closures import no_circle
from ledger.errors import InputNeeded, Misused, Refused
from ledger.events import Event, Money, Names, Recorded, parts
from ledger.naming import taken_by
from ledger.records.actions import ActionRaised
from ledger.records.commitments import one_way
from ledger.registry import record_kind, split
from ledger.rules import in_time
from ledger.services.following import commitments_lead_to, gave_way_to


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
    if not (reason or "").strip():
        raise Refused("A correction needs a reason (--reason).")
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
    if isinstance(target.event, ActionRaised) and not (past_due or desk.app.past_due_meant):
        due = facts.get("due", target.event.due if desk.flags["on"] else None)
        if isinstance(due, date):
            in_time(due, desk.flags["on"] or envelope.effective_on)
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
            named = [_named(desk, target, name, names.kind, one) for one in value.split(",")]
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
    record, ref = split(target.stream)
    names = name in ("title", "alias") and record_kind(record).answers_to is not None
    if names and (other := taken_by(desk.ledger, record, ref, [value])) is not None:
        raise Refused(f"{value} already means {other}. Choose another name.")
    return [one.strip() for one in value.split(",")] if several else value


def _named(desk: Desk, target: Recorded, name: str, kind: str, value: str) -> str:
    """The reference that a field means, held against what the command for it would have refused."""
    record, ref = split(target.stream)
    if kind == "post":
        return desk.post(value)
    if kind == "any":
        return desk.any_ref(value)[1]
    named = desk.ref(record if kind == "same" else kind, value)
    if record == "commitment" and name in ("refers_to", "merged_into"):
        one_way(ref, named, commitments_lead_to(desk.ledger))
    elif name in ("superseded_by", "merged_into"):
        no_circle(ref, named, gave_way_to(desk.ledger, record, named))
    if name == "carried_to":
        body, before = (one.partition("/")[0] for one in (named, getattr(target.event, name)))
        if body != before:
            raise Refused(f"{ref} is carried to a meeting of {before}, and {named} is not one.")
    return named


def _made_of(event: Event, name: str) -> list[object]:
    found = {field.name: field.type for field in msgspec.structs.fields(event)}
    return parts(found.get(name))
