"""What a ledger must stand: kills, power cuts, flipped bits, forgers, and a crowd.

Each module says `run(folder, seed, count) -> str`: it does its worst in `folder`, `count` times,
and says in a line or two what it did, or raises Missed at the first thing it should not have seen.
"""


class Missed(Exception):
    """The ledger lost, halved or accepted what it must not."""
