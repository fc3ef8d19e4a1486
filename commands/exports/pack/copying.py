"""Copying a ledger from one store to another, through a pack that is verified on the way."""

import tempfile
from pathlib import Path

import msgspec

from commands.exports.pack import making, unpacking
from ledger.application import Ledger
from ledger.errors import Broken, Unavailable
from ledger.events import Frozen
from ledger.privacy import clearance
from ledger.records import files, seals
from ledger.store.opening import Place

_AT_ONCE = 1_000


class Copied(msgspec.Struct, metaclass=Frozen):
    """How many events were copied, how many of them (`sealed`) the last seal's pack covered, their
    root, and how many files."""

    events: int
    sealed: int
    root: bytes
    files: int


def copy(source: Ledger, to: Place) -> Copied:
    """Copy a sealed ledger, its personal values and its files to a place that has none: the events
    up to the last seal through a pack, later ones after them. The copy is marked as one. Raises
    Refused if nothing is sealed, and Broken if the copy does not have the ledger's root."""
    if partly := clearance.notice(source.store):
        raise Unavailable(f"Who copies a ledger reads all of it. {partly}")
    seal = seals.named(source, None)
    with tempfile.TemporaryDirectory() as folder, source.snapshot():
        pack = Path(folder) / "pack"
        making.make(source, pack, seal, frozenset())
        unpacking.unpack(pack, to, [], lambda made: _the_rest(source, made))
        size, root = source.head
    return Copied(events=size, sealed=seal.tree_size, root=root, files=_stored(source))


def _the_rest(source: Ledger, made: Ledger) -> None:
    """Copy what was recorded since the seal, and what is not in the log, in the copy's
    transaction."""
    while rows := source.store.events(after=made.size, upto=source.size, limit=_AT_ONCE):
        made.store.append(row[1:] for row in rows)
    there = {value[0] for value in made.store.values()}
    for value in source.store.values():
        if value[0] not in there:
            made.store.keep(value)
    if made.head != source.head:
        raise Broken("The copy has another root than the ledger, and was not made.")
    for digest in source.refs(files.RECORD):
        state = source.state(files.RECORD, digest)
        if state is not None and state.status == "stored":
            made.attachments.put(source.attachments.read(digest))


def _stored(ledger: Ledger) -> int:
    states = (ledger.state(files.RECORD, digest) for digest in ledger.refs(files.RECORD))
    return sum(state is not None and state.status == "stored" for state in states)
