"""Record another name by which the papers call a post."""

from commands.session.page import Desk, argument, post, recording
from ledger.records import posts


@recording
@post("post")
@argument("alias")
def command(desk: Desk, post: str, alias: str) -> None:
    desk.record("post", desk.post(post), posts.add_alias, alias=alias)
