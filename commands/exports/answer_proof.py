"""An answer with its proof: the answer, and a pack of the events its rows rest on.

A row rests on the records it names: for each cell that is a record's reference, everything recorded
about that record up to the seal. The pack's verifier (verify.py) checks that these are the ledger's
own events and that each row names them; it cannot ask the question again.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.exports.recorded import Outgoing
from commands.session.app import App
from commands.session.places import output
from commands.terminal import screen
from ledger.application import Ledger
from ledger.errors import Refused, Unavailable
from ledger.registry import record_kinds
from ledger.system import underway
from ledger.words import counted, day

if TYPE_CHECKING:
    from commands.exports.pack.making import WrittenPack
    from ledger.records.seals import Seal
    from projections import Query

Grounds = list[str]  # the streams on which a row rests
LIMITS = (
    "Not shown: that the rows follow from these events, and that nothing else bears on them. A pack"
    " of all events shows that: unpack it, and ask again (govledger export audit-pack)."
)


def write(
    app: App,
    to: str,
    question: "Query",
    asked: dict[str, Any],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Write the answer with its proof, and record that it left. Raises Refused if a row names no
    record, or one of which something is recorded after the last seal."""
    from ledger.records import seals

    out = Outgoing(app)
    ledger = out.ledger
    seal, place = seals.named(ledger, None), output(app, to)
    known = streams_of(ledger)
    grounds = [grounds_of(known, row) for row in rows]
    if not grounds or not all(grounds):
        raise Refused(
            f"{question.name} has {'a row that names' if grounds else 'no row, so it names'} no"
            " record to prove it by. A pack of all events shows it: govledger export audit-pack"
        )
    events = events_of(ledger, grounds, seal.tree_size)
    told = {"question": question.name, "asks": question.asks} | asked
    made = pack(ledger, place, seal, events, told | resting(columns, rows, grounds, events))
    what = f"answer to {question.name}, with its proof"
    out.record_pack(place, what, seal.tree_size, made, None)
    out.tell()
    count, on = (counted(len(rows), "row"), date.fromisoformat(asked["as_of"]))
    screen.say(f"{count}, as of {day(on)}, resting on {counted(made.events, 'event')}.")
    screen.say(LIMITS)
    screen.say(made.line)


def resting(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    grounds: Iterable[Grounds],
    events: dict[str, list[int]],
) -> dict[str, Any]:
    """The rows as they are shown, each with its streams and the positions of their events."""
    return {
        "columns": list(columns),
        "rows": [
            {
                "cells": list(row),
                "streams": ground,
                "events": sorted(n for stream in ground for n in events[stream]),
            }
            for row, ground in zip(rows, grounds, strict=True)
        ],
    }


def pack(
    ledger: Ledger,
    place: Path,
    seal: "Seal",
    streams: Iterable[str],
    told: Any,
    *,
    personal: bool = True,
) -> "WrittenPack":
    """Write the pack of those streams, with what is said about them."""
    from commands.exports.pack import making

    text = json.dumps(told, default=str, ensure_ascii=False, indent=1) + "\n"
    try:
        made = making.make(ledger, place, seal, frozenset(streams), personal=personal, answer=text)
    except OSError as error:
        raise Unavailable(f"{place} could not be written: {error.strerror}.") from None
    underway.unless_kept(place)
    return made


def streams_of(ledger: Ledger) -> dict[str, list[str]]:
    """The streams of each reference that exists."""
    known: dict[str, list[str]] = {}
    for kind, refs in ledger.refs_of(list(record_kinds())).items():
        for ref in refs:
            known.setdefault(ref, []).append(f"{kind}:{ref}")
    return known


def grounds_of(known: dict[str, list[str]], row: Sequence[Any]) -> Grounds:
    return sorted({name for text in texts(list(row)) for name in known.get(text, ())})


def texts(cell: Any) -> Iterator[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, dict):
        yield from texts(list(cell.values()))
    elif isinstance(cell, (list, tuple)):
        for one in cell:
            yield from texts(one)


def events_of(ledger: Ledger, grounds: Iterable[Grounds], size: int) -> dict[str, list[int]]:
    """The events of each stream. Raises Refused if one is not under the seal."""
    events = {}
    for stream in sorted({name for ground in grounds for name in ground}):
        events[stream] = [recorded.position for recorded in ledger.history(stream)]
        if events[stream][-1] > size:
            raise Refused(
                f"{stream.partition(':')[2]} has event {events[stream][-1]}, after the seal of"
                f" {size} events. Seal first: govledger seal"
            )
    return events
