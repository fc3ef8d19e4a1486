"""Owners in a column of their own at the right, which a page ran into its lines, or made into lines
of their own: below the heading of the column, initials, a post or a name of those who came, alone
in a line, are the owner of what is told above."""

import re
from collections.abc import Sequence

from commands.papers import dues, orders, owners, tasks, wanted
from commands.papers.columns import role_of
from commands.papers.owners import parts
from commands.papers.people import NAME
from commands.papers.posts import POST
from commands.papers.rows import Row

COLUMN = re.compile(r"(?:actions?(?:\s+by)?|owners?|by\s+whom)\W*", re.I)
ALONE = re.compile(r"(?:ALL|All|[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*)")
# "Action: circulate the plan", "A plan to be brought": whoever is to do it.
UNOWNED = re.compile(r"actions?(?:\s+\w+)?\s*[:–-]\s*\S|.*\bto\s+be\s+\w+", re.I)
FULL = re.compile(NAME)
HEAD = 200  # Lines of a paper above which those who came are named.
SHAPES = ("heading", "label", "person")  # Of a line that may be an owner alone.

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
    """Whether a line is only the owner of what the line above it tells, with or without the day."""
    words, beside, when = words.partition(" | ")
    if not above or above[-1].shape not in ("text", "owner") or (beside and not dues.in_cell(when)):
        return False
    if is_headed(above):
        who = owners.alone(words)
        return bool(who) and all(_is_known(one, above) for one in who)
    headed = any(row.opening and COLUMN.fullmatch(row.words) for row in above)
    return headed and above[-1].shape == "text" and ALONE.fullmatch(words) is not None


def is_headed(above: Sequence[Row]) -> bool:
    """Whether a table above has a column of owners."""
    return any(row.shape == "columns" and any(map(_heads, row.cells)) for row in above)


def _is_known(one: str, above: Sequence[Row]) -> bool:
    """Whether somebody is named as an owner is: by initials, by a post, or in full, as the paper
    names them among those who came."""
    if ALONE.fullmatch(one) or owners.SURE.match(one):
        return True
    came = (row.words for row in above[:HEAD] if row.block or row.opening)
    return FULL.fullmatch(one) is not None and any(one in words for words in came)


def alone(row: Row | None) -> tuple[str, ...]:
    """The owners whom a line only names."""
    return owners.alone(row.said.partition(" | ")[0]) if row and row.shape == "owner" else ()


def due(row: Row | None) -> str | None:
    """The day by which, beside the owner whom a line only names."""
    return dues.in_cell(row.said.partition(" | ")[2]) if row and row.shape == "owner" else None


def _heads(cell: str) -> bool:
    return COLUMN.fullmatch(cell.strip()) is not None or role_of(cell) == "owner"


def beside(rows: Sequence[Row]) -> list[Row]:
    """The rows, each owner that stands below all that was said of an item moved to below the task:
    one that names them, or else the next that names nobody."""
    placed: list[Row] = []
    said: list[Row] = []  # Of the item.
    below: list[Row] = []  # Its owners.
    for row in rows:
        if row.shape == "owner":
            below.append(row)
            continue
        if below or row.shape in ("heading", "number", "columns"):
            placed += _joined(said, below)
            said, below = [], []
        said.append(row)
    return [*placed, *_joined(said, below)]


def _joined(said: Sequence[Row], below: Sequence[Row]) -> list[Row]:
    if not below:
        return list(said)
    given = {row.line: _given_to(row) for row in said if row.shape in ("text", "label")}
    each = sum(who is not None for who in given.values()) == len(below)  # Each has its own.
    left = list(below)
    found: list[Row] = []
    for row in said:
        found.append(row)
        who = given.get(row.line)
        if not left or who is None:
            continue
        if each or not who or _names({*who}) & _names({*alone(left[0])}):
            found.append(left.pop(0))
    return [*found, *left]


def _names(who: set[str]) -> set[str]:
    """Names, and the letters that full ones begin with: Una Fell, UF."""
    return who | {re.sub(r"[^A-Z]", "", one) for one in who if FULL.fullmatch(one)}


def _given_to(row: Row) -> tuple[str, ...] | None:
    """Who is to do what a row tells; nobody if it is to be done, and does not say by whom; None if
    it gives nothing to do."""
    acting = owners.acting(row.said)
    if acting and all(owners.SURE.match(one) or FULL.fullmatch(one) for one in acting[0]):
        return acting[0]
    if task := tasks.of(row.said, frozenset()):
        return task.owner
    asked = orders.is_alone(row.said) or wanted.unowned(row.said) or wanted.is_coming(row.said)
    return () if asked or UNOWNED.match(row.said) else None
