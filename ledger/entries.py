"""What is said about a fact when it is recorded, and the envelope made from it."""

import os
from datetime import datetime
from typing import Any

from msgspec import structs

from ledger.characters import composed
from ledger.events import Entry, Envelope, Event, EventRetracted


def composed_of(entry: Entry) -> Entry:
    """The entry with its texts in composed form; a signed entry keeps its name as signed."""
    texts = ("date_reason", "source", "quote", "marking_reason", "on_behalf_of", "recorded_by")
    said = [(name, getattr(entry, name)) for name in texts]
    # ASCII needs no composing. This is fast, since every line of a batch passes here.
    said = [(name, text) for name, text in said if text and not text.isascii()]
    changes = {name: kept for name, text in said if (kept := composed(text)) != text}
    if entry.authority == "signed":
        changes.pop("recorded_by", None)
    return structs.replace(entry, **changes) if changes else entry


def of_no_paper(entry: Entry, **changes: Any) -> Entry:
    """The entry of what is recorded besides: no source says it, and no meeting was told."""
    none = dict.fromkeys(("source", "source_sha256", "quote", "told_at"))
    return structs.replace(entry, **none, **changes)


def envelope(entry: Entry, event: Event, now: datetime, clock: Any) -> Envelope:
    corrects = entry.corrects if not isinstance(event, EventRetracted) else None
    facts = structs.asdict(entry) | {"corrects": corrects}
    return Envelope(**facts, recorded_at=now, clock=clock, nonce=os.urandom(16).hex())
