"""Who stands at the end of a line that gives a task, or between its dashes: "Check insurance -
Mrs Lowe", "... (ACTION: DR)", "... Action 3/12 - DR"."""

import re

from commands.papers.dues import MONTH
from commands.papers.owners import SURE, alone
from commands.papers.sentences import sentences
from commands.papers.shapes import is_sentence

DAY = rf"(?:end\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}(?:\s+(?:(?:20)?\d\d|[A-Z]\w+))?"
AT_END = re.compile(
    r"(?:\s[-–—]\s*(?:by\s+)?|\s/\s+|[(\[|]\s*|\b(?:actions?(?:\s+by)?|owners?|lead|by|who|responsible)\s*[:–—-]\s*)"
    r"(?:(?:actions?|lead|owner)\s*[:–—-]?\s*)?(?P<who>[^()\[\]|:]{2,80}?)\s*[)\]|.]*\s*$",
    re.I,
)
# "(ACTION: DR)", "Action: Supt Cardew": a line that ends in its owner, after a mark.
NUMBER = r"(?:\s+(?:no\.?\s*)?(?P<number>\d+(?:[/.-]\d+)*))?"
MARK_AT_END = re.compile(
    r"(?:[(\[]\s*actions?(?:\s+(?:by|for|on))?\s*[:–—-]?\s*(?P<a>[^()\[\]:]{2,80})[)\]]|"
    rf"(?:(?<=[.;)!?])|\s[–—-])\s*actions?(?:\s+(?:by|for|on|point))?{NUMBER}"
    r"\s*[:–—-]\s*(?P<b>[^()\[\]:]{2,80}?)(?:\s*[(\[](?P<ref>[A-Z]{1,6}[/.-]?\d[\w/.-]{0,15})[)\]])?|"
    r"(?:(?<=[.;)!?])|\s[–—-])\s*(?-i:Action|ACTION)\s+(?P<c>ALL|All|(?-i:[A-Z])[\w'’]+(?:\s*/\s*[A-Z]\w+)*)|"
    r"\s[–—-]\s*(?-i:action\s+(?P<d>[A-Z]{2,3}(?:\s*[/,&]\s*[A-Z]{2,3})*)))\W*$",
    re.I,
)
# "(LT/OP) by 20/12/19": the day by which, after the owner.
BY_WHEN = re.compile(
    rf"(?<=[\w)\]])\s*(?:,?\s+(?:by|due)\s+(?:the\s+)?[\w/ ]{{3,24}}|,\s+{DAY})\W*$", re.I
)
# "Write to the bank. DCC / CFO": the stroke joins two.
JOINED = re.compile(
    r"(?:[.;!?)]|\s[-–—])\s+(?P<who>[A-Z][^.;:()/]{1,40}(?:\s/\s[A-Z][^.;:()/]{1,40})+)\.?\s*$"
)
# "Action: write to the bank By: Clerk", "... By Office", and no day by which.
BY_WHOM = re.compile(
    rf"\sBy:?\s+(?P<who>(?!\w+day\b|{MONTH}\b|Christmas|Easter|End|Next|Autumn|Spring|Summer|Winter)[A-Z][^:]{{2,60}})$"
)
LEADS = re.compile(r"\((?P<who>[^()]{2,60}?)\s+to\s+(?:lead|action|progress|take\s+forward)\)\W*$")
LAST = 130  # Characters: a mark and its owner, at the end of a line.
OWNED = re.compile(
    r"\b(?:owners?|lead|responsible|action\s+by|by\s+whom|who)\s*[:–—-]\s*(?P<who>[^:|.;()]{2,80}?)\s*"
    r"(?=[.;|)\]]|$|,\s+by\b)",
    re.I,
)


def at_end(words: str) -> tuple[str, ...]:
    """The owners with whom words end, after a dash, a bracket or a label; else nobody."""
    if (by := BY_WHOM.search(words[-110:])) and (every := alone(by["who"])):
        return every
    ends = BY_WHEN.sub("", words)[-110:]
    if " / " in ends and (joined := JOINED.search(ends)) and (every := alone(joined["who"])):
        return every
    found = LEADS.search(words[-110:]) or AT_END.search(ends)
    return alone(found["who"]) if found else ()


# "... to the members at the meeting. Una and Bo": a column of owners that ran into the line.
LAST_NAMES = re.compile(
    r"(?<=[\w)]{3})[.;!?]\s+(?P<who>[A-Z][\w'’-]*(?:(?:,\s*|\s*[/&]\s*|,?\s+and\s+|\s)[A-Z][\w'’-]*){0,6})\.?\s*$"
)


def in_column(words: str, known: frozenset[str]) -> tuple[str, ...]:
    """The owners whose known names stand alone after the last sentence; else nobody."""
    found = LAST_NAMES.search(words)
    told = found and is_sentence(sentences(words[: found.start() + 1])[-1])
    who = alone(found["who"]) if found and told else ()
    return who if all({*one.split()} <= known for one in who) else ()


def between(words: str) -> tuple[str, ...]:
    """The owners between two dashes: "Bikes – PS Adair – two patrols"; else nobody."""
    inner = re.split(r"\s[–—-]\s", words)[1:-1]
    named = (who for one in inner if (who := alone(one)))
    return next((who for who in named if all(SURE.match(one) for one in who)), ())


def owned(words: str) -> tuple[str, ...]:
    """The owners after a label within the words: `Lead: Chief of Staff.`; else nobody."""
    return next((who for m in OWNED.finditer(words) if (who := alone(m["who"]))), ())


def marked(words: str) -> tuple[tuple[str, ...], str, str | None] | None:
    """The owner, the words before and the number of the action, where a line ends in a mark:
    "... (ACTION: DR)", "... Action 3/12 - DR"."""
    if "action" not in words[-LAST:].lower():
        return None
    found = MARK_AT_END.search(words)
    who = alone(found["a"] or found["b"] or found["c"] or found["d"]) if found else ()
    if not found or not who or found.start() <= 3:
        return None
    return who, words[: found.start()], found["number"] or found["ref"]
