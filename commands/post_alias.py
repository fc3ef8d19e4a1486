"""Record another name by which the papers call a post."""

from commands.desk.desk import Desk
from commands.desk.options import argument, post
from commands.desk.recording import recording
from ledger import posts


@recording
@post("post")
@argument("alias")
def command(desk: Desk, post: str, alias: str) -> None:
    desk.record("post", desk.post(post), posts.add_alias, alias=alias)
