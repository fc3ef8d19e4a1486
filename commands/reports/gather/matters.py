"""How many matters inspectors raised: over time, and by inspection."""

from collections.abc import Mapping
from datetime import date

from commands.reports.gather import drawn
from commands.reports.gather.asking import Row, Rows, columns, is_open, table
from commands.reports.model import Chart, Table

PERIODS_MOST = 12


class Matters:
    """The items of the inspections, counted on a day. `ended`: the day on which each was over."""

    def __init__(self, items: Rows, inspections: Rows, ended: Mapping[str, date], on: date) -> None:
        self._items, self._inspections = items, inspections
        self._ended, self._on = ended, on

    def tables(self) -> tuple[Table, ...]:
        return self._over_time(), self._by_inspection()

    def charts(self) -> tuple[Chart, ...]:
        return (*drawn.over_time(self._over_time()), *drawn.by_inspection(self._by_inspection()))

    def _over_time(self) -> Table:
        """How many there were, each day on which that changed; of many such days, by their ends."""
        rows = Rows(withheld=self._items.withheld)
        titles = {row["inspection"]: row["title"] for row in self._inspections}
        before = date.min
        for end in _ends(self._changed_on(), self._on):
            found = [row for row in self._items if row["issued_on"] <= end]
            over = sum(not is_open(row) and ended_on(self._ended, row) <= end for row in found)
            new = {row["inspection"] for row in found if row["issued_on"] > before}
            rows.append({"day": end, "found": len(found), "over": over, "open": len(found) - over,
                         "inspections": [_named(titles, ref) for ref in sorted(new)]})  # fmt: skip
            before = end
        of = columns(
            *("day: By, date", "found: Found, number", "over: Settled, number"),
            *("open: Open, number", "inspections: Newly found in | none"),
        )
        return table("items-over-time", "Matters found, settled and open", of, rows,
                     "Counted from the start.")  # fmt: skip

    def _changed_on(self) -> set[date]:
        """The days on which any was found or settled."""
        settled = {ended_on(self._ended, row) for row in self._items if not is_open(row)}
        return ({row["issued_on"] for row in self._items} | settled) - {date.min}

    def _by_inspection(self) -> Table:
        of = columns(
            *("inspection: Inspection, ref", "title: Report"),
            *("found: Found, number", "over: Settled, number", "open: Still open, number"),
        )
        rows = Rows(withheld=self._items.withheld)
        for one in self._inspections:
            mine = [row for row in self._items if row["inspection"] == one["inspection"]]
            live = sum(map(is_open, mine))
            if mine:
                counts = {"found": len(mine), "over": len(mine) - live, "open": live}
                rows.append({"inspection": one["inspection"], "title": one["title"], **counts})
        return table("items-by-inspection", "Matters by inspection", of, rows)


def ended_on(ended: Mapping[str, date], row: Row) -> date:
    """The day on which an item was over; long ago for one that is not."""
    return ended.get(row["ref"]) or date.min


def _named(titles: dict[str, str], ref: str) -> str:
    """An inspection by its name."""
    return f"{titles[ref]} ({ref})" if ref in titles else ref


def _ends(days: set[date], on: date) -> list[date]:
    """The days, where they are few; else the ends of the quarters, or of the years, from the first
    on; and the paper's own day."""
    if not days:
        return []
    if len(days | {on}) <= PERIODS_MOST:
        return sorted(days | {on})
    first = min(days)
    years = range(first.year, on.year + 1)
    quarters = [date(year, *end) for year in years for end in ((3, 31), (6, 30), (9, 30), (12, 31))]
    ends = [end for end in quarters if first <= end < on]
    if len(ends) >= PERIODS_MOST:
        ends = [date(year, 12, 31) for year in years if year >= on.year - PERIODS_MOST]
    return [*(end for end in ends if end < on), on]
