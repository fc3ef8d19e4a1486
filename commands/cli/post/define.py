"""Define a post: an office that people hold one after another."""

from commands.session.page import Desk, argument, beginning, recording
from ledger.records import posts


@recording
@beginning
@argument("abbreviation")
@argument("title")
def command(desk: Desk, abbreviation: str, title: str) -> None:
    post = posts.REFERENCE.of(abbreviation)
    desk.long_standing()
    desk.ahead()
    desk.record("post", post, posts.define, new=True, title=title)
