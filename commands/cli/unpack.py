"""Turn an audit pack back into a ledger, to ask it every question.

PACK is a folder or a ZIP, with all events. It is verified first; the ledger made from it has the
same events, byte for byte, under the same root. A selection is refused, since it is not a ledger.
What you have from elsewhere (--trusted) is compared first. If it covers only the first events, the
command says so and exits with 7.
"""

from pathlib import Path

import click

from commands.session.app import App
from commands.session.options import Command, argument, option
from commands.session.parameters import Words
from commands.session.places import located, new_ledger, shown
from commands.terminal import screen
from ledger.errors import Partly
from ledger.words import counted


@click.command(cls=Command, help=__doc__)
@argument("pack", type=Words(file=True))
@option("--to", needed=True, metavar="LEDGER", help="The ledger to make; there is none yet.")
@option("--trusted", multiple=True, metavar="WHAT", help="The minutes' line, a checkpoint or key.")
@click.pass_obj
def command(app: App, pack: str, to: str, trusted: tuple[str, ...]) -> None:
    from commands.exports.pack import unpacking
    from ledger.application import Ledger

    place = new_ledger(app, to)
    said, covered, events = unpacking.unpack(located(pack), place, list(trusted))
    said.append(
        f"The seal over these {counted(events, 'event')} is none of them: it stays in the pack"
        f" (checkpoints). Keep the pack, and hold this ledger against it: verify --trusted NOTE."
    )
    rest = f"Events {covered + 1} to {events} are under nothing that you gave (--trusted)."
    if trusted and covered < events:
        click.echo(shown(place) if isinstance(place, Path) else Ledger.name_of(place))
        raise Partly("\n".join([rest, *said]))
    for sentence in [*said, rest] if covered < events else said:
        screen.say(sentence)
    click.echo(shown(place) if isinstance(place, Path) else Ledger.name_of(place))
