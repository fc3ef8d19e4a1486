"""Where the pages are served: at a port of the loopback interface alone, or on a Unix socket for a
proxy."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from commands.reports.model import OFFICIAL, SENSITIVE
from commands.session.app import App
from commands.web import guard, proxied, site
from commands.web.reading import Readers
from ledger.errors import Unavailable

HOST = "127.0.0.1"
LONGEST_REQUEST = 128 << 10
REQUEST_SECONDS = 10.0  # A request is only an address, so it arrives at once.


def serve(app: App, port: int, tell: Callable[[str], Any]) -> None:
    """Serve until Ctrl-C; `tell` is called with the address. Raises Unavailable if the port is
    taken."""
    with closing(Readers(app)) as readers, _listening(port) as listening:
        port = listening.getsockname()[1]
        tell(f"http://{HOST}:{port}/")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config(readers, port)).run(sockets=[listening])


def serve_behind(
    app: App,
    lower: App,
    path: Path,
    group: str | None,
    log: proxied.Log,
    tell: Callable[[str], Any],
) -> None:
    """Serve on a Unix socket until Ctrl-C, to a proxy that says for whom it asks: `app` to who is
    cleared, and `lower` to who is not. `tell` is told the path. Raises Unavailable if there can
    be no socket."""
    lower.lowered, lower.behind = True, OFFICIAL
    with ExitStack() as open_ones:
        readers = {OFFICIAL: open_ones.enter_context(closing(Readers(lower)))}
        if app.reader.store.cleared:
            app.behind = SENSITIVE
            readers[SENSITIVE] = open_ones.enter_context(closing(Readers(app)))
        listening = open_ones.enter_context(proxied.listening(path, group))
        pages = {clearance: site.application(one) for clearance, one in readers.items()}
        tell(str(path))
        with suppress(KeyboardInterrupt):
            served = _config(proxied.Proxied(pages, log))
            uvicorn.Server(served).run(sockets=[listening])


def config(readers: Readers, port: int) -> uvicorn.Config:
    return _config(guard.Guard(site.application(readers), guard.hosts(port)))


def _config(pages: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        pages,
        http=Impatient, ws="none", loop="asyncio", lifespan="off", interface="asgi3",
        log_config=None, log_level="critical", access_log=False,
        server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=1, h11_max_incomplete_event_size=LONGEST_REQUEST,
    )  # fmt: skip


class Impatient(H11Protocol):
    """Closes connections on which no whole request arrives: each holds a descriptor."""

    _waits: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._cancel()
        elif self._waits is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waits = self.loop.call_later(REQUEST_SECONDS, self.transport.close)

    def _cancel(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None


def _listening(port: int) -> socket.socket:
    # Declared as TCP, or asyncio would not switch off Nagle's delay.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise Unavailable(
            f"Port {port} of this computer cannot be used ({error.strerror}). Name another with"
            " --port, or --port 0 for any that is free."
        ) from None
    return listening
