"""Record that a member left a body."""

from commands.session.page import Desk, PersonName, argument, recording, ref
from ledger.records import body_members


@recording
@ref("body", "body")
@argument("member", type=PersonName())
def command(desk: Desk, body: str, member: str) -> None:
    desk.ahead()
    desk.record_of("body", body, body_members.leave, member=member)
