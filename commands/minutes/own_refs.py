"""The office's own reference in a line of a minute: (was 2023/15), (own ref 15)."""

import re

from commands.minutes.pasted import typed

# Of what stands after "was", only what cannot be a number, a day or a share: (was 95), (was good).
_WAS = r"(?=[^()]*\d)(?=[^()]*[A-Za-z/_-])[A-Za-z0-9][A-Za-z0-9/._-]*"
_NO_DAY = r"(?!\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d|\d{4})\)|\d{4}-\d\d-\d\d\))"
_OWN = rf"\((?:was {_NO_DAY}(?P<was>{_WAS})|own ref(?:erence)? (?P<own>[^()]+))\)"
_AT_THE_END = re.compile(rf"\s*{_OWN}(?=\.?\s*$)", re.IGNORECASE)
_BEFORE_DUE = re.compile(rf"\s*{_OWN}(?=\s*;\s*due\b.*$)", re.IGNORECASE | re.DOTALL)
NONE = "-"


def parted(entry: str) -> tuple[str, str | None]:
    """A line without its own reference, and that reference. It stands at the end of the line, or
    before its due date."""
    found = _AT_THE_END.search(typed(entry)) or _BEFORE_DUE.search(typed(entry))
    if found is None:
        return entry, None
    name = "was" if found["was"] else "own"
    own_ref = entry[found.start(name) : found.end(name)].strip()
    return entry[: found.start()] + entry[found.end() :], None if own_ref == NONE else own_ref


def written(text: str, own_ref: str | None) -> str:
    """A line with its own reference, as `parted` reads it back."""
    if own_ref is None:
        return f"{text} (own ref {NONE})" if parted(text) != (text, None) else text
    was = re.fullmatch(rf"{_NO_DAY}{_WAS}", f"{own_ref})"[:-1])
    said = f"{text} (was {own_ref})"
    return said if was and parted(said) == (text, own_ref) else f"{text} (own ref {own_ref})"
