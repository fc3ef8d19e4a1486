"""Record that the holder of a post has a new name, and is the same person."""

from commands.session.desk import Desk
from commands.session.options import argument, option, post
from commands.session.parameters import PersonName
from commands.session.recording import recording
from ledger.records import posts
from ledger.services import closing


@recording
@post("post")
@argument("name", type=PersonName())
@option("--holder", type=PersonName(), help="Whose name it is, where several hold the post.")
def command(desk: Desk, post: str, name: str, holder: str | None) -> None:
    post = desk.post(post)
    desk.record("post", post, posts.rename_holder, now_called=name, holder=holder)
    renamed = [r.event for r in desk.recorded if isinstance(r.event, posts.PostHolderRenamed)]
    for event in renamed[:1]:  # The same person's other posts.
        for other, held_as in closing.held_by(desk.ledger, event.holder, desk.day):
            desk.record("post", other, posts.rename_holder, now_called=name, holder=held_as)
