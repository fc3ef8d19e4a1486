"""A workbook of Excel's own form: its parts are read as a stream, and nothing in it is run.

Formulas count as the value that Excel kept of them. Hidden rows, columns and sheets are read, and
noted; so are merged cells, strike-through, comments and the colour of the fill.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from commands.imports import comments
from commands.imports.table import IN_PART, Cell, Sheet, Size, column_of, letters
from commands.papers.archive import OLE, ZIP, Archive
from ledger.errors import Misused

RANK = 10
ONLY_TABLES = True
_DAYS = {14, 15, 16, 17, 22, *range(27, 32), *range(34, 37), *range(45, 48), *range(50, 59)}
_MONTH = 17
_STRINGS = 16 << 20  # Characters of all texts that cells share.
_DAMAGED = "The workbook is damaged: {}. Open it in Excel and save it again."


def takes(data: bytes, name: str) -> bool:
    if data.startswith(ZIP):
        return b"xl/workbook.xml" in data or name.lower().endswith((".xlsx", ".xlsm"))
    return data.startswith(OLE) and name.lower().endswith((".xlsx", ".xls", ".xlsm"))


def read(data: bytes, name: str) -> list[Sheet]:  # noqa: ARG001
    if data.startswith(OLE):
        raise Misused(
            "The workbook is encrypted, or of the old form (.xls). Save a copy without a password,"
            " as .xlsx."
        )
    return _Book(Archive(data)).sheets()


class _Book:
    def __init__(self, archive: Archive) -> None:
        self.archive, self.size = archive, Size()
        self.strings: list[tuple[str, str]] = []  # What stands, and what is struck through.
        self.styles: list[tuple[str, bool, str | None]] = []  # a day? struck through? the fill
        self.epoch = date(1899, 12, 30)

    def sheets(self) -> list[Sheet]:
        listed: list[tuple[str, str, bool]] = []
        targets: dict[str, str] = {}

        def begin(tag: str, of: dict[str, str]) -> None:
            if tag == "sheet":
                listed.append(
                    (of.get("name", ""), of.get("id", ""), of.get("state", "visible") != "visible")
                )
            elif tag == "workbookPr" and of.get("date1904") in ("1", "true"):
                self.epoch = date(1904, 1, 1)
            elif tag == "Relationship":
                targets[of.get("Id", "")] = of.get("Target", "")

        if not self._parse("xl/workbook.xml", begin):
            raise Misused(_DAMAGED.format("it has no sheets"))
        self._parse("xl/_rels/workbook.xml.rels", begin)
        self._shared()
        self._styled()
        found = []
        for name, rid, hidden in listed:
            target = targets.get(rid, "")
            part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if part in self.archive.names and "worksheet" in part:
                found.append(_Reading(self, name, hidden).read(part))
        return found

    def _parse(
        self,
        part: str,
        begin: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any] = lambda _: None,
        text: Callable[[str], Any] = lambda _: None,
    ) -> bool:
        data = self.archive.part(part)
        if data is None:
            return False

        def refuse(*_: Any) -> None:
            raise Misused(
                "The workbook declares XML entities, which no office program writes. Save it again."
            )

        def started(tag: str, of: dict[str, str]) -> None:
            begin(tag.rpartition(":")[2], {k.rpartition(":")[2]: v for k, v in of.items()})

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = started
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        parser.CharacterDataHandler = text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Misused(_DAMAGED.format(error)) from None
        except (ValueError, IndexError, OverflowError, KeyError) as error:
            raise Misused(_DAMAGED.format(error)) from None
        return True

    def _shared(self) -> None:
        words: list[str] = []
        crossed: list[str] = []
        inside = {"t": 0, "rPh": 0, "struck": 0, "length": 0}

        def begin(tag: str, of: dict[str, str]) -> None:
            if tag == "si":
                words.clear()
                crossed.clear()
                inside["struck"] = 0
            elif tag == "r":  # A run of text with a look of its own.
                inside["struck"] = 0
            elif tag == "strike":
                inside["struck"] = of.get("val") not in ("0", "false")
            elif tag in ("t", "rPh"):
                inside[tag] += 1

        def end(tag: str) -> None:
            if tag == "si":
                self.strings.append(("".join(words), "".join(crossed)))
            elif tag in ("t", "rPh"):
                inside[tag] -= 1

        def text(said: str) -> None:
            if inside["t"] and not inside["rPh"]:
                inside["length"] += len(said)
                if inside["length"] > _STRINGS:
                    raise Misused("The workbook holds more text than a tracker can have.")
                (crossed if inside["struck"] else words).append(said)

        self._parse("xl/sharedStrings.xml", begin, end, text)

    def _styled(self) -> None:
        formats: dict[int, str] = {}
        struck: list[bool] = []
        fills: list[str | None] = []
        where: list[str] = []

        def begin(tag: str, of: dict[str, str]) -> None:
            where.append(tag)
            if tag == "numFmt":
                formats[int(of["numFmtId"])] = of.get("formatCode", "")
            elif tag == "font" and "fonts" in where:
                struck.append(False)
            elif tag == "strike" and "fonts" in where and of.get("val") not in ("0", "false"):
                struck[-1] = True
            elif tag == "fill" and "fills" in where:
                fills.append(None)
            elif tag == "fgColor" and "fills" in where and fills:
                rgb = of.get("rgb", "")
                fills[-1] = rgb[-6:].upper() if len(rgb) >= 6 else None
            elif tag == "xf" and "cellXfs" in where:
                number = int(of.get("numFmtId", 0))
                font, fill = int(of.get("fontId", 0)), int(of.get("fillId", 0))
                a_day = _shows(number, formats.get(number, ""))
                painted = fills[fill] if fill < len(fills) else None
                self.styles.append((a_day, font < len(struck) and struck[font], painted))

        self._parse("xl/styles.xml", begin, lambda _: where.pop())


def _shows(number: int, code: str) -> str:
    """Whether a format shows a number as a day, or only its month: Mar-19."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower())
    if number == _MONTH or ("mmm" in plain and "yy" in plain and "d" not in plain):
        return "month"
    shown = number in _DAYS or ("d" in plain and "m" in plain) or "yy" in plain
    return "day" if shown else ""


