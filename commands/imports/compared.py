"""What a paper is compared with: how the ledger has the references that it names."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from commands.papers.conflicts import Elsewhere, Ledger, OnRecord, Paper
from commands.papers.known import OF_AN_ITEM
from commands.papers.outline import outlined
from commands.papers.proposals import propose
from commands.session.app import App
from ledger.errors import InputNeeded, NotFound
from ledger.paper_lines import Reading, restored
from ledger.services.papers import readings_of

MOST = 40  # Papers that are compared with, the latest ones.
ALIKE = 3  # References that are written alike, before one that is missing is told.


def ledger_of(app: App) -> Ledger | None:
    """The ledger that a paper is compared with, opened once a reference is asked for; None where
    there is none: a paper can be read without one."""
    return ledger_for(lambda: app.reader, app.today) if _is_there(app) else None


def kept_reading(app: App, data: bytes) -> Reading | None:
    """The reading that the ledger keeps of a paper with these bytes, of which its sources name
    lines: a later version of the reader may number them otherwise. None if it keeps none."""
    if not _is_there(app):
        return None
    kept = readings_of(app.reader, sha256(data).hexdigest())
    return restored(app.reader.attachments.read(kept[0])) if kept else None


def _is_there(app: App) -> bool:
    from ledger.store import opening  # Imported here to keep start-up fast.

    try:
        return opening.of(app.place).is_ledger(app.place)
    except InputNeeded:
        return False


def ledger_for(opened: Callable[[], Any], today: date | None = None) -> Ledger:
    """The ledger as contradictions of a paper are told against it. Each question imports what it
    needs when it is asked: most papers name nothing that a ledger must tell."""
    return Ledger(
        kept=lambda said: _kept(opened(), said),
        like=lambda said: _like(opened(), said),
        then=lambda said, on: _then(opened(), said, on),
        post=cache(lambda name: post_or_none(opened(), name)),
        holders=cache(lambda post, on: _held_by(opened(), post, on)),
        elsewhere=lambda refs: tuple(
            one for name, reading in _readings(opened()) for one in _told(name, reading, refs)
        ),
        today=today,
    )


def _kept(reader: Any, said: str) -> OnRecord | None:
    from ledger import own_refs
    from ledger.registry import record_kinds

    found = own_refs.having(reader, said, list(record_kinds()))
    if not found and reader.state("action", said.upper()) is not None:
        found = [("action", said.upper())]
    if not found:
        return None
    record, ref = found[0]
    state = reader.state(record, ref)
    # Of several that are called so, a paper may mean any.
    status = state.status if len(found) == 1 else ""
    return OnRecord(ref, status, state.since_on)


def _like(reader: Any, said: str) -> bool:
    from ledger import own_refs

    shape = _shape(said)
    return sum(_shape(one) == shape for one in own_refs.of_ledger(reader).every()) >= ALIKE


def _then(reader: Any, said: str, on: date) -> OnRecord | None:
    from ledger import own_refs
    from ledger.records.actions import Action

    found = own_refs.having(reader, said, ["action", "item"])
    found = found or [(kind, said.upper()) for kind in ("action", "item")]
    states = [(ref, reader.state(kind, ref, on=on)) for kind, ref in found]
    there = [(ref, state) for ref, state in states if state is not None]
    if len(there) != 1:
        return None
    ref, state = there[0]
    whose, due = (state.owners, state.due) if isinstance(state, Action) else ((), None)
    return OnRecord(ref, state.status, state.since_on, whose, due)


def post_or_none(reader: Any, name: str) -> str | None:
    """The post that words mean exactly, or None."""
    from ledger.naming import post_named

    try:
        return post_named(reader, name)
    except NotFound:
        return None


def _held_by(reader: Any, post: str, on: date) -> tuple[str, ...]:
    from ledger.services.closing import holders

    return holders(reader, post, on)


def _readings(ledger: Any) -> Iterator[tuple[str, Reading]]:
    """The readings of the papers that are registered, the latest ones, each with its document."""
    from ledger.records.documents import Document  # Imported here to keep start-up fast.

    for ref in sorted(ledger.refs("document"))[-MOST:]:
        state = ledger.state("document", ref)
        kept = ledger.attachments
        if isinstance(state, Document) and state.reading_sha256 and kept.has(state.reading_sha256):
            yield ref, restored(kept.read(state.reading_sha256))


def _told(document: str, reading: Reading, refs: frozenset[str]) -> Iterator[Elsewhere]:
    """How a paper says that items stand, of those with these references."""
    if not any(ref in line.text for line in reading.lines for ref in refs):
        return
    parts = propose(reading).parts
    paper = Paper(outlined(parts.reading), parts.proposals)
    if paper.met is None:
        return
    for one in parts.proposals:
        if len(one.ref) == 1 and one.ref[0] in refs and one.kind in OF_AN_ITEM:
            place = paper.place(one.first, one.ref[0])
            yield Elsewhere(
                document=document,
                on=paper.met[0],
                ref=one.ref[0],
                kind=one.kind,
                place=replace(place, document=document),
            )


def _shape(ref: str) -> str:
    """A reference without what differs from one to the next: A13/24 is a0/0."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", lambda found: found[0].casefold(), ref))
