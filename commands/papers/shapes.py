"""The shape of one line of a paper by its words alone: a heading, a label, a person, a date, a page
number, or text that tells something."""

import re
from functools import lru_cache
from html import unescape

from commands.papers.letters import meant
from commands.papers.people import PERSON, POSTS, THINGS

TAG = re.compile(r"<[^<>]{0,200}>")
MARK = re.compile(
    r"^(?:;(?=\s+[A-Z])|[-–—•·*▪●○◦‣>→➢►✓✔Ø§\uf0b7\uf0a7\uf0d8\uf0fc]|\\?\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})\)(?:\.)?|(?:[a-z]|[ivx]{2,4})\.|\[\d{1,2}\])\s+"
)
# A round bullet that became a letter; an item by its letter alone, in its own column.
LETTERED = re.compile(r"^\s*(?:o\s+(?=[A-Z])|o\s{2,}|(?:<p>)?[a-z](?:</p>)?\t)")
NUMBER = re.compile(
    r"^(?:(?:(?:agenda\s+)?item|minute(?:\s+no\.?)?|no\.?(?=\s+\d{1,2}[.:)]))\s+)?(\d{1,3}[a-z]?(?:\.\d{1,2}[a-z]?)*)(?:(?:[.):]|\s+[–—/-])?\s+(?=\S)|"
    r"[.)](?=(?-i:[A-Z])[a-z]{3}|(?-i:[A-Z]{3}))|(?<=\d\.\d)(?=(?-i:[A-Z][a-z]{2})))",
    re.I,
)
# The paper's own reference before a heading or an event: 23/041, OB/23/61, A13/24, PR1., JAC/22/04
CODE = re.compile(
    r"^(?:minute\s+(?:no\.?\s+)?|ref\.?\s+|item\s+|action\s+)?(?P<code>(?:(?-i:[A-Z]{2,5})\s)?\d{8}-(?:(?-i:[A-Z]{2,4})-)?\d{3}|(?:[A-Z]{1,5}[/-]?)?\d{1,4}[a-z]?(?:[/.-][A-Z]?\d{1,4}){1,3}(?:/[A-Z]{1,4})?|[A-Z]{1,4}\d{1,4}(?:[/.-]\d{1,4}){0,3}[a-z]?|(?-i:[A-Z]{2,4})[/-]\d{1,4}(?=\s*[.:)–—-])|(?-i:[A-Z]{1,3}\.)\d{2,4})"
    r"(?:[.:)]|\s*[–—-]|\s+/(?=\s))?[\s,]+(?=\S)",
    re.I,
)
PAGE = re.compile(
    r"^(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|^page\s+\d+|"
    r"^[A-Z][\w -]{0,30}?\s+page\s+\d+\s+of\s+\d+$",
    re.I,
)
ACTION = re.compile(r"\baction\b|\bto\s+[a-z]{3,}\s", re.I)  # Page 1: Action – PH to amend.
REF = re.compile(r"^(?:ref(?:erence)?\.?|minute(?: no\.?)?)\s*:?\s*([\w/.-]*\d[\w/.-]*)\s*$", re.I)
ICON = re.compile(r"\s*(?:pdf icon\s*)?\bPDF\s+[\d.]+\s*[KM]B.*$", re.I)
VERBS = (
    "is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|"
    "must|said|says|set|took|gave|made|put|came|went|spoke|told|thought|felt|saw|heard|sought|"
    "began|led|met|brought|showed|noted|agrees|agree|approves|confirms|drew|rose|fell|stood|"
    "remains?|objects|supports|knows?|wants?|sent|left|paid|gets?|got|needs?|asks?|recommends|"
    r"[Ss]tands?(?=\s+at\b)|proposes|nominates|expects|continues|includes|hopes|believes|thinks|knew|grew|ran"
)
NOUNS = (
    r"(?:speed|indeed|hundred|shed|seed|need|deed|feed|weed|sacred|proceed|exceed|breed|embed)\b"
)
FINITE = re.compile(
    rf"\b(?:{VERBS}|(?<![\w-])(?!{NOUNS})[a-z]{{3,}}ed|(?!UNCONFIRMED|RESTRICTED|UNCLASSIFIED)[A-Z]{{3,}}ED)\b"
)
DAY = re.compile(
    r"\b(\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?(january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?\s+"
    r"(\d{4})\b|\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b",
    re.I,
)
# September 16th 2014: the month before the day.
MONTH_FIRST = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"((?:19|20)\d\d)\b",
    re.I,
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY_BEGINS = re.compile(
    rf"\d{{1,2}}\s?(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|t?ember|ober)?\b",
    re.I,
)
LABEL = re.compile(
    r"^(?:date|time|date\s+and\s+time|venue(?=\s*:\s*\S|\s+\S)|location|place|meeting|"
    r"minute[- ]taker|"
    r"minutes?|notes?|items?\s+discussed|decision\s+status|agenda(?:\s+(?:item|and\s+minutes))?|supporting\s+documents|status|author|subject|"
    r"lead\s+officer|chief\s+officer\s+approval|signature|title|"
    r"issue(?:\s+-\s+meetings)?|item|no\.?(?:\s+item)?|pcp|classification|marking|contact|"
    r"note[- ]taker|secretary|secretariat|clerk|quorum|circulation|distribution|started|closed|"
    r"purpose(?:\s+of\s+report)?|background(?:\s+information)?|supporting\s+information)\b\s*"
    r"(?:[:–-].*|\.)?$|^(?:venue|location)\s+(?-i:[A-Z])[^.:]{2,80}$|^(?:joint\s+)?reports?\s+(?:of|by)\s+(?:the\s+)?(?!.*\b(?:had|has|have|was|were|rose|fell|is|are)\b)[^.]{3,80}\.?$",
    re.I,
)
PLACE = re.compile(r"(?:decision\s+status|date|time|venue|location|place|contact)\b", re.I)
# A place to sign, and the time at which a meeting ended, whatever stands before them.
ENDING = re.compile(
    r"[._…]{4,}|^there\s+being\s+no\s+(?:further|other)\b|\bmeeting\s+(?:was\s+)?(?:closed|ended|finished|concluded|adjourned|terminated)\b(?:[^.]{0,30}\d|\W*$)|"
    r"^(?:closed?|end)\s+of\s+meeting|^(?:the\s+)?(?:chair\w*\s+)?(?:declared|closed)\s+the\s+meeting|^\W*(?:draft|unconfirmed|official|restricted|not\s+protectively\s+marked)\W*(?:sensitive)?\W*(?:minutes)?\W*$|"
    r"^(?:please\s+note\s*:?\s*)?(?:all|these|the)\s+minutes\s+are\s+(?:draft|subject|unconfirmed)",
    re.I,
)
# What a label says to be an event is no heading, however short.
MARKED = re.compile(
    r"^\W{0,3}(?:(?:action(?:\s+point)?|decision|agreed|resolved|noted|recommendation)s?\b\s*[\d./-]*[a-z]?"
    r"\s*[:–—-]\s*\S|actions?\s+arising\s*[:–—-]?\s*(?:none|nil)\b|"
    r"action\s+(?-i:[A-Z][\w\s,&]{1,40}?)\s+to\s|(?-i:[QA])\s*\d*\s*:\s*\S)",
    re.I,
)
# A title and its outcome in one line: "Record. Agreed with one change".
RUN_ON = re.compile(
    r"\w[.;:]\s+(?:(?:It|This|All|Both|These|They)\s+)?(?i:(?:was|were)\s+)?(?:unanimously\s+)?(?i:agreed|approved|noted|accepted|confirmed|"
    r"received|deferred|resolved|adopted|carried|withdrawn|rejected|refused|none|nothing|nobody)\b|"
    r"\b(?:[Mm]eeting|[Mm]inutes)\s+(?:[Aa]pproved|[Aa]greed|[Aa]ccepted)\W*$|"
    r"\s[–—-]\s(?:[A-Z]{2,4}\s+)?(?:COMPLETED?|CLOSED|DONE|[Aa]greed|[Aa]pproved|[Aa]ccepted|[Nn]oted)\W*$|"
    r"\b(?i:interests?|apologies|absence|business|questions?)\s+(?:None|Nil)\b|"
    r"\w[.;]\s+(?:Owner|Lead|Action\s+by)\s*:|^(?i:these|they)\s+were\s+(?i:approved|agreed|confirmed|accepted)\W*$|^(?i:all|both)\s+(?i:(?:actions?|items?|these|now|are|were)\s+){0,3}(?i:closed|completed?|done|discharged)\b|"
    r"\w[.;]\s+(?:Done|Completed?|Closed|Actions?\s+(?:completed?|closed|continues?|on-?going|outstanding)|No\s+further\s+action|Outstanding|On-?going|Discharged|Actioned|Moved\s+to|Carried\s+(?:forward|over)|No\s+(?:change|progress)|Not\s+(?:yet\s+)?(?:started|done))\b"
)
# An outcome in a word or two: Agreed. None raised. Approved with one amendment. Report noted.
OUTCOME = re.compile(
    r"^(?!.*£)(?:(?:the\s+)?(?:report|update|paper|minutes|contents|position|information|plan|log)s?\s+(?:was\s+|were\s+)?)?(?:duly\s+|unanimously\s+)?"
    r"(?:agreed|noted|approved|accepted|confirmed|received|resolved|endorsed|adopted|carried|ratified|none|nil|nothing|deferred|taken\s+as\s+read|read\s+and\s+(?:agreed|approved|accepted)|withdrawn|n/?a|not\s+applicable|no\s+(?:\w+\s+){0,3}?(?:declarations?|interests?|matters|items|questions?|issues|business|apologies|comments?|updates?|correspondence|decisions?|reports?)(?:\s+(?:arising|received|raised|declared|made|of\s+interest))?)\b(?!\s*[:–—/-]|\s+(?:actions?|minutes|decisions?|items?|motions?|points?)\b|\s+protect)[^:]{0,60}$",
    re.I,
)
# How an item stands, said at the end: "uniform stock: ongoing".
STANDS = re.compile(
    r"(?:[:–—.-]|\()\s*(?:now\s+|actions?\s+(?:is\s+)?)?(?:continues|no\s+further\s+action|on-?going|open|closed|completed?|done|outstanding|in\s+progress|discharged|no\s+change|"
    r"(?:to\s+be\s+)?carr(?:y|ied)\s+(?:forward|over)|c/?f(?:wd)?|remains?\s+open|actioned|in\s+hand|on\s+track|overdue|superseded)\)?(?:\s*\((?:red|amber|green|blue|grey)\)|\s+(?-i:[A-Z]{2,3}(?:\s*[/&]\s*[A-Z]{2,3})?))?\W*$",
    re.I,
)
# It may be all that a paper tells of an item, or may open it.
CONSIDERED = re.compile(
    r"^(?:the\s+)?(?:members|committee|panel|board|sub-committee|authority|cabinet|forum|partnership)\s+(?:of\s+.{3,60}\s+)?(?:considered|received|questioned|heard|was\s+asked)\b(?!\s+that\b).{0,200}$|"
    r"^(?:the\s+)?(?:[\w'’]+\s+){1,4}welcomed\s+(?!everyone|all\b|members|those|colleagues|the\b|attendees|\w+\s+members)[^.]{0,100}\.?$|"
    r"^(?:members|the\s+\w+)\s+took\s+the\b|^there\s+was\s+submitted\b|^an?\s+(?:\w+\s+)?(?:report|paper)\s+was\s+(?:submitted|presented|tabled|circulated)\s+(?:which|that|by|on|setting)\b",
    re.I,
)
# Somebody, or nobody named, is to do something.
TO_DO = re.compile(r"\bto\s+(?:be\s+[a-z]+ed|[a-z]{3,})\b.*\S", re.S)
DATED = re.compile(
    rf"^(?:\w+day,?\s+)?(?:{DAY.pattern})(?:,?\s+(?:at\s+|from\s+)?[\d:.apmhrs\s–-]{{2,24}}(?:hours|hrs)?)?(?:(?:,|\s+(?:at|in)\s)[^.]{{0,60}})?\.?$",
    re.I,
)


