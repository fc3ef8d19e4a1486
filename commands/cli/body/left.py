"""Record that a member left a body."""

from commands.session.page import PersonName, argument, one_rule, ref
from ledger.records import body_members

command = one_rule(__doc__, body_members.leave, ahead=True)(
    ref("body", "body"), argument("member", type=PersonName())
)
