"""The key with which the office seals: accepted at the first seal, replaced by an event that the
old key signs.

    accepted ──> accepted (replaced by another)
"""

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from ledger.checks import Check
from ledger.errors import Misused, Refused
from ledger.events import NEW, Event, State, when
from ledger.integrity.ssh import PrivateKey, PublicKey, signer
from ledger.rules import nonempty, require

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "sealkey"
CALLED = "seal key"
REF = "SEALKEY"
NAMESPACE = "govledger-key"

# What can happen


class SealKeyAccepted(Event):
    """The first key, taken as it came: whoever received a checkpoint elsewhere can compare it."""

    needs = NEW
    moves_to = "accepted"
    fixed = frozenset({"public_key", "fingerprint"})
    for_good = "a key gives way to another (key rotate)"
    says = "the seal key is {fingerprint}"
    public_key: str
    fingerprint: str


class SealKeyReplaced(Event):
    """Another key took over: `handover` is the old one's signature that it does, or, where that key
    is lost, there is a `reason`."""

    needs = when("accepted")
    fixed = frozenset({"public_key", "fingerprint", "replaces", "handover"})
    for_good = "a key gives way to another (key rotate)"
    says = "the seal key gave way to {fingerprint}[: {reason}]"
    public_key: str
    fingerprint: str
    replaces: str
    handover: str | None = None
    reason: str | None = None


# What we know


class SealKey(State):
    public_key: str = ""


def evolve(key: SealKey | None, event: SealKeyAccepted | SealKeyReplaced) -> SealKey:
    match event:
        case SealKeyAccepted() | SealKeyReplaced():
            return SealKey(
                title=event.fingerprint,
                public_key=event.public_key,
                status=key.status if key else "",
            )
        case _:
            assert_never(event)


# Rules


def accept(key: SealKey | None, *, public_key: str) -> list[Event]:
    new = PublicKey(public_key)
    accepted = SealKeyAccepted(public_key=new.line, fingerprint=new.fingerprint)
    if key is not None and key.public_key == accepted.public_key:
        return []
    if key is not None:
        raise Refused(
            f"The seal key is {key.title}, and this is a different key. To change it, sign the new"
            " one with the old: govledger key rotate --seal-key OLD --to NEW.pub"
        )
    return [accepted]


def statement(identity: str, old: str, new: str) -> bytes:
    """What the old key signs when it is replaced: the ledger, the old key, the new key."""
    return f"govledger seal key\n{identity}\n{old}\n{new}\n".encode()


def rotate(key: SealKey | None, *, to: str, identity: str, old: PrivateKey) -> list[Event]:
    """The old key is replaced by the public key `to`, and signs that."""
    known, replaced = _replaced(key, to)
    if old.public.line != known.public_key:
        raise Refused(f"The seal key is {known.title}; the key given is {old.public.fingerprint}.")
    said = statement(identity, known.public_key, replaced.public_key)
    return [replace(replaced, handover=old.sign_text(said, NAMESPACE))]


def lose(key: SealKey | None, *, to: str, reason: str) -> list[Event]:
    """The old key is lost, so only other means can show that the new one is the office's."""
    _, replaced = _replaced(key, to)
    return [
        replace(replaced, reason=nonempty(reason, "Say how the old key was lost (--lost WHY)."))
    ]


def _replaced(key: SealKey | None, to: str) -> tuple[SealKey, SealKeyReplaced]:
    """The present key and its replacement, not yet saying who vouches for it."""
    new = PublicKey(to)
    if key is None:
        raise Refused("There is no seal key yet: the first seal sets one (govledger seal).")
    event = SealKeyReplaced(
        public_key=new.line, fingerprint=new.fingerprint, replaces=key.public_key
    )
    require(key, event)
    if new.line == key.public_key:
        raise Refused("The new key is the old one. Make another: ssh-keygen -t ed25519")
    return key, event


# What the ledger holds


def key_at(ledger: "Reader", position: int) -> str:
    """The public key with which a seal at this position was to be made; "" before the first."""
    known = ""
    for recorded in ledger.history(f"{RECORD}:{REF}"):
        if recorded.position < position:
            known = getattr(recorded.event, "public_key", known)
    return known


def turns(ledger: "Reader") -> list[tuple[int, str, bool]]:
    """The seal keys in order: from which event on, and whether the one before signed for it."""
    found = []
    for recorded in ledger.history(f"{RECORD}:{REF}"):
        event, signed = recorded.event, False
        if isinstance(event, SealKeyReplaced) and event.handover is not None:
            said = statement(ledger.identity, event.replaces, event.public_key)
            signed = not _not_signed("", event, said)
        if isinstance(event, (SealKeyAccepted, SealKeyReplaced)):
            found.append((recorded.position, event.public_key, signed))
    return found


def leading(turns: list[tuple[int, str, bool]]) -> list[str]:
    """The last key, and the earlier keys from which signed replacements lead to it."""
    found = []
    for _, key, signed in reversed(turns):
        found.append(key)
        if not signed:
            break
    return found[::-1]


def unsigned(ledger: "Reader") -> list[int]:
    """The events that replaced the seal key without the signature of the one before."""
    return [position for position, _, signed in turns(ledger)[1:] if not signed]


def holds(ledger: "Reader") -> Check:
    """Checks that each key was signed for by the one before it."""
    problems, known, alone = [], "", 0
    history = ledger.history(f"{RECORD}:{REF}")
    for recorded in history:
        event, where = recorded.event, f"event {recorded.position}"
        if isinstance(event, SealKeyReplaced):
            said = statement(ledger.identity, event.replaces, event.public_key)
            if event.replaces != known:
                problems.append(f"{where} replaces a seal key that was not in force")
            if event.handover is None:
                alone += 1
            else:
                problems += _not_signed(where, event, said)
        known = getattr(event, "public_key", known)
    words = f"{len(history)} so far" if history else "there is none yet"
    if len(history) > 1:
        words += ", each held against the word of the one before"
    if alone:
        words += f"; but {alone} without the word of the key before, which was lost"
    return Check(about="seal keys", covered=words, problems=tuple(problems), nothing=not history)


def _not_signed(where: str, event: SealKeyReplaced, said: bytes) -> list[str]:
    try:
        if signer(event.handover or "", said, NAMESPACE).line == event.replaces:
            return []
        return [f"{where}: the new seal key was not signed for by the old one"]
    except Misused as problem:
        return [f"{where}: {problem}"]
