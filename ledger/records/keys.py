"""A person's key: what it signs counts as that person's word.

    accepted ──> revoked

A signed command becomes one line of JSON (`order`), which the person's Ed25519 key signs as
`ssh-keygen -Y sign -n govledger-command` would. The line and the signature are in the envelope of
every event the command recorded. The command is signed, not each event: it names the ledger, the
correlation and the time, so it counts once and in one place.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, assert_never

import msgspec

from ledger.checks import Check
from ledger.errors import Problem, Refused
from ledger.events import NEW, Event, Recorded, State, when
from ledger.fold import fold, standing
from ledger.integrity import ssh
from ledger.integrity.ssh import PublicKey, signer
from ledger.rules import moved_on, nonempty, require
from ledger.uk import day_of
from ledger.words import agreeing, counted, same_person

RECORD = "key"
NUMBERED = "K"

NAMESPACE = "govledger-command"

# What can happen


class KeyAccepted(Event):
    """The office takes what this key signs for this person's word."""

    needs = NEW
    fixed = frozenset({"person", "public_key", "fingerprint"})
    moves_to = "accepted"
    guards_signing = True
    says = "accepted as the key of {person}: {fingerprint} ({public_key})"
    person: str
    public_key: str
    fingerprint: str


class SecurityKeyAccepted(KeyAccepted):
    """The same of the key of a FIDO token (sk-ssh-ed25519)."""


class KeyRevoked(Event):
    """It is taken for nobody's word any more: lost, replaced, or its person has left."""

    needs = when("accepted")
    moves_to = "revoked"
    guards_signing = True
    says = "revoked: {reason}"
    reason: str


KeyEvent = KeyAccepted | KeyRevoked

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "public_key": "a public key, as one line",
    "fingerprint": "the fingerprint of a key, as ssh-keygen prints it",
}

# What we know


class Key(State):
    phrases: ClassVar[dict[str, str]] = {
        "revoked": "was revoked on {since} (event {event}). Make a new key (ssh-keygen -t ed25519)"
        " and accept that (key accept)."
    }
    public_key: str = ""
    fingerprint: str = ""


def answers_to(key: Key) -> tuple[str, ...]:
    """What it is called besides its reference."""
    return (key.fingerprint,)


def evolve(key: Key | None, event: KeyEvent) -> Key:
    if isinstance(event, KeyAccepted):
        return Key(title=event.person, public_key=event.public_key, fingerprint=event.fingerprint)
    assert key is not None
    match event:
        case KeyRevoked():
            return key
    assert_never(event)


# Rules


def accept(key: Key | None, *, person: str, public_key: str, held_as: str | None) -> list[Event]:
    """`public_key`: the line of a .pub file; `held_as`: another reference that has that key. Raises
    Misused if it is not an Ed25519 key."""
    public = ssh.public(public_key)
    if "[[" in person:
        raise Refused(
            "The name of a key's person is never erased, because the key answers for what it"
            " signs. Leave out the [[ ]]."
        )
    kind = SecurityKeyAccepted if isinstance(public, ssh.SecurityKey) else KeyAccepted
    accepted = kind(
        person=nonempty(person, "A key belongs to a person: name them."),
        public_key=public.line,
        fingerprint=public.fingerprint,
    )
    if key is not None and key.status == "accepted":
        if same_person(key.title, accepted.person):
            return []
        raise Refused(
            f"{key.ref} is the key of {key.title}, and a key belongs to one person. Make another"
            " (ssh-keygen -t ed25519)."
        )
    if key is not None and key.status == "revoked":
        require(key, KeyRevoked(reason=""))
    require(key, accepted)
    if held_as is not None:
        raise Refused(f"That key is already in the ledger: {held_as}.")
    return [accepted]


def revoke(key: Key, *, reason: str) -> list[Event]:
    revoked = KeyRevoked(reason=nonempty(reason, "Revoking a key needs a reason (--reason)."))
    return moved_on(key, revoked)


