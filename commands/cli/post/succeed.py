"""Record that another post takes the place of one: its open actions follow, its history stays."""

from commands.session.desk import Desk
from commands.session.options import post
from commands.session.recording import recording
from ledger.records import actions, inspection_items, posts
from ledger.services import following


@recording
@post("post")
@post("successor")
def command(desk: Desk, post: str, successor: str) -> None:
    post, successor = desk.post(post), desk.post(successor)
    desk.record("post", post, posts.succeed, by=successor)
    for ref, owners in following.owned_by(desk.ledger, post, successor, desk.day):
        reason = f"{post} was succeeded by {successor}"
        desk.record("action", ref, actions.reassign, owners=owners, reason=reason)
    for ref in following.led_by(desk.ledger, post, desk.day):
        desk.record("item", ref, inspection_items.assign_lead, lead=successor)
