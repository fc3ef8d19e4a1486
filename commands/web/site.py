"""Which page answers which address, and what a person is told if none does."""

import asyncio
import os
import re
import sys
import threading
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from commands.reports.render import styles
from commands.session import faults
from commands.web import (
    home,
    keys,
    lists,
    meetings,
    offices,
    papers,
    questions,
    records,
    rendering,
    search,
    sql,
)
from commands.web.reading import Readers, Reading
from commands.web.rendering import Days
from ledger.errors import Problem
from ledger.system import installation

View = Callable[[Reading, Request], Response]
Slow = Callable[[Readers, Request], Response]
LOOKS_SECONDS = 0.3  # How often to check that whoever asked is still there.


def application(readers: Readers) -> Starlette:
    """All the pages of one ledger."""
    routes = [Route(path, _endpoint(readers, _by_one(view))) for path, view in PAGES.items()]
    routes += [Route(path, _watched(readers, view)) for path, view in SLOW.items()]

    def nowhere(_: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 500
        return _error_page(readers, "There is no such page here.", code)

    return Starlette(routes=routes, exception_handlers={HTTPException: nowhere})


def _by_one(view: View) -> Slow:
    """A page that one reader answers."""

    def answered(readers: Readers, request: Request) -> Response:
        with readers.one() as reading:
            return view(reading, request)

    return answered


def _endpoint(readers: Readers, view: Slow) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        said = request.query_params.multi_items()
        full: dict[str, str] = {}
        for name, value in said:
            if value != "":
                full[name] = f"{full[name]},{value}" if name in full else value
        if len(full) < len(said):
            # A form sends its empty boxes too, and each box that is ticked: the address is better
            # without those, and with these once.
            return RedirectResponse(rendering.url(request.url.path, full), 303)
        try:
            return view(readers, request)
        except Problem as problem:
            return _error_page(readers, rendering.in_words(problem), rendering.status_of(problem))
        except Exception as fault:  # Whatever went wrong, the next page can be asked for.
            if os.environ.get("GOVLEDGER_DEBUG"):
                raise
            print(f"govledger: {faults.explained(fault)}", file=sys.stderr)
            lacking = installation.incomplete(fault)
            says = str(lacking) if lacking else "That is a fault in govledger, not in what you did."
            return _error_page(readers, says, 500)

    return endpoint


def _watched(readers: Readers, view: Slow) -> Callable[[Request], Awaitable[Response]]:
    """The same for what may take a while: it is dropped when whoever asked has gone."""
    answer = _endpoint(readers, view)

    async def endpoint(request: Request) -> Response:
        request.state.gone = gone = threading.Event()
        answering = asyncio.ensure_future(run_in_threadpool(answer, request))
        while not (await asyncio.wait({answering}, timeout=LOOKS_SECONDS))[0]:
            if not gone.is_set() and await request.is_disconnected():
                readers.statements.drop(gone)
        return answering.result()

    return endpoint


def _error_page(readers: Readers, says: str, status: int) -> Response:
    """A refusal as a page: what is wrong, and what to do."""
    # A page has a box for it, so the hyphens of a name such as --from are dropped.
    lines = re.sub(r"(?<![\w-])--(?=[a-z])", "", says).split("\n")
    title = "Not found" if status == 404 else "That cannot be shown"
    return rendering.response("error.html", readers.frame, title, Days(), status, lines=lines)


def style(_: Reading, request: Request) -> Response:
    rendering.only(dict(request.query_params))
    return Response(styles.style(), media_type="text/css; charset=utf-8")


PAGES: dict[str, View] = {
    "/": home.show,
    "/questions": questions.show,
    "/keys": keys.show,
    "/ask/{question}.csv": lists.as_csv,
    "/ask/{question}.json": lists.as_json,
    "/ask/{question}": lists.show,
    "/search": search.show,
    "/record": records.search,
    "/record/{kind}/{ref:path}": records.show,
    "/event/{position}": records.event,
    "/paper/{ref}": papers.show,
    "/meeting": meetings.find,
    "/meeting/{ref:path}": meetings.pack,
    "/changes": meetings.changes,
    "/changes.csv": meetings.changes_csv,
    "/schema": sql.tables,
    "/schema/{table}": sql.table,
    "/style.css": style,
    "/keys.js": keys.script,
}
# They take a reader only when they need one, not for the whole request.
SLOW: dict[str, Slow] = {
    "/sql": sql.show,
    "/sql.csv": sql.as_csv,
    "/offices": offices.show,
    "/offices/{question}.csv": offices.as_csv,
    "/offices/{question}": offices.ask,
}
