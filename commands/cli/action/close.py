"""Close actions: somebody other than the owner verified that they are done."""

from commands.session.desk import Desk
from commands.session.options import option, refs
from commands.session.recording import recording
from ledger.records import actions


@recording
@refs("which", "action", actions.ActionClosed)
@option("--verified-by", needed=True, metavar="POST", help="Who checked that it is done.")
@option("--evidence", asked=True, help="What they saw: a paper, a minute.")
@option("--file", help="The file that shows it: its bytes are kept beside the ledger.")
def command(
    desk: Desk, which: tuple[str, ...], verified_by: str, evidence: str | None, file: str | None
) -> None:
    verifier = desk.post(verified_by)
    evidence = evidence or ""
    sha256 = desk.keep(file, evidence) if file is not None else None

    def close(action: str) -> None:
        if sha256 is not None:
            desk.record("action", action, actions.attach_evidence, evidence=evidence, sha256=sha256)
        desk.record(
            "action",
            action,
            actions.close,
            evidence=evidence,
            verified_by=verifier,
        )

    desk.each("action", which, close)
