"""Record what the force says it has done about an inspection item, and whom it told."""

from commands.session.page import Desk, Reference, argument, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item")
@argument("text")
@option("--told", type=Reference("meeting"), metavar="MEETING", help="The meeting that was told.")
def command(desk: Desk, item: str, text: str, told: str | None) -> None:
    told_to = desk.meeting(told)
    desk.record_of("item", item, inspection_items.progress, text=text, told_to=told_to)