def plain(text: str) -> str:
    """Text without mark-up, entities and letters that nobody sees, its spaces made one."""
    if "<" in text or "&" in text:
        text = unescape(TAG.sub(" ", text))
    return " ".join(meant(text).split())


def without_icon(words: str) -> str:
    """Words without the picture and the size of a PDF that a page has after a title."""
    return ICON.sub("", words) if "pdf" in words.lower() else words


@lru_cache(maxsize=1024)
def is_sentence(words: str) -> bool:
    """Whether words tell something, rather than name it."""
    return bool(FINITE.search(words)) and len(words.split()) >= (2 if words.endswith(".") else 4)


def is_person(words: str) -> bool:
    """Whether a line is a person alone: with initials, a rank or a post beside the name."""
    found = PERSON.match(words)
    if not found or is_capitals(words) or is_sentence(words) or NUMBER.match(words):
        return False
    if re.search(POSTS, found["name"]) or THINGS.search(found["name"]):
        return False
    if re.search(r"\b(?:Board|Panel|Committee|Meeting|Paper|Review|Report)\b", words):
        return False
    return bool(found["rank"] or found["short"] or found["post"])


def is_point(words: str) -> bool:
    """Whether a short line tells something, though it is no sentence: "ASB calls down a third"."""
    if re.match(r"\W*actions?\b", words, re.I):
        return False
    return len(words.split()) >= 5 and bool(re.search(r"\d|\s[–-]\s|[,;+&]|\.$", words))


