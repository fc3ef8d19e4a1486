"""The power goes at every write and every sync that SQLite makes while events are recorded.

What a disk has promised is what was synced. Of what was written to a file since its last sync, any
part may have reached the disk, in any order, in sectors of 512 bytes; a file that was deleted and
made anew may be either until its folder is synced, as SQLite does with the first sync of a -wal.
Such disks are made from a trace of the product's own writes and opened by the product: everything
acknowledged must be there, and every transaction whole or absent.
"""

import random
import shutil
from collections.abc import Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

from books import entry

from ledger.application import Ledger
from ledger.errors import Problem
from ledger.integrity import merkle
from ledger.integrity.judging import judge
from ledger.integrity.verify import verify
from ledger.records import actions
from ledger.store.sqlite import connections
from torture import Missed, program, soon
from torture.traced import WHY_NOT, Op, traced

SECTOR = 512
PAGES = 16  # of the -wal, at which SQLite carries it over: often enough to be cut off at it
NAME = "office.ledger"
Files = dict[str, bytes]
Head = tuple[int, bytes]


@contextmanager
def synchronous(level: str):
    """The store with another PRAGMA synchronous, and a -wal that is carried over often."""
    pragmas = [
        pragma for pragma in connections.WRITE_PRAGMAS if not pragma.startswith("synchronous")
    ]
    pragmas += [f"synchronous={level}", f"wal_autocheckpoint={PAGES}"]
    with patch.object(connections, "WRITE_PRAGMAS", tuple(pragmas)):
        yield


def recorded(path: Path, transactions: int, rng: random.Random) -> tuple[Files, list[Op]]:
    """The files before, and all that is written while `transactions` are recorded, every tenth of
    them a seal. The trace also holds ("ack", head) where the ledger had said that one stands."""
    Ledger.create(path)
    before, key = {NAME: path.read_bytes()}, program.key_of(path.parent)
    with traced(path.parent) as ops:
        ledger = Ledger.open(path)
        for number in range(1, transactions + 1):
            if number % 10 == 0:
                program.seal(path, key)
            else:
                _raise(ledger, number, rng)
            ops.append(("ack", ledger.head))
            if rng.random() < 0.1:
                ledger.close()
                ledger = Ledger.open(path)
        ledger.close()
    return before, ops


def _raise(ledger: Ledger, number: int, rng: random.Random) -> None:
    with ledger.writing():
        for one in range(rng.choice((1, 1, 2, 12))):
            title = "Hold on. " * rng.choice((1, 10, 1000))
            rule, ref = actions.raise_action, f"A-{number}-{one}"
            ledger.record("action", ref, rule, entry(), new=True, title=title)


class Disk:
    """The files of a folder as they are for certain, and what may or may not have reached them."""

    def __init__(self, files: Files) -> None:
        self.certain = dict(files)
        self.pending: dict[str, list[Op]] = {}
        self.deleted: dict[str, bytes] = {}  # what a name held before a deletion not yet synced

    def apply(self, op: Op) -> None:
        act, name, *_ = op
        if act == "sync":
            content = bytearray(self.certain.get(name, b""))
            for one in self.pending.pop(name, []):
                _perform(content, one)
            self.certain[name] = bytes(content)
            self.deleted.pop(name, None)
        elif act == "delete":
            self.deleted[name] = self.certain.pop(name, b"")
            self.pending.pop(name, None)
        elif act != "ack":
            self.pending.setdefault(name, []).append(op)

    def after_power_loss(self, rng: random.Random) -> Files:
        files = dict(self.certain)
        for name, ops in self.pending.items():
            content = bytearray(files.get(name, b""))
            for op in _reached(ops, rng):
                _perform(content, op)
            files[name] = bytes(content)
        for name, content in self.deleted.items():
            if rng.random() < 0.5:
                files[name] = content
        return files


def _reached(ops: Sequence[Op], rng: random.Random) -> list[Op]:
    """What of `ops` had reached the disk: none, all, those up to one that was torn, or any."""
    choice = rng.random()
    if choice < 0.1:
        return []
    if choice < 0.2:
        return list(ops)
    if choice < 0.5:
        cut = rng.randrange(len(ops))
        return [*ops[:cut], *_some(_sectors(ops[cut]), rng)]
    pieces = [piece for op in ops for piece in _sectors(op)]
    return _some(pieces, rng)


