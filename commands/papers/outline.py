"""The outline of a paper: for each line, its words without bullet and mark-up, the heading and the
block it stands under, its columns where it is a row of a table, and who is meant by initials.

A block is what a label opens: `Present:` opens attendance, `Apologies:` apologies. It ends at the
next heading or label. A section is what the last heading is about (sections.py).
"""

import re
from functools import cached_property, lru_cache

from commands.papers import agenda, margins, sections, stacked
from commands.papers.people import (
    BY_LETTERS,
    INITIALS,
    LIKE_A_NAME,
    by_their_letters,
    is_people,
    words_of_names,
)
from commands.papers.placing import Placing
from commands.papers.rows import Row
from commands.papers.shapes import (
    day_in,
    is_capitals,
    is_person,
    is_sentence,
    may_tell,
    plain,
    without_icon,
)
from ledger.paper_lines import Reading

__all__ = ["Outline", "Row", "day_in", "is_capitals", "is_person", "is_sentence", "plain"]

FURNITURE = frozenset(
    (
        "heading",
        "label",
        "reference",
        "page",
        "number",
        "date",
        "ending",
        "columns",
        "agenda",
        "part",
        "owner",
    )
)
NAMED_CELL = re.compile(r"^[A-Z]{2,4}$")


class Outline:
    """A reading with what stands above each line."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.cells = stacked.joined(reading)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The lines that are not blank, each in its place."""
        placing = Placing(self.reading)
        for line in self.reading.lines:
            placing.add(line)
        return agenda.without(margins.beside(placing.rows))

    @cached_property
    def people(self) -> dict[str, str]:
        """Whom initials mean, by the paper's own lists."""
        found = {
            short: " ".join(name.split())
            for line in self.reading.lines
            if "(" in line.text
            for name, short in INITIALS.findall(plain(line.text))
        }
        listed = [row.said for row in self.rows if row.block or row.shape in ("person", "people")]
        for short, name in by_their_letters(listed).items():
            found.setdefault(short, name)
        for row in self.rows:
            if row.shape == "people" and (by := BY_LETTERS.match(row.said)):
                found.setdefault(by["short"], by["of"].strip(" .;"))
            if "name" in row.columns and NAMED_CELL.match(row.columns.get("initials", "")):
                found[row.columns["initials"]] = row.columns["name"]
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names of those who came or sent apologies, and their initials."""
        found: set[str] = set(self.people)
        for row in self.rows:
            if (
                (row.block and not (row.code and not sections.block_of(row.said)))
                or row.shape in ("person", "people")
                or (row.opening and is_people(row.said.partition(":")[2]))
            ):
                found |= words_of_names(row.columns.get("name", row.words))
        return frozenset(found)

    def furniture(self) -> dict[int, str]:
        """The lines that record nothing, whatever the layout."""
        cells = dict.fromkeys(self.cells, "columns")
        return cells | {
            row.line: row.shape
            for row in self.rows
            if row.shape in FURNITURE
            and not (row.shape == "heading" and not row.cells and self._may_tell(row))
        }

    def _may_tell(self, row: Row) -> bool:
        """Whether a heading that opens nothing may tell something itself."""
        label, _, value = row.said.partition(":")
        if value.strip() and sections.opened_by(label) and not row.opening:
            return True  # "Previous minutes: no changes".
        if sections.opened_by(row.said) or row.line <= 3:
            return False
        if row.opening and "(" in row.said and LIKE_A_NAME.search(row.said):
            return True
        words, said = without_icon(row.words), without_icon(row.said)
        return bool(row.block and not sections.block_of(said)) or may_tell(words, said)


@lru_cache(maxsize=2)
def outlined(reading: Reading) -> Outline:
    """The outline of a reading, made once for all who ask for it."""
    return Outline(reading)
