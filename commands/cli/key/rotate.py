"""Replace the key that seals: the old key signs for the new one."""

from commands.session import keyfiles, signing
from commands.session.page import Desk, option, recording
from ledger.records import seal_keys
from ledger.records.seal_keys import RECORD, REF


@recording
@option("--to", metavar="FILE", needed=True, help="The new public key: a .pub file.")
@option(
    "--seal-key", metavar="FILE", help=f"The old key (or GOVLEDGER_SEAL_KEY): {keyfiles.OR_PUB}."
)
@option("--lost", metavar="WHY", help="The old key is lost: nobody signs for the new one.")
def command(desk: Desk, to: str, seal_key: str | None, lost: str | None) -> None:
    new, entry = keyfiles.public_key(to).line, desk.entry()
    if lost is not None:
        desk.recorded += desk.ledger.record(
            RECORD, REF, seal_keys.lose, entry, new=True, to=new, reason=lost
        )
        return
    old = signing.seal_key(desk.app, seal_key)
    desk.recorded += desk.ledger.record(
        RECORD, REF, seal_keys.rotate, entry, new=True, to=new, old=old
    )
