"""A paper as a Word document, the form that committee services paste from.

It has real headings, real tables whose headings repeat on each page, the marking at the top and the
seal line at the bottom. Charts and histories are only on the page; every chart's figures are in its
table.
"""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from commands.reports.model import Column, Paper, Section, Table, unsure
from commands.reports.render.cells import text
from commands.terminal import screen

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT = "Arial"
A4 = 210, 297  # millimetres
MARGIN = 18
LEAST, MOST = 9, 45  # Characters of a column that count for its width.


def write(paper: Paper, file: Path) -> None:
    """Write the document."""
    from docx import Document

    made = Document()
    _properties(made, paper)
    _styles(made)
    _page(made, paper)
    made.add_heading(text(paper.title), 0)
    since = f" Since {screen.cell(paper.since)}." if paper.since else ""
    made.add_paragraph(text(f"{paper.body}, {screen.cell(paper.on)}.{since}"))
    for sentence in paper.sentences:
        made.add_paragraph(text(sentence), "List Bullet")
    made.add_paragraph(paper.completeness)
    made.add_paragraph(text(_not_here(paper)))
    for section in paper.sections:
        _section(made, section)
    made.add_heading("How to check this paper", 1)
    made.add_paragraph(text(paper.rests_on))
    packed = BytesIO()
    made.save(packed)
    file.write_bytes(_undated(packed))


def _not_here(paper: Paper) -> str:
    """What this form has not, and where that is; nobody is to take it for the whole."""
    histories = " and what happened to each record, event by event" if paper.histories else ""
    in_table = " (histories.csv too)" if paper.histories else ""
    return (
        f"This document leaves out the charts, whose figures are in its tables,{histories}: they"
        f" are in {paper.name}.html beside it{in_table}."
    )


def _properties(made: "Document", paper: Paper) -> None:
    """What the file says of itself; not when it was made, so that the same paper gives the same."""
    said = made.core_properties
    said.title, said.subject = text(paper.title)[:255], text(paper.marking)[:255]
    said.author = said.last_modified_by = "govledger"
    said.comments = text(paper.seal_line)[:255]
    said.language = "en-GB"
    said.created = said.modified = datetime.combine(paper.on, time())


def _styles(made: "Document") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (
        ("Normal", 11),
        ("Caption", 11),
        ("Title", 22),
        ("Heading 1", 16),
        ("Heading 2", 13),
    ):
        style = made.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)  # They would go before the font's name.
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")


def _page(made: "Document", paper: Paper) -> None:
    """A4 across; on every page the marking above, the seal line and the page's number below."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_height, page.page_width = map(Mm, A4)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    above = page.header.paragraphs[0]
    above.add_run(text(paper.marking)).bold = True
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below = page.footer.paragraphs[0]
    below.add_run(f"{text(paper.seal_line)}. Page ")
    _field(below, "PAGE")


def _field(paragraph: "Paragraph", name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _section(made: "Document", section: Section) -> None:
    made.add_heading(text(section.title), 1)
    for sentence in section.sentences:
        made.add_paragraph(text(sentence))
    for chart in section.charts:
        made.add_paragraph(text(f"{chart.title} {chart.description}"))
    for table in section.tables:
        _table(made, table)


def _table(made: "Document", table: Table) -> None:
    """A caption that stays with its table; the row of headings comes again on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    caption = made.add_paragraph(text(table.title), "Caption")
    caption.paragraph_format.keep_with_next = True
    if table.note:
        made.add_paragraph(text(table.note)).paragraph_format.keep_with_next = True
    if not table.rows:
        made.add_paragraph("None.")
        return
    drawn = made.add_table(len(table.rows) + 1, len(table.columns), "Table Grid")
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), text(table.title))
    drawn._tbl.tblPr.append(described)
    heads = [column.heading for column in table.columns]
    lines = [
        heads,
        *([_said(*one) for one in zip(row, table.columns, strict=True)] for row in table.rows),
    ]
    widths = _widths(lines)
    for column, width in zip(drawn._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for number, (row, said) in enumerate(zip(drawn._tbl.tr_lst, lines, strict=True)):
        whole = OxmlElement("w:cantSplit")
        row.get_or_add_trPr().append(whole)
        if number == 0:
            row.trPr.append(OxmlElement("w:tblHeader"))
        for cell, one, column, width in zip(row.tc_lst, said, table.columns, widths, strict=True):
            cell.width = width
            _fill(cell.p_lst[0], one, bold=number == 0, right=column.kind in ("number", "money"))
    made.add_paragraph()


def _widths(lines: list[list[str]]) -> list[Any]:
    """How wide each column is: by its longest text, so that no one is squeezed by the others."""
    from docx.shared import Mm

    longest = [
        max(LEAST, *(min(len(said), MOST) for said in column))
        for column in zip(*lines, strict=True)
    ]
    room = A4[1] - 2 * MARGIN
    return [Mm(room * one / sum(longest)) for one in longest]


def _said(value: Any, column: Column) -> str:
    if value is None:
        return column.blank
    said = f"{screen.cell(value)}{unsure(value)}"
    return f"£{said}" if column.kind == "money" and said else said


def _fill(paragraph: Any, said: str, *, bold: bool, right: bool) -> None:
    """One cell: a run of text in its paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.text.run import Run

    run = Run(paragraph.add_r(), paragraph)
    run.text = text(said)
    run.bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _undated(packed: BytesIO) -> bytes:
    """The same parts in one order, none of which tells when it was packed."""
    made = BytesIO()
    with ZipFile(packed) as source, ZipFile(made, "w", ZIP_DEFLATED) as out:
        for name in sorted(source.namelist(), key=_first):
            info = ZipInfo(name)  # of 1 January 1980
            info.create_system, info.compress_type = 3, ZIP_DEFLATED
            out.writestr(info, source.read(name))
    return made.getvalue()


def _first(name: str) -> tuple[bool, str]:
    """The list of what the parts are goes before them."""
    return name != "[Content_Types].xml", name
