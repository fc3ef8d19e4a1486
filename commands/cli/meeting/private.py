"""Record that an item was taken in private: what is recorded of it is to be marked from then on."""

from commands.session.page import argument, one_rule, option, ref
from ledger.records import meeting_proceedings

command = one_rule(__doc__, meeting_proceedings.hold_in_private)(
    ref("meeting", "meeting"),
    argument("item"),
    option("--reason", needed=True, help="Why: the exemption, as the minutes say it."),
)
