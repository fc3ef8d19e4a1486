"""An anchor: what was last seen of a ledger, kept outside it and compared at every opening.

A folder of this machine has one file a ledger: how many events there were, their root, and the last
signed checkpoint. So a tail cut off, an older copy put back and a fork are told at once to whoever
has used the ledger here before. Somebody who can write the anchors too can hide them: what was
given to others (a checkpoint, a line in the minutes) is out of their reach.
"""

from datetime import datetime
from pathlib import Path

import msgspec

from ledger import checkpoints, disk, seals, underway
from ledger.book import Ledger
from ledger.problems import Broken
from ledger.records import Frozen, day
from ledger.tree import Tree


class Anchor(msgspec.Struct, metaclass=Frozen):
    """`size` events with `root` (hexadecimal) were seen on this day; `note` is the last signed
    checkpoint among them, or ""."""

    size: int
    root: str
    seen_at: datetime
    note: str = ""

    @property
    def line(self) -> str:
        return f"{self.size:,} events, root {self.root[: checkpoints.SHOWN]}"


def file_of(folder: Path, ledger: Ledger) -> Path:
    return folder / f"{ledger.identity}.json"


def read(folder: Path, ledger: Ledger) -> Anchor | None:
    """What was last seen, or None. Raises Broken where the file cannot be read."""
    file = file_of(folder, ledger)
    try:
        return msgspec.json.decode(file.read_bytes(), type=Anchor)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise Broken(
            f"The anchor {file} cannot be read: {error}. Put back a copy of it; without one, hold"
            " the ledger against a checkpoint from elsewhere (verify --trusted), then remove it."
        ) from None


def note(folder: Path, ledger: Ledger) -> None:
    """Keep what is so now. Raises OSError where it cannot be written."""
    before, wrote = read(folder, ledger), ledger.recorder.wrote
    if wrote is not None and (before is None or before.size <= wrote.size):
        size, root = wrote.size, wrote.root
    else:
        size, root = ledger.head
    if before is not None and (before.size, before.root) == (size, root.hex()):
        return
    if before is not None and wrote is not None and before.size == wrote.began:
        signed = before.note if seals.RECORD not in wrote.kinds else _last_note(ledger)
    else:
        signed = _last_note(ledger)
    anchor = Anchor(size=size, root=root.hex(), seen_at=ledger.clock.now(), note=signed)
    folder.mkdir(parents=True, exist_ok=True)
    file = file_of(folder, ledger)
    with underway.gone_after(underway.beside(file)) as draft:
        draft.write_bytes(msgspec.json.encode(anchor))
        disk.replace(draft, file)


def _last_note(ledger: Ledger) -> str:
    last = seals.last_seal(ledger)
    return last.event.note if last and isinstance(last.event, seals.Sealed) else ""


def conflict(ledger: Ledger, anchor: Anchor) -> str | None:
    """Why this is not the ledger that was seen, going on from there; or None."""
    seen = f"one of {anchor.line}, was seen on this machine on {day(anchor.seen_at.date())}"
    size, root = ledger.head
    if (size, root.hex()) == (anchor.size, anchor.root):
        return None
    if size < anchor.size:
        return (
            f"{ledger.path} has {size:,} events, and {seen}: its end was cut off, or"
            f" an older copy was put back.{_DECLARE}"
        )
    if Tree(ledger).root(anchor.size).hex() != anchor.root:
        ours = seals.last_seal(ledger)
        theirs = ours.event.note if ours and isinstance(ours.event, seals.Sealed) else None
        here = theirs or f"{size:,} events, root {root.hex()}, not sealed\n"
        before = anchor.note or f"{anchor.size:,} events, root {anchor.root}, not sealed\n"
        return (
            f"{ledger.path} is a fork: {seen}, and its first {anchor.size:,} events are others.\n"
            f"Seen before:\n{before}In the file:\n{here}{_DECLARE.strip()}"
        )
    return None


_DECLARE = " If that was meant, declare it: govledger restore --reason WHY"
