"""What others add to a seal: cosignatures, time stamps, and where its note was published; and
whether every signature of every seal holds.

The events are a seal's. None of them changes what the seal covers.
"""

import base64
import binascii
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from ledger.checks import Check
from ledger.errors import Misused, Refused
from ledger.events import Event, Recorded, when
from ledger.fold import standing
from ledger.integrity import checkpoints, cosignatures
from ledger.integrity.ssh import PublicKey, signer
from ledger.records.seals import Seal, Sealed, seals
from ledger.rules import nonempty, require
from ledger.words import agreeing, the_first, up_to

if TYPE_CHECKING:
    from ledger.integrity.tree import Tree
    from ledger.reading import Reader

PART_OF = "seal"

# What can happen


class Witnessed(Event):
    """Somebody else signed the note: what `ssh-keygen -Y sign -n govledger-checkpoint` wrote."""

    needs = when("sealed")
    fixed = frozenset({"public_key", "cosignature"})
    for_good = "somebody else put their name to it"
    says = "witnessed by {witness}"
    witness: str
    public_key: str
    cosignature: str


class Cosigned(Event):
    """An accepted witness cosigned the note, at a time of its own clock: a line of C2SP."""

    needs = when("sealed")
    fixed = frozenset({"public_key", "cosignature", "cosigned_at"})
    for_good = "somebody else put their name to it"
    says = "cosigned by {witness} at {cosigned_at}"
    witness: str
    public_key: str
    cosignature: str
    cosigned_at: str


class TimeStamped(Event):
    """An RFC 3161 token over the SHA-256 of the note, base64."""

    needs = when("sealed")
    fixed = frozenset({"token"})
    for_good = "an authority stamped it"
    says = "time-stamped"
    token: str


class SealPublished(Event):
    """The note was put where others hold it, in the words of whoever put it there: a folder on
    other storage, a git repository, what a mail was made of."""

    needs = when("sealed")
    fixed = frozenset({"published_to"})
    for_good = "others may hold it"
    says = "published: {published_to}"
    published_to: str


# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "witness": "who else signs a seal",
    "cosignature": "the line that a witness signed with",
    "published_to": "where the note of a seal was put for others to hold",
    "token": "a time-stamp token, in base 64",
    "cosigned_at": "when a witness cosigned, by its own clock",
}


def evolve(seal: Seal, event: Witnessed | Cosigned | TimeStamped | SealPublished) -> Seal:
    match event:
        case Witnessed() | Cosigned():
            return replace(seal, witnesses=(*seal.witnesses, event.witness))
        case TimeStamped():
            return replace(seal, tokens=(*seal.tokens, event.token))
        case SealPublished():
            return replace(seal, published=(*seal.published, event.published_to))
    assert_never(event)


# Rules


def witness(seal: Seal | None, *, by: str, signature: str) -> list[Event]:
    by = nonempty(by, "A cosignature needs the name of who made it (--by).")
    require(seal, Witnessed(witness=by, public_key="", cosignature=""))
    assert seal is not None
    key = signer(signature, seal.note.encode(), checkpoints.NAMESPACE)
    _of_somebody_else(key, seal)
    witnessed = Witnessed(witness=by, public_key=key.line, cosignature=signature)
    return [] if witnessed in seal.said else [witnessed]


def cosign(seal: Seal | None, *, lines: str, witnesses: Sequence[tuple[str, str]]) -> list[Event]:
    """Record the cosignatures among the lines that an accepted witness made, and ignore others.
    `witnesses`: the names and keys of those accepted."""
    require(seal, Cosigned(witness="", public_key="", cosignature="", cosigned_at=""))
    assert seal is not None
    text, said = checkpoints.parse(seal.note).text, []
    names = {cosignatures.key(line): name for name, line in witnesses}
    for one in cosignatures.found(lines):
        key = cosignatures.whose(one, names)
        if key is None:
            continue
        if not one.holds(key, text):
            raise Misused(f"The cosignature of {names[key]} is not of {seal.ref}.")
        _of_somebody_else(key.public, seal)
        said.append(
            Cosigned(
                witness=names[key], public_key=key.line, cosignature=one.line, cosigned_at=one.at
            )
        )
    if not said:
        raise Refused(
            "No accepted witness made that cosignature. Accept its key first: govledger witness"
            " accept NAME --line KEY"
        )
    return [one for one in dict.fromkeys(said) if one not in seal.said]


def _of_somebody_else(key: PublicKey, seal: Seal) -> None:
    if key.line == seal.public_key:
        raise Refused("That is the office's own key. A witness must be somebody else.")


