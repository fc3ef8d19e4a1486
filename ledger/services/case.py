"""One call of a rule, for which further facts are to be gathered."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ledger.events import Entry


class Case(NamedTuple):
    """The record, the entry and the facts that were given."""

    ledger: Any
    record: str
    ref: str
    entry: Entry
    given: Mapping[str, Any]
