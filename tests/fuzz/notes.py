"""Checkpoints, lines of the minutes and keys, as somebody gives them (--trusted)."""

from fuzz import common
from ledger.integrity import checkpoints, trusted

SEEDS = [
    *(data for name, data in common.pack().items() if name.endswith(".note")),
    b"41 events, root 5f1c9a2b7e0d44c1a3f8e2b6c9d0175e, sealed 27 November 2018",
    common.pack()["allowed_signers"],
]


def fuzz(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    checkpoints.typed(text)
    given = trusted.read(text)
    if isinstance(given, checkpoints.Checkpoint):
        assert given.size >= 0 and 32 <= len(given.root_hex) <= 64