def _some(pieces: list[Op], rng: random.Random) -> list[Op]:
    share = rng.random()
    some = [piece for piece in pieces if rng.random() < share]
    if rng.random() < 0.7:
        rng.shuffle(some)
    return some


def _sectors(op: Op) -> list[Op]:
    if op[0] != "write":
        return [op]
    _, name, at, content = op
    cuts = [at, *range(at - at % SECTOR + SECTOR, at + len(content), SECTOR), at + len(content)]
    return [("write", name, start, content[start - at : end - at]) for start, end in pairwise(cuts)]


def _perform(content: bytearray, op: Op) -> None:
    act, _, at, *rest = op
    end = at + len(rest[0]) if act == "write" else at
    content.extend(bytes(max(0, end - len(content))))
    if act == "write":
        content[at:end] = rest[0]
    else:
        del content[at:]


def check(folder: Path, files: Files, allowed: Sequence[Head], go_on: bool) -> None:
    """The ledger in `files` must be one of the `allowed` ones, and sound; else Missed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        ledger = Ledger.open(folder / NAME)
        with soon():
            said = judge(ledger, verify(ledger), [], folder / "none")
        head = ledger.head
        if go_on and said.ok:
            ledger.record("action", "A-9", actions.raise_action, entry(), new=True, title="Go on")
            said = judge(ledger, verify(ledger), [], folder / "none")
        ledger.close()
    except Problem as problem:
        raise Missed(f"the ledger cannot be used: {problem}") from problem
    if not said.ok:
        raise Missed(f"the ledger does not verify: {said.problems[0]}")
    if head not in allowed:
        least = allowed[0][0]
        raise Missed(f"{least} events were acknowledged, and {head[0]} (or others) are there")


def power(folder: Path, seed: int, states: int, level: str = "FULL") -> dict[str, int]:
    """Check `states` disks; raises Missed at the first that lost what was acknowledged."""
    rng = random.Random(seed)
    with synchronous(level):
        before, ops = recorded(folder / NAME, max(30, states // 40), rng)
    heads = [(0, merkle.EMPTY_ROOT), *(op[1] for op in ops if op[0] == "ack")]
    everywhere = list(range(1, len(ops) + 1))
    points = sorted((everywhere * (states // len(ops) + 1))[:states] if states >= len(ops)
                    else rng.sample(everywhere, states))  # fmt: skip
    disk, done, acknowledged, unsynced = Disk(before), 0, 0, 0
    for point in points:
        for op in ops[done:point]:
            disk.apply(op)
            acknowledged += op[0] == "ack"
        done = max(done, point)
        unsynced += any(disk.pending.values())
        try:
            files = disk.after_power_loss(rng)
            check(folder / "after", files, heads[acknowledged : acknowledged + 2], point % 10 == 0)
        except Missed as missed:
            raise Missed(f"the power went after write {point} of {len(ops)}: {missed}") from missed
    kinds = [op[0] for op in ops]
    return {
        "states": len(points),
        "unsynced": unsynced,
        "points": len(set(points)),
        "events": heads[-1][0],
        "transactions": len(heads) - 1,
        "seals": (len(heads) - 1) // 10,
        "carried over": sum(op[:2] == ("sync", NAME) for op in ops),
    } | {kind: kinds.count(kind) for kind in ("write", "sync", "truncate", "delete")}


def run(folder: Path, seed: int, count: int) -> str:
    if WHY_NOT:
        return f"left out: {WHY_NOT}"
    did = power(folder, seed, count)
    try:
        (folder / "normal").mkdir()
        power(folder / "normal", seed, count, "NORMAL")
    except Missed as missed:
        caught = str(missed)
    else:
        raise Missed("synchronous=NORMAL lost nothing: this harness sees too little")
    return (
        f"{did['states']} power losses at {did['points']} moments among {did['write']} writes,"
        f" {did['sync']} syncs, {did['truncate']} cuts and {did['delete']} deletions made by"
        f" {did['transactions']} transactions ({did['seals']} seals; {did['events']} events,"
        f" carried over {did['carried over']} times); {did['unsynced']} with writes not yet synced:"
        f" nothing acknowledged lost, nothing half.\nAt synchronous=NORMAL it is caught: {caught}."
    )
