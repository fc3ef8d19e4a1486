"""A workbook of one sheet in an office's own form: its headings, and under them its rows.

Nothing in it is a formula or a link, whatever people wrote.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from commands.reports.render.cells import text
from commands.reports.render.heights import height
from commands.reports.render.xlsx import FIRST_DAY, LONGEST, put_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

WIDTHS = {"action": 50, "notes": 60, "response": 40, "reference": 18, "owner": 20, "status": 22}
WIDTH = 13  # Of any other column, in characters.
FILLS = {"red": "#FF9999", "amber": "#FFC000", "green": "#92D050", "blue": "#9BC2E6"}
_TOP = {"valign": "top"}


def written(
    name: str,
    marking: str,
    headings: Sequence[str],
    kinds: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> bytes:
    """The bytes of the workbook. `kinds`: the kind of each column: RAG is coloured, percent is
    shown as a percentage. The same rows give the same bytes."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    styles = {
        "head": book.add_format({**_TOP, "bold": True, "text_wrap": True, "bg_color": "#E8E8E8"}),
        "text": book.add_format({**_TOP, "text_wrap": True}),
        "date": book.add_format({**_TOP, "num_format": "dd/mm/yyyy", "align": "left"}),
        "percent": book.add_format({**_TOP, "num_format": "0%"}),
    }
    styles |= {one: book.add_format({**_TOP, "bg_color": FILLS[one]}) for one in FILLS}
    sheet = book.add_worksheet(_named(name))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C{text(marking)}")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), max(len(headings) - 1, 0))
    widths = [WIDTHS.get(kind, WIDTH) for kind in kinds]
    for row, values in enumerate([headings, *rows]):
        sheet.set_row(row, height(zip(map(_shown, values), widths, strict=True)))
    for at, (heading, kind) in enumerate(zip(headings, kinds, strict=True)):
        sheet.set_column(at, at, widths[at])
        put_text(sheet, 0, at, text(heading), styles["head"])
        for row, values in enumerate(rows, 1):
            _put(sheet, row, at, values[at], kind, styles)
    book.close()
    return made.getvalue()


def _put(
    sheet: "Worksheet", row: int, at: int, value: Any, kind: str, styles: dict[str, "Format"]
) -> None:
    if isinstance(value, float):
        sheet.write_number(row, at, value, styles["percent"])
    elif isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, at, value, styles["date"])
    elif value is not None:
        said = text(value.isoformat() if isinstance(value, date) else str(value))
        first = said.partition(" ")[0].lower() if kind == "RAG" else ""
        put_text(sheet, row, at, said[:LONGEST], styles.get(first, styles["text"]))


def _shown(value: Any) -> str:
    return text(value) if isinstance(value, str) else ""


def _named(name: str) -> str:
    """The name made fit for a sheet."""
    plain = "".join("-" if one in "[]:*?/\\'" else one for one in text(name))[:31]
    return "Actions" if plain.lower() in ("", "history") else plain
