"""Run one target for some minutes, by atheris where it is installed, else by random changes."""

import argparse
import importlib
import importlib.util
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from fuzz import TARGETS

ODD = [b"\0", b"\xff", b"\n", b" ", b"9" * 400, b"[" * 5_000, b'"', b"\\", "É".encode(), b"-", b"%"]


def changed(rng: random.Random, seeds: list[bytes]) -> bytes:
    """A seed after a few changes: bytes flipped, cut, doubled, put in, or taken from another."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randint(1, 6)):
        at, long = rng.randrange(len(data) + 1), rng.choice((1, 2, 8, 64))
        how = rng.randrange(5)
        if how == 0 and data:
            data[at % len(data)] = rng.randrange(256)
        elif how == 1:
            del data[at : at + long]
        elif how == 2:
            data[at:at] = data[at : at + long] * rng.randint(1, 9)
        elif how == 3:
            data[at:at] = rng.choice(ODD)
        else:
            other = rng.choice(seeds)
            start = rng.randrange(len(other) + 1)
            data[at : at + long] = other[start : start + long]
    return bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="without atheris")
    told = parser.parse_args()
    os.environ |= {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": "2019-03-01T10:00:00"}
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = tempfile.mkdtemp(prefix="govledger-fuzz-")
    plain = told.plain or importlib.util.find_spec("atheris") is None
    if not plain:
        import atheris

        with atheris.instrument_imports(include=["ledger", "commands", "projections"]):
            target = importlib.import_module(f"fuzz.{told.target}")
    else:
        target = importlib.import_module(f"fuzz.{told.target}")
    from ledger.errors import Problem  # After what instruments the program.

    ran = {"inputs": 0, "taken": 0}

    def one(data: bytes) -> None:
        ran["inputs"] += 1
        try:
            target.fuzz(data)
            ran["taken"] += 1
        except Problem as problem:
            assert str(problem).strip()

    for seed in target.SEEDS:
        one(seed)
    if plain:
        rng, until = random.Random(told.seed), time.monotonic() + told.minutes * 60
        while time.monotonic() < until:
            data = changed(rng, target.SEEDS)
            try:
                one(data)
            except Exception:
                Path("fuzz-found").write_bytes(data)
                raise
        print(f"{told.target}: {ran['inputs']:,} inputs, {ran['taken']:,} taken, the rest told why")
        return
    corpus = Path(tempfile.mkdtemp(prefix="govledger-fuzz-corpus-"))
    for number, seed in enumerate(target.SEEDS):
        (corpus / str(number)).write_bytes(seed)
    options = [f"-max_total_time={int(told.minutes * 60)}", f"-seed={told.seed}", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
