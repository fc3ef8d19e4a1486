"""One paper in each form gives the same proposals; what is no paper is refused in a sentence."""

import io
import time
import zipfile
import zlib
from xml.sax.saxutils import escape

import docx
import pytest
from folded import each

from commands.papers import archive
from commands.papers.proposals import propose
from commands.papers.read import read
from ledger.errors import Misused

pytestmark = pytest.mark.slow

LINES = (
    "Governance Board",
    "Present:",
    "Ann Lee (AL) – Police and Crime Commissioner",
    "1. Declarations of interest",
    "There were no declarations of interest.",
    "2. Estates",
    "AL said that the survey of the estate was done.",
    "ACTION: AL to write to the Home Office by 3 May 2019.",
    "RESOLVED that the report be noted.",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_text() -> bytes:
    return "\n".join(LINES).encode()


def as_html() -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in LINES)
    page = f"<!DOCTYPE html><html><head><title>x</title><script>no</script></head><body>{body}"
    return page.encode()


def as_docx() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def packed(**parts: str) -> bytes:
    """An office file of these parts; __ stands for / in a name, and _dot_ for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packing:
        for name, text in parts.items():
            packing.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return file.getvalue()


def word(body: str) -> bytes:
    return packed(
        word__document_dot_xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )


def told(data: bytes) -> list[tuple]:
    return [(p.kind, p.words, p.owner, p.due) for p in propose(read(data)).proposals]


def test_a_paper_is_the_same_as_text_html_and_word():
    text = told(as_text())
    assert [kind for kind, *_ in text] == ["present", "nil", "finding", "action", "note"]
    assert told(as_html()) == text
    assert told(as_docx()) == text


def test_a_paper_is_the_same_as_a_pdf():
    pdf = pytest.importorskip("weasyprint").HTML(string=as_html().decode()).write_pdf()
    assert told(pdf) == told(as_text())


@each("made", [as_text, as_html, as_docx])
def test_the_same_bytes_give_the_same_reading(made):
    data = made()
    assert read(data).stored() == read(data).stored()


def test_tracked_changes_are_told_apart_and_a_deleted_word_is_no_word_of_the_paper():
    (line,) = read(
        word(
            "<w:p><w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:t> plan</w:t></w:r></w:p>"
        )
    ).lines
    assert (line.text, line.notes) == ("The new plan", ("deleted: old", "inserted"))


def test_a_table_row_is_a_line_with_its_cells_and_a_table_in_a_cell_has_its_own_address():
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p>{}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell.format('in', '')}</w:tr></w:tbl>"
    lines = read(
        word(f"<w:tbl><w:tr>{cell.format('one', inner)}{cell.format('two', '')}</w:tr></w:tbl>")
    ).lines
    assert [(line.address, line.cells) for line in lines] == [
        ("t1 r1", ("one", "two")),
        ("t1 r1 c1 t1 r1", ("in",)),
    ]


def test_what_stands_in_a_content_control_and_a_text_box_is_read():
    lines = read(
        word(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>within</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            "<w:p><w:r><w:t>beside</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r></w:p>"
        )
    ).lines
    assert [(line.text, line.notes) for line in lines] == [
        ("within", ()),
        ("beside", ()),
        ("boxed", ("text box",)),
    ]


def test_list_numbers_are_worked_out_as_word_shows_them():
    document = docx.Document()
    for line in ("first", "second"):
        document.add_paragraph(line, style="List Number")
    document.add_paragraph("point", style="List Bullet")
    assert [line.text for line in read(saved(document)).lines] == [
        "1. first",
        "2. second",
        "• point",
    ]


def test_html_lists_tables_and_hidden_parts():
    page = (
        b"<html><body><ol start=3><li>three<li>four</ol><ul><li>dot</ul><style>no</style>"
        b"<table><tr><td>a<td>b</tr><tr><th>c</th><td>d &amp; e</td></tr></table></body></html>"
    )
    assert [line.text for line in read(page).lines] == [
        "3. three",
        "4. four",
        "• dot",
        "a | b",
        "c | d & e",
    ]


def bomb() -> bytes:
    return packed(word__document_dot_xml="0" * (60 << 20))


def entities() -> bytes:
    return packed(word__document_dot_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def macros() -> bytes:
    return packed(word__document_dot_xml="<a/>", word__vbaProject_dot_bin="x")


def encrypted() -> bytes:
    return archive.OLE + bytes(2000)


def cut_short() -> bytes:
    return as_docx()[:900]


def unpacking() -> bytes:
    pytest.importorskip("pdfplumber")
    held = zlib.compress(bytes(40 << 20))
    return b"%PDF-1.4\n4 0 obj\n<</Filter/FlateDecode>>stream\n" + held + b"\nendstream\nendobj\n"


def no_text() -> bytes:
    return bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("hostile", "why"),
    [
        (bomb, "unpacks to"),
        (entities, "entities"),
        (macros, "macros"),
        (encrypted, "encrypted"),
        (cut_short, "damaged"),
        (unpacking, "built to be too large"),
        (no_text, "no paper"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence_and_at_once(hostile, why):
    data = hostile()
    begun = time.process_time()
    with pytest.raises(Misused, match=why) as refused:
        read(data)
    assert "\n" not in str(refused.value)
    assert time.process_time() - begun < 2


@each(("start", "first"), [("3", "3."), ("²", "1."), ("9" * 5_000, "999999999.")])
def test_a_list_begins_at_any_number_that_a_page_may_write(start, first):
    page = f'<html><body><ol start="{start}"><li>Fleet</ol></body></html>'
    assert read(page.encode()).lines[0].text.startswith(first)


def test_a_line_of_a_pdf_goes_on_only_where_the_next_word_had_no_room():
    from commands.papers.forms.pdf import _paragraphs

    said = ["Mr Hay of the Estates", "Committee spoke", "Ms Lee of the Board", "Mr Ray"]
    lines = [
        {
            "text": text,
            "x0": 0.0,
            "x1": 10.0 * len(text),
            "top": 12.0 * at,
            "bottom": 12.0 * at + 10,
        }
        for at, text in enumerate(said)
    ]
    assert [text for _, text in _paragraphs(lines, 215.0)] == [
        "Mr Hay of the Estates Committee spoke",
        "Ms Lee of the Board Mr Ray",
    ]
    assert [text for _, text in _paragraphs(lines, 400.0)] == said


def test_tables_within_tables_without_end_are_refused_also_as_a_tracker():
    from commands.imports import table

    deep = "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body>{deep}</w:body></w:document>'
    with pytest.raises(Misused, match="too deeply"):
        table.read(packed(word__document_dot_xml=body), "deep.docx")


def test_a_line_that_is_longer_than_any_of_a_paper_is_not_understood():
    from commands.papers.proposals import propose

    made = propose(read(b"1. Quay\n" + b"DCC to write. " * 5000 + b"\nDCC to write.\n"))
    assert [one.first for one in made.proposals] == [3]
    assert made.state(2) == "not understood"
