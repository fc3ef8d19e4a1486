"""Labels at the head of a line: `ACTION: GD to ...`, `Action – TL to ...`, `Decision: ...`,
`AGREED: ...`, `Recommendation: ...`; or a label alone, and the lines below it.

An owner may stand before "to", after the label, at the end of the line, or alone on the next line.
It cannot know an owner that the paper puts elsewhere, and takes none then.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from commands.papers import (
    beneath,
    besides,
    dues,
    ends,
    labels,
    margins,
    orders,
    owners,
    standing,
    tasks,
    wanted,
)
from commands.papers.below import HEADS, Below
from commands.papers.claims import Claim, Furniture, Proposal
from commands.papers.outline import Outline, Row
from commands.papers.rulings import AGREED_TO
from commands.papers.shapes import is_sentence

RANK = 30
ACTION = re.compile(
    r"^\W{0,3}(?:(?:new\s+|agreed\s+)?action(?:s)?(?:\s+(?:point|item|required|agreed|arising|"
    r"for|by|on))?s?|AP|to\s+do|follow[- ]up(?:\s+actions?)?|next\s+steps?|"
    r"for\s+next\s+meeting(?=\s*:))\b"
    r"(?!\s+(?:from|log|plan|schedule|track|list|sheet|grid|register|summary|fraud|points?\s+from|updates?|was|were|is|has|of|in|"
    r"under|team)|[- ]*taken)"
    r"\s*(?:no\.?\s*|number\s*|[:–—-]\s*(?=[A-Z]{1,4}[-/]\d+\s*:))?(?P<ref>(?:(?-i:[A-Z]{2,8})\s\d+(?=\s*[:–—])|[A-Z]{0,4}[-/.]?\d+(?:[/.-]\d+)*[a-z]?)\b)?\s*(?:\((?P<whom>[^()]{2,60})\))?\s*\W{0,3}?(?P<sign>[:–—-]+)?\s*(?P<rest>.*)$",
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
# A label within a paragraph: "... was discussed. Action: Staff to revise it."
INSIDE = re.compile(
    rf"[.;!?]\s+(?:\W?\s*)?(?:[Nn]ew\s+)?(?i:actions?){ends.NUMBER}\s*[:–—-]\s*(?P<rest>(?:[A-Z]|[a-z]+\sto\s)[^:]*)$|"
    rf"(?<=[a-z,;.)])\s+(?:and\s+)?ACTIONS?{ends.NUMBER.replace('number', 'also')}"
    r"\s*[:–—-]\s*(?P<told>\w[^:]*)$|"
    r"(?<=[\w)])\s+Actions?:\s+(?P<led>\w[^:]*(?:\sBy:[^:]*)?)$"
)
# "Action: a paper had been added to the plan": what became of it.
DONE = re.compile(r"\b(?:has|had|have)\s+(?:now\s+|since\s+)?(?:been\s+)?\w+ed\b")
# Below the label, and only what those who meet thought of it.
NOTED = re.compile(
    r"(?:[\w’'-]+\s+){1,3}(?:noted|received|welcomed|thanked|supported|endorsed)\s", re.I
)
# "Action: Complete": of what was ruled above it.
STANDS = re.compile(
    r"(?:now\s+)?(?:completed?|closed|done|discharged|on-?going|outstanding)\W*", re.I
)
SHORT = re.compile(r"[A-Z]{2,3}(?:/[A-Z]{2,3})*(?=,?\s+[a-z])")
CALLED = re.compile(r"^[A-Z]{2,3}(?:\s*[/&]\s*[A-Z]{2,3})*(?:\s*,)?\s+(?=[a-z])")
REF = re.compile(r"[A-Z]{0,4}[-/.]?\d+(?:[/.-]\d+)*[a-z]?")
OWN = re.compile(r"[A-Z]{1,6}[-/]?\d+[/.-]?\d*$")  # A1/24 – PCC to write: its own number.
DATED = re.compile(r"(?:[A-Z]{2,5}\s)?\d{8}-")  # PPC 20230615-002: a day, and a number of it.
RULING = re.compile(r"\b(?:RESOLVED|AGREED|ORDERED|[Ii]t\s+was\s+(?:\w+\s+)?(?:resolved|agreed))\b")
INFINITIVE = re.compile(r"[Tt]o\s+[a-z]{2,}\s")
LABELLED = re.compile(r"^\W*(?:action|to\s+do)", re.I)
ARISING = re.compile(r"\W*actions?\s+arising", re.I)


# "Members agreed the following actions:", over a list of them.
AGREED = re.compile(r"\b(?:agreed|took|recorded)\s+the\s+following\s+actions?\b[^.:]*:$", re.I)
# "The plans for May are as follows:", over orders.
PLANS = re.compile(r"\b(?:actions|next\s+steps|tasks|plans?)\b[^.:]*:$", re.I)


def read(outline: Outline) -> Iterator[Claim]:
    below = Below()
    for at, row in enumerate(outline.rows):
        below.count(row)
        if row.shape in ("columns", "ending", "agenda") or (row.cells and not row.columns):
            below.open = False
        elif found := _label(row):
            yield from _after(found, outline, at, below)
        elif claim := _set_off(row):
            yield claim
        elif _is_right_below(row, at, below):
            yield from _below_label(outline, at, below)
        elif _is_listed(row, below):
            own = row.code if OWN.match(row.code) or DATED.match(row.code) else None
            made = labels.action(row, row.said, (), below.ref or own if below.open else own)
            task = tasks.of(row.said, outline.names, frozenset(outline.people))
            yield made if made.owner else labels.and_others(made, task)
            below.ref = None
        else:
            below.close()
            below.orders = PLANS.search(row.said) is not None
            below.open = AGREED.search(row.said) is not None
            ruled = RULED.match(row.said)
            if ruled and not OPENS.fullmatch(ruled["rest"]):
                yield from besides.with_tasks([_ruled(row, ruled, outline.names)], outline)


def _label(row: Row) -> re.Match[str] | None:
    """The label of an action at the head of a line; None where the word begins a sentence."""
    found = ACTION.match(row.said)
    if not found and row.code and (named := ACTION.match(row.words)):
        # Action 3/12 - Ivy Marsh; Action 3/12 - CC - A plan
        found = named if owners.alone(named["rest"]) or owners.led_by(named["rest"]) else None
    if not found:
        return None
    rest = found["rest"]
    bare = found["ref"] and not rest  # Action Point 1, over what it is.
    upper = row.said[:6].isupper()
    marked = found["sign"] or bare or upper or owners.acting(rest) or owners.lead(rest)
    order = CALLED.sub("", rest)  # Action RH, circulate the plan.
    marked = marked or orders.ORDER.match(order)
    return found if marked else None


def _after(found: re.Match[str], outline: Outline, at: int, below: Below) -> Iterator[Claim]:
    """What stands after the label of an action: nothing, its owner, how it stands, or the task."""
    row, rest, ref = outline.rows[at], found["rest"].strip(), found["ref"]
    if rest.endswith(":") and rest.isupper():
        yield Furniture(line=row.line, what="label")  # ACTION TO BE TAKEN BY THE BOARD:
    elif not rest or REF.fullmatch(rest):
        below.label(at, rest or ref)
        yield Furniture(line=row.line, what="label")
    elif nothing := labels.nothing(row, rest):
        yield nothing
    elif who := _only_owners(rest):
        yield from _owned(outline, at, who, ref)
    elif STANDS.fullmatch(rest) and (told := standing.of(rest)):
        yield labels.became(row, told, ref)
    elif DONE.search(rest) and not owners.acting(labels.FOR.sub("", rest)):
        yield labels.became(row, standing.of(rest) or standing.Standing("progress"), ref)
    elif (
        ref
        and not owners.acting(rest)
        and (told := labels.stands(rest, outline.names, frozenset(outline.people)))
    ):
        yield labels.became(row, told, ref)
    else:
        who, due, until = beneath.labels(outline.rows, at + 1)
        who = owners.alone(found["whom"] or "") or who or _initials(rest, outline)
        made = labels.action(row, rest, who, ref or _number_above(row), due)
        in_line = made.owner or margins.ending(row.text, outline.people)
        after = outline.rows[at + 1] if at + 1 < len(outline.rows) else None
        who, due = in_line or margins.alone(after), made.due or margins.due(after)
        made = replace(made, owner=who, due=due)
        people = frozenset(outline.people)
        yield labels.and_others(made, tasks.of(rest, outline.names, people))
        yield from (Furniture(line=one.line, what="form") for one in outline.rows[at + 1 : until])


def _initials(rest: str, outline: Outline) -> tuple[str, ...]:
    """Whose an action is that begins with initials of the paper's own lists: "PH agenda item"."""
    found = SHORT.match(rest)
    named = found[0].split("/") if found else []
    return tuple(named) if named and all(one in outline.people for one in named) else ()


