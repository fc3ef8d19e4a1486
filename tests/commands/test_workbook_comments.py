"""What is commented on the cells of a workbook: noted in its reading, and told of when imported."""

import io
import zipfile

import pytest
from test_import_table import desk, write  # noqa: F401
from trackers import put, workbook

from commands.imports import readings

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREAD = "http://schemas.microsoft.com/office/2017/10/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
ROWS = [
    ["Ref", "Action", "Owner", "Due date", "Status"],
    ["A1", "Sell the vans", "CC", "1 March 2019", "Open"],
    ["A2", "Buy two lorries", "CC", "1 April 2019", "Open"],
]


def commented() -> bytes:
    data = workbook(lambda book, sheet: put(book, sheet, ROWS))
    old = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="c1" Type="{OFFICE}/comments"'
        f' Target="../comments1.xml"/><Relationship Id="t1" Type="{THREAD}/threadedComment"'
        ' Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    ).encode()
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>Jo</author></authors><commentList>'
        '<comment ref="B2" authorId="0"><text><r><t>Jo Moss:</t></r><r><t xml:space="preserve">\n'
        " ask the auction house</t></r></text></comment>"
        '<comment ref="G3" authorId="0"><text><t>Beside the table</t></text></comment>'
        '<comment ref="C3" authorId="0"><text><t>[Threaded comment] Your version of Excel allows'
        " you to read this</t></text></comment></commentList></comments>"
    ).encode()
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="C3" id="1"><text>Is it the'
        ' CC?</text></threadedComment><threadedComment ref="C3" id="2" parentId="1"><text>Yes'
        "</text></threadedComment></ThreadedComments>"
    ).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def test_comments_and_threads_are_notes_of_their_rows() -> None:
    reading = readings.read(commented(), "t.xlsx")
    notes = [note for line in reading.lines for note in line.notes if "comment" in note]
    assert notes == [
        "B2 comment: Jo Moss: ask the auction house",
        "C3 comment: Is it the CC?",
        "C3 comment: Yes",
        "G3 comment: Beside the table",
    ]
    assert not [line for line in reading.lines if "Threaded" in line.text or "auction" in line.text]


def test_a_comment_that_an_import_does_not_take_is_told(desk, tmp_path) -> None:  # noqa: F811
    write(tmp_path, "t.xlsx", commented())
    said = desk.done("import t.xlsx --body HTA --draft d.txt").out
    said = " ".join(said.split())
    assert "B2 has a comment, which is not taken: “Jo Moss: ask the auction house”" in said
    assert "C3 has a comment, which is not taken: “Yes”" in said
    recorded = [one for one in (tmp_path / "d.txt").read_text().split("\n") if one[:1] != "#"]
    assert not [one for one in recorded if "auction" in one]


@pytest.mark.parametrize("rels", [b"<x/>", b"<Relationships/>"])
def test_a_workbook_whose_comments_cannot_be_found_is_read_without(rels: bytes) -> None:
    old = zipfile.ZipFile(io.BytesIO(commented()))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, rels if name.endswith("sheet1.xml.rels") else old.read(name))
    assert len(readings.read(file.getvalue(), "t.xlsx").lines) == len(ROWS)
