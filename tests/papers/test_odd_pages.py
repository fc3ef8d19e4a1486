"""Pages as they are found: whatever the mark-up, what is proposed is the same."""

import html
import re

from folded import each
from made_papers import papers

from commands.papers.proposals import propose
from commands.papers.read import read

LINES = [line for line in papers("tuned")["12"].text().decode().split("\n") if line.strip()]
SAID = [html.escape(line) for line in LINES if "|" not in line]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in SAID)

WORD = (
    '<html xmlns:o="urn:o"><head><style><!-- p.MsoNormal {mso-x:y} --></style><!--[if gte mso 9]>'
    "<xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body>"
)
PAGES = {
    "breaks": "<html><p>" + "<br>\n".join(SAID) + "</p>",
    "breaks in a part of a page": "<div>" + "<BR/>".join(SAID) + "</div>",
    "no ends": "<html><body>" + "\n".join(f"<p>{line}" for line in SAID),
    "fonts": "<body>" + "".join(f"<font size=2><b>{line}</b></font><br>" for line in SAID),
    "saved by Word": WORD
    + "".join(f"<p class=MsoNormal><span>{line}<o:p></o:p></span></p>" for line in SAID),
    "a table in a table": "<table><tr><td><table>"
    + "".join(f"<tr><td>{line}</td></tr>" for line in SAID)
    + "</table></td></tr></table>",
    "a table around all": f"<table><tr><td>{PARAGRAPHS}</td></tr></table>",
    "a table around breaks": f"<table><tr><td>{'<br>'.join(SAID)}</td></tr></table>",
    "a table with a margin": f"<table><tr><td>{PARAGRAPHS}</td><td>&nbsp;</td></tr></table>",
    "definitions": "<dl>" + "".join(f"<dt>{line}" for line in SAID) + "</dl>",
    "as typed": "<html><pre>" + "\n".join(SAID) + "</pre>",
    "every space hard": "<body>"
    + "".join(f"<p>{line.replace(' ', '&nbsp;')}</p>" for line in SAID),
    "wrapped": "<body>" + re.sub(r" (?=\w)", "\n   ", PARAGRAPHS),
    "wrong nesting": "<body>" + "".join(f"<b><i><p>{line}</b></i></p>" for line in SAID),
    "scripts and comments": "<body><script>'<p>ACTION: X to pay</p>'</script><!-- <p>Y -->"
    + PARAGRAPHS,
}


def told(data: bytes, name: str) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    return [(p.kind, p.words, p.owner, p.due) for p in propose(read(data, name)).proposals]


PLAIN = told(("<html><body>" + PARAGRAPHS).encode(), "page.html")


@each("page", PAGES.values(), ids=PAGES)
def test_what_is_proposed_of_a_page_does_not_depend_on_its_mark_up(page):
    assert len(PLAIN) > 5
    assert told(page.encode(), "page.html") == PLAIN


def test_a_page_in_utf_16_is_a_page():
    assert told(("<html><body>" + PARAGRAPHS).encode("utf-16"), "page.html") == PLAIN


def test_a_table_of_two_columns_stays_a_table():
    page = "<table><tr><td>Item<td>Action<tr><td><p>One<p>Two<td>CFO to pay</table>"
    assert [line.text for line in read(page.encode(), "page.htm").lines] == [
        "Item | Action",
        "One Two | CFO to pay",
    ]


def test_a_line_of_a_framed_table_has_its_own_place():
    page = "<table><tr><td>\n<p>One</p>\n<p>Two</p></td></tr></table>"
    assert [(line.text, line.address) for line in read(page.encode(), "page.htm").lines] == [
        ("One", "line 2, column 4"),
        ("Two", "line 3, column 4"),
    ]


def test_text_with_mark_up_in_it_stays_text_line_for_line():
    text = "<p>One</p><p>Two</p>\n<p>Three</p>\n"
    assert len(read(text.encode(), "minutes.txt").lines) == 2
