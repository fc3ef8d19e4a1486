"""Text pasted from a word processor, turned into the lines and signs of a minute.

People's words stay as written; only what stands between them is simplified. Any space becomes a
plain space and any line ending a plain one, and a list item loses its bullet if it is a line of the
minute.
"""

import re
import unicodedata

from ledger.characters import SIGNS, composed

ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2064\ufeff]"
    # Between letters of other alphabets these are part of the spelling.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_SPACE = re.compile(r"[^\S\n]")
BULLET = re.compile(
    r"(?:[\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25ba\u27a2\u27a4\u00b7\uf0b7"
    r"\uf0a7\uf0d8*+\u2013\u2014-]|o(?= )"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]) *(?=\S)",
    re.IGNORECASE,
)


def plain(text: str) -> tuple[str, list[int]]:
    """The text with plain spaces and line endings, and the numbers of the lines from which an
    invisible character was removed."""
    text = ENDS.sub("\n", composed(text.removeprefix("\ufeff")))
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _HIDDEN.search(line)]
    return _SPACE.sub(" ", composed(_HIDDEN.sub("", text)) if lines else text), lines


def typed(text: str) -> str:
    """The text with the quotes and dashes of a typewriter, each in its place."""
    return text if text.isascii() else text.translate(SIGNS)


def alike(text: str) -> str:
    """The common form of texts that differ only in spaces, quotes and dashes."""
    if not text.isascii():
        text = typed(plain(text)[0]).replace("\u2026", "...")
        text = unicodedata.normalize("NFC", text)
    return "\n".join(" ".join(line.split()) for line in ENDS.sub("\n", text).split("\n"))
