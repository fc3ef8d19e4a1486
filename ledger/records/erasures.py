"""An erasure: personal values that were erased, and the legal basis.

erased

It names the values by their commitments (privacy/personal.py) and never says what they were. The
right is in UK GDPR, Article 17(1), with its limits in 17(3); Article 19 says that recipients must
be told: see exports.py.
"""

import re
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.checks import Check
from ledger.codec import decode
from ledger.errors import Misused, Refused
from ledger.events import NEW, Event, State
from ledger.privacy import personal
from ledger.rules import nonempty, require

RECORD = "erasure"
NUMBERED = "R"

# What can happen


class ValuesErased(Event):
    """Personal values were forgotten. `commitments` is what stands for them in the stored bytes, in
    hexadecimal; `concerned` how many events hold one, `first_concerned` the first of these."""

    needs = NEW
    moves_to = "erased"
    for_good = "what was forgotten does not come back"
    fixed = frozenset({"commitments", "concerned", "first_concerned"})
    says = "erased {commitments} (events: {concerned}, the first {first_concerned}): {basis}"
    basis: str
    commitments: tuple[str, ...]
    concerned: int
    first_concerned: int


# What we know


class Erasure(State):
    phrases: ClassVar[dict[str, str]] = {"erased": "was made on {since} (event {event})."}
    commitments: tuple[str, ...] = ()
    first_concerned: int = 0


def evolve(erasure: Erasure | None, event: ValuesErased) -> Erasure:
    return replace(
        erasure or Erasure(),
        title=event.basis,
        commitments=event.commitments,
        first_concerned=event.first_concerned,
    )


# Rules


def erase(
    erasure: Erasure | None,
    *,
    basis: str,
    commitments: tuple[str, ...],
    concerned: int,
    first_concerned: int,
    values: tuple[str, ...] = (),
) -> list[Event]:
    """`values`: what is erased; the basis must not contain it."""
    erased = ValuesErased(
        basis=nonempty(
            basis, "An erasure needs its basis in law (--basis), such as UK GDPR Art 17(1)(b)."
        ),
        commitments=commitments,
        concerned=concerned,
        first_concerned=first_concerned,
    )
    if not commitments or not all(re.fullmatch("[0-9a-f]{64}", one) for one in commitments):
        raise Misused("An erasure names what it erases by commitments: 64 hexadecimal digits each.")
    if any(personal.tells(basis, value) for value in values):
        raise Refused(
            "The basis (--basis) contains what is to be erased, and would keep it. Write it"
            " without the name: request of 3 May 2018."
        )
    require(erasure, erased)
    return [erased]


# What must hold


def erased(ledger: Any) -> dict[str, int]:
    """Each commitment that an erasure names, with that event's position, even if it was taken back:
    what was forgotten stays forgotten."""
    rows = ledger.store.histories((), (RECORD,))
    events = [decode(*row) for row in rows]
    return {
        one: recorded.position
        for recorded in events
        if isinstance(recorded.event, ValuesErased)
        for one in recorded.event.commitments
    }


def holds(ledger: Any) -> Check:
    """Checks that each personal value matches its commitment, that each token in an event has its
    value or an erasure that names it, and that nothing is kept that was erased or belongs to no
    event."""
    kept = {bytes(key).hex(): (salt, value) for key, salt, value in ledger.store.values()}
    gone, first = erased(ledger), dict[str, int]()
    partly = bool(ledger.hashes_only())  # Without clearance, the reader may not see the erasure.
    for position, tokens in personal.tokens(ledger.store):
        for token in tokens:
            first.setdefault(token, position)
    problems = [
        f"the personal value {key[:8]}… is not the one that was recorded"
        for key, (salt, value) in kept.items()
        if personal.commitment(salt, value).hex() != key
    ]
    problems += [
        f"event {position} holds the personal value {key[:8]}…, which is missing though no"
        " erasure names it"
        for key, position in first.items()
        if key not in kept and key not in gone and not partly
    ]
    problems += [
        f"the personal value {key[:8]}… is still kept, though event {gone[key]} erased it"
        for key in kept
        if key in gone
    ]
    problems += [
        f"the personal value {key[:8]}… is kept, though no event holds it"
        for key in kept
        if key not in first and key not in gone
    ]
    return Check(
        about="personal values",
        covered=f"{len(kept)} kept and {len(gone)} erased, each against the events that hold it",
        problems=tuple(problems),
        nothing=not (kept or gone),
    )