def is_capitals(words: str) -> bool:
    letters = list(filter(str.isalpha, words))
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def day_in(words: str) -> str | None:
    """The first day in the words, as 2018-02-27; None where there is none."""
    for match in DAY.finditer(words):
        day, month, year, d, m, y = match.groups()
        if month:
            return f"{int(year):04}-{MONTHS.index(month[:3].lower()) + 1:02}-{int(day):02}"
        if 1 <= int(m) <= 12 and 1 <= int(d) <= 31:
            return f"{int(y) % 100 + 2000:04}-{int(m):02}-{int(d):02}"
    if (first := MONTH_FIRST.search(words)) and 1 <= int(first[2]) <= 31:
        return f"{first[3]}-{MONTHS.index(first[1].lower()) + 1:02}-{int(first[2]):02}"
    return None


def lead(words: str) -> tuple[str, int]:
    """The number or reference that a line begins with, and where its words begin."""
    if DAY_BEGINS.match(words):
        return "", 0
    for pattern in (CODE, NUMBER):
        if found := pattern.match(words):
            end = found.end()
            # 14 burglaries since June: a count, and no number of a paragraph.
            if found.group(1).isdigit() and words[end].islower() and words[end - 2] not in ".):":
                continue
            # C048/23      1.         APOLOGIES: a number within the reference.
            rest = words[end:]
            if pattern is CODE and not DAY_BEGINS.match(rest) and (more := NUMBER.match(rest)):
                end += more.end()
            if pattern is NUMBER and (within := CODE.match(words[end:])) and "/" in within["code"]:
                return within["code"], end + within.end()  # 1. R28/22 - The clerk will write.
            return found.group(1), end
    return "", 0


