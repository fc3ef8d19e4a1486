"""An anchor: the last state of a ledger recorded on this machine, kept outside the ledger and
compared at every opening.

A folder on this machine has one file for each place a ledger lies: its identity, its path, how
many events it had, their root, and the last signed checkpoint. So anyone who has used the ledger
here before is told at once if its end was cut off, an older copy was put back, or it was forked.
Someone who can also write the anchors can hide this; they cannot reach what others hold, such as a
checkpoint or a line in the minutes.

Reading a ledger moves no anchor; otherwise a stranger's copy could decide what the true one must
be. Recording moves it, and so does a checkpoint signed by the known seal key.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from ledger.application import Ledger
from ledger.errors import Broken, Problem
from ledger.events import Frozen
from ledger.integrity import checkpoints, trusted
from ledger.integrity.ssh import PublicKey
from ledger.integrity.tree import Tree
from ledger.records import seal_keys, seals
from ledger.store import opening
from ledger.system import contents, disk, underway
from ledger.words import counted, day


class Anchor(msgspec.Struct, metaclass=Frozen):
    """`size` events with `root` (hexadecimal) were seen on this day in the file at `where` ("" in
    anchors of earlier versions); `note` is the last signed checkpoint among them and `key` the seal
    key, or "". `beside` is where another copy lay when this one was first recorded in, or ""."""

    size: int
    root: str
    seen_at: datetime
    note: str = ""
    where: str = ""
    key: str = ""
    beside: str = ""

    @property
    def line(self) -> str:
        return f"{counted(self.size, 'event')}, root {self.root[: checkpoints.SHOWN]}"

    @property
    def seen(self) -> str:
        """Where and when it was seen."""
        at = f", at {self.where}" if self.where else ""
        return f"on this machine on {day(self.seen_at.date())}{at}"


def read(folder: Path, ledger: Ledger) -> Anchor | None:
    """The anchor to compare this file with, or None: the one for its place, otherwise the ledger's
    latest anchor for another place. Raises Broken if an anchor cannot be read."""
    own = _own(folder, ledger)[1]
    if own is not None:
        return own
    others = _others(folder, ledger)
    gone = [a for a in others if not a.beside and not stands(ledger, a)]
    return max(gone or others, key=lambda a: (a.seen_at, a.size), default=None)


def note(folder: Path, ledger: Ledger) -> None:
    """Write the anchor of a ledger that was just recorded in. Raises OSError if it cannot be
    written."""
    file, before = _own(folder, ledger)
    wrote = ledger.store.wrote
    if wrote is not None and (before is None or before.size <= wrote.size):
        size, root = wrote.size, wrote.root
    else:
        size, root = ledger.head
    if before is not None and (before.size, before.root) == (size, root.hex()):
        return
    if (
        before is not None
        and wrote is not None
        and before.size == wrote.began
        and not wrote.kinds & {seals.RECORD, seal_keys.RECORD}
    ):
        signed, key = before.note, before.key
    else:
        signed, key = _last_note(ledger), seal_keys.key_at(ledger, size + 1)
    _keep(file, ledger, size, root, signed, key, _beside(folder, ledger, before))


def advance(folder: Path, ledger: Ledger, given: Sequence[trusted.Trusted]) -> None:
    """Move the anchor to the last seal of a ledger that was just verified, if the known seal key
    signed that, or signed for the key that did: the key that the anchor has, or that the reader has
    from elsewhere, or that signed a checkpoint from there. Raises OSError if it cannot be
    written."""
    last = seals.last_seal(ledger)
    if ledger.copied or last is None or not isinstance(last.event, seals.Sealed):
        return
    known = read(folder, ledger)
    if known is not None and conflict(ledger, known) is not None:
        return
    leading = seal_keys.leading([t for t in seal_keys.turns(ledger) if t[0] < last.position])
    if not any(_trusted_before(key, known, given) for key in leading):
        return
    event, (file, before) = last.event, _own(folder, ledger)
    if before is None or before.size < event.tree_size:
        root, beside = bytes.fromhex(event.root), _beside(folder, ledger, before)
        _keep(file, ledger, event.tree_size, root, event.note, event.public_key, beside)


def _trusted_before(key: str, anchor: Anchor | None, given: Sequence[trusted.Trusted]) -> bool:
    if anchor is not None and anchor.key == key:
        return True
    return any(
        key in one.lines if isinstance(one, trusted.Keys) else one.signed_by(PublicKey(key))
        for one in given
    )


def conflict(ledger: Ledger, anchor: Anchor) -> str | None:
    """Why this ledger does not continue from its anchor, or None if it does."""
    seen = f"a ledger of {anchor.line}, was seen {anchor.seen}"
    size, root = ledger.head
    if (size, root.hex()) == (anchor.size, anchor.root):
        return None
    if size < anchor.size:
        return (
            f"{ledger.name} has {counted(size, 'event')}, and {seen}: its end was cut off, or"
            f" an older copy was put back.{_DECLARE}"
        )
    if Tree(ledger).root(anchor.size).hex() != anchor.root:
        here = _last_note(ledger) or f"{counted(size, 'event')}, root {root.hex()}, not sealed\n"
        before = anchor.note or f"{counted(anchor.size, 'event')}, root {anchor.root}, not sealed\n"
        return (
            f"{ledger.name} is a fork: {seen}, and its first {anchor.size:,} events differ.\n"
            f"Seen before:\n{before}In the file:\n{here}{_DECLARE.strip()}"
        )
    return None


_DECLARE = " If this was intended, declare it: govledger restore --reason WHY"


def stands(ledger: Ledger, anchor: Anchor) -> bool:
    """Whether the anchor belongs to another file that is still in place and continues from it: two
    copies side by side, neither replacing the other."""
    if not anchor.where or _same(anchor.where, ledger):
        return False
    other = None
    try:
        other = Ledger.open(opening.placed(anchor.where), read_only=True)
        return other.identity == ledger.identity and conflict(other, anchor) is None
    except (Problem, OSError):
        return False
    finally:
        if other is not None:
            other.close()


def side_by_side(ledger: Ledger, anchor: Anchor) -> str:
    """The sentence about two copies, for anyone who mistook one for the other."""
    size = ledger.size
    if size < anchor.size:
        how = f"this one has only {size:,}"
    elif Tree(ledger).root(anchor.size).hex() != anchor.root:
        how = f"the first {anchor.size:,} of this one are others"
    else:
        how = "what is recorded in this one is not in that one"
    return (
        f"{ledger.name} is not the copy that was used before. That one had {anchor.line}, and was"
        f" seen {anchor.seen}; {how}."
    )


def _file(folder: Path, ledger: Ledger, where: str) -> Path:
    place = sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"{ledger.identity}.{place}.json"


def _own(folder: Path, ledger: Ledger) -> tuple[Path, Anchor | None]:
    """The anchor file for this place, and its content. A bind mount or a hard link is the same
    place."""
    file = _file(folder, ledger, ledger.store.where)
    if (anchor := _decoded(file)) is not None:
        return file, anchor
    for other in _others(folder, ledger):
        if _same(other.where, ledger):
            return _file(folder, ledger, other.where), other
    return file, None


def _others(folder: Path, ledger: Ledger) -> list[Anchor]:
    """Every anchor of the ledger, at any place."""
    found = (_decoded(file) for file in sorted(folder.glob(f"{ledger.identity}*.json")))
    return [anchor for anchor in found if anchor is not None]


def _decoded(file: Path) -> Anchor | None:
    try:
        return msgspec.json.decode(contents.read(file, contents.SHORT), type=Anchor)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise Broken(
            f"The anchor {file} cannot be read: {error.strerror}. Check the permissions of the file"
            " and its folders."
        ) from None
    except (OSError, msgspec.MsgspecError) as error:
        raise Broken(
            f"The anchor {file} cannot be read: {contents.why(error)}. Restore a copy of it;"
            " without one, compare the ledger with a checkpoint kept elsewhere (verify --trusted),"
            " then delete the anchor."
        ) from None


def _same(where: str, ledger: Ledger) -> bool:
    try:
        return bool(where) and (where == ledger.store.where or ledger.path.samefile(where))
    except (OSError, ValueError):
        return False


def _beside(folder: Path, ledger: Ledger, before: Anchor | None) -> str:
    """Where another copy lies, for a ledger first recorded in beside it, as long as it lies
    there."""
    if before is not None:
        there = before.beside and Ledger.is_there(opening.placed(before.beside))
        return before.beside if there else ""
    nearest = read(folder, ledger)
    return nearest.where if nearest is not None and stands(ledger, nearest) else ""


def _keep(
    file: Path, ledger: Ledger, size: int, root: bytes, signed: str, key: str, beside: str
) -> None:
    anchor = Anchor(
        size=size,
        root=root.hex(),
        seen_at=ledger.now(),
        note=signed,
        where=ledger.store.where,
        key=key,
        beside=beside,
    )
    disk.private_folder(file.parent)
    with underway.gone_after(underway.beside(file)) as draft:
        draft.write_bytes(msgspec.json.encode(anchor))
        disk.replace(draft, file)


def _last_note(ledger: Ledger) -> str:
    last = seals.last_seal(ledger)
    return last.event.note if last and isinstance(last.event, seals.Sealed) else ""
