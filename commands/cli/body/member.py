"""Record that somebody is a member of a body, from a day on."""

from commands.session.page import Desk, PersonName, argument, option, recording, ref
from ledger.records import body_members


@recording
@ref("body", "body")
@argument("member", type=PersonName())
@option("--capacity", help="As printed: Chairman; co-opted member, Shropshire Council.")
def command(desk: Desk, body: str, member: str, capacity: str | None) -> None:
    desk.ahead()
    desk.record_of("body", body, body_members.appoint, member=member, capacity=capacity)
