"""A heading under which there was nothing: "There were no declarations of interest", "None."

It cannot know of what there was nothing but by the heading above.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, proposal
from commands.papers.outline import Outline, Row
from commands.papers.sections import opened_by
from commands.papers.sentences import sentences

RANK = 24
Match = re.Match[str] | None
NONE = re.compile(
    r"^(?:none|nil|nothing|n/?a|not\s+applicable|no\s+items?|there\s+(?:was|were)\s+none|none\s+at\s+this\s+(?:stage|time|point|meeting)\b.{0,24}|no(?:ne)?\s+(?:were\s+|was\s+|had\s+been\s+|have\s+been\s+)?(?:raised|declared|received|reported|notified|made|submitted)|"
    r"no\s+(?:\w+\s+){0,3}?(?:declarations?|interests?|matters|items|questions?|issues|business|apologies|comments?|updates?|correspondence|decisions?|reports?)(?:\s+of\s+interest)?(?:\s+(?:were\s+|was\s+|had\s+been\s+)?(?:arising|received|raised|declared|made))?|"
    r"nothing\s+(?:to\s+(?:report|note)|was\s+raised|raised|further))[.;]?$|^(?:apologies|declarations?(?:\s+of\s+interests?)?|aob|any\s+other\s+business|matters\s+arising|questions|urgent\s+business)\s*[:–-]+\s*(?:none|nil|nothing|no\s+\w+)\b[^.]{0,30}\W*$",
    re.I,
)
WHAT = (
    r"(?:interests?|declarations?|questions?|business|matters|items?|petitions|apologies|actions?|issues?|requests?|"
    r"updates?|comments?|points?|recommendations?|disclosures?|complaints?|reports?|dilemmas|correspondence|representations|deputations|absen\w+|substitut\w+|announcements?|suggestions?|proposals?|nominations?|"
    r"members\s+of\s+the\s+public)"
)
GIVEN = (
    r"(?:declared|received|raised|made|come|submitted|disclosed|discussed|arising|reported|"
    r"notified|put|taken|lodged|given)"
)
NO = re.compile(
    rf"^there\s+(?:were|was|are|is|being|had\s+been|have\s+been)\s+(?:none|nothing)\b|"
    rf"^(?:(?:the\s+)?[\w’']+(?:\s+[\w’']+){{0,3}}\s+(?:reported|noted|advised|confirmed|said)\s+(?:that\s+)?)?there\s+(?:were|was|are|is|being|had\s+been|have\s+been)\s+no\s+(?:[\w'’]+\s+){{0,5}}{WHAT}\b|"
    rf"^(?:it\s+was\s+(?:reported|noted)\s+that\s+|(?:members|(?:the\s+)?(?:panel|committee|board))\s+(?:heard|noted)\s+(?:that\s+)?)?no\s+(?:[\w'’]+\s+){{0,4}}{WHAT}\b.{{0,60}}\b{GIVEN}\b|"
    rf"^(?:members|(?:the\s+)?(?:panel|committee|board))\s+(?:noted|raised|declared|had|made)\s+no\s+(?:[\w'’]+\s+){{0,3}}{WHAT}\b|"
    rf"^(?:no\s?-?one|nobody)\s+(?:declared|raised|had|wished|reported)\s+any|^nothing\s+(?:further|else|more)?\s*(?:was|had\s+been)\s+(?:raised|declared|reported|received)\b|"
    rf"\bno\s+(?:[\w’']+\s+){{0,2}}members?\s+(?:had|declared)\s+any\b|"
    rf"\b(?:had|was)\s+nothing\s+(?:further\s+)?to\s+report\b|"
    rf"\b(?:actions?|matters)\s+arising\s*[:–-]?\s*(?:none|nil)\W*$",
    re.I,
)
# "Declarations of interest There were no declarations": a title that ran in.
TITLE = re.compile(
    r"^(?:Declarations?\s+of\s+[Ii]nterests?|Apologies(?:\s+for\s+[Aa]bsence)?|(?:Any\s+)?[Oo]ther\s+[Bb]usiness|Matters\s+[Aa]rising)\s+(?=There\s)"
)
# "Nothing by exception." "No new members." A line of a few words that begins so.
BRIEF = re.compile(
    r"^(?:no|none|nothing|nil)\b(?!\s+(?:longer|further\s+action|change|objection|comment|response|reply|progress|doubt|funding|decision\s+\w+\s+yet))(?:[^,;:.–]|\.(?=\S)){0,70}\.?$",
    re.I,
)
# "Any other business. There was none.": the title stands before it in the same line.
AFTER_TITLE = re.compile(
    r"^(?:(?:agenda\s+)?item\s+)?(?P<title>[A-Z][\w’'/&, ]{2,60}?)"
    r"(?:\s*[.:–-]\s+|\s+(?=(?:None|Nil)\b))(?P<rest>\S.*)$"
)
INVITED = re.compile(
    r"\b(?:invited|asked|reminded)\s+(?:[Mm]embers\s+)?to\s+(?:declare|disclose)\b", re.I
)
REPORTS = re.compile(r"(?:reports?|updates?)\s+(?:of|from|by)\b", re.I)
OF_REPORT = re.compile(
    r"[A-Z][\w’']*(?:\s\w[\w’']*){0,3}\s[Rr]eport\s*[:–—-]"
)  # Treasurer’s Report: None
NOTHING = re.compile(r"nothing\s+(?:new\s+|further\s+)?to\s+report\.?", re.I)
# "5. Correspondence: None", "8. A.O.B. None": an item by its number.
LABELLED = re.compile(
    r"[A-Z][\w’'/&.\s]{2,50}?(?:\s*[:–—-]+\s*|\.\s|\s(?=(?:None|Nil|NONE|NIL)\.?$))(?:[Nn]one|[Nn]il|NONE|NIL|No\s+(?:\w+\s+){1,3}(?:present|received|raised)|Nothing\s+(?:received|raised|reported|to\s+report)|"
    r"No\s+(?:(?!change|progress|objections?|comments?|decision|reply|response)\w+\s?){1,2})\.?"
)
FACT = re.compile(
    r"\bno\s+(?:further\s+)?(?:evidence|change|increase|impact|plans?|reason|doubt)\b|^there\s+being\b(?!\s+none\b)|\b(?:as|because|but|although|however)\b",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    for row, above in zip(outline.rows, (None, *outline.rows), strict=False):
        if row.shape in ("columns", "agenda"):
            continue
        none, no = NONE.match(row.said), NO.search(TITLE.sub("", row.said))
        if _is_declined(row):
            yield proposal(row, "nil")
        elif title := _title(row, none, no):
            yield proposal(row, "nil", item=title)
        elif _is_said(row, none, no):
            # A cell of a column of actions, beside what was told.
            beside = row.said == "None" and above and above.shape == "text"
            yield proposal(row, "nil", sure=not beside and _is_known(row, none, no))


def _is_declined(row: Row) -> bool:
    """Whether those present were asked to declare something, and at last nobody did."""
    last = sentences(row.said)[-1] if INVITED.search(row.said) else ""
    return bool(last and NO.match(last) and not FACT.search(last))


def _title(row: Row, none: Match, no: Match) -> str:
    """The title of an item, where the line goes on to say that there was nothing under it."""
    if (row.code or OF_REPORT.match(row.said)) and not none and LABELLED.fullmatch(row.said):
        return row.said.partition(":")[0]
    titled = None if none or no else AFTER_TITLE.match(row.said)
    if not titled:
        return ""
    title, rest = titled["title"], titled["rest"]
    if NOTHING.fullmatch(rest):
        return title
    rest = rest if len(rest) < 80 else sentences(rest)[0]
    nothing = not FACT.search(rest) and (NONE.match(rest) or NO.match(rest))
    return title if nothing and (opened_by(title) or REPORTS.match(title)) else ""


def _is_said(row: Row, none: Match, no: Match) -> bool:
    """Whether a line says no more than that there was nothing."""
    short = row.said.endswith(".") and len(row.said.split()) < 10
    brief = short and row.heading and not row.code and BRIEF.match(row.said)
    if row.shape == "heading" and not brief:
        told = (none and re.search(r"[:–-]", row.said)) or (no and row.said.startswith("There "))
        if not told:
            return False
    return bool(none or brief or (no and len(row.said) < 160 and not FACT.search(row.said)))


def _is_known(row: Row, none: Match, no: Match) -> bool:
    """Whether it is surely told of what there was nothing."""
    if re.match(r"n/?a\b|not\s+applicable", row.said, re.I):
        return False  # The value of a form.
    of_item = (none and row.heading) or (no and (row.sections or opened_by(row.said)))
    return bool(of_item or ((none or no) and ":" in row.said))
