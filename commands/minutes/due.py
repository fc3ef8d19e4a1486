"""When an action is due, as minutes say it: behind the title, in many ways.

    ; due 27 April 2018      ;due: 27 April       , by 27 April       (deadline end of Q2)

What stands behind "; due" is a day, a meeting or words. Behind other words and other signs it is
taken only where it says when; where it does so in the midst of the title, nobody can tell whether
the action is due then, and it is asked about.
"""

import re
from collections.abc import Callable

from commands.minutes.pasted import typed
from ledger.characters import folded
from ledger.errors import Misused

When = Callable[[str], object]

_DUE = re.compile(r"; ?due\b(?: ?(?:(?:date|on|by|at)\b|[:=]))* ?", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"[(\[] ?due\b(?: ?(?:(?:date|on|by)\b|[:=]))* ?([^()\[\]]+)[)\]]\.?$", re.IGNORECASE
)
_WORD = (
    r"(?:due(?: date)?|deadline|target(?: date)?|timescale|completion(?: date)?|by|before|no later"
    r" than|not later than|to be (?:done|completed)|complete[d]? by|until|till)\b"
)
_MORE = r"(?: ?(?:(?:date|on|by|at|is)\b|[:=-]))*"
_CLAUSE = re.compile(
    rf"(?P<sign> ?[;,(\[:|/-] ?-? ?|\. |\n| \n)"
    rf"(?P<word>{_WORD}{_MORE}) ?",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"(?<!\w){_WORD}{_MORE} ?(?=\S)", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\d+|[a-z]+) (?:day|week|fortnight|month|year)s?\b", re.IGNORECASE)
_LONGEST = 8  # Words in which a day is said.


YES, NO = "due", "title"


class WhichDue(Misused):
    """A title that says when something is due, or only seems to; `said`: the words for it."""

    def __init__(self, title: str, said: str) -> None:
        self.title, self.said = title, said
        super().__init__(
            f"is it due {said!r}? Say so behind the title (; due {said}), or that no due date is"
            " stated (; due -)."
        )


def question(title: str) -> str:
    """The name under which it is kept what was answered about a title."""
    return f"due {folded(title)}"


def parted(entry: str, says_when: When) -> tuple[str, str | None]:
    """An action without what says when it is due, and that."""
    shadow = typed(entry)
    *_, last = [None, *_DUE.finditer(shadow)]
    if last is not None:
        return entry[: last.start()].rstrip(), entry[last.end() :].strip()
    if found := _IN_BRACKETS.search(shadow):
        return entry[: found.start()].rstrip(), entry[found.start(1) : found.end(1)].strip()
    for clause in reversed([*_CLAUSE.finditer(shadow)]):
        closed = {"(": ")", "[": "]"}.get(clause["sign"].strip(), "")
        when = shadow[clause.end() :].rstrip(" .")
        if when.endswith(closed) and _says(when.removesuffix(closed), clause["word"], says_when):
            end = clause.end() + len(when.removesuffix(closed))
            return entry[: clause.start()].rstrip(), entry[clause.end() : end].strip()
    return entry, None


def left_over(title: str, says_when: When) -> str | None:
    """The words of a title that may say when it is due."""
    shadow = typed(title)
    for found in _WITHIN.finditer(shadow):
        words = [*re.finditer(r"\S+", shadow[found.end() :])][:_LONGEST]
        for last in reversed(words):
            said = shadow[found.end() : found.end() + last.end()].strip(" .,;:)]")
            if said and _says(said, found[0], says_when):
                return said
    return None


def _says(said: str, word: str, says_when: When) -> bool:
    """Whether words behind such a word say when."""
    if word.strip().casefold() == "by" and _COUNTED.match(said):
        return False  # Reduced by two days.
    return bool(said) and bool(says_when(said))


def could_be_read(title: str) -> bool:
    """Whether something in a title could be taken for a due date."""
    shadow = typed(title) + " "
    return any(one.search(shadow) for one in (_DUE, _IN_BRACKETS, _CLAUSE, _WITHIN))
