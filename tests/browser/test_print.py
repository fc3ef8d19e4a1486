"""The papers printed: the marking and the seal on every page, and tagged for a screen reader."""

import io
import re

import pytest
from conftest import PAPERS
from looking import Seen

from commands.reports.model import Paper
from commands.terminal.text import one_line


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def printed(seen: Seen) -> bytes:
    return seen.page.pdf(tagged=True, prefer_css_page_size=True, outline=True)


def unmarked(pages: list[str], paper: Paper) -> list[str]:
    """Pages without the marking above, or without the marking, the number and the seal below."""
    seal, marking, wrong = squeezed(one_line(paper.seal_line)), squeezed(paper.marking), []
    for number, text in enumerate(map(squeezed, pages), 1):
        below = f"{marking},page{number}of{len(pages)}"
        if seal not in text or below not in text or text.replace(below, "").count(marking) < 1:
            wrong.append(f"page {number}: {text[:60]} ... {text[-160:]}")
    return wrong


def untagged(pdf, paper: Paper) -> list[str]:
    """What a screen reader would miss."""
    root = pdf.trailer["/Root"]
    wrong = [] if "/StructTreeRoot" in root else ["no tags"]
    wrong += [] if root.get("/MarkInfo", {}).get("/Marked") else ["not marked as tagged"]
    wrong += [] if root.get("/Lang") == "en-GB" else [f"in no language: {root.get('/Lang')}"]
    title = str((pdf.metadata or {}).get("/Title"))
    return wrong + ([] if title.startswith(one_line(paper.title)) else [f"titled {title}"])


def kinds(pdf) -> dict[str, int]:
    """How many tags there are of each kind."""
    found: dict[str, int] = {}
    left = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        at = left.pop().get_object()
        if isinstance(at, list):
            left += at
        elif isinstance(at, dict):
            if "/S" in at:
                found[str(at["/S"])[1:]] = found.get(str(at["/S"])[1:], 0) + 1
            if "/K" in at:
                left.append(at["/K"])
    return found


def orphans(pages: list[str], paper: Paper, heads: list[str]) -> list[str]:
    """Headings that stand last on a page, what they are of on the next."""
    seal, marking, wrong = squeezed(one_line(paper.seal_line)), squeezed(paper.marking), []
    for number, text in enumerate(map(squeezed, pages), 1):
        body = re.sub(rf"{marking}(,page\d+of\d+)?", "", text.replace(seal, ""))
        wrong += [f"page {number}: {head}" for head in heads if body.endswith(squeezed(head))]
    return wrong


# A reference alone stands in cells, too.
HEADS = r"""() => [...new Set(
    [...document.querySelectorAll('h2, h3, .cap, figcaption, thead')].map(at => at.innerText)
)].filter(text => !/^\S*\d\S*$/.test(text))"""


@pytest.mark.parametrize("name", PAPERS)
def test_each_printed_page_has_the_marking_and_the_seal_and_is_tagged(look, papers, name):
    pypdf = pytest.importorskip("pypdf")
    paper, file = papers[name]
    seen = look(file)
    pdf = pypdf.PdfReader(io.BytesIO(printed(seen)))
    pages = [page.extract_text() for page in pdf.pages]
    assert unmarked(pages, paper) == []
    assert untagged(pdf, paper) == []
    assert orphans(pages, paper, seen.ask(HEADS)) == []
    found = kinds(pdf)
    assert (found["H1"], found["TD"]) == (1, seen.ask(COUNT, "td"))
    assert found["TH"] >= seen.ask(COUNT, "th")


COUNT = "what => document.querySelectorAll(what).length"


def test_a_pdf_by_weasyprint_is_tagged_and_marked_too(look, papers, tmp_path):
    pypdf, _ = pytest.importorskip("pypdf"), pytest.importorskip("weasyprint")
    from commands.reports.render import pdf as writer

    paper, file = papers["action log"]
    writer.write(file.read_text(encoding="utf-8"), tmp_path / "paper.pdf")
    pdf, seen = pypdf.PdfReader(tmp_path / "paper.pdf"), look(file)
    pages = [page.extract_text() for page in pdf.pages]
    assert unmarked(pages, paper) == []
    assert untagged(pdf, paper) == []
    assert orphans(pages, paper, seen.ask(HEADS)) == []
    found = kinds(pdf)
    assert (found["H1"], found["TD"]) == (1, seen.ask(COUNT, "td"))
    assert found["TH"] >= seen.ask(COUNT, "th"), "those of a table come again on each page"
