"""Trackers as offices have them, tidy and awful; each is invented."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import xlsxwriter

Rows = list[list[Any]]
# What every layout says, in its own way: reference, action, owner, raised, due, status, notes.
ACTIONS: Rows = [
    ["05/19/04/2018", "Share the findings", "CC", date(2018, 4, 19), date(2018, 9, 1), "Open", ""],
    ["2018/15", "Review the kits", "CEX", date(2018, 5, 1), date(2019, 6, 30), "In progress", ""],
    ["2018/16", "Write to the Home Office", "CC", date(2018, 5, 1), None, "On-going", "Drafted"],
]
HEADS = ["Ref", "Action", "Owner", "Date raised", "Due date", "Status", "Notes"]


def text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return "" if value is None else str(value)


def workbook(fill: Callable[[Any, Any], None], name: str = "Actions") -> bytes:
    """A workbook whose one sheet `fill(book, sheet)` writes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    fill(book, book.add_worksheet(name))
    book.close()
    return made.getvalue()


def put(book: Any, sheet: Any, rows: Rows, top: int = 0) -> None:
    shown = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, values in enumerate(rows, top):
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, shown)
            elif value not in (None, ""):
                sheet.write(row, column, value)


def tidy() -> bytes:
    return workbook(lambda book, sheet: put(book, sheet, [HEADS, *ACTIONS]))


def titled() -> bytes:
    """A title over all columns, an empty row, other headings, another order."""
    heads = [
        "No.",
        "Lead officer",
        "Agreed action",
        "Target date",
        "Meeting date",
        "State",
        "Update",
    ]
    rows = [[a[0], a[2], a[1], a[4], a[3], a[5], a[6]] for a in ACTIONS]

    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:G1", "Action log of the board (invented)")
        put(book, sheet, [heads, *rows], 3)

    return workbook(fill)


def two_headings() -> bytes:
    """A heading of two rows: Dates over Raised and Due."""

    def fill(book: Any, sheet: Any) -> None:
        for column, said in enumerate(HEADS):
            if column not in (3, 4):
                sheet.merge_range(0, column, 1, column, said)
        sheet.merge_range(0, 3, 0, 4, "Dates")
        put(book, sheet, [["", "", "", "Raised", "Due"], *ACTIONS], 1)

    return workbook(fill)


def as_text() -> bytes:
    """Days as text in three ways, a day shown as a number, spaces around everything."""
    days = ["19 April 2018", "1.5.18", "2018-05-01"]
    rows = [list(action) for action in ACTIONS]
    for row, raised in zip(rows, days, strict=True):
        row[3] = f" {raised} "
    rows[0][4], rows[1][4] = 43344, "30th June 2019"
    return workbook(lambda book, sheet: put(book, sheet, [HEADS, *rows]))


def merged() -> bytes:
    """One owner's cell over two rows; a hidden column, a hidden row."""

    def fill(book: Any, sheet: Any) -> None:
        rows = [ACTIONS[0], ACTIONS[2], ACTIONS[1]]
        put(book, sheet, [HEADS, *rows])
        sheet.merge_range(1, 2, 2, 2, "CC")
        sheet.set_column(6, 6, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})

    return workbook(fill)


def formulas() -> bytes:
    """The due date is a formula, of which Excel kept the value; the heading comes twice."""

    def fill(book: Any, sheet: Any) -> None:
        put(book, sheet, [HEADS, *ACTIONS[:2], HEADS, ACTIONS[2]])
        shown = book.add_format({"num_format": "d mmm yyyy"})
        sheet.write_formula(1, 4, "=D2+135", shown, 43344)

    return workbook(fill)


def semicolons() -> bytes:
    lines = [";".join(map(text, row)) for row in [HEADS, *ACTIONS]]
    return "\r\n".join(["sep=;", *lines]).encode("cp1252")


def tabs() -> bytes:
    return "\n".join("\t".join(map(text, row)) for row in [HEADS, *ACTIONS]).encode("utf-16")


def bars() -> bytes:
    return "\n".join("|".join(map(text, row)) for row in [HEADS, *ACTIONS]).encode("utf-8-sig")


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Action log")
    table = document.add_table(rows=0, cols=len(HEADS))
    for row in [HEADS, *ACTIONS]:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            cell.text = text(value)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def page() -> bytes:
    def row(values: list[Any], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{text(v)}</{tag}>" for v in values) + "</tr>"

    rows = row(HEADS, "th") + "".join(row(action, "td") for action in ACTIONS)
    return f"<!doctype html><html><body><table>{rows}</table></body></html>".encode()


LAYOUTS: dict[str, Callable[[], bytes]] = {
    "tidy.xlsx": tidy,
    "titled.xlsx": titled,
    "two-headings.xlsx": two_headings,
    "as-text.xlsx": as_text,
    "merged.xlsx": merged,
    "formulas.xlsx": formulas,
    "semicolons.csv": semicolons,
    "tabs.tsv": tabs,
    "bars.csv": bars,
    "word.docx": word,
    "page.html": page,
}
