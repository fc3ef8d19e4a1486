"""Minutes of an earlier meeting confirmed: "the minutes of 13 April 2014 were approved", or
`Agreed.` below such a heading; and what was put right in them: "should read ...".

It cannot know which meeting is meant where neither the line nor its heading names one day.
"""

import re
from collections.abc import Iterator

from msgspec import structs

from commands.papers import tasks
from commands.papers.claims import Claim, Proposal
from commands.papers.hints import has_any
from commands.papers.outline import Outline, Row
from commands.papers.sentences import sentences
from commands.papers.shapes import DAY, OUTCOME, day_in, is_sentence

RANK = 20
DONE = re.compile(
    r"\b(?:approv|agree|confirm|accept|sign|adopt|ratif)(?:e?d|s|ing)?\b|\brecorded\b|\b(?:taken\s+as\s+read|carried)\b|"
    r"\bto\s+(?:approve|confirm|sign|adopt|accept)\b|\bbe\s+(?:approved|confirmed|signed|adopted)\b",
    re.I,
)
RECORD = re.compile(
    r"\b(?:accurate|correct|true|fair)\b.{0,20}\b(?:record|reflection|account|reading)\b", re.I
)
CORRECT = re.compile(r"\b(?:correct|accurate|true)\s+record\b", re.I)
ABOUT = re.compile(
    r"(?<!in the )(?<!in its )(?<!signed )(?<!to the )\bminutes\b|"
    r"\blast\s+(?:time|meeting)['’]s\s+notes\b|"
    r"\bminute\s+(?:of|from)\s+(?:the\s+)?(?:meeting|previous|last|\d)|\b(?:notes|record)\s+(?:of|from)\s+(?:the\s+|our\s+|its\s+)?(?:[\w-]+\s+){0,3}?(?:meetings?|last|previous|\d)|^the\s+(?:record|notes)\b|\bthe\s+record\s+(?:of\s+[^.]{3,40}\s)?was\s+(?:approved|agreed|confirmed)\b",
    re.I,
)
NAMES = ("minute", "notes", "record")  # Words of ABOUT.
RULED = re.compile(r"\W*(?:resolved|agreed|approved)\b", re.I)
# Below the heading that names them: "These were agreed with one change".
POINTED = re.compile(r"^(?:proposed|these|they|both|the\s+(?:draft|previous))\b", re.I)
PROVIDED = re.compile(
    r"\b(?:agreed\s+to\s+(?:provide|send|share|circulate|bring)|(?:provide|send|share|circulate)\s+(?:the\s+)?minutes|minutes\b.{0,60}\bbe\s+(?:shared|circulated|sent|provided|published))\b",
    re.I,
)
# "Previous minutes: no changes."
UNCHANGED = re.compile(
    r"^(?:the\s+)?(?:previous|last)\s+(?:minutes|notes)\s*[:–-]+\s*(?:no\s+(?:amendments?|changes?|corrections?|comments?)|agreed|approved|accepted|ok)\b.{0,40}$",
    re.I,
)
TO = re.compile(r"^to\s+(?:sign|confirm|approve|agree|consider|receive)\b", re.I)
# Of another meeting than the one whose day stands in the title.
LAST = re.compile(r"\b(?:last|previous)\s+(?:meeting|minutes)\b", re.I)
OPEN = re.compile(r"\bsubject to approval\b|\bwill be\b", re.I)
NOT = re.compile(
    r"\bminute[-\s]taker|\bin\s\d+\sminutes|\bminutes?\s\d|\bminutes\s+(?:\d+\s+seconds|late|for(?!\s+(?:the\b|\d{1,2}(?:st|nd|rd|th)|(?-i:[A-Z]))))\b",
    re.I,
)
# What somebody tells of minutes confirms none: "The Chair noted that, whilst ... in the minutes".
REPORTED = re.compile(
    r"^(?:.{0,60}?)\bconfirmed\s+that\b|^(?:.{0,60}?)\b(?:noted|said|reported|advised|explained|asked|queried|questioned|raised)\b(?!\s+and\b)",
    re.I,
)
FIXED = re.compile(
    r"\b(?:should|to|now)\s+(?:be\s+(?:amended|corrected|changed)\s+to\s+)?read\b|\bdelete\b.{1,80}\b(?:insert|replace)|\b(?:be|was|were)\s+(?:amended|corrected)\b|"
    r"\breplace\b.{1,80}\bwith\b|\b(?:amendment|correction)\s*:|\b(?:inaccurac\w+|errors?|typo\w*|mistakes?|extra\s+words?)\b.{0,60}\b(?:section|paragraph|minute|item|line|page|sentence)s?\b|\bone\s+correction\b",
    re.I,
)


