"""A cross reference within the paper that leads nowhere, or to something else: "see item 9 above",
where there is no item 9; "minute 23/045 (Fleet)", where 23/045 is the budget. Only numbers of this
paper's own form: an earlier meeting has others."""

import re
from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from commands.papers.nearest import stems

SHOULD_HOLD = "A cross reference leads to what it names"
NUMBER = r"(?P<number>(?:[A-Z]{1,5}[/-]?)?\d{1,4}[a-z]?(?:[/.]\d{1,4}[a-z]?){0,3})"
REFERS = re.compile(
    rf"\b(?P<what>items?|agenda\s+items?|minutes?|paragraphs?|paras?\.?|sections?)\s+(?:no\.?\s*)?{NUMBER}"
    r"(?P<more>\s+(?:above|below|of\s+(?:these|this)\s+(?:minutes|report|paper|notes))\b)?"
    r"(?:\s*[(–]\s*(?P<title>[A-Z][^()–.;:]{3,60}?)\s*[)–])?",
    re.I,
)
FEWEST = 3  # Items that a paper numbers, before it is said to lack one.


def find(paper: Paper) -> Iterator[Conflict]:
    items = _items(paper)
    if len(items) < FEWEST:
        return
    for row in paper.outline.rows:
        if row.shape in ("heading", "reference", "columns", "page"):
            continue
        for found in REFERS.finditer(row.words):
            if _earlier(row.words[max(0, found.start() - 40) : found.end() + 60]):
                continue
            number = found["number"].rstrip(".")
            above = items.get(number)
            if above is None:
                if found["more"] and _alike(number, items) and not _is_told(number, paper):
                    yield Conflict(
                        title=f"{_named(found)} {number} is referred to, and there is none",
                        places=(paper.place(row.line, found[0]),),
                    )
            elif found["title"] and not _one(found["title"], above[1]):
                yield Conflict(
                    title=f"{_named(found)} {number} is referred to as {found['title']}, and is"
                    f" {above[1]}",
                    places=(paper.place(row.line, found[0]), paper.place(above[0], above[1])),
                )


def _items(paper: Paper) -> dict[str, tuple[int, str]]:
    """The numbers of the headings, each with its line and what it is of; none that comes twice."""
    found: dict[str, tuple[int, str]] = {}
    twice = set()
    rows = paper.outline.rows
    for at, row in enumerate(rows):
        if row.shape == "heading" and row.code:
            number, title = row.code, row.said
        elif row.shape == "reference" and row.number and at + 1 < len(rows):
            number, title = row.number, rows[at + 1].words
        else:
            continue
        if number in found:
            twice.add(number)
        found.setdefault(number, (row.line, title))
    return {number: of for number, of in found.items() if number not in twice}


def _earlier(around: str) -> bool:
    """Whether the words around are of another paper, or of an earlier meeting."""
    return bool(
        re.search(
            r"\b(?:last|previous|earlier|meeting\s+of|minutes\s+of|held\s+on|plan|act|report|strategy|policy|"
            r"schedule|appendix|annex|code)\b(?!\s+(?:was|were)\b)",
            around,
            re.I,
        )
    )


def _alike(number: str, items: dict[str, tuple[int, str]]) -> bool:
    """Whether a number is written as those of the paper's items are."""
    shape = re.sub(r"\d+", "0", number)
    return sum(re.sub(r"\d+", "0", one) == shape for one in items) >= FEWEST


def _is_told(number: str, paper: Paper) -> bool:
    """Whether a paragraph or an item has that number, be it a heading or not."""
    return any(row.code == number or row.number == number for row in paper.outline.rows)


def _one(said: str, title: str) -> bool:
    """Whether two titles may be of one thing: they share a word, or cannot be compared."""
    a, b = stems(said).keys(), stems(title).keys()
    return not a or not b or bool(a & b) or any(x.startswith(y[:4]) for x in a for y in b)


def _named(found: re.Match[str]) -> str:
    return found["what"].split()[-1].rstrip("s.").capitalize()
