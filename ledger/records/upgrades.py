"""An upgrade: a command brought the file to the layout of a later version.

made
"""

from typing import TYPE_CHECKING

from ledger.checks import Check
from ledger.errors import Refused
from ledger.events import NEW, Event, State
from ledger.rules import require
from ledger.words import counted

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "upgrade"

# What can happen


class LedgerUpgraded(Event):
    """The file had `layout_was`, and has `layout` now. `keys_before` command keys stood in it that
    no event holds, and `keys_sha256` is of their list (ledger/command_keys.py)."""

    needs = NEW
    moves_to = "made"
    fixed = frozenset({"layout_was", "layout", "keys_before", "keys_sha256"})
    for_good = "the file has the later layout, and does not go back"
    says = (
        "brought from layout {layout_was} to {layout}; command keys of before: {keys_before}"
        " (SHA-256 of their list {keys_sha256})"
    )
    layout_was: int
    layout: int
    keys_before: int
    keys_sha256: str


# What we know


class Upgrade(State):
    pass


def evolve(_: Upgrade | None, event: LedgerUpgraded) -> Upgrade:
    return Upgrade(title=f"from layout {event.layout_was} to {event.layout}")


# Rules


def make(
    upgrade: Upgrade | None, *, layout_was: int, layout: int, keys_before: int, keys_sha256: str
) -> list[Event]:
    made = LedgerUpgraded(
        layout_was=layout_was, layout=layout, keys_before=keys_before, keys_sha256=keys_sha256
    )
    if upgrade is not None:
        raise Refused(f"{upgrade.ref} is already recorded.")
    require(upgrade, made)
    return [made]


# What the ledger holds


def last(ledger: "Reader") -> tuple[int, LedgerUpgraded] | None:
    """The position of the last upgrade, and its facts."""
    found = [one for history in ledger.histories(RECORD).values() for one in history]
    made = [(one.position, one.event) for one in found if isinstance(one.event, LedgerUpgraded)]
    return max(made, key=lambda one: one[0], default=None)


def holds(ledger: "Reader") -> Check:
    """Checks that the command keys of earlier versions are those that the upgrade listed, and that
    without an upgrade no event lacks its key. In a file of an earlier layout they are under no
    tree."""
    before, made = ledger.keys_of_before(), last(ledger)
    earlier = ledger.store.outdated
    problems = []
    if made is not None:
        position, event = made
        if (len(before.names), before.sha256) != (event.keys_before, event.keys_sha256):
            problems.append(f"the command keys of before are not those that event {position} lists")
    elif not earlier:
        problems += [f"the key {name} is in no event: it was put in" for name in before.names]
    told = [f"event {made[0]} brought the file from layout {made[1].layout_was}"] if made else []
    if before.names:
        some = f"{counted(len(before.names), 'command key')} of before"
        where = "in the list of which that event has the hash" if made else "under no tree"
        named = ", ".join(before.names[:5]) + ", ..." * (len(before.names) > 5)
        told.append(f"{some} ({named}), {where}; given again, each is compared with its events")
    if earlier:
        told.append(f"the file has layout {ledger.store.layout} of an earlier govledger (upgrade)")
    return Check(
        about="layout", covered="; ".join(told), problems=tuple(problems), nothing=not told
    )
