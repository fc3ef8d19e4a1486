"""The two ends of the conversation with a child process, over its standard input and output: the
same on every system, with no other handles to pass on.

Windows cannot say whether a pipe has something to read, so the system is never asked: a thread
reads and hands on what arrives.
"""

import os
import queue
import threading
from contextlib import suppress
from typing import IO, Protocol

AT_ONCE = 1 << 16
UNREAD = 64  # Pieces that may wait to be read; beyond that the writer waits.


class Link(Protocol):
    """What a message can be sent and received over."""

    def sendall(self, data: bytes, /) -> None: ...
    def recv(self, size: int, /) -> bytes: ...
    def settimeout(self, seconds: float, /) -> None: ...
    def close(self) -> None: ...


class ToChild:
    """The parent's end."""

    def __init__(self, reads: IO[bytes], writes: IO[bytes]) -> None:
        self._reads, self._writes = reads, writes
        self._come: queue.Queue[bytes] = queue.Queue(UNREAD)
        self._rest = b""
        self._seconds: float | None = None
        self._closed = False
        threading.Thread(target=self._pump, daemon=True).start()

    def _pump(self) -> None:
        piece = b"-"
        with self._reads as reads:
            while piece:
                try:
                    piece = os.read(reads.fileno(), AT_ONCE)
                except (OSError, ValueError):
                    piece = b""
                if not self._closed:
                    self._come.put(piece)

    def settimeout(self, seconds: float) -> None:
        self._seconds = seconds

    def recv(self, size: int) -> bytes:
        """Raises TimeoutError if nothing came in time; no bytes: the child is gone."""
        if not self._rest:
            try:
                self._rest = self._come.get(timeout=self._seconds)
            except queue.Empty:
                raise TimeoutError from None
            if not self._rest:
                self._come.put(b"")  # So that a second call gets it too.
        some, self._rest = self._rest[:size], self._rest[size:]
        return some

    def sendall(self, data: bytes) -> None:
        self._writes.write(data)
        self._writes.flush()

    def close(self) -> None:
        """The child sees that nobody is there any more."""
        self._closed = True
        with suppress(OSError):
            self._writes.close()
        with suppress(queue.Empty):
            while True:  # A thread waiting to hand over can now finish.
                self._come.get_nowait()


class ToParent:
    """The child's end. Whatever else is printed there goes nowhere."""

    def __init__(self) -> None:
        self._reads, self._writes = os.dup(0), os.dup(1)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        _binary(self._reads, self._writes)

    def settimeout(self, seconds: float) -> None:
        raise NotImplementedError("a child waits for as long as it is asked nothing")

    def recv(self, size: int) -> bytes:
        return os.read(self._reads, size)

    def sendall(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self._writes, left) :]

    def close(self) -> None:
        os.close(self._reads)
        os.close(self._writes)


def _binary(*descriptors: int) -> None:
    """On Windows a descriptor would turn each newline into two characters."""
    with suppress(ImportError):
        import msvcrt

        for descriptor in descriptors:
            msvcrt.setmode(descriptor, os.O_BINARY)  # type: ignore[attr-defined]
