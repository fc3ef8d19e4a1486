"""What somebody who has the file may do to it, the triggers out of the way, and which check tells.

After each attack the triggers stand again as they were. What leaves hashes and head fitting each
other (a whole rewrite, an old backup, a fork), and what lies beside the file, is in forgeries.py.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from books import copied, filled, rehash, rewrite_head, tampering

from ledger import unknown
from ledger.application import Ledger
from ledger.integrity.verify import Report, verify
from torture import Missed, forgeries, soon
from torture.forgeries import Row
from torture.forging import identity

# Four actions of three events each, in turns: event 6 is version 2 of A-2018-002.

# The checks of `verify`, and the words by which they tell.
HASH = "each event", "is not what was recorded: its hash differs"
STREAM_WRONG = "each event", "is not what was recorded"
VERSION = "each event", "where version 1 follows"
TIME = "each event", "recorded before the one it follows"
GAP = "each event", "event 10 is missing"
COUNT = "the count", "13 events stand where 12 were"
SHORT = "the count", "events 10 to 12 are missing at the end"
SHORTER = "the count", "missing at the end"
HEADLESS = "the count", "events stand where 0 were recorded"
TREE = "the tree", "not make the tree that was recorded"
STORED = "the stored tree", "the stored tree differs from the events at level 8, number 0"
IDENTITY = "the rows beside", "the identity of the ledger is missing, or not what was stored"
A_PATH = "the rows beside", "the identity of the ledger is '../../x', which no ledger has"
KEYED = "the rows beside", "the key letter is missing, or not what was stored"
MADE = "the definitions", "is not as govledger makes it"


class Attack(NamedTuple):
    """`told` is the check that tells, and words of its sentence; `how` does it to the file."""

    name: str
    how: Callable[[sqlite3.Connection], object]
    told: tuple[str, str]


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
UNKNOWN = sql("UPDATE stored_events SET topic = 'ActionVanished' WHERE position = 6")
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

PUT_IN = sql("INSERT INTO tile VALUES (8, 0, zeroblob(32))")
KEY = "INSERT INTO command_key VALUES ('letter', '00', 1, 1)"
DIGEST = "INSERT INTO row_digest VALUES ('key letter', x'00')"

ATTACKS = [
    Attack("payload edited", PAYLOAD, HASH),
    Attack("payload edited, its hash too", with_hashes(PAYLOAD), TREE),
    Attack("envelope edited", ENVELOPE, HASH),
    Attack("envelope edited, its hash too", with_hashes(ENVELOPE), TREE),
    Attack("stream edited", STREAM, STREAM_WRONG),
    Attack("stream edited, its hash too", with_hashes(STREAM), VERSION),
    Attack("type edited", TYPE, HASH),
    Attack("type edited, its hash too", with_hashes(TYPE), TREE),
    Attack("deletion", DELETION, GAP),
    Attack("deletion, renumbered", RENUMBERED, HASH),
    Attack("deletion, renumbered, hashes too", with_hashes(RENUMBERED), SHORTER),
    Attack("insertion", INSERTION, HASH),
    Attack("insertion, hashes too", with_hashes(INSERTION), COUNT),
    Attack("an event more at the end", APPENDED, HASH),
    Attack("an event more, its hash too", with_hashes(APPENDED), COUNT),
    Attack("swap", SWAP, HASH),
    Attack("swap, hashes too", with_hashes(SWAP), TREE),
    Attack("back-dating", BACK_DATED, HASH),
    Attack("back-dating, its hash too", with_hashes(BACK_DATED), TREE),
    Attack("recorded earlier, all rewritten", with_hashes(RECORDED_EARLIER, head=True), TIME),
    Attack("truncation", TRUNCATION, SHORT),
    Attack("truncation, the count too", FORGOTTEN, SHORT),
    Attack("head edited", sql("UPDATE log_head SET frontier = zeroblob(length(frontier))"), TREE),
    Attack("head gone", sql("DELETE FROM log_head"), HEADLESS),
    Attack("stored tree edited", PUT_IN, STORED),
    Attack("identity edited", sql("UPDATE ledger SET identity = 'another'"), IDENTITY),
    Attack("identity gone", sql("DELETE FROM ledger"), IDENTITY),
    Attack("identity a path, its digest too", identity("../../x"), A_PATH),
    Attack("command key put in", sql(KEY), KEYED),
    Attack("digest of a row put in", sql(DIGEST), KEYED),
    Attack("digest of a row edited", sql("UPDATE row_digest SET digest = x'00'"), IDENTITY),
    Attack("digest of a row gone", sql("DELETE FROM row_digest"), IDENTITY),
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
    Attack(
        "table taken away",
        sql("DROP TABLE command_key"),
        ("the definitions", "table command_key is missing"),
    ),
    Attack("trigger taken away", without_trigger, ("the definitions", "is missing")),
    Attack("trigger weakened", weak_trigger, MADE),
    Attack("trigger added", foreign_trigger, ("the definitions", "was not made by govledger")),
    Attack("table redefined", table_redefined, MADE),
]


def report(path: Path) -> Report:
    with soon():
        ledger = Ledger.open(path, read_only=True)
        try:
            return verify(ledger)
        finally:
            ledger.close()


def attacks(folder: Path) -> list[Row]:
    """Each attack, the check that tells of it, and its words; raises Missed where it does not."""
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
        check, words = attack.told
        problems = report(path).problems
        telling = [problem for problem in problems if words in problem]
        if not telling:
            raise Missed(f"{attack.name}: {check} does not tell: {problems or 'verify says ok'}")
        rows.append(Row(attack.name, check, telling[0]))
    rows.append(kind_unknown(whole, folder / "attacked.ledger"))
    return [*rows, *forgeries.forgeries(folder)]


def kind_unknown(whole: Path, path: Path) -> Row:
    """An event made to count for nothing, all hashes fitting: it holds, and it is named."""
    with tampering(copied(whole, path)) as raw:
        with_hashes(UNKNOWN, head=True)(raw)
    said = report(path)
    words = unknown.counted_kinds(said.unknown_kinds)
    if not said.ok or "ActionVanished (event 6)" not in words:
        raise Missed(f"kind made unknown: it is not named: {said}")
    return Row("kind made unknown, all rewritten", "unknown kinds", words)


def run(folder: Path, seed: int, count: int) -> str:
    rows = [row._replace(words=row.words.replace(f"{folder}/", "")) for row in attacks(folder)]
    table = "\n".join(f"  {row.name:42} | {row.check:24} | {row.words}" for row in rows)
    return f"{len(rows)} attacks, each told: the attack | the check that tells | its words\n{table}"
