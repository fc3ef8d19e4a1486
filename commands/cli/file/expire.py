"""Set the day from which a file need not be kept, and why."""

from datetime import date

from commands.session.page import Date, Desk, argument, option, recording, ref
from ledger.records import files


@recording
@ref("file", "file", files.FileExpirySet)
@argument("day", type=Date(ahead=True))
@option("--reason", asked=True, help="Why: the rule of the retention schedule.")
def command(desk: Desk, file: str, day: date, reason: str) -> None:
    desk.record_of("file", file, files.expire, expires_on=day, reason=reason)
