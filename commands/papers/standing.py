"""How an open item stands, by what is said of it: closed, still open, moved, passed on."""

import re
from typing import NamedTuple

from commands.papers import dues, owners
from commands.papers.hints import has_any
from commands.papers.sentences import sentences


class Standing(NamedTuple):
    """The kind of event; to whom the item passed; the new due date."""

    kind: str
    owner: tuple[str, ...] = ()
    due: str | None = None


REOPENED = re.compile(
    r"\bre-?open(?:s|ed|ing)?\b(?!\s+(?:of\s+the\s+)?(?:station|office|counter|road|school|building))",
    re.I,
)
# "handed over to the Chair to present": the word passes, and no item.
PASSED = re.compile(
    r"\bas\s+taking\s+(?:it|this)\s+forward\b|\b(?:re-?assigned|re-?allocated|transferred|handed(?:\s+(?:over|this|it|that))?)\s+(?:from\s+.{2,40}\s+)?to\b(?!(?:\s+[\w’']+){1,5}?\s+(?:to|who)\s+(?:present|introduce|speak|explain|lead|outline|give|talk|answer|update))|"
    r"\b(?:ownership|owner|lead|responsibility)\b.{0,20}\b(?:passed|moved|changed|transferred|moves|passes)\b.{0,60}\bto\b|\bnow\s+(?:owned|led)\s+by\b|\bnew\s+(?:owner|lead)\b",
    re.I,
)
TO_WHOM = re.compile(
    rf"(?:\bto|\bby|:)\s+(?P<who>{owners.RUN})(?=\W*$|[.,;]|\s+(?:who|and|as|from)\b)|"
    r"\bshow\s+(?P<shown>(?:[A-Z]+\s+)?[A-Z]\w+)\s+as\s+taking"
)
DATES = (
    r"(?:due\s+dates?|dates?|deadlines?|targets?|timescales?|target\s+dates?|"
    r"completion(?:\s+dates?)?|timeline|time\s*frame)"
)
SLIPPED = re.compile(
    rf"\b{DATES}\b.{{0,60}}\b(?:changed|moved|revised|extended|put\s+back|slipped|amended|deferred|pushed\s+back|now)\b|"
    rf"\b(?:extend(?:ed|s)?|moved?|revised?|amended?|push(?:ed)?|put\s+back|changed?)\b.{{0,30}}\b{DATES}\b|\b(?:revised|new)\s+(?:due\s+|target\s+|completion\s+)*(?:date|deadline|target)\b|"
    rf"\b(?:moved?|changed|revised|slipped)\b[^.]{{0,40}}\bfrom\s+{dues.WHEN}\s+to\s+{dues.WHEN}|\b(?:(?<!hall\s)(?<!house\s)(?<!building\s)extension(?!\s+(?:on|build\w*|work\w*|electric\w*|lead)\b)|more\s+time|extended\s+(?:to|until)|slipped\s+to)\b|\b(?:deferred|moved|postponed)\s+(?:to|until)\s+(?:the\s+)?{dues.WHEN}|"
    rf"\bnow\s+due\s+(?:on\s+|by\s+)?{dues.WHEN}",
    re.I,
)
# "The date of the next Board has been changed": no item's.
MEETS = re.compile(r"\bdates?\s+of\s+(?:the\s+|our\s+)?(?:next|meetings?|agm)\b", re.I)
NOT_YET = re.compile(
    r"\b(?:not|never|yet\s+to\s+be|un|in)\s*-?\s*(?:yet\s+|been\s+|fully\s+|be\s+)*(?:closed|complete[d]?|implemented|done|finished|discharged)\b|"
    r"\b(?:when|once|until|before|if)\b.{0,30}\b(?:closed|complete[d]?|implemented|discharged|removed)|\b(?:to|will|would|should)\s+be\s+(?:complete[d]?|implemented|done|finished)\b|"
    r"\b(?:partly|partially|almost|nearly|\d+\s*(?:%|per\s*cent))\s*(?:complete[d]?|implemented|done)\b|\b(?:completed?|closed)\s+by\b|\bdue\s+(?:to|for)\s+complet|"
    r"\b(?:closed|completed?|done|discharged|implemented|actioned)\b\s*(?:\?|/\s*on-?going|[(,;:–—-]*\s*(?:awaiting|pending|subject\s+to|once|if|unless|"
    r"to\s+be\s+(?:verified|confirmed|ratified|agreed|approved|signed|reviewed|checked)))",
    re.I,
)
CLOSED = re.compile(
    r"\b(?:be|was|were|is|are|now|(?:has|have|had)\s+(?:(?:now|since|all)\s+){0,3}been|as|and)\s+(?:(?:now|therefore|fully|all)\s+){0,3}(?:closed|removed|discharged|superseded|complete[d]?|implemented|actioned)\b|^superseded\b|"
    r"\b(?:recommended|proposed|ready)\s+(?:for|to)\s+(?:closure|closing|close)\b|\bto\s+close\s+(?:this|it|the\s+(?:action|item|matter|reference|recommendation|point))\b|\b(?:can|could|may)\s+(?:now\s+)?(?:be\s+)?close[d]?\b|\bclose\s+(?:both|all|these|those|the)\s+(?:\w+\s+)?(?:actions|items)\b|"
    r"(?:^|[.;:–—-]\s*|\()(?:action\s+|item\s+)?(?:now\s+)?(?:closed?|completed?|done|discharged?|cleared|implemented|actioned|fully\s+implemented)\b(?!\s+(?:by|in\s+part))|"
    r"^all\s+(?:\w+\s+){0,2}?(?:actions?|items?|points?)\b[^.]{0,60}\b(?:were|are|had\s+been)\s+(?:now\s+)?(?:cleared|closed|completed?|done|discharged)\b|"
    r"^(?:all|both)\s+(?:(?:actions?|items?|these|of\s+these|now|are|were)\s+){0,3}(?:closed|completed?|done|discharged|actioned)\b|"
    r"\b(?:action|item|matter|recommendation)\s+(?:closed|complete[d]?|discharged)\b|\bconfirmed\s+(?:as\s+)?complete|\bno\s+further\s+action\b",
    re.I,
)
STILL = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|still|was|is|were|are)\s+(?:open|outstanding|on-?going|incomplete)\b|\b(?:remains?|still)\s+(?:need(?:s|ed)?\s+)?to\s+be\s+(?:\w+ed|set|made|sent|done)\b|\bcarr(?:y|ied|ies)\s+(?:forward|over)\b|\bc/?fwd?\b|"
    r"\baction\s+(?:continues|continuing|remains|carried\s+forward)\b|\b(?:still|as\s+yet)\s+not\b|\bnot\s+(?:yet\s+)?(?:complete[d]?|started|been\s+(?:done|completed|started))\b|\bno\s+progress\b|\bstill\s+in\s+progress\b|\bnot\s+yet\s+due\b|"
    r"(?:^|[.;:–—-]\s*|\()(?:outstanding|on-?going|open|no\s+change|not\s+started)\b(?:\s+(?-i:[A-Z]{2,3}(?:\s*[/&]\s*[A-Z]{2,3})?)(?=\W*$))?\W*(?:$|[-–—;.])",
    re.I,
)
UNDER_WAY = re.compile(
    r"^(?:in\s+progress|on\s+track|under\s*way|in\s+hand|on\s+target|progressing|work\s+(?:is\s+)?(?:under\s*way|in\s+progress|ongoing)|part(?:ly|ially)\s+(?:complete|implemented))",
    re.I,
)

