"""Record that the inspectorate's monitoring moved between scan and engage."""

from typing import Any

import click

from commands.session.page import Desk, option, recording, ref
from ledger.records import grades


@recording
@ref("inspection", "inspection")
@click.argument("phase", type=click.Choice(["scan", "engage"]))
@option("--reason")
def command(desk: Desk, inspection: str, **said: Any) -> None:
    desk.record_of("inspection", inspection, grades.change_phase, **said)
