"""What recording, rebuilding and asking cost, each compared with a baseline of the same run.

Machines differ and are noisy, so what is compared runs in turns, and a ratio is the median of the
turns' ratios. The ledgers are synthetic (_synth.py) and kept in build/bench for the next run. A
measurement is a file in measures/.
"""

import argparse
import json
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

from msgspec.structs import asdict

from _bench import measures
from _bench.harness import Figure
from _bench.ledgers import Books

BEFORE = "26a1990"  # Before batches and questions were made faster.


def measurements() -> dict[str, Callable[[Books, int], Iterator[Figure]]]:
    names = sorted(module.name for module in pkgutil.iter_modules(measures.__path__))
    return {name: import_module(f"_bench.measures.{name}").measure for name in names}


def shown(figure: Figure) -> str:
    value = f"{figure.value:.2f}" if figure.value < 10 else f"{figure.value:,.0f}"
    if figure.at_least is not None:
        target = f"at least {figure.at_least:g}"
    else:
        target = f"at most {figure.at_most:g}" if figure.at_most is not None else ""
    verdict = {True: "met", False: "NOT met", None: ""}[figure.met]
    line = f"{figure.name:<40} {value:>7} {figure.unit:<13} {target:<13} {verdict:<8} {figure.note}"
    return line.rstrip()


def main() -> None:
    known = measurements()
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="events in the ledger")
    parser.add_argument("--runs", type=int, default=3, help="turns of the longest measurements")
    parser.add_argument("--only", action="append", choices=known, metavar="NAME",
                        help=f"one of {', '.join(known)}; may be repeated")  # fmt: skip
    parser.add_argument("--against", default=BEFORE, metavar="COMMIT",
                        help="the version that a batch is held against")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one object a figure, in a list")
    given = parser.parse_args()
    books = Books(given.events, given.against)
    found: list[dict[str, object]] = []
    try:
        for name in given.only or known:
            books.begin(name)
            for figure in known[name](books, given.runs):
                found.append({"measure": name, **asdict(figure), "met": figure.met})
                if not given.json:
                    print(shown(figure), flush=True)
    finally:
        books.close()
    if given.json:
        print(json.dumps(found, indent=2))
    else:
        missed = [figure["name"] for figure in found if figure["met"] is False]
        aimed = sum(figure["met"] is not None for figure in found)
        print(f"\n{aimed - len(missed)} of {aimed} targets met.")


if __name__ == "__main__":
    main()
