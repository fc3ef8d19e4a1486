"""Stop counting a witness, from a day, for a reason."""

from commands.session.page import Desk, argument, option, recording
from ledger.records import witnesses


@recording
@argument("name")
@option("--reason", asked=True, help="Why: the key is lost, the witness has gone.")
def command(desk: Desk, name: str, reason: str | None) -> None:
    desk.record(
        witnesses.RECORD, witnesses.REF, witnesses.end, new=True, witness=name, reason=reason or ""
    )
