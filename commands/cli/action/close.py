"""Close actions: somebody other than the owner verified that they are done, or a meeting agreed."""

from commands.session.page import Desk, Reference, option, recording, refs
from ledger.errors import InputNeeded, Misused
from ledger.records import action_agreements, actions


@recording
@refs("which", "action", actions.ActionClosed)
@option(
    "--verified-by",
    needed="Closing needs --verified-by, or --agreed-at where a meeting agreed it.",
    unless="agreed_at",
    metavar="POST",
    help="Who checked that it is done.",
)
@option("--evidence", asked=True, unless="agreed_at", help="What they saw: a paper, a minute.")
@option("--file", help="The file that shows it: its bytes are kept beside the ledger.")
@option(
    "--agreed-at",
    type=Reference("meeting"),
    metavar="MEETING",
    help="The meeting that agreed them as completed and closed them.",
)
def command(
    desk: Desk,
    which: tuple[str, ...],
    verified_by: str | None,
    evidence: str | None,
    file: str | None,
    agreed_at: str | None,
) -> None:
    if agreed_at and verified_by:
        raise Misused("Either a post verified it (--verified-by) or a meeting agreed it, not both.")
    meeting = desk.meeting(agreed_at)
    verifier = desk.post(verified_by) if verified_by else None
    if file is not None and not (evidence or "").strip() and meeting is not None:
        raise InputNeeded("--file needs --evidence: say what the file shows.")
    sha256 = desk.keep(file, evidence or "") if file is not None else None

    def close(action: str) -> None:
        if sha256 is not None:
            desk.record(
                "action", action, actions.attach_evidence, evidence=evidence or "", sha256=sha256
            )
        if meeting is not None:
            agreed = action_agreements.close_agreed
            desk.record("action", action, agreed, closed_at=meeting, evidence=evidence)
            return
        desk.record("action", action, actions.close, evidence=evidence or "", verified_by=verifier)

    desk.each("action", which, close)
