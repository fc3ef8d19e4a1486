"""Put a question, at an item of a meeting."""

from commands.session.page import argument, meeting_needed, one_rule, option
from ledger.records import questions

command = one_rule(
    __doc__, questions.put, creates="question", called={"by": "put_by", "to": "put_to"}
)(
    argument("text"),
    option("--by", metavar="POST", help="Who asked."),
    option("--to", metavar="POST", help="Who was asked."),
    meeting_needed("A question is put at a meeting: --meeting."),
)
