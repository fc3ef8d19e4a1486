"""The leaf of an event: the bytes that are hashed into the tree, and what a leaf may contain.

It is one line of UTF-8 JSON with the stored bytes verbatim, so whoever has the line has the event:

    {"pos":1,"stream":"action:A-2018-001","ver":1,"type":"ActionRaised","data":{...}}
"""

import re

MAX_STATE_BYTES = 1 << 20
_RAW_CONTROL = re.compile(rb"[\x00-\x1f\x7f]").search
_UNSAFE_NAME = re.compile(r'["\\\x00-\x1f\x7f]').search


class Inadmissible(ValueError):
    """What may not enter a leaf; the words say why."""


def leaf(position: int, stream: str, version: int, kind: str, state: bytes) -> bytes:
    """The bytes hashed for an event: one line of UTF-8 JSON, the stored bytes in it verbatim."""
    header = f'{{"pos":{position},"stream":"{stream}","ver":{version},"type":"{kind}","data":'
    return header.encode() + state + b"}"


def admit(stream: str, kind: str, state: bytes) -> None:
    """Let an event in, or raise Inadmissible: one line of UTF-8, at most 1 MiB, plain names."""
    if len(state) > MAX_STATE_BYTES:
        raise Inadmissible(f"an event holds at most 1 MiB; this one has {len(state):,} bytes")
    if _RAW_CONTROL(state):
        raise Inadmissible("an event is one line without raw control characters")
    try:
        state.decode()
        (stream + kind).encode()
    except UnicodeError as error:
        raise Inadmissible("an event is UTF-8 text") from error
    if _UNSAFE_NAME(stream) or _UNSAFE_NAME(kind):
        raise Inadmissible("a stream or kind has no quotes, backslashes or control characters")
