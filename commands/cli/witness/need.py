"""Set how many accepted witnesses must cosign each seal from now on."""

import click

from commands.session.page import Desk, option, recording
from commands.session.parameters import Number
from ledger.records import witnesses


@recording
@click.argument("count", type=Number(min=0))
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, count: int, reason: str | None) -> None:
    desk.record(
        witnesses.RECORD, witnesses.REF, witnesses.need, new=True, count=count, reason=reason or ""
    )
