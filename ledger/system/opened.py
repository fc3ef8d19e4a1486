"""What one run of the program opened: it is closed when the run ends, however it ends. Left to
itself, what a refusal holds on to would stay open until Python collects it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Closable(Protocol):
    def close(self) -> None: ...


_OPEN: ContextVar[list[Closable] | None] = ContextVar("opened", default=None)


def note(one: Closable) -> None:
    """Have it closed with the run, if one is under way."""
    if (among := _OPEN.get()) is not None:
        among.append(one)


@contextmanager
def closed_after() -> Iterator[None]:
    """Close whatever is opened meanwhile; what is closed already may be closed again."""
    token = _OPEN.set([])
    try:
        yield
    finally:
        among = _OPEN.get()
        _OPEN.reset(token)
        for one in reversed(among or []):
            one.close()
