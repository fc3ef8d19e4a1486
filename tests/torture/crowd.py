"""Eight processes record at once, while one seals and one verifies what it finds at that moment.

Nothing acknowledged may be missing afterwards, no seal either; nobody may be turned away, no
verification on the way may find anything wrong, and every seal holds at the end.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from books import all_done, child, entry

from ledger.application import Clock, Ledger
from ledger.integrity.judging import judge
from ledger.integrity.verify import verify
from ledger.records import actions, seals
from torture import Missed, program

RECORDERS = 8
BREATH_SECONDS = 0.02  # between two transactions: SQLite gives the lock to whoever asks first


def record(path: Path, who: int, count: int, hold: int) -> None:
    """One event after the other, and now and then ten at once; half way, waits until `hold` is
    closed."""
    ledger = Ledger.open(path, clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))
    for number in range(count):
        if number == count // 2:
            os.read(hold, 1)
        with ledger.writing():
            for one in range(10 if number % 7 == 0 else 1):
                ref = f"{who}-{number}-{one}"
                rule = actions.raise_action
                ledger.record("action", ref, rule, entry(), new=True, title="Among others")
        time.sleep(BREATH_SECONDS)


def watch(path: Path, begun: int, stop: int, say: int) -> None:
    """Verify again and again until `stop` is closed; closes `begun` once it has verified something,
    and says how often on `say`."""
    seen = times = 0
    ended = False
    while not ended:
        ended = _ended(stop)
        ledger = Ledger.open(path, read_only=times % 2 == 0)
        said = judge(ledger, verify(ledger), [], program.anchors(path))
        ledger.close()
        if not said.ok or said.events < seen:
            raise Missed(f"while others recorded: {said.problems or 'events went'}")
        seen, times = said.events, times + 1
        begun = _closed(begun, seen > 0)
    os.write(say, str(times).encode())


def go_on_sealing(path: Path, begun: int, stop: int, say: int) -> None:
    """Seal again and again until `stop` is closed, and then what is left; closes `begun` after the
    first, and says what on `say`."""
    made: list[str] = []
    ended = False
    while not ended:
        ended = _ended(stop)
        new_only = ["--new-only"] if len(made) % 2 else []
        said = program.govledger(path, "seal", "--seal-key", path.parent / "key", *new_only)
        if said.code == 0:
            made.append(said.out.strip())
        elif (
            "Nothing has been recorded since" not in said.err and "no event to seal" not in said.err
        ):
            raise Missed(f"the seal was turned away: {said.err}")
        begun = _closed(begun, made)
        time.sleep(BREATH_SECONDS)
    os.write(say, " ".join(made).encode())


def _closed(begun: int, now: object) -> int:
    if now and begun >= 0:
        os.close(begun)
    return -1 if now else begun


def _ended(pipe: int) -> bool:
    try:
        return os.read(pipe, 1) == b""
    except BlockingIOError:
        return False


def crowd(folder: Path, count: int) -> dict[str, int]:
    """`count` transactions by each of eight recorders, the later half once the others have begun;
    raises Missed where one is lost."""
    path = folder / "office.ledger"
    Ledger.create(path)
    program.key_of(folder)
    (stop, going), (hold, release), (waiting, begun) = os.pipe(), os.pipe(), os.pipe()
    os.set_blocking(stop, False)
    pipes = {work: os.pipe() for work in (watch, go_on_sealing)}

    def alone(work: Callable[[], object], *without: int) -> int:
        return child(lambda: ([os.close(one) for one in (going, release, *without)], work()))

    others = [alone(partial(work, path, begun, stop, say)) for work, (_, say) in pipes.items()]
    os.close(begun)
    recorders = [alone(partial(record, path, who, count, hold)) for who in range(RECORDERS)]
    os.read(waiting, 1)  # Until both have closed it, or are gone.
    os.close(release)
    recorded = all_done(recorders)
    os.close(going)
    verified = all_done(others)
    if not recorded:
        raise Missed("a recorder was turned away")
    if not verified:
        raise Missed("what was sealed or verified meanwhile did not hold")
    times, made = (os.read(hear, 1 << 16).decode() for hear, _ in pipes.values())
    wanted = {
        f"{who}-{number}-{one}"
        for who in range(RECORDERS)
        for number in range(count)
        for one in range(10 if number % 7 == 0 else 1)
    }
    _all_there(path, wanted, made.split())
    return {"events": len(wanted), "verified": int(times), "seals": len(made.split())}


def _all_there(path: Path, wanted: set[str], made: list[str]) -> None:
    """All that was acknowledged, every seal, and the last of them over everything."""
    ledger = Ledger.open(path)
    said = judge(ledger, verify(ledger), [], program.anchors(path))
    refs, sealed, last = set(ledger.refs("action")), ledger.refs("seal"), seals.named(ledger, None)
    ledger.close()
    if not said.ok or refs != wanted:
        raise Missed(f"{len(wanted)} events acknowledged, {len(refs)} there: {said.problems}")
    if sealed != made or said.events != len(wanted) + len(made) + 1:
        raise Missed(f"{made} were acknowledged, {sealed} are there among {said.events} events")
    if last.tree_size < said.events - 1:
        raise Missed(f"the last seal covers {last.tree_size} of {said.events} events")


def run(folder: Path, seed: int, count: int) -> str:
    did = crowd(folder, count)
    return (
        f"{RECORDERS} processes recorded {did['events']} events in {RECORDERS * count} transactions"
        f" while another sealed {did['seals']} times and another verified {did['verified']} times:"
        " none was lost, none turned away, every verification held, and so does every seal."
    )
