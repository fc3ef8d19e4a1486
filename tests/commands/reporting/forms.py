"""Papers for the tests of the forms, and what is in the files that come of them."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from commands.reports.model import Chart, Column, Happening, History, Paper, Section, Series, Table

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SEAL = "882 events, root 67cc040d & more, sealed 22 November 2026"
BEYOND = "No checkpoint kept outside the ledger covers 12 events, recorded since 3 May 2018."
KINDS = {"ref": "ref", "words": "text", "due": "date", "late": "number", "cost": "money"}
ROW = ("A-2018-001", "Café — plan", date(2018, 2, 7), 12, Decimal("1234.50"))
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def table(*rows: tuple[Any, ...], name: str = "live-actions") -> Table:
    columns = tuple(
        Column(name=one, heading=one.title(), kind=kind)  # type: ignore[arg-type]
        for one, kind in KINDS.items()
    )
    return Table(
        name=name, title="Which actions are live?", columns=columns, rows=rows, note="All."
    )


def words(*said: str) -> Paper:
    """A paper that says these wherever a person's words may stand."""
    first = said[0] if said else "words"
    rows = [(one, one, one, one, one) for one in said]
    event = Happening(
        position=1,
        on=date(2018, 2, 7),
        what=first,
        who=first,
        recorded_on=date(2018, 2, 8),
        authority=first,
        source=first,
    )
    return paper(table(*rows), title=first, body=first, sentences=said, what=event)


def paper(
    *tables: Table,
    title: str = "Holding to account",
    body: str = "HTA",
    sentences: tuple[str, ...] = ("Twelve actions are open.",),
    what: Happening | None = None,
) -> Paper:
    chart = Chart(
        name="ageing",
        title="How old are they?",
        description=sentences[0] if sentences else "",
        shape="bars",
        labels=("a",),
        series=(Series(name="days", values=(1.0,)),),
        unit="days",
        table="live-actions",
    )
    section = Section(
        name="actions", title=title, sentences=sentences, tables=tables, charts=(chart,)
    )
    histories = (History(ref=title, title=title, events=(what,)),) if what else ()
    return Paper(
        name="paper",
        title=title,
        body=body,
        on=date(2018, 11, 27),
        marking="OFFICIAL",
        sentences=sentences,
        sections=(section,),
        position=882,
        seal_line=SEAL,
        beyond=BEYOND,
        left_out=2,
        histories=histories,
    )


def sheets(file: Path) -> dict[str, list[list[Any]]]:
    """Each sheet's cells, as a spreadsheet would read them: numbers as float, texts as str."""
    with ZipFile(file) as pack:
        names = [s.get("name", "") for s in xml(pack, "xl/workbook.xml").iter(f"{MAIN}sheet")]
        texts = []
        if "xl/sharedStrings.xml" in pack.namelist():
            strings = xml(pack, "xl/sharedStrings.xml")
            texts = [_decoded(one) for one in strings.iter(f"{MAIN}si")]
        return {
            name: _cells(xml(pack, f"xl/worksheets/sheet{number}.xml"), texts, number)
            for number, name in enumerate(names, 1)
        }


def _cells(sheet: ElementTree.Element, texts: list[str], number: int) -> list[list[Any]]:
    assert not list(sheet.iter(f"{MAIN}f")), "a formula"
    for link in sheet.iter(f"{MAIN}hyperlink"):  # From the contents to a sheet, and nowhere else.
        assert number == 1 and set(link.attrib) == {"ref", "location", "display"}, link.attrib
    rows = []
    for row in sheet.iter(f"{MAIN}row"):
        read = []
        for cell in row.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if cell.get("t") == "inlineStr":
                read.append(_decoded(cell))
            elif value is not None:
                read.append(texts[int(value)] if cell.get("t") == "s" else float(value))
        rows.append(read)
    return rows


def xml(pack: ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(pack.read(name))


def _decoded(piece: ElementTree.Element) -> str:
    """Its text: of each run of letters by itself."""
    runs = (run.text or "" for run in piece.iter(f"{MAIN}t"))
    return "".join(ESCAPED.sub(lambda match: chr(int(match[1], 16)), run) for run in runs)
