"""Define a post: an office that people hold one after another."""

import re
from contextlib import suppress

from commands.desk.desk import Desk
from commands.desk.finding import find_post
from commands.desk.options import argument
from commands.desk.recording import recording
from ledger import posts
from ledger.problems import Misused, NotFound


@recording
@argument("abbreviation")
@argument("title")
def command(desk: Desk, abbreviation: str, title: str) -> None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,19}", abbreviation):
        raise Misused(f"{abbreviation!r} is not an abbreviation: letters, digits and - only.")
    post, others = abbreviation.upper(), set()
    for name in (abbreviation, title):
        with suppress(NotFound):
            others |= {find_post(desk.ledger, name, exactly=True)} - {post}
    named = {abbreviation.upper(), title.casefold()}
    others |= {ref for ref, name in posts.STATUTORY.items() if named & {ref, name.casefold()}}
    taken_by = min(others - {post}, default=None)
    desk.long_standing()
    desk.ahead()
    desk.record("post", post, posts.define, new=True, title=title, taken_by=taken_by)
