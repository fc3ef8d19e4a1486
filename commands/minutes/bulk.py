"""Several actions in one line, by the numbers of their body's tracker: Closed: 1, 2, 21-23."""

import re
from collections.abc import Iterator

from commands.minutes import proceedings
from commands.minutes.interpreter import Resolver
from commands.minutes.pasted import typed
from commands.session.together import every
from ledger.errors import Misused

LABELS = ("closed", "extended")
MOST = 500  # Numbers in one range: more is a slip.
_EVIDENCE = re.compile(r"[,;]?\s+evidence\b\s*:?\s*", re.IGNORECASE)
_TO = re.compile(r",?\s+to\s+|,?\s+(?=with no new date\b)", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,9})\s*-\s*(\d{1,9})")
_AND = re.compile(r"\s*(?:[,;&]|\band\b)\s*", re.IGNORECASE)
_CALLED = re.compile(r"(?:actions?|numbers?|nos?\.?)\s+(?=\S)", re.IGNORECASE)


def actions_and_outcome(
    resolver: Resolver, body: str, meeting: str, label: str, said: str
) -> tuple[list[str], str]:
    """The actions that a line names, and what it says became of each, as a > line would."""
    apart = _EVIDENCE if label == "closed" else _TO
    found = apart.search(typed(said))
    numbers, rest = (said[: found.start()], said[found.end() :]) if found else (said, "")
    if label == "closed":
        mark = "agreed as completed and closed" + (f": {rest}" if rest else "")
    elif not rest:
        raise Misused("say to when: Extended: 1, 2 to 30 June 2018, approved by PCC: why")
    else:
        none = re.match(r"with no new date(?: given)?", rest, re.IGNORECASE)
        mark = f"{proceedings.UNSET.label}{rest[none.end() :]}" if none else f"due moved to {rest}"
    return _actions(resolver, body, meeting, numbers), mark


def _actions(resolver: Resolver, body: str, meeting: str, numbers: str) -> list[str]:
    """The actions that are meant. Raises the problem of every number that is not an action's."""
    named: dict[str, str] = {}

    def name(number: str) -> None:
        for one in resolver.numbered(number, body, meeting):
            if (before := named.setdefault(one, number)) != number:
                raise Misused(f"{before} and {number} are one action: name it once.")

    every(_each(numbers), name)
    return list(named)


def _each(numbers: str) -> Iterator[str]:
    for one in _AND.split(typed(numbers).strip().rstrip(".")):
        said = one[found.end() :] if (found := _CALLED.match(one)) is not None else one
        if not said:
            raise Misused(f"{numbers.strip()!r} names no action between two commas.")
        yield said


def numbers_of(said: str) -> list[str]:
    """The numbers of a range such as 21-23. Raises Misused if it is not one."""
    found = _RANGE.fullmatch(said)
    if found is None:
        return []
    first, last = int(found[1]), int(found[2])
    if not 0 <= last - first < MOST:
        raise Misused(f"{said} is no range of actions: write the lower number first, as in 21-23.")
    return [str(number) for number in range(first, last + 1)]
