"""A paper in each form: the same figures, people's words as text, the same bytes each time."""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from forms import BEYOND, ROW, SEAL, paper, sheets, table, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from patience import HANGS_SECONDS

from commands.reports.model import Column, Section
from commands.reports.render import cells, files, form, html, letters, pdf, xlsx
from commands.reports.render.widths import POINT, Face, widths
from commands.terminal.cells import cell
from ledger.errors import Misused, Refused, Unavailable
from ledger.system import installation

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
OFFICE = "csv", "xlsx", "docx"
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "@SUM(1)",
    "\t=1+1",
    "<script>alert(1)</script>",
    "[bold]markup[/] & <w:p/>",
    "\u202eright to left\u2066",
    "\x1b]52;c;aGk=\x07\x00\x0c",
    "\ufffe\uffff\ud800",
    "_x0041_ &#65; &amp;",
    "https://example.org/ mailto:a@b.c internal:A!A1",
    "two\nlines\tand a tab",
    "<r><t>a</t></r>",
    "<r> _x0041_ & </r>",
    "a" * 10_000,
    "é" * 40_000,
]
PAGE = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A paper</title></head>'
    "<body><main><h1>A paper</h1><table><caption>Which?</caption><tr><th scope='col'>Café</th></tr>"
    "<tr><td>12</td></tr></table></main></body></html>"
)


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True)))


# CSV


def test_a_csv_is_what_excel_and_others_read(tmp_path):
    files.write(paper(table(ROW)), tmp_path, ["csv"])
    assert (tmp_path / "live-actions.csv").read_bytes() == (
        b"\xef\xbb\xbfref,words,due,late,cost\r\n"
        + "A-2018-001,Café — plan,2018-02-07,12,1234.50\r\n".encode()
    )


def test_the_histories_are_a_table_too(tmp_path):
    made = files.write(words("said"), tmp_path, ["csv"])
    assert [file.name for file in made] == ["live-actions.csv", "histories.csv"]
    assert rows_of(made[1])[1] == [
        *("said", "1", "2018-02-07", "said", "said", "2018-02-08", "said", "said")
    ]


# The workbook


def test_a_sheet_has_real_days_and_figures_under_headings(tmp_path):
    files.write(paper(table(ROW)), tmp_path, ["xlsx"])
    read = sheets(tmp_path / "paper.xlsx")
    assert list(read) == ["Contents", "live-actions"]
    assert read["live-actions"] == [
        ["Ref", "Words", "Due", "Late", "Cost"],
        ["A-2018-001", "Café — plan", 43138.0, 12.0, 1234.5],
    ]
    assert SEAL in [cell for row in read["Contents"] for cell in row]
    sheet = ZipFile(tmp_path / "paper.xlsx").read("xl/worksheets/sheet2.xml").decode()
    assert 'state="frozen"' in sheet and '<autoFilter ref="A1:E2"/>' in sheet
    assert "OFFICIAL" in sheet and "67cc040d &amp;&amp; more" in sheet


def test_a_figure_or_day_that_a_sheet_would_alter_is_a_text(tmp_path):
    odd = (
        1234567890123456,
        float("nan"),
        date(1, 1, 1),
        datetime.fromisoformat("1850-05-05T09:00"),
        True,
    )
    files.write(paper(table(odd)), tmp_path, ["xlsx"])
    said = ["1234567890123456", "nan", "0001-01-01", "1850-05-05T09:00:00", "yes"]
    assert sheets(tmp_path / "paper.xlsx")["live-actions"][1] == said


