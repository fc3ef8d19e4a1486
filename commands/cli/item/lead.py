"""Name the post or party that answers for an inspection item."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item")
@option("--post", "lead", needed=True, metavar="POST|PARTY", help="Who leads on it.")
def command(desk: Desk, item: str, lead: str) -> None:
    desk.record("item", desk.ref("item", item), inspection_items.assign_lead, lead=desk.owner(lead))
