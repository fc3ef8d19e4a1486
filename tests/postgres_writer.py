"""A program of its own that records in a ledger, again and again, and says each position and title
only once it was acknowledged: python postgres_writer.py ADDRESS NAME
"""

import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from books import entry  # noqa: E402

from ledger.application import Clock, Ledger  # noqa: E402
from ledger.errors import Problem  # noqa: E402
from ledger.records import actions  # noqa: E402


def main(address: str, name: str) -> None:
    ledger = Ledger.open(address, clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))
    for number in count():
        title = f"Written by {name}, {number}"
        try:
            with ledger.writing():
                for part in range(3 if number % 5 == 0 else 1):
                    ref, said = f"{name}-{number}-{part}", f"{title}, {part}"
                    rule = actions.raise_action
                    made = ledger.record("action", ref, rule, entry(), new=True, title=said)
        except Problem as problem:
            print(f"! {problem}", flush=True)
            time.sleep(0.2)
            continue
        print(made[0].position, said, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
