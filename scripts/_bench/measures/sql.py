"""From the start of the process to the first row, as a multiple of one that does nothing."""

from collections.abc import Iterator
from statistics import median

from _bench.harness import Figure, govledger, in_turns, odd, process, ratio
from _bench.ledgers import Books


def measure(books: Books, runs: int) -> Iterator[Figure]:
    demo = books.demo()
    bare, asked = in_turns(
        odd(runs),
        lambda: process("-c", ""),
        lambda: govledger(demo, "sql", "from open_actions limit 1"),
    )
    note = f"{median(asked) * 1_000:.0f} ms of processor time"
    yield Figure("sql, first row", ratio(asked, bare), "times Python", at_most=40, note=note)
