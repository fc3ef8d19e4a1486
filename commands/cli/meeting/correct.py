"""Correct a point in confirmed minutes."""

from commands.session.page import argument, dated, one_rule, option, ref
from ledger.records import meeting_minutes

command = one_rule(__doc__, meeting_minutes.correct_minute)(
    dated("The day the correction was agreed (default: today)."),
    ref("meeting", "meeting", meeting_minutes.MeetingMinuteCorrected),
    argument("text"),
    option("--item"),
    option("--page", help="The page of the minutes, as printed."),
)
