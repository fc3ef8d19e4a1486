"""Replace the key that seals: the old key signs for the new one."""

from commands.desk import keys
from commands.desk.desk import Desk
from commands.desk.options import option
from commands.desk.recording import recording
from ledger import seal_keys
from ledger.seal_keys import RECORD, REF


@recording
@option("--to", metavar="FILE", needed=True, help="The new public key: a .pub file.")
@option("--seal-key", metavar="FILE", help="The old key (or GOVLEDGER_SEAL_KEY).")
@option("--passphrase-file", metavar="FILE", help="Where the old key's passphrase is.")
@option("--lost", metavar="WHY", help="The old key is lost: nobody signs for the new one.")
def command(
    desk: Desk, to: str, seal_key: str | None, passphrase_file: str | None, lost: str | None
) -> None:
    new, entry = keys.public_key(to), desk.entry()
    if lost is not None:
        desk.recorded += desk.ledger.record(
            RECORD, REF, seal_keys.lose, entry, new=True, to=new, reason=lost
        )
        return
    old, identity = keys.seal_key(desk.app, seal_key, passphrase_file), desk.ledger.identity
    desk.recorded += desk.ledger.record(
        RECORD, REF, seal_keys.rotate, entry, new=True, to=new, identity=identity, old=old
    )
