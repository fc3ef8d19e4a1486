"""The random forger at a ledger's file: up to six moves, the triggers out of the way.

A reader who has a line, a note or the key from elsewhere asks `verify`: of how many events is it
said that they hold, and are these the ones that were recorded?
"""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from books import copied, rehash, rewrite_head, tampering
from signing import key

from ledger.application import Ledger
from ledger.errors import Problem
from ledger.integrity import trusted
from ledger.integrity.judging import judge
from ledger.integrity.ssh import PrivateKey
from ledger.integrity.verify import Report, verify
from ledger.leaf import leaf
from torture import Missed, office, program, soon
from torture.forging import cut, edit, identity, resealed, without_witness

MOST = 6
OFFICE, FORGER = key(program.KEY), key(66)
Raw = sqlite3.Connection
Rows = "SELECT position, originator_id, originator_version, topic, state FROM stored_events"


def _edited(raw: Raw, rng: random.Random) -> None:
    (size,) = raw.execute("SELECT count(*) FROM stored_events").fetchone()
    words = ("step", "stop"), ("2018-02-27", "2018-02-26"), ("M Clerk", "A Clerk"), ("-00", "-10")
    edit(*rng.choice(words), position=rng.randint(1, max(size, 1)))(raw)


def _dropped(raw: Raw, rng: random.Random) -> None:
    raw.execute("DELETE FROM stored_events WHERE position = ?", (rng.randint(1, 24),))


def _cut(raw: Raw, rng: random.Random) -> None:
    cut(rng.randint(0, 24))(raw)


def _appended(raw: Raw, rng: random.Random) -> None:
    rows = raw.execute(f"{Rows} ORDER BY position").fetchall()
    if rows:
        _, stream, version, kind, state = rng.choice(rows)
        row = (rows[-1][0] + 1, stream, version + rng.randint(1, 9), kind, state, b"\0" * 32)
        raw.execute("INSERT OR IGNORE INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", row)


def _swapped(raw: Raw, rng: random.Random) -> None:
    one, other = rng.sample(range(1, 25), 2)
    for was, now in ((one, -1), (other, one), (-1, other)):
        raw.execute("UPDATE stored_events SET position = ? WHERE position = ?", (now, was))


def _renumbered(raw: Raw, _: random.Random) -> None:
    rows = raw.execute(f"{Rows} ORDER BY position").fetchall()
    raw.execute("DELETE FROM stored_events")
    versions: Counter[str] = Counter()
    for number, (_, stream, _, kind, state) in enumerate(rows, 1):
        versions[stream] += 1
        row = (number, stream, versions[stream], kind, state, b"\0" * 32)
        raw.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", row)


def _beside(raw: Raw, rng: random.Random) -> None:
    """Something in the tables beside the events."""
    raw.execute(
        rng.choice(
            [
                "DELETE FROM personal",
                "UPDATE personal SET value = 'John Smith'",
                "INSERT OR IGNORE INTO personal VALUES (zeroblob(32), zeroblob(32), 'X')",
                "DELETE FROM tile",
                "INSERT OR IGNORE INTO tile VALUES (8, 0, zeroblob(32))",
                "UPDATE row_digest SET digest = x'00'",
                "UPDATE log_head SET size = size + 1",
            ]
        )
    )


def _another(raw: Raw, _: random.Random) -> None:
    identity()(raw)


def _resigned(raw: Raw, rng: random.Random, keys: list[PrivateKey]) -> None:
    resealed(rng.choice([*keys, FORGER, None]), accepted=rng.random() < 0.5)(raw)


Move = Callable[[Raw, random.Random], None]
MOVES: list[Move] = [
    _edited, _edited, _dropped, _cut, _appended, _swapped, _renumbered, _beside, _another,
    lambda raw, _: without_witness(raw),
]  # fmt: skip


def forge(raw: Raw, rng: random.Random, keys: list[PrivateKey]) -> list[str]:
    done = []
    for _ in range(rng.randint(1, MOST)):
        move = rng.choice([*MOVES, None, None])
        try:
            if move is None:
                _resigned(raw, rng, keys)
            else:
                move(raw, rng)
        except (sqlite3.IntegrityError, TypeError, ValueError):  # There was nothing to do it to.
            continue
        done.append(getattr(move, "__name__", "signed again").strip("_"))
    if rng.random() < 0.5:
        _renumbered(raw, rng)
    if rng.random() < 0.8:
        rehash(raw)
        rewrite_head(raw)
    return done


def lines_of(path: Path) -> list[bytes]:
    """Every event that is stored, as it is hashed."""
    with sqlite3.connect(path) as raw:
        rows = raw.execute(f"{Rows} ORDER BY position").fetchall()
    raw.close()
    return [leaf(*row) for row in rows]


def readers(held: office.Office, stolen: bool) -> Iterator[tuple[str, str]]:
    yield "line", held.line
    yield "note", held.note.read_text()
    if not stolen:
        yield "key", OFFICE.public.line


def judged(path: Path, given: str, true: list[bytes]) -> str:
    """What verify says: "held", or which check refused. Raises Missed for a false "holds"."""
    anchors = path.parent / "no-anchors"
    try:
        ledger = Ledger.open(path, read_only=True)
    except Problem:
        return "opening"
    try:
        report: Report = verify(ledger)
        verdict = judge(ledger, report, [trusted.read(given)], anchors)
    except Problem as problem:
        return type(problem).__name__
    finally:
        ledger.close()
    if verdict.ok:
        stored = lines_of(path)
        if stored[: verdict.covered] != true[: verdict.covered]:
            raise Missed(f"verify says that {verdict.covered} events hold, and they are others")
        return "held"
    if not verdict.problems:
        raise Missed("verify refuses without a word")
    if verdict.checks:
        return next(check.about for check in verdict.checks if check.problems)
    return "the events, hashed again"


def rounds(held: office.Office, folder: Path, seed: int, times: int) -> Counter[str]:
    """How often each outcome of those asked. Raises Missed."""
    rng = random.Random(seed)
    true, did = lines_of(held.path), Counter[str]()
    for number in range(times):
        at = folder / "forged"
        shutil.rmtree(at, ignore_errors=True)
        at.mkdir()
        path, stolen = copied(held.path, at / "office.ledger"), rng.random() < 0.3
        shutil.copytree(f"{held.path}.files", f"{path}.files")
        with tampering(path) as raw:
            done = forge(raw, rng, [OFFICE] if stolen else [])
        for how, given in readers(held, stolen):
            where = f"ledger {number} ({', '.join(done)}; a reader with a {how})"
            try:
                with soon():
                    did[judged(path, given, true)] += 1
            except Missed as missed:
                raise Missed(f"{where}: {missed}") from missed
    return did


def run(folder: Path, seed: int, count: int) -> str:
    did = rounds(office.office(folder / "true"), folder, seed, count)
    held = did.pop("held", 0)
    refused = ", ".join(f"{name} {number:,}" for name, number in did.most_common())
    return (
        f"{count:,} ledgers forged by up to {MOST} moves. A reader with a line, a note or the key"
        f" was told {held:,} times that events hold, and each time they were the true ones;"
        f" {did.total():,} times the ledger was refused, by: {refused}."
    )
