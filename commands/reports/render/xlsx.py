"""The workbook behind a paper: one sheet a table that has rows, figures as figures, every text as
text.

Nothing in it is a formula, whatever people wrote; its links lead from the contents to its sheets.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.reports.model import Paper, Table, UnsureDay, unsure
from commands.reports.render.cells import exact, figure, text
from commands.reports.render.heights import LINE, height
from ledger.errors import Refused

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MOST_ROWS = 1_048_575  # Under the row of headings: Excel's own limit.
LONGEST = 32_767  # The longest cell, in UTF-16 units, likewise.
FIRST_DAY = date(1900, 3, 1)  # Before it, a spreadsheet's days are wrong or none.
WIDEST, NARROWEST = 60, 8  # Of a column, in characters.
BROADEST = 80  # The column of sentences on the first sheet.
CONTENTS = "Contents"
_LEFT, _APART = {"align": "left"}, {"align": "right", "indent": 1}  # Of what is beside it.
_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "date": {"num_format": "d mmm yyyy", **_LEFT},
    "inferred": {"num_format": 'd mmm yyyy "(inferred)"', **_LEFT},
    "unknown": {"num_format": 'd mmm yyyy "(day unknown)"', **_LEFT},
    "moment": {"num_format": "d mmm yyyy hh:mm:ss", **_LEFT},
    "number": {"num_format": "General", **_APART},
    "money": {"num_format": "£#,##0.00", **_APART},
    "head": {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8E8E8"},
    "title": {"bold": True, "font_size": 14},
    "link": {"underline": 1, "font_color": "#1D70B8"},
}


def write(paper: Paper, tables: Sequence[Table], file: Path, *, streamed: bool = False) -> None:
    """Write the workbook. `streamed`: if there are too many rows to hold, each text is written in
    its cell. Raises Refused for a table that is too long for a sheet."""
    for table in tables:
        if len(table.rows) > MOST_ROWS:
            raise Refused(
                f"{table.name} has {len(table.rows):,} rows, and a sheet holds {MOST_ROWS:,}."
                " Choose csv, parquet or duckdb."
            )
    with _begun(file, streamed) as book:
        _fill(book, paper, tables)


@contextmanager
def _begun(file: Path, streamed: bool) -> Iterator["Workbook"]:
    """A workbook, which becomes `file` at the end. Raises OSError if it cannot be written."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    if streamed:
        book = Workbook(file, {"constant_memory": True, "tmpdir": file.parent, "use_zip64": True})
    else:
        made = BytesIO()  # So that a full disk fails here, not in a destructor.
        book = Workbook(made, {"in_memory": True})
    try:
        yield book
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    finally:
        for sheet in book.worksheets() if streamed else ():
            with suppress(OSError):  # The disk is full, which was already reported.
                sheet.row_data_fh.close()
    if not streamed:
        file.write_bytes(made.getbuffer())


def _fill(book: "Workbook", paper: Paper, tables: Sequence[Table]) -> None:
    book.set_properties(
        {
            "title": text(paper.title),
            "subject": text(paper.marking),
            "comments": text(paper.seal_line),
            # Not the time of making: the same paper gives the same bytes.
            "created": datetime.combine(paper.on, time(), UTC).replace(tzinfo=None),
        }
    )
    styles = {name: book.add_format({"valign": "top", **of}) for name, of in _FORMATS.items()}
    told = [table for table in tables if table.rows]
    names = dict(zip((table.name for table in told), _names(told), strict=True))
    _contents(book, paper, tables, names, styles)
    for table in told:
        _sheet(book, paper, table, names[table.name], styles)


def _names(tables: Sequence[Table]) -> list[str]:
    """A name for each sheet: at most 31 characters, and unique whatever its case."""
    names: list[str] = []
    taken = {CONTENTS.lower(), "history"}  # The second is Excel's own.
    for table in tables:
        plain = "".join("-" if one in "[]:*?/\\'" else one for one in text(table.name)) or "table"
        name, number = plain[:31], 1
        while name.lower() in taken:
            number += 1
            name = f"{plain[: 30 - len(str(number))]}-{number}"
        taken.add(name.lower())
        names.append(name)
    return names


def _contents(
    book: "Workbook",
    paper: Paper,
    tables: Sequence[Table],
    names: dict[str, str],
    styles: dict[str, "Format"],
) -> None:
    """The first sheet: what this is, what the other sheets have, and which tables are empty."""
    sheet = book.add_worksheet(CONTENTS)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, BROADEST)
    sheet.set_column(2, 2, NARROWEST)
    _print(sheet, paper)
    _text(sheet, 0, 0, paper.title, styles["title"])
    not_here = f"The sentences beside the tables, and the charts, are in {paper.name}.html."
    whole = [paper.completeness, not_here]
    facts = [paper.body, *paper.sentences, *whole, paper.seal_line, paper.beyond]
    row = 1
    _text(sheet, row, 0, paper.marking, styles["text"])
    _put(sheet, row, 1, paper.on, "date", styles)
    for row, fact in enumerate((fact for fact in facts if fact), 2):
        _text(sheet, row, 1, fact, styles["text"])
        sheet.set_row(row, height([(fact, BROADEST)]))
    row += 2
    for at, head in enumerate(("Sheet", "What it shows", "Rows")):
        _text(sheet, row, at, head, styles["head"])
    for at, table in enumerate(tables, row + 1):
        name, said = names.get(table.name), ": ".join(filter(None, [table.title, table.note]))
        if name:
            sheet.write_url(at, 0, f"internal:'{name}'!A1", styles["link"], name)
        else:
            _text(sheet, at, 0, "no rows, so no sheet", styles["text"])
        _text(sheet, at, 1, said, styles["text"])
        sheet.set_row(at, height([(name or "", 32), (said, BROADEST)]))
        _put(sheet, at, 2, len(table.rows), "number", styles)


