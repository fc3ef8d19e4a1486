"""Back up the ledger while others record, or check a backup.

TO is a new file; the files kept as evidence go to TO.files beside it. Both are readable by you
alone. --check verifies a backup, compares it with the ledger, if that is there, and with what was
recorded on this machine, and asks it one question. It changes nothing.

\b
  govledger backup /mnt/backup/office-2018-03-02.ledger
  govledger backup --check /mnt/backup/office-2018-03-02.ledger

How to practise a restore: govledger help backups.
"""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.session.app import App, say_practice
from commands.session.options import Command, argument, option
from commands.session.parameters import Words
from commands.session.places import located, output, shown
from commands.terminal import screen
from commands.terminal.progress import progress
from ledger.errors import Broken, InputNeeded, Misused, Unavailable
from ledger.words import agreeing, counted

if TYPE_CHECKING:
    from ledger.application import Ledger


@click.command(cls=Command, help=__doc__)
@argument("to", required=False, type=Words(file=True), metavar="[TO]")
@option("--check", metavar="COPY", help="Check this backup instead.")
@click.pass_obj
def command(app: App, to: str | None, check: str | None) -> None:
    if (to is None) == (check is None):
        if to is None:
            raise InputNeeded(
                "Say where to put the backup (TO), or which backup to check (--check)."
            )
        raise Misused("Either make a backup (TO) or check one (--check), not both.")
    if check is not None:
        _check(app, check)
        return
    from ledger import backups
    from ledger.integrity import checkpoints

    assert to is not None
    place = output(app, to)
    made = backups.make(app.reader, place)
    events = counted(made.size, "event")
    files = counted(made.files, "file")
    if made.lost:
        raise Broken(
            "\n  ".join([f"{place} was made, but lacks what is missing here:", *made.lost])
        )
    root = made.root.hex()[: checkpoints.SHOWN]
    check = f"govledger backup --check {shlex.quote(str(place))}"
    screen.say(f"{events}, root {root}, and {files}. Check it: {check}")
    click.echo(shown(place))


def _check(app: App, check: str) -> None:
    from ledger import backups
    from ledger.application import Ledger
    from ledger.integrity.judging import judge
    from ledger.integrity.verify import verify

    place = located(check)
    if isinstance(place, Path) and not place.exists():
        raise Unavailable(f"There is no backup at {place}. Check the path.")
    copy = Ledger.open(place, read_only=True, clock=app.clock)
    say_practice(copy)
    ledger = _at_hand(app, copy)
    try:
        with progress("Verifying", copy.size) as done:
            verdict = judge(copy, verify(copy, done), [], None)
        if not verdict.ok:
            raise Broken("\n  ".join([f"{copy.name} does not hold:", *verdict.problems]))
        said = backups.compared(copy, ledger, app.anchors)
        answer = _open_actions_in(app, copy)
    finally:
        copy.close()
        if ledger is not None:
            ledger.close()
    events = counted(verdict.events, "event")
    screen.tell([f"{copy.name}: {events} verified"])
    for one in verdict.checks:
        if one.about == "files" and not one.nothing:
            screen.say(f"files: {one.covered}.")
    for sentence in [*said, answer]:
        screen.say(sentence)


def _at_hand(app: App, copy: "Ledger") -> "Ledger | None":
    """The ledger that is meant, where it is there and another file than the backup."""
    from ledger.application import Ledger

    try:
        place = app.place
    except InputNeeded:
        return None
    if not Ledger.is_there(place) or (isinstance(place, Path) and place.samefile(copy.path)):
        return None
    return Ledger.open(place, read_only=True, clock=app.clock)


def _open_actions_in(app: App, copy: "Ledger") -> str:
    from projections import Projections

    with Projections(copy, fresh=True) as now:
        _, rows = now.ask("open_actions", as_of=app.today)
    actions = f"{counted(len(rows), 'action')} {agreeing(len(rows), 'is')}"
    return f"Asked which actions are open, it answers: {actions}."
