"""A registered paper of any form has a reading, kept by it and made again to the same bytes."""

import io
import json
from datetime import date
from hashlib import sha256

import docx
import pytest
from clerk import REFUSED
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from folded import each
from trackers import put, workbook

from commands.imports.readings import read
from ledger.errors import Broken
from ledger.paper_lines import numbered, restored, spans

pytestmark = pytest.mark.slow

ROWS = [["Action", "Owner", "Due"], ["Write to the minister", "CC", date(2019, 5, 3)]]


def a_text() -> bytes:
    return b"Minutes\r\n\r\nACTION: CC to write.\r\n"


def a_text_of_windows() -> bytes:
    return "Minutes\nACTION: CC to find \u00a35 \u2013 at once.\n".encode("windows-1252")


def a_page() -> bytes:
    return (
        b"<html><body><h1>Minutes</h1><p>CC to <del>phone</del><ins>write</ins>.</p>"
        b"<ol><li>One</ol>"
        b"<table><tr><td colspan=2 bgcolor='#00ff00'>Green</tr></table></body></html>"
    )


def a_document() -> bytes:
    document = docx.Document()
    document.add_heading("Minutes")
    document.add_paragraph("First", style="List Number")
    paragraph = document.add_paragraph("CC to ")
    for name, word, tag in (("del", "phone", "delText"), ("ins", "write", "t")):
        paragraph._p.append(
            parse_xml(
                f'<w:{name} {nsdecls("w")} w:id="1" w:author="A"><w:r><w:{tag}>{word}</w:{tag}>'
                f"</w:r></w:{name}>"
            )
        )
    document.add_comment(paragraph.runs, "Is that so?", author="A")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Action"
    table.cell(0, 1)._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FF0000"/>')
    )
    document.sections[0].header.paragraphs[0].text = "OFFICIAL"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def a_workbook() -> bytes:
    def fill(book, sheet):
        put(book, sheet, ROWS)
        sheet.write(1, 3, "late", book.add_format({"bg_color": "#FF0000"}))

    return workbook(fill)


def a_pdf() -> bytes:
    return pytest.importorskip("weasyprint").HTML(string=a_page().decode()).write_pdf()


