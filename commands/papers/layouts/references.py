"""Outstanding references of earlier meetings: `Reference 1 – Title` over what was said of it, or
"action 9/2022/P" within a line.

It cannot know whether "can be closed" was done at once; it is proposed as the paper says it.
"""

import re
from collections.abc import Iterator

from commands.papers import dues, owners
from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline

RANK = 27
HEAD = re.compile(
    r"^(?:outstanding\s+)?(?:reference|action|ref\.?|item|recommendation)\s+(?:no\.?\s*)?(?P<ref>\d[\w/.-]*)\s*[–—:-]\s*(?P<title>\S.*)$",
    re.I,
)
INLINE = re.compile(
    r"\b(?i:action|reference|recommendation|ref|item)s?\.?\s+(?:no\.?\s*)?(?P<refs>(?:(?:\d+/)?(?:\d+\s+)?[A-Z]{0,4}\s?\d[\w/.-]*)(?:(?:,\s*|\s+and\s+|\s*&\s*)[\d][\w/.-]+)*)",
)
BARE = re.compile(r"\b\d{1,4}/\d{4}(?:/[A-Z])?\b")
SLIPPED = re.compile(
    r"\bdue\s+date\b.{0,60}\b(?:changed|moved|revised|extended)|\b(?:extension|more\s+time|extended|deferred\s+until|moved)\b",
    re.I,
)
CLOSED = re.compile(
    r"\b(?:be|was|were|is|are|now)\s+(?:now\s+|therefore\s+)?(?:closed|removed|discharged|complete[d]?)\b",
    re.I,
)
STILL = re.compile(
    r"\b(?:remain(?:s|ed)?|still|was|is|were)\s+(?:open|outstanding|ongoing|on-going)\b", re.I
)
AGREED = re.compile(
    r"^(?:.{0,160}?,\s*)?(?:the\s+)?(?P<who>[A-Z][\w\s]{1,40}?)\s+(?:agreed|undertook)\s+to\s", re.S
)


def read(outline: Outline) -> Iterator[Claim]:
    under: str | None = None
    for row in outline.rows:
        if head := HEAD.match(row.words):
            under = head["ref"]
            yield Furniture(line=row.line, what="heading")
            continue
        if row.shape in ("heading", "reference", "label") or re.match(r"RESOLVED", row.words):
            under = None
            continue
        refs = (under,) if under else _inline(row.words)
        if not refs or row.shape != "text":
            continue
        kind, who, due = _told(row.words)
        if not under and kind == "action":
            continue
        yield Proposal(
            kind=kind,
            first=row.line,
            last=row.line,
            words=row.words,
            rule="references",
            owner=who,
            due=due,
            ref=refs,
            sure=bool(under) and kind in ("close", "due"),
        )


def _inline(words: str) -> tuple[str, ...]:
    found = []
    for match in INLINE.finditer(words):
        found += re.split(r",\s*|\s+and\s+|\s*&\s*", match["refs"])
    if found:
        found += BARE.findall(words)
    return tuple(dict.fromkeys(one.strip(" .") for one in found if re.search(r"\d", one)))


def _told(words: str) -> tuple[str, tuple[str, ...], str | None]:
    """Which kind of event a line tells of its reference, who acts, and the new due date."""
    if SLIPPED.search(words):
        return "due", (), dues.moved(words)
    if CLOSED.search(words):
        return "close", (), None
    if agreed := AGREED.match(words):
        return "action", owners.split(agreed["who"].strip()), dues.stated(words)
    if STILL.search(words):
        return "carry", (), None
    return "progress", (), None
