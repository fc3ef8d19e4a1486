"""Record another name by which the papers call a body."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import bodies


@recording
@ref("body", "body")
@argument("alias")
def command(desk: Desk, body: str, alias: str) -> None:
    desk.record_of("body", body, bodies.add_alias, alias=alias)
