"""Close actions: somebody other than the owner verified that they are done."""

from commands.desk.desk import Desk
from commands.desk.options import option, refs
from commands.desk.recording import recording
from ledger import actions
from ledger.policies import INDEPENDENT_VERIFICATION


@recording
@refs("which", "action", actions.ActionClosed)
@option("--verified-by", needed=True, metavar="POST", help="Who looked, and is satisfied.")
@option("--evidence", asked=True, help="What they saw: a paper, a minute.")
def command(desk: Desk, which: tuple[str, ...], verified_by: str, evidence: str | None) -> None:
    policy = desk.ledger.state("policy", INDEPENDENT_VERIFICATION, on=desk.day)
    verifier = desk.post(verified_by)
    desk.each(
        "action",
        which,
        lambda action: desk.record(
            "action",
            action,
            actions.close,
            evidence=evidence or "",
            verified_by=verifier,
            independence=policy is None or policy.status == "on",
        ),
    )
