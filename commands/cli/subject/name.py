"""Name a subject: a matter that many records bear on, under a short name of capitals."""

from commands.session.page import Desk, argument, beginning, recording
from ledger.records import subjects


@recording
@beginning
@argument("subject")
@argument("title")
def command(desk: Desk, subject: str, title: str) -> None:
    ref = subjects.REFERENCE.of(subject)
    desk.record("subject", ref, subjects.name, new=True, title=title)
