"""A real terminal for a test: the program in a pseudo-terminal of a given width, and a person who
types when they are asked."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import forked
from patience import HANGS_SECONDS

KEYS = {"^C": b"\x03", "^D": b"\x04"}
# The child takes the terminal as its own, so that Ctrl-C is a signal and not a letter, and heeds it
# even where the tests run with it ignored.
PROGRAM = """
import fcntl, signal, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
from commands import menu
menu.main()
"""


class Session(NamedTuple):
    code: int
    shown: str  # All that was on the terminal, what was typed too.


def at_terminal(
    words: Iterable[str],
    typed: Iterable[str | Callable[[], str]] = (),
    *,
    columns: int = 80,
    rows: int = 200,
    env: Mapping[str, str] | None = None,
    stdout: int | None = None,
) -> Session:
    """Run govledger with `words`; each of `typed` is typed where it waits after `> `, or what it
    returns then. `stdout`: a file instead of the terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    given = {name: value for name, value in os.environ.items() if name not in _FROM_OUTSIDE}
    given |= {"TERM": "dumb", "PAGER": "cat"}
    child = forked.Process(
        PROGRAM,
        words,
        env=given | dict(env or {}),
        stdin=theirs,
        stdout=theirs if stdout is None else stdout,
        stderr=theirs,
    )
    os.close(theirs)
    try:
        shown = _talk(ours, list(typed))
        return Session(child.wait(HANGS_SECONDS), shown)
    finally:
        child.kill()
        child.wait()
        os.close(ours)


_FROM_OUTSIDE = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "LESS"}


def _talk(terminal: int, typed: list[str | Callable[[], str]]) -> str:
    read = b""
    waiting_from = 0
    until = time.monotonic() + HANGS_SECONDS
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            some = os.read(terminal, 65536)
        except OSError:  # Linux: the child has let go of the terminal.
            some = b""
        if not some:
            assert not typed, f"was never asked for {typed}:\n{_text(read)}"
            return _text(read)
        read += some
        if re.search(rb"(^|\n)> $", read[waiting_from:]):
            assert typed, f"asks for more than was typed:\n{_text(read)}"
            answer = typed.pop(0)
            answer = answer if isinstance(answer, str) else answer()
            read += b"^D" if answer == "^D" else b""  # The one key that the terminal does not show.
            waiting_from = len(read)
            os.write(terminal, KEYS.get(answer) or answer.encode() + b"\n")
    raise AssertionError(f"it never ended:\n{_text(read)}")


def _text(read: bytes) -> str:
    return read.decode(errors="replace").replace("\r\n", "\n")
