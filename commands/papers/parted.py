"""A long line of a text taken apart: where a page was saved with its mark-up, one line of the file
may hold an item's heading, its questions, what was found and its actions. Each is read by itself,
and each names the one line of the paper that it stands on.

A line stays whole where it is short and has no label but at its head.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from commands.papers.people import LIKE_A_NAME
from commands.papers.shapes import OUTCOME, is_sentence, plain
from ledger.paper_lines import Line, Reading

LONG = 400  # Characters of words: what is shorter is read at a glance.
BLOCK = re.compile(r"<(?:p|li|ol|ul|h\d|div|br|tr)\b[^<>]{0,200}>|(?<=\s)[•▪●]\s", re.I)
NUMBERED = re.compile(r"(?<=[\s>])(\d{1,2})\.\s+(?=[A-Z])")
LABEL = re.compile(
    r"\W*(?:findings?|response|actions?(?:\s+arising)?|decisions?|agreed|resolved|outcomes?)\b"
    r"(?:\s*[:–-]|\s+arising\b|\W*$)",
    re.I,
)
# An item by its letter, in a column of its own: its title is a part.
ITEM = re.compile(r"\s*(?:<p>)?[a-z](?:</p>)?\t")
# Words parted by a blank alone, so that each line is read in one way.
# FINANCE. A cheque was signed; 106/16 FINANCE It was resolved to pay.
RUN_IN = re.compile(
    r"\s*(?P<code>(?:[A-Z]{1,4}[/-])?\d{1,4}(?:[/.-]\d{1,4}){0,2}[.):]?\s+)?"
    r"(?P<title>[A-Z][A-Z'’&,/()-]*[A-Z'’)](?: (?:[–-] )?[A-Z&(][A-Z'’&,/()-]*){0,18})"
    r"(?P<sign>\s*[.:–-]\s+|\s+)(?=[A-Z(][a-z)]|\(?[a-z]\)\s|[A-Z]\s+[a-z])"
)
RULED = re.compile(
    r"(?:UNANIMOUSLY|IT WAS|RESOLVED|AGREED|NOTED|ORDERED|DECISION|DECIDED|"
    r"ACTIONS?\b|RECOMMEND|APPROVED|AP\b|PRESENT|ATTEND|IN ATTENDANCE|MEMBERS|APOLOGIES$|REASON|"
    r"IN PROGRESS|IN HAND|ON TRACK|ON TARGET|UNDER ?WAY|COMPLETE|CLOSED|OPEN\b|ON-?GOING|"
    r"OUTSTANDING|OVERDUE|NOT |CARRIED|DISCHARGED|SUPERSEDED)"
)
# "Declarations of interest Members are asked to ... Minutes: None. |"
MINUTES = re.compile(r"(?<=\S) (?:Minutes|Decision): (?=[A-Z(])")
# "5. To consider the plan – It was agreed ...": an item of the agenda, and what was minuted of it.
PURPOSE = re.compile(
    r"\s*(?:[A-Z]{0,4}\d[\d/.-]*[a-z]?[.):]?\s+)To\s+(?:receive|consider|confirm|approve|note|discuss|agree|review|invite|accept|"
    r"sign|adopt|hear|report|appoint|elect|record)\b(?:(?! [–—-] |[.;:] ).){3,240}?"
    r"(?:\s+[–—-]|(?<=\w)-|[.:])\s+(?=[A-Z])"
)
TO_NAMES = re.compile(r"\bapolog|\babsen", re.I)
SHORTEST = 5  # Characters before a mark: `b`, `1.`, the number of what comes after it.


class Parted(Struct, frozen=True):
    """A reading with its long lines taken apart, and the line of the paper that each is of."""

    reading: Reading
    of: tuple[int, ...]


def parted(reading: Reading) -> Parted | None:
    """The reading taken apart; None where there is nothing to take apart."""
    lines: list[Line] = []
    of: list[int] = []
    for line in reading.lines:
        for part in parts(line.text):
            lines.append(replace(line, number=len(lines) + 1, text=part))
            of.append(line.number)
    if len(lines) == len(reading.lines):
        return None
    return Parted(replace(reading, lines=tuple(lines)), tuple(of))


def _run_in(text: str) -> list[str]:
    """A heading in capitals and what is told in the same line: "106/16 FINANCE It was resolved"."""
    found = RUN_IN.match(text)
    if not found or RULED.match(found["title"]) or not (found["code"] or found["sign"].strip()):
        return [text]
    rest = text[found.end() :]
    words = re.split(r"[ /]", found["title"])  # T/ACC. Una Fell: a rank.
    if not any(_is_word(word) for word in words):
        return [text]
    if not (is_sentence(rest) or OUTCOME.match(rest) or LIKE_A_NAME.match(rest)):
        return [text]
    return [text[: found.end()], rest]


def _purposed(text: str) -> list[str]:
    """What an item is for, as the agenda has it, and what was minuted of it in the same line."""
    found = PURPOSE.match(text)
    rest = text[found.end() :] if found else ""
    named = found and TO_NAMES.search(found[0]) and LIKE_A_NAME.match(rest)
    if not found or not (is_sentence(rest) or OUTCOME.match(rest) or named):
        return [text]
    return [found[0], rest]


def _minuted(text: str) -> list[str]:
    """An item of a saved agenda in one line: its title, "Minutes:", and what was minuted."""
    found = MINUTES.search(text)
    if not found or LABEL.match(text):
        return [text]
    return [text[: found.start()], text[found.start() : found.end()], text[found.end() :]]


def _is_word(capitals: str) -> bool:
    """Whether capitals are a word and no abbreviation: FINANCE, and not HMICFRS."""
    return len(capitals) > 4 and sum(one in "AEIOUY" for one in capitals) * 5 >= len(capitals)


def parts(text: str) -> list[str]:
    """The parts of a line, which are the whole of it."""
    if "<" not in text:
        minuted = _minuted(text)
        if len(minuted) > 1:
            return minuted
        return _purposed(text) if " To " in text[:16] else _run_in(text)
    cuts = [match.start() for match in BLOCK.finditer(text)]
    following = 1
    for match in NUMBERED.finditer(text):
        # 1. and 2. are of a list; 1.38, or a 4. alone, is not.
        if int(match[1]) == following or (following == 1 and match.start() < 12):
            cuts.append(match.start())
            following = int(match[1]) + 1
        elif match[1] == "1":
            cuts.append(match.start())
            following = 2
    found: list[str] = []
    begun = at = held = 0
    for cut in sorted(set(cuts)):
        held += len(plain(text[at:cut]))  # Of what stands since the last part: each mark once.
        at = cut
        if held < SHORTEST:
            continue
        found.append(text[begun:cut])
        begun, held = cut, 0
    rest = text[begun:]
    if found and not plain(rest):
        found[-1] += rest
    else:
        found.append(rest)
    labels = any(LABEL.match(plain(part)) for part in found[1:])
    points = sum(plain(part).startswith(("•", "▪", "●")) for part in found)
    return found if labels or points > 1 or ITEM.match(text) or len(plain(text)) > LONG else [text]
