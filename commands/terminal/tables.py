"""A table as a terminal draws it: as many of its columns as fit, each as wide as it needs."""

import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from commands.terminal import streams
from commands.terminal.cells import cell, heading
from commands.terminal.fitted import REF, TITLE, fitted

NOTHING = "—"
NOTHING_PLAIN = "-"
# As rich draws SIMPLE_HEAD, for a terminal without its line.
_PLAIN_HEAD = "    \n    \n -- \n    \n    \n    \n    \n    \n"
_REFERENCE = re.compile(r"\w[-/.]?\d")
Row = Sequence[Any]


def drawn(
    columns: Sequence[str], rows: Sequence[Row], chosen: Sequence[str], width: int
) -> tuple[str, dict[str, str]] | None:
    """A table of the chosen columns, or of all, as far as they fit; and the columns that it leaves
    out, each in words. None if no column fits."""
    chosen = [*chosen, TITLE] if chosen else list(columns)
    of = [(at, name) for at, name in enumerate(columns) if name in chosen]
    texts = {at: [cell(row[at]) for row in rows] for at, _ in of}

    def least(cells: Sequence[str], name: str) -> int:
        return _least(cells, name, width)

    def room(cells: Sequence[str], name: str) -> int:
        return _room(cells, name, width)

    fit = fitted(of, texts, least, room, width)
    kept = fit.kept or of[: len(of) == 1]  # A single column is folded if it does not fit.
    if not kept:
        return None
    names = [name for _, name in kept]
    hidden = {n: _left_out(n, fit.alike.get(n), len(rows)) for n in columns if n not in names}
    return table(kept, rows, width), hidden


def _left_out(name: str, value: str | None, rows: int) -> str:
    """A column that is not shown, with its value if that is the same in every row."""
    if value is None:
        return heading(name)
    return f"{heading(name)} ({value or 'empty'}{' in every row' if rows > 1 else ''})"


def _least(texts: Sequence[str], name: str, width: int) -> int:
    """The room that a column needs: no word is cut, but for one that would take the room of the
    others; nor is a day or the like, and a reference never."""
    longest = max(map(len, texts))
    parts = " ".join([*texts, heading(name)]).split()
    word = min(max(map(len, parts)), width // 3)
    whole = [len(part) for part in parts if name == REF or _REFERENCE.search(part)]
    return max(longest if longest <= 14 else 0, word, min(max(whole, default=0), width))


def _room(texts: Sequence[str], name: str, width: int) -> int:
    """The room that a column should have: for a title, more than one word."""
    least = _least(texts, name, width)
    comfort = min(max(map(len, texts)), max(24, width // 4))
    return max(least, comfort) if name == TITLE else least


def table(kept: list[tuple[int, str]], rows: Sequence[Row], width: int) -> str:
    from rich.box import SIMPLE_HEAD, Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    box = SIMPLE_HEAD if streams.fits("─") else Box(_PLAIN_HEAD, ascii=True)
    nothing = NOTHING if streams.fits(NOTHING) else NOTHING_PLAIN
    table = Table(box=box, pad_edge=False, padding=(0, 1, 0, 0))
    cells = [[streams.spelled(cell(row[at])) or nothing for at, _ in kept] for row in rows]
    heads, widths = _heads_and_widths(kept, [*zip(*cells, strict=True)], width)
    for (at, _), head, wide in zip(kept, heads, widths, strict=True):
        numeric = any(type(row[at]) in (int, Decimal) for row in rows)
        justify: Any = "right" if numeric else "left"
        table.add_column(Text(head), width=wide, justify=justify, overflow="fold")
    for texts in cells:
        table.add_row(*map(Text, texts))
    # Without a height, the library takes a dumb terminal to be 80 wide.
    console = Console(width=width, height=25, file=io.StringIO(), force_terminal=True)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def _heads_and_widths(
    kept: list[tuple[int, str]], columns: Sequence[Sequence[str]], width: int
) -> tuple[list[str], list[int]]:
    """The heading over each column, a word a line if its cells are short; and its width."""
    each = [(texts, name) for texts, (_, name) in zip(columns, kept, strict=True)]
    most = width - 2 * len(kept)
    needed = _room if sum(_room(*one, width) for one in each) <= most else _least
    heads, natural = [], []
    for texts, name in each:
        longest = max(map(len, texts))
        heads.append(heading(name) if longest > len(name) else heading(name).replace(" ", "\n"))
        natural.append(max(longest, *map(len, heads[-1].split("\n"))))
    return heads, fitting(natural, [needed(*one, width) for one in each], most)


def fitting(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths of columns that together take no more than the room: the widest give way first,
    none below the least that it needs, while that can be."""
    widths = list(natural)
    while sum(widths) > room and max(widths) > 1:
        can = [at for at in range(len(widths)) if widths[at] > least[at]] or range(len(widths))
        widths[max(can, key=lambda at: widths[at])] -= 1
    return widths
