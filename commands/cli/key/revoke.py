"""Revoke a person's key: from that day its signatures do not count."""

from commands.session.page import Desk, Reference, argument, option, recording
from ledger.records import keys


@recording
@argument("which", type=Reference("key", fit=keys.KeyRevoked), metavar="KEY")
@option("--reason", asked=True, help="Why: lost, replaced, its person has left.")
def command(desk: Desk, which: str, reason: str | None) -> None:
    desk.record_of("key", which, keys.revoke, reason=reason or "")
