"""The numbers of list items in a Word document, which Word does not store: counted in the order of
the document, as Word counts them.

Lists of one definition go on from each other, unless one says that it starts anew.
"""

from collections import defaultdict
from typing import NamedTuple
from xml.etree.ElementTree import Element

from commands.papers.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9  # Levels of a list.


class Level(NamedTuple):
    """How a level is counted: the form of its number, its words (%1.%2), and where it starts."""

    form: str
    text: str
    start: int


class Numbering:
    """The number or bullet of each list item."""

    def __init__(self, archive: Archive) -> None:
        self.levels: dict[tuple[str, int], Level] = {}
        self.definition: dict[str, str] = {}
        self.restarts: dict[tuple[str, int], int] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0] * DEEPEST)
        part = archive.tree("word/numbering.xml")
        if part is not None:
            self._take(part)
        styles = archive.tree("word/styles.xml")
        for style in styles.iter(f"{W}style") if styles is not None else ():
            if found := _number_of(style):
                self.styles[style.get(f"{W}styleId", "")] = found

    def _take(self, part: Element) -> None:
        defined = {
            one.get(f"{W}abstractNumId", ""): _levels(one) for one in part.iter(f"{W}abstractNum")
        }
        for one in part.iter(f"{W}num"):
            number = one.get(f"{W}numId", "")
            self.definition[number] = _value(one, "abstractNumId", number)
            levels = dict(defined.get(self.definition[number], {}))
            for override in one.iter(f"{W}lvlOverride"):
                levels |= _levels(override)
                if starts := _value(override, "startOverride", ""):
                    self.restarts[number, _whole(override.get(f"{W}ilvl"), 0)] = _whole(starts, 1)
            for at, level in levels.items():
                self.levels[number, at] = level

    def of(self, paragraph: Element) -> str:
        found = _number_of(paragraph)
        if found is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            found = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        if found is None or found[0] == "0" or found not in self.levels:
            return ""
        number, at = found
        level = self.levels[found]
        if level.form == "none":
            return ""
        counts = self.counts[self.definition.get(number, number)]
        start = self.restarts.pop(found, None)  # Once: the items that follow go on.
        counts[at] = start if start is not None else counts[at] + 1 if counts[at] else level.start
        counts[at + 1 :] = [0] * (DEEPEST - 1 - at)
        if level.form == "bullet":
            return "•"
        text = level.text
        for above in range(at + 1):
            how = self.levels.get((number, above), Level(level.form, "", 1))
            text = text.replace(f"%{above + 1}", _counted(counts[above] or how.start, how.form))
        return text


def _levels(parent: Element) -> dict[int, Level]:
    """The levels that a definition, or what stands in its place, describes."""
    return {
        _whole(level.get(f"{W}ilvl"), 0): Level(
            _value(level, "numFmt", "decimal"),
            _value(level, "lvlText", ""),
            _whole(_value(level, "start", "1"), 1),
        )
        for level in parent.iter(f"{W}lvl")
    }


def _whole(said: str | None, default: int) -> int:
    """A number of a level or of an item; anything else is the usual one."""
    return min(int(said), 10_000) if said and said.isascii() and said.isdecimal() else default


def _number_of(element: Element) -> tuple[str, int] | None:
    number = element.find(f"{W}pPr/{W}numPr")
    if number is None:
        return None
    level = _whole(_value(number, "ilvl", "0"), 0)
    return _value(number, "numId", "0"), min(level, DEEPEST - 1)


def _value(element: Element, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)


def _counted(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, letters in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
            strict=True,
        ):
            roman += letters * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    return str(number)
