"""Carry open actions forward to a later meeting of the same body."""

from commands.session.desk import Desk
from commands.session.options import option, refs
from commands.session.parameters import Reference
from commands.session.recording import recording
from ledger.records import actions


@recording
@refs("which", "action", actions.ActionCarriedForward)
@option(
    "--to", type=Reference("meeting"), needed=True, metavar="MEETING", help="The later meeting."
)
def command(desk: Desk, which: tuple[str, ...], to: str) -> None:
    meeting = desk.ref("meeting", to)
    body, meets_on = desk.body_and_day(meeting)
    desk.holds_for(meets_on)

    def carry(action: str) -> None:
        state = desk.state("action", action)
        here = (state.carried_to[-1] if state.carried_to else state.meeting) if state else None
        desk.record(
            "action",
            action,
            actions.carry,
            meeting=meeting,
            body=body,
            meets_on=meets_on,
            before=(here, *desk.body_and_day(here)) if here else None,
        )

    desk.each("action", which, carry)
