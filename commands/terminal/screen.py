"""How answers look: a table that fits the terminal, tab-separated rows elsewhere, JSON, CSV.

Results go to stdout, words about them to stderr. GOVLEDGER_ACCESSIBLE=1 prints one fact a line
instead of tables. NO_COLOR is honoured; nothing is told by colour alone.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import Any, TypeVar

import click
import msgspec

from commands.terminal import sheets, streams, tables
from commands.terminal.cells import facts, raw
from commands.terminal.text import one_line, plain

AT_ONCE = 1_000  # Rows that are printed at once.
WIDE = 110
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
    on_terminal = form is None and sys.stdout.isatty()
    said: list[str] = []
    if on_terminal:
        rows = list(rows)
        said = [n for n in sparse if any(row[list(columns).index(n)] for row in rows)]
    if form is None and blanks:
        told = columns if on_terminal else answers
        means = [blanks.get(name) if name in told else None for name in columns]
        rows = ([_or_blank(*one) for one in zip(row, means, strict=True)] for row in rows)
    if not on_terminal:
        _print(columns, rows, form)
        return []
    chosen = [*narrow, *said, *(wide if _size().columns >= WIDE else ())]
    hidden = _draw(columns, list(rows), chosen)
    return [words for name, words in hidden.items() if name in said or name not in sparse]


def _print(columns: Sequence[str], rows: Iterable[Row], form: str | None) -> None:
    """For a program: the rows as they come."""
    if form == "json":
        echo(json_array(dict(zip(columns, row, strict=True)) for row in rows))
    elif form == "csv":
        for part in _parts(chain([columns], rows)):
            click.echo(_csv(part), nl=False)
    else:
        click.echo("\t".join(one_line(name) for name in columns))
        for row in rows:
            click.echo("\t".join(raw(value) for value in row))


def _draw(columns: Sequence[str], rows: Sequence[Row], chosen: Sequence[str]) -> dict[str, str]:
    """For a person: a table, or a fact a line where none is wanted, or fits. The columns that a
    table leaves out, each in words."""
    if not rows:
        return {}  # No heading over an empty table; the count is printed below.
    if os.environ.get("GOVLEDGER_ACCESSIBLE"):
        page("\n\n".join(facts(columns, row) for row in rows))
        return {}
    drawn = tables.drawn(columns, rows, chosen, _size().columns)
    if drawn is None:
        page("\n\n".join("\n".join(wrapped(facts(columns, row).split("\n"))) for row in rows))
        return {}
    table, hidden = drawn
    page(table if _colour() else click.unstyle(table))
    return hidden


def left_out(hidden: list[str]) -> str:
    """The columns for which the terminal had no room."""
    return f" Not shown: {', '.join(hidden)}; --csv has them all." if hidden else ""


def _or_blank(value: Any, blank: str | None) -> Any:
    return blank if blank and value in (None, [], "") else value


def _csv(rows: Iterable[Row]) -> str:
    told = ([sheets.guarded(value, raw(value)) for value in row] for row in rows)
    return "".join(sheets.lines(told, "\n"))


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
    """Print lines, wrapped to a terminal's width under their own indent and `hanging`."""
    page("\n".join(wrapped(lines, hanging)))


def wrapped(lines: Sequence[str], hanging: int = 0) -> list[str]:
    """Lines wrapped to the terminal, if there is one."""
    if not sys.stdout.isatty():
        return list(lines)
    width = _size().columns
    return [_wrapped(line, width, hanging) for line in lines]


def room(most: int) -> int:
    """The columns that a line may have: `most`, or fewer on a narrower terminal."""
    return min(most, _size().columns) if sys.stdout.isatty() else most


def _size() -> os.terminal_size:
    from shutil import get_terminal_size  # Imported here to keep start-up fast.

    return get_terminal_size()


def _filled(text: str, width: int, indent: str) -> str:
    from commands.terminal.wrapping import filled  # Imported here to keep start-up fast.

    return filled(text, width, indent)


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
    with suppress(OSError):  # About what is already done; perhaps nobody reads it.
        click.echo(strong(text) if bold else text, err=True)


def strong(text: str) -> str:
    """Emphasised words on a terminal; plain words elsewhere."""
    return click.style(plain(text), bold=True) if _colour() else plain(text)


def terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
