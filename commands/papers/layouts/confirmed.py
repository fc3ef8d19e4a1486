"""Minutes of an earlier meeting confirmed: "the minutes of 13 April 2014 were approved", or
`Agreed.` below such a heading; and what was put right in them: "should read ...".

It cannot know which meeting is meant where neither the line nor its heading names one day.
"""

import re
from collections.abc import Iterator

from commands.papers import tasks
from commands.papers.claims import Claim, Proposal
from commands.papers.outline import Outline, Row
from commands.papers.shapes import DAY, OUTCOME, day_in, is_sentence

RANK = 20
DONE = re.compile(
    r"\b(?:approv|agree|confirm|accept|sign|adopt|ratif|record)(?:e?d|s|ing)?\b|\b(?:taken\s+as\s+read|carried)\b|"
    r"\bto\s+(?:approve|confirm|sign|adopt|accept)\b|\bbe\s+(?:approved|confirmed|signed|adopted)\b",
    re.I,
)
RECORD = re.compile(
    r"\b(?:accurate|correct|true|fair)\b.{0,20}\b(?:record|reflection|account|reading)\b", re.I
)
ABOUT = re.compile(
    r"(?<!in the )(?<!in its )(?<!signed )(?<!to the )\bminutes\b|"
    r"\blast\s+(?:time|meeting)['’]s\s+notes\b|"
    r"\bminute\s+(?:of|from)\s+(?:the\s+)?(?:meeting|previous|last|\d)|\b(?:notes|record)\s+(?:of|from)\s+(?:the\s+|our\s+|its\s+)?(?:[\w-]+\s+){0,3}?(?:meetings?|last|previous|\d)|^the\s+(?:record|notes)\b",
    re.I,
)
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
    r"\bminute[- ]taker|\bin \d+ minutes|\bminutes? \d|\bminutes\s+(?:\d+\s+seconds|late|for)\b",
    re.I,
)
# What somebody tells of minutes confirms none: "The Chair noted that, whilst ... in the minutes".
REPORTED = re.compile(
    r"^(?:.{0,60}?)\bconfirmed\s+that\b|^(?:.{0,60}?)\b(?:noted|said|reported|advised|explained|asked|queried|raised)\b(?!\s+and\b)",
    re.I,
)
FIXED = re.compile(
    r"\b(?:should|to|now)\s+(?:be\s+(?:amended|corrected|changed)\s+to\s+)?read\b|\bdelete\b.{1,80}\b(?:insert|replace)|\b(?:be|was|were)\s+(?:amended|corrected)\b|"
    r"\breplace\b.{1,80}\bwith\b|\b(?:amendment|correction)\s*:|\b(?:inaccurac\w+|errors?|typo\w*|mistakes?|extra\s+words?)\b.{0,60}\b(?:section|paragraph|minute|item|line|page|sentence)s?\b|\bone\s+correction\b",
    re.I,
)


# "approved subject to the following amendments", over what is put right.
AMENDED = re.compile(
    r"\b(?:amendments?|corrections?|changes|alterations)\s*[.:;–-]*\s*[:.–-]+$|\b(?:amendments?|corrections?|changes)$|\bfollowing\s+(?:amendments?|corrections?|changes)\b",
    re.I,
)
# What the paper says of itself: "Approved minute of the meeting of the Board held on 2 May".
OWN = re.compile(r"(?:draft|approved|confirmed|unconfirmed)\s+minutes?\s+(?:of|from)\b", re.I)
# Where something is put right, or what.
PLACED = re.compile(
    r"^\W*(?:on\s+|at\s+|in\s+)?(?:pages?|paragraphs?|paras?|items?|minutes?|lines?|section)\b|^\W*\d+/\d+\b|"
    r"\b(?:be|been)\s+(?:\w+ly\s+)?(?:added|removed|amended|clarified|recorded|inserted|deleted|replaced|changed|corrected|listed|included)\b|"
    r"\b(?:change|add|delete|insert|replace|remove|amend)\b",
    re.I,
)


def read(outline: Outline) -> Iterator[Claim]:
    amended = False
    for row in outline.rows:
        if amended and (row.bulleted or row.shape == "text") and not RULED.match(row.said):
            tells = is_sentence(row.said) and PLACED.search(row.words)
            if tells and not tasks.of(row.said, outline.names):
                yield _told("correct", row, None, sure=False)
            if tells or not is_sentence(row.said):
                continue
        amended = row.shape in ("text", "label") and bool(
            AMENDED.search(row.said) and ABOUT.search(row.said)
        )
        if UNCHANGED.match(row.said):
            yield _told("minutes", row, None, sure=False)
            continue
        if (
            row.shape in ("heading", "columns", "ending", "page", "agenda")
            or TO.match(row.said)
            or OPEN.search(row.said)
        ):
            continue
        if OWN.match(row.said):
            continue
        if row.shape == "label" and not (ABOUT.search(row.said) and is_sentence(row.said)):
            continue
        under = "minutes" in row.sections
        about = ABOUT.search(row.said)
        if NOT.search(row.said) or PROVIDED.search(row.said):
            continue
        if under and FIXED.search(row.said) and not (about and DONE.search(row.said)):
            yield _told("correct", row, None, sure=False)
            continue
        said = DONE.search(row.said) and len(row.said) < 260
        pointed = OUTCOME.match(row.said) or POINTED.match(row.said)
        if REPORTED.match(row.said) and not RECORD.search(row.said):
            continue
        if not RECORD.search(row.said) and tasks.of(row.said, outline.names):
            continue  # "agreed to ask why the minutes were late".
        brief = under and pointed and DONE.search(row.said)
        if not ((about and said) or ((about or under) and RECORD.search(row.said)) or brief):
            continue
        if re.search(
            r"\b(?:committee|sub-?\s?committee|group)\b.{0,30}\bminutes\b.{0,60}\b(?:received|noted)\b",
            row.said,
            re.I,
        ):
            continue
        days = {m[0] for m in DAY.finditer(row.words)} or {
            m[0] for m in DAY.finditer("" if LAST.search(row.words) else row.heading)
        }
        several = re.search(r"\bmeetings\b", row.words, re.I)
        yield _told(
            "minutes",
            row,
            day_in(next(iter(days))) if len(days) == 1 and not several else None,
            sure=bool(
                (brief and OUTCOME.match(row.said))
                or RECORD.search(row.said)
                or (days and about and (is_sentence(row.said) or under))
            ),
        )


def _told(kind: str, row: Row, due: str | None, *, sure: bool) -> Proposal:
    return Proposal(
        kind=kind,
        first=row.line,
        last=row.line,
        words=row.words,
        rule="confirmed",
        due=due,
        sure=sure,
    )
