"""Resolve a discrepancy: say what is right."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import discrepancies


@recording
@ref("discrepancy", "discrepancy")
@argument("text")
def command(desk: Desk, discrepancy: str, text: str) -> None:
    ref = desk.ref("discrepancy", discrepancy)
    desk.record("discrepancy", ref, discrepancies.resolve, text=text)
