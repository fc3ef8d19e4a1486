"""Which report prints an inspection item, and whose it is."""

from typing import Any

from ledger.records.inspections import Inspection
from ledger.services.case import Case


def report(case: Case) -> Inspection | None:
    """The report that prints an item, as it was known on that day."""
    return printing(case.ledger, case.ref, case.entry.effective_on)


def printing(ledger: Any, item: str, on: Any = None) -> Inspection | None:
    state = ledger.state("inspection", item.partition("/")[0], on=on)
    return state if isinstance(state, Inspection) else None
