"""kill -9 in the middle of recording, again and again.

A process records single events and batches of 50, and says on a pipe what it is about to record
and, once that stands, that it does. It is killed at a random moment. After each kill everything it
acknowledged must be there, every batch whole or absent, and the ledger verified; the next process
goes on with the same file.
"""

import os
import random
import select
import signal
import time
from datetime import UTC, date, datetime
from pathlib import Path

from ledger import actions
from ledger.book import Clock, Ledger
from ledger.records import Entry
from ledger.verify import verify
from torture import Missed

BATCH = 50
LONGEST_SECONDS = 0.06  # of recording before the kill; a batch takes a fifth of it


def record(path: Path, say: int, life: int, seed: int) -> None:
    """Record until killed. Says `b` number count before each transaction, `a` number after it."""
    rng = random.Random(seed * 1_000_003 + life)
    ledger = Ledger.open(path, clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))
    entry = Entry(
        recorded_by="torture",
        authority="asserted",
        effective_on=date(2018, 2, 27),
        correlation=str(life),
    )
    os.write(say, b"r\n")
    number = 0
    while True:
        number += 1
        count = BATCH if rng.random() < 0.5 else 1
        os.write(say, f"b {number} {count}\n".encode())
        with ledger.writing():
            for one in range(count):
                ref = f"{life}-{number}-{one}"
                rule = actions.raise_action
                ledger.record("action", ref, rule, entry, new=True, title="Hold on")
        os.write(say, f"a {number}\n".encode())


def one_life(path: Path, life: int, seed: int, rng: random.Random) -> list[list[str]]:
    """Start a recorder, kill it at a random moment, and give back what it had said."""
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            record(path, say, life, seed)
        finally:
            os._exit(1)
    os.close(say)
    said = b""
    try:
        if rng.random() < 0.9:  # else while it opens the ledger, and so recovers the last kill
            select.select([hear], [], [], 30)
        time.sleep(rng.uniform(0, LONGEST_SECONDS))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise Missed(f"life {life}: the recorder ended by itself")
        while piece := os.read(hear, 1 << 16):
            said += piece
    finally:
        os.close(hear)
    return [line.split() for line in said.decode().splitlines()]


def kills(path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill `kills` recorders of the ledger at `path`; raises Missed at the first thing lost."""
    rng = random.Random(seed)
    Ledger.create(path)
    counts = {"kills": kills, "inside": 0, "events": 0, "unacknowledged": 0, "rolled back": 0}
    events = 0
    for life in range(1, kills + 1):
        said = one_life(path, life, seed, rng)
        begun = {int(line[1]): int(line[2]) for line in said if line[0] == "b"}
        acknowledged = {int(line[1]) for line in said if line[0] == "a"}
        pending = begun.keys() - acknowledged

        ledger = Ledger.open(path)
        found: dict[int, int] = {}
        for recorded in ledger.after(events):
            its_life, number, _ = recorded.stream.removeprefix("action:").split("-")
            if int(its_life) != life:
                raise Missed(f"life {life}: event {recorded.position} is of life {its_life}")
            found[int(number)] = found.get(int(number), 0) + 1
        for number in acknowledged:
            if found.get(number) != begun[number]:
                raise Missed(f"life {life}: {begun[number]} were acknowledged as {number}: {found}")
        for number, count in found.items():
            if count != begun.get(number):
                raise Missed(f"life {life}: {count} of {begun.get(number)} events of {number}")
        said_so = verify(ledger)
        if not said_so.ok or said_so.events != events + sum(found.values()):
            raise Missed(f"life {life}: {said_so.problems}, {said_so.events} events")
        events = said_so.events
        counts["inside"] += len(pending)
        counts["unacknowledged"] += len(pending & found.keys())
        counts["rolled back"] += len(pending - found.keys())
        # Sometimes the next recorder must recover by itself, without our having closed the ledger.
        if rng.random() < 0.5:
            ledger.close()
    return counts | {"events": events}


def run(folder: Path, seed: int, count: int) -> str:
    did = kills(folder / "office.ledger", count, seed)
    return (
        f"{did['kills']} kills, {did['inside']} of them between the beginning of a transaction and"
        f" its acknowledgement: {did['rolled back']} left nothing of it, {did['unacknowledged']}"
        f" all of it.\n{did['events']} events stand: everything acknowledged is there, every batch"
        " is whole or absent, and the ledger verifies after each kill."
    )
