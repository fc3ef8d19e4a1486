"""How wide words are drawn, so that no label lies on another, whatever font a machine has."""

from collections.abc import Iterator

# Thousandths of the size, in Arial and in fonts of its widths; the bold is never narrower.
_WIDTHS = {
    278: "'ijl| !,./:;I[\\]ft",
    334: '()-`r“”’{}"*',
    500: "^Jcksvxyz",
    611: "#$0123456789?L_abdeghnopqu£–+<=>~FTZ",
    722: "&ABEKPSVXYCDHNRUw",
    833: "GOQMm",
    1000: "%W—…@",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
# How much wider the widest substitute for Arial is (DejaVu Sans, Verdana).
WIDEST = 1.18
ARIAL = 1.04 / WIDEST  # The share of it that Arial, and fonts of its widths, need.


def width(words: str, size: float, *, bold: bool = False) -> float:
    """The greatest width that the words may take."""
    wide = sum(_WIDTH.get(letter, 722 if letter.isascii() else 1000) for letter in words)
    return wide * size / 1000 * WIDEST * (1.08 if bold else 1)


def lines(words: str, size: float, room: float, most: int) -> list[str]:
    """The words in lines that fit the room; text beyond `most` lines ends in …"""
    found = list(_broken(words, size, room))
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and width(f"{last}…", size) > room:
        last = last[:-1]
    return [*found[: most - 1], f"{last.rstrip()}…"]


def _broken(words: str, size: float, room: float) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width(line, size) > room:
            fits = (n for n in range(len(line), 1, -1) if width(line[:n], size) <= room)
            kept = next(fits, 1)
            yield line[:kept]
            line = line[kept:]
    yield line
