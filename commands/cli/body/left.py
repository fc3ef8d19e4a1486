"""Record that a member left a body."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.parameters import PersonName
from commands.session.recording import recording
from ledger.records import body_members


@recording
@ref("body", "body")
@argument("member", type=PersonName())
def command(desk: Desk, body: str, member: str) -> None:
    desk.ahead()
    desk.record("body", desk.ref("body", body), body_members.leave, member=member)