def _ruled(row: Row, ruled: re.Match[str], names: frozenset[str]) -> Proposal:
    kind = KINDS[ruled["what"].lower()]
    if kind == "progress" and (ref := _number_above(row)):
        told = standing.of(ruled["rest"]) or standing.Standing("progress")
        return labels.became(row, told, ref)
    return labels.ruling(row, ruled, kind, names)


def _number_above(row: Row) -> str | None:
    """The number of a record whose fields are told below it, a label each: "No. 14"."""
    found = beneath.RECORD.fullmatch(row.heading)
    return found["ref"] if found else None


def _only_owners(rest: str) -> tuple[str, ...]:
    """The owners, where nothing else stands after the label but by when."""
    who = owners.alone(rest) or owners.alone(ends.BY_WHEN.sub("", rest.strip(" ()[].")))
    return who or (owners.alone(rest.strip(" ()[]")) if rest.endswith((")", "]")) else ())


def _owned(outline: Outline, at: int, who: tuple[str, ...], ref: str | None) -> Iterator[Claim]:
    """Whose the action is that the line above tells, or the one below "Actions arising"."""
    rows = outline.rows
    row, over = rows[at], rows[at - 1].said if at else ""
    task = tasks.of(over, outline.names, frozenset(outline.people))
    asked = task or wanted.is_coming(over) or wanted.unowned(over)
    if RULING.search(over) and not (asked or AGREED_TO.search(over)):
        yield labels.action(row, row.words, who, None)  # Of what was ruled, right above.
        return
    yield Furniture(line=row.line, what="owner")
    if ARISING.match(row.words):
        if at + 1 < len(rows) and rows[at + 1].shape == "text":
            yield labels.action(rows[at + 1], rows[at + 1].words, who, None)
    elif not asked and at + 1 < len(rows) and wanted.is_noted(rows[at + 1].said):
        yield labels.action(rows[at + 1], rows[at + 1].words, who, ref)
    elif at and (above := _above(rows, at)) is not None:
        ref = ref or (above.code if "/" in above.code else None)
        yield labels.action(above, above.words, who, ref, dues.stated(row.words))
    elif at + 1 < len(rows) and orders.ORDER.match(rows[at + 1].said):
        yield labels.action(rows[at + 1], rows[at + 1].words, who, ref)


