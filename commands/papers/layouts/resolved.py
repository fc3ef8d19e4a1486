"""Rulings of a committee: `RESOLVED that ...`, `IT WAS AGREED`, `It was agreed that`, and the list
below `RESOLVED that:`.

To note, receive or accept a report is a note and no decision. It cannot know who decided beyond the
body whose minutes these are.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline, is_sentence

RANK = 34
RULED = re.compile(
    r"^(?:unanimously\s+|it\s+was\s+(?:therefore\s+|unanimously\s+|further\s+)*|and\s+)*"
    r"(?:resolved|agreed|decided|recommended)\b(?P<all>.*)$",
    re.I | re.S,
)
INSIDE = re.compile(
    r"\b(?:it\s+was\s+(?:\w+ly\s+)?(?:agreed|resolved|decided)|(?:the\s+)?(?:panel|committee|board|pcc|pfcc|commissioner|members|"
    r"group|meeting)\s+(?:\w+ly\s+)?(?:agreed|resolved|approved|decided|endorsed|ratified)\b|(?:was|were)\s+(?:\w+ly\s+)?"
    r"(?:approved|agreed)\b|\bagreed\s+to\b)",
    re.I,
)
NOTES = re.compile(
    r"^(?:\W*(?:that\s*[:,]?\s*)?(?:to\s+)?)?(?:(?:note|receive|accept)[sd]?\b|(?:the\s+)?[^.;]{0,140}?\b(?:be\s+|was\s+|were\s+|is\s+)"
    r"(?:duly\s+)?(?:noted|received|accepted|welcomed)\b)",
    re.I,
)
# What had been agreed before is no ruling of this meeting.
BEFORE = re.compile(r"\b(?:had|have|has|been)\s+(?:\w+ly\s+)?(?:agreed|approved)")
THAT = re.compile(r"^that\s+(?P<all>.+)$", re.I | re.S)


def read(outline: Outline) -> Iterator[Claim]:
    listing = False
    for row in outline.rows:
        found = RULED.match(row.words)
        if found:
            rest = found["all"].strip(" :–—-,.")
            listing = not rest or bool(
                re.fullmatch(r"(?:that|the\s+\w+|that\s+the\s+\w+|to)?", rest, re.I)
            )
            if listing:
                yield Furniture(line=row.line, what="label")
            else:
                yield _ruling(row.line, row.words, rest, row.heading, sure=_capitals(row.words))
            continue
        if listing and row.bulleted:
            yield _ruling(row.line, row.words, row.words, row.heading, sure=True)
            continue
        listing = False
        if row.shape == "text" and (that := THAT.match(row.words)) and NOTES.match(that["all"]):
            yield _ruling(row.line, row.words, that["all"], row.heading, sure=False)
        elif (
            row.shape == "text"
            and (inside := INSIDE.search(row.words))
            and is_sentence(row.words)
            and not BEFORE.search(row.words)
        ):
            rest = row.words[inside.end() :]
            yield _ruling(row.line, row.words, rest, row.heading, sure=False)


def _capitals(words: str) -> bool:
    return bool(re.match(r"(?:UNANIMOUSLY |IT WAS )*(?:RESOLVED|AGREED)", words))


def _ruling(line: int, words: str, rest: str, heading: str, *, sure: bool) -> Proposal:
    return Proposal(
        kind="note" if NOTES.match(rest) else "decision",
        first=line,
        last=line,
        words=words,
        rule="resolved",
        item=heading or None,
        sure=sure,
    )
