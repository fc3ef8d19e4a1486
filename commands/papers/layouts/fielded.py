"""An item of a register told in one line, its fields by labels: "AFI 2 - Adults in custody. Lead:
Supt Vine. Target moved from May to July 2022. Status: on track."

It cannot know what is told of an item that has no status and no date that moved.
"""

import re
from collections.abc import Iterator

from commands.papers import dues, ends, standing
from commands.papers.claims import Claim, proposal
from commands.papers.outline import Outline, Row

RANK = 21
ITEM = re.compile(
    r"^(?P<ref>(?:rec(?:ommendation)?|afi|area\s+for\s+improvement|cause\s+of\s+concern|action)\s+"
    r"\d[\w/.-]*?|ref(?:erence)?\.?\s+(?:[A-Z]{1,5}/)?\d[\w/.-]*?)\s*[:.–—-]\s+\S",
    re.I,
)
STATUS = re.compile(r"[.;)]\s+(?:Status|Position|Progress|Update)\s*:\s*(?P<told>.+)$", re.S)
DUE = re.compile(r"[.;)]\s+(?:Due|Target|Deadline)(?:\s+date)?\s*:\s*(?P<when>[^.;]{3,40})", re.I)
REF = re.compile(r"^ref\w*\.?\s+", re.I)  # "Ref. AB/07/02": the number alone names it.
LEAD = re.compile(r"[.;)]\s+(?:Lead|Owner)\s*:\s")


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        item = ITEM.match(row.words) if not row.cells else None
        told = _standing(row) if item else None
        if item and told:
            yield proposal(
                row,
                told.kind,
                owner=ends.owned(row.words),
                due=None if told.kind == "close" else told.due or _due(row.words),
                ref=(REF.sub("", item["ref"]),),
                sure=told.kind in ("close", "due"),
            )


def _due(words: str) -> str | None:
    """When the item is due: by its label, else by the words."""
    found = DUE.search(words)
    return (dues.in_cell(found["when"]) if found else None) or dues.stated(words)


def _standing(row: Row) -> standing.Standing | None:
    """How the item stands: by its status, or by a date that moved; None where neither is told."""
    moved = standing.SLIPPED.search(row.words) if LEAD.search(row.words) else None
    if moved:
        now = row.words[moved.start() :]
        return standing.Standing("due", (), dues.moved(now) or dues.stated(now))
    found = STATUS.search(row.words)
    if not found:
        return None
    *_, last = found["told"].split(", ")  # "approved 12 March, closed"
    return standing.of(found["told"]) or standing.of(last) or standing.Standing("progress")
