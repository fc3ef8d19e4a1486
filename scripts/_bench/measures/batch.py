"""A batch of 1,000 lines, or of fewer where the ledgers are small, by processor time, against the
same batch of an old version."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from _bench.harness import Figure, govledger, in_turns, process, ratio
from _bench.ledgers import ROOT, Books

LINES = 1_000
BODY = 'body add HTA "Holding to account" --cadence monthly\npost define CC "Chief Constable"\n'
BODY += "meeting open HTA --on 2018-02-27\n"
BODY += f'document register notes-2018 "Notes" --sha256 {"ab" * 32}\n'


def measure(books: Books, runs: int) -> Iterator[Figure]:
    lines = books.some(LINES)
    file, first = books.work / "lines.batch", books.work / "first.batch"
    first.write_text(BODY)
    file.write_text("".join(f"{line(n)}\n" for n in range(lines)))
    number = iter(range(1_000))
    said = {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": "2018-03-01T10:00"}

    def seconds(tree: Path) -> float:
        """Processor seconds of the batch alone, on a ledger of its own."""
        folder = books.work / f"turn-{next(number)}"
        folder.mkdir()
        # Beside the tree: Python would look in the folder it is started in first.
        how: dict[str, Any] = {"cwd": folder, "env": os.environ | said | {"PYTHONPATH": str(tree)}}
        how["env"]["GOVLEDGER_ANCHORS"] = str(folder / "anchors")
        path = folder / "batch.ledger"
        govledger(path, "init", **how)
        govledger(path, "batch", str(first), **how)
        took = govledger(path, "batch", str(file), **how)
        with closing(sqlite3.connect(path)) as raw:
            recorded = raw.execute("SELECT count(*) FROM stored_events").fetchone()[0]
        assert recorded >= lines, f"{recorded} events of {lines} lines"
        shutil.rmtree(folder)
        return took

    works = [lambda: seconds(ROOT), lambda: process("-c", "pass")]
    if books.against is not None:
        old = books.against
        works.append(lambda: seconds(old))
    ours, bare, *before = in_turns(runs, *works)
    note = f"{median(ours):.2f} s; a Python that does nothing {median(bare) * 1_000:.0f} ms"
    yield Figure(f"batch of {lines:,} lines", ratio(ours, bare), "times Python", note=note)
    if before:
        note = f"{median(ours):.2f} s; before {median(before[0]):.2f} s"
        name = f"batch of {lines:,}, against before"
        yield Figure(name, ratio(before[0], ours), "times faster", at_least=3, note=note)


def line(n: int) -> str:
    """Discrepancies, findings and actions in turn: what papers hold most of."""
    kinds = (
        f'action raise "Share report {n} with the panel" --owner CC --due 2018-05-01',
        f'finding record "Finding {n} of the night supervisors." --meeting HTA/2018-02-27',
        f'discrepancy raise "Table {n} does not add up" --should-hold "It adds up"'
        f' --says "the total is {n} @ notes-2018:12"',
    )
    return kinds[n % len(kinds)]