def _set_off(row: Row) -> Claim | None:
    """An action within its line, set off by its label: at the end, or after a sentence."""
    if row.shape in ("text", "heading", "person") and (ended := ends.marked(row.said)):
        return labels.action(row, row.words, ended[0], ended[2])
    if row.shape == "text" and (inside := INSIDE.search(row.said)):
        rest = inside["rest"] or inside["told"] or inside["led"]
        if labels.nothing(row, rest):
            return None
        return labels.action(row, rest, (), inside["number"] or inside["also"])
    return None


def _is_right_below(row: Row, at: int, below: Below) -> bool:
    if not below.open or below.at != at - 1 or NOTED.match(row.said):
        return False
    return row.shape == "text" or INFINITIVE.match(row.said) is not None


def _below_label(outline: Outline, at: int, below: Below) -> Iterator[Claim]:
    """The action in the line below its label, with the labels of its owner and day below it."""
    rows = outline.rows
    row, (who, due, until) = rows[at], beneath.labels(rows, at + 1)
    own = row.code if OWN.match(row.code) else None
    who = who or margins.in_margin(row.text, outline.people)
    made = labels.action(row, row.said, who, below.ref or own, due)
    task = tasks.of(row.said, outline.names, frozenset(outline.people))
    yield labels.and_others(replace(made, words=row.words), task)
    yield from (Furniture(line=one.line, what="form") for one in rows[at + 1 : until])
    below.ref = None


def _is_listed(row: Row, below: Below) -> bool:
    """Whether a line is one of a list of actions."""
    listed = below.open or ("actions" in row.sections and "arising" not in row.sections)
    if row.shape in HEADS or not (listed or below.orders):
        return False
    if not listed:
        return (row.bulleted or bool(row.code)) and orders.is_alone(row.said)
    number = bool(below.counted) and row.code == str(below.counted)
    number = number and not _only_tells(row.said)
    number = number or (bool(row.code) and orders.is_alone(row.said))
    if not number and below.outer and row.code == str(below.outer + 1):
        return False  # The next of those that the label stands within.
    number = number or DATED.match(row.code) is not None
    point = row.bulleted and not _only_tells(row.said)
    acts = point or number or owners.acting(row.said) or owners.lead(row.said)
    return bool(acts or ends.between(row.said))


def _only_tells(words: str) -> bool:
    """Whether a line of a list of actions tells how something is, and gives nothing to do."""
    gives = wanted.ought(words) or wanted.is_noted(words) or owners.acting(words)
    return is_sentence(words) and not (gives or orders.is_alone(words))


def _above(rows: tuple[Row, ...], at: int) -> Row | None:
    """The line above that tells what is to be done: not a heading, and not another label."""
    while at > 1 and rows[at - 1].shape == "part":
        at -= 1  # The end of a sentence that a page broke.
    row = rows[at - 1]
    return row if row.shape == "text" and not LABELLED.match(row.words) else None
