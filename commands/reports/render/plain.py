"""Parts of lines as the plain text of an e-mail."""

from collections.abc import Iterable, Sequence
from textwrap import fill

from commands.reports.render.cells import text
from commands.terminal.text import one_line

WIDTH = 76


def plain(title: str, about: Iterable[str], parts: Iterable[tuple[str, Sequence[str]]]) -> str:
    """The text, with lines short enough for an e-mail; a part without lines says so."""
    said = [wrapped(title), *map(wrapped, about)]
    for heading, lines in parts:
        said += ["", wrapped(heading.upper())]
        said += [wrapped(line, "- ") for line in lines] or ["- none"]
    return "\n".join(said) + "\n"


def wrapped(line: str, mark: str = "") -> str:
    under = " " * len(mark)
    return fill(one_line(text(line)), WIDTH, initial_indent=mark, subsequent_indent=under,
                break_on_hyphens=False)  # fmt: skip
