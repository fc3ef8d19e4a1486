"""Record what else the papers call a party."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import parties


@recording
@ref("party", "party")
@argument("alias")
def command(desk: Desk, party: str, alias: str) -> None:
    desk.long_standing()
    desk.record_of("party", party, parties.add_alias, alias=alias)
