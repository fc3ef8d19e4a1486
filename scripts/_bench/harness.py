"""What a measurement returns, and how two things are timed side by side."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import msgspec


class Figure(msgspec.Struct):
    """One measurement. `at_least` or `at_most` is its target, if it has one."""

    name: str
    value: float
    unit: str  # "of" a baseline or "times" it, "ms", "MB"
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most is not None else None


# Measuring


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def worked(work: Callable[[], Any]) -> float:
    """The processor time of this process, all threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


def process(*words: str, **how: Any) -> float:
    """Seconds of processor time of a whole Python process and of those it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *words], check=False, capture_output=True, **how)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed: {done.stderr.decode(errors='replace')}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def govledger(ledger: Path, *words: str, **how: Any) -> float:
    return process("-m", "commands", "--ledger", str(ledger), *words, **how)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def in_turns(runs: int, *works: Callable[[], float]) -> list[list[float]]:
    """The seconds each work says it took, a list a work; every other turn goes backwards."""
    found: list[list[float]] = [[] for _ in works]
    order = list(range(len(works)))
    for _ in range(runs):
        for at in order:
            found[at].append(works[at]())
        order.reverse()
    return found


def odd(runs: int) -> int:
    """Turns of what is soon done: as good as twice as many, and one of them is the median."""
    return 2 * runs - 1


def ratio(ones: list[float], others: list[float]) -> float:
    return median(one / other for one, other in zip(ones, others, strict=True))


def rate(count: int, seconds: list[float]) -> str:
    return f"{count / median(seconds):,.0f} events/s"
