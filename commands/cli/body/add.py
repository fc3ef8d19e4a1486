"""Add a body: a committee, a board, a series of meetings."""

import click

from commands.session.page import argument, one_rule, option
from ledger.records import bodies

command = one_rule(__doc__, bodies.constitute, creates="body", ahead=True, long_standing=True)(
    argument("abbreviation"),
    argument("title"),
    option("--cadence", type=click.Choice(bodies.CADENCES), help="How often it meets, if known."),
    option("--purpose"),
    click.option("--publishes-notes/--keeps-notes", default=None),
    click.option("--public/--private", default=None),
)
