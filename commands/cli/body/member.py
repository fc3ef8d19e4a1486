"""Record that somebody is a member of a body, from a day on."""

from commands.session.page import PersonName, argument, one_rule, option, ref
from ledger.records import body_members

command = one_rule(__doc__, body_members.appoint, ahead=True)(
    ref("body", "body"),
    argument("member", type=PersonName()),
    option("--capacity", help="As printed: Chairman; co-opted member, Shropshire Council."),
)