def _sheet(
    book: "Workbook", paper: Paper, table: Table, name: str, styles: dict[str, "Format"]
) -> None:
    sheet = book.add_worksheet(name)
    _print(sheet, paper)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), max(len(table.columns) - 1, 0))
    widths = _widths(table)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, height((c.heading, w) for c, w in zip(table.columns, widths, strict=True)))
    if book.constant_memory:
        _by_row(sheet, table, widths, styles)
    else:
        _by_column(sheet, table, widths, styles)


def _by_row(
    sheet: "Worksheet", table: Table, widths: Sequence[int], styles: dict[str, "Format"]
) -> None:
    """The cells as they are read; earlier rows are already on the disk."""
    for at, column in enumerate(table.columns):
        _text(sheet, 0, at, column.heading, styles["head"])
    for row, values in enumerate(table.rows, 1):
        _heighten(sheet, row, values, widths)
        for at, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            _put(sheet, row, at, value, column.kind, styles)


def _by_column(
    sheet: "Worksheet", table: Table, widths: Sequence[int], styles: dict[str, "Format"]
) -> None:
    """The cells in the order in which a paper's workbook has always numbered their texts."""
    for row, values in enumerate(table.rows, 1):
        _heighten(sheet, row, values, widths)
    for at, column in enumerate(table.columns):
        _text(sheet, 0, at, column.heading, styles["head"])
        for row, values in enumerate(table.rows, 1):
            _put(sheet, row, at, values[at], column.kind, styles)


def _heighten(sheet: "Worksheet", row: int, values: Sequence[Any], widths: Sequence[int]) -> None:
    tall = height((_cell_text(one), w) for one, w in zip(values, widths, strict=True))
    if tall > LINE:
        sheet.set_row(row, tall)


def _print(sheet: "Worksheet", paper: Paper) -> None:
    """As it is printed: A4 across, all columns on a page, the marking above, the seal below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C{text(paper.marking)[:200].replace('&', '&&')}")
    sheet.set_footer(f"&L{text(paper.seal_line)[:200].replace('&', '&&')}&RPage &P of &N")


def _widths(table: Table) -> list[int]:
    heads = [max(len(word) for word in f"{c.heading} ".split(" ")) + 2 for c in table.columns]
    for values in table.rows:
        for at, column in enumerate(table.columns):
            if heads[at] < WIDEST:
                heads[at] = max(heads[at], len(_drawn(values[at], column.kind)))
    return [max(min(one + 1, WIDEST), NARROWEST) for one in heads]


def _drawn(value: Any, kind: str) -> str:
    """How a cell shows a value; a day or a sum that does not fit would show as ###."""
    if isinstance(value, UnsureDay):
        return f"{value:%d %b %Y}{unsure(value)}"
    return f"£{value:,.2f}  " if kind == "money" and figure(value) else exact(value)


def _put(
    sheet: "Worksheet", row: int, at: int, value: Any, kind: str, styles: dict[str, "Format"]
) -> None:
    """Write one cell according to its value. A number or a day that a spreadsheet would alter is
    written as text."""
    if value is None:
        return
    if figure(value):
        style = "money" if kind == "money" else "number"
        sheet.write_number(
            row, at, float(value) if isinstance(value, Decimal) else value, styles[style]
        )
    elif isinstance(value, date) and _day(value) >= FIRST_DAY:
        style = "moment" if isinstance(value, datetime) else "date"
        style = value.basis if isinstance(value, UnsureDay) else style
        sheet.write_datetime(row, at, value, styles[style])
    else:
        _text(sheet, row, at, exact(value), styles["text"])


def _cell_text(value: Any) -> str:
    """The text of a value, if it may take several lines."""
    return _fitting(text(exact(value))) if isinstance(value, str | tuple | list) else ""


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _text(sheet: "Worksheet", row: int, at: int, said: str, style: "Format") -> None:
    put_text(sheet, row, at, _fitting(text(said)), style)


def put_text(sheet: "Worksheet", row: int, at: int, said: str, style: "Format") -> None:
    """Write any text. The library reads what begins with <r> and ends with </r> as formatted text,
    and would not escape it, so that is given as formatted text, in pieces."""
    if said.startswith("<r>") and said.endswith("</r>"):
        rest = re.split("(?<=_)(?=x)", said[2:])  # In one piece, _x0041_ would be escaped twice.
        sheet.write_rich_string(row, at, *said[:2], *rest, style)
    else:
        sheet.write_string(row, at, said, style)


def _fitting(said: str) -> str:
    """Text cut to fit a cell, with a note if it was cut."""
    units = said.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return said
    tail = f" … cut here: a cell holds no more of these {len(said):,} characters."
    kept = units[: 2 * (LONGEST - len(tail))].decode("utf-16-le", "ignore")
    return kept + tail
