"""The keys by which each page is reached, told on a page."""

from starlette.requests import Request
from starlette.responses import Response

from commands.web import rendering
from commands.web.reading import Reading

KEYS = {
    "/": "Search",
    "h": "Home",
    "q": "Questions",
    "c": "What changed",
    "s": "SQL",
    "t": "Tables",
    "?": "This page",
}


def show(reading: Reading, request: Request) -> Response:
    said = dict(request.query_params)
    rendering.only(said, "as_of", "known_by")
    of = rendering.days(said, reading.app.today)
    return rendering.response("keys.html", reading.frame, "Keys", of, keys=KEYS.items())
