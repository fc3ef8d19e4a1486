"""Name a subject: a matter that many records bear on, under a short name of capitals."""

import re

from commands.session.desk import Desk
from commands.session.options import argument
from commands.session.recording import beginning, recording
from ledger.errors import Misused
from ledger.records import subjects


@recording
@beginning
@argument("subject")
@argument("title")
def command(desk: Desk, subject: str, title: str) -> None:
    ref = subject.upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9-]{0,19}", ref):
        raise Misused(f"{subject!r} is not a subject's short name: letters, digits and - only.")
    desk.record("subject", ref, subjects.name, new=True, title=title)
