"""A paper as a Word document, the form that committee services paste from.

It has real headings, real tables whose headings repeat on each page, charts as pictures with their
words, the marking at the top and the seal line at the bottom. What the cover says is in fields with
names, which whoever pastes it can find and fill. Histories are only on the page.
"""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from commands.reports.model import Chart, Column, Paper, Section, Table, unsure
from commands.reports.render.cells import text
from commands.reports.render.letters import ARIAL
from commands.reports.render.widths import Face, widths
from commands.terminal import cells

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT = "Arial"
A4 = 210, 297  # millimetres
MARGIN = 18
UPRIGHT, ACROSS = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN  # The width for a table.
TABLE_POINTS = 9.0, 8.5, 8.0, 7.5, 7.0  # The first size in which no word has to be broken.
FOOT_POINTS = 8
FACE = Face(ARIAL, 4.0)
PICTURE = 90  # Millimetres, so that its letters are as large as those of the text.


def write(paper: Paper, file: Path) -> None:
    """Write the document."""
    from docx import Document

    made = Document()
    _properties(made, paper)
    _styles(made)
    _page(made, paper)
    made.add_heading(text(paper.title), 0)
    for name, said in paper.cover:
        line = made.add_paragraph()
        line.add_run(text(f"{name}: ")).bold = True
        _named(line, name, said)
    if paper.leads:
        made.add_heading(paper.heading, 1)
    _paragraphs(made, paper.leads, paper.numbers[""])
    for sentence in paper.also:
        made.add_paragraph(text(sentence))
    made.add_paragraph(f"{paper.dated} {paper.completeness}")
    made.add_paragraph(text(_not_here(paper)))
    for section in paper.front:
        _section(made, section, paper.numbers[section.name], 1, UPRIGHT)
    made.add_heading("How to check this paper", 1)
    made.add_paragraph(text(paper.rests_on))
    if paper.annex:
        _turn(made)
        made.add_heading("Annex", 1)
    for section in paper.annex:
        _section(made, section, paper.numbers[section.name], 2, ACROSS)
    packed = BytesIO()
    made.save(packed)
    file.write_bytes(_undated(packed))


def _not_here(paper: Paper) -> str:
    """What this form lacks and where that is, so that nobody takes it for the whole."""
    where = f"{paper.name}.html beside it"
    if paper.is_brief:
        return f"The annex, with the charts and what happened to each record, is in {where}."
    if paper.histories:
        what = "What happened to each record, event by event,"
        return f"{what} is in {where}, and in histories.csv."
    return f"The same with links from each figure to its rows is in {where}."


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
        ("Heading 3", 11),
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
    """A4; on every page the marking above, the seal line and the page's number below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    page = made.sections[0]
    page.page_width, page.page_height = map(Mm, A4)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = Mm(MARGIN / 2)  # So that a table does not begin against the marking.
    above = page.header.paragraphs[0]
    above.add_run(text(paper.marking)).bold = True
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below = page.footer.paragraphs[0]
    made.styles["Footer"].font.size = Pt(FOOT_POINTS)
    stops = below.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(UPRIGHT), WD_TAB_ALIGNMENT.RIGHT)
    below.add_run(f"{text(paper.seal_line)}\tPage ")
    _field(below, "PAGE")


def _turn(made: "Document") -> None:
    """Begins a page in landscape, since the tables of an annex have more columns."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    page = made.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_height, page.page_width = map(Mm, A4)


