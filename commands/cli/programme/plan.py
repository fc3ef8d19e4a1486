"""Plan a session of a programme."""

from commands.session.page import Date, argument, one_rule, option, ref
from ledger.records import programme_sessions

command = one_rule(__doc__, programme_sessions.plan)(
    ref("programme", "programme"),
    argument("session"),
    option("--type", "session_type", needed=True, help="thematic, performance, public."),
    option("--subject"),
    option("--for", "planned_for", type=Date(ahead=True), help="The day it is to be."),
    option("--for-words", "planned_words", help="When, where no day is said: September 2018."),
    option("--duty", help="The duty with a date in law that it satisfies: precept."),
)
