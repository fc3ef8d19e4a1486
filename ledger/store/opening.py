"""Which store keeps a ledger: a file is SQLite's, and an address is that of the database it names.

A store's own `opening` has the same functions; one that is not meant is not imported.
"""

from importlib import import_module
from pathlib import Path
from typing import Protocol

from ledger.store import Store

Place = Path | str  # A file, or the address of a database as it was typed.
_FOLDERS = {"postgresql://": "postgres", "postgres://": "postgres", "service=": "postgres"}


class Opening(Protocol):
    """What each store's `opening` does with a place of its own."""

    def open_store(
        self, place: Place, *, read_only: bool = False, upgrading: bool = False
    ) -> Store: ...

    def create(
        self,
        place: Place,
        *,
        identity: str | None = None,
        copy: bool = False,
        person: str | None = None,
    ) -> None: ...

    def discard(self, place: Place) -> None: ...
    def name_of(self, place: Place) -> str: ...
    def is_there(self, place: Place) -> bool: ...
    def is_ledger(self, place: Place) -> bool: ...
    def writable(self, place: Place) -> bool: ...


def is_address(text: str) -> bool:
    """Whether what was typed names a database, and no file."""
    return _folder(text) is not None


def placed(text: str) -> Place:
    """What a person typed: an address as it is, anything else as a path. Raises RuntimeError if
    it begins with the home folder of nobody."""
    return text if is_address(text) else Path(text).expanduser()


def of(place: Place) -> Opening:
    """The opening of the store that keeps a ledger there."""
    folder = _folder(place) if isinstance(place, str) else None
    found: Opening = import_module(f"ledger.store.{folder or 'sqlite'}.opening")
    return found


def _folder(text: str) -> str | None:
    return next((folder for begin, folder in _FOLDERS.items() if text.startswith(begin)), None)
