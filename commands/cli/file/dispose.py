"""Dispose of a file: its bytes are deleted today, for good; what was recorded of it stays."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.errors import Refused
from ledger.records import files
from ledger.system import paths


@recording
@ref("file", "file", files.FileDisposed)
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, file: str, reason: str) -> None:
    if desk.day != desk.app.today:
        raise Refused("The file is deleted today, and recorded as deleted today. Leave out --on.")
    file = paths.digest(desk.ref("file", file))
    desk.app.attached.add(file)
    desk.record("file", file, files.dispose, reason=reason, on=desk.day)
