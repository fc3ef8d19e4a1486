"""Which requests are accepted, and the headers of every response.

Only reading is allowed (GET, HEAD); only under our own names, since another site's name can be made
to point to this computer; and only as a page a person opens, not as part of somebody else's.
"""

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_QUERY = 80_000
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def hosts(port: int) -> frozenset[str]:
    """What this computer is called by those who mean it."""
    names = ("127.0.0.1", "localhost")
    return frozenset({f"{name}:{port}" for name in names} | ({*names} if port == 80 else set()))


class Guard:
    """An application behind these rules. `known`: our names; None if a proxy has seen to that,
    and one name is enough."""

    def __init__(self, app: ASGIApp, known: Iterable[str] | None) -> None:
        self.app, self.known = app, None if known is None else frozenset(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refused(scope)
        await (refusal or self.app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if self.known is None:
            if len(headers.getlist("host")) != 1:
                return PlainTextResponse("A request names one host.\n", 421)
        elif headers.getlist("host") not in [[known] for known in self.known]:
            where = " or ".join(sorted(self.known))
            return PlainTextResponse(f"These pages are served at {where} only.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            allowed = {"Allow": "GET, HEAD"}
            return PlainTextResponse("These pages can only be read (GET).\n", 405, allowed)
        outside = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        if outside and headers.get("sec-fetch-dest") != "document":
            return PlainTextResponse("These pages cannot be part of another site.\n", 403)
        if len(scope["query_string"]) > LONGEST_QUERY:
            return PlainTextResponse("That address is too long. Shorten it.\n", 414)
        return None
