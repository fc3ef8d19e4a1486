"""Cancel a meeting that was scheduled."""

from commands.session.page import dated, one_rule, option, ref
from ledger.records import meetings

command = one_rule(__doc__, meetings.cancel)(
    dated("The day of that decision (default: today)."),
    ref("meeting", "meeting", meetings.MeetingCancelled),
    option("--reason", asked=True, help="Why."),
)
