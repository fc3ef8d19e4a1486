"""Say which bodies watch a commitment, or in the paper's words who does."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import commitment_oversight


@recording
@ref("commitment", "commitment")
@ref("body", "body", nargs=-1)
@option("--words", help="As printed, where that says more than the bodies' names.")
def command(desk: Desk, commitment: str, body: tuple[str, ...], words: str | None) -> None:
    desk.record(
        "commitment",
        desk.ref("commitment", commitment),
        commitment_oversight.oversee,
        overseen_by=[desk.ref("body", one) for one in body],
        overseen_words=words,
    )