def tells(value: str) -> bool:
    """Whether what stands after a label is told, and no value of a form: `Notes: agreed.`"""
    return bool(value) and bool(
        OUTCOME.match(value)
        or MARKED.match(value)
        or STANDS.search(f": {value}")
        or TO_DO.search(value)
    )


def may_tell(words: str, said: str) -> bool:
    """Whether a line of the shape of a heading may tell something all the same: a figure, how
    something stands, what is to be done. Such a line is left as not understood."""
    if is_capitals(words) or words.startswith("#"):
        return False
    if words.endswith(".") or STANDS.search(said) or TO_DO.search(said):
        return True
    if re.search(r"\s[–-]\s+[a-z]|:\s+[a-z]|\([A-Z]{2,4}\)$|[£%]|\bc/?f\b", said):
        return True
    numbered = len(said) < len(words)
    return not numbered and bool(re.search(r"\d", said)) and not DAY.search(said)


def shape_of(words: str, bulleted: bool, said: str) -> str:
    """The shape of a line; `said` is the line without the number before it."""
    return _marked(words, said) or _heading_or_text(words, bulleted, said)


def _marked(words: str, said: str) -> str:
    """The shape of a line that has a mark of its own, or nothing."""
    if PAGE.match(words) and not is_sentence(words) and not ACTION.search(words):
        return "page"
    if REF.match(words):
        return "reference"
    if re.fullmatch(r"[\d.()/]+\.?", words):
        return "number"
    if ENDING.search(words) and len(words) < 160:
        return "ending"
    if LABEL.match(words) and len(words) < 120:
        told = not PLACE.match(words) and tells(words.partition(":")[2].strip())
        return "text" if told else "label"
    if words.startswith("#"):
        return "heading"
    if is_person(words):
        return "person"
    if MARKED.match(said):
        return "text"
    if DATED.match(words) and not is_sentence(words):
        return "date"
    return ""


def _heading_or_text(words: str, bulleted: bool, said: str) -> str:
    """The shape of a line by its letters, its length and its end."""
    if is_capitals(words) and len(words) > 120:
        return "heading"
    if len(words) > 120 or words.endswith((";", "?")):
        return "text"
    if (OUTCOME.match(said) and (said.endswith(".") or not is_capitals(said))) or (
        STANDS.search(said) and (bulleted or len(said) < len(words))
    ):
        return "text"
    if is_capitals(words):
        return "heading"
    if words.endswith(":") and not bulleted:
        return "label"
    if words.endswith(".") and is_sentence(said):
        return "text"
    if RUN_ON.search(said):
        return "text"
    # What is long and numbered by nothing may tell something: it is left to be understood.
    longest = 90 if len(said) < len(words) else 60
    if not bulleted and said[:1].isupper() and not is_sentence(said) and len(said) <= longest:
        return "heading"
    return "text"
