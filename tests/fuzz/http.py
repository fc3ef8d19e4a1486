"""Requests to the pages of browse: the first line is the address, the others are headers."""

import asyncio
import re
from urllib.parse import unquote, urlsplit

from commands.session.app import App
from commands.web import guard, site
from commands.web.reading import Readers
from fuzz import common

READERS = Readers(App(str(common.scratch() / "office.ledger")))
SITE = guard.Guard(site.application(READERS), guard.hosts(8640))
SEEDS = [
    b"/\nhost: 127.0.0.1:8640\n",
    b"/ask/open_actions?as_of=2018-03-01&known_by=1/3/18&owner=CC&page=2\nhost: 127.0.0.1:8640",
    b"/record/action/A-2018-001?as_of=28%20Feb%202018\nhost: localhost:8640\nrange: bytes=0-1",
    b"/record?ref=A-2018\nhost: 127.0.0.1:8640\naccept: */*",
    b"/changes?from=2018-01-01&to=2018-12-31\nhost: 127.0.0.1:8640",
    b"/schema/events\nhost: 127.0.0.1:8640", b"/event/3\nhost: 127.0.0.1:8640",
]  # fmt: skip


def fuzz(data: bytes) -> None:
    first, *rest = data.decode("latin-1").split("\n")
    if re.search("[^!-~]", first):  # The server refuses an address that is not of these.
        return
    try:
        parts = urlsplit(first)
    except ValueError:
        return
    pairs = (line.encode("latin-1").partition(b":") for line in rest)
    headers = [(name.strip().lower(), value.strip()) for name, _, value in pairs]
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    raw = parts.path.encode("latin-1")
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(parts.path) or "/", "raw_path": raw, "root_path": "",
        "query_string": parts.query.encode("latin-1"), "headers": headers,
        "server": ("127.0.0.1", 8640), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    if parts.path.startswith("/sql"):  # A process each: the sandbox has tests of its own.
        return
    asyncio.run(SITE(scope, receive, send))
    assert sent[0]["status"] != 500, first
