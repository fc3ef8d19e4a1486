"""Set the day by which the next update on a commitment is due."""

from datetime import date

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.parameters import Date
from commands.session.recording import recording
from ledger.records import commitment_oversight


@recording
@ref("commitment", "commitment")
@argument("due", metavar="DAY", type=Date(ahead=True))
def command(desk: Desk, commitment: str, due: date) -> None:
    desk.record(
        "commitment",
        desk.ref("commitment", commitment),
        commitment_oversight.set_next_update,
        next_update=due,
    )
