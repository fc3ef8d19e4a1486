"""A backup: a consistent copy of the ledger and the files beside it, made while others record; and
the check that it can be restored.

A backup holds personal values, including those erased from the ledger later. Only its owner can
read it, and it should be kept no longer than needed.
"""

import os
from contextlib import closing
from pathlib import Path

import msgspec

from ledger.application import Ledger
from ledger.errors import Broken, Refused, Unavailable
from ledger.events import Frozen
from ledger.integrity import anchors
from ledger.integrity.tree import Tree
from ledger.records import files
from ledger.storage_errors import unavailable
from ledger.store.folder import FolderAttachments
from ledger.system import disk, paths, underway
from ledger.words import agreeing, counted

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class Backup(msgspec.Struct, metaclass=Frozen):
    """A backup of `size` events with `root`, and of `files` files; `lost` names those not copied,
    and why."""

    size: int
    root: bytes
    files: int
    lost: tuple[str, ...]


def make(ledger: Ledger, to: Path) -> Backup:
    """Copy the ledger and its files to `to`, completely or not at all. Raises Refused if it
    exists."""
    attachments = FolderAttachments(to)
    if taken := [p for p in (to, attachments.folder) if os.path.lexists(p)]:
        raise Refused(f"{taken[0]} already exists. Name a new file.")
    if said := paths.no_folder(to):
        raise Unavailable(said)
    with unavailable(to), underway.folder(underway.beside(to)) as work:
        draft = work / to.name
        os.close(os.open(draft, _NEW, 0o600))
        try:
            ledger.store.back_up(draft)
        except Unavailable as problem:  # Of the draft; the file that was named is told.
            raise Unavailable(str(problem).replace(str(draft), str(to))) from problem
        with closing(Ledger.open(draft, read_only=True)) as copy:
            (size, root), (count, lost) = copy.head, _copy_files(copy, ledger)
        if count:  # The files first, so that no backup ever exists without them.
            underway.unless_kept(attachments.folder)
            FolderAttachments(draft).folder.rename(attachments.folder)
        try:
            disk.put_new(draft, to)
        except FileExistsError:
            if count:
                underway.remove(attachments.folder)
            raise Refused(f"{to} already exists. Name a new file.") from None
        underway.keep(attachments.folder)
        disk.sync(to.parent)
    return Backup(size=size, root=root, files=count, lost=tuple(lost))


def _copy_files(copy: Ledger, ledger: Ledger) -> tuple[int, list[str]]:
    """Copy the attachments the backup names; returns how many, and which are missing."""
    source, to, count, lost = FolderAttachments(ledger.path), FolderAttachments(copy.path), 0, []
    for digest in copy.refs(files.RECORD):
        if not _stored(copy, digest):
            continue
        try:
            data = source.read(digest)
        except Broken as problem:
            if _stored(ledger, digest):  # Otherwise it was disposed of meanwhile, which is allowed.
                lost.append(str(problem))
            continue
        place = to.place(digest)
        for folder in (to.folder, place.parent):
            folder.mkdir(0o700, exist_ok=True)
        with os.fdopen(os.open(place, _NEW, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        count += 1
    return count, lost


def _stored(ledger: Ledger, digest: str) -> bool:
    state = ledger.state(files.RECORD, digest)
    return state is not None and state.status == "stored"


def compared(copy: Ledger, ledger: Ledger | None, anchor_folder: Path) -> list[str]:
    """How a backup relates to the ledger (if available) and to this machine's anchors, one sentence
    each. Raises Broken if it belongs to another ledger or has another history."""
    said = [] if ledger is None else [_beside(copy, ledger)]
    anchor = anchors.read(anchor_folder, copy)
    if anchor is None:
        return [*said, "Nothing was seen of this ledger on this machine, to compare it with."]
    if copy.size < anchor.size:
        gone = anchor.size - copy.size
        last = "event" if gone == 1 else f"{gone:,} events"
        return [*said, f"It lacks the last {last} of those that were seen {anchor.seen}."]
    if anchors.conflict(copy, anchor) is not None:
        raise Broken(
            f"{copy.name} has a different history: a ledger of {anchor.line}, was seen"
            f" {anchor.seen}, and the first {anchor.size:,} events of this copy differ."
        )
    one = anchor.size == 1
    every = "the one event that was" if one else f"all {anchor.size:,} events that were"
    return [*said, f"It has {every} seen {anchor.seen}."]


def _beside(copy: Ledger, ledger: Ledger) -> str:
    if copy.identity != ledger.identity:
        raise Broken(
            f"{copy.name} is a backup of a different ledger ({copy.identity}), not of"
            f" {ledger.name} ({ledger.identity})."
        )
    shared = min(copy.size, ledger.size)
    if Tree(copy).root(shared) != Tree(ledger).root(shared):
        raise Broken(
            f"{copy.name} has a different history from {ledger.name}: some of the first {shared:,}"
            " events differ."
        )
    more = ledger.size - copy.size
    if more < 0:
        return f"It has {-more:,} more than {ledger.name}, which may have lost its end."
    since = f"{counted(more, 'event')} {agreeing(more, 'was')}" if more else "nothing was"
    return f"It is of {ledger.name}, where {since} recorded since."
