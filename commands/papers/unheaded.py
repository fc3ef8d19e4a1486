"""What the cells of a row are, in a table without headings, by what they hold: of an action one a
reference, one the owner, one the day, one what is to be done; of who came one the name, one the
post."""

import re

from commands.papers import dues, owners, sections
from commands.papers.people import RANK, is_people
from commands.papers.shapes import is_sentence

_REF = re.compile(r"#?[A-Z]{0,4}[/-]?\d{1,4}[.)]?")
_FEWEST = 2  # Words of what is to be done.
# When, and no day by which: "From May", "Monthly".
_WHEN = re.compile(r"(?:from|each|every|weekly|monthly|quarterly|asap|tbc|w/c)\b", re.I)
_INITIALS = re.compile(r"[A-Z]{2,4}")
_RANKED = re.compile(rf"{RANK}\s+[A-Z]|.*\([A-Z]{{2,4}}\)")
_CHAIR = re.compile(r"(?:in\s+the\s+)?chair(?:ed\s+by|man|woman|person)?\W*", re.I)
_LABEL = 40  # Characters of a label over people; a post has twice as many.


def roles(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """What each cell is, "" for an empty one; None unless one cell is what is to be done, one is
    the owner, and none is anything else."""
    found = tuple(_role(at, cell.strip()) for at, cell in enumerate(cells))
    told = [role for role in found if role]
    alone = len(told) == len({*told}) and "other" not in told
    return found if alone and {"what", "owner"} <= {*told} else None


def _role(at: int, cell: str) -> str:
    if not cell:
        return ""
    if _REF.fullmatch(cell) and not at:
        return "ref"
    if dues.in_cell(cell):
        return "due"
    if _WHEN.match(cell):
        return "when"
    if owners.alone(cell):
        return "owner"
    return "what" if len(cell.split()) >= _FEWEST else "other"


def opened_by(cells: tuple[str, ...]) -> str:
    """Whom the rest of a row and the rows below it name, by a label in its first cell: those
    present, or those who sent apologies; "" for none."""
    first = cells[0].strip()
    came = "present" if sections.ROLE.fullmatch(first) and not _CHAIR.match(first) else ""
    return (sections.block_of(first) or came) if len(first) <= _LABEL else ""


def labelled(cells: tuple[str, ...]) -> str:
    """A row as a line with a label, where it says who was in the chair, or nobody who came or did
    not: "Chair: Ann Lee", "Apologies: None"; "" for any other row."""
    first, *rest = (cell.strip() for cell in cells if cell.strip())
    if len(rest) != 1 or first != cells[0].strip() or len(first) > _LABEL:
        return ""
    nobody = sections.block_of(first) and not of_people(tuple(rest))
    return f"{first.rstrip(' :')}: {rest[0]}" if nobody or _CHAIR.fullmatch(first) else ""


def of_people(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """What each cell is where one names who came, and the others say no more than their posts and
    initials; None for any other row."""
    found = [_of_person(cell.strip()) for cell in cells]
    if "name" not in found or "other" in found:
        return None
    # "Iain Murray | Grant Thornton": whom he is from; two with ranks are two people.
    at = found.index("name")
    for beside, cell in enumerate(cells):
        if found[beside] == "name" and beside != at and not _RANKED.match(cell.strip()):
            found[beside] = "post"
    return tuple(found)


def _of_person(cell: str) -> str:
    if not cell:
        return ""
    if _INITIALS.fullmatch(cell):
        return "initials"
    if is_people(cell):
        return "name"
    return "other" if is_sentence(cell) or len(cell) > 2 * _LABEL or ":" in cell else "post"
