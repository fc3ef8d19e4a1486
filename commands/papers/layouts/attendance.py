"""Who came and who did not: names under `Present`, `In attendance`, `Apologies`, or a list of
people at the head of the minutes.

It cannot know whether somebody under no label came: a list after a welcome is taken as present,
and is sure only where the paper says so.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Proposal
from commands.papers.outline import APOLOGIES, PRESENT, ROLE, Outline, Row, is_capitals, is_sentence

RANK = 10
SENT = re.compile(
    r"\bapologies\b[^.]{0,60}\b(?:received|accepted|given|came|sent|noted|tendered|submitted|"
    r"made|offered|recorded)\b|\b(?:sent|gave|tendered)\b.{0,20}\bapologies\b|"
    r"^apologies\b.{0,30}\b(?:from|for)\b\s+(?-i:[A-Z])",
    re.I,
)
NONE = re.compile(r"\b(?:no|nil)\b.{0,20}\bapologies\b|\bapologies\b.{0,20}\b(?:none|nil)\b", re.I)
WELCOME = re.compile(r"\b(?:welcome|introduction|attendance|present|attendees)", re.I)
NAMES = re.compile(r"[A-Z][\w'’-]+ [A-Z]|\([A-Z]{2,4}\)")


def read(outline: Outline) -> Iterator[Claim]:
    opened = False
    for row in outline.rows:
        kind, sure = _told(row, opened)
        if kind:
            yield Proposal(
                kind=kind,
                first=row.line,
                last=row.line,
                words=row.words,
                rule="attendance",
                sure=sure,
            )
        elif row.shape == "text" and is_sentence(row.words):
            opened = True


def _told(row: Row, opened: bool) -> tuple[str, bool]:
    if NONE.search(row.words):
        return "nil", True
    if (SENT.search(row.words) and is_sentence(row.words)) or re.match(
        r"apologies.{0,30}\b(?:from|for)\b", row.words, re.I
    ):
        return ("apologies", True) if NAMES.search(row.words) else ("", False)
    for opens, kind in ((PRESENT, "present"), (APOLOGIES, "apologies")):
        if (found := opens.match(row.words)) and NAMES.search(row.words[found.end() :]):
            return kind, True
    if row.block and not is_sentence(row.words):
        if row.shape == "person" or (
            NAMES.search(row.words)
            and row.shape in ("text", "heading")
            and not is_capitals(row.words)
        ):
            return row.block, True
        if ROLE.match(row.words):
            return row.block, True
        return "", False
    if opened:
        return "", False
    if (found := ROLE.match(row.words)) and NAMES.search(row.words[found.end() :]):
        return "present", True
    if row.shape == "person" and (WELCOME.search(row.heading) or "(" in row.words):
        return "present", False
    return "", False
