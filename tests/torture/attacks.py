"""What somebody who has the file may do to it, the triggers out of the way, and which check tells.

After each attack the triggers stand again as they were. What leaves hashes and head fitting each
other (a whole rewrite, an old backup, a fork) no check of the file alone can tell: of those it is
shown that verify says ok, and that the size and root noted outside tell.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from books import copied, filled, progress, rehash, rewrite_head, tampering

from ledger.book import Clock, Ledger
from ledger.verify import Report, verify
from torture import Missed, within

EVENTS = 12  # four actions of three events each, in turns: event 6 is version 2 of A-2018-002


class Attack(NamedTuple):
    """`told` are words of the sentence that tells; `how` does it to the open file."""

    name: str
    how: Callable[[sqlite3.Connection], object]
    told: str


def sql(*statements: str) -> Callable[[sqlite3.Connection], object]:
    return lambda raw: [raw.execute(statement) for statement in statements]


def with_hashes(how: Callable[[sqlite3.Connection], object], *, head: bool = False):
    """The same, with the leaf hashes (and the head) of what stands then."""

    def fitting(raw: sqlite3.Connection) -> None:
        how(raw)
        rehash(raw)
        if head:
            rewrite_head(raw)

    return fitting


def moved(change: str, where: str) -> tuple[str, str]:
    """Positions are unique at every step: by way of numbers that nobody has."""
    return (
        f"UPDATE stored_events SET position = 1000 + ({change}) WHERE {where}",
        "UPDATE stored_events SET position = position - 1000 WHERE position > 1000",
    )


def said(old: str, new: str, where: str = "position = 6") -> str:
    return (
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT),"
        f" '{old}', '{new}') AS BLOB) WHERE {where}"
    )


PAYLOAD = sql(said("step", "stop"))
ENVELOPE = sql(said("M Clerk", "A Clerk"))
STREAM = sql("UPDATE stored_events SET originator_id = 'action:A-2018-009' WHERE position = 6")
TYPE = sql("UPDATE stored_events SET topic = 'ActionWithdrawn' WHERE position = 6")
DELETION = sql("DELETE FROM stored_events WHERE position = 10")
RENUMBERED = sql(
    "DELETE FROM stored_events WHERE position = 10", *moved("position - 1", "position > 10")
)
INSERTION = sql(
    *moved("position + 1", "position > 9"),
    "INSERT INTO stored_events SELECT 10, 'action:A-2018-005', 1, topic, state, leaf_hash"
    " FROM stored_events WHERE position = 1",
)
APPENDED = sql(
    "INSERT INTO stored_events SELECT 13, originator_id, 4, topic, state, leaf_hash"
    " FROM stored_events WHERE position = 9"
)
SWAP = sql(*moved("CASE position WHEN 9 THEN 10 ELSE 9 END", "position IN (9, 10)"))
BACK_DATED = sql(said('"effective_on":"2018-02-27', '"effective_on":"2018-01-27'))
RECORDED_EARLIER = sql(said('"recorded_at":"2018', '"recorded_at":"2017'))
TRUNCATION = sql("DELETE FROM stored_events WHERE position > 9")
SEQUENCE = "UPDATE sqlite_sequence SET seq = 9 WHERE name = 'stored_events'"
FORGOTTEN = sql("DELETE FROM stored_events WHERE position > 9", SEQUENCE)

DIFFERS, TREE = "is not what was recorded: its hash differs", "not make the tree that was recorded"
ATTACKS = [
    Attack("payload edited", PAYLOAD, DIFFERS),
    Attack("payload edited, its hash too", with_hashes(PAYLOAD), TREE),
    Attack("envelope edited", ENVELOPE, DIFFERS),
    Attack("envelope edited, its hash too", with_hashes(ENVELOPE), TREE),
    Attack("stream edited", STREAM, "is not what was recorded"),
    Attack("stream edited, its hash too", with_hashes(STREAM), "where version 1 follows"),
    Attack("type edited", TYPE, DIFFERS),
    Attack("type edited, its hash too", with_hashes(TYPE), TREE),
    Attack("deletion", DELETION, "event 10 is missing"),
    Attack("deletion, renumbered", RENUMBERED, "its hash differs"),
    Attack("deletion, renumbered, hashes too", with_hashes(RENUMBERED), "missing at the end"),
    Attack("insertion", INSERTION, "its hash differs"),
    Attack("insertion, hashes too", with_hashes(INSERTION), "13 events stand where 12 were"),
    Attack("an event more at the end", APPENDED, "its hash differs"),
    Attack("an event more, its hash too", with_hashes(APPENDED), "13 events stand where 12 were"),
    Attack("swap", SWAP, "its hash differs"),
    Attack("swap, hashes too", with_hashes(SWAP), TREE),
    Attack("back-dating", BACK_DATED, DIFFERS),
    Attack("back-dating, its hash too", with_hashes(BACK_DATED), TREE),
    Attack("recorded earlier, all rewritten", with_hashes(RECORDED_EARLIER, head=True),
           "recorded before the one it follows"),
    Attack("truncation", TRUNCATION, "events 10 to 12 are missing at the end"),
    Attack("truncation, the count too", FORGOTTEN, "events 10 to 12 are missing at the end"),
    Attack("head edited", sql("UPDATE log_head SET frontier = zeroblob(length(frontier))"), TREE),
    Attack("head gone", sql("DELETE FROM log_head"), "events stand where 0 were recorded"),
    Attack("identity gone", sql("DELETE FROM ledger"), "identity of the ledger is missing"),
]  # fmt: skip

REWRITES = [
    Attack("whole rewrite", with_hashes(PAYLOAD, head=True), ""),
    Attack("whole rewrite, an event gone", with_hashes(RENUMBERED, head=True), ""),
    Attack("truncation, head and all", with_hashes(TRUNCATION, head=True), ""),
]


def without_trigger(raw: sqlite3.Connection) -> None:
    raw.execute("DROP TRIGGER events_are_not_changed")


def weak_trigger(raw: sqlite3.Connection) -> None:
    named = "SELECT sql FROM sqlite_master WHERE name = 'events_are_not_changed'"
    (text,) = raw.execute(named).fetchone()
    without_trigger(raw)
    raw.execute(text.replace(" BEGIN\n", " WHEN 0 BEGIN\n", 1))


def foreign_trigger(raw: sqlite3.Connection) -> None:
    raw.execute("CREATE TRIGGER quiet BEFORE INSERT ON log_head BEGIN SELECT RAISE(IGNORE); END")


def table_redefined(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'AUTOINCREMENT', '')"
        " WHERE name = 'stored_events'"
    )


DEFINITIONS = [
    Attack("table taken away", sql("DROP TABLE command_key"), "table command_key is missing"),
    Attack("trigger taken away", without_trigger, "events_are_not_changed is missing"),
    Attack("trigger weakened", weak_trigger, "is not as govledger makes it"),
    Attack("trigger added", foreign_trigger, "is not of govledger's making"),
    Attack("table redefined", table_redefined, "table stored_events is not as govledger makes it"),
]


def report(path: Path) -> Report:
    with within(10):
        ledger = Ledger.open(path, read_only=True)
        try:
            return verify(ledger)
        finally:
            ledger.close()


def attacks(folder: Path) -> list[tuple[str, str]]:
    """Each attack with the sentence that tells of it; raises Missed where none does."""
    whole, rows = filled(folder / "whole.ledger"), []
    for attack in [*ATTACKS, *DEFINITIONS]:
        path = copied(whole, folder / "attacked.ledger")
        if attack in DEFINITIONS:
            with sqlite3.connect(path) as raw:
                attack.how(raw)
            raw.close()
        else:
            with tampering(path) as raw:
                attack.how(raw)
        problems = report(path).problems
        telling = [problem for problem in problems if attack.told in problem]
        if not telling:
            raise Missed(f"{attack.name}: {problems or 'verify says ok'}")
        rows.append((attack.name, telling[0]))
    return rows + from_outside(folder, whole)


def from_outside(folder: Path, whole: Path) -> list[tuple[str, str]]:
    """What fits in itself: told by nothing but the size and root noted outside beforehand."""
    noted, rows = report(whole), []
    for attack in REWRITES:
        path = copied(whole, folder / "attacked.ledger")
        with tampering(path) as raw:
            attack.how(raw)
        rows.append((attack.name, _noted_root_tells(attack.name, noted, report(path))))
    old = filled(folder / "old.ledger", each=2)
    rows.append(("old backup put back", _noted_root_tells("old backup", noted, report(old))))
    ledger = Ledger.open(old)
    for number in range(1, 5):
        progress(ledger, number, "another way")
    ledger.close()
    rows.append(("fork", _noted_root_tells("fork", noted, report(old))))
    return [*rows, ("clock turned back", clock_turned_back(copied(whole, folder / "clock.ledger")))]


def clock_turned_back(path: Path) -> str:
    """No instant goes back, and the event says that the clock did."""
    ledger = Ledger.open(path, clock=Clock(datetime(2017, 1, 1, tzinfo=UTC)))
    last = ledger.at(ledger.size).envelope.recorded_at
    (late,) = progress(ledger, 1, "earlier, they say")
    ledger.close()
    if late.envelope.recorded_at != last or late.envelope.clock != "behind":
        raise Missed(f"clock turned back: recorded at {late.envelope.recorded_at}")
    return f"event {late.position} says itself that the clock was behind"


def _noted_root_tells(name: str, noted: Report, now: Report) -> str:
    """Shown to fit in itself (no false comfort: verify alone says ok), and to differ from what was
    noted."""
    if not now.ok:
        raise Missed(f"{name}: not the attack it should be: {now.problems}")
    if (now.size, now.root) == (noted.size, noted.root):
        raise Missed(f"{name}: the root is the one that was noted")
    if now.size < noted.size:
        return f"the size noted outside: {now.size} events where {noted.size} were noted"
    return f"the root noted outside: another one, of {now.size} events"


def run(folder: Path, seed: int, count: int) -> str:
    rows = attacks(folder)
    table = "\n".join(f"  {name:34}{told}" for name, told in rows)
    return f"{len(rows)} attacks, each told:\n{table}"
