"""Erase a person's name for good: proofs still hold, and the erasure is itself recorded.

SUBJECT is the name as it was recorded, in any case: whole values only, which are the names of
holders, members and those present, and what was marked [[so]] in a text. It first shows what can
be erased and what cannot. It names earlier exports that contain the name, so you can recall them.

It does not search papers and files of evidence, backups, copies of the ledger or others' drafts.
"""

from datetime import date

import click

from commands.session.app import App
from commands.session.desk import Desk
from commands.session.options import Command, argument, option
from commands.session.parameters import Date
from commands.session.recording import COMMON, at_desk
from commands.session.signing import signing
from commands.terminal import screen
from commands.terminal.screen import terminal
from ledger.application import Ledger
from ledger.errors import InputNeeded, Unavailable
from ledger.privacy import personal
from ledger.privacy.search import Traces, find
from ledger.privacy.search import list_of_events as numbered
from ledger.records import erasures
from ledger.registry import split
from ledger.services import erasing
from ledger.system import contents
from ledger.words import counted, day, format_event

SHOWN = 20


@click.command(cls=Command, help=__doc__)
@argument("subject", required=False)
@option("--commitment", metavar="HEX", help="Instead of SUBJECT: what stands for it in the events.")
@option(
    "--basis", needed=True, help="Its basis in law, without the name: UK GDPR Art 17(1)(b), ..."
)
@click.option("--on", type=Date(), help="Effective date (default: today).")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--dry-run", is_flag=True, help="Show what would be erased; erase nothing.")
@click.pass_obj
@signing
def command(
    app: App,
    subject: str | None,
    commitment: str | None,
    basis: str,
    on: date | None,
    yes: bool,
    dry_run: bool,
) -> None:
    ledger = app.writer
    before = erasures.erased(ledger) if commitment is not None else {}
    if commitment is not None and (at := before.get(commitment.strip().lower())) is not None:
        _settle(ledger)
        left = ledger.store.remains(ledger.at(at).envelope.recorded_at)
        return screen.say(f"It was already erased. {left or 'Nothing of it is left in the file.'}")
    size, traces = ledger.size, find(ledger, subject, commitment)
    erasures.erase(None, **erasing.facts_of(traces, basis))  # Refused before anything is asked.
    if not (yes or dry_run or terminal()):
        raise InputNeeded(
            "Erasing cannot be undone: --dry-run shows what would be erased, --yes erases it."
        )
    _show(ledger, traces)
    if not (yes or dry_run or _agreed()):
        raise click.Abort

    def work(desk: Desk) -> None:
        found = traces if ledger.size == size else find(ledger, subject, commitment)
        desk.begun(erasing.erase(ledger, found, basis, desk.entry()))
        desk.notes += _to_recall(ledger, found)

    flags = dict.fromkeys(str(flag.name) for flag in COMMON) | {"on": on, "dry_run": dry_run}
    at_desk(app, flags, work, {"basis": basis})
    if not dry_run:
        _look_beside(ledger, traces)
        _settle(ledger)
        if left := ledger.store.remains(ledger.now()):
            screen.say(left)
    return None


def _agreed() -> bool:
    from commands.terminal.prompts import confirm

    return confirm("Erase this for good?")


def _show(ledger: Ledger, traces: Traces) -> None:
    """What would be erased, and what would not, each with its events."""
    for position in traces.events[:SHOWN]:
        recorded = ledger.at(position)
        screen.say(f"event {position}: {split(recorded.stream)[1]} {format_event(recorded)}")
    if len(traces.events) > SHOWN:
        screen.say(f"and {counted(len(traces.events) - SHOWN, 'event')} more")
    for commitment, value in traces.wider.items():
        screen.say(f"{value!r} has it too, among other words: --commitment {commitment}")
    if traces.clear:
        screen.say(
            f"In clear text, which cannot be erased: {numbered(traces.clear)}. Recorded before"
            " names were kept apart, or not marked."
        )
    if traces.recorded_by:
        screen.say(
            f"Somebody of that name recorded {counted(traces.recorded_by, 'event')}: that is"
            " kept, as accountability (UK GDPR, Article 17(3)(b))."
        )
    if count := len(traces.hashes):
        screen.say(
            f"With it goes a hash of what was typed, of {counted(count, 'command')} given"
            " with a key (--key): with such a key, nothing can be repeated any more."
        )
    for key in traces.keys:
        screen.say(
            f"The command key {key!r} stays: it says the name, or an earlier version kept with it a"
            " hash of the command, by which a guess of the whole command can be confirmed."
        )


def _to_recall(ledger: Ledger, traces: Traces) -> list[str]:
    """The exports that tell what is erased, a line each."""
    notes = []
    for ref, export in erasing.to_recall(ledger, min(traces.events, default=0)):
        to = f" to {export.recipient}" if export.recipient else ""
        notes.append(
            f"recall {ref}: {export.title}{to}, of {counted(export.tree_size, 'event')},"
            f" {day(export.since_on)} (SHA-256 {export.sha256})"
        )
    return notes or ["No recorded export contains it: there is nothing to recall."]


def _settle(ledger: Ledger) -> None:
    """Have nothing of it left in the file, beside it, or in the projections."""
    from projections import generations

    for path in generations.forget(ledger):
        screen.say(f"{path} may still contain it, and could not be removed: delete it.")
    try:
        settled, why = ledger.store.settle(), "Another program is reading the ledger."
    except Unavailable as error:
        settled, why = False, str(error).replace(": nothing was recorded", "")
    if not settled:
        raise Unavailable(
            f"It is erased, but {ledger.store.holder} may still hold the text: {why}"
            " Then run again: govledger erase --commitment HEX, with the same --basis."
        )


def _look_beside(ledger: Ledger, traces: Traces) -> None:
    """Name the drafts of minutes, of this person's, that say it."""
    from commands.session.places import drafts

    for draft in sorted(drafts(ledger).glob("*")):
        try:
            text = contents.read(draft, contents.LONG).decode("utf-8", "replace")
        except OSError as error:
            screen.say(
                f"The draft {draft} cannot be read: {error.strerror}. Check whether it contains"
                " the name."
            )
            continue
        if any(personal.tells(text, one) for one in traces.words):
            screen.say(f"The draft {draft} contains it: change or delete the draft.")
