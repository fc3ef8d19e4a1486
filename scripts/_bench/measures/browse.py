"""A page of the web view, from a server that is there, against the same question in process."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from statistics import median
from urllib.request import urlopen

from _bench.harness import Figure, in_turns, odd, ratio, timed
from _bench.ledgers import LAST_DAY, Books, open_actions
from ledger.application import Ledger
from projections import Projections, generations


def measure(books: Books, runs: int) -> Iterator[Figure]:
    ledger = Ledger.open(books.large, read_only=True)
    generations.build(ledger)
    paths = _paths(ledger)
    words = ["-m", "commands", "--ledger", str(books.large), "browse", "--port", "0"]
    server = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    days = iter(LAST_DAY - timedelta(n) for n in range(10_000))

    def page(path: Callable[[date], str]) -> float:
        """A day that was not asked about before: nothing of the answer is kept."""
        return timed(lambda: urlopen(address + path(next(days))).read())

    try:
        with Projections(ledger) as now:
            asked = lambda: timed(lambda: now.ask("open_actions", as_of=next(days)))  # noqa: E731
            works = [asked, *(partial(page, path) for path in paths.values())]
            in_turns(1, *works)  # The first of each makes its macros.
            base, *pages = in_turns(odd(runs), *works)
    finally:
        server.terminate()
        server.wait()
    for name, seconds in zip(paths, pages, strict=True):
        note = f"{median(seconds) * 1_000:.0f} ms; open_actions {median(base) * 1_000:.0f} ms"
        note += "" if name == "changes" else "; once the target was 150 ms"
        yield Figure(f"browse, {name}", ratio(seconds, base), "questions", at_most=5, note=note)


def _paths(ledger: Ledger) -> dict[str, Callable[[date], str]]:
    """The address of each page on a day."""
    action, meeting = min(open_actions(ledger)), ledger.refs("meeting")[-1]
    return {
        "start": lambda day: f"?as_of={day}",
        "list": lambda day: f"ask/open_actions?as_of={day}",
        "record": lambda day: f"record/action/{action}?as_of={day}",
        "event": lambda day: f"event/{ledger.size // 2}?as_of={day}",
        "meeting": lambda day: f"meeting/{meeting}?as_of={day}",
        "changes": lambda day: f"changes?from={day - timedelta(30)}&to={day}",
    }
