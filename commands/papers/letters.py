"""Letters as they are meant: without the soft hyphens and joins that nobody sees, a ligature as its
letters, a hyphen that does not break as a hyphen. Patterns read these; what is proposed keeps the
letters of the paper.
"""

import re
import unicodedata

UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
MEANT: dict[int, str] = {
    **dict.fromkeys(map(ord, UNSEEN), ""),
    **dict.fromkeys(range(0x202A, 0x202F), ""),  # The direction of writing.
    **dict.fromkeys(range(0x2066, 0x206A), ""),
    **{one: unicodedata.normalize("NFKC", chr(one)) for one in range(0xFB00, 0xFB07)},
    **dict.fromkeys((0x2010, 0x2011, 0xFE63, 0xFF0D), "-"),
    **dict.fromkeys((0x02BC, 0x02B9, 0xFF07), "’"),
}
ODD = re.compile(f"[{''.join(map(chr, MEANT))}]")


def meant(text: str) -> str:
    """The text in letters as they are meant."""
    return text if text.isascii() else text.translate(MEANT)


def as_written(words: str, text: str) -> str:
    """The words as the text has them, letter for letter; its spaces made one."""
    if not ODD.search(text):
        return words
    letters = [(letter, at) for at, one in enumerate(text) for letter in MEANT.get(ord(one), one)]
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, "".join(letter for letter, _ in letters))
    if not found or not found[0]:
        return words
    first, last = letters[found.start()][1], letters[found.end() - 1][1]
    return " ".join(text[first : last + 1].split())
