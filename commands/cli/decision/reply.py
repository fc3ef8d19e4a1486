"""Record what those to whom a decision was recommended replied: accepted, in part, or not."""

from typing import get_args

import click

from commands.session.page import one_rule, option, ref
from ledger.records import decision_steps

command = one_rule(__doc__, decision_steps.reply)(
    ref("decision", "decision"),
    click.argument("outcome", type=click.Choice(get_args(decision_steps.Reply)), metavar="REPLY"),
    option("--by", "replied_by", needed=True, metavar="POST|BODY", help="Who replied."),
    option("--text", help="What they said; where it is not accepted, why."),
)
