"""People's words, shown as text: never as markup, never as an escape code."""

import re
import unicodedata

# Controls, and the marks that turn the direction of text or hide in it.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)


def plain(text: str) -> str:
    """`text` with every control, bidirectional and invisible character spelled out: \\x1b."""
    return _HIDDEN.sub(lambda match: _spelled(match[0]), text)


def one_line(text: str) -> str:
    """`text` on one line, for a row of a list."""
    return plain(re.sub(r"\s*[\n\t]\s*", " ", text))


def _spelled(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def acceptable(text: str) -> str | None:
    """Why `text` cannot be recorded, or None: a NUL, a DEL, or half of a character."""
    for at, character in enumerate(text, 1):
        if character == "\0":
            return f"character {at} is a NUL"
        if character == "\x7f":
            return f"character {at} is a DEL"
        if unicodedata.category(character) == "Cs":
            return f"character {at} is not text: the words are not valid UTF-8"
    return None