def _field(paragraph: "Paragraph", name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _named(paragraph: "Paragraph", name: str, said: str) -> None:
    """Words in a field of that name (a content control), at the end of the paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field, about, content = (OxmlElement(f"w:{tag}") for tag in ("sdt", "sdtPr", "sdtContent"))
    for tag in ("alias", "tag"):
        one = OxmlElement(f"w:{tag}")
        one.set(qn("w:val"), name)
        about.append(one)
    about.append(OxmlElement("w:text"))
    run = paragraph.add_run(text(said))._r
    content.append(run)
    field.append(about)
    field.append(content)
    paragraph._p.append(field)


def _section(
    made: "Document", section: Section, numbers: Sequence[str], level: int, room: int
) -> None:
    made.add_heading(text(section.title), level)
    _paragraphs(made, section.sentences, numbers)
    for chart in section.charts:
        _picture(made, chart, level + 1)
    for table in section.tables:
        if table.rows:
            _table(made, table, room)
    empty = [table for table in section.tables if not table.rows]
    if empty:
        said = "; ".join(
            f"{one.title} ({one.withheld} withheld)" if one.withheld else one.title for one in empty
        )
        made.add_paragraph(text(f"Nothing in: {said}."))


def _picture(made: "Document", chart: Chart, level: int) -> None:
    """A chart under its question, with its answer in words for those who cannot see it."""
    from docx.shared import Mm

    from commands.reports.render import picture

    made.add_heading(text(chart.title), level)
    shown = made.add_picture(BytesIO(picture.png(chart)), width=Mm(PICTURE))
    about = shown._inline.docPr
    about.set("name", text(chart.name))
    about.set("title", text(chart.title))
    about.set("descr", text(chart.description))
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    made.add_paragraph(text(chart.description))


def _paragraphs(made: "Document", sentences: Sequence[str], numbers: Sequence[str]) -> None:
    """Each with its number before a hanging indent."""
    from docx.shared import Mm

    for number, sentence in zip(numbers, sentences, strict=True):
        line = made.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(10), Mm(-10)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(10))
        line.add_run(f"{number}\t").bold = True
        line.add_run(text(sentence))


def _table(made: "Document", table: Table, room: int) -> None:
    """A caption that stays with its table; the row of headings comes again on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    caption = made.add_paragraph(text(table.title), "Caption")
    caption.paragraph_format.keep_with_next = True
    if table.note:
        made.add_paragraph(text(table.note)).paragraph_format.keep_with_next = True
    drawn = made.add_table(len(table.rows) + 1, len(table.columns), "Table Grid")
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), text(table.title))
    drawn._tbl.tblPr.append(described)
    heads = [column.heading for column in table.columns]
    lines = [
        heads,
        *([_cell_text(*one) for one in zip(row, table.columns, strict=True)] for row in table.rows),
    ]
    sides, points = widths(table.columns, lines, room, TABLE_POINTS, [FACE] * len(table.columns))
    wides = [Mm(one) for one in sides]
    for column, wide in zip(drawn._tbl.tblGrid.gridCol_lst, wides, strict=True):
        column.w = wide
    for number, (row, said) in enumerate(zip(drawn._tbl.tr_lst, lines, strict=True)):
        whole = OxmlElement("w:cantSplit")
        row.get_or_add_trPr().append(whole)
        if number == 0:
            row.trPr.append(OxmlElement("w:tblHeader"))
        for cell, one, column, wide in zip(row.tc_lst, said, table.columns, wides, strict=True):
            cell.width = wide
            right = column.kind in ("number", "money")
            _fill(cell.p_lst[0], one, points, bold=number == 0, right=right)
    made.add_paragraph()


def _cell_text(value: Any, column: Column) -> str:
    if value is None:
        return column.blank
    said = f"{cells.cell(value)}{unsure(value)}"
    return f"£{said}" if column.kind == "money" and said else said


def _fill(paragraph: Any, said: str, points: float, *, bold: bool, right: bool) -> None:
    """One cell: a run of text in its paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt
    from docx.text.run import Run

    run = Run(paragraph.add_r(), paragraph)
    run.text = text(said)
    run.bold = bold or None
    run.font.size = Pt(points)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _undated(packed: BytesIO) -> bytes:
    """The same parts in a fixed order and without times, so that the bytes do not change."""
    made = BytesIO()
    with ZipFile(packed) as source, ZipFile(made, "w", ZIP_DEFLATED) as out:
        for name in sorted(source.namelist(), key=_first):
            info = ZipInfo(name)  # of 1 January 1980
            info.create_system, info.compress_type = 3, ZIP_DEFLATED
            out.writestr(info, source.read(name))
    return made.getvalue()


def _first(name: str) -> tuple[bool, str]:
    """Put the list of parts first."""
    return name != "[Content_Types].xml", name
