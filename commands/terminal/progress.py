"""A progress line for anything that takes over a second, if a person is watching."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 1.0
WIDTH = 30


@contextmanager
def progress(label: str, total: int = 0) -> Iterator[Callable[[int], None]]:
    """Yields a function to report progress; it draws on stderr, if that is a terminal, after a
    second. Without a total it counts."""
    started = drawn = time.monotonic()

    def done(count: int) -> None:
        nonlocal drawn
        now = time.monotonic()
        if now - started < PATIENCE_SECONDS or now - drawn < 0.1 or not sys.stderr.isatty():
            return
        drawn = now
        if not total:
            print(f"\r{label} {count:,}", end="", file=sys.stderr, flush=True)
            return
        filled = WIDTH * count // total
        bar = "#" * filled + "." * (WIDTH - filled)
        print(f"\r{label} [{bar}] {count:,} of {total:,}", end="", file=sys.stderr, flush=True)

    try:
        yield done
    finally:
        if drawn != started:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
