"""When the body meets next: "Date of next meeting: 26 July 2016", or a day under that heading.

It cannot know a day that the paper gives without its year.
"""

import re
from collections.abc import Iterator

from commands.papers import dues
from commands.papers.claims import Claim, proposal
from commands.papers.outline import Outline
from commands.papers.shapes import DATED, day_in, is_sentence

RANK = 19
ANNOUNCED = re.compile(
    r"^(?:\W*(?:date|time|confirmation|venue|dates)\b.{0,40})?\W*(?:the\s+|our\s+)?(?:[\w'’]+\s+){0,4}?next\s+(?:\w+\s+){0,2}"
    r"(?:meeting|session|one)\b(?!\s*['’])|\bnext\s+(?:\w+\s+){0,2}(?:meeting|session)\s+(?:will|would|is|was|to)\b|\b(?:meets?|meet)\s+(?:again|next)\b|\bnext\s+meets\b|"
    r"^next\s*(?:\w+\s+){0,3}[:–-]",
    re.I,
)
# Below that heading, a sentence that tells of a meeting to come, and of nothing else.
MEETS = re.compile(
    r"^(?:(?:the|a|an|our|its|it|this|that|dates?|of)\s+)*(?:[\w'’]+\s+){0,4}?(?:meetings?|sessions?|panel|board|committee|council|group|noted|agreed|was|will|is|meet)\b",
    re.I,
)
# A day without its year is told, and no day is taken from it.
PARTLY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{dues.MONTH}|\b{dues.MONTH}\s+\d{{1,2}}\b", re.I
)
BRIEF = re.compile(
    r"^(?:it\s+was\s+(?:noted|agreed|confirmed)\s+that\s+)?(?:the\s+)?(?:dates?\s+(?:and\s+times?\s+)?of\s+(?:the\s+)?)?next\b(?:\s+(?:meetings?|mtg|session|board|panel|committee|forum|one|time|date))?(?:\s+(?:(?:is|was)(?:\s+(?:set|fixed|arranged|scheduled)\s+for)?|(?:is|will\s+be|will\s+take\s+place|takes\s+place)(?:\s+held)?|on))?\s*[:–-]?\s*(?:on\s+)?(?:\w+day,?\s+)?(?:the\s+)?(?:\d|[A-Z][a-z]{2,8}\s+\d)",
    re.I,
)
TASK = re.compile(
    r"^action|\bto\s+(?:be\s+)?(?:report|bring|provide|present|circulate|submit)", re.I
)


def read(outline: Outline) -> Iterator[Claim]:
    for row in outline.rows:
        if row.shape in ("columns", "ending"):
            continue
        day = day_in(row.words)
        partly = None if day else PARTLY.search(row.said)
        title = row.columns.get("title", "")
        under = ("next" in row.sections or re.search(r"\bnext\s+meeting", title, re.I)) and len(
            row.words
        ) < 160
        announced = ANNOUNCED.search(row.said) and len(row.said) < 200 and not TASK.search(row.said)
        alone = row.shape != "heading" or (row.code and DATED.match(row.said))
        alone = alone and (not is_sentence(row.said) or MEETS.search(row.said))
        starts = BRIEF.match(row.said)
        brief = starts or (under and alone and row.shape != "heading")
        if (partly and brief) or (day and (announced or starts or (under and alone))):
            yield proposal(row, "next", due=day, item=None, sure=day is not None)