# What is signed


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A command as its person gave it. `given` is every argument and option that was said, as it
    was understood: references whole, days as ISO 8601."""

    ledger: str
    correlation: str
    person: str
    at: datetime
    command: str
    given: dict[str, Any]

    @property
    def line(self) -> str:
        return msgspec.json.encode(self, order="sorted").decode()


# What must hold


def holds(ledger: Any) -> Check:
    """Checks each event that says it is signed: its signature must be by its person's key, as
    accepted when it was recorded, over the command that recorded it."""
    problems: list[str] = []
    keys = {ref: ledger.history(f"key:{ref}") for ref in ledger.refs("key")}
    identity, count = ledger.identity, 0
    last: dict[str, int] = {}
    signers: dict[tuple[str, str], str] = {}
    beyond = set(ledger.hashes_only())  # A command may have recorded some of these.
    for recorded in _not_plainly_unsigned(ledger):
        if recorded.envelope.authority != "signed":
            continue
        count += 1
        correlation = recorded.envelope.correlation
        before = last.get(correlation, recorded.position - 1)
        last[correlation] = recorded.position
        try:
            _holds(recorded, identity, keys, signers)
            if beyond.isdisjoint(between := range(before + 1, recorded.position)) and between:
                raise Refused(f"Event {before} ended what that command recorded.")
        except Problem as problem:
            wrong = f"event {recorded.position} says that it is signed, and does not prove it"
            problems.append(f"{wrong}: {problem}")
    of = counted(ledger.size, "event")
    covered = (
        f"{count} of {of} {agreeing(count, 'is')} signed: each signature was held against its"
        " command, and its key against who recorded the event"
    )
    return Check(about="signatures", covered=covered, problems=tuple(problems), nothing=not count)


def _not_plainly_unsigned(ledger: Any) -> Iterator[Recorded]:
    """The stored events, without those that themselves say that nobody signed."""
    from ledger.codec import decode  # It knows the store's library, which takes its time.

    rows = ledger.store.saying(b'"authority":"asserted"', b'"authority":"os"', none=True)
    return (decode(*row) for row in rows)


def _holds(
    recorded: Recorded,
    identity: str,
    keys: dict[str, list[Recorded]],
    signers: dict[tuple[str, str], str],
) -> None:
    """Raises Problem, saying what does not hold. `signers` caches who made each signature."""
    said = recorded.envelope
    ref, command, signature = said.signed_with, said.command, said.signature
    if ref is None or command is None or signature is None:
        raise Refused("It has no signature.")
    if (command, signature) not in signers:
        signers[command, signature] = signer(signature, command.encode(), NAMESPACE).line
    public_key = signers[command, signature]
    known = [r for r in keys.get(ref, []) if r.position < recorded.position]
    by_then = [r for r in standing(known) if r.envelope.effective_on <= day_of(said.recorded_at)]
    usable(fold(ref, by_then, evolve), ref, public_key, said.recorded_by)
    try:
        order = msgspec.json.decode(command, type=Order)
    except msgspec.MsgspecError:
        raise Refused("What was signed is no command.") from None
    if order.ledger != identity:
        raise Refused("The command was for another ledger.")
    if order.correlation != said.correlation:
        raise Refused("The command that was signed is another.")
    if not same_person(order.person, said.recorded_by):
        raise Refused(f"The command was {order.person}'s.")


def usable(key: State | None, ref: str, public_key: str, person: str) -> None:
    """Refuse a key that was not accepted as this person's on that day."""
    if not isinstance(key, Key):
        raise Refused(f"{ref} was not accepted by then (govledger key accept).")
    if key.status == "revoked":
        require(key, KeyRevoked(reason=""))
    if key.public_key != public_key:
        raise Refused(f"{ref} is another key.")
    if not same_person(key.title, person):
        raise Refused(f"{ref} is the key of {key.title}, not of {person}.")


def key_of(ledger: Any, public: PublicKey) -> str | None:
    """The reference under which a key is in the ledger."""
    for ref in ledger.refs("key"):
        state = ledger.state("key", ref)
        if isinstance(state, Key) and state.public_key == public.line:
            return str(ref)
    return None


def accepted_key(ledger: Any, public: PublicKey) -> str:
    """The same, refused if the ledger does not have it."""
    if (ref := key_of(ledger, public)) is None:
        raise Refused(
            f"The key {public.fingerprint} is not accepted in this ledger. Accept it first"
            " (govledger key accept, --sign none), or sign with one that is."
        )
    return ref
