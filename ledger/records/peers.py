"""A peer: another office, whose ledger is read beside this one, by its seal key and its packs.

    added ──> removed

Its ledger comes as audit packs, and each is held against the key and against the pack before it.
What is known of another office stands here, under the seals of this ledger; the packs themselves
lie outside, and are worth nothing but by these events.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, assert_never

from msgspec.structs import replace

from ledger.errors import Broken, NotFound, Refused
from ledger.events import NEW, Event, State, when
from ledger.integrity.ssh import PublicKey
from ledger.practice import is_practice
from ledger.references import SHORT_NAME
from ledger.rules import nonempty, once, require
from ledger.words import counted

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "peer"
CALLED = "other office"
REFERENCE = SHORT_NAME

# What can happen


class PeerAdded(Event):
    """There is such an office, and with this key it seals its ledger: whoever adds it has compared
    the key with its owner."""

    needs = NEW
    moves_to = "added"
    fixed = frozenset({"public_key", "fingerprint"})
    says = "added[: {title}]; it seals with {fingerprint}"
    public_key: str
    fingerprint: str
    title: str | None = None


class PeerKeyCompared(Event):
    """It seals with another key for which the one before did not sign, and the new one was compared
    with its owner."""

    needs = when("added")
    fixed = frozenset({"public_key", "fingerprint"})
    says = "seals with {fingerprint}, compared with its owner: {reason}"
    public_key: str
    fingerprint: str
    reason: str


class PeerPackTaken(Event):
    """A pack of the first `tree_size` events of its ledger was taken, sealed with `public_key`.
    `last_recorded_on`: the day on which the last of them was recorded there."""

    needs = when("added")
    fixed = frozenset(
        {"of_ledger", "tree_size", "root", "note", "public_key", "sha256", "last_recorded_on"}
    )
    for_good = "the next pack is held against it"
    says = (
        "pack taken (SHA-256 {sha256}): {tree_size} events of ledger {of_ledger}, recorded by"
        " {last_recorded_on}, root {root}"
    )
    of_ledger: str
    tree_size: int
    root: str
    note: str
    public_key: str
    sha256: str
    last_recorded_on: date


class PeerPackRefused(Event):
    """A pack that was given for it was not taken, and why; `tree_size` events are held. That stands
    until a newer one is taken, or it is retracted as a slip: another file was meant."""

    needs = when("added")
    fixed = frozenset({"sha256", "tree_size"})
    says = "pack refused (SHA-256 {sha256}), with {tree_size} events held: {reason}"
    reason: str
    sha256: str
    tree_size: int


class PeerRemoved(Event):
    """It is read no more."""

    needs = when("added")
    moves_to = "removed"
    says = "removed: {reason}"
    reason: str


PeerEvent = PeerAdded | PeerKeyCompared | PeerPackTaken | PeerPackRefused | PeerRemoved

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "of_ledger": "the identity of another office's ledger",
    "last_recorded_on": "the day of the last event in a pack of another office",
}

# What we know


class Peer(State):
    """`public_key` is that with which it seals, as far as is known here. `of_ledger`, `tree_size`
    and `root` are of the last pack taken, empty before the first. `refused` says why a later pack
    was not taken, if one was not."""

    phrases: ClassVar[dict[str, str]] = {"removed": "was removed {since}. Add it by another name."}
    public_key: str = ""
    of_ledger: str = ""
    tree_size: int = 0
    root: str = ""
    last_recorded_on: date | None = None
    refused: str = ""


def evolve(office: Peer | None, event: PeerEvent) -> Peer:
    match event:
        case PeerAdded():
            return Peer(title=event.title or "", public_key=event.public_key)
        case PeerKeyCompared():
            assert office is not None
            return replace(office, public_key=event.public_key)
        case PeerPackTaken():
            assert office is not None
            return replace(
                office,
                public_key=event.public_key,
                of_ledger=event.of_ledger,
                tree_size=event.tree_size,
                root=event.root,
                last_recorded_on=event.last_recorded_on,
                refused="",
            )
        case PeerPackRefused():
            assert office is not None
            return replace(office, refused=event.reason)
        case PeerRemoved():
            assert office is not None
            return office
    assert_never(event)


# Rules


def add(
    office: Peer | None, *, public_key: str, title: str | None, same_key: str | None
) -> list[Event]:
    """`same_key`: another office that seals with the key."""
    key = PublicKey(public_key)
    added = PeerAdded(
        public_key=key.line, fingerprint=key.fingerprint, title=(title or "").strip() or None
    )
    if office is not None and added in office.said:
        return []
    require(office, added)
    _of_one_office(same_key)
    return [added]


def compare(
    office: Peer | None, *, public_key: str, reason: str, same_key: str | None
) -> list[Event]:
    """Accept another key for an office if the previous key did not sign for it."""
    key = PublicKey(public_key)
    compared = PeerKeyCompared(
        public_key=key.line,
        fingerprint=key.fingerprint,
        reason=nonempty(reason, "Say how the new key was compared with its owner (--reason)."),
    )
    require(office, compared)
    assert office is not None
    if office.public_key == key.line:
        return []
    _of_one_office(same_key)
    return [compared]


def _of_one_office(same_key: str | None) -> None:
    if same_key is not None:
        raise Refused(f"{same_key} seals with that key, and no two offices seal with one.")


def take(
    office: Peer | None, *, root_then: str, identity: str, same_ledger: str | None, **pack: Any
) -> list[Event]:
    """A pack that holds by itself, sealed with a key to which the known one leads: `pack` has the
    fields of a PeerPackTaken. `root_then`: of the pack and of the one before, the root of the
    longer when it had as many events as the shorter; "" where that is not known. `same_ledger`:
    another office with that ledger."""
    taken = PeerPackTaken(**pack)
    of_ledger, tree_size = taken.of_ledger, taken.tree_size
    require(office, taken)
    assert office is not None
    if is_practice(of_ledger) and not is_practice(identity):
        raise Refused("It is of a practice ledger, and nothing in one is a record.")
    if same_ledger is not None:
        raise Refused(f"It is of the ledger of {same_ledger}, and no two offices have one ledger.")
    if office.of_ledger not in ("", of_ledger):
        raise Broken(
            f"It is of another ledger ({of_ledger}) than the packs taken before"
            f" ({office.of_ledger})."
        )
    held = counted(office.tree_size, "event")
    older = tree_size < office.tree_size
    agrees = root_then == (taken.root if older else office.root)
    if office.tree_size and not agrees and not (older and not root_then):
        both = counted(min(tree_size, office.tree_size), "event")
        raise Broken(f"It is a fork: its first {both} are not those of the pack taken before.")
    if older:
        raise Refused(f"It is older than the pack held: {tree_size:,} of {held}.")
    if tree_size == office.tree_size:
        return []  # It does not replace a later pack that was refused, either.
    return [taken]


def refuse(office: Peer | None, *, reason: str, sha256: str) -> list[Event]:
    """Record that a pack was not taken; the same pack is recorded once."""
    held = office.tree_size if office is not None else 0
    why = nonempty(reason, "Say why it is refused.")
    refused = PeerPackRefused(reason=why, sha256=sha256, tree_size=held)
    require(office, refused)
    return [] if office is not None and refused in office.said else [refused]


def remove(office: Peer | None, *, reason: str) -> list[Event]:
    removed = PeerRemoved(reason=nonempty(reason, "Say why it is read no more (--reason)."))
    return once(office, removed)


# What the ledger holds


def offices(ledger: "Reader") -> dict[str, Peer]:
    """The offices that are read, by name."""
    found = ((ref, ledger.state(RECORD, ref)) for ref in sorted(ledger.histories(RECORD)))
    return {ref: o for ref, o in found if isinstance(o, Peer) and o.status == "added"}


def named(ledger: "Reader", ref: str) -> Peer:
    """The office with a reference. Raises NotFound if it is not read."""
    known = offices(ledger)
    if ref not in known:
        there = f"There is {', '.join(known)}." if known else "None is added (office add)."
        raise NotFound(f"There is no office {ref}. {there}")
    return known[ref]
