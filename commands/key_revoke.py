"""Revoke a person's key: from that day it is taken for nobody's word."""

from commands.desk.desk import Desk
from commands.desk.options import Reference, argument, option
from commands.desk.recording import recording
from ledger import keys


@recording
@argument("which", type=Reference("key", fit=keys.KeyRevoked), metavar="KEY")
@option("--reason", asked=True, help="Why: lost, replaced, its person has left.")
def command(desk: Desk, which: str, reason: str | None) -> None:
    desk.record("key", desk.ref("key", which), keys.revoke, reason=reason or "")
