"""Earlier layouts of the file, and how each is upgraded to the current one.

A layout is the set of tables, indexes and triggers that a version makes; `user_version` in the file
says which. A reader never changes it. An upgrade is a recorded command (records/upgrades.py); it is
refused if the file does not look as that version left it.

1  before the tree was stored
2  until command keys moved into the events
"""

import sqlite3
from functools import cache
from pathlib import Path

from ledger.errors import Broken
from ledger.integrity import merkle
from ledger.store.sqlite import schema
from ledger.store.sqlite.digests import add_digests
from ledger.store.sqlite.schema import Objects
from ledger.system import installation

_AT_ONCE = 10_000
READABLE = 2  # The earliest layout that has everything a reader needs.
NOT_IN_1 = ("tile", "row_digest")


@cache
def layout(version: int) -> Objects:
    """The objects of a version's file, as `schema.read` returns them."""
    if version == schema.VERSION:
        return schema.objects()
    with sqlite3.connect(":memory:") as raw:
        earlier = installation.text_of(Path(__file__).with_name("layout_2.sql"))
        raw.executescript(schema.script() + earlier)
        found = schema.objects() | schema.read(raw.cursor())
    return {n: o for n, o in found.items() if version > 1 or o[0] not in NOT_IN_1}


def version_of(cursor: sqlite3.Cursor) -> int:
    version: int = cursor.execute("PRAGMA user_version").fetchone()[0]
    return version


def problems(cursor: sqlite3.Cursor) -> list[str]:
    """Where the file differs from what its stated version makes."""
    version = version_of(cursor)
    if not 1 <= version <= schema.VERSION:
        return [f"the file says that its layout is {version}, which does not exist"]
    found, ours, present = schema.read(cursor), layout(version), schema.objects()
    wrong = [f"the {name} is missing" for name in ours if name not in found]
    wrong += [
        f"the {name} is not as govledger makes it"
        for name, kept in ours.items()
        if name in found and found[name] not in (kept, present[name])  # As it was then, or is now.
    ]
    foreign = [
        name
        for name in found
        if name not in ours and (name.startswith(("trigger ", "view ")) or name in present)
    ]
    wrong += [f"the {name} was not made by govledger" for name in foreign]
    later = cursor.execute(_LATER).fetchone() if version < schema.VERSION else None
    if later is not None:
        wrong.append(
            f"the file says that its layout is {version}, and event {later[0]} is of later"
        )
    return wrong


_LATER = (
    "SELECT position FROM stored_events"
    """ WHERE topic = 'LedgerUpgraded' OR instr(state, '"command_key":') LIMIT 1"""
)


def upgrade(cursor: sqlite3.Cursor) -> int:
    """Upgrade a ledger to the current layout, inside a write transaction, leaving recorded bytes
    unchanged. Returns its earlier version. Raises Broken if the file does not look like that
    version."""
    version = version_of(cursor)
    if wrong := problems(cursor):
        raise Broken(
            f"The file does not match ledger layout {version}: {'; '.join(wrong[:3])}."
            " Something changed it, and it is left untouched. Restore a complete copy."
        )
    for name in layout(version):
        kind, _, own = name.partition(" ")
        if kind == "trigger":  # A later SQLite may word it differently.
            cursor.execute(f"DROP TRIGGER {own}")
    for statement in schema.statements(schema.script()):
        if statement.startswith("CREATE"):
            cursor.execute(statement)
    if version == 1:
        cursor.execute("SELECT leaf_hash FROM stored_events ORDER BY position")
        frontier, size, tiles = list[bytes](), 0, list[merkle.Tile]()
        while rows := cursor.fetchmany(_AT_ONCE):
            size = merkle.extend(frontier, size, (row[0] for row in rows), tiles)
        cursor.executemany("INSERT INTO tile VALUES (?,?,?)", tiles)
        add_digests(cursor)
    cursor.execute(f"PRAGMA user_version={schema.VERSION}")
    return version
