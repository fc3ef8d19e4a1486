"""Dispose of a file: its bytes are deleted today, for good; what was recorded of it stays.

The reading of a paper goes with it."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import files
from ledger.services.papers import readings_of
from ledger.system import paths


@recording
@ref("file", "file", files.FileDisposed)
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, file: str, reason: str) -> None:
    file = paths.digest(desk.ref("file", file))
    desk.app.attached.add(file)
    desk.ahead()  # The rule checks the day.
    desk.record("file", file, files.dispose, reason=reason)
    for reading in readings_of(desk.ledger, file):
        desk.app.attached.add(reading)
        why = f"the reading of {file[:12]}, which was disposed of: {reason}"
        desk.record("file", reading, files.expire, expires_on=desk.day, reason=why)
        desk.record("file", reading, files.dispose, reason=why)
