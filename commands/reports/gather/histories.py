"""The history of every record a paper names, in the paper's words."""

from collections.abc import Callable, Iterable

from commands.reports.gather.asking import PaperQuery
from commands.reports.model import Happening, History, Section, UnsureDay
from commands.wording.histories import recorded_on, retractions, states_before
from ledger.events import EventRetracted, Recorded, State
from ledger.registry import record_kind
from ledger.words import LONG_STANDING, format_event

SURE = {"asserted": "by their own word", "os": "by their login", "signed": "signed"}


def named(sections: Iterable[Section]) -> list[str]:
    """The references in the tables of the sections, in order."""
    found: dict[str, None] = {}
    for section in sections:
        for table in section.tables:
            for at, column in enumerate(table.columns):
                if column.kind != "ref":
                    continue
                for row in table.rows:
                    cell = row[at]
                    for ref in cell if isinstance(cell, tuple) else (cell,):
                        if ref:
                            found[str(ref).partition(" ")[0]] = None
    return sorted(found)


def histories(query: PaperQuery, sections: Iterable[Section]) -> tuple[History, ...]:
    refs = named(sections)
    rows = query.now.of_events(
        "SELECT DISTINCT ref, stream FROM events WHERE ref IN (SELECT unnest(?)) ORDER BY ALL",
        [refs],
    )
    streams: dict[str, list[str]] = {}
    for ref, stream in rows:
        streams.setdefault(ref, []).append(stream)
    return tuple(_history(query, ref, streams[ref]) for ref in refs if ref in streams)


def _history(query: PaperQuery, ref: str, streams: list[str]) -> History:
    events: list[Happening] = []
    title = ""
    for stream in streams:
        history = [r for r in query.now.ledger.history(stream) if r.position <= query.now.size]
        record = record_kind(stream.partition(":")[0])
        gone, befores = retractions(history), states_before(history, record.evolve)
        for recorded in sorted(history, key=lambda one: (one.slot, one.position)):
            if recorded.envelope.effective_on > query.on or isinstance(
                recorded.event, EventRetracted
            ):
                continue
            taken_back = gone.get(recorded.position)
            before = befores.get(recorded.position)
            events.append(happening(recorded, before, taken_back, query.veiled))
            # A meeting's events are titled for the items of its agenda.
            if record.name != "meeting":
                title = title or getattr(recorded.event, "title", "") or ""
    return History(ref=ref, title=query.veiled(title), events=tuple(events))


def happening(
    recorded: Recorded,
    before: State | None,
    taken_back: Recorded | None,
    veiled: Callable[[str], str] = str,
) -> Happening:
    """An event in words: what was so `before` it, what took it back. `veiled` says a text without
    what it may not name."""
    envelope = recorded.envelope
    what = veiled(format_event(recorded, before))
    if taken_back is not None:
        assert isinstance(taken_back.event, EventRetracted)
        why = f"event {taken_back.position}, {veiled(taken_back.event.reason)}"
        what = f"{what} [does not count: taken back by {why}]"
    if envelope.corrects:
        what = f"{what} [corrects event {envelope.corrects}]"
    behalf = f" for {envelope.on_behalf_of}" if envelope.on_behalf_of else ""
    signed = f" with {envelope.signed_with}" if envelope.signed_with else ""
    on, basis = envelope.effective_on, envelope.date_basis
    return Happening(
        position=recorded.position,
        on=on if basis == "stated" or on == LONG_STANDING else UnsureDay.of(on, basis),
        what=what,
        who=f"{envelope.recorded_by}{behalf}",
        recorded_on=recorded_on(recorded),
        authority=f"{SURE[envelope.authority]}{signed}",
        source=veiled(envelope.source or ""),
    )
