"""A decision notice: a form of labels and values, `Decision Reference Number: WPCC3-0089`,
`Decision:` and the words of the decision below, `Decision Maker: PCC`.

One notice may hold several decisions, each from its reference on. It cannot know a maker that the
form does not name; a commissioner's own form is the commissioner's.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from commands.papers import owners
from commands.papers.claims import Claim, Furniture, Proposal, proposal
from commands.papers.outline import Outline, Row
from commands.papers.rulings import NOTES
from commands.papers.shapes import is_sentence

RANK = 14
Label = tuple[str, str]  # With its value, where that stands beside it.
LABEL = re.compile(
    r"^(?P<label>decision\s+(?:ref(?:erence)?(?:\s+(?:number|no\.?))?|maker|taker|number|no\.?)|(?:executive\s+)?decision(?:\s+(?:summary|made|taken|notice))?|"
    r"issue|date(?:\s+of\s+decision)?|status|lead\s+officer|chief\s+officer\s+approval|signature|signed|title|subject|"
    r"decision\s+papers?.*|supporting\s+information|reasons?(?:\s+for\s+(?:the\s+)?decision)?|recommendations?|executive\s+summary|"
    r"decision\s+status|purpose|alternative\s+options.*|wards?\s+affected|is\s+(?:key|subject)\b[^:]*|publication\s+date|background.*|author|requested\s+by|date\s+of\s+request|declaration.*|approval.*|contact.*|[\w\s&-]{3,40}?implications?|consultation.*|report\s+of|classification|protective\s+marking|date\s+published|ref(?:erence)?(?:\s+(?:number|no\.?))?)"
    r"\s*(?::\s*(?P<value>.*)|$)",
    re.I | re.S,
)
# A further paragraph of the ruling.
RULES = re.compile(
    r"^(?:(?:that\s+)?(?:the\s+(?:[\w,]+\s+){0,5}?(?:commissioner|pf?cc|constable|executive|officer|treasurer|mayor|board|panel|"
    r"cabinet)|i|we)\b.{0,60}?\b)?(?:approv|delegat|agre|authoris|accept|award|allocat|"
    r"appoint|direct|consent|grant)(?:e?s|ed?|ing)?\b|^to\s+[a-z]+\b",
    re.I,
)
DECIDES = re.compile(
    r"\b(?:i|we|has|have|is|are|hereby|and)\s+(?:\w+ly\s+|also\s+)?(?:approv|delegat|agre|authoris|accept|award|allocat|appoint|direct|"
    r"consent|grant|establish|sign|adopt|not)(?:e?s|ed?|ted)?\b",
    re.I,
)
NARRATIVE = re.compile(
    r"background|purpose|supporting|executive summary|reason|consultation|.*implication"
)
FEWEST = 4  # Words of what is recommended.
REF = re.compile(r"[A-Z0-9][\w/.-]*\d[\w/.-]*")


OF_PCC = re.compile(r"\bpcc\b|commissioner", re.I)
REFERENCE = re.compile(r"(?:decision\s+)?(?:ref|number|no)")
RULING = re.compile(r"(?:executive\s+)?decision(?:\s+(?:summary|made|taken))?")


def read(outline: Outline) -> Iterator[Claim]:
    rows = outline.rows
    labels = [_label(row) for row in rows]
    if not _is_notice({label[0] for label in labels if label}):
        return
    ref: str | None = None
    for at, label in enumerate(labels):
        if not label:
            continue
        name, value = label
        below = _below(rows, labels, at)
        if REFERENCE.match(name):
            ref = (REF.search(value or (below[0].words if below else "")) or [None])[0]
        if RULING.fullmatch(name) and (value or below):
            yield from _ruled(rows[at], value, below, _maker(rows, labels, at), ref)
        elif name.startswith("recommendation") and (asked := _asked(rows[at], value, below)):
            yield from asked
        elif len(rows[at].cells) == 2 or not NARRATIVE.match(name):
            yield Furniture(line=rows[at].line, what="form")
            short = [row for row in below if not is_sentence(row.words) or len(row.words) < 60]
            yield from (Furniture(line=row.line, what="form") for row in short[:2])


def _is_notice(names: set[str]) -> bool:
    """Whether labels are those of a decision notice."""
    ref_or_maker = any(re.match(r"decision\s+(?:ref|maker|number|no)", name) for name in names)
    return ref_or_maker or ("decision" in names and any(name.startswith("ref") for name in names))


def _below(rows: tuple[Row, ...], labels: list[Label | None], at: int) -> tuple[Row, ...]:
    """The lines below a label, up to the next one or a numbered paragraph."""
    until = at + 1
    while until < len(rows) and not labels[until] and not re.match(r"\d+\.\s", rows[until].words):
        until += 1
    return rows[at + 1 : until]


def _ruled(
    label: Row, value: str, below: tuple[Row, ...], maker: tuple[str, ...], ref: str | None
) -> Iterator[Claim]:
    """What was decided, beside its label or below it, and the further paragraphs."""
    lines = [row for row in below if is_sentence(row.words)]
    ruling = next((row for row in lines if DECIDES.search(row.words)), None)
    start = label if value else ruling or (lines or below)[0]
    one = bool(value or ruling or len(lines) < 2)
    kind = "note" if start.bulleted and NOTES.match(start.said) else "decision"
    made = _ruling(start, value or start.words, maker, ref)
    yield replace(made, kind=kind, sure=bool(ref) and one and kind == "decision")
    for row in below:
        if row is start or row.bulleted:
            continue  # A clause of the ruling: resolved.py reads it.
        if RULES.match(row.said):
            yield replace(_ruling(row, row.words, maker, ref), sure=False)
        else:
            yield Furniture(line=row.line, what="form")


def _ruling(row: Row, words: str, maker: tuple[str, ...], ref: str | None) -> Proposal:
    return proposal(
        row,
        "decision",
        words=words,
        owner=maker,
        ref=(ref,) if ref else (),
        item=None,
        sure=bool(ref),
    )


def _asked(label: Row, value: str, below: tuple[Row, ...]) -> list[Claim]:
    """What a notice asks whoever decides to do, below its label or beside it."""
    said = [(label, value)] if value else [(row, row.words) for row in below]
    asked = [(row, words) for row, words in said if len(words.split()) >= FEWEST]
    claims: list[Claim] = [
        proposal(row, "reportrec", words=words, item=None) for row, words in asked
    ]
    return claims if value or not claims else [Furniture(line=label.line, what="form"), *claims]


def _label(row: Row) -> Label | None:
    if len(row.cells) == 2:  # The form of a table: a label, and its value beside it.
        found = LABEL.match(row.cells[0].strip(" :"))
        return (found["label"].lower(), row.cells[1].strip()) if found else None
    found = LABEL.match(row.words)
    return (found["label"].lower(), (found["value"] or "").strip()) if found else None


def _maker(rows: tuple[Row, ...], labels: list[Label | None], at: int) -> tuple[str, ...]:
    """Who decided, by a label of this notice: after the ruling, or else before it."""
    after, before = range(at + 1, len(rows)), range(at - 1, -1, -1)
    for places in (after, before):
        for place in places:
            name, value = labels[place] or ("", "")
            if re.match(r"decision\s+(?:maker|taker)", name):
                below = rows[place + 1].words if place + 1 < len(rows) else ""
                return _one(owners.split(value or below))
            if REFERENCE.match(name):
                break  # Of the next notice, or the first line of this one.
            if name.startswith("sign") and OF_PCC.search(" ".join(row.words for row in rows)):
                return ("PCC",)
    return ()


def _one(who: tuple[str, ...]) -> tuple[str, ...]:
    """A person and the post beside the name as one: the post."""
    named = len(who) == 2 and not owners.SURE.match(who[0]) and owners.SURE.match(who[1])
    return who[1:] if named else who
