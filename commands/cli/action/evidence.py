"""Attach evidence to an action, and keep the file that shows it; it may arrive after closure."""

from commands.session.page import Desk, argument, option, recording, ref
from ledger.records import actions


@recording
@ref("action", "action")
@argument("evidence")
@option("--file", help="The file that shows it: its bytes are kept beside the ledger.")
def command(desk: Desk, action: str, evidence: str, file: str | None) -> None:
    action = desk.ref("action", action)
    sha256 = desk.keep(file, evidence) if file is not None else None
    desk.record("action", action, actions.attach_evidence, evidence=evidence, sha256=sha256)
