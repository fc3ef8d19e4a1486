"""The pages of browse, asked in this process, as a browser or a proxy would."""

import asyncio
import re
from collections import Counter
from html import unescape
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit


def asked(app, address, method="GET", headers=()):
    """The status, headers and text of an answer. Redirections are told, not followed."""
    parts = urlsplit(address)
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(parts.path), "raw_path": parts.path.encode(), "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "server": ("127.0.0.1", 8640), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    heads = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    text = body.decode("utf-8-sig")
    return SimpleNamespace(status=sent[0]["status"], headers=heads, text=text, body=body)


def crawled(get, each=8):
    """The pages that can be reached from the first, by their addresses: so many of each sort."""
    found, waiting, sorts = {}, ["/"], Counter()
    while waiting:
        address = waiting.pop(0)
        sort = address.split("/")[1].partition("?")[0]
        if address in found or sorts[sort] >= each:
            continue
        sorts[sort] += 1
        found[address] = get(address)
        if found[address].headers.get("content-type", "").startswith("text/html"):
            links = re.findall(r'<(?:a|link)\b[^>]*\bhref="(/[^"]*)"', found[address].text)
            waiting += [unescape(one) for one in links]
    return found