class _Reading:
    """One sheet while it is read."""

    def __init__(self, book: _Book, name: str, hidden: bool) -> None:
        self.book, self.name, self.hidden = book, name, hidden
        self.rows: dict[int, list[Cell]] = {}
        self.row = 0
        self.row_hidden = False
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[str] = []
        self.place, self.kind, self.style = "", "", 0
        self.formula = self.inside = False
        self.words: list[str] = []
        self.comments: dict[str, list[str]] = {}

    def read(self, part: str) -> Sheet:
        self.comments = comments.of_sheet(self.book.archive, part)
        self.book._parse(part, self._begin, self._end, self._text)
        for place in self.comments:
            self._alone(place)
        for span in self.merged:
            self._spread(span)
        rows = (tuple(sorted(r, key=lambda c: c.column)) for _, r in sorted(self.rows.items()))
        return Sheet(self.name, tuple(filter(None, rows)), self.hidden)

    def _begin(self, tag: str, of: dict[str, str]) -> None:
        if tag == "row":
            self.book.size.row()
            self.row = int(of.get("r", self.row + 1))
            self.row_hidden = of.get("hidden") in ("1", "true")
            self.column = 0
        elif tag == "c":
            self.column = column_of(of["r"]) if "r" in of else self.column + 1
            self.kind, self.style = of.get("t", "n"), int(of.get("s", 0))
            self.formula, self.words = False, []
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "t"):
            self.inside = True
        elif tag == "col" and of.get("hidden") in ("1", "true"):
            self.hidden_columns.append((int(of["min"]), int(of["max"])))
        elif tag == "mergeCell":
            self.merged.append(of.get("ref", ""))

    def _text(self, said: str) -> None:
        if self.inside:
            self.words.append(said)

    def _end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.inside = False
        elif tag == "c":
            self._cell("".join(self.words))

    def _cell(self, said: str) -> None:
        styles = self.book.styles
        a_day, struck, fill = styles[self.style] if self.style < len(styles) else ("", False, None)
        value: date | float | None = None
        notes: list[str] = []
        if self.kind == "s" and said:
            said, crossed = self.book.strings[int(said)]
            if crossed.strip() and said.strip():
                notes.append(f"{IN_PART}{' '.join(crossed.split())}")
            elif crossed.strip():
                said, struck = crossed, True
        elif self.kind == "b":
            said = "yes" if said == "1" else "no"
        elif self.kind == "d" and said:
            value = datetime.fromisoformat(said).date()
        elif self.kind == "n" and said:
            number = float(said)
            if a_day and 1 <= number < 2_958_466:
                on = self.book.epoch + timedelta(days=int(number))
                value = on if a_day == "day" else None
                said = f"{on.day}/{on.month}/{on.year}" if value else f"{on:%B %Y}"
            else:
                value, said = number, f"{number:.15g}"
        if self.formula:
            notes.append("formula" if said else "formula without a value")
        if self.row_hidden or any(a <= self.column <= b for a, b in self.hidden_columns):
            notes.append("hidden")
        if struck:
            notes.append("struck through")
        said = said.replace("_x000D_", "").strip()
        notes += self.comments.pop(f"{letters(self.column)}{self.row}", ())
        if said or fill or notes or self.formula:
            self.book.size.cell()
            cell = Cell(self.row, self.column, said, value, fill, tuple(notes))
            if said or self.formula or notes or _is_colour(fill):
                self.rows.setdefault(self.row, []).append(cell)

    def _alone(self, place: str) -> None:
        """A comment on a cell in which nothing stands."""
        match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", place)
        if match is not None:
            self.book.size.cell()
            row, column = int(match[2]), column_of(match[1])
            cell = Cell(row, column, "", None, None, tuple(self.comments[place]))
            self.rows.setdefault(row, []).append(cell)

    def _spread(self, span: str) -> None:
        """What a merged cell says, it says for each row it covers; across, it is one cell."""
        first, _, last = span.partition(":")
        if not last:
            return
        top, bottom = (int(re.sub(r"\D", "", one) or 0) for one in (first, last))
        column = column_of(first)
        said = next((c for c in self.rows.get(top, ()) if c.column == column and c.text), None)
        for row in range(top + 1, bottom + 1) if said is not None else ():
            if row in self.rows and not any(c.column == column for c in self.rows[row]):
                assert said is not None
                self.book.size.cell()
                notes = (*said.notes, "merged")
                cell = Cell(row, column, said.text, said.value, said.fill, notes)
                self.rows[row].append(cell)


def _is_colour(fill: str | None) -> bool:
    return fill not in (None, "FFFFFF", "000000")
