"""Carry an open action forward to a later meeting of the same body."""

from commands.desk.desk import Desk
from commands.desk.options import Reference, option, ref
from commands.desk.recording import recording
from ledger import actions


@recording
@ref("action", "action")
@option("--to", type=Reference("meeting"), needed=True, metavar="MEETING")
def command(desk: Desk, action: str, to: str) -> None:
    action, to = desk.ref("action", action), desk.ref("meeting", to)
    state = desk.state("action", action)
    here = (state.carried_to[-1] if state.carried_to else state.meeting) if state else None
    body, meets_on = desk.body_and_day(to)
    desk.holds_for(meets_on)
    desk.record(
        "action",
        action,
        actions.carry,
        meeting=to,
        body=body,
        meets_on=meets_on,
        before=(here, *desk.body_and_day(here)) if here else None,
    )
