"""Where the rows of delivery plans lead, for the rules that refuse a circle."""

from commands.desk.desk import Desk
from ledger.commitments import Commitment


def leads_to(desk: Desk) -> dict[str, list[str]]:
    """Every commitment, and what it refers to, was merged into, or consists of."""
    found: dict[str, list[str]] = {}
    desk.ledger.read_ahead([], ["commitment"])
    for ref in desk.ledger.refs("commitment"):
        state = desk.state("commitment", ref)
        if not isinstance(state, Commitment):
            continue  # Retracted.
        further = found.setdefault(ref, [])
        further += [*state.refers_to, *([state.other] if state.other else [])]
        if state.part_of:
            found.setdefault(state.part_of, []).append(ref)
    return found
