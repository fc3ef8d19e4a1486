"""What a ruling says: that a report is noted, that something is to be done, or more than one."""

import re

from commands.papers.hints import has_any
from commands.papers.sentences import sentences
from commands.papers.task_verbs import PASSIVE, SERVES

BODY = (
    r"(?:the\s+)?(?:(?:[\w'’-]{1,40}\s+)?(?:panel|committee|board|council|cabinet|authority|group|"
    r"meeting|forum|sub-?committee|members|councillors|governors|trustees)(?:\s+of\s+the\s+\w+)?|pcc|pfcc|commissioner)"
)
# A ruling within a sentence.
INSIDE = re.compile(
    rf"\b(?:it\s+was\s+(?:\w+ly\s+|therefore\s+|further\s+)*(?:agreed|resolved|decided)|{BODY}\s+(?:\w+ly\s+|then\s+|also\s+|therefore\s+|(?:considered|received|discussed|note[sd])\s+(?:(?:the|its)\s+\w+\s+)?and\s+)*(?:agree[sd]|resolved|approve[sd]|decided|endorse[sd]|recommended(?=\s+that)|"
    r"ratified|adopted|rejected|declined|refused|voted|authorised|delegated|supported|recommends?)\b(?!\s+with\b)|(?:was|were)\s+(?:\w+ly\s+|then\s+)*(?:approved|agreed(?!\s+with\b)|endorsed|adopted|ratified|carried(?!\s+out))\b|"
    r"\b(?:was|were|be)\s+(?:duly\s+|re-?)*(?:elected|appointed\s+(?:as|chair\w*|vice))\b|"
    r"\b(?:recommendation|proposal|motion|request|bid|application|(?:business\s+)?case|amendment)s?\b[^.]{0,80}\b(?:was|were)\s+(?:not\s+)?(?:supported|approved|rejected|refused|declined|lost|withdrawn)\b|"
    r"^(?:it\s+was\s+)?(?:proposed|moved)\s+by\s+.{3,120}?\b(?:agreed|carried|resolved|approved)\b|"
    r"\bseconded\s+by\s[^.;]{2,50}(?:\.\s+(?:all\s+(?:were\s+)?(?:agreed|in\s+favour)|agreed|carried)|\s+and\s+(?:was\s+)?(?:approved|agreed|carried))\b|"
    r"\bagreed\s+to\b|\band\s+resolved\b|\bwe\s+(?:agreed|decided)\b|[.;]\s+(?-i:RESOLVED|AGREED)\s+(?:to|that)\b|[.;]\s+(?-i:Resolved|Agreed)\s+that\b)",
    re.I,
)
# Words of INSIDE.
WITHIN = (
    *("agree", "resolve", "approve", "decide", "endorse", "recommend", "ratified", "adopted"),
    *("rejected", "declined", "refused", "voted", "authorised", "delegated", "support"),
    *("carried", "elected", "appointed", "lost", "withdrawn", "favour"),
)
REPORTS = (
    r"(?:reports?|updates?|papers?|position|contents?|tracker|presentation|information|progress|minutes|outturn|figures|findings|schedule|register|log|"
    r"statements?|plan|programme|strategy|briefing|letter|correspondence|dashboard|recommendations?|actions?|appointments?|performance|summary|outcome|verbal|reconciliations?|accounts|returns?)"
)
NOTES = re.compile(
    rf"^(?:\W*(?:that\s*[:,]?\s*)?(?:to\s+|{BODY}\s+)?)?(?:(?:note|receive|noted\s+and\s+receive)[sd]?\b|accept[sed]*\s+(?:the\s+)?(?:[\w’']+\s+){{0,3}}?"
    r"(?:report|update|paper|position|tracker|minutes)\b|(?:the\s+)?[^.;]{0,240}?\b(?:be\s+|was\s+|were\s+|is\s+)(?:duly\s+|received\s+and\s+)?(?:noted|received|welcomed)\b|"
    r"(?:the\s+)?[^.;]{0,80}?\b(?:report|update|paper|position|tracker|minutes)\b[^.;]{0,60}?\b(?:be|was|were)\s+accepted\b)",
    re.I,
)
NOTED = re.compile(
    rf"^{BODY}\s+(?:\w+ly\s+|also\s+|then\s+|considered\s+and\s+|received\s+and\s+)*(?:noted|received)\s+(?:and\s+(?:noted|received)\s+)?(?:(?:the|its|his|her|this|a|an|both)\s+)?(?:[\w’'/-]+\s+){{0,6}}?{REPORTS}\b(?P<rest>[^.:]{{0,60}})\.?$|"
    rf"^(?:the\s+)?(?:[\w’'/-]+\s+){{0,6}}?{REPORTS}\s+(?:was|were|is)\s+(?:duly\s+|received\s+and\s+|formally\s+)?(?:noted|received)\b[^.]{{0,60}}\.?$|"
    r"^(?:the\s+)?(?!.*\bapologies\b)(?!.*\b(?:is|are|that|had|has|have|he|she|they|but)\b)(?:[^.,]|[.,](?=\d)|,(?=\s(?:from|for|to|of|on|by)\b)){3,120}\b(?:was|were)\s+(?:duly\s+|also\s+)?noted\.?$|"
    r"^(?:[^.]{3,60}\.\s+)?(?-i:[A-Z])(?!.*\b(?:is|are|was|were|that|had|has|have|he|she|they)\b)[^.,;:]{4,60}\snoted\.$",
    re.I,
)
DONE_FOR_US = (
    r"(?:write|invite|contact|ask|request|seek|send|circulate|arrange|remind|provide|share|obtain|chase|"
    r"investigate|liaise|produce|draft|draw\s+up|follow\s+up|report\s+back|feed\s+back|bring\s+(?:an?|the)\s+(?:\w+\s+){0,2}?(?:update|report|paper))"
)
DECISION = re.compile(r"D(?:EC)?[/-]?\d")  # Its number: "D2 No more is spent on it".
# "... and it was agreed to bring an update to the next meeting": within a line.
AGREED_TO = re.compile(
    rf"\b(?:it\s+was\s+(?:\w+ly\s+|also\s+|then\s+)*agreed|agreed\s+by\s+(?:the\s+)?\w+)\s+to\s+(?!invite)"
    rf"(?P<what>{DONE_FOR_US}\b.*)",
    re.I | re.S,
)
# "UL suggested we write to the club. Agreed."
SUGGESTED = re.compile(
    rf"\b(?:suggested|proposed)\s+(?:that\s+)?we\s+(?:should\s+)?(?P<what>{DONE_FOR_US}\b.{{3,120}})[.;]\s+"
    r"(?:this\s+was\s+)?agreed\b",
    re.I,
)
# "agreed to write to the Minister": what those who meet will do, or have done for them.
TO_DO = re.compile(
    rf"^(?:{BODY}(?:,\s+having\s+[^.;]{{3,120}}?,)?\s+)?(?:\w+ly\s+|then\s+|also\s+|therefore\s+)*(?:agreed|resolved)\s+to\s+(?:also\s+)?(?P<what>{DONE_FOR_US}\b.*)",
    re.I | re.S,
)
# A clause by which something may be done, and not only be so: it may be somebody's task.
MAY_TASK = re.compile(
    rf"\bbe\s+(?:\w+ly\s+|also\s+)?(?:(?!amended|confirmed|considered|included|reported|added){PASSIVE}|undertaken|established|"
    rf"identified|investigated|asked|requested|invited)\b|^(?:that\s+)?[^,.;]{{3,60}}?(?<!\bto)(?<!\bthe)(?<!\band)(?<!\bor)(?<!\bof)(?<!\ba)(?<!\ban)\s{SERVES}\s+(?:the|a|an|to|all|it|on)\b",
    re.I,
)
# "be noted and a report be brought to the next meeting".
AND_ALSO = re.compile(r"\bnoted\s*[,;]?\s+and\s+(?:that\s+)?(?P<also>an?\s.*)", re.S)
# To note one thing, and to rule on another: "be noted and a group be set up".
BESIDES = re.compile(
    r"\bbe\s+(?!noted|received|welcomed|thanked|asked|requested|invited)\w+(?:ed|en|de|t)\b[^.;]{0,80}?\band\b[^.;]{0,80}?\bbe\s+(?:noted|received)\b|"
    r"\bnoted\b.{0,40}?\band\s+(?:that\s+)?(?:an?|the|all|its|both)\s+[^.;]{3,80}?\bbe\s+(?!noted|received|welcomed|thanked)\w+",
    re.I,
)
# "New maintenance contract agreed."
SETTLED = re.compile(
    r"(?!.*\b(?:is|are|was|were|be|been|has|have|had|that|not|will|would)\b)[A-Z](?:[^.;:,]|[.,](?=\d)){6,70}\s(?:agreed|approved|accepted|signed\s+off)(?:\s\([^()]{3,40}\))?\.$"
)
# "... to claim the cost of it. Agreed."
AT_LAST = re.compile(
    r"[.!]\s+(?:(?:This|It|All|These)\s+(?:was|were)\s+)?(?:seconded\s+and\s+)?(?:unanimously\s+)?(?:Agreed|Approved|Carried|agreed|approved|[Aa]pproval\s+(?:was\s+)?unanimous)\.$|"
    r"\b(?:motion|proposal)\b[^.]{3,200}\.\s+Carried\b"
)
# "hold the fees – agreed, one against"; "... be formed; all in favour".
CARRIED = re.compile(
    r"(?:[–—;-]|,(?=\s*(?:all\s+in|unanimously\s)))\s*(?:unanimously\s+)?(?:agreed|approved|carried|all\s+(?:were\s+)?in\s+favour)\b[^.]{0,30}(?:\.\s|\W*$)",
    re.I,
)
# What a body thinks of a plan of building.
OBJECTS = re.compile(
    r"\b(?:no\s+objections?|objected|objects?|objections?|support(?:s|ed)?|no\s+comments?|approv\w+|refus\w+)\b",
    re.I,
)
# "Auditor's report: no concerns. Received."
NOTED_LAST = re.compile(
    r"[a-z)][.!]\s+(?:(?:Report|This|It)\s+(?:was\s+)?)?(?:Received|Noted|received|noted)(?:\s+and\s+noted)?\.?$"
)
SHORT = 160  # Characters of a line that is no more than noted.
NOTHING = re.compile(r"(?:there\s+were\s+)?(?:no|none)\b", re.I)  # "No questions were asked."
# "Chair: Una Fell (proposed BM, seconded OP)", "Bo Marsh was co-opted", "Clerk – Bo re-elected."
ELECTED = re.compile(
    r"\bproposed\s+by\b[^.;]{3,80}\bseconded\s+by\b[^.;]{3,60}\belected\b|"
    r"\((?:proposed|prop\.?|nominated)\b[^()]*\bsec(?:onded|\.)?[^()]*\)|"
    r"^(?-i:(?:[A-Z][\w’'-]+\s+){2,4})(?:re-?)?elected\s+(?:as|to\s+be)\s|\b(?:was|were)\s+(?:then\s+|also\s+|duly\s+)?co-?opted\b|^[^.:]{3,60}\b(?:re-?elected|co-?opted)(?:\s+(?:unopposed|unanimously))?\.?$|"
    r"^[^.]{3,60}?\s(?:propose[sd]|nominate[sd])\s+(?-i:[A-Z])[^.]{2,60}?\s(?:as|for|to\s+be)\s[^.]{3,60}?\bsecond(?:ed|er|s)\b",
    re.I,
)
PAST = re.compile(r"\b(?:had|has|have)\s+been\b|\bminutes\b", re.I)


def inside(words: str) -> re.Match[str] | None:
    """What a sentence says that those who meet ruled, wherever it stands."""
    return INSIDE.search(words) if has_any(words, WITHIN) else None


def is_elected(words: str) -> bool:
    """Whether a line says whom those who meet chose for a post."""
    if not any(one in words for one in ("elect", "opted", "ominate", "ropose")):
        return False  # So that no other line is read again.
    return bool(ELECTED.search(words)) and not PAST.search(words)


def is_noted(said: str) -> bool:
    """Whether a line says that something was noted, and nothing else."""
    if not any(word in said.lower() for word in ("noted", "received")):
        return False
    if len(said) < SHORT and NOTED_LAST.search(said):
        return True
    told = [one for one in sentences(said) if not NOTHING.match(one)] if ". " in said else []
    return bool(NOTED.match(said) or (told and all(map(NOTED.match, told))))
