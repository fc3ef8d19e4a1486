"""Questions and answers: "Asked the Commissioner if ...", under the asker's name or with it; the
reply in the same line, or in the next; `Q1.` and `A1.`; speakers by initials, `JP: ...`.

It cannot know where a question ends that the paper runs into its answer: the line is one question.
"""

import re
from collections.abc import Iterator

from commands.papers import owners, posts, tasks
from commands.papers.claims import Claim, proposal
from commands.papers.outline import Outline, Row
from commands.papers.people import RANK as TITLE
from commands.papers.people import is_people

RANK = 44
ASKED = re.compile(
    r"\b(?:asked|queried|enquired|inquired|questioned|wondered|wanted\s+to\s+know|wished\s+to\s+know|challenged|"
    r"(?:sought|requested)\s+(?:an?\s+|further\s+)?(?:assurances?|confirmation|clarification)\s+that|"
    r"(?:sought|requested)\s+(?:further\s+|some\s+|an?\s+)?(?:assurances?|clarification|confirmation|information|details?|explanation|update|reassurance))\b"
    r"(?!\s+(?:that|to)\b|\s+for\s+nominations\b|\s+an?\s+(?:\w+\s+)?(?:range|number|series|variety)\s+of\s+questions)",
    re.I,
)
WAS_ASKED = re.compile(
    r"^\W*(?:information|clarification|assurance|an?\s+update)\s+was\s+(?:asked|sought|requested)\b|^(?:a\s+question|an?\s+enquiry)\b",
    re.I,
)
REPLIED = re.compile(
    r"^(?:in\s+(?:response|answer|reply)|responding|replying|following)\s+to\s+(?:an?\s+|the\s+|further\s+)?(?:[\w’']+\s+){0,5}?(?:questions?|quer(?:y|ies)|enquir(?:y|ies))\b|"
    r"^in\s+(?:response|answer|reply),?\s+(?:(?:it\s+was|the|he|she|members)\b|(?-i:(?:[A-Z][\w’'-]*\s+){1,4}[a-z]+ed\b))|^in\s+(?:response|answer|reply)\s+to\s+[^.]{3,60},\s*who\s+had\s+asked|"
    r"^in\s+(?:response|answer|reply)\s+to\s+(?-i:[A-Z])[^,.]{2,40},\s+(?:he|she|they|the)\s",
    re.I,
)
SAID = re.compile(
    r"\b(?:noted|said|stated|reported|presented|explained|advised|confirmed|welcomed|felt|thanked|received|spoke|told)\b",
    re.I,
)
REPLIES = (
    r"(?:responded|replied|answered|said|advised|confirmed|explained|stated|told|noted|clarified|assured|apologised|acknowledged|added|pointed|believed|thought|"
    r"agreed|reported|reassured|accepted|declined|did|was\s+not|could\s+not|would)"
)
ANSWERED = re.compile(
    rf"^(?:in\s+(?:response|reply|answer)|by\s+way\s+of\s+reply|(?:the\s+|an?\s+)?[\w\s'’/.()]{{2,60}}?\b{REPLIES}\b|A\s*\d*\s*[:.)]\s)",
    re.I,
)
SPEAKER = re.compile(rf"^(?:[A-Z]{{2,4}}\s*(?::|[–—-]\s)|(?:{posts.RANKED}|{posts.POST})\s*:)\s*\S")
BY = re.compile(
    rf"^(?P<who>(?:{TITLE}\s+)*(?:[A-Z]\.?\s+)*[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{0,2}}|The\s+\w+(?:\s+[A-Z]\w+)?|(?:A\s+(?:Panel\s+|Committee\s+|Board\s+)?)?Members?|[A-Z]{{2,4}})\s+"
    r"(?:also\s+|then\s+|further\s+)*(?:asked|queried|enquired|inquired|questioned|sought|wondered|wanted|wished|requested|challenged)",
    re.S,
)
TO_WHOM = re.compile(
    rf"^in\s+(?:response|answer|reply)\s+to\s+(?:a\s+(?:question|query)\s+(?:from|by)\s+)?(?P<who>(?:{TITLE}\s+)*[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?)",
    re.I,
)
HEADING = re.compile(rf"^(?:(?:{TITLE})\s+)?(?P<who>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)+)\s*:?$")
QUESTION = re.compile(r"^(?:\W*Q(?:uestion)?\s*\d*\s*[:.)]|.*\?\s*$|(?:•\s*)?Whether\s)", re.S)
NAME = re.compile(rf"(?:{TITLE}\s+)+[A-Z]|[A-Z][\w'’-]+\s+[A-Z]")  # Cllr Fox, Una Fell
ANSWER = re.compile(r"^A(?:nswer)?\s*\d*\s*[:.)]\s+\S")
# "A: Ivy Marsh – Yes, they will.": who answers, and the answer.
NAMED = re.compile(rf"^A\s*\d*\s*:\s+{owners.RUN}\s*[–—-]\s+\S")


def read(outline: Outline) -> Iterator[Claim]:
    asker = ""
    last = 0
    numbered = any(QUESTION.match(row.words) and row.words[:1] == "Q" for row in outline.rows)
    for row in outline.rows:
        if row.shape in ("heading", "label", "person", "people"):
            if (found := HEADING.match(row.words)) and is_people(found["who"]):
                asker = found["who"]
            elif row.shape != "label":
                asker = ""
            continue
        if row.shape != "text" or (row.cells and not row.columns):
            continue
        if tasks.of(row.said, outline.names, frozenset(outline.people)):
            last = 0
            continue
        asked = ASKED.search(row.said)
        said = SAID.search(row.said)
        asked = None if row.said.startswith("Having ") else asked
        first = asked and (not said or asked.start() < said.start()) and asked.start() < 120
        if REPLIED.match(row.said):
            yield proposal(row, "answer")
            last = 0
        elif first or WAS_ASKED.match(row.said) or QUESTION.match(row.words):
            yield proposal(
                row,
                "question",
                owner=_by(row, asker),
                sure=bool(asker and row.bulleted) or (numbered and row.words[:1] == "Q"),
            )
            last = row.line
        elif (numbered and ANSWER.match(row.words)) or NAMED.match(row.words):
            yield proposal(row, "answer", sure=True)
        elif (
            last and row.line - last <= 2 and (ANSWERED.match(row.said) or SPEAKER.match(row.said))
        ):
            yield proposal(row, "answer")
            last = 0


def _by(row: Row, asker: str) -> tuple[str, ...]:
    own = BY.match(row.said)
    if asker and not (own and NAME.match(own["who"])):
        return (asker,)
    by = own or TO_WHOM.match(row.said)
    return (re.sub(r"^(?:The|A) ", "", by["who"]),) if by else ()
