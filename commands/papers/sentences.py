"""The sentences of a line."""

import re
from functools import lru_cache

ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Cllrs?|Ch|C?/?(?:Supt|Insp)|D?Supt|Insp|Sgt|Det|Temp|No|Nos|St|e\.g|i\.e|para|ref)\.$"
)
ENDS = re.compile(r"(?<=[\w)\]%’'\"” ][.;!?])\s+(?=[A-Z(“\"])")


@lru_cache(maxsize=1024)
def sentences(words: str) -> tuple[str, ...]:
    """The sentences of a line; a full stop after Mr or No. ends none."""
    found: list[str] = []
    begun = 0
    for end in ENDS.finditer(words):
        if ABBREVIATED.search(words[begun : end.start()][-14:]):
            continue
        found.append(words[begun : end.start()])
        begun = end.end()
    found.append(words[begun:])
    return tuple(found)
