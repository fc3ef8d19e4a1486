"""Waiting for what must come, on a machine of any speed with anything else going on.

Nothing here decides whether a test passes, save for what never comes at all. Where a limit of time
is itself what a test is about, it is held against a baseline measured beside it.
"""

import time
from collections.abc import Callable

HANGS_SECONDS = 600  # So long does nothing take that is not stuck.


def until(is_so: Callable[[], object], what: str) -> None:
    """Wait until `is_so`; an AssertionError says `what` never came."""
    ends = time.monotonic() + HANGS_SECONDS
    while not is_so():
        assert time.monotonic() < ends, f"{what} never came"
        time.sleep(0.01)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes here and now: a baseline, or what is held against one."""
    began = time.monotonic()
    work()
    return time.monotonic() - began
