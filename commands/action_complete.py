"""Record the owner's word that an action, or several, are done."""

from commands.desk.desk import Desk
from commands.desk.options import option, refs
from commands.desk.recording import recording
from ledger import actions


@recording
@refs("which", "action", actions.ActionReportedComplete)
@option("--by", "reported_by", needed=True, metavar="POST", help="Who says so.")
@option("--evidence")
def command(desk: Desk, which: tuple[str, ...], reported_by: str, evidence: str | None) -> None:
    reporter = desk.post(reported_by)
    desk.each(
        "action",
        which,
        lambda action: desk.record(
            "action", action, actions.complete, reported_by=reporter, evidence=evidence
        ),
    )