def test_a_text_that_is_too_long_for_a_cell_says_so(tmp_path):
    longest = "b" * 32_767
    row = ("a" * 40_000, longest, "\U0001f600" * 20_000, None, None)
    files.write(paper(table(row)), tmp_path, ["xlsx"])
    cut, kept, smiles = sheets(tmp_path / "paper.xlsx")["live-actions"][1]
    assert kept == longest
    assert cut.endswith("a … cut here: a cell holds no more of these 40,000 characters.")
    assert smiles.endswith(
        "\U0001f600 … cut here: a cell holds no more of these 20,000 characters."
    )
    assert all(len(one.encode("utf-16-le")) // 2 <= 32_767 for one in (cut, smiles))


def test_sheets_whose_names_are_too_long_or_alike_are_told_apart(tmp_path):
    names = ["x" * 40, "X" * 40, "history", "contents", "a/b'", ""]
    files.write(paper(*(table(ROW, name=name) for name in names)), tmp_path, ["xlsx"])
    made = list(sheets(tmp_path / "paper.xlsx"))
    assert len({name.lower() for name in made}) == 7 and all(len(name) <= 31 for name in made)
    assert made[3:] == ["history-2", "contents-2", "a-b-", "table"]


def test_the_contents_lead_to_each_sheet_and_a_table_without_rows_has_none(tmp_path):
    tables = table(ROW), table(name="empty"), table(ROW, name="b")
    files.write(paper(*tables), tmp_path, ["xlsx"])
    read = sheets(tmp_path / "paper.xlsx")
    assert list(read) == ["Contents", "live-actions", "b"]
    listed = [row[:1] + row[-1:] for row in read["Contents"][-3:]]
    assert listed == [["live-actions", 1.0], ["no rows, so no sheet", 0.0], ["b", 1.0]]
    first = ZipFile(tmp_path / "paper.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'location="([^"]*)"', first) == ["'live-actions'!A1", "'b'!A1"]


def test_a_table_that_is_longer_than_a_sheet_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)
    files.write(paper(table(ROW)), tmp_path, ["xlsx"])
    with pytest.raises(Refused, match=r"live-actions has 2 rows, and a sheet holds 1\. Choose csv"):
        files.write(paper(table(ROW, ROW)), tmp_path, ["xlsx"])


def test_a_tracker_keeps_what_looks_like_formatted_text(tmp_path):
    said = "<r><t>a & b</t></r>"
    (tmp_path / "a.xlsx").write_bytes(form.written("a", "", [said], ["action"], [[said]]))
    assert sheets(tmp_path / "a.xlsx") == {"a": [[said], [said]]}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice Calc here")
def test_libreoffice_reads_the_same_figures(tmp_path):
    files.write(paper(table(ROW, ("B", "=1+1", None, -3, "_x0041_"))), tmp_path, ["csv", "xlsx"])
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,2",
            "--outdir",
            str(tmp_path / "read"),
            str(tmp_path / "paper.xlsx"),
        ],
        check=True,
        timeout=HANGS_SECONDS,
        capture_output=True,
    )
    (read,) = (tmp_path / "read").glob("*.csv")
    seen = rows_of(read)
    ours = rows_of(tmp_path / "live-actions.csv")
    assert seen[1][:2] == ours[1][:2] and [float(one) for one in seen[1][3:]] == [12, 1234.5]
    assert seen[1][2] in ("02/07/18", "07/02/18", "2018-02-07", "02/07/2018", "07/02/2018")
    assert seen[2] == ["B", "=1+1", "", "-3", "_x0041_"]


# The Word document


def test_a_document_has_headings_tables_marking_and_seal(tmp_path):
    docx = pytest.importorskip("docx")
    files.write(paper(table(ROW)), tmp_path, ["docx"])
    made = docx.Document(str(tmp_path / "paper.docx"))
    styles = [(one.style.name, one.text) for one in made.paragraphs if one.style.name != "Normal"]
    assert styles == [
        ("Title", "Holding to account"),
        ("Heading 1", "Holding to account"),
        ("Heading 2", "How old are they?"),
        ("Caption", "Which actions are live?"),
        ("Heading 1", "How to check this paper"),
    ]
    (drawn,) = made.tables
    said = [[cell.text for cell in row.cells] for row in drawn.rows]
    assert said == [
        ["Ref", "Words", "Due", "Late", "Cost"],
        ["A-2018-001", "Café — plan", "7 Feb 2018", "12", "£1,234.50"],
    ]
    assert "w:tblHeader" in drawn.rows[0]._tr.xml and "w:tblHeader" not in drawn.rows[1]._tr.xml
    assert made.sections[0].header.paragraphs[0].text == "OFFICIAL"
    assert SEAL in made.sections[0].footer.paragraphs[0].text
    assert (
        'w:val="en-GB"' in made.styles.element.xml
        and 'w:val="en-US"' not in made.styles.element.xml
    )
    assert made.core_properties.title == "Holding to account"


def test_a_table_without_rows_is_one_of_those_in_which_there_is_nothing(tmp_path):
    docx = pytest.importorskip("docx")
    files.write(paper(table()), tmp_path, ["docx"])
    made = docx.Document(str(tmp_path / "paper.docx"))
    said = "Nothing in: Which actions are live?."
    assert not made.tables and said in [one.text for one in made.paragraphs]


def test_a_document_says_of_which_day_it_is_as_the_page_does(tmp_path):
    docx = pytest.importorskip("docx")
    whole = replace(paper(table(ROW)), since=date(2018, 10, 30))
    files.write(whole, tmp_path, ["docx"])
    made = docx.Document(str(tmp_path / "paper.docx"))
    told = "As of 27 November 2018; what is new is since 30 October 2018."
    assert [one.text for one in made.paragraphs if one.text.startswith(told)]
    assert told in html.html(whole)
    above = made.sections[0]
    assert above.header_distance.mm + 8 < above.top_margin.mm, "a line has room above the text"


def test_a_document_has_the_annex_only_where_it_is_wanted(tmp_path):
    docx = pytest.importorskip("docx")
    front = Section(name="a", title="First", sentences=("One.",), tables=(table(ROW),))
    annex = Section(
        name="b", title="More", sentences=("Two.",), tables=(table(name="b"),), annex=True
    )
    whole = replace(words("said"), sections=(front, annex))
    for wanted, found in (True, ["1\tOne.", "A1\tTwo."]), (False, ["1\tOne."]):
        files.write(whole, tmp_path, ["docx", "csv"], annex=wanted)
        said = [one.text for one in docx.Document(str(tmp_path / "paper.docx")).paragraphs]
        assert [one for one in said if "\t" in one] == found
        assert ("More" in said) == wanted
        left = "The annex, with the charts and what happened to each record, is in paper.html"
        assert any(one.startswith(left) for one in said) != wanted
        assert (tmp_path / "b.csv").exists()  # A table is a table.


def test_no_word_or_day_is_broken_on_a_page():
    columns = tuple(
        Column(name=n, heading=n, kind=k) for n, k in (("when", "date"), ("what", "text"))
    )
    lines = [["when", "what"], ["27 Nov 2018", "recommendation of " + "a few words " * 40]]
    (when, what), points = widths(columns, lines, 170, (9, 8), [Face(1, 4)] * 2)
    assert points == 9 and when >= letters.width("27 Nov 2018", 9 * POINT) + 4 - 0.01
    assert what > 3 * when and abs(when + what - 170) < 0.1


def test_a_table_of_many_columns_is_written_smaller_before_a_word_is_broken():
    word = "recommendation"
    columns = tuple(Column(name=f"{n}", heading=word) for n in range(5))
    for room, smaller in (174, True), (261, False):
        wide, points = widths(columns, [[word] * 5], room, (9, 8, 7), [Face(1, 4)] * 5)
        assert (points < 9) == smaller
        least = letters.width(word, points * POINT, bold=True) + 4
        assert all(one >= least - 0.01 for one in wide)
    narrow, points = widths(columns, [[word] * 5], 80, (9, 8, 7), [Face(1, 4)] * 5)
    assert points == 7 and abs(sum(narrow) - 80) < 0.01


def test_the_room_of_a_table_goes_where_its_rows_are_tall():
    columns = tuple(Column(name=n, heading=n) for n in ("owner", "text", "more"))
    rows = [["Chief Constable", "words " * 30, "word " * 3]] * 4
    lines = [["owner", "text", "more"], *rows, ["x", "y", "z " * 100]]
    (owner, said, more), _ = widths(columns, lines, 174, (9,), [Face(1, 4)] * 3)
    # Four rows of one outweigh the one of the other.
    assert said > more > owner
    alone, _ = widths(columns[:2], [["a", "b"], ["c", "d"]], 100, (9,), [Face(1, 4)] * 2)
    assert abs(alone[0] - alone[1]) < 1 and abs(sum(alone) - 100) < 0.01


def test_a_page_says_how_wide_its_columns_are_in_print(tmp_path):
    said = html.html(paper(table(ROW)))
    (cols,) = re.findall("<colgroup>(.*)</colgroup>", said)
    wide = [float(one) for one in re.findall("--wide: ([0-9.]+)%", cols)]
    assert len(wide) == len(table(ROW).columns) and abs(sum(wide) - 100) < 0.1


def test_a_document_has_its_charts_as_pictures_with_their_words(tmp_path):
    docx = pytest.importorskip("docx")
    from PIL import Image

    for _ in range(2):
        files.write(paper(table(ROW)), tmp_path, ["docx"])
    made = docx.Document(str(tmp_path / "paper.docx"))
    (shown,) = made.inline_shapes
    about = shown._inline.docPr
    assert (about.get("title"), about.get("descr")) == (
        "How old are they?",
        "Twelve actions are open.",
    )
    styles = {one.text: one.style.name for one in made.paragraphs}
    assert styles["How old are they?"] == "Heading 2" and "Twelve actions are open." in styles
    pictures = [part for part in ZipFile(tmp_path / "paper.docx").namelist() if "media" in part]
    with ZipFile(tmp_path / "paper.docx").open(pictures[0]) as file, Image.open(file) as drawn:
        assert drawn.format == "PNG" and drawn.width == 972
        assert {(29, 112, 184), (255, 255, 255)} <= {
            colour for _, colour in drawn.convert("RGB").getcolors()
        }


def test_what_the_cover_says_is_in_fields_of_its_names(tmp_path):
    docx = pytest.importorskip("docx")
    from docx.oxml.ns import qn

    whole = replace(paper(table(ROW)), cover=(("Contact", "J Dale & team"),))
    files.write(whole, tmp_path, ["docx"])
    made = docx.Document(str(tmp_path / "paper.docx")).element
    (field,) = made.iter(qn("w:sdt"))
    (name,) = field.iter(qn("w:alias"))
    assert name.get(qn("w:val")) == "Contact"
    assert "".join(one.text for one in field.iter(qn("w:t"))) == "J Dale & team"


def test_the_annex_of_a_document_is_across_and_its_headings_are_below_the_annex(tmp_path):
    docx = pytest.importorskip("docx")
    front = Section(name="a", title="First", tables=(table(ROW),))
    annex = Section(name="b", title="More", tables=(table(ROW, name="b"),), annex=True)
    files.write(replace(words("said"), sections=(front, annex)), tmp_path, ["docx"])
    made = docx.Document(str(tmp_path / "paper.docx"))
    pages = [one.page_width > one.page_height for one in made.sections]
    assert pages == [False, True]
    levels = {one.text: one.style.name for one in made.paragraphs if "Heading" in one.style.name}
    assert levels["First"] == levels["Annex"] == "Heading 1" and levels["More"] == "Heading 2"


# The PDF


def test_a_pdf_is_tagged(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("weasyprint")
    pdf.write(PAGE, tmp_path / "paper.pdf")
    root = pypdf.PdfReader(tmp_path / "paper.pdf").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    tags = set()

    def walk(node):
        node = node.get_object()
        if isinstance(node, dict):
            tags.add(node.get("/S"))
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                walk(kid)

    walk(root["/StructTreeRoot"])
    assert {"/H1", "/Table", "/TH", "/TD", "/Caption"} <= tags
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_a_pdf_is_drawn_in_the_fonts_that_govledger_brings(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("weasyprint")
    made = html.html(paper(table(ROW)))
    assert "<svg" in made and "sans-serif" in made
    pdf.write(made, tmp_path / "paper.pdf")
    fonts = set()
    for page in pypdf.PdfReader(tmp_path / "paper.pdf").pages:
        for font in page["/Resources"]["/Font"].values():
            (whole,) = font.get_object()["/DescendantFonts"]
            about = whole.get_object()["/FontDescriptor"].get_object()
            fonts.add(about["/FontName"].partition("+")[2])
            assert about["/FontFile2"].get_object().get_data()
    assert fonts == {"Arial", "Arial-Bold"}  # The name that the page gives them.


def test_the_seal_line_of_each_page_of_a_pdf_is_the_line_itself(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("weasyprint")
    seal = "12 events, root 67cc040d2bcc8d2a2e6a2f4c1d7d9c10, sealed 27 November 2018"
    whole = replace(paper(*(table(ROW, name=f"t{n}") for n in range(12))), seal_line=seal)
    pdf.write(html.html(whole), tmp_path / "paper.pdf")
    pages = pypdf.PdfReader(tmp_path / "paper.pdf").pages
    assert len(pages) > 1 and all(seal in page.extract_text() for page in pages)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x.png", "file:///etc/hostname"])
def test_a_page_that_asks_for_something_makes_no_pdf(tmp_path, url):
    pytest.importorskip("weasyprint")
    asking = PAGE.replace("<main>", f"<main><img src='{url}' alt='x'>")
    with pytest.raises(Refused, match="needs something outside itself"):
        pdf.write(asking, tmp_path / "paper.pdf")
    assert not (tmp_path / "paper.pdf").exists()


def test_without_its_extra_a_pdf_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Misused, match="A PDF needs WeasyPrint") as refusal:
        pdf.write(PAGE, tmp_path / "paper.pdf")
    assert installation.extra("pdf") in str(refusal.value)


def test_an_extra_is_installed_where_the_program_runs(tmp_path, monkeypatch):
    """Nothing of this name is published: from a checkout pip takes the checkout itself."""
    of_the_checkout = [sys.executable, "-m", "pip", "install", "-e", f"{installation.HERE}[pdf]"]
    assert shlex.split(installation.extra("pdf")) == of_the_checkout
    monkeypatch.setattr(installation, "HERE", tmp_path)
    assert installation.extra("pdf") == "pip install 'govledger[pdf]'"


# Whatever people wrote


def check_text(folder: Path, said: list[str]) -> None:
    """Everything that was said comes out of each form as the text that it is."""
    docx = pytest.importorskip("docx")
    folder.mkdir(exist_ok=True)
    files.write(words(*said), folder, OFFICE)
    with (folder / "live-actions.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))[1:]
    assert read == [[cells.harmless(one)] * 5 for one in said]
    expected = [[xlsx._fitting(cells.text(one))] * 5 for one in said]
    assert sheets(folder / "paper.xlsx")["live-actions"][1:] == expected
    xlsx.write(words(), words(*said).tables, folder / "streamed.xlsx", streamed=True)
    assert sheets(folder / "streamed.xlsx")["live-actions"][1:] == expected
    (drawn,) = docx.Document(str(folder / "paper.docx")).tables
    for row, one in zip(drawn._tbl.tr_lst[1:], said, strict=True):
        shown = cells.text(cell(one))
        wanted = [f"£{shown}" if at == 4 and shown else shown for at in range(5)]
        assert ["".join(p.text for p in cell.p_lst) for cell in row.tc_lst] == wanted


def test_hostile_words_are_words_in_every_form(tmp_path):
    check_text(tmp_path, HOSTILE)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(exclude_categories=()), min_size=1), min_size=1, max_size=3))
def test_any_words_are_words_in_every_form(tmp_path, said):
    check_text(tmp_path, said)


# The same bytes


def test_the_same_paper_gives_the_same_bytes_later_and_elsewhere(tmp_path):
    forms = [*OFFICE, "pdf"]
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        forms.remove("pdf")
    program = (
        "import sys; from pathlib import Path; from forms import *;"
        " from commands.reports.render import files, xlsx;"
        " place = Path(sys.argv[1]); place.mkdir();"
        " xlsx.write(words(), [table(ROW)], place / 'streamed.xlsx', streamed=True);"
        " (place / 'paper.html').write_text(sys.argv[2], encoding='utf-8');"
        " files.write(words('Café', *map(str, range(50))), place, sys.argv[3:]);"
        " print(files.manifest(words('Café'), place, 'an identity'))"
    )
    sums = []
    for name, zone, place in (("a", "Asia/Tokyo", "C"), ("b", "America/New_York", "C.UTF-8")):
        env = os.environ | {
            "TZ": zone,
            "LC_ALL": place,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}",
            "PYTHONHASHSEED": name.encode().hex(),
        }
        argv = [sys.executable, "-c", program, str(tmp_path / name), PAGE, *forms]
        sums.append(subprocess.run(argv, env=env, check=True, capture_output=True).stdout)
        time.sleep(2.1 if name == "a" else 0)  # The clock of a ZIP has two seconds.
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name
    assert sums[0] == sums[1]


