"""The first page: what is to be settled, where each body stands, and what was recorded last.

Every figure leads to the rows that it counts. They are those of questions: of `bodies_now`, and of
the lines with which a committee's paper begins, here of all bodies.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from commands.reports.gather import glance
from commands.reports.gather.leading import leading
from commands.reports.model import Figure, Happening, Link, Sentence
from commands.session.points import told_by
from commands.web import rendering, stories
from commands.web.reading import BoundQuery, Reading
from commands.web.rendering import Days
from commands.wording.histories import retractions, states_before
from ledger.codec import decode
from ledger.events import Frozen, Recorded
from ledger.records import offices
from ledger.registry import record_kind, record_kinds, split
from ledger.words import counted, day
from projections import span

BODIES = "bodies_now"
NO_BODY = "not stated"
RECORDED_LAST = 8


class Piece(msgspec.Struct, metaclass=Frozen):
    """Words of a line, and where they lead, if anywhere."""

    words: str
    href: str = ""


class Card(msgspec.Struct, metaclass=Frozen):
    """Where one body stands: its meetings as words, each of its counts with what it counts."""

    title: str
    ref: str
    href: str
    status: str
    last: Piece
    coming: Piece
    pack: str
    counts: tuple[tuple[Piece, str], ...]
    since: tuple[tuple[Piece, str], ...]
    changes: str


class Latest(msgspec.Struct, metaclass=Frozen):
    """An event that was recorded last, with its record and that record's page. `when`: at what
    time, and by whom; empty below one of which that is said."""

    event: Happening
    when: str
    ref: str
    href: str


def show(reading: Reading, request: Request) -> Response:
    _, of = rendering.said_and_days(request, reading.app.today, "as_of", "known_by")
    on = of.as_of or of.known_by or reading.app.today
    office = offices.name_on(reading.ledger, on)
    cards, others = _cards(reading, on, of)
    lines = reading.cached(("home", on, of.known_by), lambda: _leading(reading, on, of.known_by))
    return rendering.response(
        "home.html", reading.frame, office or f"The record of {reading.ledger.path.stem}", of,
        on=on, named=bool(office), cards=cards, others=others, identity=reading.ledger.identity,
        lines=[tuple(_pieces(reading, one, of)) for one in lines],
        latest=_latest(reading, of), outside=span.outside(reading.now, on, reading.app.today),
    )  # fmt: skip


def _leading(reading: Reading, on: date, known_by: date | None) -> list[Sentence]:
    return list(leading(glance.facts(reading.now, on, known_by)))


def _pieces(reading: Reading, said: Sentence, of: Days) -> Iterator[Piece]:
    """A line, with a link at each figure and at each record it names."""
    found = reading.streams(part.ref for part in said.parts if isinstance(part, Link))
    for part in said.parts:
        if isinstance(part, Figure):
            path, _, asked = part.asks.partition("?")
            href = rendering.url(f"/ask/{path}", dict(parse_qsl(asked)), of.said)
            yield Piece(words=part.words, href=href if path else "")
        elif isinstance(part, Link):
            linked = rendering.link(reading, part.words, "", found, of)
            yield Piece(words=part.words, href=getattr(linked, "href", ""))
        else:
            yield Piece(words=part)


def _cards(reading: Reading, on: date, of: Days) -> tuple[list[Card], int]:
    """A card for each body that met, will meet or has anything to do; and how many others there
    are."""
    rows = reading.named_rows(BoundQuery(name=BODIES, as_of=on, known_by=of.known_by))
    told = ("last_held", "next_on", "open", "recommendations")
    shown = [row for row in rows if any(row[name] for name in told)]
    return [_card(row, on, of) for row in shown], len(rows) - len(shown)


def _card(row: dict[str, Any], on: date, of: Days) -> Card:
    changes, pack, last = "", "", Piece(words="none recorded")
    coming = Piece(words="not again" if row["status"] == "dissolved" else "none set")
    if row["last_held"]:
        points = {"from": row["last_meeting"], "to": on.isoformat()}
        changes = rendering.url("/changes", points, {"known_by": of.said.get("known_by")})
        meeting = rendering.record_url(f"meeting:{row['last_meeting']}", of)
        last = Piece(words=day(row["last_held"]), href=meeting)
        pack = rendering.url(f"/meeting/{row['last_meeting']}", of.said)
    if row["next_on"]:
        pack = rendering.url(f"/meeting/{row['next_meeting']}", of.said)
        coming = Piece(words=day(row["next_on"]), href=pack)
    return Card(
        title=row["title"] or "Of no body", ref=row["ref"] or "",
        href=rendering.record_url(f"body:{row['ref']}", of) if row["ref"] else "",
        status=row["status"] if row["status"] not in (None, "active") else "",
        last=last, coming=coming, pack=pack, changes=changes,
        counts=tuple(_counts(row, of)), since=tuple(_since_last(row, of)),
    )  # fmt: skip


def _counts(row: dict[str, Any], of: Days) -> Iterator[tuple[Piece, str]]:
    """What a body has to do, each count with what it counts."""
    yield _counted(row, of, "open", "open", "open_actions")
    yield _counted(row, of, "past_due", "overdue", "overdue_actions")
    yield _counted(row, of, "no_date", "with no date", "due_on_no_day")
    if row["recommendations"]:
        audits = {"standing": "open"}
        late = audits | {"only.days_overdue.from": "1"}
        for column, how, only in (
            ("recommendations", "open", audits), ("recommendations_late", "overdue", late),
        ):  # fmt: skip
            _, noun = counted(row[column], "recommendation").split(" ")
            yield _counted(row, of, column, f"{noun} {how}", _AUDITS, **only)


def _since_last(row: dict[str, Any], of: Days) -> Iterator[tuple[Piece, str]]:
    """What was raised and closed since the last meeting, if one was held."""
    if row["last_held"]:
        after = (row["last_held"] + timedelta(1)).isoformat()
        closed = {"only.status": "closed", "only.status_on.from": after}
        yield _counted(row, of, "raised_since", "raised", _ALL, **{"only.raised_on.from": after})
        yield _counted(row, of, "closed_since", "closed", _ALL, **closed)


def _counted(
    row: dict[str, Any], of: Days, column: str, words: str, question: str, **only: str
) -> tuple[Piece, str]:
    """The number in a column, leading to the rows of the question that it counts."""
    body = {"body": row["ref"] or NO_BODY}
    href = rendering.url(f"/ask/{question}", body | only, of.said)
    return Piece(words=f"{row[column]:,}", href=href), words


_ALL, _AUDITS = "action_status", "audit_recommendations"


def _latest(reading: Reading, of: Days) -> list[Latest]:
    """What was recorded last, by the time of recording, the newest first."""
    size = reading.now.size
    if of.known_by is not None:
        size = min(size, told_by(reading.ledger, of.known_by))
    events = reading.ledger.rows(max(0, size - RECORDED_LAST), size, RECORDED_LAST)
    found = [decode(*row) for row in events]
    histories = reading.ledger.histories_of({one.stream for one in found})
    told = [_latest_event(one, histories[one.stream], of) for one in reversed(found)]
    said = ["", *(one.when for one in told)]
    return [
        msgspec.structs.replace(one, when="") if one.when == before else one
        for one, before in zip(told, said, strict=False)
    ]


def _latest_event(one: Recorded, history: list[Recorded], of: Days) -> Latest:
    kind, ref = split(one.stream)
    befores = states_before(history, record_kind(kind).evolve) if kind in record_kinds() else {}
    gone = retractions(history)
    told = stories.marked(one, befores.get(one.position), gone.get(one.position))
    return Latest(
        event=told, when=f"{rendering.moment(one.envelope.recorded_at)}, {told.who}", ref=ref,
        href=rendering.record_url(one.stream, of),
    )  # fmt: skip
