"""Questions and answers: "Asked the Commissioner if ...", under the asker's name or with it; the
reply in the same line, or in the next.

It cannot know where a question ends that the paper runs into its answer: the line is one question.
"""

import re
from collections.abc import Iterator

from commands.papers.claims import Claim, Proposal
from commands.papers.outline import RANK as TITLE
from commands.papers.outline import Outline

RANK = 44
ASKED = re.compile(
    r"\b(?:asked|queried|enquired|inquired|questioned|sought\s+(?:assurance|clarification|confirmation|an?\s+update))\b"
    r"(?!\s+(?:that|to\s+(?:provide|send|give|bring|be)))",
    re.I,
)
WAS_ASKED = re.compile(
    r"^\W*(?:information|clarification|assurance|an?\s+update)\s+was\s+(?:asked|sought|requested)\b|^(?:in\s+response\s+to\s+)?a\s+question\b",
    re.I,
)
SAID = re.compile(
    r"\b(?:noted|said|stated|reported|presented|explained|advised|confirmed|welcomed|felt|thanked|received)\b",
    re.I,
)
ANSWERED = re.compile(
    r"^(?:in\s+(?:response|reply)|(?:the\s+)?[\w\s'’]{2,60}?\b(?:responded|replied|answered|said|advised|confirmed|explained|"
    r"stated)\b)",
    re.I,
)
BY = re.compile(
    rf"^(?P<who>(?:{TITLE}\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{0,2}}|The\s+\w+)\s+(?:asked|queried|enquired|questioned|sought)",
    re.S,
)
HEADING = re.compile(rf"^(?:(?:{TITLE})\s+)?(?P<who>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)+)\s*:?$")
QUESTION = re.compile(r"^(?:\W*Q(?:uestion)?\s*\d*\s*[:.)]|.*\?\s*$)", re.S)


def read(outline: Outline) -> Iterator[Claim]:
    asker = ""
    last = 0
    for row in outline.rows:
        if row.shape in ("heading", "label", "person"):
            if found := HEADING.match(row.words):
                asker = found["who"]
            elif row.shape != "label":
                asker = ""
            continue
        asked = ASKED.search(row.words)
        said = SAID.search(row.words)
        first = asked and (not said or asked.start() < said.start())
        if row.shape == "text" and (
            first or WAS_ASKED.match(row.words) or QUESTION.match(row.words)
        ):
            by = BY.match(row.words)
            yield Proposal(
                kind="question",
                first=row.line,
                last=row.line,
                words=row.words,
                rule="asked",
                owner=(asker,) if asker else (re.sub(r"^The ", "", by["who"]),) if by else (),
                item=row.heading or None,
                sure=bool(asker and row.bulleted),
            )
            last = row.line
        elif last and row.line - last <= 2 and ANSWERED.match(row.words) and row.shape == "text":
            yield Proposal(
                kind="answer",
                first=row.line,
                last=row.line,
                words=row.words,
                rule="asked",
                item=row.heading or None,
            )
            last = 0
