"""Record another name by which the papers call a post."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import posts


@recording
@ref("post", "post")
@argument("alias")
def command(desk: Desk, post: str, alias: str) -> None:
    post = desk.ref("post", post)
    taken_by = desk.taken_by(post, alias, alias.upper())
    desk.record("post", post, posts.add_alias, alias=alias, taken_by=taken_by)
