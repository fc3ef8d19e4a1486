"""What the agenda says of an item above its minutes: purposes, reminders, the names of papers."""

import re

from msgspec import structs

from commands.papers import owners
from commands.papers.rows import Row
from commands.papers.shapes import is_sentence

MINUTES = re.compile(r"^minutes\s*:\s*$", re.I)
RULING = re.compile(r"^(?:(?:decisions?|resolved|agreed|outcome)\b|minutes\s*:)", re.I)
# A clause of a ruling, where a saved page lost the label above it.
CLAUSE = re.compile(r"that\s.*\bbe\s", re.I)
# What was passed is no purpose.
PASSED = re.compile(
    r"it\s+was\s+(?:noted|agreed|reported|confirmed|resolved)\b|apologies\b.{0,30}\breceived\b",
    re.I,
)


# "CHAIR'S BUSINESS To receive reports": a title, and what its item is for.
TITLED = re.compile(r"[A-Z][A-Z'’&,/()-]{3,}(?:\s+[A-Z'’&,/()-]{2,}){0,10}\s+(?:To|Members)\s[a-z]")


def without(rows: list[Row]) -> tuple[Row, ...]:
    """The rows, with what the agenda says above each `Minutes:` as furniture: purposes of
    items, reminders, the names of papers."""
    shapes = {row.line: row.shape for row in rows}
    ruled = False
    for at, row in enumerate(rows):
        ruled = bool(RULING.match(row.words)) or (ruled and row.shape == "text")
        if row.shape == "label" and MINUTES.match(row.words):
            passed: list[Row] = []
            for above in reversed(rows[:at]):
                if passed and TITLED.match(passed[-1].words):
                    break  # What stands above is of the item before.
                if above.block and above.bulleted:
                    break  # Who came.
                if RULING.match(above.words):
                    passed = []  # Below `Decision:`, before `Minutes:`.
                    break
                if PASSED.match(above.words):
                    break
                listed = above.bulleted and above.shape == "person"
                if above.shape not in ("text", "label") and not (
                    listed or owners.ACTS.match(above.words)
                ):
                    break
                passed.append(above)
            shapes |= {
                above.line: "agenda"
                for above in passed
                if above.shape != "label" or is_sentence(above.words)
            }
        elif (
            row.bulleted
            and "documents" in row.sections
            and not ruled
            and not CLAUSE.match(row.said)
        ):
            shapes[row.line] = "agenda"
    changed = (row for row in rows if shapes[row.line] != row.shape)
    new = {row.line: structs.replace(row, shape="agenda") for row in changed}
    return tuple(new.get(row.line, row) for row in rows)
