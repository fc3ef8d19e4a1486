"""How an event is stored: one line of JSON, the envelope's fields first, then the event's own."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, get_args

import msgspec

from ledger.errors import Broken
from ledger.events import Envelope, Event, Recorded, Unknown
from ledger.registry import event_kinds

_encode = msgspec.json.Encoder().encode
envelope_of = msgspec.json.Decoder(Envelope).decode
_ENVELOPE_FIELDS = frozenset(Envelope.__struct_fields__)
_decoders: dict[str, Callable[[bytes], Event]] = {}
_wholes: dict[str, Callable[[bytes], object]] = {}


def encode(event: Event, envelope: Envelope) -> bytes:
    """The stored bytes: one JSON object, the envelope's fields first, then the event's own."""
    own = _encode(event)
    return _encode(envelope) if own == b"{}" else _encode(envelope)[:-1] + b"," + own[1:]


def decode(position: int, stream: str, version: int, kind: str, state: bytes) -> Recorded:
    """An event as stored; one of an unknown kind comes back as `Unknown`. Raises Broken if the
    stored bytes are not what a ledger writes."""
    own = _decoders.get(kind)
    if own is None:
        own = _decoders[kind] = _decoder(kind)
    try:
        event, envelope = own(state), envelope_of(state)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise Broken(
            f"Event {position} ({stream}) cannot be read: {error}. Run: govledger verify"
        ) from error
    return Recorded(
        position=position, stream=stream, version=version, kind=kind, event=event, envelope=envelope
    )


def check(position: int, stream: str, version: int, kind: str, state: bytes) -> bool:
    """Whether the stored bytes have no field that this version does not know. Raises Broken as
    `decode` would, in less than half the time, for reading a whole ledger."""
    whole = _wholes.get(kind)
    if whole is None:
        whole = _wholes[kind] = _whole(kind)
    try:
        whole(state)
    except (msgspec.MsgspecError, TypeError, ValueError):
        decode(position, stream, version, kind, state)
        return False
    return True


def _as_text(annotation: Any) -> Any:
    """Days and instants as text, since the next reader parses them anyway."""
    if annotation in (date, datetime):
        return str
    return str | None if set(get_args(annotation)) == {date, type(None)} else annotation


def _whole(kind: str) -> Callable[[bytes], object]:
    """A decoder for the envelope and the event's own fields together."""
    cls = event_kinds().get(kind, Event)
    both = [*msgspec.structs.fields(Envelope), *msgspec.structs.fields(cls)]
    optional = [(f.name, _as_text(f.type), None) for f in both if not f.required]
    required = [(f.name, _as_text(f.type)) for f in both if f.required]
    struct = msgspec.defstruct(kind, [*required, *optional], gc=False, forbid_unknown_fields=True)
    return msgspec.json.Decoder(struct).decode


def _decoder(kind: str) -> Callable[[bytes], Event]:
    cls = event_kinds().get(kind)
    if cls is not None:
        return msgspec.json.Decoder(cls).decode
    as_dict = msgspec.json.Decoder(dict[str, Any]).decode
    return lambda state: Unknown(
        fields={k: v for k, v in as_dict(state).items() if k not in _ENVELOPE_FIELDS}
    )
