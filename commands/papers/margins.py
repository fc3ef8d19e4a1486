"""Owners in a column of their own at the right, which a page ran into its lines, or made into lines
of their own: below the heading of the column, initials alone are the owner of the line above."""

import re
from collections.abc import Sequence

from commands.papers.owners import parts
from commands.papers.people import NAME
from commands.papers.posts import POST
from commands.papers.rows import Row

COLUMN = re.compile(r"(?:actions?(?:\s+by)?|owners?|by\s+whom)\W*", re.I)
ALONE = re.compile(r"(?:ALL|All|[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*)")

MARGIN = re.compile(
    rf"(?<=[\w%’'\"”)])(?:(?<!\d)|(?=.\s{{3}}))[.;!?)](?P<gap>\s+)(?P<who>ALL|All|[A-Z]{{2,3}}(?:\s*[/,&+]\s*[A-Z]{{2,3}})*|{POST}|{NAME})\.?\s*$"
)
WIDE = 3  # Blanks that part a column.
# "... buy what is needed          MJ": nothing but blanks parts the column from the task.
BLANKS = re.compile(
    r"\S\s{6,}(?P<who>[A-Z]{2,3}(?:['’][A-Z])?(?:\s*[/,&+]\s*[A-Z]{2,3}(?:['’][A-Z])?)*)\s*$"
)


def in_margin(text: str, people: dict[str, str]) -> tuple[str, ...]:
    """The owners of a column at the right that ran into the line: "... next week.   SJ/GP"; nobody
    where the paper's own lists do not have them."""
    found = MARGIN.search(text)
    if not found:
        apart = BLANKS.search(text)
        return tuple(parts(apart["who"])) if apart else ()
    who = parts(found["who"])
    known = {*people, *people.values()}
    wide = len(found["gap"]) >= WIDE and all(re.fullmatch("All|[A-Z]{2,3}", one) for one in who)
    named = all(one in known or re.fullmatch(POST, one) for one in who)
    return tuple(who) if wide or named else ()


# "write to the school UL": initials that nothing parts from the task before them.
LAST = re.compile(
    r"(?<!\bto)(?<!\bby)(?<!\band)(?<!\bfor)(?<!\bwith)(?<!\bfrom)(?<!\bthe)(?<![,/&+])\s(?P<who>[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*)\s*$"
)


def ending(text: str, people: dict[str, str]) -> tuple[str, ...]:
    """The owners with whose initials the task after a label ends; nobody whom no list has."""
    found = LAST.search(text)
    who = parts(found["who"]) if found else []
    return in_margin(text, people) or (tuple(who) if all(one in people for one in who) else ())


def is_owner(words: str, above: Sequence[Row]) -> bool:
    """Whether a line is only the owner of what the line above it tells."""
    if not ALONE.fullmatch(words) or not above or above[-1].shape != "text":
        return False
    return any(row.opening and COLUMN.fullmatch(row.words) for row in above)
