"""Withhold a record from published papers, with a reason."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import withholdings
from ledger.services.withholding import withholding_of


@recording
@ref("ref")
@option("--reason", needed=True, help="Why it is not published: the exemption, or the harm.")
def command(desk: Desk, ref: str, reason: str) -> None:
    _, found = desk.any_ref(ref)
    if (known := withholding_of(desk.ledger, found)) is not None:
        desk.record("withholding", known, withholdings.withhold, of=found, reason=reason)
    else:
        desk.create("withholding", withholdings.withhold, of=found, reason=reason)
