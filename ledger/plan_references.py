"""References to rows of a delivery plan: as papers print them, and in plain form.

A.1, (A1.2)(1), B4, 2.1.2: the reference is the plan and the plain row, SWMP/A1.2.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from ledger.errors import Misused, Refused

_PLAN = re.compile(r"[A-Z][A-Z0-9-]{0,19}")
_ROW = re.compile(r"([A-Z]{0,3})\.?([0-9]{1,3}(?:\.[0-9]{1,3})*)")
_STEP = re.compile(r"(?<=[0-9)])\([0-9]+\)")  # In (A1.2)(1) the step is part of row A1.2.
_RANGE = re.compile(r"(.*[^\s])\s*(?:[-–—]|\bto\b)\s*(.+)", re.IGNORECASE)


def row(printed: str) -> str:
    """The plain form of a row as printed: A1 for A.1, A1.2 for (A1.2)(1). Raises Misused."""
    said = _STEP.sub("", "".join(printed.split()).upper())
    found = _ROW.fullmatch(said.strip("()[].:"))
    if found is None:
        raise Misused(
            f"{printed!r} is not the reference of a row: a number such as 2.1.2, or letters and a"
            " number such as A1.1, A.1 or (A1.2)(1)."
        )
    return found[1] + ".".join(str(int(number)) for number in found[2].split("."))


def reference(plan: str, printed: str) -> str:
    """SWMP/A1.1 of a plan and a row as printed. Raises Misused."""
    if not _PLAN.fullmatch(plan.strip().upper()):
        raise Misused(f"{plan!r} is not a plan's short name: letters, digits and - only.")
    return f"{plan.strip().upper()}/{row(printed)}"


def normal(text: str) -> str:
    """The reference that somebody means who types a row as printed, with or without its plan."""
    plan, slash, printed = text.rpartition("/")
    try:
        return f"{plan.upper()}{slash}{row(printed)}"
    except Misused:
        return text


def parent_of(ref: str) -> str | None:
    """What a row is part of by its number: A1 of A1.1, 2.1 of 2.1.2; A1 and 2.1 stand alone."""
    plan, slash, own = ref.rpartition("/")
    above, dot, _ = own.rpartition(".")
    alone = not dot or (own[0].isdigit() and "." not in above)
    return None if alone else f"{plan}{slash}{above}"


def _numbers(own: str) -> tuple[str, tuple[int, ...]]:
    """A row's letters and numbers, by which rows have their order."""
    letters = own.rstrip("0123456789.")
    return letters, tuple(int(number) for number in own[len(letters) :].split("."))


def expand(printed: str, plan: str, known: Iterable[str]) -> list[str]:
    """The rows, of those that are known, that a printed reference means: one, or every one from 3.1
    to 3.8. It is of `plan` unless it names another. Raises Misused."""
    named, slash, said = printed.strip().rpartition("/")
    plan = named.upper() if slash else plan
    known = set(known)
    if (ends := _RANGE.fullmatch(said)) is None:
        ref = reference(plan, said)
        return [ref] if ref in known else []
    (letters, first), (also, last) = (_numbers(row(end)) for end in ends.groups())
    if (letters, first[:-1]) != (also, last[:-1]) or first > last:
        raise Misused(f"{printed!r} is not a range of rows such as 3.1-3.8 or A1.1-A1.3.")
    above = letters + "".join(f"{number}." for number in first[:-1])
    every = (f"{plan}/{above}{number}" for number in range(first[-1], last[-1] + 1))
    return [ref for ref in every if ref in known]


def one_way(ref: str, other: str, leads_to: Mapping[str, Sequence[str]]) -> None:
    """Refuse to let `ref` lead to `other` if that leads back to it, and name the circle.
    `leads_to`: for every row, those that it refers to, was merged into, or consists of."""
    came_from = {other: ref}
    waiting = [other]
    while waiting:
        at = waiting.pop(0)
        for further in leads_to.get(at, ()):
            if further == ref:
                circle = [ref]
                while at != ref:
                    circle.append(at)
                    at = came_from[at]
                circle.append(ref)
                raise Refused(
                    f"{ref} would lead back to itself: {' → '.join(reversed(circle))}. Check where"
                    f" {other} points."
                )
            if further not in came_from:
                came_from[further] = at
                waiting.append(further)
