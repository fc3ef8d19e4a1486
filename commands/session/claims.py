"""A claim of how far something has come, as it is typed: a colour, a percentage, words."""

import click

from commands.session.options import argument, option, together
from commands.session.parameters import Number
from ledger.records.action_claims import COLOURS

claim_options = together(
    argument("text", required=False),
    click.option(
        "--rag",
        type=click.Choice(COLOURS, case_sensitive=False),
        help="The colour reported; BLUE is complete.",
    ),
    click.option("--percent", type=Number(0, 100), help="How much is reported as done."),
    option("--status", "status_words", help="The status in the words of the paper."),
    option("--by", "claimed_by", metavar="POST|PARTY", help="Who reported it, where that is said."),
)
