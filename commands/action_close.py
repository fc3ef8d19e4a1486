"""Close actions: somebody other than the owner verified that they are done."""

from commands.desk.desk import Desk
from commands.desk.options import option, refs
from commands.desk.recording import recording
from commands.desk.separation import closing
from ledger import actions


@recording
@refs("which", "action", actions.ActionClosed)
@option("--verified-by", needed=True, metavar="POST", help="Who looked, and is satisfied.")
@option("--evidence", asked=True, help="What they saw: a paper, a minute.")
def command(desk: Desk, which: tuple[str, ...], verified_by: str, evidence: str | None) -> None:
    verifier = desk.post(verified_by)

    def close(action: str) -> None:
        desk.record(
            "action",
            action,
            actions.close,
            evidence=evidence or "",
            verified_by=verifier,
            **closing(desk, action, verifier, desk.day),
        )

    desk.each("action", which, close)
