"""The figures of a body's actions, and their charts."""

from datetime import date
from functools import cached_property
from typing import Any

from commands.reports.gather import drawn
from commands.reports.gather.asking import PaperQuery, Row, Rows, columns, table
from commands.reports.gather.words import be, besides, count
from commands.reports.model import Chart, Table

BANDS = (
    ("up to 3 months", 91),
    ("3 to 6 months", 182),
    ("6 to 12 months", 365),
    ("1 to 2 years", 730),
    ("over 2 years", 10**9),
)
CLOSURES_LEAST = 10
WAITED_MOST = 8


class Figures:
    """Figures of the actions of a paper's body: how old the live ones are, how often they
    waited, how their due dates moved, and how long closing took. `moved`: all changes of their
    due dates."""

    def __init__(self, query: PaperQuery, every: Rows, live: Rows, moved: Rows) -> None:
        self.query, self.all, self.live, self.moved = query, every, live, moved

    def quiet(self) -> tuple[str, ...]:
        """Which charts are missing, and why."""
        if not self.all:
            return ()
        few = (too_few(self._closed),) if len(self._closed) < CLOSURES_LEAST else ()
        return few if self._slipped() else ("No due date of a live action was moved.", *few)

    def tables(self) -> tuple[Table, ...]:
        bands, least = Rows(withheld=self.live.withheld), -1
        for name, most in BANDS:
            of = [row for row in self.live.by(by_age) if least < row["age_days"] <= most]
            oldest = of[0]["ref"] if of else None
            bands.append({"band": name, "count": len(of), "oldest": oldest})
            least = most
        band = columns(
            "band: Open for", "count: Actions, number", "oldest: The oldest of them, ref | none"
        )
        waited = self.live.by(_by_meetings)
        waited_columns = columns(
            *("ref: Action, ref", "title: What shall be done", "raised_on: Raised, date"),
            "carried: Times carried forward, number",
            "held_since: Meetings held since, number",
        )
        moved_columns = columns(
            *(
                "ref: Action, ref",
                "title: What shall be done",
                "original_due: First due, date | no due date",
            ),
            *(
                "due: Due now, date | no due date",
                "slipped: Days later, number",
                "extensions: Extensions, number",
            ),
            "dues: As it moved, date",
        )
        return (
            table("ageing", "Live actions by age", band, bands),
            table("meetings", "Since when live actions wait", waited_columns, waited,
                  "Of the body at whose meetings each stands, since it was raised."),
            table("slippage", "Due dates moved", moved_columns, self._slipped(),
                  "Of live actions, the furthest moved first.", "due_date_slippage"),
            *self._closing_times(),
        )  # fmt: skip

    def _slipped(self) -> Rows:
        moved = self.live.where(lambda r: r["extensions"] and r["due"] and r["original_due"])
        ways: dict[str, list[date]] = {}
        for row in sorted(self.moved, key=lambda row: int(row["event"])):
            ways.setdefault(row["ref"], []).extend(filter(None, [row["due"]]))

        def moves(row: Row) -> Row:
            dues = [row["original_due"], *ways.get(row["ref"], ())]
            dues = dues if dues[-1] == row["due"] else [*dues, row["due"]]
            return row | {"slipped": (row["due"] - row["original_due"]).days, "dues": dues}

        found = moved.each(moves)
        return found.by(lambda row: (-row["slipped"], row["ref"]))

    @cached_property
    def _closed(self) -> Rows:
        refs = self.all.refs()
        return self.query.rows("time_to_close", lambda row: row["ref"] in refs)

    def _closing_times(self) -> tuple[Table, ...]:
        days = sorted(row["days"] for row in self._closed)
        of = columns(
            *("closures: Closed, number", "shortest: Fewest days, number"),
            *("median: Median days, number | too few", "longest: Most days, number"),
        )
        if not days:
            none = Rows(withheld=self._closed.withheld)
            return (table("time-to-close", "Days from raised to closed", of, none),)
        enough = len(days) >= CLOSURES_LEAST
        median = days[(len(days) - 1) // 2] if enough else None
        row = {"closures": len(days), "shortest": days[0], "median": median, "longest": days[-1]}
        note = "" if enough else too_few(self._closed)
        found = Rows([row], self._closed.withheld)
        return (table("time-to-close", "Days from raised to closed", of, found, note,
                      "time_to_close_overall"),)  # fmt: skip

    def charts(self) -> tuple[Chart, ...]:
        tables = {table.name: table for table in self.tables()}
        # By name: the office's own references, where there are any, are a column more.
        waited = _picked(tables["meetings"], "ref", "title", "held_since")[:WAITED_MOST]
        closing = [row for row in tables["time-to-close"].rows if row[2] is not None]
        return (
            *drawn.ageing(tables["ageing"]),
            *drawn.waited(waited),
            *drawn.slippage(tables["slippage"]),
            *(drawn.closing(row) for row in closing),
        )


def _picked(made: Table, *names: str) -> list[tuple[Any, ...]]:
    """The rows of a table, in those columns."""
    at = [[column.name for column in made.columns].index(name) for name in names]
    return [tuple(row[one] for one in at) for row in made.rows]


def too_few(closed: Rows) -> str:
    said = count(len(closed), "action") if closed else "No action"
    return (
        f"{said}{besides(closed)} {be(len(closed) or 1)} closed: too few for a median of the time"
        f" to close, which needs {CLOSURES_LEAST}."
    )


def by_age(row: Row) -> tuple[int, str]:
    return -row["age_days"], row["ref"]


def _by_meetings(row: Row) -> tuple[int, date, str]:
    return -row["held_since"], row["raised_on"], row["ref"]