# "approved subject to the following amendments", over what is put right.
AMENDED = re.compile(
    r"\b(?:amendments?|corrections?|changes|alterations)\s*[.:;–-]*\s*[:.–-]+$|\bsubject\s+to\s*[:–-]+$|\b(?:amendments?|corrections?|changes)$|\bfollowing\s+(?:amendments?|corrections?|changes)\b",
    re.I,
)
# "An amendment to item 4 was accepted": what was put right, and not that the rest was approved.
CHANGED = re.compile(
    r"\b(?:amendments?|corrections?)\b(?:[^.]|\.(?=\s\d)){0,140}\b(?:was|were)\s+(?:accepted|agreed|made|noted)\b|\b(?:amendment|correction)s?\s+(?:to\s+be\s+made\b|to\s+(?:the\s+)?(?:\w+\s+)?minutes|(?:is|are)\s+to\s+be\s+made)\b",
    re.I,
)
# What the paper says of itself: "Approved minute of the meeting of the Board held on 2 May".
OWN = re.compile(r"(?:draft|approved|confirmed|unconfirmed)\s+minutes?\s+(?:of|from)\b", re.I)
# "The removal of Cllr Ray from the list", "the words to be added at the end".
CHANGES = re.compile(
    r"(?:the\s+)?(?:removal|addition|deletion|amendment|inclusion|insertion|replacement|correction)\s+of\b",
    re.I,
)
TO_CHANGE = re.compile(
    r"\bto\s+be\s+(?:added|removed|amended|inserted|deleted|replaced|changed|corrected)\b", re.I
)
FEWEST = 5  # Words of a point that tells what is put right, and is no title over it.
MOST = 12  # Lines that a correction quotes.
LONGEST = 260  # Characters: what is longer tells more than that minutes were confirmed.
# What begins a ruling, and says not yet what became of the minutes.
LEFT = re.compile(r"^\W*(?:it\s+was\s+)?(?:unanimously\s+)?(?:resolved|agreed|recorded)\b", re.I)
# "Proposed by Mr Hay, seconded by Ms Fell and agreed that the", at the end of a line.
MOVED = re.compile(r"(?:it\s+was\s+)?(?:proposed|moved)\s+(?:by\s+)?(?-i:[A-Z])", re.I)
RUNS_ON = re.compile(r"\b(?:and|be|as|by)$")
LEFT_OPEN = re.compile(r"\b(?:and|that|the|that\s+the\s+minutes(?:\s+of)?)$", re.I)
# "The committee received the minutes of the working group."
OF_OTHERS = re.compile(
    r"\b(?:committee|sub-?\s?committee|group)\b.{0,30}\bminutes\b.{0,60}\b(?:received|noted)\b",
    re.I,
)
# Where something is put right, or what.
PLACED = re.compile(
    r"^\W*(?:on\s+|at\s+|in\s+)?(?:pages?|paragraphs?|paras?|items?|minutes?|lines?|section)\b|^\W*\d+/\d+\b|"
    r"\b(?:be|been)\s+(?:\w+ly\s+)?(?:added|removed|amended|clarified|recorded|inserted|deleted|replaced|changed|corrected|listed|included)\b|"
    r"\b(?:change|add|delete|insert|replace|remove|amend)\b",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    amended = False
    quoted = 0  # The last line of what a correction quotes.
    rows = tuple(_whole(outline.rows))
    for at, (row, last) in enumerate(rows):
        if row.line <= quoted:
            continue
        if amended and (row.bulleted or row.shape == "text") and not RULED.match(row.said):
            told = _is_change(row)
            if told and not tasks.of(row.said, outline.names):
                quoted = max(last, _quoted(rows[at + 1 :]))
                yield _told("correct", row, quoted)
            if told or not is_sentence(row.said):
                continue
        if amended and row.shape in ("heading", "label") and PLACED.match(row.words):
            continue  # Minute 7, over what is put right in it.
        amended = row.shape in ("text", "label") and bool(
            AMENDED.search(row.said) and ABOUT.search(row.said)
        )
        if UNCHANGED.match(row.said):
            yield _told("minutes", row, last)
        elif _may_tell(row) and (claim := _claim(row, last, outline.names)):
            yield claim


def _whole(rows: tuple[Row, ...]) -> Iterator[tuple[Row, int]]:
    """Each row, and the number of its last line: a ruling on minutes whose sentence goes on in the
    next line is one with it."""
    before: Row | None = None
    last = 0
    for row in rows:
        if before and row.said[:1].islower() and row.shape in ("text", "part"):
            words, said = f"{before.words} {row.words}", f"{before.said} {row.said}"
            before, last = structs.replace(before, words=words, said=said), row.line
            if said[-1] not in ".:;!?)" and not DONE.search(said):
                continue
            if not RUNS_ON.search(said):
                yield before, last
                before = None
            continue
        if before:
            yield before, last
        before, last = (row, row.line) if _goes_on(row) else (None, 0)
        if not before:
            yield row, row.line
    if before:
        yield before, last


def _goes_on(row: Row) -> bool:
    """Whether a line names minutes, and ends before it says what became of them."""
    if row.shape == "text" and MOVED.match(row.said) and LEFT_OPEN.search(row.said):
        return True
    ends = (
        row.said[-1:] in ".:;!?)" or RECORD.search(row.said) or DONE.search(LEFT.sub("", row.said))
    )
    return row.shape == "text" and bool(ABOUT.search(row.said)) and not ends


def _quoted(rows: tuple[tuple[Row, int], ...]) -> int:
    """The last line of the words of another ruling, which a correction has below it; else 0."""
    if not rows or not rows[0][0].words.startswith("“") or "”" in rows[0][0].words:
        return 0
    return next((last for row, last in rows[:MOST] if "”" in row.words), 0)


def _is_change(row: Row) -> bool:
    """Whether a line below "subject to these corrections" is one of them."""
    if (
        (row.bulleted and len(row.said.split()) >= FEWEST)
        or CHANGES.match(row.said)
        or TO_CHANGE.search(row.said)
    ):
        return True
    return is_sentence(row.said) and PLACED.search(row.words) is not None


def _may_tell(row: Row) -> bool:
    if row.shape in ("heading", "columns", "ending", "page", "agenda"):
        return False
    if any(one.match(row.said) for one in (TO, OWN)) or (
        OPEN.search(row.said) and not _is_first(row.said)
    ):
        return False
    if row.shape == "label" and not (ABOUT.search(row.said) and is_sentence(row.said)):
        return False
    return not (NOT.search(row.said) or PROVIDED.search(row.said))


def _claim(row: Row, last: int, names: frozenset[str]) -> Proposal | None:
    under = "minutes" in row.sections
    if not under and not has_any(row.said, NAMES):
        return None
    about, record, done = (one.search(row.said) for one in (ABOUT, RECORD, DONE))
    if under and FIXED.search(row.said) and not (about and done):
        return _told("correct", row, last)
    if not record and (REPORTED.match(row.said) or tasks.of(row.said, names)):
        return None  # "agreed to ask why the minutes were late".
    if (about or under) and CHANGED.search(row.said) and not _is_confirmed_besides(row.said):
        return _told("correct", row, last)
    outcome = OUTCOME.match(row.said)
    brief = under and done and (outcome or POINTED.match(row.said))
    said = about and done and len(row.said) < LONGEST
    if not (said or ((about or under) and record) or brief) or OF_OTHERS.search(row.said):
        return None
    days = {m[0] for m in DAY.finditer(row.words)} or {
        m[0] for m in DAY.finditer("" if LAST.search(row.words) else row.heading)
    }
    several = re.search(r"\bmeetings\b", row.words, re.I)
    due = day_in(next(iter(days))) if len(days) == 1 and not several else None
    named = record or (brief and outcome) or (days and about and (is_sentence(row.said) or under))
    return _told(
        "minutes",
        row,
        last,
        due,
        sure=bool((done or (record and CORRECT.search(row.said))) and named),
    )


def _is_first(words: str) -> bool:
    """Whether the first sentence of a line, however long, confirms minutes as a record."""
    first = sentences(words)[0]
    return bool(ABOUT.search(first) and RECORD.search(first) and DONE.search(first)) and not (
        OPEN.search(first)
    )


def _is_confirmed_besides(words: str) -> bool:
    """Whether another sentence than that of a change says that the minutes were confirmed."""
    return any(
        ABOUT.search(one) and (RECORD.search(one) or DONE.search(one))
        for one in sentences(words)
        if not CHANGED.search(one)
    )


def _told(
    kind: str, row: Row, last: int, due: str | None = None, *, sure: bool = False
) -> Proposal:
    return Proposal(
        kind=kind, first=row.line, last=last, words=row.words, rule="confirmed", due=due, sure=sure
    )
