"""Parts of lines as the plain text of an e-mail."""

from collections.abc import Iterable, Sequence

from commands.reports.render.cells import text
from commands.terminal.text import one_line
from commands.terminal.wrapping import filled

WIDTH = 76


def plain(
    title: str,
    about: Iterable[str],
    parts: Iterable[tuple[str, Sequence[str]]],
    width: int = WIDTH,
) -> str:
    """The text, with lines short enough for an e-mail; a part without lines says so."""

    def wrapped(line: str, mark: str = "") -> str:
        return filled(one_line(text(line)), width, " " * len(mark), mark)

    said = [wrapped(title), *map(wrapped, about)]
    for heading, lines in parts:
        said += ["", wrapped(heading.upper())]
        said += [wrapped(line, "- ") for line in lines] or ["- none"]
    return "\n".join(said) + "\n"
