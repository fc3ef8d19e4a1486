"""Attach evidence to an action; it may arrive after closure."""

from commands.desk.desk import Desk, recording
from commands.desk.options import argument, ref
from ledger import actions


@recording
@ref("action", "action")
@argument("evidence")
def command(desk: Desk, action: str, evidence: str) -> None:
    desk.record("action", desk.ref("action", action), actions.attach_evidence, evidence=evidence)
