"""Withhold a record from published papers, with a reason."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import withholdings


@recording
@ref("ref")
@option("--reason", needed=True, help="Why it is not published: the exemption, or the harm.")
def command(desk: Desk, ref: str, reason: str) -> None:
    _, found = desk.any_ref(ref)
    for known in desk.ledger.refs("withholding"):
        state = desk.state("withholding", known)
        if state is not None and state.withheld == found and state.status == "withheld":
            desk.record("withholding", known, withholdings.withhold, of=found, reason=reason)
            return
    desk.create("withholding", withholdings.withhold, of=found, reason=reason)
