"""Open items of earlier meetings: `Reference 1 – Title` over what was said of it, "action 9/2022/P"
within a line, a line that begins with the item's reference, or a line below `Matters arising`.

It cannot know whether "can be closed" was done at once; it is proposed as the paper says it.
"""

import re
from collections.abc import Iterator

from commands.papers import beneath, dues, ends, margins, owners, standing, tasks, wanted
from commands.papers.claims import Claim, Furniture, Proposal, proposal
from commands.papers.outline import Outline, Row
from commands.papers.rulings import OBJECTS
from commands.papers.shapes import CONSIDERED, OUTCOME, TO_DO, is_sentence

RANK = 27
HEAD = re.compile(
    r"^(?:outstanding\s+)?(?P<what>reference|action|ref\.?|item|recommendation)\s+(?:no\.?\s*)?(?P<ref>\d[\w/.-]*)\s*[–—:-]\s*(?P<title>\S.*)$",
    re.I,
)
# "1/2018/P – Forum dates", "7 – Staff survey": where the paper is about open items.
TITLED = re.compile(
    r"^(?P<ref>\d{1,3}(?:/\d{2,4}(?:/[A-Z])?)?)\s+[–—-]\s+(?P<title>[A-Z\d].+)(?<!\.)$"
)
ABOUT = re.compile(
    r"\b(?:outstanding|open)\s+(?:references|actions|items)\b|^action\s+(?:track\w*|log|list|schedule)\W*$|"
    r"^(?:(?:non-)?public\s+)?references\W*$",
    re.I,
)
CODED = r"(?:\d+\s+[A-Z]{2,4}\s+\d+|[A-Z]{0,5}[-/]?\d[\w/.-]*\d?[a-z]?)"
INLINE = re.compile(
    rf"\b(?i:actions?|references?|recommendations?|recs?|afis?|refs?|items?|in\s+respect\s+of|with\s+regard\s+to)\.?\s+(?:no\.?\s*|nos\.?\s*)?(?P<refs>{CODED}(?:(?:,\s*|\s*,?\s+and\s+|\s*&\s*){CODED})*)"
)
BARE = re.compile(r"\b\d{1,4}/\d{4}(?:/[A-Z])?\b")
# "SARP 117 (risk register): complete": a word and a number.
LOGGED = re.compile(r"(?P<ref>[A-Z]{2,8}\s\d{1,4})\s*(?:\([^()]*\)\s*)?[:–—-]")
AGREED = re.compile(
    r"^(?:.{0,160}?,\s*)?(?:the\s+)?(?P<who>[A-Z][\w\s]{1,40}?)\s+(?:agreed|undertook)\s+to\s", re.S
)
RULING = re.compile(
    r"^(?:UNANIMOUSLY\s+)?(?:RESOLVED|ORDERED|AGREED|DECISION)|^(?-i:ACTIONS?\s+[A-Z]{2,})|^(?:resolved|ordered|agreed|decision|action)\w*\s*[:–-]|^(?:it\s+was\s+(?:\w+ly\s+)?)?(?:agreed|resolved)\s+(?:that|to)\b|^that\s|^[^.]{0,60}\b(?:motion|proposal)\b[^.]{3,200}\.\s+carried\b",
    re.I,
)
RULED = re.compile(
    r"\b(?:resolved|ordered|agreed|decided)\b(?:[\s:–—-]+that)?[\s.:/–—-]*$|(?-i:\bRESOLVED\b)[^.:]{0,140}:$",
    re.I,
)
# "AI/24/3 Rees to review" is a new action, whatever it is numbered.
ITEM = re.compile(
    r"^(?:\([^)]{2,80}\)|[^.:]{2,80}?)\s*(?::|[–—-]\s|\.\s)\s*\S|^\([^)]{2,80}\)\s*\S"
)
OF_AGENDA = re.compile(r"^(?:agenda\s+)?item\s+\d", re.I)
QUESTION = re.compile(r"Q\s*\d*\s*[:.)]\s")
ANSWER = re.compile(r"A\s*\d*\s*[:.)]\s")
OPEN = re.compile(r"^(?:these|the\s+following)\b.*:$|:\s*$")


