"""Resolve a discrepancy: say what is right."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.recording import recording
from ledger.records import discrepancies


@recording
@ref("discrepancy", "discrepancy")
@argument("text")
def command(desk: Desk, discrepancy: str, text: str) -> None:
    ref = desk.ref("discrepancy", discrepancy)
    desk.record("discrepancy", ref, discrepancies.resolve, text=text)
