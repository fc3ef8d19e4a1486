"""Making paths safely from words in a ledger, which whoever can write the file may have chosen."""

import re
from pathlib import Path
from uuid import UUID

from ledger.errors import Broken

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_HASH = re.compile(r"[0-9a-f]{64}")
_VERIFY = "Run: govledger verify"


def part(word: str) -> str:
    """The word as one part of a path. Raises Broken if it could lead elsewhere."""
    if not _PLAIN.fullmatch(word):
        raise Broken(f"The ledger holds {word!r}, which cannot be part of a path. {_VERIFY}")
    return word


def is_digest(word: str) -> bool:
    """Whether that is a SHA-256 in the form a ledger writes."""
    return _HASH.fullmatch(word) is not None


def digest(word: str) -> str:
    """The word as the SHA-256 that names a file. Raises Broken if it is not one."""
    if not is_digest(word):
        raise Broken(f"The ledger names a file by {word!r}, which is no SHA-256. {_VERIFY}")
    return word


def is_identity(word: object) -> bool:
    """Whether that is the identity of a ledger: a UUID, as Python writes it."""
    try:
        return isinstance(word, str) and str(UUID(word)) == word
    except ValueError:
        return False


def no_folder(to: Path) -> str | None:
    """What keeps anything from being made at `to`, and what to do: it has no folder to be in."""
    if to.parent.is_dir():
        return None
    there = next((parent for parent in to.parents if parent.exists()), to.parent)
    if there.exists() and not there.is_dir():
        return f"{there} is a file, not a folder: nothing can be put in it. Name another place."
    return f"There is no folder {to.parent}. Make it first."
