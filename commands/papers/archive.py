"""Office files are zip archives of XML: opened without trusting either.

Refused in a sentence: a file that unpacks to far more than it holds, a document type (which can
name outside files and grow without end), encryption, macros.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from ledger.errors import Misused

MOST_BYTES = 200 << 20
MOST_RATIO = 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


class Archive:
    """The parts of one office file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise Misused(f"The file is damaged: {error}. Save it again.") from error
        if any(part.flag_bits & 1 for part in parts):
            raise Misused("The file is encrypted. Save a copy without a password.")
        if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
            raise Misused("The file contains macros. Save a copy without them (.docx or .xlsx).")
        whole = sum(part.file_size for part in parts)
        if whole > MOST_BYTES or whole > MOST_RATIO * max(len(data), 1 << 16):
            raise Misused(f"The file unpacks to {whole >> 20:,} MiB, more than a paper can have.")
        self._left = MOST_BYTES
        self.names = {part.filename for part in parts}

    def part(self, name: str) -> bytes | None:
        """The bytes of one part, or None where there is none. Never more than the limit, whatever
        the archive says of its own length."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            # The archive is in memory: whatever fails is wrong with its bytes.
            raise Misused(f"The file is damaged: {error}. Save it again.") from error
        self._left -= len(data)
        if self._left < 0:
            raise Misused("The file unpacks to more than a paper can have.")
        return data

    def tree(self, name: str) -> ElementTree.Element | None:
        """One part as XML, or None where there is none."""
        data = self.part(name)
        return None if data is None else parsed(data)

    def matching(self, pattern: str) -> Iterator[str]:
        """The names of the parts that fit, in order."""
        return (name for name in sorted(self.names) if re.fullmatch(pattern, name))


def parsed(data: bytes) -> ElementTree.Element:
    """XML without a document type."""
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[: 1 << 16].replace(b"\x00", b"")):
        raise Misused(
            "The file declares XML entities, which no office program writes. Save it again."
        )
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise Misused(f"The file is damaged: {error}. Save it again.") from error
