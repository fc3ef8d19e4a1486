"""Record that the holder of a post left it."""

from commands.session.page import Desk, PersonName, option, post, recording
from ledger.records import posts


@recording
@post("post")
@option("--holder", type=PersonName(), help="Whose time ended, where two hold it.")
def command(desk: Desk, post: str, holder: str | None) -> None:
    desk.ahead()
    desk.record("post", desk.post(post), posts.end, holder=holder)
