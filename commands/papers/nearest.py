"""The titles nearest to a paper's words, with a score: shared stems, weighted by how rare they are.

A score is no match: a person says which record is meant.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SAYS_NOTHING = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be been being by can could did do does for from had has have "
        "he her his how if in into is it its may might more most must no not of on or our "
        "shall she should so some such than that the their them then there these they this "
        "those to was we were what when where which who will with would you your ",
    )
)
ENDINGS = re.compile(
    r"(?:ations?|itions?|ments?|ness|ings?|ies|ied|edly|ed|ers?|ors?|ly|ally|es|s|e|y)$"
)
LEAST = 0.15  # Below it, titles only share words that many have.


class Near(NamedTuple):
    """A record, its title, and how near it is: 1 is the same words."""

    ref: str
    title: str
    score: float


def stems(words: str) -> Counter[str]:
    """The stems of words, without those that say nothing, each as often as it stands there."""
    found = (re.sub(r"['’]s?$", "", one) for one in re.findall(r"[\w'’]+", words.casefold()))
    return Counter(_stem(one) for one in found if one and one not in SAYS_NOTHING)


def _stem(word: str) -> str:
    if len(word) <= 4 or not word.isalpha():
        plural = len(word) == 4 and word.endswith("s") and not word.endswith("ss")
        return word[:3] if plural else word
    short = ENDINGS.sub("", word)
    return short if len(short) >= 3 else word


class Titles:
    """The titles of records by their references, to be compared with the words of a paper."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self.titles = dict(titles)
        self._stems = {ref: stems(title) for ref, title in self.titles.items()}
        of = Counter(stem for found in self._stems.values() for stem in found)
        self._weights = {
            stem: math.log(1 + len(self._stems) / (1 + count)) for stem, count in of.items()
        }
        self._unknown = math.log(1 + len(self._stems))
        self._whole = {ref: self._weight(found) for ref, found in self._stems.items()}
        self._having: dict[str, list[str]] = {}
        for ref, found in self._stems.items():
            for stem in found:
                self._having.setdefault(stem, []).append(ref)

    def nearest(self, words: str, most: int = 3) -> tuple[Near, ...]:
        """The titles that share most with the words, the nearest first; none that shares little."""
        said = stems(words)
        # What words and a title share is summed title by title: most titles share nothing.
        shared: dict[str, float] = {}
        for stem in said:
            for ref in self._having.get(stem, ()):
                shared[ref] = shared.get(ref, 0.0) + self._weights[stem]
        whole = self._weight(said)
        found = (
            Near(ref, self.titles[ref], round(of / math.sqrt(self._whole[ref] * whole), 2))
            for ref, of in shared.items()
        )
        near = sorted((n for n in found if n.score >= LEAST), key=lambda n: (-n.score, n.ref))
        return tuple(near[:most])

    def _weight(self, found: Iterable[str]) -> float:
        """How much stems say, by how rare they are among the titles."""
        return sum(self._weights.get(stem, self._unknown) for stem in found)
