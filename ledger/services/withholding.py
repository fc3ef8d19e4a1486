"""Which records are left out of what is published."""

from typing import Any

from ledger.records.withholdings import Withholding
from ledger.services.case import Case


def withholding_of(ledger: Any, record: str) -> str | None:
    """The reference of the withholding of a record that has not ended."""
    ledger.read_ahead([], ["withholding"])
    for ref in ledger.refs("withholding"):
        state = ledger.state("withholding", ref)
        if isinstance(state, Withholding) and (state.withheld, state.status) == (
            record,
            "withheld",
        ):
            return str(ref)
    return None


def withheld_as(case: Case) -> str | None:
    """Another withholding of the same record that has not ended."""
    ref = withholding_of(case.ledger, case.given["of"])
    return ref if ref != case.ref else None
