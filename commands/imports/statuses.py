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
        r"(closed\W+(as )?)?(withdrawn|superseded|cancell?ed|overtaken|duplicated?|abandoned"
        r"|no longer (required|needed|relevant|applicable))|no further action|merged|rejected|void"
        r"|not (required|needed|pursued|agreed|accepted)|risk (is )?(accepted|tolerated)"
        r"|(accepted|tolerated) risk",
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
        r"|(not|never) (yet )?(started|begun|due|complete[d]?|implemented|actioned|closed|done"
        r"|delivered|resolved|discharged)|to be \w+|tbc"
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
_CHECKS = r"(verif|confirm|agree|sign|review|approv|check|accept|ratif|validat|clos|test)\w*"
# After "complete": what says that it is not, or not yet; or that it is over, but not done.
_NOT_YET = re.compile(
    r"\b(part(ly|ial(ly)?)?|except(ion)?|but|apart from|save for|other than|almost|nearly|not"
    r"|outstanding|expected|remain(s|ing)?|to follow|in principle|(end|early|mid|late) \w+|q[1-4]"
    r"|by (the )?((end|start|close) (of )?)?(\d+|next|this|then|tomorrow|[a-z]+day|year|eoy|close"
    r"|deadline|spring|summer|autumn|winter|easter|christmas|(jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]{,6})|re-?open\w*|in progress|under ?way|further (work|steps)|until|unless"
    rf"|incomplete|unresolved|to be (?!{_CHECKS})\w+|in error|by mistake|disputed|disagree\w*"
    r"|contested|challenged|rejected|returned|refused|transferred|moved to)\b|\?|\b\d{1,2} ?%"
    r"|[:/–—-] *(no|n)$",
    re.IGNORECASE,
)
# The same, in the sentence that says that it is complete.
_OR_NOT = re.compile(
    r"\b(open|on-?going|continu(es|ing)|further(?! action)|once|when|if|phases?|stages?|\d of \d+"
    r"|\d out of|bar|excluding|minus|so far|to date|soon|shortly|for now|fail(s|ed|ure)?|without"
    r"|due)\b",
    re.IGNORECASE,
)
# After "complete": what says that somebody is still to agree.
_TO_BE_AGREED = re.compile(
    rf"\b(await\w*|pending|tbc|subject to|to be {_CHECKS}|will be {_CHECKS}|under review|in review"
    rf"|being {_CHECKS}|(needs?|requir(es?|ing)) |(required|needed|requested)$)",
    re.IGNORECASE,
)
_CHECKED_BY = re.compile(
    r"\b(verified|validated|confirmed|checked|tested|signed[- ]off|approved|agreed) by\b"
    rf"|\b(closed|accepted) by (the )?{_INSPECTORATE}",
    re.IGNORECASE,
)
_CLOSED_BY = re.compile(
    r"(closed|signed[- ]off|discharged|verified|(closure )?(approved|agreed))( and \w+ed)?[ ,(–-]+"
    r"((on )?\S*\d\S*( [a-z]+( \d+)?)?,? |(at|in|on) ((?!\w+(ed|en)\b)[\w'’&/]+ ){1,5}?)?by ",
    re.IGNORECASE,
)
_REPORTED_BY = re.compile(
    r"((reported|claimed|said to be)( as)? )?(complete[d]?|done|implemented|finished"
    r"|delivered)[ ,(–-]+by ",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby (the )?(?P<who>[^\d;,(]+?)\s*(?:$|[;,(\d]|\bon\b)", re.IGNORECASE)


def standing_of(text: str) -> Standing | None:
    """What a status says; None where it says nothing that is certain."""
    said = " ".join(text.split()).strip(" .*•-–")
    said = _SAID_BY_IT.sub("", _SHADE.sub("", said))  # HMICFRS closed.
    said = {"o": "open", "c": "closed"}.get(said.casefold(), said)  # Under Open/Closed.
    found = next((of for of, pattern in _KNOWN if pattern.fullmatch(said)), None)
    if found != "closed":
        return found
    if not_yet(said):
        return None
    return "reported" if _TO_BE_AGREED.search(_CHECKED_BY.sub("", said)) else "closed"


def not_yet(said: str) -> bool:
    """Whether words that begin with closed, or yes, go on to say that it is not so, or not yet."""
    after = _CHECKED_BY.sub("", said)
    return bool(_NOT_YET.search(after) or _OR_NOT.search(after.partition(". ")[0]))


def closed_by(text: str) -> str | None:
    """Who is said to have closed it, which is more than that it is done: closed by the PCC."""
    return said_by(text) if _CLOSED_BY.match(text.strip()) else None


def reported_by(text: str) -> str | None:
    """Who is said to have done it, or to say so: complete, by CEX; not who is to verify it."""
    return said_by(text) if _REPORTED_BY.match(text.strip()) else None


def said_by(text: str) -> str | None:
    found = _BY.search(text)
    return " ".join(found["who"].split()) if found else None
