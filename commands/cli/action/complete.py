"""Record the owner's word that an action, or several, are done."""

from commands.session.page import Desk, option, recording, refs
from ledger.records import actions


@recording
@refs("which", "action", actions.ActionReportedComplete)
@option("--by", "reported_by", needed=True, metavar="POST|PARTY", help="Who says so.")
@option("--evidence")
def command(desk: Desk, which: tuple[str, ...], reported_by: str, evidence: str | None) -> None:
    reporter = desk.owner(reported_by)
    desk.each(
        "action",
        which,
        lambda action: desk.record(
            "action", action, actions.complete, reported_by=reporter, evidence=evidence
        ),
    )
