"""Explain a discrepancy: how it came about."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import discrepancies


@recording
@ref("discrepancy", "discrepancy")
@argument("text")
def command(desk: Desk, discrepancy: str, text: str) -> None:
    ref = desk.ref("discrepancy", discrepancy)
    desk.record("discrepancy", ref, discrepancies.explain, text=text)