# Words of PASSED, SLIPPED, CLOSED and STILL.
PASS = (
    *("taking", "assigned", "allocated", "transferred", "hand", "owner", "owned", "lead"),
    *("responsib", "led"),
)
SLIP = (
    *("date", "deadline", "target", "timescale", "completion", "timeline", "frame", "extension"),
    *("more", "extended", "slipped", "moved", "changed", "revised", "deferred", "postponed", "now"),
)
CLOSE = (
    *("clos", "complete", "discharge", "superseded", "removed", "implemented", "actioned"),
    *("cleared", "done", "further"),
)
STAY = (
    *("remain", "still", "open", "outstanding", "going", "incomplete", "carr", "c/f", "cf"),
    *("continu", "yet", "not", "progress", "change"),
)


# "CFO to write to them. Done 4 May.": what became of a task, right after it.
BECAME = re.compile(
    r"^(?:(?:now|this|action|item|since|(?-i:[A-Z]{2,4}))\s+)*(?:(?P<moved>(?:moved|deferred|postponed|put\s+back)\s+(?:to|until))\b|"
    r"(?:done|completed?|closed?|discharged|actioned|outstanding|on-?going|open|in\s+(?:progress|hand)|"
    r"not\s+(?:yet\s+)?(?:started|done|begun|due)|carried\s+(?:forward|over)|c/?fwd?|circulated|sent|received|superseded|withdrawn|overdue|"
    r"no\s+(?:change|progress))(?=\W*$|\s*[;,.–—(:-]|\s+(?:on|in|at|by|since|until|to)\s|\s+\d))",
    re.I,
)


# "A plan to be drafted. Plan drafted and sent.": done, without a verb of its own.
DID = re.compile(
    r"(?!.*\b(?:will|would|is|are|was|were|to\s+be|being|yet|but)\b)(?:[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,2}?\s+)?(?i:sent|made|produced|circulated|provided|completed|updated|arranged|booked|"
    r"published|issued|written|drafted|checked|amended|invited|ordered|paid|repaired|installed)\b"
)
DASH = re.compile(r"\s[–—-]\s")


def did(words: str) -> bool:
    """Whether the sentence after what was to be done says, without a verb, that it was."""
    after = sentences(words)[1:2]
    return bool(after and DID.match(after[0]))


def became(words: str) -> Standing | None:
    """What a line says, after a task, of how the task stands: "CFO to write. Done."; else None."""
    _task, *after = sentences(words) if ". " in words else DASH.split(words)[-2:]
    said = next(filter(BECAME.match, after), "")
    found = BECAME.match(said)
    if (
        not found
        and ". " in words
        and (ended := BECAME.fullmatch(DASH.split(words)[-1].strip(" .")))
    ):
        said, found = ended[0], ended
    if not found:
        return None
    if found["moved"]:
        return Standing("due", (), dues.moved(said))
    return of(re.sub(r"^[A-Z]{2,4}\s+", "", said)) or Standing("progress")


def of(words: str) -> Standing | None:
    """What words say of an open item; None where they do not say how it stands."""
    if REOPENED.search(words):
        return Standing("reopened")
    if has_any(words, PASS) and PASSED.search(words):
        return Standing("reassign", _to_whom(words))
    if has_any(words, SLIP) and SLIPPED.search(words) and not MEETS.search(words):
        return Standing("due", (), dues.moved(words) or dues.stated(words))
    if has_any(words, CLOSE) and CLOSED.search(words) and not NOT_YET.search(words):
        return Standing("close")
    if has_any(words, STAY) and STILL.search(words):
        return Standing("carry")
    return Standing("progress") if UNDER_WAY.search(words) else None


def _to_whom(words: str) -> tuple[str, ...]:
    found = [m["who"] or m["shown"] for m in TO_WHOM.finditer(words)]
    named = [who for one in found if (who := owners.alone(one))]
    return named[-1] if named else ()
