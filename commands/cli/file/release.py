"""Lift a legal hold from a file; the holds of others remain."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import files


@recording
@ref("file", "file", files.FileReleased)
@option("--authority", help="Whose hold is lifted, where there are several.")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, file: str, authority: str | None, reason: str) -> None:
    desk.record_of("file", file, files.release, held_by=authority, reason=reason)
