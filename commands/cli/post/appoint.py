"""Record who holds a post from a day on."""

from commands.session.page import Desk, PersonName, argument, option, post, recording
from ledger.records import posts


@recording
@post("post")
@argument("holder", type=PersonName())
@option("--acting", is_flag=True, help="Acting, beside or without a holder.")
@option("--joint", is_flag=True, help="Sharing the post with another holder (a job share).")
def command(desk: Desk, post: str, holder: str, acting: bool, joint: bool) -> None:
    desk.ahead()
    post = desk.post(post)
    desk.record("post", post, posts.appoint, holder=holder, acting=acting, joint=joint)
