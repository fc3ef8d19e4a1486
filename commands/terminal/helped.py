"""A page of help in the width of its terminal, however narrow that is."""

import re
from collections.abc import Iterable
from shutil import get_terminal_size

import click

from commands.terminal.wrapping import NARROWEST, filled, hanging

WIDEST = 100
_KEPT = "\N{NO-BREAK SPACE}"


def _name(name: str, width: int, own: str) -> str:
    """A name that has its lines to itself; a choice of it that has spaces stays whole."""
    whole = re.sub(r"\[.*\]", lambda choices: choices[0].replace(" ", _KEPT), name)
    return filled(whole, width, own + "    ", own).replace(_KEPT, " ")


class Page(click.HelpFormatter):
    """As click lays it out, but click breaks words at their hyphens, and never takes a terminal to
    be narrower than 52 columns."""

    def __init__(self, width: int | None = None, max_width: int | None = None) -> None:
        if width is None:
            width = max(min(get_terminal_size().columns, max_width or WIDEST) - 2, NARROWEST)
        super().__init__(width=width)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        usage = f"{prefix or 'Usage: '}{prog} "
        indent = len(usage) if self.width >= len(usage) + 20 else 4
        self.write(filled(f"{usage}{args}".rstrip(), self.width, " " * indent) + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; one that begins with a line of \\b alone is laid out as it was written."""
        indent = " " * self.current_indent
        written = []
        for paragraph in text.expandtabs().strip("\n").split("\n\n"):
            lines = paragraph.split("\n")
            if lines[0].strip() == "\b":
                written.append("\n".join(hanging(indent + one, self.width) for one in lines[1:]))
            else:
                words = " ".join(one.strip() for one in lines)
                written.append(filled(words, self.width, indent, indent))
        self.write("\n\n".join(written) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Names, and what each means: beside it, or below it where the name is too long."""
        rows, own = list(rows), " " * self.current_indent
        most = min(col_max, self.width // 3)
        first = min(max(len(name) for name, _ in rows), most) + col_spacing
        below = own + " " * first
        for name, meaning in rows:
            beside = len(name) <= first - col_spacing
            head = own + name.ljust(first) if beside else below
            if not beside or not meaning:
                self.write(_name(name, self.width, own) + "\n")
            for at, paragraph in enumerate(meaning.split("\n\n") if meaning else []):
                words = " ".join(paragraph.split())
                self.write(filled(words, self.width, below, below if at else head) + "\n")
