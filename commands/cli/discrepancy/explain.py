"""Explain a discrepancy: how it came about."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import discrepancies


@recording
@ref("discrepancy", "discrepancy")
@argument("text")
def command(desk: Desk, discrepancy: str, text: str) -> None:
    desk.record_of("discrepancy", discrepancy, discrepancies.explain, text=text)
