"""Define a post: an office that people hold one after another."""

from commands.session.page import argument, one_rule
from ledger.records import posts

command = one_rule(__doc__, posts.define, creates="post", ahead=True, long_standing=True)(
    argument("abbreviation"), argument("title")
)
