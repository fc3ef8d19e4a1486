"""Record that the holder of a post has a new name, and is the same person."""

from commands.session.page import Desk, PersonName, argument, option, post, recording
from ledger.services import closing


@recording
@post("post")
@argument("name", type=PersonName())
@option("--holder", type=PersonName(), help="Whose name it is, where several hold the post.")
def command(desk: Desk, post: str, name: str, holder: str | None) -> None:
    post = desk.post(post)
    desk.take(post, closing.rename(desk.ledger, post, name, holder, desk.entry()))
