"""Attach evidence to an action; it may arrive after closure."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import actions


@recording
@ref("action", "action")
@argument("evidence")
def command(desk: Desk, action: str, evidence: str) -> None:
    desk.record("action", desk.ref("action", action), actions.attach_evidence, evidence=evidence)
