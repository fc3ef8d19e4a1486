"""A table in a page or a paper: what is the same in each row of a column is worked out once."""

import re

import pytest

pytest.importorskip("jinja2")

from commands.reports.model import Column, Table
from commands.reports.render import html

COLUMNS = (
    Column(name="title", heading="What is to be done"),
    Column(name="status", heading="Status", kind="status"),
    Column(name="ref", heading="Action", kind="ref", blank="of none"),
    Column(name="event", heading="Event", kind="number"),
    Column(name="amount", heading="Amount", kind="money"),
)
NONE = '<span class="none">—</span>'
AT = (
    '<th scope="row" data-label="What is to be done" class="header wide">',
    '<td data-label="Status" class="cell narrow">',
    '<td data-label="Action" class="cell narrow quiet">',
    '<td data-label="Event" class="cell cell--numeric">',
    '<td data-label="Amount" class="cell words">',
)
FULL = (
    "Write &lt;it&gt;",
    '<strong class="tag tag--blue">open</strong>',
    '<a class="link" href="/r">A-1</a>, <a class="link" href="/r">A-2</a>',
    '<a class="link" href="/e">7</a>',
    NONE,
)
EMPTY = (NONE, NONE, '<span class="none">of none</span>', NONE, NONE)


def made(rows):
    asked = []
    environment = html.environment()
    for name, says in {"record_link": "/r", "event_link": "/e", "marked": "", "line": None}.items():
        was = environment.filters.get(name)

        def said(value, says=says, was=was, name=name):
            asked.append((name, value))
            return says if was is None else was(value)

        environment.filters[name] = said
    table = Table(name="t", title="Actions", columns=COLUMNS, rows=rows)
    return str(environment.get_template("tables.html").module.of_rows(table)), asked


def test_each_cell_is_in_its_column():
    rows = (("Write <it>", "open", ("A-1", "A-2"), 7, None), (None,) * len(COLUMNS))
    page = made(rows)[0].replace("govuk-table__", "").replace("govuk-", "")
    _, *found = re.findall('<tr class="row">\n(.*?)</tr>', page, re.DOTALL)
    ends = ("</th>\n", *["</td>\n"] * 4)
    told = ["".join(map("".join, zip(AT, row, ends, strict=True))) for row in (FULL, EMPTY)]
    assert found == told


def test_what_is_empty_is_said_in_words_that_are_made_once_a_column():
    _, asked = made(((None,) * len(COLUMNS),) * 50)
    assert asked.count(("line", "of none")) == 1