@pytest.mark.parametrize("said", [None, "1500000000"])
def test_a_pdf_is_the_same_where_fonttools_cuts_the_fonts(tmp_path, monkeypatch, said):
    pytest.importorskip("weasyprint")
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    if said:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    for name, later in (("a", 0), ("b", 400 * 86_400)):
        now = time.time() + later
        monkeypatch.setattr("fontTools.misc.timeTools.time.time", lambda now=now: now)
        pdf.write(PAGE, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert os.environ.get("SOURCE_DATE_EPOCH") == said


# The list of what was made


def test_the_manifest_names_the_ledger_and_every_file(tmp_path):
    made = paper(table(ROW))
    files.write(made, tmp_path, ["csv", "xlsx"])
    digest = files.manifest(made, tmp_path, "an identity")
    text = (tmp_path / "MANIFEST.sha256").read_bytes()
    assert digest == sha256(text).hexdigest()
    listed = dict(line.split("  ")[::-1] for line in text.decode().splitlines())
    assert list(listed) == ["live-actions.csv", "manifest.json", "paper.xlsx"]
    for name, said in listed.items():
        assert said == sha256((tmp_path / name).read_bytes()).hexdigest()
    told = json.loads((tmp_path / "manifest.json").read_text())
    del listed["manifest.json"]
    assert told.pop("files") == listed
    assert told == {
        "title": "Holding to account",
        "ledger": "an identity",
        "position": 882,
        "seal": SEAL,
        "beyond": BEYOND,
        "as_of": "2018-11-27",
        "marking": "OFFICIAL",
    }


# What none outside covers


def in_words(folder):
    """What a person reads in each form of the paper; the PDF is made of the page."""
    docx = pytest.importorskip("docx")
    document = docx.Document(str(folder / "paper.docx"))
    return {
        "html": (folder / "paper.html").read_text(encoding="utf-8"),
        "docx": "\n".join(one.text for one in document.paragraphs),
        "xlsx": str(sheets(folder / "paper.xlsx")["Contents"]),
        "json": (folder / "manifest.json").read_text(encoding="utf-8"),
    }


def test_every_form_says_what_no_checkpoint_outside_covers(tmp_path):
    pytest.importorskip("jinja2")
    made = paper(table(ROW))
    (tmp_path / "paper.html").write_text(html.html(made), encoding="utf-8")
    files.write(made, tmp_path, set(files.FORMS) - {"pdf"})
    files.manifest(made, tmp_path, "an identity")
    found = in_words(tmp_path)
    assert {file.suffix[1:] for file in tmp_path.iterdir()} - set(found) == {"csv", "sha256"}
    for ending, said in found.items():
        assert BEYOND in said, ending


# Whole or not at all


def test_a_folder_is_made_whole(tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        with files.whole(tmp_path / name) as work:
            (work / "file").write_text("x")
            assert not (tmp_path / "new" / "file").exists() or name == "empty"
        assert [file.name for file in (tmp_path / name).iterdir()] == ["file"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "new"]


def test_what_fails_half_way_leaves_nothing(tmp_path):
    def fail(error: BaseException) -> None:
        with files.whole(tmp_path / "new") as work:
            (work / "file").write_text("x")
            raise error

    with pytest.raises(Unavailable, match="could not be written: No space left"):
        fail(OSError(28, "No space left on device"))
    with pytest.raises(KeyboardInterrupt):
        fail(KeyboardInterrupt())
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_left_alone(tmp_path):
    (tmp_path / "file").write_text("x")
    for place, said in ((tmp_path, "already exists"), (tmp_path / "a" / "b", "no folder")):
        with pytest.raises(Refused, match=said), files.whole(place):
            raise AssertionError("it must not come to that")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
