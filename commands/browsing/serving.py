"""The port at which the pages are served, on the loopback interface alone."""

import socket
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import uvicorn

from commands.browsing import guard, site
from commands.browsing.reading import Reading
from commands.desk.app import App
from ledger.problems import Unavailable

HOST = "127.0.0.1"
LONGEST_REQUEST = 128 << 10


def serve(app: App, port: int, tell: Callable[[str], Any]) -> None:
    """Serve until Ctrl-C; `tell` is told the address. Raises Unavailable for a port taken."""
    with closing(Reading(app)) as reading, _listening(port) as listening:
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            guard.Guard(site.made(reading), guard.hosts(port)),
            http="h11", ws="none", loop="asyncio", lifespan="off", interface="asgi3",
            log_config=None, log_level="critical", access_log=False,
            server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=1, h11_max_incomplete_event_size=LONGEST_REQUEST,
        )  # fmt: skip
        tell(f"http://{HOST}:{port}/")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    # Said to be TCP, or asyncio leaves the delay on by which it waits for more to send.
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
