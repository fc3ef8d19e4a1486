"""Close a meeting: everything in its notes is recorded."""

from commands.session.page import Date, one_rule, option, ref
from ledger.records import meetings

command = one_rule(__doc__, meetings.close)(
    ref("meeting", "meeting"),
    option("--next", "next_on", type=Date(), help="The day of the next meeting."),
    option("--next-subject", help="What the next meeting is about."),
)
