"""The demo after set-up, in units of a fixed piece of work: JSON, hashing and arithmetic."""

from collections.abc import Iterator
from statistics import median

from _bench.harness import Figure, in_turns, process, ratio
from _bench.ledgers import Books

# A unit is about 2 seconds on a machine of 2026. It stays as it is, or figures cannot be compared.
UNIT = """
import hashlib, json
table = {str(number): number for number in range(2_000)}
for _ in range(600):
    hashlib.sha256(json.dumps(table).encode()).digest()
    json.loads(json.dumps(table))
total = 0
for number in range(6_000_000):
    total += number * number
"""


def measure(books: Books, runs: int) -> Iterator[Figure]:
    ours, unit = in_turns(min(runs, 3), books.played, lambda: process("-c", UNIT))
    note = f"{median(ours):.1f} s; a unit {median(unit):.2f} s; 14 at 26a1990"
    yield Figure("demo after set-up", ratio(ours, unit), "units", at_most=8, note=note)