# What ends the lines below the head of an item.
ENDS = ("heading", "reference", "label", "columns", "ending", "page")


def read(outline: Outline) -> Iterator[Claim]:
    under: str | None = None
    people = outline.people
    open_items = any(ABOUT.search(row.words) for row in outline.rows[:6])
    asks = any(QUESTION.match(row.words) for row in outline.rows)
    for row, after in _outside_rulings(outline.rows):
        head = _head(row, open_items)
        given = head and _is_given(head, outline.names, people)
        if given and not row.code:
            continue  # Action 2: CC to write.
        if head and row.words[:6].lower() == "action" and owners.alone(head["title"]):
            continue  # Action 3/12 - Ivy Marsh: whose the task above it is.
        if head and not given and not standing.of(head["title"]):
            if after is None or (HEAD.match(after.words) and not ITEM.match(head["title"])):
                continue  # One of several below one another: nothing is told of it but itself.
            under = head["ref"]
            yield Furniture(line=row.line, what="heading")
        elif row.shape in ENDS or RULING.match(row.said):
            under = None if row.shape != "page" else under
        elif not _may_tell(row, asks) or beneath.is_owner(after):
            continue
        elif claim := _claim(row, under, outline.names, people):
            yield claim


def _may_tell(row: Row, asks: bool) -> bool:
    """Whether a line may say how an item stands: it opens no list, it is no question and, in a
    paper that `asks`, no answer."""
    if row.shape != "text" or OPEN.search(row.said) or row.said.endswith("?"):
        return False
    if asks and ANSWER.match(row.words):
        return False
    return not CONSIDERED.search(row.said) or bool(_inline(row.words))


def _outside_rulings(rows: tuple[Row, ...]) -> Iterator[tuple[Row, Row | None]]:
    """Each line that is no clause of a ruling, with the one after it."""
    ruled = ""  # The number of the last clause of a ruling: "1. the schedule be noted".
    for row, after in zip(rows, (*rows[1:], None), strict=False):
        if row.cells and not row.columns:
            continue
        if ruled and (row.bulleted or row.code == str(int(ruled) + 1)):
            ruled = row.code if row.code.isdigit() else ruled
            continue
        ruled = "0" if RULED.search(row.said) else ""
        yield row, after


def _head(row: Row, open_items: bool) -> re.Match[str] | None:
    """The reference and the title that head what is said of an item."""
    head = HEAD.match(row.words) or (open_items and TITLED.match(row.text.strip())) or None
    if head and "arising" in row.sections and is_sentence(head["title"]):
        return None  # Item 9 – The clerk has written: what became of it, and no title.
    # Item 2 – Rural crime: of the agenda, unless the items are those of an earlier meeting.
    if head and head.groupdict().get("what", "-")[0] in "iI" and "arising" not in row.sections:
        return None
    return head


def _is_given(head: re.Match[str], names: frozenset[str], people: dict[str, str]) -> bool:
    """Whether a title gives a task, or has somebody to whom it is given."""
    title = head["title"]
    given = tasks.of(title, names, frozenset(people)) or ends.owned(title) or owners.led_by(title)
    action = head.groupdict().get("what", "").lower() == "action"
    return bool(given or (action and TO_DO.search(title)))


