"""Record another name by which the papers call a post."""

from commands.session.page import argument, one_rule, post
from ledger.records import posts

command = one_rule(__doc__, posts.add_alias)(post("post"), argument("alias"))
