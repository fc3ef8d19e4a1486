"""Close an action: somebody other than its owner verified that it is done."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import actions
from ledger.policies import INDEPENDENT_VERIFICATION


@recording
@ref("action", "action")
@option("--verified-by", needed=True, metavar="POST", help="Who looked, and is satisfied.")
@option("--evidence", help="What they saw: a paper, a minute.")
def command(desk: Desk, action: str, verified_by: str, evidence: str | None) -> None:
    policy = desk.ledger.state("policy", INDEPENDENT_VERIFICATION, on=desk.day)
    desk.record(
        "action",
        desk.ref("action", action),
        actions.close,
        evidence=evidence or "",
        verified_by=desk.post(verified_by),
        independence=policy is None or policy.status == "on",
    )
