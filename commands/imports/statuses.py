"""What the status of a tracker says: open, reported as done, closed, dropped, disputed."""

import re
from typing import Literal

Standing = Literal["open", "reported", "closed", "dropped", "disputed"]

_DONE = r"(?:closed?|complete[d]?|done|discharged|implemented|finished|delivered|resolved|archived)"
_INSPECTORATE = r"(hmic(frs)?|hmi|inspectorate|(hmic(frs)? )?(monitoring )?portal)"
_SAID_BY_IT = re.compile(
    rf"(the )?{_INSPECTORATE}:?( has| have)? +(?=closed|accepted)", re.IGNORECASE
)
# Green – complete, Blue (closed).
_SHADE = re.compile(r"(red|amber|green|blue|gr[ea]y|white|black) ?[-–—:(,/] ?", re.IGNORECASE)
_PATTERNS: tuple[tuple[Standing, str], ...] = (
    ("disputed", r"(existence )?(is )?(disputed|contested)|never agreed"),
    (
        "dropped",
        r"withdrawn|no further action|superseded|merged|cancell?ed"
        r"|no longer (required|needed|relevant|applicable)"
        r"|rejected|not (required|needed|pursued|agreed|accepted)|overtaken|duplicated?|void"
        r"|abandoned|risk (is )?(accepted|tolerated)|(accepted|tolerated) risk",
    ),
    (
        "reported",
        rf"(reported|claimed|said to be)( as)? {_DONE}"
        rf"|{_DONE}\W+(awaiting|pending|subject to|to be (verified|confirmed|agreed|signed off)"
        r"|unverified|not (yet )?(verified|confirmed)|for (verification|closure|sign))"
        r"|(propose|recommend|suggest|request|ready|awaiting)\w*( (for|to))?( be)?"
        r" (closed?|closure|discharged?|sign(ed)?[- ]off|verification)"
        rf"|(awaiting|pending)( the)? {_INSPECTORATE}('?s)? (sign[- ]?off|closure|validation"
        rf"|verification|approval|acceptance)"
        rf"|(submitted|sent)( (to|on|for|with|the))* {_INSPECTORATE}"
        rf"|submitted for (sign[- ]?off|closure|verification|validation)|with {_INSPECTORATE} for",
    ),
    (
        "open",
        r"re-?open(ed)?|open|on-?going|in progress|in hand|outstanding|new|live|on[- ]hold|paused"
        r"|(not|never) (yet )?(started|begun|due|complete[d]?|implemented|actioned)|to be \w+|tbc"
        r"|partial(ly)?|part|incomplete|pending|started|on[- ]track|off[- ]track|overdue|delayed"
        r"|deferred|carried (forward|over)|c/f|active|under ?way|behind|at risk|slipp(ed|ing)"
        r"|no|n|awaiting|in train|continuing|progressing|nearly|almost|mostly|substantially",
    ),
    (
        "closed",
        rf"{_DONE}|signed[- ]off|accepted by {_INSPECTORATE}|verified|validated"
        rf"|confirmed( as)? {_DONE}|yes|y",
    ),
)
_KNOWN = [(of, re.compile(rf"({words})\b.*", re.IGNORECASE | re.DOTALL)) for of, words in _PATTERNS]
# After "complete": what says that it is not, or not yet.
_NOT_YET = re.compile(
    r"\b(part(ly|ial(ly)?)?|except|but|apart from|save for|other than|almost|nearly|not|outstanding"
    r"|expected|remain(s|ing)?|to follow|in principle|(end|early|mid|late) |q[1-4]"
    r"|by (the )?((end|start|close) (of )?)?(\d|next|[a-z]+day|(jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]* \d)|\d{1,2} ?%)|\?",
    re.IGNORECASE,
)
_CHECKED_BY = re.compile(
    r"\b(verified|validated|confirmed|checked|tested|signed[- ]off|approved|agreed) by\b"
    rf"|\b(closed|accepted) by (the )?{_INSPECTORATE}",
    re.IGNORECASE,
)
_CLOSED_BY = re.compile(
    r"(closed|signed[- ]off|discharged|verified|(closure )?(approved|agreed))\b[^;.]*? by ",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby (?P<who>[^\d;,(]+?)\s*(?:$|[;,(\d]|\bon\b)", re.IGNORECASE)


def standing_of(text: str) -> Standing | None:
    """What a status says; None where it says nothing that is certain."""
    said = " ".join(text.split()).strip(" .*•-–")
    said = _SAID_BY_IT.sub("", _SHADE.sub("", said))  # HMICFRS closed.
    said = {"o": "open", "c": "closed"}.get(said.casefold(), said)  # Under Open/Closed.
    found = next((of for of, pattern in _KNOWN if pattern.fullmatch(said)), None)
    if found == "closed" and _NOT_YET.search(_CHECKED_BY.sub("", said)):
        return None
    return found


def closed_by(text: str) -> str | None:
    """Who is said to have closed it, which is more than that it is done: closed by the PCC."""
    return said_by(text) if _CLOSED_BY.match(text.strip()) else None


def said_by(text: str) -> str | None:
    """Who is said to have done it: complete, by CEX."""
    found = _BY.search(text)
    return " ".join(found["who"].split()) if found else None
