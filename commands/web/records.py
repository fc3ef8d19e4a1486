"""Pages for one record (its state and history), for one event, and for finding a record."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from commands.reports.model import SENSITIVE, Column, Table
from commands.session.parameters import is_number
from commands.session.resolving import find
from commands.web import papers, rendering, stories
from commands.web.reading import Reading
from commands.web.rendering import Days
from commands.wording.histories import HIDDEN, as_facts, recorded_up_to, retractions, states_before
from ledger.errors import Misused, NotFound
from ledger.events import Recorded, State
from ledger.fold import fold, standing
from ledger.privacy import clearance
from ledger.registry import record_kind, record_kinds, split
from ledger.words import day, facts_of, words

OLDEST = "oldest"
ORDERS = (OLDEST, "newest")
WITHIN = "inspection"


def search(reading: Reading, request: Request) -> Response:
    """The record that is meant, or those that may be. Raises NotFound."""
    said, of = rendering.said_and_days(request, reading.app.today, "ref", "as_of", "known_by")
    ref = said.get("ref", "").strip()
    streams = reading.streams([ref]).get(ref, []) if ref else []
    if len(streams) > 1:
        return lead(reading, ref, streams, of)
    if not ref:
        raise NotFound("Say which record, as A-2018-003 or any unique part of it.")
    kind, one = find(reading.ledger, list(record_kinds()), ref)
    return RedirectResponse(rendering.record_url(f"{kind}:{one}", of), 303)


def lead(reading: Reading, ref: str, streams: list[str], of: Days) -> Response:
    """On to the record with that reference; if several have it, to a choice of them."""
    if len(streams) == 1:
        return RedirectResponse(rendering.record_url(streams[0], of), 303)
    found = [(split(one)[0], rendering.record_url(one, of)) for one in streams]
    title = f"{ref} could be {len(streams)} records"
    return rendering.response("candidates.html", reading.frame, title, of, ref=ref, found=found)


def titles(reading: Reading, streams: Iterable[str], of: Days) -> dict[str, str]:
    """What each record is called, as its page says it on these days."""
    found: dict[str, str] = {}
    for stream, history in reading.ledger.histories_of(streams).items():
        kind, ref = split(stream)
        then = [r for r in standing(recorded_up_to(history, of.known_by)) if _by(r, of)]
        if kind in record_kinds() and (state := fold(ref, then, record_kind(kind).evolve)):
            found[stream] = state.title
    return found


def show(reading: Reading, request: Request) -> Response:
    """The page of a record. Raises NotFound if it is not recorded."""
    said, kind, ref = dict(request.query_params), *map(request.path_params.get, ("kind", "ref"))
    rendering.only(said, "as_of", "known_by", "order")
    if (order := said.get("order", OLDEST)) not in ORDERS:
        raise Misused(f"The order is {' or '.join(ORDERS)}, not {order!r}.")
    of = rendering.days(said, reading.app.today)
    if kind not in record_kinds():
        raise NotFound(f"There is no kind of record {kind!r}.")
    if not reading.ledger.exists(kind, str(ref)):
        raise NotFound(f"There is no {kind} {ref!r} in the ledger.")
    history = recorded_up_to(reading.ledger.history(f"{kind}:{ref}"), of.known_by)
    then = [r for r in standing(history) if _by(r, of)]
    state = fold(str(ref), then, record_kind(kind).evolve)
    title = f"{ref}: {state.title}" if state else str(ref)
    story = stories.steps(reading, kind, [r for r in history if _by(r, of)])
    here, other = rendering.record_url(f"{kind}:{ref}", of), ORDERS[order == OLDEST]
    named, of_all = stories.naming(reading, kind, str(ref), of)
    called = titles(reading, [stream for stream, _ in named], of)
    naming = [(split(s), rendering.record_url(s, of), called.get(s, ""), n) for s, n in named]
    return rendering.response(
        "record.html", reading.frame, title, of,
        kind=kind, ref=ref, state=state, facts=_facts(reading, state, of, then) if state else (),
        markings=_markings(history) + _beyond(reading, f"{kind}:{ref}"),
        story=story if order == OLDEST else story[::-1],
        other=(other, rendering.url(here, {} if other == OLDEST else {"order": other})),
        dues=stories.dues(kind, then), naming=naming, naming_all=of_all,
        paper=papers.paper_url(str(ref)) if kind == "document" and state else "",
        when=_when(of), everything=rendering.record_url(f"{kind}:{ref}", Days()),
    )  # fmt: skip


def _by(one: Recorded, of: Days) -> bool:
    return of.as_of is None or one.envelope.effective_on <= of.as_of


def _when(of: Days) -> str:
    on = f"as of {day(of.as_of)}" if of.as_of else ""
    by = f"as known on {day(of.known_by)}" if of.known_by else ""
    return ", ".join(filter(None, (on, by)))


def _facts(reading: Reading, state: State, of: Days, then: list[Recorded]) -> list[tuple[str, Any]]:
    """The facts of a record, by name, with a link at each reference; for an item, first the report
    that has it."""
    named: list[tuple[str, Any]] = [
        (WITHIN, value)
        for value in (as_facts(one).get(WITHIN) for one in then[:1])
        if value and WITHIN not in facts_of(state)
    ]
    named += [
        (name, value if isinstance(value, tuple) and _plain(value) else words(value))
        for name, value in facts_of(state).items()
        if name not in HIDDEN and value not in (None, (), "", False)
    ]
    return _linked(reading, named, of)


def _linked(reading: Reading, facts: list[tuple[str, Any]], of: Days) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in facts:
        column = Column(name=name, heading=name, kind="ref")
        shown = Table(name=name, title=name, columns=(column,), rows=((value,),))
        ((cell,),) = rendering.linked(reading, shown, of).rows
        found.append((name, cell))
    return found


def _plain(value: tuple[Any, ...]) -> bool:
    return all(isinstance(one, str) for one in value)


def _markings(history: list[Recorded]) -> list[str]:
    return [
        f"{SENSITIVE}, by event {r.position}: {r.envelope.marking_reason or 'no reason given'}"
        for r in history
        if r.envelope.marking == SENSITIVE
    ]


def _beyond(reading: Reading, stream: str) -> list[str]:
    count = len(reading.ledger.hashes_only(stream))
    return list(filter(None, [clearance.notice_of(split(stream)[1], count)]))


def event(reading: Reading, request: Request) -> Response:
    """One event: in words, then every field. Raises NotFound."""
    _, of = rendering.said_and_days(request, reading.app.today, "as_of", "known_by")
    number = request.path_params["position"]
    if not is_number(number):
        raise NotFound(f"{number!r} is not the number of an event: events are numbered from 1.")
    one = reading.ledger.at(int(number))
    history = reading.ledger.history(one.stream)
    kind, ref = split(one.stream)
    before = states_before(history, record_kind(kind).evolve).get(one.position)
    gone = stories.taken_back(history, one, retractions(history))
    facts = [
        (name, value if isinstance(value, tuple) and _plain(value) else words(value))
        for name, value in as_facts(one).items()
        if value not in (None, (), "")
    ]
    return rendering.response(
        "event.html", reading.frame, f"Event {one.position} of {ref}", of,
        step=stories.step_of(reading, one, before, gone), facts=_linked(reading, facts, of),
        of_record=ref, record=rendering.record_url(one.stream, of),
        sensitive=one.envelope.marking == SENSITIVE,
        before=one.position - 1, after=one.position + 1 if one.position < reading.frame.size else 0,
    )  # fmt: skip
