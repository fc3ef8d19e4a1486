"""Record another name by which the papers call a body."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import bodies


@recording
@ref("body", "body")
@argument("alias")
def command(desk: Desk, body: str, alias: str) -> None:
    body = desk.ref("body", body)
    desk.record("body", body, bodies.add_alias, alias=alias)
