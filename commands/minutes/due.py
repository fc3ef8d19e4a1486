"""When an action is due, in the many ways minutes write it after the title.

    ; due 27 April 2018      ;due: 27 April       , by 27 April       (deadline end of Q2)

After "; due" comes a day, a meeting or words. After other words and signs, a due date is taken only
if it states a time. If the title still contains a day, or words of time after a sign or in
brackets, nobody can tell whether the action is due then, so the person is asked.
"""

import re
from collections.abc import Callable
from functools import partial

from commands.minutes.pasted import typed
from ledger.characters import folded
from ledger.errors import Misused
from ledger.uk import WELSH_MONTHS

When = Callable[[str], object]

# On or before a day is that day.
_OR = r"(?! or before\b)"
_DUE = re.compile(rf"; ?due\b(?: ?(?:(?:date|on|by|at)\b{_OR}|[:=]))* ?", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf"[(\[] ?due\b(?: ?(?:(?:date|on|by)\b{_OR}|[:=]))* ?([^()\[\]]+)[)\]]\.?$", re.IGNORECASE
)
_BEFORE = "before|prior to|ahead of|in advance of"
_WORD = (
    r"(?:due(?: date)?|deadline|target(?: date)?|timescale|completion(?: date)?"
    rf"|(?:on|by|at|in) or before|by|{_BEFORE}|no later than|not later than"
    r"|to be (?:done|completed)|complete[d]? by|until|till)\b"
)
_MORE = rf"(?: ?(?:(?:date|on|by|at|is)\b{_OR}|[:=-]))*"
_CLAUSE = re.compile(
    rf"(?P<sign> ?[;,(\[:|/-] ?-? ?|\. |\n| \n)"
    rf"(?P<word>{_WORD}{_MORE}) ?",
    re.IGNORECASE,
)
_SOONER = re.compile(_BEFORE, re.IGNORECASE)
_WITHIN = re.compile(rf"(?<!\w){_WORD}{_MORE} ?(?=\S)", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\d+|[a-z]+) (?:day|week|fortnight|month|year)s?\b", re.IGNORECASE)
_LONGEST = 8  # Words in which a day is said.
# What is left in a title: a part that is set apart, words that point ahead, a day.
_APART = re.compile(
    r"(?P<sign>[;,:|\n([]|(?<!\w)-(?= )|\. ) ?(?P<said>[^;,:|\n()\[\]]+)", re.IGNORECASE
)
_AHEAD = re.compile(
    r"(?<!\w)(?=(?:(?:the )?(?:next|following|coming|end of)|within"
    r"|in (?:\d+|an?|one|two|three|four)|(?<=on )(?:mon|tues|wednes|thurs|fri)day|tomorrow"
    r"|w ?/ ?c|week (?:commencing|beginning|ending))\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:as soon as|asap|immediate|urgent|ongoing|tb[acd]\b|in due course|(?:at )?the earliest"
    r"|(?:after|before|by|until|till|once|when|pending) \S)",
    re.IGNORECASE,
)
# Due: asap says when, however vague; so does: due asap.
_LABELLED = re.compile(
    r"(?<!\w)(?:(?:due|deadline|timescale|(?:due|target|completion) date)(?: by| on)? ?[:=] ?(?=\S)"
    r"|due (?=(?:as soon as|asap|immediate|urgent|tb[acd]\b)))(?P<said>[^;:\n]+)$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:fy ?)?\d{4}(?: ?[/-] ?\d{2,4})?", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = re.compile(
    rf"(?<!\bof )(?<!\bfrom )(?<!\bsince )(?<!\bdated )(?<![\d/.-])(?:"
    rf"\d{{1,2}}(?P<by>[/.-])\d{{1,2}}(?P=by)(?:\d{{4}}|\d\d)|\d{{4}}[/-]\d\d?[/-]\d\d?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?(?:{_MONTHS})[a-z]*\.?(?:[ -]'?(?:\d{{4}}|\d\d))?"
    rf"|\b(?:{_MONTHS})[a-z]* \d\d?(?:st|nd|rd|th)?\b(?:,? \d{{4}})?)(?![\d/])",
    re.IGNORECASE,
)
# Words without any of these do not say when.
_TIME = re.compile(
    rf"\d|\b(?:next|following|coming|week|month|quarter|year|tomorrow|today|yesterday|spring|summer"
    rf"|autumn|winter|mon|tue|wed|thu|fri|sat|sun|{_MONTHS}|first|second|third|fourth|last|this|"
    rf"{'|'.join(sorted(WELSH_MONTHS))})",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"; *(?:[QFADN]|action|decision|question|finding|noted)\b[^:;]*: *\S")


YES, NO = "due", "title"


class WhichDue(Misused):
    """A title that says, or seems to say, when something is due; `said`: those words."""

    def __init__(self, title: str, said: str) -> None:
        self.title, self.said = title, said
        super().__init__(
            f"is it due {said!r}? Say so behind the title (; due {said}), or that no due date is"
            " stated (; due -)."
        )


def question(title: str) -> str:
    """The key under which the answer about a title is kept."""
    return f"due {folded(title)}"


def parted(entry: str, says_when: When) -> tuple[str, str | None]:
    """An action's title without its due words, and those words."""
    shadow = typed(entry)
    *before, last = [None, *_DUE.finditer(shadow)]
    if last is not None:
        _one_only(shadow, before[-1], last, says_when)
        return entry[: last.start()].rstrip(), entry[last.end() :].strip()
    if found := _IN_BRACKETS.search(shadow):
        return entry[: found.start()].rstrip(), entry[found.start(1) : found.end(1)].strip()
    for clause in reversed([*_CLAUSE.finditer(shadow)]):
        closed = {"(": ")", "[": "]"}.get(clause["sign"].strip(), "")
        when = shadow[clause.end() :].rstrip(" .")
        if when.endswith(closed) and _says(clause["word"], says_when, when.removesuffix(closed)):
            end = clause.end() + len(when.removesuffix(closed))
            # Due before July means not in July.
            kept = _SOONER.match(clause["word"])
            begins = clause.start("word") if kept else clause.end()
            return entry[: clause.start()].rstrip(), entry[begins:end].strip()
    return entry, None


def _one_only(
    shadow: str, before: re.Match[str] | None, last: re.Match[str], says_when: When
) -> None:
    """Refuse a second due date that would be lost in a title, or a second line after the words for
    a day."""
    when = shadow[last.end() :].strip()
    first = shadow[before.end() : last.start()].strip() if before is not None else ""
    if first and when not in ("", "-") and says_when(first):
        raise Misused(f"it is due {first!r} and {when!r}: delete one of them.")
    if not when.startswith('"') and (another := _ANOTHER.search(when)) is not None:
        line = when[another.start() + 1 :].strip()
        raise Misused(f"a line of its own stands behind the due date: {line!r}. Begin a new line.")


def left_over(title: str, says_when: When) -> str | None:
    """The words of a title that may say when it is due."""
    shadow = typed(title)
    for found in _WITHIN.finditer(shadow):
        if said := _longest(shadow[found.end() :], partial(_says, found[0], says_when)):
            return f"{found[0]}{said}" if _SOONER.match(found[0]) else said
    if labelled := _LABELLED.search(shadow):
        return labelled["said"].strip(" .,)]")
    for found in _APART.finditer(shadow):
        if said := _apart(found, says_when):
            return said
    for found in _AHEAD.finditer(shadow):
        if said := _longest(shadow[found.end() :], says_when):
            return said
    day = _DAY.search(shadow)
    return day[0] if day and says_when(day[0]) else None


def _longest(words: str, says: When) -> str | None:
    """The longest beginning of the words that says when."""
    for last in reversed([*re.finditer(r"\S+", words)][:_LONGEST]):
        said = words[: last.end()].strip(" .,;:)]")
        if said and says(said):
            return said
    return None


def _apart(found: re.Match[str], says_when: When) -> str | None:
    """The words of a separate part, if they say when, even vaguely."""
    said = found["said"].strip(" .-")
    if not said or _YEARS.fullmatch(said):
        return None
    vague = found["sign"] in ";([" and _VAGUE.match(said)
    return said if vague or says_when(said) else None


def _says(word: str, says_when: When, said: str) -> bool:
    """Whether the words that follow such a word say when."""
    if word.strip().casefold() == "by" and _COUNTED.match(said):
        return False  # Reduced by two days.
    return bool(said) and bool(says_when(said))


def could_be_read(title: str) -> bool:
    """Whether something in a title could be taken for a due date."""
    shadow = typed(title) + " "
    if any(one.search(shadow) for one in (_DUE, _IN_BRACKETS, _CLAUSE, _WITHIN, _AHEAD, _DAY)):
        return True
    return left_over(title, lambda said: bool(_TIME.search(said))) is not None
