"""Record that the holder of a post left it."""

from commands.session.desk import Desk
from commands.session.options import option, post
from commands.session.parameters import PersonName
from commands.session.recording import recording
from ledger.records import posts


@recording
@post("post")
@option("--holder", type=PersonName(), help="Whose time ended, where two hold it.")
def command(desk: Desk, post: str, holder: str | None) -> None:
    desk.ahead()
    desk.record("post", desk.post(post), posts.end, holder=holder)
