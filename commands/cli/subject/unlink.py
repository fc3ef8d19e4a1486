"""Record that a record does not bear on a subject after all, and why."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import subjects


@recording
@ref("subject", "subject")
@ref("record")
@option("--reason", needed=True)
def command(desk: Desk, subject: str, record: str, reason: str) -> None:
    other = desk.any_ref(record)[1]
    desk.record_of("subject", subject, subjects.unlink, to=other, reason=reason)
