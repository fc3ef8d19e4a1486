"""A log of actions whose columns ran together: headings such as `Ref Action Owner Due Status`, then
a line that begins with the reference and ends in how the item stands, `JIAC-31 ... CFO Dec 22
Circulated 14/11/22 Closed`.

It cannot tell where a column ends but by words that only one column can hold: a post or initials
before a date. Where there is no such place, no owner is taken.
"""

import re
from collections.abc import Iterator

from commands.papers import dues, owners, posts, standing
from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline

RANK = 15
COLUMNS = re.compile(
    r"\b(?:ref(?:erence)?|actions?|owners?|lead|who|due|target|deadline|date|updates?|progress|status|"
    r"position|rag)\b",
    re.I,
)
LINE = re.compile(
    r"^(?P<ref>(?:[A-Z]{1,6}[-/ ]?)?\d{1,4}(?:[-/.]\d{1,4}){0,3}[a-z]?)[.)]?\s+"
    r"(?:(?P<raised>\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\s+)?(?P<rest>[A-Z].*?)\s+[-–(]?"
    r"(?P<status>closed?|completed?|discharged|done|new|open|on-?going|in\s+progress|on\s+track|"
    r"outstanding|not\s+started|overdue|carried\s+forward|red|amber|green)\W*$",
    re.I | re.S,
)
WHEN = re.compile(
    rf"\s(?P<when>{dues.MONTH}\s*['’]?\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{dues.MONTH}(?:\s+\d{{4}})?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|ASAP|TBC|Q[1-4](?:\s+\d{4}(?:/\d{2})?)?|Next\s+meeting)(?=\s|$)"
)
OWNER = re.compile(
    rf"(?:^|\s)(?P<who>{posts.RANKED}|{posts.POST}|[A-Z]{{2,4}}(?:[/&][A-Z]{{2,4}})*)$"
)
LONGER = re.compile(r"^(?:OPCC|Force|Police|T|A|D)[/ ]$")
KINDS = {"close": "close", "complete": "close", "discharge": "close", "done": "close"}
WAITS = ("outstanding", "not started", "carried", "overdue")


def read(outline: Outline) -> Iterator[Claim]:
    log = False
    for row in outline.rows:
        if row.cells:
            log = False
            continue
        if len({m[0].lower() for m in COLUMNS.finditer(row.words)}) >= 4 and len(row.words) < 120:
            log = True
            yield Furniture(line=row.line, what="columns")
        elif log and (found := LINE.match(row.text.strip())):
            yield _told(row.line, row.text.strip(), row.heading, found)


def _told(line: int, words: str, item: str, found: re.Match[str]) -> Proposal:
    rest = found["rest"]
    when = next(iter(WHEN.finditer(rest)), None)
    before, after = (rest[: when.start()], rest[when.end() :]) if when else (rest, "")
    who = OWNER.search(before)
    named = _whole(before, who) if who else ""
    kind, due = _kind(found["status"].casefold(), after), None
    if when and when["when"].upper() not in ("ASAP", "TBC"):
        due = when["when"].strip()
    if kind == "due":
        due = dues.moved(after) or due
    return Proposal(
        kind=kind,
        first=line,
        last=line,
        words=" ".join(words.split()),
        rule="loglines",
        owner=owners.split(named) if named else (),
        due=None if kind == "close" else due,
        ref=(found["ref"],),
        item=item or None,
        sure=False,
    )


def _whole(before: str, who: re.Match[str]) -> str:
    """The owner with what belongs to it before: OPCC CEO, T/ACC Mundy."""
    named, rest = who["who"].strip(), before[: who.start("who")].rstrip()
    last = rest.rpartition(" ")[2]
    return f"{last} {named}" if LONGER.match(f"{last} ") else named


def _kind(status: str, after: str) -> str:
    for word, kind in KINDS.items():
        if status.startswith(word[:5]):
            return kind
    if status == "new":
        return "action"
    told = standing.of(after) if after.strip() else None
    if told is not None and told.kind in ("due", "reassign", "reopened"):
        return told.kind
    return "carry" if status.startswith(WAITS) else "progress"
