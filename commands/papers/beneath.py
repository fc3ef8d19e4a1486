"""What stands beneath an action and is of it: labels of its owner and day, or its owner alone."""

import re

from commands.papers import dues, owners
from commands.papers.rows import Row

# "By whom:", "By when:", below the action that they are of.
OF_ACTION = re.compile(
    r"^(?:(?P<when>by\s+when|when|due(?:\s+(?:date|by))?|deadline|target(?:\s+date)?|timescale|completion(?:\s+date)?)|"
    r"(?:action\s+)?(?:by\s+whom|who|owners?|lead|responsible(?:\s+officer)?|assigned\s+to|officer))\s*:\s*(?P<value>.*)$",
    re.I,
)
# "No. 14": a record of a log, whose fields are told below it, a label each.
RECORD = re.compile(
    r"(?:no\.?|ref(?:erence)?\.?|action)\s*:?\s*(?P<ref>[A-Z]{0,6}[-/]?\d[\w/.-]*)", re.I
)
FIELD = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}:\s+\S")
# "Action: Pat Holm", below what Pat Holm is to do.
OWNER = re.compile(
    r"^\W{0,3}actions?(?:\s+(?:by|for|on|point))?(?:\s+(?:no\.?\s*)?[\d/.-]+)?\s*[:–—-]\s*(?P<who>[^:]{2,80})$",
    re.I,
)


# "ACTION: Una Fell to write", below "Una Fell said that she would write".
AGAIN = re.compile(
    r"^\W{0,3}actions?(?:\s+(?:point\s+)?\d[\d/.-]*)?\s*[:–—-]\s*(?P<rest>\S.*)", re.I
)


def again(row: Row) -> tuple[str, ...]:
    """Who is to act by the label of an action, which tells the line above it again."""
    found = AGAIN.match(row.said)
    acting = owners.acting(found["rest"]) if found else None
    return acting[0] if acting else ()


def is_owner(row: Row | None) -> bool:
    """Whether a line only says who is to do what the line above it tells."""
    found = OWNER.match(row.words) if row else None
    return bool(row and row.shape == "owner") or bool(found and owners.alone(found["who"]))


def labels(rows: tuple[Row, ...], at: int) -> tuple[tuple[str, ...], str | None, int]:
    """Who and by when, by labels of their own below an action, and where the next line begins."""
    who: tuple[str, ...] = ()
    due = None
    while at < len(rows) and (found := OF_ACTION.match(rows[at].words)):
        value, at = found["value"].strip(), at + 1
        if not value and at < len(rows) and not OF_ACTION.match(rows[at].words):
            value, at = rows[at].words, at + 1
        if found["when"]:
            due = dues.in_cell(value) or due
        else:
            who = owners.alone(value) or who
    return who, due, at
