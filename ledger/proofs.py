"""Proofs that somebody else can check (RFC 9162, section 2.1), each of them one JSON object.

That an event is under a checkpoint (inclusion); that one checkpoint goes on from another
(consistency).
"""

from base64 import b64decode, b64encode

import msgspec

from ledger import checkpoints, merkle, seals
from ledger.book import Ledger
from ledger.checks import Check
from ledger.problems import Broken, Misused, NotFound
from ledger.records import Frozen, words
from ledger.store.sqlite import leaf
from ledger.tree import Tree


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


class Consistency(msgspec.Struct, metaclass=Frozen, tag="consistency", tag_field="proves"):
    """The events under the note `earlier` are the beginning of those under `later`."""

    earlier: str
    later: str
    proof: tuple[str, ...]


Proof = Inclusion | Consistency


def of_record(ledger: Ledger, stream: str, seal: seals.Seal) -> Inclusion:
    rows = ledger.query(
        "SELECT position, originator_id, originator_version, topic, state FROM stored_events"
        " WHERE originator_id = ? ORDER BY position",
        [stream],
    )
    tree, size = Tree(ledger), seal.tree_size
    if not rows:
        raise NotFound(f"Nothing is recorded of {stream}.")
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
    )


def between(ledger: Ledger, earlier: seals.Seal, later: seals.Seal) -> Consistency:
    if earlier.tree_size > later.tree_size:
        earlier, later = later, earlier
    proof = Tree(ledger).consistency(earlier.tree_size, later.tree_size)
    return Consistency(earlier=earlier.note, later=later.note, proof=_texts(proof))


def read(text: bytes) -> Proof:
    """Raises Misused where it is no proof."""
    try:
        proof: Proof = msgspec.json.decode(text, type=Proof)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Misused(f"That is not a proof as govledger prove writes it: {error}.") from None
    return proof


def check(proof: Proof) -> Check:
    """Whether a proof holds, by itself: no ledger is needed. Raises Broken where it does not."""
    try:
        if isinstance(proof, Consistency):
            return _consistent(proof)
        return _included(proof)
    except ValueError as error:
        raise Broken(f"The proof does not hold: {error}.") from None


def _consistent(proof: Consistency) -> Check:
    one, two = checkpoints.parse(proof.earlier), checkpoints.parse(proof.later)
    roots = bytes.fromhex(one.root_hex), bytes.fromhex(two.root_hex)
    if one.origin != two.origin or not merkle.consistency_holds(
        one.size, two.size, *roots, _hashes(proof.proof)
    ):
        raise ValueError("the later checkpoint does not go on from the earlier")
    said = f"the first {one.size} of {two.size} events are those of the earlier checkpoint"
    return Check(about="consistency", covered=said)


def _included(proof: Inclusion) -> Check:
    checkpoint = checkpoints.parse(proof.checkpoint)
    root, places, record = bytes.fromhex(checkpoint.root_hex), [], proof.record.encode()
    for event in proof.events:
        data = event.leaf.encode()
        if not data.startswith(b'{"pos":%d,"stream":"%s",' % (event.position, record)):
            raise ValueError(f"event {event.position} is not of {proof.record}, or not that one")
        hashed, index = merkle.leaf_hash(data), event.position - 1
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


def _texts(hashes: list[bytes]) -> tuple[str, ...]:
    return tuple(b64encode(one).decode() for one in hashes)


def _hashes(texts: tuple[str, ...]) -> list[bytes]:
    return [b64decode(one, validate=True) for one in texts]
