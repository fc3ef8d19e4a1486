"""Record who holds a post from a day on."""

from commands.desk.desk import Desk
from commands.desk.options import PersonName, argument, option, ref
from commands.desk.recording import recording
from ledger import posts


@recording
@ref("post", "post")
@argument("holder", type=PersonName())
@option("--acting", is_flag=True, help="Acting, beside or without a holder.")
def command(desk: Desk, post: str, holder: str, acting: bool) -> None:
    desk.ahead()
    desk.record("post", desk.ref("post", post), posts.appoint, holder=holder, acting=acting)
