"""Record who holds a post from a day on."""

from commands.session.page import PersonName, argument, one_rule, option, post
from ledger.records import posts

command = one_rule(__doc__, posts.appoint, ahead=True)(
    post("post"),
    argument("holder", type=PersonName()),
    option("--acting", is_flag=True, help="Acting, beside or without a holder."),
    option("--joint", is_flag=True, help="Sharing the post with another holder (a job share)."),
)
