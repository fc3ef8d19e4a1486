"""Resolve a discrepancy: say what is right."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import discrepancies


@recording
@ref("discrepancy", "discrepancy")
@argument("text")
def command(desk: Desk, discrepancy: str, text: str) -> None:
    desk.record_of("discrepancy", discrepancy, discrepancies.resolve, text=text)
