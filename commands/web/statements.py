"""Statements in SQL: one is answered at a time, apart from the pages, and a few wait for it."""

import threading
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from commands.session.app import App
from commands.session.joined import Joined
from commands.session.joined_sql import queried
from commands.session.offices import Member
from ledger.errors import Refused, Unavailable
from projections.messages import ResultSet
from projections.sandbox import ROWS, Sandbox

WAITING = 4  # Statements that may wait for the current one.
LOOKS_SECONDS = 0.3  # How often a waiting one checks that it is still wanted.
_GONE = "The reader has gone."
T = TypeVar("T")


class Statements:
    """The sandbox, shared by all who read the pages."""

    def __init__(self, app: App) -> None:
        self.app, self.ledger = app, app.reader
        self.box = Sandbox(app.place, app.today, anchors=app.anchors, lowered=app.lowered)
        self._last: tuple[Any, ResultSet] = (None, ResultSet([], [], []))
        self._last_joined: tuple[Any, tuple[Joined, bool]] | None = None
        self._one_asks = threading.Lock()
        self._places = threading.BoundedSemaphore(1 + WAITING)
        self._asks: threading.Event | None = None  # Whose statement is being answered now.

    def begin(self) -> None:
        """Set up the sandbox, while somebody types."""
        if self._one_asks.acquire(blocking=False):
            try:
                self.box.begin()
            finally:
                self._one_asks.release()

    def answer(
        self, q: str, on: date, known_by: date | None, gone: threading.Event | None = None
    ) -> ResultSet:
        """The answer to one statement, from everything recorded by now. The last answer is kept for
        its further pages. `gone` is set when whoever asked has left. Raises what the sandbox
        refuses with, and Unavailable if too many are waiting: each of them holds one of the threads
        that answer pages."""
        return self._in_turn(gone or threading.Event(), lambda _: self._run(q, on, known_by))

    def joined(
        self,
        members: Sequence[Member],
        q: str,
        on: date,
        known_by: date | None,
        gone: threading.Event | None = None,
    ) -> tuple[Joined, bool]:
        """The same for other offices: see `joined_sql.queried`."""

        def ask(gone: threading.Event) -> tuple[Joined, bool]:
            key = (q, on, known_by, members)
            if self._last_joined is None or self._last_joined[0] != key:
                found = queried(self.app, members, q, on, known_by, ROWS, gone)
                if gone.is_set():  # Not every office was asked.
                    raise Refused(_GONE)
                self._last_joined = key, found
            return self._last_joined[1]

        return self._in_turn(gone or threading.Event(), ask)

    def _in_turn(self, gone: threading.Event, work: Callable[[threading.Event], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise Unavailable(f"{WAITING} statements are already waiting. Ask again in a minute.")
        try:
            while not self._one_asks.acquire(timeout=LOOKS_SECONDS):
                if gone.is_set():
                    raise Refused(_GONE)
            try:
                self._asks = gone
                if gone.is_set():
                    raise Refused(_GONE)
                return work(gone)
            finally:
                self._asks = None
                self._one_asks.release()
        finally:
            self._places.release()

    def _run(self, q: str, on: date, known_by: date | None) -> ResultSet:
        if self._last[0] != (q, on, known_by, self.ledger.size):
            self.box.wait()
            if self.box.size != self.ledger.size:
                self.box.close()
            answer = self.box.run(q, on, known_by)
            self._last = ((q, on, known_by, self.box.size), answer)
        return self._last[1]

    def drop(self, gone: threading.Event) -> None:
        """Stop answering whoever asked and has left."""
        gone.set()
        if self._asks is gone:
            self.box.stop()

    def close(self) -> None:
        self.box.close()
