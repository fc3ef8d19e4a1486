"""A practice ledger: to learn on, and never a record.

It is known by its identity, which every copy, backup, pack, proof and seal of it carries: none of
them can pass for the office's own, and nothing of it can be moved into that.
"""

from uuid import uuid4

_BEGINNING = "facade00"
SAID = "A practice ledger: nothing in it is a record."


def identity() -> str:
    """One for a new practice ledger."""
    return _BEGINNING + str(uuid4())[len(_BEGINNING) :]


def is_practice(identity: str) -> bool:
    return identity.startswith(_BEGINNING)
