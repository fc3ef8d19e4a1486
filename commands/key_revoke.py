"""Revoke a person's key: from that day it is taken for nobody's word."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import keys


@recording
@ref("key", "key", keys.KeyRevoked)
@option("--reason", asked=True, help="Why: lost, replaced, its person has left.")
def command(desk: Desk, key: str, reason: str | None) -> None:
    desk.record("key", desk.ref("key", key), keys.revoke, reason=reason or "")
