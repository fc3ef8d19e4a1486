"""Eight processes record at once, while others verify what they find at that moment.

Nothing acknowledged may be missing afterwards, nobody may be turned away, and no verification on
the way may find anything wrong.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from books import all_done, child, entry

from ledger import actions
from ledger.book import Clock, Ledger
from ledger.verify import verify
from torture import Missed

RECORDERS = 8


def record(path: Path, who: int, count: int) -> None:
    """One event after the other, and now and then ten at once."""
    ledger = Ledger.open(path, clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))
    for number in range(count):
        with ledger.writing():
            for one in range(10 if number % 7 == 0 else 1):
                ref = f"{who}-{number}-{one}"
                rule = actions.raise_action
                ledger.record("action", ref, rule, entry(), new=True, title="Among others")


def watch(path: Path, stop: int, say: int) -> None:
    """Verify again and again until `stop` is closed; says how often on `say`."""
    os.set_blocking(stop, False)
    seen = times = 0
    while True:
        ended = _ended(stop)
        ledger = Ledger.open(path, read_only=times % 2 == 0)
        said = verify(ledger)
        ledger.close()
        if not said.ok or said.events < seen:
            raise Missed(f"while others recorded: {said.problems or 'events went'}")
        seen, times = said.events, times + 1
        if ended:
            os.write(say, str(times).encode())
            return


def _ended(pipe: int) -> bool:
    try:
        return os.read(pipe, 1) == b""
    except BlockingIOError:
        return False


def crowd(folder: Path, count: int) -> dict[str, int]:
    """`count` transactions by each of eight recorders; raises Missed where one is lost."""
    path = folder / "office.ledger"
    Ledger.create(path)
    stop, going = os.pipe()
    hear, say = os.pipe()

    def watcher() -> None:
        os.close(going)
        watch(path, stop, say)

    def recorder(who: int) -> int:
        return child(lambda: (os.close(going), record(path, who, count)))

    recorders = [recorder(who) for who in range(RECORDERS)]
    watching = child(watcher)
    recorded = all_done(recorders)
    os.close(going)
    watched = all_done([watching])
    os.close(say)
    if not recorded or not watched:
        raise Missed("a recorder was turned away" if not recorded else "verify found something")
    ledger = Ledger.open(path)
    said, refs = verify(ledger), set(ledger.refs("action"))
    ledger.close()
    wanted = {
        f"{who}-{number}-{one}"
        for who in range(RECORDERS)
        for number in range(count)
        for one in range(10 if number % 7 == 0 else 1)
    }
    if not said.ok or refs != wanted or said.events != len(wanted):
        raise Missed(f"{len(wanted)} events acknowledged, {said.events} there: {said.problems}")
    return {"events": said.events, "verified": int(os.read(hear, 20))}


def run(folder: Path, seed: int, count: int) -> str:
    did = crowd(folder, count)
    return (
        f"{RECORDERS} processes recorded {did['events']} events in {RECORDERS * count} transactions"
        f" while another verified {did['verified']} times: none was lost, none turned away, and"
        " every verification held."
    )
