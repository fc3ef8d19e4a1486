"""People's words, shown as text: never as markup, never as an escape code."""

import re
import unicodedata
from functools import lru_cache

# Control characters, and characters that are invisible.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_UNFIT = re.compile("[\0\x7f\ud800-\udfff]")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def plain(text: str) -> str:
    """`text` with every control, bidirectional and invisible character spelled out: \\x1b."""
    if text.isascii():
        return _CONTROL.sub(lambda match: _spelled(match[0]), text)
    hidden = {ord(one): _spelled(one) for one in set(text) if _hidden(one)}
    return text.translate(hidden) if hidden else text


@lru_cache(4_096)  # As many different ones as a ledger's texts are likely to have.
def _hidden(character: str) -> bool:
    return (
        unicodedata.category(character) == "Cf"
        or character in _BLANK
        or _CONTROL.match(character) is not None
    )


def one_line(text: str) -> str:
    """`text` on one line, for a row of a list."""
    return plain(re.sub(r"\s*[\n\t]\s*", " ", text))


def _spelled(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def acceptable(text: str) -> str | None:
    """Why `text` cannot be recorded, or None: it has a NUL, a DEL, a surrogate, or a character that
    changes the direction of text."""
    if (unfit := _UNFIT.search(text)) is not None:
        at = unfit.start() + 1
        if named := {"\0": "a NUL", "\x7f": "a DEL"}.get(unfit[0]):
            return f"character {at} is {named}"
        return f"character {at} is not text: the words are not valid UTF-8"
    if text.isascii():
        return None
    from ledger import characters  # Imported here to keep start-up fast.

    if (found := characters.turning(text)) is not None:
        return f"character {found[0]} turns the direction of the text ({found[1]}). Leave it out"
    return None
