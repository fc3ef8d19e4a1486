"""Record another name by which the papers call a post."""

from contextlib import suppress

from commands.desk.desk import Desk
from commands.desk.finding import find_post
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import posts
from ledger.problems import NotFound


@recording
@ref("post", "post")
@argument("alias")
def command(desk: Desk, post: str, alias: str) -> None:
    post, holder = desk.ref("post", post), None
    with suppress(NotFound):
        holder = find_post(desk.ledger, alias, exactly=True)
    taken_by = holder if holder != post else None
    desk.record("post", post, posts.add_alias, alias=alias, taken_by=taken_by)
