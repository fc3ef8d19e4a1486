"""A long line of a text taken apart: where a page was saved with its mark-up, one line of the file
may hold an item's heading, its questions, what was found and its actions. Each is read by itself,
and each names the one line of the paper that it stands on.

A line stays whole where it is short and has no label but at its head.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from commands.papers.shapes import plain
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
SHORTEST = 5  # Characters before a mark: `b`, `1.`, the number of what comes after it.


class Parted(Struct, frozen=True):
    """A reading with its long lines taken apart, and the line of the paper that each is of."""

    reading: Reading
    of: tuple[int, ...]


def parted(reading: Reading) -> Parted | None:
    """The reading taken apart; None where there is nothing to take apart."""
    if not any("<" in line.text for line in reading.lines):
        return None
    lines: list[Line] = []
    of: list[int] = []
    for line in reading.lines:
        for part in parts(line.text):
            lines.append(replace(line, number=len(lines) + 1, text=part))
            of.append(line.number)
    if len(lines) == len(reading.lines):
        return None
    return Parted(replace(reading, lines=tuple(lines)), tuple(of))


def parts(text: str) -> list[str]:
    """The parts of a line, which are the whole of it."""
    if "<" not in text:
        return [text]
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
