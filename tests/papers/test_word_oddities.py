"""What Word files hold besides plain paragraphs: nothing of it is lost, and what is no text is
noted. Each case is XML as Word writes it."""

import io
import zipfile

import pytest
from folded import each

from commands.papers.read import read
from ledger.errors import Misused

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word(body: str, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return file.getvalue()


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, look: str = "") -> str:
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str, of: str = "") -> str:
    return f"<w:tr>{of}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


BOX = f"<w:pict><v:textbox><w:txbxContent>{p(r('In a box'))}</w:txbxContent></v:textbox></w:pict>"
TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
TICK = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
OTHER = '<w:r><w:sym w:font="Symbol" w:char="F0FC"/></w:r>'
SUM = "<m:oMath><m:r><m:t>x = 2</m:t></m:r></m:oMath>"
NEW = '<w:trPr><w:ins w:id="1"/></w:trPr>'
ENDED = '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'

CASES = [
    (
        f"<w:tbl>{row(p(r('One')) + p(r('Two')))}</w:tbl>",
        [("t1 r1 c1 p1", "One", ()), ("t1 r1 c1 p2", "Two", ())],
    ),
    (p(control(r("A choice")), r(" made")), [("p1", "A choice made", ())]),
    (
        "<w:tbl>" + control(row(p(r("a")), control(p(r("b"))))) + "</w:tbl>",
        [("t1 r1", "a | b", ())],
    ),
    (p(TWICE, r("Words")), [("p1", "Words", ()), ("p1 box", "In a box", ("text box",))]),
    (
        f"<w:tbl>{row(p(r('a'), TWICE), p(r('b')))}</w:tbl>",
        [("t1 r1", "a | b", ()), ("t1 r1 c1 box", "In a box", ("text box",))],
    ),
    (p(r("Done "), TICK), [("p1", "Done ✓", ("symbol",))]),
    (p(r("Done "), OTHER), [("p1", "Done •", ("symbol",))]),
    (p(r("recom\u00admend")), [("p1", "recommend", ())]),
    (p(r("Seen "), r("secret", "<w:vanish/>")), [("p1", "Seen ", ("hidden: secret",))]),
    (p(r("Seen", '<w:vanish w:val="0"/>')), [("p1", "Seen", ())]),
    (p(r("Gone", "<w:dstrike/>")), [("p1", "Gone", ("struck through",))]),
    (p(SUM, r(" so")), [("p1", "x = 2 so", ())]),
    (
        p(ENDED, r("One ")) + p(r("two")),
        [("p1", "One ", ("deleted: the end of the paragraph",)), ("p2", "two", ())],
    ),
    (
        f"<w:tbl>{row(p(r('a')), p(r('b')), of=NEW)}</w:tbl>",
        [("t1 r1", "a | b", ("inserted row",))],
    ),
    (p(r("Words"), "<w:r><w:drawing/></w:r>"), [("p1", "Words", ("picture",))]),
]


@each(("body", "told"), CASES)
def test_nothing_of_a_word_file_is_lost(body, told):
    lines = read(word(body)).lines
    assert [(line.address, line.text, line.notes) for line in lines] == told


def test_an_endnote_is_read_as_a_footnote_is():
    notes = (
        f'<w:endnotes {SPACES}><w:endnote w:id="2">{p(r("At the end"))}</w:endnote></w:endnotes>'
    )
    body = p(r("Words"), '<w:r><w:endnoteReference w:id="2"/></w:r>')
    lines = read(word(body, endnotes=notes)).lines
    assert [(line.address, line.text, line.notes) for line in lines] == [
        ("p1", "Words", ("endnote 2",)),
        ("endnote 2", "At the end", ("endnote",)),
    ]


def test_a_scan_is_said_to_be_one():
    with pytest.raises(Misused, match="only pictures"):
        read(word(p("<w:r><w:drawing/></w:r>")))
    assert read(word(p(r("Words"), "<w:r><w:drawing/></w:r>"))).lines


def item(text: str, number: int, level: int = 0) -> str:
    of = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(f"<w:pPr>{of}</w:pPr>", r(text))


LEVELS = (
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl>'
)
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
OTHERWISE = (
    '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride>'
)
LISTS = (
    f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for number, override in ((1, ""), (2, ANEW), (3, ""), (4, OTHERWISE))
    )
    + "</w:numbering>"
)


def test_lists_of_one_definition_go_on_and_one_that_starts_anew_does_so_once():
    body = "".join(
        item("x", number, level)
        for number, level in (
            (1, 0),
            (1, 1),
            (1, 1),
            (1, 0),
            (3, 0),
            (2, 0),
            (2, 0),
            (1, 0),
            (4, 0),
        )
    )
    said = [line.text.split()[0] for line in read(word(body, numbering=LISTS)).lines]
    assert said == ["1.", "1.a", "1.b", "2.", "3.", "7.", "8.", "9.", "(X)"]


@each("said", ["²", "-1", "x", "99999999999999999999", ""])
def test_a_number_that_is_none_takes_the_usual_one(said):
    lists = LISTS.replace('w:val="7"', f'w:val="{said}"').replace('w:ilvl="1"', f'w:ilvl="{said}"')
    assert len(read(word(item("x", 1) + item("y", 2), numbering=lists)).lines) == 2
