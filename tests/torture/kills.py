"""kill -9 in the middle of recording and sealing, again and again.

A process records single events and batches of 50, and seals now and then (`govledger seal`); it
says on a pipe what it is about to do and, once that stands, that it does. It is killed at a random
moment. After each kill everything it acknowledged must be there, every batch whole or absent, every
seal signed and of the tree, the anchor not ahead, and the ledger verified: what is new since the
life before, and the whole of it now and then. The next process goes on with the same file.
"""

import os
import random
import select
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from patience import HANGS_SECONDS

from ledger.application import Clock, Ledger
from ledger.events import Entry
from ledger.integrity import anchors, checkpoints
from ledger.integrity.judging import judge
from ledger.integrity.ssh import PublicKey
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify
from ledger.records import actions, seals
from ledger.records.seal_keys import key_at
from torture import Missed, program

BATCH = 50
SEAL = 0  # In place of the number of events
MOST_SAID = 12  # lines that it says before the kill: of up to five transactions
LONGEST_SECONDS = 0.04  # from then to the kill; a batch takes a third of it, a seal two
WHOLE_EVERY, A_LEDGER = 50, 100  # lives
MOST = 20  # times as many lives as asked for, where luck is against us


def record(path: Path, say: int, life: int, seed: int) -> None:
    """Record until killed. Says `b` number count before each transaction, `a` number after it, and
    with a seal its reference."""
    rng = random.Random(seed * 1_000_003 + life)
    ledger = Ledger.open(path, clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))
    entry = Entry(
        recorded_by="torture",
        authority="asserted",
        effective_on=date(2018, 2, 27),
        correlation=str(life),
    )
    os.write(say, b"r\n")
    number, count = 0, SEAL
    while True:
        number += 1
        sealing = count != SEAL and rng.random() < 0.25
        count = SEAL if sealing else rng.choice((1, BATCH))
        os.write(say, f"b {number} {count}\n".encode())
        made = ""
        if sealing:
            new_only = ["--new-only"] if rng.random() < 0.8 else []
            made = program.seal(path, program.key_of(path.parent), *new_only)
        else:
            with ledger.writing():
                for one in range(count):
                    ref = f"{life}-{number}-{one}"
                    rule = actions.raise_action
                    ledger.record("action", ref, rule, entry, new=True, title="Hold on")
        os.write(say, f"a {number} {made}\n".encode())
        if rng.random() < 0.3:
            anchors.note(program.anchors(path), ledger)


def one_life(path: Path, life: int, seed: int, rng: random.Random) -> list[list[str]]:
    """Start a recorder, kill it at a random moment, and give back what it had said."""
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            record(path, say, life, seed)
        except BaseException as error:
            with suppress(OSError):
                os.write(say, f"! {error!r}\n".encode())
        finally:
            os._exit(1)
    os.close(say)
    said = b""
    try:
        # With none said it opens the ledger, and so recovers from the last kill.
        wanted = rng.randrange(MOST_SAID)
        while said.count(b"\n") < wanted and select.select([hear], [], [], HANGS_SECONDS)[0]:
            if not (piece := os.read(hear, 1 << 16)):
                break
            said += piece
        time.sleep(rng.uniform(0, LONGEST_SECONDS))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        while piece := os.read(hear, 1 << 16):
            said += piece
        if not os.WIFSIGNALED(status):
            raise Missed(f"life {life}: the recorder ended by itself: {said[-300:].decode()}")
    finally:
        os.close(hear)
    return [line.split() for line in said.decode().splitlines()]


class Seen(NamedTuple):
    """What stood after the life before."""

    size: int
    root: bytes


def found(ledger: Ledger, before: Seen, life: int) -> tuple[Counter[int], dict[str, int]]:
    """What a life left: how many events each of its transactions, and its seals with where they
    stand."""
    batches: Counter[int] = Counter()
    made: dict[str, int] = {}
    alone = None  # the key that seals comes with the first seal, or not at all
    for recorded in ledger.after(before.size):
        record, _, ref = recorded.stream.partition(":")
        if record == "action":
            its_life, number, _ = ref.split("-")
            if int(its_life) != life:
                raise Missed(f"event {recorded.position} is of life {its_life}")
            batches[int(number)] += 1
        elif record == seals.RECORD:
            made[ref] = recorded.position
        if alone is not None and record != seals.RECORD:
            raise Missed(f"the seal key stands without its seal (event {alone})")
        alone = recorded.position if record == "sealkey" else None
    if alone is not None:
        raise Missed(f"the seal key stands without its seal (event {alone})")
    return batches, made


