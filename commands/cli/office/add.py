"""Add another office, with the key with which it seals its ledger, to read it beside this one."""

from commands.session.page import Desk, argument, option, recording
from commands.session.public_keys import key_named
from ledger.records import peers


@recording
@argument("name")
@argument("title", required=False)
@option(
    "--seal-key",
    metavar="FILE|LINE",
    needed=True,
    help="Its public seal key, compared with its owner: a .pub file, or the line itself.",
)
def command(desk: Desk, name: str, title: str | None, seal_key: str) -> None:
    line = key_named(seal_key)
    ref = peers.REFERENCE.of(name)
    desk.record("peer", ref, peers.add, new=True, public_key=line, title=title)
