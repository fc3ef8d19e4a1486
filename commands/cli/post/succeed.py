"""Record that another post takes the place of one: its open actions follow, its history stays."""

from commands.session.page import Desk, post, recording
from ledger.services import following


@recording
@post("post")
@post("successor")
def command(desk: Desk, post: str, successor: str) -> None:
    post, successor = desk.post(post), desk.post(successor)
    desk.take(post, following.succeed(desk.ledger, post, successor, desk.entry()))
