"""Carry open actions forward to a later meeting of the same body."""

from commands.session.page import Desk, Reference, option, recording, refs
from ledger.records import actions
from ledger.references import body_and_day


@recording
@refs("which", "action", actions.ActionCarriedForward)
@option(
    "--to", type=Reference("meeting"), needed=True, metavar="MEETING", help="The later meeting."
)
def command(desk: Desk, which: tuple[str, ...], to: str) -> None:
    meeting = desk.ref("meeting", to)
    desk.holds_for(body_and_day(meeting)[1])

    def carry(action: str) -> None:
        desk.record("action", action, actions.carry, meeting=meeting)

    desk.each("action", which, carry)
