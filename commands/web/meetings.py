"""A meeting's pack; and what changed between two days, meetings or seals."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from commands.reports.gather.asking import Rows
from commands.reports.gather.logs import before_the_meeting
from commands.reports.model import Table
from commands.session.questions import meeting_named
from commands.web import lists, rendering
from commands.web.reading import BoundQuery, Reading
from commands.wording import differences
from ledger.errors import Misused
from ledger.words import day
from projections.differences import Comparison, Point, Row, between, difference

PACK = "meeting_pack"
IN_CSV = ("open_by", "recorded_by")  # And not on the page.


def find(reading: Reading, request: Request) -> Response:
    """From the box on the first page to the pack of the named meeting."""
    names = "meeting", "as_of", "known_by"
    said, of = rendering.said_and_days(request, reading.app.today, *names)
    if not said.get("meeting", "").strip():
        raise Misused("Say which meeting, as HTA/2018-02-27.")
    ref = meeting_named(reading.app, said["meeting"])
    return RedirectResponse(rendering.url(f"/meeting/{quote(ref, safe='/')}", of.said), 303)


def pack(reading: Reading, request: Request) -> Response:
    """What one meeting has before it. Raises NotFound or Misused if it is not a meeting."""
    _, of = rendering.said_and_days(request, reading.app.today, "as_of", "known_by")
    ref = meeting_named(reading.app, request.path_params["ref"])
    on = of.as_of or date.fromisoformat(ref.partition("/")[2][:10])
    bound = BoundQuery(name=PACK, as_of=on, known_by=of.known_by, parameters=(("meeting", ref),))
    section = before_the_meeting(Rows(reading.named_rows(bound)))
    held = reading.ledger.exists("meeting", ref)
    return rendering.response(
        "pack.html", reading.frame, f"{ref}: what the meeting has before it", of,
        sentences=section.sentences, on=on,
        tables=[rendering.linked(reading, one, of) for one in section.tables],
        record=rendering.record_url(f"meeting:{ref}", of) if held else "",
        minute=rendering.url("/ask/meeting_record", {"meeting": ref}, of.said) if held else "",
        as_list=rendering.url(f"/ask/{PACK}", {"meeting": ref, "as_of": on.isoformat()}),
    )  # fmt: skip


def changes(reading: Reading, request: Request) -> Response:
    """What changed from one point to another, and whether it adds up."""
    said = dict(request.query_params)
    of, more = rendering.days(said, reading.app.today), dict[str, Any]()
    rendering.only(said, "from", "to", "known", "known_by", "as_of", "page")
    last_met = _last_met(reading, of)
    if last_met and not said.get("from"):  # What people usually ask: since the last meeting.
        said["from"] = last_met[0]
    if said.get("from") and not said.get("to"):
        said["to"] = (of.as_of or of.known_by or reading.app.today).isoformat()
    if said.get("from") and said.get("to"):
        first, last, answer = _differences(reading, said, of.known_by)
        pages_of = max(1, -(-len(answer.rows) // lists.A_PAGE))
        number = lists.which_page(said, pages_of)
        start = (number - 1) * lists.A_PAGE
        rows = answer.page(start, lists.A_PAGE)
        title = f"Changes {start + 1:,} to {start + len(rows):,} of {len(answer.rows):,}"
        more = {
            "sentences": differences.in_words(answer, first, last, changed=True),
            "unchanged": [differences.balance(one) for one in answer.balances if not one.terms],
            "adds_up": all(one.adds_up for one in answer.balances),
            "known": f"As known on {day(of.known_by)}." if of.known_by else "",
            "shown": _shown(reading, title, answer, rows, of),
            "csv": rendering.url("/changes.csv", said, {"page": ""}),
            "paging": lists.paging("/changes", said, number, pages_of),
        }
    to = said.get("to", "")
    since = [(ref, rendering.url("/changes", {"from": ref, "to": to}, of.said)) for ref in last_met]
    begins = said.get("from") in last_met[:1]
    title = "What changed since the last meeting" if begins else "What changed"
    return rendering.response(
        "changes.html", reading.frame, f"{title}, and does it add up?", of,
        said=said, since=since, **({"shown": None} | more),
    )  # fmt: skip


def _shown(
    reading: Reading, title: str, answer: Comparison, rows: Sequence[Row], of: rendering.Days
) -> Table:
    """The changes of a page. Who recorded each, and how it counts in the sums above, is only in the
    CSV: on the page these columns would crowd out what was and what became."""
    at = {
        name: place
        for place, name in enumerate(answer.columns)
        if name not in IN_CSV and any(row[place] not in (None, "") for row in rows)
    }
    types = {name: answer.types[name] for name in at}
    cut = [[row[place] for place in at.values()] for row in rows]
    return rendering.table(reading, "changes", title, types, cut, of)


def _last_met(reading: Reading, of: rendering.Days) -> list[str]:
    """The last meeting of each body, the latest first."""
    on = of.as_of or of.known_by or reading.app.today
    rows = reading.cached(
        ("last met", on, of.known_by),
        lambda: reading.now.within(
            "SELECT last_meeting FROM {} ORDER BY last_held DESC, last_meeting",
            "last_meetings", as_of=on, known_by=of.known_by,
        ),
    )  # fmt: skip
    return [ref for (ref,) in rows]


def changes_csv(reading: Reading, request: Request) -> Response:
    said = dict(request.query_params)
    of = rendering.days(said, reading.app.today)
    if not (said.get("from") and said.get("to")):
        raise Misused("Say from when, and to when.")
    _, _, answer = _differences(reading, said, of.known_by)
    return lists.csv_of("changes", answer.columns, answer.rows)


def _differences(
    reading: Reading, said: dict[str, str], known_by: date | None
) -> tuple[Point, Point, Comparison]:
    known = said.get("known") == "yes"
    first, last = differences.points(reading.app, said["from"], said["to"], known, known_by)

    def compared() -> Comparison:
        if last.told is not None:
            return between(reading.ledger, first, last, known_by)
        return difference(reading.now, first, last, known_by, reading.new_table())

    answer = reading.cached(("changes", first, last, known_by), compared)
    return first, last, answer.through(reading.now)
