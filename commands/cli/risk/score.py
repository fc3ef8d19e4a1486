"""Record the score of a risk, as it was reported."""

from typing import Any

import click

from commands.session.page import Desk, argument, option, recording, ref
from commands.session.parameters import Number
from ledger.records import risks


@recording
@ref("risk", "subject")
@click.argument("score", type=Number(0), required=False)
@option("--words", "score_words", help="The score in the words of the register: high.")
@argument("text", required=False)
def command(desk: Desk, risk: str, **said: Any) -> None:
    desk.record_of("subject", risk, risks.score, **said)
