"""How answers look: a table that fits the terminal, tab-separated rows elsewhere, JSON, CSV.

Results go to stdout, words about them to stderr. GOVLEDGER_ACCESSIBLE=1 prints one fact a line
instead of tables. NO_COLOR is honoured; nothing is told by colour alone.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TypeVar

import click
import msgspec

from commands.terminal import sheets, streams
from commands.terminal.fitted import REF, TITLE, fitted
from commands.terminal.text import one_line, plain

AT_ONCE = 1_000  # As many rows as are printed together.
WIDE = 110
NOTHING = "—"
NOTHING_PLAIN = "-"
# As rich draws SIMPLE_HEAD, for a terminal without its line.
_PLAIN_HEAD = "    \n    \n -- \n    \n    \n    \n    \n    \n"
_SPELLED = {"afis": "AFIs", "rag": "RAG"}
_REFERENCE = re.compile(r"\w[-/.]?\d")
Row = Sequence[Any]
T = TypeVar("T")
NO_BLANKS: Mapping[str, str] = {}


Function = Callable[..., Any]


def output_options(function: Function) -> Function:
    """--json and --csv."""
    as_json = click.option("--json", "form", flag_value="json", help="A JSON array of objects.")
    as_csv = click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
    return as_json(as_csv(function))


def json_text(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def json_array(values: Iterable[Any]) -> Iterator[str]:
    """The text of a JSON array, as json_text writes it, a part at a time."""
    begun = False
    for part in _parts(values):
        # Without the brackets, and their lines.
        yield f"{',' if begun else '['}\n{json_text(part)[2:-2]}"
        begun = True
    yield "\n]" if begun else "[]"


def json_with_array(facts: Mapping[str, Any], name: str, values: Iterable[Any]) -> Iterator[str]:
    """The text of a JSON object, as json_text writes it, whose last value is an array: a part of
    that at a time."""
    yield json_text(facts)[:-2] + f',\n  "{name}": '
    yield from (text.replace("\n", "\n  ") for text in json_array(values))
    yield "\n}"


def echo(texts: Iterable[str]) -> None:
    """Print the parts of a text as they come."""
    for text in texts:
        click.echo(text, nl=False)
    click.echo()


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def cell(value: Any) -> str:
    """A value as one cell of plain text; a day as 27 Feb 2018."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{cell(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(one) for one in value)
    return one_line(str(value))


def show(
    columns: Sequence[str],
    rows: Iterable[Row],
    form: str | None,
    *,
    narrow: Sequence[str] = (),
    wide: Sequence[str] = (),
    sparse: Sequence[str] = (),
    blanks: Mapping[str, str] = NO_BLANKS,
    answers: Sequence[str] = (),
) -> list[str]:
    """Print rows in the form asked for; on a terminal, the columns in `narrow`, those in `sparse`
    where a row has one, and those in `wide` too, as far as there is room (fitted.py). The columns
    that are not shown, in words. `blanks` says what it means that a column is empty; to a program,
    what is empty stays so, but for the columns of `answers`, which are yes or no. As CSV, as JSON
    and to a program, rows are printed as they come."""
    said: list[str] = []
    if form is None and sparse and sys.stdout.isatty():
        rows = list(rows)
        said = [n for n in sparse if any(row[list(columns).index(n)] for row in rows)]
    if form is None and blanks:
        told = columns if sys.stdout.isatty() else answers
        means = [blanks.get(name) if name in told else None for name in columns]
        rows = ([_or_blank(*one) for one in zip(row, means, strict=True)] for row in rows)
    if form == "json":
        echo(json_array(dict(zip(columns, row, strict=True)) for row in rows))
        return []
    if form == "csv":
        for part in _parts(chain([columns], rows)):
            click.echo(_csv(part), nl=False)
        return []
    if not sys.stdout.isatty():
        click.echo("\t".join(one_line(name) for name in columns))
        for row in rows:
            click.echo("\t".join(_raw(value) for value in row))
        return []
    rows = list(rows)
    if not rows:
        return []  # A heading over nothing says nothing; how many there are is said below.
    if os.environ.get("GOVLEDGER_ACCESSIBLE"):
        page("\n\n".join(_facts(columns, row) for row in rows))
        return []
    width = _size().columns
    chosen = [*narrow, *said, *(wide if width >= WIDE else ())]
    left_out = _drawn(columns, rows, chosen, width)
    return [words for name, words in left_out.items() if name in said or name not in sparse]