FORMS = {
    "text": (a_text, "line 3", "ACTION: CC to write."),
    "windows": (a_text_of_windows, "line 2", "ACTION: CC to find £5 – at once."),
    "html": (a_page, "line 1, column 32", "CC to write."),
    "docx": (a_document, "p3", "CC to write"),
    "xlsx": (a_workbook, "Actions!A2-D2", "Write to the minister | CC | 3/5/2019 | late"),
    "pdf": (a_pdf, "page 1, line 2", "CC to phonewrite."),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_reading_of_a_paper_is_made_again_to_the_same_bytes(form):
    make, address, words = FORMS[form]
    data = make()
    first, again = read(data, "paper"), read(data, "paper")
    assert first.stored() == again.stored()
    assert restored(first.stored()) == first
    assert [line.number for line in first.lines] == list(range(1, len(first.lines) + 1))
    assert words in {line.text for line in first.lines if line.address == address}


@pytest.mark.parametrize("form", FORMS)
def test_an_event_opens_the_lines_of_its_paper_whatever_its_form(office, tmp_path, form):
    make, address, words = FORMS[form]
    data = make()
    (tmp_path / "paper").write_bytes(data)
    office.done(f"document register notes Notes --file '{tmp_path / 'paper'}'")
    state = office.state("document", "notes")
    at = next(line for line in read(data, "paper").lines if line.text == words)
    office.done(f"action raise 'Write' --owner CC --source notes:{at.number} --quote 'CC'")
    shown = office.done(f"show {office.size} --source")
    place = "" if state.form == "text" else f"{address}  "
    assert shown.out.startswith(f"{at.number:>5}  {place}{words}\n")
    assert "“CC” is in these lines" in shown.err
    facts = json.loads(office.done(f"show {office.size} --source --json").out)
    assert (facts["lines"][0]["at"], facts["form"]) == (address, state.form)
    office.done(f"action raise 'Too far' --owner CC --source notes:1,{state.line_count + 1}")
    office.refuses(REFUSED, f"show {office.size} --source", f"has {state.line_count} lines")


@each(
    ("make", "notes"),
    [
        (a_page, {"deleted: phone", "inserted", "number worked out: 1.", "cell 1 merged"}),
        (a_page, {"cell 1 filled #00ff00"}),
        (a_document, {"deleted: phone", "inserted", "comment: Is that so?", "header"}),
        (a_document, {"number worked out: 1.", "cell 2 filled FF0000"}),
        (a_workbook, {"heading", "D2 filled FF0000"}),
    ],
)
def test_what_was_not_text_is_noted_beside_the_line(make, notes):
    assert notes <= {note for line in read(make(), "paper").lines for note in line.notes}


def test_what_was_not_text_is_shown_with_the_source(office, tmp_path):
    (tmp_path / "p.docx").write_bytes(a_document())
    office.done(f"document register notes Notes --file '{tmp_path / 'p.docx'}'")
    office.done("action raise 'Write' --owner CC --source notes:3")
    shown = office.done(f"show {office.size} --source").out
    assert "[comment: Is that so?; deleted: phone; inserted]" in shown


def test_a_paper_that_was_registered_by_its_hash_is_read_when_it_is_opened(office, tmp_path):
    file = tmp_path / "p.docx"
    file.write_bytes(a_document())
    digest = sha256(file.read_bytes()).hexdigest()
    office.done(f"document register old Old --sha256 {digest}")
    office.done("action raise 'Write' --owner CC --source old:3")
    assert office.state("document", "old").reading_sha256 is None
    assert "p3  CC to write" in office.done(f"show {office.size} --source --from '{file}'").out


def test_a_kept_reading_that_was_changed_is_told(office, tmp_path):
    from ledger.store.folder import FolderAttachments

    (tmp_path / "p.txt").write_bytes(a_text())
    office.done(f"document register notes Notes --file '{tmp_path / 'p.txt'}'")
    office.done("action raise 'Write' --owner CC --source notes:3")
    place = FolderAttachments(office.path).place(office.state("document", "notes").reading_sha256)
    place.chmod(0o600)
    place.write_bytes(b"{}\n")
    assert office.types(f"show {office.size} --source").code == Broken("").exit_code


def test_lines_are_written_as_spans_and_read_back():
    assert spans([3, 1, 2, 9, 12, 13]) == "1-3,9,12-13"
    assert numbered("1-3,9") == [(1, 3), (9, 9)]
    for wrong in ("", "a", "1-", "-2", "1--2", "A5-H5", "1;2"):
        assert numbered(wrong) is None, wrong


def coverage(office) -> dict:
    rows = json.loads(office.done("ask paper_coverage --json").out)
    return {row["ref"]: row for row in rows}


def test_each_line_of_a_paper_is_recorded_furniture_or_unsaid(office, tmp_path):
    lines = ["1. Estates", "CC to write.", "", "What of that?", "And of this, was it done?"]
    (tmp_path / "p.txt").write_text("\n".join(lines) + "\n")
    office.done(f"document register notes Notes --file '{tmp_path / 'p.txt'}'")
    furniture = {n for a, b in numbered(office.state("document", "notes").furniture)
                 for n in range(a, b + 1)}  # fmt: skip
    assert {1, 3} <= furniture
    found = coverage(office)["notes"]
    assert (found["lines"], found["recorded"], found["furniture"]) == (5, 0, len(furniture))
    office.done("action raise Write --owner CC --source notes:1-2")
    office.done("action raise Both --owner CC --source notes:2,4")
    office.done("action raise Wrong --owner CC --source notes:5", "undo")
    office.done("action raise Beyond --owner CC --source notes:5-900000000 --on 2018-01-02", "undo")
    found = coverage(office)["notes"]
    assert found["recorded"] == 3, "1, 2 and 4; a heading that an event names is recorded"
    assert found["furniture"] == len(furniture - {1, 2, 4})
    assert found["recorded"] + found["furniture"] + found["unsaid"] == found["lines"]
    assert found["unsaid_at"] == sorted({1, 2, 3, 4, 5} - {1, 2, 4} - furniture)


def test_a_span_beyond_the_paper_counts_no_line_that_is_not_there(office, tmp_path):
    (tmp_path / "p.txt").write_text("Was it done?\nIt was done by them.\n")
    office.done(f"document register notes Notes --file '{tmp_path / 'p.txt'}'")
    office.done("action raise Beyond --owner CC --source notes:2-900000000")
    assert coverage(office)["notes"]["recorded"] == 1


def test_the_rows_of_a_table_are_counted_by_their_cells(office, tmp_path):
    (tmp_path / "t.xlsx").write_bytes(a_workbook())
    office.done(f"document register table Table --file '{tmp_path / 't.xlsx'}'")
    office.done("action raise Write --owner CC --source 'table:Actions!A2-D2'")
    office.done("action raise Due --owner CC --source 'table:Actions!C2'")
    found = coverage(office)["table"]
    assert (found["lines"], found["recorded"], found["furniture"], found["unsaid"]) == (2, 1, 1, 0)


def test_of_a_paper_that_was_not_read_only_what_is_recorded_is_told(office):
    office.done(f"document register pack Pack --sha256 {'ab' * 32}")
    office.done("action raise Write --owner CC --source pack:12-13")
    found = coverage(office)["pack"]
    assert (found["lines"], found["recorded"]) == (None, 2)
    assert (found["furniture"], found["unsaid"], found["form"]) == (None, None, None)
