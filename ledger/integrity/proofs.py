"""Proofs that others can check (RFC 9162, section 2.1), each one JSON object.

An inclusion proof shows that an event is under a checkpoint; a consistency proof shows that one
checkpoint extends another. Each carries the keys that sealed until then, and the signature with
which each key approved the next. Whose keys they are, the checker must know from elsewhere
(ledger/integrity/vouched.py).
"""

import re
from base64 import b64decode, b64encode

import msgspec

from ledger.application import Ledger
from ledger.checks import Check
from ledger.errors import Broken, Misused, NotFound, Refused
from ledger.events import Frozen
from ledger.integrity import checkpoints, merkle
from ledger.integrity.ssh import PublicKey, signer
from ledger.integrity.tree import Tree
from ledger.leaf import leaf
from ledger.records import seal_keys, seals
from ledger.words import counted, up_to, words

_HEADER = re.compile(
    r'\{"pos":(\d{1,15}),"stream":"([^"]*)","ver":(\d{1,15}),"type":"([^"]*)","data":(?=\{.*\}\}$)'
)


class KeyInTurn(msgspec.Struct, metaclass=Frozen):
    """A key that sealed, as a .pub line; for all but the first, the signature by which the previous
    key approved it, or none if that key was lost."""

    key: str
    handover: str | None = None


class Included(msgspec.Struct, metaclass=Frozen):
    """One event: its `leaf`, the very line that is hashed, and the hashes (base64) that lead from
    it to the root."""

    position: int
    leaf: str
    proof: tuple[str, ...]


class Inclusion(msgspec.Struct, metaclass=Frozen, tag="inclusion", tag_field="proves"):
    """The events of a record that are under the `checkpoint`, a signed note; `uncovered` are the
    positions of those recorded after it."""

    record: str
    checkpoint: str
    events: tuple[Included, ...]
    uncovered: tuple[int, ...] = ()
    keys: tuple[KeyInTurn, ...] = ()


class Consistency(msgspec.Struct, metaclass=Frozen, tag="consistency", tag_field="proves"):
    """The events under the note `earlier` are the beginning of those under `later`."""

    earlier: str
    later: str
    proof: tuple[str, ...]
    keys: tuple[KeyInTurn, ...] = ()


Proof = Inclusion | Consistency


def of_record(ledger: Ledger, stream: str, seal: seals.Seal) -> Inclusion:
    rows = ledger.store.histories([stream])
    tree, size = Tree(ledger), seal.tree_size
    if not rows:
        raise NotFound(f"Nothing is recorded of {stream}.")
    if rows[0][0] > size:
        raise Refused(
            f"{stream} was first recorded as event {rows[0][0]}, and the seal covers"
            f" {up_to(size)}. Seal again (govledger seal), then prove it."
        )
    return Inclusion(
        record=stream,
        checkpoint=seal.note,
        events=tuple(
            Included(
                position=row[0],
                leaf=leaf(*row).decode(),
                proof=_texts(tree.inclusion(row[0], size)),
            )
            for row in rows
            if row[0] <= size
        ),
        uncovered=tuple(row[0] for row in rows if row[0] > size),
        keys=_keys(ledger, seal),
    )


def between(ledger: Ledger, earlier: seals.Seal, later: seals.Seal) -> Consistency:
    if earlier.tree_size > later.tree_size:
        earlier, later = later, earlier
    proof = Tree(ledger).consistency(earlier.tree_size, later.tree_size)
    notes = {"earlier": earlier.note, "later": later.note}
    return Consistency(**notes, proof=_texts(proof), keys=_keys(ledger, later))


def _keys(ledger: Ledger, seal: seals.Seal) -> tuple[KeyInTurn, ...]:
    """The keys that sealed, up to the one that made this seal."""
    (sealed, *_) = ledger.history(f"{seals.RECORD}:{seal.ref}")
    history = ledger.history(f"{seal_keys.RECORD}:{seal_keys.REF}")
    return tuple(
        KeyInTurn(key=recorded.event.public_key, handover=getattr(recorded.event, "handover", None))
        for recorded in history
        if recorded.position < sealed.position
        and isinstance(recorded.event, (seal_keys.SealKeyAccepted, seal_keys.SealKeyReplaced))
    )


def read(text: bytes) -> Proof:
    """Raises Misused if it is not a proof."""
    try:
        proof: Proof = msgspec.json.decode(text, type=Proof)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Misused(f"That is not a proof as govledger prove writes it: {error}.") from None
    return proof


