"""The three standard streams, whatever the terminal or the program at the other end can take.

A character that the encoding of stdout or stderr lacks is written as in JSON, \u017c, so JSON stays
JSON. A closed stdin counts as missing for whoever reads it, and a closed stderr swallows what is
written. Writing to a closed stdout fails: the results reach nobody, and whoever asked must know.
"""

import codecs
import io
import os
import sys
from contextlib import suppress

from ledger.errors import Misused
from ledger.system import contents

ESCAPED = "govledger.escaped"
_ASCII = "govledger_ascii"
_STDOUT = 1


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


def _ascii(name: str) -> codecs.CodecInfo | None:
    """ASCII under another name: click takes a stream of its own name for a mistake."""
    plain = codecs.lookup("ascii")
    return (
        codecs.CodecInfo(
            name=_ASCII,
            encode=plain.encode,
            decode=plain.decode,
            incrementalencoder=plain.incrementalencoder,
            incrementaldecoder=plain.incrementaldecoder,
        )
        if name == _ASCII
        else None
    )


codecs.register_error(ESCAPED, _escape)
codecs.register(_ascii)


def prepare() -> None:
    """Set up the streams so that no output fails for want of a character."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # Otherwise the next file opened would become a standard stream.
            with suppress(OSError):
                os.open(os.devnull, os.O_RDONLY if number == _STDOUT else os.O_RDWR)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            what = _STDOUT if name == "stdout" else os.devnull
            setattr(sys, name, open(what, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding=_ASCII if ascii_only else None, errors=ESCAPED)


def fits(text: str) -> bool:
    """Whether stdout can show all characters of `text`."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def spelled(text: str) -> str:
    """`text` as stdout will show it, to hand to another program such as a pager."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, ESCAPED).decode(encoding)


def read(most: int = contents.LONG) -> str:
    """All of standard input. Raises Misused if there is none, if it is not UTF-8 text, or if it has
    more than `most` bytes: it may never end."""
    if sys.stdin is None or sys.stdin.closed:
        raise Misused("There is no standard input to read.")
    try:
        content = sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise Misused(f"Standard input cannot be read: {error.strerror}.") from None
    if len(content) > most:
        raise Misused(f"Standard input is longer than {most >> 20} MiB. Give it in parts.")
    try:
        return contents.decoded(content)
    except UnicodeDecodeError as error:
        raise Misused(contents.not_text("Standard input", error)) from None
