"""Another verifier of audit packs, written from what a pack promises and not from verify.py.

It shares no code with it: signatures by the library `cryptography`, the tree by the recursive words
of RFC 9162 (2.1.1), and each key in force worked out backwards, from the last checkpoint to the
first. What only verify.py checks (the list of contents, papers, the form of the file) it leaves
alone: it says how many of the first events are as a reader knows them.
"""

import base64
import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from mutate import Pack

from ledger.errors import Problem
from ledger.integrity.ssh import signer


class Wrong(Exception):
    """Why a pack does not hold."""


class Note(NamedTuple):
    size: int
    root: bytes
    text: str
    origin: str
    signature: bytes


def covered(pack: Pack, given: str) -> tuple[int, int]:
    """How many events are under the line, note or key `given`, of how many. Raises Wrong."""
    try:
        return _covered(pack, given)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, Problem) as error:
        raise Wrong(f"it cannot be read: {error!r}") from error


def _covered(pack: Pack, given: str) -> tuple[int, int]:
    notes = _notes(pack)
    last = max(notes)
    leaves, events = _leaves(pack, last)
    for note in notes.values():
        if _root(leaves, 1, note.size) != note.root:
            raise Wrong(f"the checkpoint of {note.size} is of other events")
    _in_order(events)
    signers = _signers(pack, notes)
    leads = _chain(events, notes, signers)
    _personal(pack, events)
    return _given(given, notes, leads, leaves, last), last


def _notes(pack: Pack) -> dict[int, Note]:
    notes = {}
    for name, data in pack.items():
        if name.endswith(".note"):
            text, _, signed = data.decode().partition("\n\n")
            origin, size, root = text.split("\n")
            (line,) = signed.rstrip("\n").split("\n")
            blob = base64.b64decode(line.rpartition(" ")[2])
            if name != f"checkpoints/seal-{size}.note":
                raise Wrong(f"{name} is of another size")
            notes[int(size)] = Note(
                int(size), base64.b64decode(root), text + "\n", origin, blob[4:]
            )
    if not notes or len({note.origin for note in notes.values()}) > 1:
        raise Wrong("there is no checkpoint, or they are of several ledgers")
    return notes


Leaves = dict[int, tuple[int, bytes]]


def _leaves(pack: Pack, size: int) -> tuple[Leaves, list[dict[str, Any]]]:
    """The roots of runs of events by the first of each run, with the last; and the events."""
    events, leaves = [], {}
    for line in pack["events.jsonl"].splitlines():
        event = json.loads(line)
        events.append(event)
        if event["pos"] in leaves:
            raise Wrong(f"event {event['pos']} stands twice")
        leaves[event["pos"]] = (event["pos"], sha256(b"\0" + line).digest())
    for line in pack["proofs.jsonl"].splitlines():
        run = json.loads(line)
        if run["from"] in leaves:
            raise Wrong(f"event {run['from']} stands twice")
        leaves[run["from"]] = (run["to"], bytes.fromhex(run["root"]))
    follows = 1
    for first in sorted(leaves):
        if first != follows:
            raise Wrong(f"event {follows} is missing, or there is more than one")
        follows = leaves[first][0] + 1
    if follows != size + 1:
        raise Wrong(f"there are {follows - 1} events, and {size} were sealed")
    return leaves, events


def _root(leaves: Leaves, first: int, last: int) -> bytes:
    """MTH of the events from `first` to `last`, by the words of RFC 9162."""
    if leaves.get(first, (0, b""))[0] == last:
        return leaves[first][1]
    count = last - first + 1
    if count <= 1:
        raise Wrong(f"event {first} lies within a run that a checkpoint cuts")
    half = 1 << (count - 1).bit_length() - 1
    left = _root(leaves, first, first + half - 1)
    return sha256(b"\1" + left + _root(leaves, first + half, last)).digest()


def _in_order(events: list[dict[str, Any]]) -> None:
    versions: dict[str, int] = {}
    before = ""
    for event in events:
        versions[event["stream"]] = versions.get(event["stream"], 0) + 1
        if event["ver"] != versions[event["stream"]]:
            raise Wrong(f"event {event['pos']} is not the next of its record")
        # Compared without the Z: an instant without a fraction comes before one with.
        if event["data"]["recorded_at"].rstrip("Z") < before:
            raise Wrong(f"event {event['pos']} was recorded before the one it follows")
        before = event["data"]["recorded_at"].rstrip("Z")


