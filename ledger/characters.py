"""Characters that mislead: how text is normalised and compared, what is refused, and what a person
is asked to confirm.

All text is kept in Unicode's composed form (NFC), so a word typed on two machines is one word.

Characters that change the direction of text are refused everywhere, and invisible ones in names.
A word that mixes look-alike letters of two alphabets is a slip or a trick: it is recorded only if
the person confirms it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from ledger.errors import Doubted, Refused

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "MATHEMATICAL")
# Letters of those alphabets, without Latin. A text with none of them needs no closer look.
_OTHERS = re.compile(
    "[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1f00-\u1fff\u2c80-\u2cff\u2de0-\u2dff"
    "\ua4d0-\ua4ff\ua640-\ua69f\uab70-\uabbf\U0001d400-\U0001d7ff]"
)
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_LOOKS = str.maketrans(
    "АВЕЅІЈКМНОРСТУҮХԚԜаеѕіјкорсухһԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ",
    "ABESIJKMHOPCTYYXQWaesijkopcyxhdqwlABEZHIKMNOPTYXaikvopux",
)
# How JSON begins a text that has nothing to read; other texts may begin so too.
_BLANK_PERHAPS = re.compile(rb'"[ \\]')
# Control keys such as Escape, as JSON writes them: they are not part of a name.
_CONTROL_PERHAPS = re.compile(rb"\\[bf]|\\u00[01]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CALLED = {"recorded_by": "name of whoever records this"}
_NOT_SAID = ("command", "signature")
# The characters that a word processor puts in place of those typed.
SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_UNSEEN = re.compile("Z|M|Cc|Cf")  # Unicode categories whose characters are invisible on their own.
_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class Mixed(Doubted):
    """A word that mixes alphabets, which nobody has confirmed."""

    meant = "mixed_meant"


def composed(value: Any) -> Any:
    """Text, or a structure of texts, in composed form."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if type(value) in (tuple, list):
        return type(value)(composed(one) for one in value)
    return value


def as_typed(text: str) -> str:
    """`text` with plain quotes, dashes and dots, and without invisible characters."""
    if text.isascii():
        return text
    text = composed(text).translate(SIGNS).replace("\u2026", "...")
    return "".join(one for one in text if not hides(one))


def folded(text: str) -> str:
    """The form by which names and titles are compared: ignoring case, spaces, how accents are
    stored, and a word processor's quotes and dashes."""
    return " ".join(composed(as_typed(text).casefold()).split())


def shows(text: str) -> bool:
    """Whether `text` has anything visible."""
    if text.isascii():
        return bool(text.strip())
    return any(one not in _EMPTY and not _UNSEEN.match(unicodedata.category(one)) for one in text)


def turning(text: str) -> tuple[int, str] | None:
    """The first character that changes text direction: its place from 1, and its code."""
    found = _TURNING.search(text)
    return (found.start() + 1, f"U+{ord(found[0]):04X}") if found else None


def mixed(text: str) -> list[tuple[str, list[str]]]:
    """Each word that mixes look-alike alphabets, and those alphabets."""
    if _OTHERS.search(text) is None:
        return []
    found = ((word, _alphabets(word)) for word in _WORD.findall(text))
    return [(word, named) for word, named in found if len(named) > 1]


def _alphabets(word: str) -> list[str]:
    named = (unicodedata.name(one, "").partition(" ")[0] for one in word)
    return [one.capitalize() for one in dict.fromkeys(named) if one in _ALIKE]


def look(text: str) -> list[str]:
    """The words of a name as they look, whatever alphabets their letters come from."""
    shown = "".join(one for one in unicodedata.normalize("NFKC", text) if not hides(one))
    return shown.translate(_LOOKS).casefold().split()


def hides(one: str) -> bool:
    """Whether a character is invisible, or changes the direction of what follows."""
    return unicodedata.category(one) == "Cf" or one in "\u034f\u115f\u1160\u3164\uffa0"


def harmless(state: bytes) -> bool:
    """Whether an event's JSON contains nothing `check` could refuse, as most do not."""
    return (
        state.isascii()
        and _BLANK_PERHAPS.search(state) is None
        and _CONTROL_PERHAPS.search(state) is None
    )


def check(event: Any, envelope: Any, names: frozenset[str], *, meant: bool) -> None:
    """Refuse a text with nothing visible, a name with control, invisible or direction-changing
    characters, or a word of mixed alphabets that is not `meant`. `names`: the fields that name a
    person."""
    for struct in (event, envelope):
        for field in struct.__struct_fields__:
            value = getattr(struct, field)
            if value is None or field in _NOT_SAID:
                continue
            for text in (value,) if type(value) is str else _texts(value):
                if text and not shows(text):
                    raise Refused(
                        f"The {_called(field)} contains nothing that can be read. Type some text."
                    )
                _check(text, field, named=field in names, meant=meant)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))


def _called(field: str) -> str:
    return _CALLED.get(field, field.replace("_", " "))


def _check(text: str, field: str, *, named: bool, meant: bool) -> None:
    what = _called(field)
    if named and (control := _CONTROL.search(text)) is not None:
        raise Refused(
            f"The {what} has a control character (U+{ord(control[0]):04X}, character"
            f" {control.start() + 1} of it). Leave it out."
        )
    if text.isascii():
        return
    if named and (found := turning(text)) is not None:
        raise Refused(
            f"The {what} has a character that changes the direction of text ({found[1]},"
            f" character {found[0]} of it): a reader would not see what is recorded. Leave it out."
        )
    for at, one in enumerate(text, 1) if named else ():
        if hides(one) and "Latin" in _alphabets(text):
            raise Refused(
                f"The {what} has an invisible character (U+{ord(one):04X}, character {at} of it),"
                " so it would differ from a name that looks the same. Leave it out."
            )
    if not meant and (words := mixed(text)):
        word, alphabets = words[0]
        raise Mixed(
            f"{word!r} ({what}) mixes letters that look alike: {' and '.join(alphabets)}. Type it"
            " again in one alphabet, or confirm it: --mixed-alphabets."
        )
