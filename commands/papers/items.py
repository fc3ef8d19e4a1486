"""How a paper marks the titles of its items: by numbers, or by a bullet as before a point."""

import re

from commands.papers.sections import opened_by
from commands.papers.shapes import MARK, is_sentence, plain
from commands.papers.wanted import BOUND
from ledger.paper_lines import Reading

# Where a paper numbers its items, what is not numbered is told of one.
ITEM = re.compile(r"^(?:#+ )?(\d{1,2}[.)])\s+[A-Z][^.]{2,60}\s*$")
FEWEST = 3
# [To approve the minutes.]; The Secretary to report the receipt (if any).
PURPOSE = re.compile(
    r"\[(?:To|See)\s[^\[\]]*\]|[A-Z][\w'’\s]{2,60}\sto\s(?:report|receive|respond|reply|answer|note)\s[^.]{0,100}(?:\(if\sany\)|"
    r"\bany\s(?:questions|petitions|statements|representations|deputations)\b[^.]{0,80}\bpublic)\.?|"
    r"Members\sare\s(?:invited|reminded|asked|requested|required)\sto\s(?:declare|disclose)\b.*"
)
# "- Treasurer's report:": of no earlier meeting, whatever list it stands in.
OTHER = re.compile(
    r"(?:(?:chair\w*|(?:plots?\s+)?secretary|treasurer|clerk|president)(?:['’]?s)?(?:\s+report)?|[\w'’\s]{3,40}\sreports?|"
    r"misc\w*(?:\s+(?:issues|matters|business))?|finances?|accounts)\W*",
    re.I,
)
LABEL = re.compile(r"[A-Z][^.:;]{2,60}:")
INNER = re.compile(r"(?<=[.;!?])\s+(?=[A-Z])")
SETS = re.compile(r"^(?:that|to)\b|\b(?i:resolved|agreed|undertook|(?<!['’]s\s)actions?)\b")
# "- Matters arising", over lines without a bullet that tell of it.
POINTED = re.compile(r"[-–•]\s+[A-Z][^.:;?!]{3,90}$")
# An item by its letter in a column of its own, over what is told of it.
TITLED = re.compile(r"^\s*(?:<p>)?[a-z](?:</p>)?\t\s*\S[^\t]*\s*$")
# (b) Apologies for absence –; To receive a report of the Clerk to the Trustees –
TITLE = re.compile(
    r"Matters\sarising\b[^.:;]{0,80}(?:\(not\s[^()]{3,60}\)|\bnot\s(?:covered|included|on)\b[^.:;]{0,40}\.?)|"
    r"[A-Z][^.:;]{2,60}\s[–—-]|To\s(?:receive|consider|confirm|approve|note|discuss|agree|review)\b"
    r"[^.:;]{2,240}[–—-]"
)


def is_next(code: str, number: str) -> bool:
    """Whether a number is the one after another: 5 after 4, 24/05 after 24/04, 8/24 after 7/24."""
    one, other = (re.split(r"(\d+)", text) for text in (code, number))
    if len(one) != len(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return (
        len(apart) == 1
        and all(map(str.isdigit, apart[0]))
        and int(apart[0][0]) == int(apart[0][1]) + 1
    )


def is_label(words: str) -> bool:
    """Whether a point is a label over those below it: "- Actions from previous minutes:"."""
    return bool(LABEL.fullmatch(words) and (opened_by(words) or OTHER.fullmatch(words)))


def only_ends(words: str) -> bool:
    """Whether a line, that begins within a sentence, tells of nothing to be done after its end."""
    end, *rest = INNER.split(words, maxsplit=1)
    return not (SETS.search(end) or any(BOUND.search(one) for one in rest))


def numbers(reading: Reading) -> list[str]:
    """The numbers before titles of items."""
    return [item[1] for line in reading.lines if (item := ITEM.match(line.text))]


def pointed(reading: Reading) -> frozenset[str]:
    """The titles that have a bullet before them, each alone, where a paper has several."""
    told = ["", *(words for line in reading.lines if (words := plain(line.text))), ""]
    found = [
        one
        for before, one, after in zip(told, told[1:], told[2:], strict=False)
        if POINTED.match(one) and not (MARK.match(before) or MARK.match(after) or is_sentence(one))
    ]
    once = frozenset(one for one in found if found.count(one) == 1)
    return once if len(once) >= FEWEST else frozenset()
