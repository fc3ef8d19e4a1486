"""Attachments in a folder beside the ledger, each under the SHA-256 of its bytes.

    office.ledger.files/3f/3fa9...   64 hexadecimal digits, read-only

No file keeps its original name, and the same bytes are stored once. A file is stored before the
event that names it is committed, and removed after the event that disposes of it, both while
nobody else can write the ledger; so no event names a missing file. A crash may leave a file that no
event names, which does no harm.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from ledger.errors import Broken
from ledger.storage_errors import unavailable
from ledger.system import contents, disk, paths, underway

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_DRAFT = re.compile(r"\.[0-9a-f]{32}")


class FolderAttachments:
    """The attachments of the ledger at a path; the folder is made when first needed."""

    def __init__(self, ledger: Path) -> None:
        self.folder = Path(f"{ledger}.files")

    def place(self, digest: str) -> Path:
        """Where the file with that SHA-256 is, or would be. Raises Broken if that is not a
        SHA-256."""
        return self.folder / paths.digest(digest)[:2] / digest

    def put(self, data: bytes) -> str:
        """Keep bytes, safe on the disk, and give their SHA-256. Only while the ledger
        is being written by this process: what else lies half written there, a crash left."""
        digest = sha256(data).hexdigest()
        place, draft = self.place(digest), self.folder / f".{uuid4().hex}"
        with unavailable(self.folder):
            underway.folders(place.parent)
            for left in self.folder.iterdir():
                if _DRAFT.fullmatch(left.name):
                    disk.remove(left)
            with underway.gone_after(draft):
                with os.fdopen(os.open(draft, _NEW, 0o400), "wb") as out:
                    out.write(data)
                    out.flush()
                    os.fsync(out.fileno())
                # Overwrites what is there: the same bytes, or ones that somebody changed.
                disk.replace(draft, place)
            for folder in (place.parent, self.folder, self.folder.parent):
                disk.sync(folder)
        return digest

    def read(self, digest: str) -> bytes:
        if (wrong := self.wrong(digest)) is not None:
            raise Broken(f"The file {digest} {wrong}.")
        return contents.beginning(self.place(digest), follow=False)[0]

    def wrong(self, digest: str, size: int | None = None) -> str | None:
        if not paths.is_digest(digest):
            return "is named by no SHA-256, so none is looked for"
        place = self.place(digest)
        try:
            data, long = contents.beginning(place, follow=False)
        except FileNotFoundError:
            return f"is missing: put a copy back at {place}"
        except OSError as error:
            return f"cannot be read at {place}: {error.strerror}"
        if (now := sha256(data).hexdigest()) != digest:
            return f"was changed: its SHA-256 is now {now} ({long:,} bytes, at {place})"
        if size not in (None, long):
            return f"has {long:,} bytes, and {size:,} were recorded"
        return None

    def has(self, digest: str) -> bool:
        return paths.is_digest(digest) and os.path.lexists(self.place(digest))

    def remove(self, digest: str) -> None:
        with unavailable(self.folder):
            disk.remove(self.place(digest))
            with suppress(OSError):  # A folder is removed with the last file in it.
                self.place(digest).parent.rmdir()
                self.folder.rmdir()

    def names(self) -> Iterator[tuple[Path, str | None]]:
        """Every file here: its path, and the hash its name states. Files still being written are
        not included."""
        for folder, within, files in os.walk(self.folder):
            links = [name for name in within if (Path(folder) / name).is_symlink()]
            for name in sorted([*files, *links]):
                path = Path(folder) / name
                placed = paths.is_digest(name) and path == self.place(name)
                if not (Path(folder) == self.folder and _DRAFT.fullmatch(name)):
                    yield path, name if placed else None
