"""Record the assurance opinion that an audit report gives, in its own words."""

import click

from commands.session.page import argument, one_rule, option, ref
from ledger.records import assurances

command = one_rule(__doc__, assurances.assure, called={"level": "assurance_level"})(
    ref("inspection", "inspection"),
    argument("assurance", metavar="OPINION"),
    option(
        "--level",
        type=click.Choice(assurances.LEVELS),
        help="What it counts as, if its words are others.",
    ),
    option("--text", help="What the opinion rests on, in short."),
)
