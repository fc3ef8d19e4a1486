"""Record that the notes of a meeting were published."""

from commands.session.page import dated, one_rule, option, ref
from ledger.records import meeting_minutes

command = one_rule(__doc__, meeting_minutes.publish_notes)(
    dated("The day they were published (default: today)."),
    ref("meeting", "meeting"),
    option("--at", "published_at", needed=True, help="Where they can be read."),
)
