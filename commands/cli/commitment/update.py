"""Set the day by which the next update on a commitment is due."""

from datetime import date

from commands.session.page import Date, Desk, argument, recording, ref
from ledger.records import commitment_oversight


@recording
@ref("commitment", "commitment")
@argument("due", metavar="DAY", type=Date(ahead=True))
def command(desk: Desk, commitment: str, due: date) -> None:
    desk.record_of("commitment", commitment, commitment_oversight.set_next_update, next_update=due)
