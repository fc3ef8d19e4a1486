"""A paper as one HTML page, which makes no requests and needs no script."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.reports.model import Column, Paper, Sentence, Table, unsure
from commands.reports.render import styles, svg
from commands.reports.render.letters import ARIAL
from commands.reports.render.widths import Face, widths
from commands.terminal.text import one_line
from ledger.words import LONG_STANDING, day

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket

UPRIGHT, ACROSS = 210 - 2 * 14, 297 - 2 * 12  # Millimetres of a page between the margins.
SIZES = 8.2, 8.0, 7.5, 7.0  # Points of a printed table.
TEXT, STATUS, REF = Face(ARIAL, 2.2), Face(ARIAL, 6.0), Face(ARIAL * 7 / 8.2, 2.2)  # page.css
TAGS = {"closed": "green", "met": "green", "resolved": "green", "running": "blue", "open": "blue"}


def html(paper: Paper) -> str:
    """The page. Every word of the ledger is text in it, never markup."""
    from markupsafe import Markup

    templates = environment()
    anchors = anchors_of(paper)
    tables = {table.name for table in paper.tables}
    events = {happening.position for one in paper.histories for happening in one.events}

    def anchor(ref: Any) -> str:
        return anchors.get(str(ref).partition(" ")[0], "")

    templates.filters |= {
        "svg": lambda chart: Markup(svg.svg(chart)),
        "anchor": anchor,
        "record_link": lambda ref: anchor(ref) and f"#{anchor(ref)}",
        "event_link": lambda position: f"#e-{position}" if position in events else "",
        "has_table": lambda name: name in tables,
        "marked": lambda _: "",  # A paper has one marking, shown on every page.
        "printed": printed,
    }
    return templates.get_template("paper.html").render(
        paper=paper,
        title=paper.title,
        marking=paper.marking,
        style=Markup(styles.of_a_paper()),
        upright=UPRIGHT,
        across=ACROSS,
    )


@cache
def _bytecode_cache() -> "BytecodeCache":
    """Of each template, what it was compiled to: the next paper, or form of it, needs it again."""
    from jinja2 import BytecodeCache

    class CompiledTemplates(BytecodeCache):
        def __init__(self) -> None:
            self.codes: dict[str, bytes] = {}

        def load_bytecode(self, bucket: "Bucket") -> None:
            if code := self.codes.get(bucket.key):
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: "Bucket") -> None:
            self.codes[bucket.key] = bucket.bytecode_to_string()

    return CompiledTemplates()


def environment(*folders: Path) -> "Environment":
    """The templates that pages share, and those in `folders`. They get filters for where a record
    or an event is shown (record_link, event_link), and for how one is marked."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader([*folders, styles.TEMPLATES]),
        bytecode_cache=_bytecode_cache(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "has_table": lambda _: True,
        "parts": lambda said: said.parts if isinstance(said, Sentence) else (said,),
        "line": lambda text: one_line(str(text)),
        "css": lambda text: Markup(css_string(text)),
        "day": day,
        "date": short,
        "tag": lambda status: TAGS.get(str(status).partition(",")[0], "grey"),
        "shown": shown,
        "listed": lambda cell: cell if isinstance(cell, tuple) else () if cell is None else (cell,),
    }
    return made


def anchors_of(paper: Paper) -> dict[str, str]:
    """A unique id in the page for each record that has a history there."""
    found: dict[str, str] = {}
    for history in paper.histories:
        stem = "r-" + re.sub(r"[^A-Za-z0-9]+", "-", history.ref)
        anchor, more = stem, 2
        while anchor in found.values():
            anchor, more = f"{stem}-{more}", more + 1
        found[history.ref] = anchor
    return found


def shown(cell: Any, column: Column) -> str:
    """A cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return ", ".join(shown(one, column) for one in cell)
    if isinstance(cell, date):
        return short(cell)
    if column.kind == "money" and not isinstance(cell, str):
        return f"£{cell:,.2f}"
    if column.kind == "number" and not isinstance(cell, str):
        return f"{cell:,}"
    return one_line(str(cell))


def printed(table: Table, room: float) -> tuple[list[str], float]:
    """How wide each column is in print, in hundredths of the table, and the size of its letters in
    points. Working this out here saves the PDF maker most of its time."""
    columns = table.columns
    rows = (zip(row, columns, strict=True) for row in table.rows)
    lines = [
        [column.heading for column in columns],
        *([shown(cell, column) or column.blank for cell, column in row] for row in rows),
    ]
    faces = [_face(column, first=not at) for at, column in enumerate(columns)]
    wide, points = widths(columns, lines, room, SIZES, faces)
    return [f"{100 * one / sum(wide):.2f}" for one in wide], points


def _face(column: Column, *, first: bool) -> Face:
    if column.kind == "status":
        return STATUS
    return REF if column.name == "ref" and not first else TEXT


def short(on: date) -> str:
    """27 Nov 2018, for a table. The day that stands for long standing is shown in words."""
    return day(on) if on == LONG_STANDING else f"{on.day} {on:%b %Y}{unsure(on)}"


def css_string(text: str) -> str:
    """Text as a string of CSS in which nothing can end it."""
    # Spaces too: one after an escape would be read as its end.
    safe = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)
    return f'"{"".join(safe)}"'