def _claim(
    row: Row, under: str | None, names: frozenset[str], people: dict[str, str]
) -> Proposal | None:
    if not row.cells and margins.in_margin(row.text, people):
        return None
    arising = "arising" in row.sections
    told = standing.of(row.said if row.code else row.words)
    item = OF_AGENDA.match(row.words) and not arising
    refs = (under,) if under else _inline(row.said if item else row.words)
    logged = LOGGED.match(row.said) if told and not refs else None
    refs = (logged["ref"],) if logged else refs
    coded = not item and _is_coded(row) and row.code != row.number
    if "planning" in row.sections and OBJECTS.search(row.said):
        return None  # P24/118 Garage – no objections.
    task = tasks.of(row.said, names, frozenset(people))
    if task and not arising and PUT_OFF.search(row.said):
        return None
    if task and (ended := standing.became(row.said)):
        ended = ended if ended.owner else ended._replace(owner=task.owner)
        return _proposal(row, ended, refs or ((row.code,) if coded and row.code else ()))
    if arising and wanted.TO_BE.match(row.said) and standing.did(row.said):
        return _proposal(row, standing.Standing("close"), refs)
    coming = wanted.is_noted(row.said) or (not refs and not coded and wanted.is_coming(row.said))
    if (not told or WE.search(row.said)) and row.shape == "text" and not task and coming:
        return None
    tasked = task is not None and not (arising and DONE.search(row.said))
    of_item = refs or ((row.code,) if coded and row.code and NAMED.match(row.words) else ())
    wants = not told and not task and wanted.unowned(row.said)
    if of_item and (tasked or wants):
        given = standing.Standing("action", task.owner if task else (), dues.stated(row.words))
        return _proposal(row, given, of_item)
    if refs:
        told = told or _agreed(row, under, tasked)
        if told is None or (told.kind == "progress" and not _is_of_item(row, under)):
            return None
        sure = bool(under or logged) and told.kind in ("close", "due")
        return _proposal(row, told, refs, sure=sure)
    return None if tasked else _unnamed(row, told, coded=coded)


def _unnamed(row: Row, told: standing.Standing | None, *, coded: bool) -> Proposal | None:
    """What is said of an item that no reference names: of the number before the line, or below
    `Matters arising`."""
    arising = "arising" in row.sections
    itemed = (arising and coded) or ((row.code or row.bulleted) and ITEM.match(row.said))
    if not (told or is_sentence(row.said) or itemed):
        return None
    if arising and not told and wanted.unowned(row.said):
        return None  # "Members noted that it was late and requested that it be done."
    ended = told is not None and told.kind in ("close", "carry")
    if row.code and (arising or (coded and (told or ITEM.match(row.said)))):
        part = WITHIN.match(row.said)
        of_item = () if part or row.code.startswith(f"{row.number}.") else (row.code,)
        sure = ended and not BUT.search(row.said) and not part
        return _proposal(row, told or standing.Standing("progress"), of_item, sure=sure)
    if told and ended and OF_ITEM.search(row.said):
        return _proposal(row, told, ())
    if arising and not OUTCOME.match(row.said) and not NOTED.search(row.said):
        return _proposal(row, told or standing.Standing("progress"), ())
    return None


def _agreed(row: Row, under: str | None, tasked: bool) -> standing.Standing | None:
    """What is said of a reference without how it stands: somebody agreed to act, or progress."""
    agreed = AGREED.match(row.words)
    if agreed and under:
        who = owners.split(agreed["who"].strip())
        return standing.Standing("action", who, dues.stated(row.words))
    return None if tasked or agreed else standing.Standing("progress")


def _is_of_item(row: Row, under: str | None) -> bool:
    """Whether a line with a reference tells of that item, and does not only name it."""
    return bool(under or row.code or "arising" in row.sections or PLACED.match(row.words))


