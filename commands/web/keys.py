"""The keys by which each page is reached, told on a page: single ones by a script, access keys
without."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from commands.web import rendering
from commands.web.reading import Reading
from ledger.system import installation

KEYS = {
    "/": "Search",
    "h": "Home",
    "q": "Questions",
    "c": "What changed",
    "o": "Offices",  # Where other offices are added.
    "s": "SQL",
    "t": "Tables",
    "?": "This page",
}
ALONE = ("/", "?")
FIRST = "g"  # Then the key, for all others.


def show(reading: Reading, request: Request) -> Response:
    _, of = rendering.said_and_days(request, reading.app.today, "as_of", "known_by")
    frame = reading.frame
    there = {key: does for key, does in KEYS.items() if key != "o" or frame.others}
    keys = [(key, (key,) if key in ALONE else (FIRST, key), does) for key, does in there.items()]
    return rendering.response("keys.html", frame, "Keys", of, keys=keys)


@cache
def _script() -> str:
    return installation.text_of(Path(__file__).parent / "templates" / "keys.js")


def script(_: Reading, request: Request) -> Response:
    """The one script of the pages, which listens for keys and asks for nothing."""
    rendering.only(dict(request.query_params))
    return Response(_script(), media_type="text/javascript; charset=utf-8")