def held(ledger: Ledger, before: Seen, made: dict[str, int], newest: int) -> Seen:
    """That what stood stands, what is new verifies, each new seal holds, and the anchor is of this
    ledger and has seen the event `newest`."""
    tree = Tree(ledger)
    said = verify(ledger, after=before.size)
    if not said.ok or said.size != before.size + said.events:
        raise Missed(f"{said.problems}, {said.events} new events of {said.size}")
    if before.size and tree.root(before.size) != before.root:
        raise Missed(f"the first {before.size} events differ")
    for ref, position in made.items():
        note = checkpoints.parse(seals.named(ledger, ref).note)
        key = PublicKey(key_at(ledger, position))
        if not (note.signed_by(key) and note.is_root(tree.root(note.size))):
            raise Missed(f"{ref} does not hold")
    anchor = anchors.read(program.anchors(ledger.path), ledger)
    if wrong := anchor and anchors.conflict(ledger, anchor):
        raise Missed(f"the anchor is ahead: {wrong}")
    if newest > (anchor.size if anchor else 0):
        raise Missed(f"the anchor has not seen the seal at event {newest}")
    return Seen(*ledger.head)


def whole(ledger: Ledger) -> None:
    """All events again, and every seal."""
    verdict = judge(ledger, verify(ledger), [], program.anchors(ledger.path))
    if not verdict.ok:
        raise Missed(f"the whole ledger: {verdict.problems}")


def after(
    ledger: Ledger, life: int, said: list[list[str]], before: Seen, did: Counter[str]
) -> Seen:
    """Hold what a life left against what it had said, and count it; Missed where anything is."""
    begun = {int(line[1]): int(line[2]) for line in said if line[0] == "b"}
    acknowledged = {int(line[1]): line[2:] for line in said if line[0] == "a"}
    refs = {ref for words in acknowledged.values() for ref in words}
    pending = begun.keys() - acknowledged.keys()
    sealing = [number for number in pending if begun[number] == SEAL]

    batches, made = found(ledger, before, life)
    for number in acknowledged.keys() | batches.keys():
        if begun.get(number) != batches.get(number, SEAL):
            raise Missed(f"transaction {number} of {begun}: there is {batches}")
    if not refs <= made.keys() or len(made) > len(refs) + len(sealing):
        raise Missed(f"{refs} were acknowledged, {made} are there")
    stood = len(pending & batches.keys()) + len(made.keys() - refs)
    did.update(
        {
            "inside": len(pending),
            "inside a seal": len(sealing),
            "unacknowledged": stood,
            "rolled back": len(pending) - stood,
            "seals": len(made),
        }
    )
    return held(ledger, before, made, max((made[ref] for ref in refs), default=0))


def kills(
    path: Path, kills: int, seed: int, enough: Callable[[Counter[str]], bool] = lambda _: True
) -> Counter[str]:
    """Kill `kills` recorders of the ledger at `path`, and then as many more as it takes until what
    was done is `enough`; raises Missed at the first thing lost."""
    rng = random.Random(seed)
    Ledger.create(path)
    program.key_of(path.parent)
    did, seen = Counter[str](), Seen(0, b"")
    for life in range(1, MOST * kills + 1):
        said = one_life(path, life, seed, rng)
        ledger = Ledger.open(path)
        try:
            seen = after(ledger, life, said, seen, did)
            did |= Counter(kills=life, events=seen.size, ledgers=1)
            last = life == MOST * kills or (life >= kills and enough(did))
            if life % WHOLE_EVERY == 0 or last:
                whole(ledger)
                did["whole"] += 1
        except Missed as missed:
            raise Missed(f"life {life}: {missed}") from missed
        # Sometimes the next recorder must recover by itself, without our having closed the ledger.
        if rng.random() < 0.5:
            ledger.close()
        if last:
            break
    return did


def run(folder: Path, seed: int, count: int) -> str:
    did = Counter[str]()
    for first in range(0, count, A_LEDGER):
        (folder / str(first)).mkdir()
        path = folder / str(first) / "office.ledger"
        did += kills(path, min(A_LEDGER, count - first), seed + first)
    return (
        f"{did['kills']} kills, {did['inside']} of them between the beginning of a transaction and"
        f" its acknowledgement ({did['inside a seal']} while it sealed): {did['rolled back']} left"
        f" nothing of it, {did['unacknowledged']} all of it.\n{did['events']} events and"
        f" {did['seals']} seals stand in {did['ledgers']} ledgers: everything acknowledged is"
        " there, every batch is whole or absent, every seal holds, the anchor was never ahead, and"
        f" the ledger verifies: what was new after each kill, the whole {did['whole']} times."
    )