def check(proof: Proof) -> Check:
    """Whether a proof holds by itself, without a ledger. Raises Broken if it does not. Signatures
    are checked if the proof names the keys; `vouched` asks whose they are."""
    try:
        leading(proof)
        if isinstance(proof, Consistency):
            return _consistent(proof)
        return _included(proof)
    except ValueError as error:
        raise Broken(f"The proof does not hold: {error}.") from None


def notes(proof: Proof) -> tuple[checkpoints.Checkpoint, ...]:
    """Its checkpoints; the last covers the most. Raises ValueError."""
    if isinstance(proof, Consistency):
        texts: tuple[str, ...] = (proof.earlier, proof.later)
    else:
        texts = (proof.checkpoint,)
    try:
        return tuple(checkpoints.parse(text) for text in texts)
    except Misused as problem:
        raise ValueError(str(problem).rstrip(".")) from None


def leading(proof: Proof) -> list[str]:
    """The key that signed its last checkpoint, and the earlier keys from which signed replacements
    lead to it; none if the proof names no key. Raises ValueError if a signature does not fit."""
    signed = notes(proof)
    try:
        turns = _turns(proof.keys, signed[-1].origin.partition("/")[2])
    except Misused as problem:
        raise ValueError(str(problem).rstrip(".")) from None
    keys = [PublicKey(key) for _, key, _ in turns]
    if keys and not signed[-1].signed_by(keys[-1]):
        raise ValueError("the signature of its checkpoint is not of the key that it names")
    if keys and not any(signed[0].signed_by(key) for key in keys):
        raise ValueError("the signature of its earlier checkpoint is not of a key that it names")
    return seal_keys.leading(turns)


def _turns(keys: tuple[KeyInTurn, ...], identity: str) -> list[tuple[int, str, bool]]:
    """As of a ledger (seal_keys.turns), but for the events: from which key each was handed over."""
    turns: list[tuple[int, str, bool]] = []
    for turn in keys:
        if PublicKey(turn.key).line != turn.key:
            raise ValueError("a key is not written as a key is")
        if turn.handover is not None:
            before = turns[-1][1] if turns else ""
            said = seal_keys.statement(identity, before, turn.key)
            if signer(turn.handover, said, seal_keys.NAMESPACE).line != before:
                raise ValueError("a seal key was not signed for by the one before it")
        turns.append((0, turn.key, turn.handover is not None))
    return turns


def _consistent(proof: Consistency) -> Check:
    one, two = notes(proof)
    roots = bytes.fromhex(one.root_hex), bytes.fromhex(two.root_hex)
    if one.origin != two.origin or not merkle.consistency_holds(
        one.size, two.size, *roots, _hashes(proof.proof)
    ):
        raise ValueError("the later checkpoint does not go on from the earlier")
    those = "is that" if one.size == 1 else "are those"
    said = f"the first {one.size} of {counted(two.size, 'event')} {those} of the earlier checkpoint"
    return Check(about="consistency", covered=said)


def _included(proof: Inclusion) -> Check:
    checkpoint = checkpoints.parse(proof.checkpoint)
    root, places, last = bytes.fromhex(checkpoint.root_hex), [], 0
    for event in proof.events:
        position, stream, *_ = parsed(event)
        if (position, stream) != (event.position, proof.record) or position <= last:
            raise ValueError(f"event {event.position} is not of {proof.record}, or not that one")
        hashed, index, last = merkle.leaf_hash(event.leaf.encode()), position - 1, position
        if not merkle.inclusion_holds(index, checkpoint.size, hashed, _hashes(event.proof), root):
            raise ValueError(f"event {event.position} is not under the checkpoint")
        places.append(str(event.position))
    if not places:
        return Check(about=proof.record, covered="no event of it is under the checkpoint")
    these = f"event {places[0]} is" if len(places) == 1 else f"events {words(places)} are"
    said = f"{these} among the first {checkpoint.size}, unchanged"
    if proof.uncovered:
        said += f"; the checkpoint does not cover {words(proof.uncovered)}"
    return Check(about=proof.record, covered=said)


def parsed(event: Included) -> tuple[int, str, int, str, bytes]:
    """The parts of a leaf: position, stream, version, kind, stored bytes. Raises ValueError."""
    header = _HEADER.match(event.leaf)
    if header is None:
        raise ValueError(f"event {event.position} is not written as a ledger writes it")
    position, stream, version, kind = header.groups()
    return int(position), stream, int(version), kind, event.leaf[header.end() : -1].encode()


def _texts(hashes: list[bytes]) -> tuple[str, ...]:
    return tuple(b64encode(one).decode() for one in hashes)


def _hashes(texts: tuple[str, ...]) -> list[bytes]:
    return [b64decode(one, validate=True) for one in texts]
