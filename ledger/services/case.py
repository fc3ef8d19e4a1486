"""One call of a rule, for which further facts are to be gathered."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ledger.events import Entry


class Case(NamedTuple):
    """Of which record, with what entry, given which facts."""

    ledger: Any
    record: str
    ref: str
    entry: Entry
    given: Mapping[str, Any]