def time_stamp(seal: Seal | None, *, token: str) -> list[Event]:
    """`token`: base64 of the DER. It must contain the note's hash; the authority's own signature is
    for `openssl ts -verify` to check."""
    stamped = TimeStamped(token=token)
    require(seal, stamped)
    assert seal is not None
    try:
        der = base64.b64decode(token, validate=True)
    except binascii.Error:
        der = b""
    if der[:1] != b"\x30" or _imprint(seal.note) not in der:
        raise Misused(f"That is not a time-stamp token (RFC 3161) of the note of {seal.ref}.")
    return [] if stamped in seal.said else [stamped]


def publish(seal: Seal | None, *, to: str) -> list[Event]:
    published = SealPublished(published_to=nonempty(to, "Say where the seal is published."))
    require(seal, published)
    assert seal is not None
    return [] if published in seal.said else [published]


def _imprint(note: str) -> bytes:
    """How a token names the SHA-256 of the note: the octet string of a MessageImprint."""
    return b"\x04\x20" + sha256(note.encode()).digest()


# What the ledger holds


def cosigners(ledger: "Reader", sealed: Recorded) -> set[bytes]:
    """The keys, 32 bytes each, that validly cosigned a seal, without the seal's own key."""
    assert isinstance(sealed.event, Sealed)
    own, found = PublicKey(sealed.event.public_key).raw, set()
    for one in standing(ledger.history(sealed.stream)):
        if isinstance(one.event, (Witnessed, Cosigned)):
            with suppress(Misused):  # The check of the seals reports it.
                found.add(_cosigner(one.event, sealed.event.note).raw)
    return found - {own}


def _cosigner(event: "Witnessed | Cosigned", note: str) -> PublicKey:
    """Who made that cosignature. Raises Misused if it does not hold."""
    if isinstance(event, Witnessed):
        key = signer(event.cosignature, note.encode(), checkpoints.NAMESPACE)
        if key.line != event.public_key:
            raise Misused(f"the cosignature of {event.witness} is by another key")
        return key
    by, text = cosignatures.key(event.public_key), checkpoints.parse(note).text
    lines = cosignatures.found(event.cosignature)
    if len(lines) != 1 or not lines[0].holds(by, text) or lines[0].at != event.cosigned_at:
        raise Misused(f"the cosignature of {event.witness} does not hold")
    return by.public


def holds(ledger: "Reader") -> Check:
    """Checks every seal: its signature, its root against the tree, its witnesses' signatures."""
    from ledger.integrity.tree import Tree

    problems, tree, made = [], Tree(ledger), seals(ledger)
    witnesses = stamps = 0
    for recorded in made:
        ref = recorded.stream.partition(":")[2]
        for one in ledger.history(recorded.stream):
            problems += [f"{ref}: {wrong}" for wrong in _wrong(ledger, tree, recorded, one)]
            witnesses += isinstance(one.event, (Witnessed, Cosigned))
            stamps += isinstance(one.event, TimeStamped)
    if not made:
        return Check(about="seals", covered="there is none yet", nothing=True)
    last = made[-1].event
    assert isinstance(last, Sealed)
    key = PublicKey(last.public_key).fingerprint if not problems else last.public_key
    seen = f"{len(made)} checked, {witnesses} cosigned, {stamps} time-stamped"
    words = f"{seen}; the last covers {up_to(last.tree_size)}, by key {key}"
    return Check(about="seals", covered=words, problems=tuple(problems))


def _wrong(ledger: "Reader", tree: "Tree", sealed: Recorded, one: Recorded) -> list[str]:
    from ledger.records.seal_keys import key_at

    assert isinstance(sealed.event, Sealed)
    event, seal = one.event, sealed.event
    try:
        if isinstance(event, (Witnessed, Cosigned)):
            _cosigner(event, seal.note)
        elif isinstance(event, TimeStamped):
            if _imprint(seal.note) not in base64.b64decode(event.token):
                return ["its time stamp is of something else"]
        elif isinstance(event, Sealed):
            return list(_sealed_wrong(ledger, tree, sealed, key_at(ledger, sealed.position)))
    except (Misused, ValueError) as problem:
        return [str(problem)]
    return []


def _sealed_wrong(ledger: "Reader", tree: "Tree", sealed: Recorded, key: str) -> list[str]:
    assert isinstance(sealed.event, Sealed)
    event, note = sealed.event, checkpoints.parse(sealed.event.note)
    wrong = []
    if (note.size, note.root_hex) != (event.tree_size, event.root):
        wrong.append("its note says another size or root than its event")
    if note.origin != checkpoints.origin_of(ledger.identity):
        wrong.append(f"its note is of another ledger, {note.origin}")
    if event.public_key != key:
        wrong.append(f"it was signed with a key that was not the seal key then: {event.public_key}")
    if not note.signed_by(PublicKey(event.public_key)):
        wrong.append("its signature does not hold")
    if note.size >= sealed.position or not note.is_root(tree.root(note.size)):
        do = agreeing(note.size, "does")
        wrong.append(f"{the_first(note.size)} {do} not have the root that was signed")
    return wrong
