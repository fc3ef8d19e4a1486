"""The office's own reference beside ours, in whatever answer has a `ref`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from projections import Answer, Projections

COLUMN = "own_ref"


class OwnRefs:
    """The own references of all records on a day, as known by another day."""

    def __init__(self, now: Projections, as_of: date, known_by: date | None = None) -> None:
        self._of: dict[str, dict[str, str]] = {}
        if now.ledger.store.with_own_refs():
            _, rows = now.state("own_refs", as_of=as_of, known_by=known_by)
            for record, ref, own_ref in rows:
                self._of.setdefault(ref, {})[record] = own_ref

    def of(self, row: Mapping[str, Any]) -> str | None:
        """That of the record that a row names as its `ref`."""
        known = self._of.get(str(row.get("ref")), {})
        if row.get("record"):
            return known.get(row["record"])
        return next(iter(known.values())) if len(known) == 1 else None


def beside(now: Projections, answer: Answer, as_of: date, known_by: date | None = None) -> Answer:
    """An answer that has a `ref`, with the own references as its last column."""
    columns, rows = answer
    if "ref" not in columns or COLUMN in columns:
        return answer
    known = OwnRefs(now, as_of, known_by)
    told = [(*row, known.of(dict(zip(columns, row, strict=True)))) for row in rows]
    return [*columns, COLUMN], told
