"""How a paper writes numbers and lists."""

from collections.abc import Iterable
from datetime import date

from commands.reports.gather.asking import Rows
from commands.reports.model import Figure
from ledger.words import agreeing, counted, day, plural


def count(number: int, one: str, many: str = "") -> str:
    """8 actions; 1 action; no actions."""
    return counted(number, one, many) if number else f"no {many or plural(one)}"


def figure(number: int | str, table: str, one: str = "", many: str = "", asks: str = "") -> Figure:
    """The same as a figure that leads to its table, and to the question (`asks`) that has its
    rows."""
    words = count(number, one, many) if one and isinstance(number, int) else str(number)
    return Figure(words=words, table=table, asks=asks)


def shown(
    rows: Rows, table: str, one: str = "", many: str = "", none: str = "none", asks: str = ""
) -> Figure:
    """How many rows there are, as a figure that says how many more are withheld: 6 actions (2 more
    withheld)."""
    said = count(len(rows), one, many) if one else f"{len(rows):,}"
    return Figure(words=(said if rows else none) + besides(rows), table=table, asks=asks)


def besides(rows: Rows) -> str:
    """How many more are withheld, to stand directly after the number that are shown; empty if none
    is."""
    more = "more " if rows else ""
    return f" ({len(rows.withheld):,} {more}withheld)" if rows.withheld else ""


def listed(words: Iterable[str]) -> str:
    """a; a and b; a, b and c."""
    *most, last = list(words) or ["none"]
    return f"{', '.join(most)} and {last}" if most else last


def be(number: int) -> str:
    return agreeing(number, "is")


def has(number: int) -> str:
    return agreeing(number, "has")


def were(number: int) -> str:
    return agreeing(number, "was")


def on_day(on: date, basis: str | None) -> str:
    """31 March 2018; with a note if no paper states that day."""
    if basis == "unknown":
        return "day unknown"
    return day(on) if basis in (None, "stated") else f"{day(on)}, day inferred"
