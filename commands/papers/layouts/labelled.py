"""Labels at the head of a line: `ACTION: GD to ...`, `Action – TL to ...`, `Decision: ...`,
`AGREED: ...`, `Recommendation: ...`; or a label alone, and the lines below it.

An owner may stand before "to", after the label, at the end of the line, or alone on the next line.
It cannot know an owner that the paper puts elsewhere, and takes none then.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from commands.papers import beneath, dues, owners, standing, tasks
from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline, Row
from commands.papers.rulings import AGREED_TO
from commands.papers.task_verbs import DOES, TASK

RANK = 30
ACTION = re.compile(
    r"^\W{0,3}(?:(?:new\s+|agreed\s+)?action(?:s)?(?:\s+(?:point|item|required|agreed|arising|"
    r"for|by|on))?s?|AP|to\s+do|follow[- ]up|next\s+steps?|for\s+next\s+meeting(?=\s*:))\b"
    r"(?!\s+(?:log|plan|schedule|track|list|fraud|points?\s+from|updates?|was|were|is|has|of|in|"
    r"under|team)|[- ]*taken)"
    r"\s*(?:no\.?\s*|number\s*)?(?P<ref>(?:[A-Z]{0,4}[-/.]?\d+(?:[/.-]\d+)*[a-z]?)\b)?\s*(?:\((?P<whom>[^()]{2,60})\))?\s*\W{0,3}?(?P<sign>[:–—-]+)?\s*(?P<rest>.*)$",
    re.I | re.S,
)
RULED = re.compile(
    r"^\W{0,3}(?:management\s+)?(?P<what>decision|decided|agreed|outcome|recommendation|noted|question|answer|response|reply|finding|"
    r"progress|update)s?\s*(?:no\.?\s*)?(?P<ref>(?:[A-Z]{1,4}[-/]?)?\d[\w/.-]*)?\s*(?:[:–—]|\s-\s)\s*(?P<rest>\S.*)$",
    re.I | re.S,
)
KINDS = {
    "decision": "decision",
    "decided": "decision",
    "agreed": "decision",
    "outcome": "decision",
    "recommendation": "recommendation",
    "noted": "note",
    "question": "question",
    "answer": "answer",
    "response": "answer",
    "reply": "answer",
    "finding": "finding",
    "progress": "progress",
    "update": "progress",
}
# "AGREED – that", over the clauses that were agreed.
OPENS = re.compile(r"(?:that|to|the\s+following|as\s+follows)\W*", re.I)
GLUED = re.compile(r"\s*(?:Page\s+\d+\s+of\s+\d+.*|(?<=[.a-z])\d{2,3}\.\s+[A-Z][A-Z ]{6,}.*)$")
# A label within a paragraph: "... was discussed. Action: Staff to revise it."
INSIDE = re.compile(
    rf"[.;!?]\s+(?:\W?\s*)?(?i:actions?){owners.NUMBER}\s*[:–—-]\s*(?P<rest>[A-Z][^:]*)$|"
    rf"(?<=[a-z,;.)])\s+(?:and\s+)?ACTIONS?{owners.NUMBER.replace('number', 'also')}"
    r"\s*[:–—-]\s*(?P<told>\w[^:]*)$"
)
ALSO = re.compile(r"\band\s+(?:that|to)\b")  # To note, and something besides.
# Who may do something is a ruling, and no task.
AUTHORISED = re.compile(r"\b(?:(?-i:authority)|authorised|delegated|delegation)\b", re.I)
# "Action: a paper had been added to the plan": what became of it.
DONE = re.compile(r"\b(?:has|had|have)\s+(?:now\s+|since\s+)?been\s+\w+ed\b")
# "Agreed – 28 February, 13 June": when they meet next.
DAYS = re.compile(rf"\W*(?:on\s+)?(?:{dues.DAY_OR_MONTH})(?:\s*[,;&]|\s+and\b)", re.I)
# Below the label, and only what those who meet thought of it.
NOTED = re.compile(
    r"(?:[\w’'-]+\s+){1,3}(?:noted|received|welcomed|thanked|supported|endorsed)\s", re.I
)
# "Action: Complete": of what was ruled above it.
STANDS = re.compile(
    r"(?:now\s+)?(?:completed?|closed|done|discharged|on-?going|outstanding)\W*", re.I
)
REF = re.compile(r"[A-Z]{0,4}[-/.]?\d+(?:[/.-]\d+)*[a-z]?")
OWN = re.compile(r"[A-Z]{1,6}[-/]?\d+[/.-]?\d*$")  # A1/24 – PCC to write: its own number.
FOR = re.compile(r"^(?:for|that)\s+", re.I)
# After the label, whoever is named is to act: "Safer Town Board to answer it".
BODY = re.compile(
    r"^(?:[Tt]he\s+)?(?P<who>[A-Z][\w'’&-]*(?:\s+(?:(?:of|and|the|for|&)\s+){0,2}[A-Z][\w'’&-]*){1,6})\s+to\s+(?!be\b|come\b|go\b)[a-z]"
)
# "Action: Debs forward it to Alan": a name and what is done.
NAMED = re.compile(
    rf"^(?P<who>[A-Z][a-z'’-]+)\s+(?=(?-i:[a-z]))(?={DOES}\s+(?:to|the|an?|with|all|it|on)\b)"
)
RULING = re.compile(r"\b(?:RESOLVED|AGREED|ORDERED|[Ii]t\s+was\s+(?:\w+\s+)?(?:resolved|agreed))\b")
READERS = re.compile(
    r"(?:that\s+)?(?:the\s+)?(?:panel|committee|board|council|members|authority|pf?cc|commissioner)\s+(?:\w+[^s]s|be|to|is|are|agree|approve|note)\b",
    re.I,
)
INFINITIVE = re.compile(r"[Tt]o\s+[a-z]{2,}\s")
LABELLED = re.compile(r"^\W*(?:action|to\s+do)", re.I)


def read(outline: Outline) -> Iterator[Claim]:
    rows = outline.rows
    names, people = outline.names, frozenset(outline.people)
    below, opened = False, -1
    ref: str | None = None  # Of the action below its label: "Action: 41/18".
    counted = 0
    for at, row in enumerate(rows):
        heads = row.shape in ("heading", "label", "reference")
        counted = 0 if heads else counted + 1 if row.code == str(counted + 1) else counted
        if row.shape in ("columns", "ending", "agenda") or (row.cells and not row.columns):
            below = False
            continue
        found = ACTION.match(row.said)
        if not found and row.code and (named := ACTION.match(row.words)):
            found = named if owners.alone(named["rest"]) else None  # Action 3/12 - Ivy Marsh
        if found and (
            found["sign"]
            or row.said[:6].isupper()
            or owners.acting(found["rest"])
            or owners.lead(found["rest"])
        ):
            rest = found["rest"].strip()
            if not rest or REF.fullmatch(rest):
                below, ref, opened = True, rest or found["ref"], at
                yield Furniture(line=row.line, what="label")
            elif (
                who := owners.alone(rest)
                or owners.alone(owners.BY_WHEN.sub("", rest.strip(" ()[].")))
                or (owners.alone(rest.strip(" ()[]")) if rest.endswith((")", "]")) else ())
            ):
                over = rows[at - 1].said if at else ""
                agreed = AGREED_TO.search(over) or tasks.of(over, names, people)
                if RULING.search(over) and not agreed:
                    yield _action(row, row.words, who, None)  # Of what was ruled, right above.
                    continue
                yield Furniture(line=row.line, what="owner")
                if re.match(r"\W*actions?\s+arising", row.words, re.I):
                    if at + 1 < len(rows) and rows[at + 1].shape == "text":
                        yield _action(rows[at + 1], rows[at + 1].words, who, None)
                    continue
                if at and (above := _above(rows, at)) is not None:
                    due = dues.stated(row.words)
                    ref_of = found["ref"] or (above.code if "/" in above.code else None)
                    yield _action(above, above.words, who, ref_of, due)
            elif STANDS.fullmatch(rest) and (told := standing.of(rest)):
                yield _standing(row, told, found["ref"])
            elif DONE.search(rest) and not owners.acting(FOR.sub("", rest)):
                yield _standing(
                    row, standing.of(rest) or standing.Standing("progress"), found["ref"]
                )
            elif found["ref"] and (told := standing.of(rest)) and not owners.acting(rest):
                yield _standing(row, told, found["ref"])
            else:
                made = _action(row, rest, owners.alone(found["whom"] or ""), found["ref"])
                yield _and_others(made, tasks.of(rest, names, people))
            continue
        if (ended := owners.marked_at_end(row.said)) and row.shape in ("text", "heading"):
            yield _action(row, row.words, ended[0], ended[2])
            continue
        if (inside := INSIDE.search(row.said)) and row.shape == "text":
            rest = inside["rest"] or inside["told"]
            yield _action(row, rest, (), inside["number"] or inside["also"])
            continue
        if (
            below
            and opened == at - 1
            and not NOTED.match(row.said)
            and (row.shape == "text" or INFINITIVE.match(row.said))
        ):
            who, due, until = beneath.labels(rows, at + 1)
            own = row.code if OWN.match(row.code) else None
            made = replace(_action(row, row.said, who, ref or own, due), words=row.words)
            yield _and_others(made, tasks.of(row.said, names, people))
            yield from (Furniture(line=one.line, what="form") for one in rows[at + 1 : until])
            ref = None
            continue
        listed = below or ("actions" in row.sections and "arising" not in row.sections)
        acts = owners.acting(row.said) or owners.lead(row.said)
        number = counted and row.code == str(counted)
        if listed and not heads and (row.bulleted or acts or number or owners.between(row.said)):
            own = row.code if OWN.match(row.code) else None
            yield _action(row, row.said, (), ref or own if below else own)
            ref = None
            continue
        below, ref = False, None
        ruled = RULED.match(row.said)
        if ruled and not OPENS.fullmatch(ruled["rest"]) and (kind := KINDS[ruled["what"].lower()]):
            yield _labelled(row, ruled, kind, outline.names)


def _and_others(made: Proposal, task: tasks.Task | None) -> Proposal:
    """The action with all who are to act: "NA to write; SC to arrange a visit"."""
    others = tuple(one for one in (task.owner if task else ()) if not _is_named(one, made.owner))
    return replace(made, owner=made.owner + others, sure=False) if others else made


def _is_named(one: str, who: tuple[str, ...]) -> bool:
    return any(
        {*one.split()} <= {*other.split()} or {*other.split()} <= {*one.split()} for other in who
    )


def _above(rows: tuple[Row, ...], at: int) -> Row | None:
    """The line above that tells what is to be done: not a heading, and not another label."""
    row = rows[at - 1]
    return row if row.shape == "text" and not LABELLED.match(row.words) else None


def _labelled(row: Row, ruled: re.Match[str], kind: str, names: frozenset[str]) -> Proposal:
    that = kind == "decision" and re.match(r"that\b", ruled["rest"], re.I)
    given = owners.subject(ruled["rest"], names) if that else None
    if kind == "decision" and not given and (given := owners.acting(ruled["rest"], names)):
        given = given if TASK.match(given[1]) else None
    if given and not AUTHORISED.search(ruled["rest"]):
        return Proposal(
            kind="action",
            first=row.line,
            last=row.line,
            words=row.words,
            rule="labelled",
            owner=given[0],
            due=dues.stated(ruled["rest"]),
            item=row.heading or None,
        )
    day = kind == "decision" and ("next" in row.sections or DAYS.match(ruled["rest"]))
    return Proposal(
        kind="next" if day else _ruling(kind, ruled["rest"]),
        first=row.line,
        last=row.line,
        words=row.words,
        rule="labelled",
        owner=_maker(kind, ruled["rest"]),
        ref=(ruled["ref"],) if ruled["ref"] else (),
        item=row.heading or None,
        sure=row.words[0].isalpha()
        and not day
        and not ALSO.search(ruled["rest"])
        and kind in ("decision", "recommendation", "note", "question")
        and not (kind == "recommendation" and READERS.match(ruled["rest"])),
    )


def _standing(row: Row, told: standing.Standing, ref: str | None) -> Proposal:
    """What became of an action that is named by its number: `Action A14: completed and closed.`"""
    return Proposal(
        kind=told.kind,
        first=row.line,
        last=row.line,
        words=row.words,
        rule="labelled",
        owner=told.owner,
        due=told.due,
        ref=(ref,) if ref else (),
        item=row.heading or None,
        sure=told.kind == "close" and bool(ref),
    )


def _action(
    row: Row, rest: str, who: tuple[str, ...], ref: str | None, due: str | None = None
) -> Proposal:
    said = FOR.sub("", rest)  # Action: For Mr Hay to check.
    acting = owners.acting(said)
    if not who and acting:
        who = acting[0]
    if not who and (named := NAMED.match(said)) and not TASK.match(named["who"]):
        who = owners.alone(named["who"])
    if not who and (body := BODY.match(said)):
        who = (body["who"],)
    if not who:
        who = owners.should(rest)
    if not who:
        who = owners.owned(rest)
    if not who and (led := owners.lead(rest)):
        who = led[0]
    if not who:
        who = owners.between(rest) or owners.at_end(rest)
    if not who and len(row.cells) > 1:
        who = next((found for cell in row.cells[1:] if (found := owners.alone(cell))), ())
    words = GLUED.sub("", rest).strip()
    return Proposal(
        kind="action",
        first=row.line,
        last=row.line,
        words=words if words in row.words else row.words,
        rule="labelled",
        owner=who,
        due=due or dues.stated(rest) or dues.with_owner(rest),
        ref=(ref,) if ref else (),
        item=row.heading or None,
        sure=bool(who),
    )


def _ruling(kind: str, rest: str) -> str:
    """A ruling that only notes a report is a note; what is asked of the readers is a report's."""
    if kind == "recommendation" and READERS.match(rest):
        return "reportrec"
    if kind == "decision" and re.match(
        r"(?:that\s+)?(?:the\s+)?[\w\s]{0,60}\b(?:be\s+)?noted\b", rest, re.I
    ):
        return "note"
    return kind


def _maker(kind: str, rest: str) -> tuple[str, ...]:
    if kind == "decision" and (
        by := re.search(r"\bby\s+the\s+(PCC|PFCC|Commissioner|CC|Chief Constable)\b", rest)
    ):
        return (by[1],)
    return ()
