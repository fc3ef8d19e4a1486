"""What the cells of a row of actions are, in a table without headings, by what they hold: one a
reference, one the owner, one the day, one what is to be done."""

import re

from commands.papers import dues, owners

_REF = re.compile(r"#?[A-Z]{0,4}[/-]?\d{1,4}[.)]?")
_FEWEST = 2  # Words of what is to be done.
# When, and no day by which: "From May", "Monthly".
_WHEN = re.compile(r"(?:from|each|every|weekly|monthly|quarterly|asap|tbc|w/c)\b", re.I)


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