def _public(line: str) -> Ed25519PublicKey:
    key = load_ssh_public_key(line.encode())
    if not isinstance(key, Ed25519PublicKey):
        raise Wrong("a key of another kind")
    return key


def _signs(line: str, note: Note) -> bool:
    try:
        _public(line).verify(note.signature, note.text.encode())
    except InvalidSignature:
        return False
    return True


def _signers(pack: Pack, notes: dict[int, Note]) -> dict[int, str]:
    """The key that signed each checkpoint, of those that the pack lists as seal keys."""
    listed = re.findall(r"(?m)^seal .*?(ssh-ed25519 \S+)$", pack["allowed_signers"].decode())
    signers = {}
    for size, note in notes.items():
        by = [line for line in listed if _signs(line, note)]
        if not by:
            raise Wrong(f"no listed seal key signed the checkpoint of {size}")
        signers[size] = by[0]
    return signers


def _chain(
    events: list[dict[str, Any]], notes: dict[int, Note], signers: dict[int, str]
) -> list[tuple[str, int]]:
    """The keys that lead to the one that signed the last checkpoint, it first, each with the last
    event on the way by which a key was replaced without its word (0: none)."""
    said = [event for event in events if event["stream"] == "sealkey:SEALKEY"]
    identity = notes[max(notes)].origin.partition("/")[2]
    for size, by in signers.items():
        in_force = [e["data"]["public_key"] for e in said if e["pos"] <= size][-1:]
        # A selection has these events only where a key was replaced.
        if [by] != (in_force if said else [signers[max(notes)]]):
            raise Wrong(f"the checkpoint of {size} is signed with a key not in force")
    leads, unsigned = [(signers[max(notes)], 0)], 0
    earlier = [None, *[event["data"]["public_key"] for event in said]]
    for event, before in reversed(list(zip(said, earlier, strict=False))):
        data = event["data"]
        if data.get("replaces") != before and (before or data.get("replaces") not in (None, [])):
            raise Wrong("a seal key beside another")
        if before is None:
            break
        if word := data.get("handover"):
            told = f"govledger seal key\n{identity}\n{before}\n{data['public_key']}\n"
            if signer(word, told.encode(), "govledger-key").line != before:
                raise Wrong("a handover is not signed by the key before")
        else:
            unsigned = max(unsigned, event["pos"])
        leads.append((before, unsigned))
    return leads


def _personal(pack: Pack, events: list[dict[str, Any]]) -> None:
    text = json.dumps(events)
    for line in pack["personal.jsonl"].splitlines():
        value = json.loads(line)
        salted = b"pd-v1\0" + bytes.fromhex(value["salt"]) + value["value"].encode()
        made = sha256(salted).hexdigest()
        if made != value["commitment"] or f"pd-v1:{made}" not in text:
            raise Wrong("a personal value does not fit")


def _given(
    given: str, notes: dict[int, Note], leads: Sequence[tuple[str, int]], leaves: Leaves, last: int
) -> int:
    unsigned = max(event for _, event in leads)
    if given.startswith("ssh-ed25519"):
        key = " ".join(given.split()[:2])
        if key not in [line for line, event in leads if not event]:
            raise Wrong("the key given does not lead to the last checkpoint")
        return last
    if given.startswith("govledger/"):
        origin, digits, root = given.split("\n")[:3]
        if origin != notes[last].origin:
            raise Wrong("the note given is of another ledger")
        size, begins = int(digits), base64.b64decode(root).hex()
    else:
        found = re.match(r"([0-9,]+) events?, root ([0-9a-f]+)", given)
        assert found is not None, given
        size, begins = int(found[1].replace(",", "")), found[2]
    if size not in notes or not _root(leaves, 1, size).hex().startswith(begins):
        raise Wrong(f"what was given of {size} events is not so")
    if unsigned > size:
        raise Wrong("a seal key was replaced, unsigned, after what was given")
    return size