def left_out(hidden: list[str]) -> str:
    """The columns the terminal had no room for."""
    return f" Not shown: {', '.join(hidden)}; --csv has them all." if hidden else ""


def _drawn(
    columns: Sequence[str], rows: Sequence[Row], chosen: Sequence[str], width: int
) -> dict[str, str]:
    """Draw a table of the chosen columns, or of all where none is, as far as they fit; where none
    does, a fact a line. The columns that a table leaves out, each in words."""
    chosen = [*chosen, TITLE] if chosen else list(columns)
    of = [(at, name) for at, name in enumerate(columns) if name in chosen]
    texts = {at: [cell(row[at]) for row in rows] for at, _ in of}

    def least(cells: Sequence[str], name: str) -> int:
        return _least(cells, name, width)

    def room(cells: Sequence[str], name: str) -> int:
        return _room(cells, name, width)

    fit = fitted(of, texts, least, room, width)
    kept = fit.kept or of[: len(of) == 1]  # One column is folded, where it does not fit.
    if not kept:
        page("\n\n".join("\n".join(wrapped(_facts(columns, row).split("\n"))) for row in rows))
        return {}
    page(_table(kept, rows, width))
    names = [name for _, name in kept]
    return {n: _left_out(n, fit.alike.get(n), len(rows)) for n in columns if n not in names}


def _left_out(name: str, value: str | None, rows: int) -> str:
    """A column that is not shown, and what it says where that is one thing."""
    if value is None:
        return heading(name)
    return f"{heading(name)} ({value or 'empty'}{' in every row' if rows > 1 else ''})"


def _or_blank(value: Any, blank: str | None) -> Any:
    return blank if blank and value in (None, [], "") else value


