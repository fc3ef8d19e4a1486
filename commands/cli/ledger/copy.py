"""Copy a ledger from a file to a database, or back.

FROM and TO are each a file or an address (postgresql://HOST/DATABASE); at TO is no ledger yet.
FROM is sealed, and everything up to the last seal goes through an audit pack, which is verified.
What comes of it has the same events, byte for byte, with the same root and seals, personal values
and files. It is marked as a copy: to use it as the ledger from now on, declare it with restore.

\b
  govledger ledger copy office.ledger postgresql://db.example.org/office
"""

from contextlib import closing

import click

from commands.session.app import App
from commands.session.options import Command, argument
from commands.session.parameters import Words
from commands.session.places import new_ledger, old_ledger
from commands.terminal import screen
from ledger.words import counted


@click.command(cls=Command, help=__doc__)
@argument("source", type=Words(file=True), metavar="FROM")
@argument("to", type=Words(file=True), metavar="TO")
@click.pass_obj
def command(app: App, source: str, to: str) -> None:
    from commands.exports.pack import copying
    from ledger.application import Ledger
    from ledger.integrity import checkpoints

    place = new_ledger(app, to)
    with closing(Ledger.open(old_ledger(source), read_only=True, clock=app.clock)) as ledger:
        made = copying.copy(ledger, place)
    root = made.root.hex()[: checkpoints.SHOWN]
    screen.say(
        f"{counted(made.events, 'event')}, root {root}, and {counted(made.files, 'file')}, copied"
        f" to {Ledger.name_of(place)}. The first {made.sealed:,} went through a verified pack."
    )
    screen.say("It is a copy. To use it as the ledger from now on: govledger restore --reason WHY")
    if isinstance(place, str):
        screen.say("Then name who records in it: govledger help shared")
