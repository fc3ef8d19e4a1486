"""Text in the width of a terminal: a word is whole, unless it is wider than the terminal itself,
and what has a second column goes on under it."""

import re
import textwrap
from shutil import get_terminal_size
from typing import TextIO

NARROWEST = 20
# Where a word that is too wide is broken: between choices, folders, parts of an address.
_PARTS = re.compile(r"[^|/=(,]+[|/=(,]*|[|/=(,]+")


_COLUMNS = re.compile(r" *\S.*?  +(?=\S)")


class _Wrapper(textwrap.TextWrapper):
    def _split(self, text: str) -> list[str]:
        room = self.width - max(len(self.initial_indent), len(self.subsequent_indent))
        parts: list[str] = []
        for chunk in super()._split(text):
            parts += _PARTS.findall(chunk) if len(chunk) > room else [chunk]
        return parts


def filled(text: str, width: int, rest: str = "", first: str = "") -> str:
    """One line of text as lines of that width: the first after `first`, the others after `rest`, or
    after less of it if a word needs the room."""
    width = max(width, NARROWEST)
    longest = max(map(len, text.split()), default=0)
    if len(rest) + longest > width >= longest:
        rest = rest[: width - longest]
    return _Wrapper(
        width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ).fill(text)


def fitted(text: str, stream: TextIO) -> str:
    """Each line of a text in the width of the terminal, if the stream is one."""
    if not stream.isatty():
        return text
    width = get_terminal_size().columns
    return "\n".join(filled(line, width) for line in text.split("\n"))


def below_second(line: str, above: str) -> bool:
    """Whether a line goes on in the second column of the one above."""
    columns = _COLUMNS.match(above)
    return columns is not None and len(line) - len(line.lstrip()) == columns.end()


def hanging(line: str, width: int) -> str:
    """A line wrapped under its own beginning, or under its second column if it has two."""
    columns = _COLUMNS.match(line) or re.match(r" *", line)
    assert columns is not None
    return filled(line, width, " " * min(columns.end(), width // 2))
