"""Record what else the papers call a party."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.recording import recording
from ledger.records import parties


@recording
@ref("party", "party")
@argument("alias")
def command(desk: Desk, party: str, alias: str) -> None:
    desk.long_standing()
    desk.record("party", desk.ref("party", party), parties.add_alias, alias=alias)
