"""A fact that may lead a paper, and the words that all of them begin with."""

from typing import NamedTuple

from commands.reports.gather.asking import Row, Rows
from commands.reports.model import Link, Part, Sentence


class Found(NamedTuple):
    """A fact that may lead: how many records it is of, which of them is named first, the table
    that has them all, and the fact in words. `short`: in fewer, where it follows a graver fact of
    its subject."""

    number: int
    ref: str
    table: str
    said: Sentence
    short: Sentence | None = None


def naming(rows: Rows, said: str, which: str, row: Row) -> tuple[Part, ...]:
    """The fact, and the record that stands for all of them."""
    return said, most(rows, which) if len(rows) > 1 else "", link(row["ref"])


def most(rows: Rows, which: str) -> str:
    """That what follows is the oldest, or the like; of those that are shown, where some are not."""
    return f"the {which}{' shown' if rows.withheld else ''} is "


def link(ref: str) -> Link:
    return Link(words=ref, ref=ref)
