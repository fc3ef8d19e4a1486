"""Restate a measure for a period: what was reported is no longer what is so."""

from commands.desk.desk import Desk
from commands.desk.options import argument, option, ref
from commands.desk.recording import recording
from ledger import measures


@recording
@ref("measure", "measure")
@argument("period")
@argument("reading")
@option("--reason", needed=True)
def command(desk: Desk, measure: str, period: str, reading: str, reason: str) -> None:
    desk.record(
        "measure",
        desk.ref("measure", measure),
        measures.restate,
        period=period,
        reading=reading,
        reason=reason,
    )
