"""What a forger does to a ledger's file who knows how it is made: hashes, head, seals and all."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from books import rehash, rewrite_head

from ledger.integrity import checkpoints, merkle
from ledger.integrity.ssh import PrivateKey
from ledger.store.sqlite.digests import digests

Raw = sqlite3.Connection
Change = Callable[[Raw], object]


def edit(old: str, new: str, position: int = 6) -> Change:
    change = (
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), ?, ?) AS BLOB)"
        " WHERE position = ?"
    )
    return lambda raw: raw.execute(change, (old, new, position))


def forged(*changes: Change) -> Change:
    """All of them, and then all hashes and the head made to fit."""

    def made(raw: Raw) -> None:
        for change in changes:
            change(raw)
        rehash(raw)
        rewrite_head(raw)

    return made


def cut(after: int) -> Change:
    return lambda raw: raw.execute("DELETE FROM stored_events WHERE position > ?", (after,))


def without_witness(raw: Raw) -> None:
    """What the Panel signed (event 23) becomes another event of the stream of the last."""
    last = "SELECT originator_id, originator_version, topic, state FROM stored_events WHERE"
    row = raw.execute(f"{last} position = 24").fetchone()
    raw.execute("UPDATE stored_events SET originator_version = ? WHERE position = 24", [row[1] + 1])
    names = "originator_id = ?, originator_version = ?, topic = ?, state = ?"
    raw.execute(f"UPDATE stored_events SET {names} WHERE position = 23", row)


def resealed(maker: PrivateKey | None, *, accepted: bool = True) -> Change:
    """Each seal made anew over what stands now, by this key; by none: its note says so, and its
    signature is the one that it was. `accepted`: the key takes the place of the office's."""

    def made(raw: Raw) -> None:
        (identity,) = raw.execute("SELECT identity FROM ledger").fetchone()
        origin = checkpoints.origin_of(identity)
        if maker is not None and accepted:
            public = maker.public
            facts = {"public_key": public.line, "fingerprint": public.fingerprint}
            _state(raw, "SealKeyAccepted", lambda said: said | facts)
        for position, state in _seals(raw):
            rehash(raw)
            said = json.loads(state)
            size, root = said["tree_size"], _root(raw, said["tree_size"])
            facts = {"root": root.hex()}
            if maker is not None:
                facts["note"] = checkpoints.sign(origin, size, root, maker)
                facts["public_key"] = maker.public.line
            else:
                whole = checkpoints.Checkpoint(size=size, root_hex=root.hex(), origin=origin).text
                facts["note"] = whole + said["note"][said["note"].index("\n\n") + 1 :]
            _state(raw, "Sealed", lambda said, new=facts: said | new, position)

    return made


def _seals(raw: Raw) -> list[tuple[int, bytes]]:
    chosen = "SELECT position, state FROM stored_events WHERE topic = 'Sealed' ORDER BY position"
    return raw.execute(chosen).fetchall()


def _root(raw: Raw, size: int) -> bytes:
    chosen = "SELECT leaf_hash FROM stored_events WHERE position <= ? ORDER BY position"
    frontier: list[bytes] = []
    merkle.extend(frontier, 0, (row[0] for row in raw.execute(chosen, (size,))))
    return merkle.root(frontier)


def _state(
    raw: Raw, kind: str, change: Callable[[dict[str, Any]], dict[str, Any]], position: int = 0
) -> None:
    chosen = "SELECT position, state FROM stored_events WHERE topic = ? AND ? IN (0, position)"
    for at, state in raw.execute(chosen, (kind, position)).fetchall():
        new = json.dumps(change(json.loads(state)), ensure_ascii=False, separators=(",", ":"))
        raw.execute("UPDATE stored_events SET state = ? WHERE position = ?", (new.encode(), at))


def sql(statement: str) -> Change:
    return lambda raw: raw.execute(statement)


def identity(named: str = "00000000-0000-4000-8000-000000000000") -> Change:
    """As somebody would who knows how such a row is digested."""

    def made(raw: Raw) -> None:
        raw.execute("UPDATE ledger SET identity = ?", (named,))
        new = digests(raw)["identity"]
        raw.execute("UPDATE row_digest SET digest = ? WHERE of = 'identity'", (new,))

    return made
