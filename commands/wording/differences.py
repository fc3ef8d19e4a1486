"""What changed between two points, in words."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from commands.session.app import App
from commands.session.points import point, told_by
from ledger.errors import Misused
from ledger.words import counted

if TYPE_CHECKING:
    from projections.differences import Balance, Comparison, Point


def points(
    app: App, start: str, end: str, known: bool, known_by: date | None
) -> "tuple[Point, Point]":
    """The two points that are meant. Raises Misused or NotFound."""
    first, last = point(app, start), point(app, end)
    if known or first.told is not None or last.told is not None:
        if known_by is not None:
            raise Misused(
                "A comparison of two points uses what was known at each. Leave out --known-by."
            )
        first, last = (
            one if one.told is not None else replace(one, told=told_by(app.reader, one.day))
            for one in (first, last)
        )
    if (first.day, first.told or 0) > (last.day, last.told or 0):
        raise Misused(f"{first.words} is later than {last.words}. Swap them.")
    return first, last


def in_words(
    answer: "Comparison", first: "Point", last: "Point", *, changed: bool = False
) -> list[str]:
    """The balances, to be read aloud; with `changed`, only those in which anything changed."""
    changes = f"From {first.words} to {last.words}: {counted(len(answer.rows), 'change')}."
    if not answer.balances:
        return [
            changes,
            *answer.outside,
            "Nothing of any kind is recorded by either, so nothing was compared.",
        ]
    scope = "Every kind of record is compared; of those not named here there is none to count."
    told = [one for one in answer.balances if one.terms or not (changed and one.adds_up)]
    return [changes, *answer.outside, *map(balance, told), *([] if changed else [scope])]


# What changed what is known, and not the thing itself: one more by a correction is none corrected.
_BY = {"corrected": "correction", "retracted": "retraction"}

# What an event is called, where that does not read after a number.
_AFTER_A_NUMBER = {
    "accepted as the key": "accepted",
    "an activity": "defined under another",
    "brought from layout": "made",
    "continues in place of a ledger of events": "declared",
    "nil return": "added",
    "sealed events": "made",
    "the seal key is": "accepted",
    "withheld from what is published": "withheld",
}


def _counted_as(name: str) -> str:
    return f"by {_BY[name]}" if name in _BY else _AFTER_A_NUMBER.get(name, name)


def balance(one: "Balance") -> str:
    """The figures of one kind of record as a sentence."""
    terms = "".join(
        f" {'+' if by > 0 else '-'} {abs(by)} {_counted_as(name)}" for name, by in one.terms.items()
    )
    adds = "" if one.adds_up else f", but {one.closing} are"
    return f"{one.of}: {one.opening} {one.state}{terms} = {one.sum} {one.state}{adds}."


def _table(answer: "Comparison") -> tuple[list[str], list[tuple[str, str, int]]]:
    rows = []
    for one in answer.balances:
        rows += [(one.of, "opening", one.opening)]
        rows += [(one.of, name, by) for name, by in one.terms.items()]
        rows += [(one.of, "closing", one.closing)]
    return ["of", "what", "count"], rows
