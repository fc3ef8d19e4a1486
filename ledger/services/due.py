"""The day on which an action was raised, before which it is hardly due."""

from datetime import date

from ledger.fold import standing
from ledger.services.case import Case


def raised_on(case: Case) -> date | None:
    """The day on which an action was or is raised; None if an earlier due date is meant."""
    if case.ledger.past_due_meant:
        return None
    stand = standing(case.ledger.history(f"{case.record}:{case.ref}"))
    return stand[0].envelope.effective_on if stand else case.entry.effective_on
