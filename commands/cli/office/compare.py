"""Take another seal key for an office, where the key before was lost and did not sign for it."""

from commands.session.page import Desk, option, recording, ref
from commands.session.public_keys import key_named
from ledger.records import peers


@recording
@ref("office", "peer")
@option(
    "--seal-key",
    metavar="FILE|LINE",
    needed=True,
    help="Its new public seal key, compared with its owner: a .pub file, or the line itself.",
)
@option("--reason", needed=True, help="How it was compared, and with whom.")
def command(desk: Desk, office: str, seal_key: str, reason: str) -> None:
    line = key_named(seal_key)
    desk.record_of("peer", office, peers.compare, public_key=line, reason=reason)
