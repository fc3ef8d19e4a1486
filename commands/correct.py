"""Correct an event that was recorded wrong: it is retracted and recorded again, linked."""

import click
import msgspec

from commands.desk.app import App
from commands.desk.desk import Desk
from commands.desk.options import EventNumber, option
from commands.desk.recording import recording
from ledger.problems import InputNeeded, Misused, Refused

POSTS = {"owners", "owners_were", "makers"}
POST = {"approved_by", "verified_by", "reported_by", "refused_by", "disputed_by", "chair", "lead"}


@recording
@click.argument("event", type=EventNumber())
@option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="Empty for none: due=")
@option("--reason")
def command(desk: Desk, event: int, changes: tuple[str, ...], reason: str | None) -> None:
    if not changes and desk.flags["on"] is None:
        raise InputNeeded("Say what is right: --set FIELD=VALUE, or --on DAY for the day.")
    if not (reason or "").strip():
        raise Refused("A correction needs a reason (--reason).")
    target = desk.ledger.at(event)
    facts = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise Misused(f"{change!r} is not FIELD=VALUE.")
        facts[name.strip()] = _understood(desk, desk.app, target.event, name.strip(), value)
    envelope, entry = target.envelope, desk.entry()
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
    )
    desk.recorded += desk.ledger.correct(event, facts, reason or "", kept)
    if not desk.recorded:
        desk.notes.append(f"Event {event} already says so; nothing was written.")


def _understood(desk: Desk, app: App, event: object, name: str, value: str) -> object:
    from commands.desk import dates

    if not value:
        return () if isinstance(getattr(event, name, None), tuple) else None
    if name in POSTS:
        return desk.posts([value])
    if name in POST:
        return desk.post(value)
    if isinstance(getattr(event, name, None), tuple):
        return [one.strip() for one in value.split(",")]
    if name in ("due", "due_was", "meets_on", "next_on"):
        return dates.parse(value, app.today, ahead=True)
    return value
