"""End the withholding of a record: it may be published again."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import withholdings


@recording
@ref("withholding", "withholding", withholdings.WithholdingEnded)
@option("--reason", needed=True, help="Why it may be published now.")
def command(desk: Desk, withholding: str, reason: str) -> None:
    desk.record_of("withholding", withholding, withholdings.end, reason=reason)
