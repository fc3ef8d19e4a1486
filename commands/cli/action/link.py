"""Link an action to another record that it bears on."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import action_links

command = one_rule(__doc__, action_links.link)(
    ref("action", "action"),
    option("--to", type=Reference(), needed=True, metavar="REF", help="The record it bears on."),
)
