"""Searching by the index of words, which a rebuild makes, on days not asked about before, in
questions of open_actions; processor time. The words are those of the synthetic ledger, where
"holder" is of the posts alone.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from statistics import median

from _bench.harness import Figure, in_turns, odd, ratio, worked
from _bench.ledgers import LAST_DAY, Books, open_actions, projected, reader
from projections import Projections
from projections.search import Search


def measure(books: Books, runs: int) -> Iterator[Figure]:
    projected(reader(books.large, books.events))
    ledger = reader(books.large, books.events)
    typed = {
        "a rare word": "holder",
        "a prefix": "unresour",
        "a reference": min(open_actions(ledger)),
        "a year of references": min(open_actions(ledger))[: len("A-2018")],
        "a common word": "panel",
        "two common words": "force findings",
    }
    days = iter(LAST_DAY - timedelta(n) for n in range(10_000))
    with Projections(ledger) as now:

        def asked() -> float:
            return worked(lambda: now.ask("open_actions", as_of=next(days)))

        def found(words: str) -> float:
            return worked(lambda: Search(words).hits(now, next(days), None))

        works = [asked, *(partial(found, words) for words in typed.values())]
        in_turns(1, *works)
        base, *searches = in_turns(odd(runs), *works)
    for name, seconds in zip(typed, searches, strict=True):
        note = f"{median(seconds) * 1_000:.0f} ms; open_actions {median(base) * 1_000:.0f} ms"
        yield Figure(f"search, {name}", ratio(seconds, base), "questions", at_most=3, note=note)
