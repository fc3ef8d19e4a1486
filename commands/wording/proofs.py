"""What a proof shows and what it cannot: its root, its signing key, and what its events say."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from commands.session.app import App
from commands.terminal import screen
from commands.wording.histories import retractions, story
from ledger import codec
from ledger.errors import Broken, InputNeeded, Misused, Partly
from ledger.events import Recorded
from ledger.integrity import proofs
from ledger.integrity.trusted import Trusted
from ledger.integrity.vouched import Vouched, of_ledger, vouched
from ledger.privacy.personal import TOKEN
from ledger.system import contents

_TOKEN = re.compile(TOKEN.pattern.decode())
_UNKNOWN = (
    "The key is the one that the proof itself names: compare it with its owner, or give what you"
    " have from elsewhere (--trusted)."
)
_LIMITS = (
    "Not shown: that nothing else was recorded that bears on it, such as a later correction, and"
    " that what was recorded is true, or by whom the event says. The full audit pack, under a later"
    " seal, shows all that was recorded up to then."
)


def check(app: App, file: Path, given: Sequence[Trusted], form: str | None) -> None:
    """Check the proof. Raises Broken if it does not hold, Partly if it is not all under what was
    given."""
    content = _content(file)
    with contents.of(file):
        proof = proofs.read(content)
    try:
        held = vouched(proof, given)
    except ValueError as error:
        raise Broken(f"The proof does not hold: {error}.") from None
    shown, events = proofs.check(proof), _events(proof)
    here = None if given else _at_hand(app, proof)
    if form == "json":
        click.echo(screen.json_text(_facts(proof, held, events)))
    else:
        first = f"{shown.about}: {shown.covered}."
        screen.tell([first, *_seal(held), *_stories(events)], hanging=2)
    if given and held.covered < held.size:
        raise Partly("\n".join([_rest(held), *held.words, _LIMITS]))
    if form != "json":
        for words in (*held.words, *([here] if here else []), *([] if given else [_UNKNOWN])):
            screen.say(words, hanging=2)
        screen.say(_LIMITS, hanging=2)


def _content(file: Path) -> bytes:
    try:
        return contents.read(file, contents.LONG)
    except OSError as error:  # Errors about the named file alone: nothing else is read.
        raise Misused(f"The proof {file} cannot be read: {error.strerror}.") from None


def _events(proof: proofs.Proof) -> list[Recorded]:
    if isinstance(proof, proofs.Consistency):
        return []
    return [codec.decode(*proofs.parsed(event)) for event in proof.events]


def _at_hand(app: App, proof: proofs.Proof) -> str | None:
    """A sentence that the named ledger, if there is one, has the same root. Raises Broken if it has
    not."""
    from ledger.application import Ledger

    try:
        place = app.place
    except InputNeeded:
        return None
    if not Ledger.is_there(place):
        return None
    ledger = Ledger.open(place, read_only=True, clock=app.clock)
    try:
        return of_ledger(proof, ledger)
    finally:
        ledger.close()


def _seal(held: Vouched) -> list[str]:
    by = f"signed with the key {held.key}" if held.key else "its signature was not checked: no key"
    events = "event" if held.size == 1 else "events"
    return [f"ledger {held.origin}", f"{held.size} {events}, root {held.root}", by]


def _stories(events: list[Recorded]) -> list[str]:
    """Each event as the history shows it; personal values appear only as tokens."""
    gone, lines = retractions(events), []
    for recorded in events:
        lines += ["", *story(recorded, gone.get(recorded.position))]
    return [_TOKEN.sub("[a personal value]", line) for line in lines]


def _rest(held: Vouched) -> str:
    first = held.covered + 1
    these = f"Event {first} is" if first == held.size else f"Events {first} to {held.size} are"
    return f"{these} under nothing that you gave (--trusted)."


def _facts(proof: proofs.Proof, held: Vouched, events: list[Recorded]) -> dict[str, Any]:
    from commands.wording.histories import as_facts

    return {
        "proves": "consistency" if isinstance(proof, proofs.Consistency) else "inclusion",
        "origin": held.origin,
        "events": held.size,
        "root": held.root,
        "key": held.key,
        "covered": held.covered,
        "says": [as_facts(recorded) for recorded in events],
    }
