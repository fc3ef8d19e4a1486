"""Figures from tables, prepared for charts."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from commands.reports.gather.words import count, listed
from commands.reports.model import Chart, Series, Table


def chart(
    name: str,
    title: str,
    description: str,
    shape: Literal["bars", "lines", "spans"],
    labels: Sequence[str],
    values: Mapping[str, Sequence[float | None]],
    unit: str,
) -> Chart:
    """A chart beside the table of the same name."""
    series = tuple(Series(name=one, values=tuple(values[one])) for one in values)
    return Chart(
        name=name, title=title, description=description, shape=shape,
        labels=tuple(labels), series=series, unit=unit, table=name,
    )  # fmt: skip


def ageing(figures: Table) -> Chart:
    """How many actions of each age, and the oldest of each."""
    labels = [f"{row[0]}{f', the oldest {row[2]}' if row[2] else ''}" for row in figures.rows]
    said = listed(f"{label}: {row[1]}" for label, row in zip(labels, figures.rows, strict=True))
    return chart("ageing", "How long have the live actions been open?", f"Actions: {said}.", "bars",
                 labels, {"actions": [row[1] for row in figures.rows]}, "actions")  # fmt: skip


def waited(rows: Sequence[tuple[Any, ...]]) -> Chart:
    """How many meetings each has waited; the number stands last in its row, as in the table."""
    said = listed(f"{row[0]} {count(row[-1], 'meeting')}" for row in rows)
    return chart("meetings", "How many meetings have been held since each was raised?",
                 f"The most: {said}.", "bars", [f"{row[0]} {row[1]}" for row in rows],
                 {"meetings held since": [row[-1] for row in rows]}, "meetings")  # fmt: skip


def slippage(rows: Sequence[tuple[Any, ...]]) -> Chart:
    """From the first due date to the present one, in days after the earliest of all."""
    start = min(row[2] for row in rows)
    said = listed(f"{row[0]} by {count(row[4], 'day')}" for row in rows)
    return chart(
        "slippage", "How far have due dates slipped?", f"Moved later: {said}.", "spans",
        [f"{r[0]}, {count(r[4], 'day')} later: {_span(r)}" for r in rows],
        {
            "first due": [(row[2] - start).days for row in rows],
            "due now": [(row[3] - start).days for row in rows],
        },
        "",
    )  # fmt: skip


def _span(row: tuple[Any, ...]) -> str:
    return " to ".join(f"{on.day} {on:%b %Y}" for on in row[2:4])


def closing(row: tuple[Any, ...]) -> Chart:
    closures, shortest, median, longest = row
    return chart(
        "time-to-close", "How long does it take to close an action?",
        f"Of {closures} closed, half took {median} days or fewer; from {shortest} to {longest}.",
        "spans", [f"{closures} closed actions"],
        {"fewest": [shortest], "median": [median], "most": [longest]}, "days",
    )  # fmt: skip
