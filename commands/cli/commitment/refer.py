"""Say to which rows a commitment refers, as printed: 1.2 & 2.1.2, or all of 3.1-3.8."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import commitment_references


@recording
@ref("commitment", "commitment")
@ref("target", "commitment", nargs=-1)
@option("--nowhere", multiple=True, metavar="REF", help="As printed, where it points to nothing.")
def command(desk: Desk, commitment: str, target: tuple[str, ...], nowhere: tuple[str, ...]) -> None:
    desk.record_of(
        "commitment", commitment, commitment_references.refer, to=target, nowhere=nowhere
    )
