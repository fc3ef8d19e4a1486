"""Record that the holder of a post left it."""

from commands.session.page import PersonName, one_rule, option, post
from ledger.records import posts

command = one_rule(__doc__, posts.end, ahead=True)(
    post("post"), option("--holder", type=PersonName(), help="Whose time ended, where two hold it.")
)
