"""Requests to stop: Ctrl-C, a stopping service (SIGTERM), a closed terminal (SIGHUP).

All three unwind the program in the same way, so half-made files are removed in every case.
"""

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

# Windows has no SIGHUP; it has SIGBREAK, for Ctrl-Break.
_NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")
_ENDING = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


class Ended(KeyboardInterrupt):
    """A request to stop that did not come from the keyboard."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number
        super().__init__()


def _end(number: int, _frame: FrameType | None) -> None:
    raise Ended(number)


@contextmanager
def heard() -> Iterator[None]:
    """Signals that would end the process at once unwind it instead. One that its parent set to be
    ignored (nohup) stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _ENDING}
    taken = [number for number, handler in before.items() if handler == signal.SIG_DFL]
    try:
        for number in taken:
            signal.signal(number, _end)
        yield
    finally:
        for number in taken:
            if signal.getsignal(number) is _end:  # Not once it is `settled`.
                signal.signal(number, before[number])


def wait_to_read(terminal: TextIO) -> None:
    """Wait until a line was typed, or a signal came. One that comes after Python's last look at
    its signals and before the reading begins would otherwise be heard only at the next line."""
    in_main = threading.current_thread() is threading.main_thread()
    # The console of Windows cannot be waited for, and wakes its reader itself.
    if os.name == "nt" or not in_main or not terminal.isatty():
        return
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    before = signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    try:
        select.select([terminal.fileno(), woken], [], [])
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(wake)


def settled() -> None:
    """Ignore interrupts from here on, so that none spoils the ending with a traceback."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, *_ENDING):
            signal.signal(number, signal.SIG_IGN)
