"""Restate a measure for a period: the reading has changed since it was reported."""

from commands.session.desk import Desk
from commands.session.options import argument, option, ref
from commands.session.recording import recording
from ledger.records import measures


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
