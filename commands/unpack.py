"""Make a ledger of an audit pack again, to ask it every question."""

import click

from commands.desk import screen
from commands.desk.options import Page, argument, option
from commands.desk.places import located, shown

HELP = """Make a ledger of an audit pack again, to ask it every question.

PACK is a folder or a ZIP, with all events. It is verified first; the ledger that comes of it has
the same events, byte for byte, under the same root. A selection is refused: it is no ledger.
"""


@click.command(cls=Page, help=HELP)
@argument("pack")
@option("--to", needed=True, metavar="LEDGER", help="The ledger file to make; there is none yet.")
@option("--trusted", metavar="WHAT", help="The line for the minutes, a checkpoint or a key.")
def command(pack: str, to: str, trusted: str | None) -> None:
    from commands.pack import unpacking

    place = located(to)
    for sentence in unpacking.unpack(located(pack), place, [trusted] if trusted else []):
        screen.say(sentence)
    click.echo(shown(place))
