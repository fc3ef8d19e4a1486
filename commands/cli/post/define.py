"""Define a post: an office that people hold one after another."""

import re

from commands.session.desk import Desk
from commands.session.options import argument
from commands.session.recording import beginning, recording
from ledger.errors import Misused
from ledger.records import posts


@recording
@beginning
@argument("abbreviation")
@argument("title")
def command(desk: Desk, abbreviation: str, title: str) -> None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,19}", abbreviation):
        raise Misused(f"{abbreviation!r} is not an abbreviation: letters, digits and - only.")
    post = abbreviation.upper()
    desk.long_standing()
    desk.ahead()
    desk.record("post", post, posts.define, new=True, title=title)
