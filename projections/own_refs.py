"""The office's own reference beside ours, in whatever answer has a `ref`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from projections import Projections
from projections.rows import Chained, Each, Row

COLUMN = "own_ref"


class OwnRefs:
    """The own references of all records on a day, as known by another day."""

    def __init__(self, now: Projections, as_of: date, known_by: date | None = None) -> None:
        self._of: dict[str, dict[str, str]] = {}
        if now.ledger.store.with_own_refs():
            _, rows = now.state("own_refs", as_of=as_of, known_by=known_by)
            for record, ref, own_ref in rows:
                self._of.setdefault(ref, {})[record] = own_ref

    def __bool__(self) -> bool:
        return bool(self._of)

    def of(self, row: Mapping[str, Any]) -> str | None:
        """That of the record that a row names as its `ref`."""
        known = self._of.get(str(row.get("ref")), {})
        if row.get("record"):
            return known.get(row["record"])
        return next(iter(known.values())) if len(known) == 1 else None


class Beside(Each):
    """The rows of an answer, each with its own reference as the last value, if it has one."""

    def __init__(self, rows: Iterable[Row], columns: list[str], known: OwnRefs) -> None:
        super().__init__(rows, lambda row: (*row, known.of(dict(zip(columns, row, strict=True)))))
        self.some = bool(known)


def beside(
    now: Projections,
    columns: list[str],
    rows: Iterable[Row],
    as_of: date,
    known_by: date | None = None,
) -> tuple[list[str], Iterable[Row]]:
    """An answer with the own references as its last column, if it has a `ref`."""
    if "ref" not in columns or COLUMN in columns:
        return columns, rows
    known = OwnRefs(now, as_of, known_by)
    return [*columns, COLUMN], Beside(rows, columns, known)


def any_of(rows: Iterable[Row]) -> bool:
    """Whether any of the rows has one, as its last value."""
    if isinstance(rows, Chained):
        return any(map(any_of, rows.answers))
    if isinstance(rows, Beside) and not rows.some:  # There is no need to fetch them all.
        return False
    return any(row[-1] for row in rows)
