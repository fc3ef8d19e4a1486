"""Minutes of an earlier meeting confirmed: "the minutes of 13 April 2014 were approved".

It cannot know which meeting is meant where neither the line nor its heading names one day.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Proposal
from commands.papers.outline import DAY, Outline, day_in

RANK = 20
DONE = re.compile(
    r"\b(?:approv|agree|confirm|accept|sign|adopt|ratif|record)\w*\b.{0,80}|"
    r"\b(?:accurate|correct|true)\b.{0,20}\brecord\b",
    re.I,
)
RECORD = re.compile(r"\b(?:accurate|correct|true|fair)\b.{0,20}\b(?:record|reflection)\b", re.I)
TO = re.compile(r"^to\s+(?:sign|confirm|approve|agree|consider|receive)\b", re.I)
OPEN = re.compile(r"\bsubject to approval\b|\bwill be\b", re.I)


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        if row.shape in ("heading", "label") or TO.match(row.words) or OPEN.search(row.words):
            continue
        about = re.search(r"\bminutes\b", row.words, re.I)
        under = re.search(r"\bminutes\b", row.heading, re.I)
        if not (
            (about and DONE.search(row.words)) or ((about or under) and RECORD.search(row.words))
        ):
            continue
        if re.search(r"\bminute[- ]taker|\bin \d+ minutes|\bminutes? \d", row.words, re.I):
            continue
        days = {m[0] for m in DAY.finditer(row.words)} or {m[0] for m in DAY.finditer(row.heading)}
        several = re.search(r"\bmeetings\b", row.words, re.I)
        yield Proposal(
            kind="minutes",
            first=row.line,
            last=row.line,
            words=row.words,
            rule="confirmed",
            due=day_in(next(iter(days))) if len(days) == 1 and not several else None,
            sure=bool(days) and bool(RECORD.search(row.words) or about),
        )
