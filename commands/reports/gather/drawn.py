"""Figures from tables, prepared for charts. One that would show nothing is not made."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from commands.reports.gather.words import count, listed
from commands.reports.model import Chart, Series, Table

NAMED_MOST = 10


def chart(
    name: str,
    title: str,
    description: str,
    shape: Literal["bars", "lines", "spans"],
    labels: Sequence[str],
    values: Mapping[str, Sequence[float | None]],
    unit: str,
    at: Sequence[float] = (),
    axis: Sequence[tuple[float, str]] = (),
) -> Chart:
    """A chart beside the table of the same name."""
    series = tuple(Series(name=one, values=tuple(values[one])) for one in values)
    return Chart(
        name=name, title=title, description=description, shape=shape, labels=tuple(labels),
        series=series, unit=unit, table=name, at=tuple(at), axis=tuple(axis),
    )  # fmt: skip


def ageing(figures: Table) -> tuple[Chart, ...]:
    """How many actions of each age, and the oldest of each."""
    if sum(row[1] for row in figures.rows) < 2:
        return ()
    labels = [f"{row[0]}{f', the oldest {row[2]}' if row[2] else ''}" for row in figures.rows]
    said = listed(f"{label}: {row[1]}" for label, row in zip(labels, figures.rows, strict=True))
    return (chart("ageing", "How long have the live actions been open?", f"Actions: {said}.",
                  "bars", labels, {"actions": [row[1] for row in figures.rows]},
                  "actions"),)  # fmt: skip


def waited(rows: Sequence[tuple[Any, ...]]) -> tuple[Chart, ...]:
    """How many meetings each has waited; in the table, the number stands last in its row."""
    if len({row[-1] for row in rows}) < 2:  # Bars of equal length show nothing.
        return ()
    said = listed(f"{row[0]} {count(row[-1], 'meeting')}" for row in rows)
    return (chart("meetings", "How many meetings have been held since each was raised?",
                  f"The most: {said}.", "bars", [f"{row[0]} {row[1]}" for row in rows],
                  {"meetings held since": [row[-1] for row in rows]}, "meetings"),)  # fmt: skip


def slippage(figures: Table) -> tuple[Chart, ...]:
    """Where each due date was before each move, and where it is now, in days after the earliest."""
    rows = [dict(zip((c.name for c in figures.columns), row, strict=True)) for row in figures.rows]
    rows = rows[:NAMED_MOST]
    if not rows:
        return ()
    days = [day for row in rows for day in row["dues"]]
    start, end = min(days), max(days)
    said = listed(f"{row['ref']} by {count(row['slipped'], 'day')}" for row in rows)
    between = max(len(row["dues"]) for row in rows) - 2

    def since(row: dict[str, Any], at: int) -> float | None:
        """Of what it was moved to on its way: nothing if it was not moved so often."""
        return (row["dues"][at] - start).days if at < len(row["dues"]) - 1 else None

    return (
        chart(
            "slippage", "How far have due dates slipped?", f"Moved later: {said}.", "spans",
            [f"{row['ref']}, {count(row['slipped'], 'day')} later: {_way(row)}" for row in rows],
            {
                "first due": [(row["dues"][0] - start).days for row in rows],
                "due now": [(row["dues"][-1] - start).days for row in rows],
            } | {
                f"moved to, {at}": [since(row, at) for row in rows]
                for at in range(1, between + 1)
            },
            "",
            axis=ticks(start, end),
        ),
    )  # fmt: skip


def _way(row: dict[str, Any]) -> str:
    return " to ".join(short(on) for on in row["dues"])


def over_time(figures: Table) -> tuple[Chart, ...]:
    """How many items were open and how many settled, day by day, on a true axis of time."""
    rows = tuple(figures.rows)
    if len(rows) < 2:
        return ()
    days = [row[0] for row in rows]
    at = [(on - days[0]).days for on in days]
    notes = [f"{short(row[0])}: {', '.join(row[4])}" if row[4] else "" for row in rows]
    last = f"On {short(days[-1])}, {rows[-1][3]} open and {rows[-1][2]} settled."
    return (
        chart("items-over-time", "How many matters of inspections have been open, since when?",
              last, "lines", notes,
              {"open": [row[3] for row in rows], "settled": [row[2] for row in rows]},
              "matters", at, ticks(days[0], days[-1])),
    )  # fmt: skip


def by_inspection(figures: Table) -> tuple[Chart, ...]:
    """For inspections with open items: how many items were found, and how many settled."""
    latest = [row for row in figures.rows if row[4]][-NAMED_MOST:]
    if len(latest) < 2:
        return ()
    said = listed(f"{row[0]}: {row[2]} found, {row[3]} settled" for row in latest)
    return (
        chart("items-by-inspection", "Which inspections have matters still open?", f"{said}.",
              "bars", [f"{row[1]} ({row[0]})" for row in latest],
              {"found": [row[2] for row in latest], "settled": [row[3] for row in latest]},
              "matters"),
    )  # fmt: skip


def closing(row: tuple[Any, ...]) -> Chart:
    closures, shortest, median, longest = row
    return chart(
        "time-to-close", "How long does it take to close an action?",
        f"Of {closures} closed, half took {median} days or fewer; from {shortest} to {longest}.",
        "spans", [f"{closures} closed actions"],
        {"fewest": [shortest], "median": [median], "most": [longest]}, "days",
    )  # fmt: skip


def ticks(first: date, last: date) -> list[tuple[float, str]]:
    """The first and the last day, and between them the beginnings of years, or of quarters if there
    are few years, each in days after the first."""
    years = range(first.year, last.year + 1)
    months = (1,) if len(years) > 3 else (1, 4, 7, 10)
    begun = [date(year, month, 1) for year in years for month in months]
    inner = [(on, f"{on:%b %Y}" if len(years) <= 3 else f"{on.year}") for on in begun]
    every = [(first, short(first)), *(t for t in inner if first < t[0] < last)]
    if last > first:
        every.append((last, short(last)))
    return [((on - first).days, said) for on, said in every]


def short(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
