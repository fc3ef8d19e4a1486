"""Whole commands, as multiples of a Python that does nothing; processor time."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from _bench.harness import Figure, govledger, in_turns, odd, process, ratio
from _bench.ledgers import Books, open_actions
from ledger.application import Ledger


def measure(books: Books, runs: int) -> Iterator[Figure]:
    demo = books.demo()
    open_action = min(open_actions(Ledger.open(demo, read_only=True)))
    step = iter(range(1_000_000))
    env = os.environ | {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": "2019-03-01T10:00"}

    def command(*words: str) -> float:
        return govledger(demo, *words, env=env)

    def minuted() -> float:
        file = books.work / "minutes.txt"
        file.write_text(_minute(date(2018, 12, 1) + timedelta(next(step)), 37))
        return command("minute", "--file", str(file))

    bare, helped, recorded, asked, meeting = in_turns(
        odd(runs),
        lambda: process("-c", "pass"),
        lambda: command("--help"),
        lambda: command("action", "progress", open_action, f"step {next(step)}"),
        lambda: command("ask", "open_actions"),
        minuted,
    )
    named = (
        ("--help", helped, 10),
        ("action progress", recorded, 20),
        ("a question", asked, 35),
        ("minute of 37 entries", meeting, None),
    )
    for name, found, target in named:
        note = f"{median(found) * 1_000:.0f} ms; python -c pass {median(bare) * 1_000:.0f} ms"
        yield Figure(f"govledger {name}", ratio(found, bare), "times", at_most=target, note=note)


def _minute(on: date, entries: int) -> str:
    """The text of a meeting of the demo's body with so many questions and findings."""
    said = (f"Q: Question {n}?" if n % 3 == 0 else f"F: Finding {n}." for n in range(entries))
    return "\n".join([f"# HTA {on}", "Chair: PCC", "## 1 Holding to account", *said, ""])