# "PCC to meet the inspector – meeting arranged": what was to be done, and what became of it.
DONE = re.compile(
    r"\s[–—-]+\s+(?:[\w']+\s+){0,5}(?:arranged|provided|completed?|sent|done|circulated|received|"
    r"actioned|under\s*way|in\s+progress|closed|held|booked|published|issued|agreed|drafted|set\s+up)\W*$",
    re.I,
)
WITHIN = re.compile(r"\([ivx]{1,4}\)\s")  # "4. (ii) Clerk to write - completed"
# "UL offered to ask a third firm. Item deferred": the item of the agenda, and not what UL will do.
PUT_OFF = re.compile(
    r"\b[Ii]tem\s+(?:(?:was|is|to\s+be)\s+)?(?:deferred|carried\s+(?:over|forward)|held\s+over)"
)
# "All were closed but for two": how each stands is not said of all.
WE = re.compile(r"\bagreed\s+(?:that\s+)?we\s", re.I)  # "Agreed we ask that it be removed."
BUT = re.compile(r"\b(?:except|apart\s+from|but\s+for|with\s+the\s+exception)\b", re.I)
OF_ITEM = re.compile(
    r"\b(?:the|this|that)\s+(?:action|item|reference|recommendation|matter(?=\s+(?:is|was)\s+still)|(?:issue|matter)(?=\s+(?:is|was)\s+closed))\b|"
    r"[.;–—-]\s+(?:actions?\s+(?:is\s+|now\s+)?(?:completed?|closed|continues|on-?going|outstanding)|no\s+further\s+action)\W*$",
    re.I,
)
NOTED = re.compile(
    r"\b(?:log|tracker|report|register|schedule|update)\b.{0,40}\b(?:was|were)\s+(?:noted|updated|received|accepted)\b|\bnoted\s+the\b",
    re.I,
)
# What is said of an item by its reference, and not of a report about it.
PLACED = re.compile(
    r"^(?:.{0,60}\b(?:said|heard|reported|advised|confirmed|noted|commented|spoke|asked|queried)\b.{0,60}|an?\s+(?:\w+\s+)?update\s+(?:was\s+(?:provided|given)\s+)?(?:on|regarding|for)\s+|in\s+respect\s+of\s+|with\s+regard\s+to\s+|regarding\s+|concerning\s+|on\s+|for\s+)?(?:the\s+)?\b(?:actions?|references?|recommendations?|items?|in\s+respect\s+of|with\s+regard\s+to)\b",
    re.I,
)


# "Gate – ongoing PH": whose it is, after how it stands.
AT_END = re.compile(
    r"(?i:on-?going|open|outstanding|in\s+hand)\s+(?P<who>[A-Z]{2,3}(?:\s*[/&]\s*[A-Z]{2,3})?)\W*$"
)


def _whose(row: Row) -> tuple[str, ...]:
    """Whose an item of a log is, before its title or after it: "GG/04 – CFO – Mend it – CLOSED"."""
    if ended := AT_END.search(row.said):
        return owners.split(ended["who"])
    if not row.code:
        return ()
    return owners.led_by(row.said) or ends.between(row.said)


def _proposal(
    row: Row, told: standing.Standing, refs: tuple[str, ...], *, sure: bool = False
) -> Proposal:
    return proposal(
        row, told.kind, owner=told.owner or _whose(row), due=told.due, ref=refs, sure=sure
    )


NAMED = re.compile(r"(?:action|ref(?:erence)?|recommendation)\b", re.I)


def _is_coded(row: Row) -> bool:
    """Whether a number is a reference of the office's own, and no paragraph's number."""
    named = re.match(r"(?:minute|item|action|ref)\b", row.words, re.I)
    return bool(named or {"/", "-"} & {*row.code}) or bool(re.match(r"[A-Za-z]", row.code))


def _inline(words: str) -> tuple[str, ...]:
    found = []
    for match in INLINE.finditer(re.sub(r"\([^()]*\)$", "", words.rstrip(" ."))):
        if match[0][:4].lower() == "item" and match["refs"].isdigit():
            continue  # An item of the agenda.
        found += re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*", match["refs"])
    if found:
        found += BARE.findall(words)
    return tuple(dict.fromkeys(one.strip(" .") for one in found if re.search(r"\d", one)))
