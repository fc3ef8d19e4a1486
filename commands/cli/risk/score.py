"""Record the score of a risk, as it was reported."""

import click

from commands.session.page import argument, one_rule, option, ref
from commands.session.parameters import Number
from ledger.records import risks

command = one_rule(__doc__, risks.score)(
    ref("risk", "subject"),
    click.argument("score", type=Number(0), required=False),
    option("--words", "score_words", help="The score in the words of the register: high."),
    argument("text", required=False),
)
