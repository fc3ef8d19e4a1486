"""The contents of a file that somebody names, read without waiting, up to a limit.

Named pipes wait for a writer, and devices may never end, so both are refused. So is a file that is
too long for its purpose.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import IO

from ledger.errors import Misused
from ledger.store.sqlite import header

# Bytes: of a key, a note or settings; of a text that people wrote; of a paper that is hashed.
SHORT, LONG, PAPER = 1 << 20, 1 << 26, 1 << 32
MAX_BYTES = 50 << 20  # of evidence
_NO_FILE = "it is a folder, a pipe or a device, not a file"


@contextmanager
def opened(file: Path, *, follow: bool = True) -> Iterator[tuple[IO[bytes], int]]:
    """An open file and its stated size in bytes. Raises OSError if it is not a plain file, is an
    open ledger, or is a link that must not be followed."""
    if not follow and file.is_symlink():  # For systems that cannot refuse it while opening.
        raise OSError(errno.ELOOP, "it is a link to a file elsewhere", str(file))
    # Without blocking: opening a named pipe would wait for its writer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    flags |= 0 if follow else getattr(os, "O_NOFOLLOW", 0)
    found = file.stat(follow_symlinks=follow)
    if header.is_open(found.st_dev, found.st_ino):
        raise OSError(errno.EINVAL, "it is the ledger itself", str(file))
    try:
        number = os.open(file, flags)
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.EISDIR):  # A socket; a folder.
            raise OSError(error.errno, _NO_FILE, str(file)) from None
        raise
    with os.fdopen(number, "rb") as stream:
        told = os.fstat(number)
        if not stat.S_ISREG(told.st_mode):
            raise OSError(errno.EINVAL, _NO_FILE, str(file))
        yield stream, told.st_size


def read(file: Path, most: int) -> bytes:
    """The whole of a file. Raises OSError, also if it has more than `most` bytes."""
    with opened(file) as (stream, _):
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most >> 20} MiB", str(file))
    return content


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file of our own."""
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def text(file: Path, most: int) -> str:
    """The UTF-8 text of a file, as `decoded` gives it. Raises OSError and UnicodeDecodeError."""
    return decoded(read(file, most))


def decoded(content: bytes) -> str:
    """UTF-8 text without a byte order mark, or UTF-16 as Windows saves it, with plain line endings.
    Raises UnicodeDecodeError."""
    wide = next((name for mark, name in _WIDE.items() if content.startswith(mark)), None)
    return re.sub("\r\n?", "\n", content.decode(wide or "utf-8-sig").removeprefix("\ufeff"))


# The byte order marks of UTF-16, and how it begins without one.
_WIDE = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"#\0": "utf-16-le",
    b"\0#": "utf-16-be",
}


@contextmanager
def of(file: object) -> Iterator[None]:
    """Whatever is wrong with what is in a file is told with its name; None is no file."""
    try:
        yield
    except Misused as error:
        if file is None or str(file) in str(error):
            raise
        raise Misused(f"{str(file)!r} cannot be used. {error}") from None


def why(error: BaseException) -> str:
    """What failed, in the system's words without its number and the file, which is named anyhow."""
    return getattr(error, "strerror", None) or str(error)


def not_text(what: str, error: UnicodeDecodeError) -> str:
    """Why bytes cannot be read, and what to do."""
    return (
        f"{what} is not UTF-8 text (byte {error.start}). If Windows saved it as plain text, it is"
        " in Windows-1252: save it again as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
        " OLD > NEW"
    )


def taken(file: Path) -> bytes:
    """The bytes of a named file, following links. Raises Misused if it is missing, unreadable,
    empty, over 50 MiB, or not a file."""
    try:
        data, size = beginning(file)
    except FileNotFoundError:
        raise Misused(f"There is no file {str(file)!r}. Check the path.") from None
    except (OSError, ValueError) as error:
        raise Misused(
            f"{str(file)!r} cannot be read: {why(error)}. Name a file that you may read."
        ) from None
    if not data:
        raise Misused(
            f"{str(file)!r} is empty: there is nothing in it to read or keep. Name another file."
        )
    if len(data) > MAX_BYTES:
        mib = max(size, len(data)) / (1 << 20)
        raise Misused(
            f"{str(file)!r} has {mib:,.1f} MiB; the limit is 50 MiB. Give a smaller copy, or"
            " say in words where it is kept."
        )
    return data


def beginning(file: Path, *, follow: bool = True) -> tuple[bytes, int]:
    """The first 50 MiB plus one byte of a file, and its stated size."""
    with opened(file, follow=follow) as (stream, size):
        return stream.read(MAX_BYTES + 1), size
