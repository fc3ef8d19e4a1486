"""Count a witness no more, from a day, for a reason."""

from commands.desk.desk import Desk
from commands.desk.options import argument, option
from commands.desk.recording import recording
from ledger import witnesses


@recording
@argument("name")
@option("--reason", asked=True, help="Why: the key is lost, the witness has gone.")
def command(desk: Desk, name: str, reason: str | None) -> None:
    desk.record(
        witnesses.RECORD,
        witnesses.REF,
        witnesses.end,
        new=True,
        witness=name,
        reason=reason or "",
    )
