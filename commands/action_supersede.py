"""Record that another action took the place of one."""

from commands.desk.desk import Desk, recording
from commands.desk.options import Reference, option, ref
from ledger import actions
from ledger.book import Ledger


@recording
@ref("action", "action")
@option("--by", type=Reference("action"), needed=True, metavar="ACTION")
def command(desk: Desk, action: str, by: str) -> None:
    by = desk.ref("action", by)
    desk.record(
        "action",
        desk.ref("action", action),
        actions.supersede,
        by=by,
        succession=succession(desk.ledger, by),
    )


def succession(ledger: Ledger, action: str) -> list[str]:
    """What an action was superseded by or merged into, and that in turn, to the end."""
    chain: list[str] = []
    state = ledger.state("action", action)
    while isinstance(state, actions.Action) and state.other and state.other not in chain:
        chain.append(state.other)
        state = ledger.state("action", state.other)
    return chain