def _least(texts: Sequence[str], name: str, width: int) -> int:
    """The room that a column needs: no word is cut, but for one that would take the room of the
    others; nor is a day or the like, and a reference never."""
    longest = max(map(len, texts))
    parts = " ".join([*texts, heading(name)]).split()
    word = min(max(map(len, parts)), width // 3)
    whole = [len(part) for part in parts if name == REF or _REFERENCE.search(part)]
    return max(longest if longest <= 14 else 0, word, min(max(whole, default=0), width))


def _room(texts: Sequence[str], name: str, width: int) -> int:
    """The room that a column should have: a title more than a word."""
    least = _least(texts, name, width)
    comfort = min(max(map(len, texts)), max(24, width // 4))
    return max(least, comfort) if name == TITLE else least


def _raw(value: Any) -> str:
    """A value for another program: days as ISO 8601."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ",".join(_raw(one) for one in value)
    return str(value) if isinstance(value, Decimal) else cell(value)


def _csv(rows: Iterable[Row]) -> str:
    told = ([sheets.guarded(value, _raw(value)) for value in row] for row in rows)
    return "".join(sheets.lines(told, "\n"))


def _facts(columns: Sequence[str], row: Row) -> str:
    pairs = zip(columns, row, strict=True)
    return "\n".join(f"{heading(n)}: {cell(v)}" for n, v in pairs if cell(v) != "")


def heading(name: str) -> str:
    return " ".join(_SPELLED.get(word, word) for word in name.split("_"))


def _table(kept: list[tuple[int, str]], rows: Sequence[Row], width: int) -> str:
    from rich.box import SIMPLE_HEAD, Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    box = SIMPLE_HEAD if streams.fits("─") else Box(_PLAIN_HEAD, ascii=True)
    nothing = NOTHING if streams.fits(NOTHING) else NOTHING_PLAIN
    table = Table(box=box, pad_edge=False, padding=(0, 1, 0, 0))
    cells = [[streams.spelled(cell(row[at])) or nothing for at, _ in kept] for row in rows]
    natural, least, words = [], [], []
    each = {at: [row[column] for row in cells] for column, (at, _) in enumerate(kept)}
    roomy = sum(_room(each[at], name, width) for at, name in kept) <= width - 2 * len(kept)
    for at, name in kept:
        texts = each[at]
        longest = max(map(len, texts))
        words.append(heading(name) if longest > len(name) else heading(name).replace(" ", "\n"))
        head = max(map(len, words[-1].split("\n")))
        natural.append(max(longest, head))
        least.append((_room if roomy else _least)(texts, name, width))
    for (at, _), words_of, natural_width in zip(
        kept, words, fitting(natural, least, width - 2 * len(kept)), strict=True
    ):
        numeric = any(type(row[at]) in (int, Decimal) for row in rows)
        table.add_column(
            Text(words_of),
            width=natural_width,
            justify="right" if numeric else "left",
            overflow="fold",
        )
    for texts in cells:
        table.add_row(*map(Text, texts))
    # Without a height, the library takes a dumb terminal to be 80 wide.
    console = Console(width=width, height=25, file=io.StringIO(), force_terminal=True)
    with console.capture() as capture:
        console.print(table)
    text = capture.get()
    return text if _colour() else click.unstyle(text)


def fitting(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths of columns that together take no more than the room: the widest give way first,
    none below the least that it needs, while that can be."""
    widths = list(natural)
    while sum(widths) > room and max(widths) > 1:
        can = [at for at in range(len(widths)) if widths[at] > least[at]] or range(len(widths))
        widths[max(can, key=lambda at: widths[at])] -= 1
    return widths


def _colour() -> bool:
    without = any(map(os.environ.get, ("NO_COLOR", "GOVLEDGER_ACCESSIBLE")))
    return not without and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def page(text: str) -> None:
    """Print, through a pager if longer than the terminal."""
    text = text.rstrip("\n")
    lines, text = text.count("\n") + 2, streams.spelled(text)
    long = sys.stdout.isatty() and lines > _size().lines
    if long and os.environ.get("PAGER", "less") != "cat":
        os.environ.setdefault("LESS", "-FRX")
        click.echo_via_pager(text + "\n")
    else:
        click.echo(text)


def tell(lines: Sequence[str], *, hanging: int = 0) -> None:
    """Print lines, on a terminal wrapped to its width under their own indent and `hanging`."""
    page("\n".join(wrapped(lines, hanging)))


def wrapped(lines: Sequence[str], hanging: int = 0) -> list[str]:
    """Lines wrapped to the terminal, if there is one."""
    if not sys.stdout.isatty():
        return list(lines)
    width = _size().columns
    return [_wrapped(line, width, hanging) for line in lines]


def _size() -> os.terminal_size:
    from shutil import get_terminal_size  # Which takes its time, and only a terminal needs it.

    return get_terminal_size()


def _filled(text: str, width: int, indent: str) -> str:
    import textwrap

    return textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False)


def _wrapped(line: str, width: int, hanging: int) -> str:
    own = re.match(r" *(\d+  )?", line).end()  # type: ignore[union-attr]
    indent = " " * min(own + hanging * bool(own), width // 2)
    return _filled(line, width, indent)


def say(*texts: str, bold: bool = False, hanging: int = 0) -> None:
    """Words about an answer, on stderr, each text wrapped to the terminal, all its lines but the
    first under an indent of `hanging`."""
    lines = [one_line(text) for text in texts]
    if sys.stderr.isatty():
        width = _size().columns
        indent = " " * min(hanging, width // 2)
        lines = [_filled(line, width, indent) for line in lines]
    text = "\n".join(lines)
    with suppress(OSError):  # Words about what is done already: nobody may be there to read them.
        click.echo(strong(text) if bold else text, err=True)


def strong(text: str) -> str:
    """Emphasised words on a terminal; plain words elsewhere."""
    return click.style(plain(text), bold=True) if _colour() else plain(text)


def terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
