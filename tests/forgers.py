"""A forger of audit packs, who knows how one is made and has every key but the office's."""

import json
from collections.abc import Callable
from typing import Any

from mutate import Pack, refitted
from signing import key

from ledger.integrity import checkpoints, merkle
from ledger.integrity.ssh import PrivateKey
from ledger.records import seal_keys

FORGER = key(66)
_SEALS = "sealkey:SEALKEY"
Events = list[dict[str, Any]]


def events_of(pack: Pack) -> Events:
    return [json.loads(line) for line in pack["events.jsonl"].splitlines()]


def notes_of(pack: Pack) -> dict[int, str]:
    """The notes of a pack by how many events they cover."""
    found = (data.decode() for name, data in pack.items() if name.endswith(".note"))
    return {checkpoints.parse(note).size: note for note in found}


def false_finding(events: Events) -> None:
    """A finding that nobody made, as the ledger would write it."""
    _append(events, "finding:F-2018-066", "FindingRecorded", title="All actions were closed")


def replaced(to: PrivateKey, old: PrivateKey, *, by: PrivateKey | None = None, ledger: str = ""):
    """The seal key gives way: `by` whose signature, if anybody's; said for which `ledger`."""

    def change(events: Events) -> None:
        said = seal_keys.statement(ledger, old.public.line, to.public.line)
        word = {"handover": by.sign_text(said, seal_keys.NAMESPACE)} if by else {"reason": "lost"}
        keys = {"public_key": to.public.line, "fingerprint": to.public.fingerprint}
        keys["replaces"] = old.public.line
        _append(events, _SEALS, "SealKeyReplaced", **keys, **word)

    return change


def accepted(new: PrivateKey):
    """A seal key comes as the first did."""

    def change(events: Events) -> None:
        public = new.public
        keys = {"public_key": public.line, "fingerprint": public.fingerprint}
        _append(events, _SEALS, "SealKeyAccepted", **keys)

    return change


def _append(events: Events, stream: str, kind: str, **facts: Any) -> None:
    last = events[-1]
    said = ("recorded_by", "authority", "effective_on", "correlation", "recorded_at", "nonce")
    envelope = {name: last["data"][name] for name in said}
    version = sum(event["stream"] == stream for event in events) + 1
    where = {"pos": last["pos"] + 1, "stream": stream, "ver": version, "type": kind}
    events.append({**where, "data": {**envelope, **facts}})


def forged(
    pack: Pack,
    *changes: Callable[[Events], object],
    sealed_by: PrivateKey | None = FORGER,
    keep: Callable[[int], bool] = lambda _: True,
    signers: list[PrivateKey] | None = None,
) -> Pack:
    """The pack of all events with changes to them, and all else made to fit: a checkpoint of all of
    them, signed by a key of the forger's choice (none: there is no new one). `keep` says which of
    the true checkpoints stay. `signers`: whose seal keys are listed, else all that signed."""
    events = events_of(pack)
    for change in changes:
        change(events)
    lines = [json.dumps(e, ensure_ascii=False, separators=(",", ":")).encode() for e in events]
    frontier: list[bytes] = []
    size = merkle.extend(frontier, 0, map(merkle.leaf_hash, lines))
    notes = notes_of(pack)
    origin = checkpoints.parse(notes[max(notes)]).origin
    gone = {f"checkpoints/seal-{n}.note" for n in notes if not keep(n)}
    files = {n: d for n, d in pack.items() if not any(n.startswith(one) for one in gone)}
    files["events.jsonl"] = b"".join(line + b"\n" for line in lines)
    if sealed_by is not None:
        note = checkpoints.sign(origin, size, merkle.root(frontier), sealed_by)
        files[f"checkpoints/seal-{size}.note"] = note.encode()
    new = [sealed_by] if sealed_by and signers is None else signers or []
    return refitted(files | {"allowed_signers": signers_of(files, new)})


def signers_of(files: Pack, new: list[PrivateKey]) -> bytes:
    """The list of those who signed: of the seal keys those that are left, and the new ones."""
    have = files["allowed_signers"].decode().splitlines()
    notes = [checkpoints.parse(note) for note in notes_of(files).values()]
    ours = {line for line in have if not line.startswith("seal ")}
    if not any(name.endswith(".sig") for name in files):
        ours = {line for line in ours if not line.startswith("witness ")}
    for line in set(have) - ours:
        from ledger.integrity.ssh import PublicKey

        if any(note.signed_by(PublicKey(line.split(" ", 2)[2])) for note in notes):
            ours.add(line)
    ours |= {f'seal namespaces="govledger-key" {one.public.line}' for one in new}
    return "".join(f"{line}\n" for line in sorted(ours, key=lambda one: (one[66:], one))).encode()
