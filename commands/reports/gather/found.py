"""A fact that may lead a paper, and the words that all of them begin with."""

from typing import NamedTuple

from commands.reports.gather.asking import Row, Rows
from commands.reports.model import Link, Part, Sentence


class Found(NamedTuple):
    """A fact that may lead a paper: how many records it is about, which is named first, the table
    that has them all, and the fact in words. `short`: fewer words, for use after a graver fact
    about the same subject."""

    number: int
    ref: str
    table: str
    said: Sentence
    short: Sentence | None = None


def naming(rows: Rows, said: str, which: str, row: Row) -> tuple[Part, ...]:
    """The fact, with the one record that is named for all of them."""
    return said, most(rows, which) if len(rows) > 1 else "", link(row["ref"])


def most(rows: Rows, which: str) -> str:
    """Says that what follows is the oldest, or the like; of those shown, if some are withheld."""
    return f"the {which}{' shown' if rows.withheld else ''} is "


def link(ref: str) -> Link:
    return Link(words=ref, ref=ref)
