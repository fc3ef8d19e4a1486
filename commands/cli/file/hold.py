"""Place a legal hold on a file: it is kept, whatever its day, until the hold is lifted."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import files


@recording
@ref("file", "file", files.FileHeld)
@option("--authority", asked=True, help="Who says so, in words: IOPC, letter of 3 May.")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, file: str, authority: str, reason: str) -> None:
    desk.record_of("file", file, files.hold, held_by=authority, reason=reason)
