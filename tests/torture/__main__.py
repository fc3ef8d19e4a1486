"""./scripts/torture: do the worst at the full figures, and say what was done."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from torture import (
    Missed,
    attacks,
    crowd,
    flips,
    forger,
    kills,
    ledger_forger,
    packs,
    power,
    witness_forger,
)

RUNS: dict[str, tuple[Callable[[Path, int, int], str], int, str]] = {
    "kills": (kills.run, 500, "recorders killed in the middle of recording and sealing"),
    "power": (power.run, 2_000, "power losses, at every write and sync"),
    "flips": (flips.run, 1_500, "single bits flipped in the file"),
    "attacks": (attacks.run, 1, "times each attack on a copy"),
    "packs": (packs.run, 20_000, "audit packs changed"),
    "forger": (forger.run, 20_000, "packs forged by up to six moves"),
    "files": (ledger_forger.run, 2_000, "ledgers forged by up to six moves"),
    "witnesses": (witness_forger.run, 2_000, "ledgers with witnesses forged by up to six moves"),
    "crowd": (crowd.run, 100, "transactions by each of eight, while one seals and one verifies"),
}


def main() -> None:
    about = "Does its worst to ledgers, and exits with 1 at the first thing missed."
    figures = "\n".join(f"  {name:10}{count:>7,} {what}" for name, (_, count, what) in RUNS.items())
    parser = argparse.ArgumentParser(
        prog="torture",
        description=about,
        epilog=f"runs, with the figure of each:\n{figures}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", choices=RUNS, metavar="NAME", action="append")
    parser.add_argument("--count", type=int, help="in place of the figure of each run")
    parser.add_argument("--seed", type=int, default=None, help="default: another each time")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", flush=True)
    for name in options.only or RUNS:
        run, count, _ = RUNS[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="govledger-torture-") as folder:
            try:
                said = run(Path(folder), seed, options.count or count)
            except Missed as missed:
                sys.exit(f"MISSED by {name}: {missed} (--only {name} --seed {seed})")
        print(f"\n{name} ({time.monotonic() - began:.1f} s)\n{said}", flush=True)


if __name__ == "__main__":
    main()
