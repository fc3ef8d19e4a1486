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


def read(outline: Outline) -> Iterator[Claim]:
    rows = outline.rows
    labels = [_label(row) for row in rows]
    named = [label[0] for label in labels if label]
    ref_or_maker = any(re.match(r"decision\s+(?:ref|maker|number|no)", one) for one in named)
    form = {"decision"} <= set(named) and any(re.match(r"ref", one) for one in named)
    if not ref_or_maker and not form:
        return
    at = 0
    ref: str | None = None
    while at < len(rows):
        label = labels[at]
        if not label:
            at += 1
            continue
        name, value = label
        until = at + 1
        while (
            until < len(rows) and not labels[until] and not re.match(r"\d+\.\s", rows[until].words)
        ):
            until += 1
        below = rows[at + 1 : until]
        if re.match(r"(?:decision\s+)?(?:ref|number|no)", name):
            ref = (REF.search(value or (below[0].words if below else "")) or [None])[0]
        is_ruling = re.fullmatch(r"(?:executive\s+)?decision(?:\s+(?:summary|made|taken))?", name)
        if is_ruling and (value or below):
            lines = [row for row in below if is_sentence(row.words)]
            ruling = next((row for row in lines if DECIDES.search(row.words)), None)
            start = rows[at] if value else ruling or (lines or below)[0]
            maker = _maker(rows, labels, at)
            one = bool(value or ruling or len(lines) < 2)
            kind = "note" if start.bulleted and NOTES.match(start.said) else "decision"
            made = _ruling(start, value or start.words, maker, ref)
            yield replace(made, kind=kind, sure=bool(ref) and one and kind == "decision")
            for row in below:
                if row is not start and row.bulleted:
                    continue  # A clause of the ruling: resolved.py reads it.
                if row is not start and RULES.match(row.said):
                    yield replace(_ruling(row, row.words, maker, ref), sure=False)
                elif row is not start:
                    yield Furniture(line=row.line, what="form")
        elif name.startswith("recommendation") and (asked := _asked(rows[at], value, below)):
            yield from asked
        elif len(rows[at].cells) == 2 or not NARRATIVE.match(name):
            yield Furniture(line=rows[at].line, what="form")
            short = [row for row in below if not is_sentence(row.words) or len(row.words) < 60]
            yield from (Furniture(line=row.line, what="form") for row in short[:2])
        at += 1


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


def _label(row: Row) -> tuple[str, str] | None:
    if len(row.cells) == 2:  # The form of a table: a label, and its value beside it.
        found = LABEL.match(row.cells[0].strip(" :"))
        return (found["label"].lower(), row.cells[1].strip()) if found else None
    found = LABEL.match(row.words)
    return (found["label"].lower(), (found["value"] or "").strip()) if found else None


def _maker(rows: tuple[Row, ...], labels: list[tuple[str, str] | None], at: int) -> tuple[str, ...]:
    """Who decided, by the label of this notice; before the next one's reference."""
    whole = " ".join(row.words for row in rows)
    for label, after in zip(labels[at + 1 :], rows[at + 2 :], strict=False):
        if label is None:
            continue
        if re.match(r"decision\s+(?:maker|taker)", label[0]):
            return owners.split(label[1] or after.words)
        if re.match(r"decision\s+(?:ref|number|no)", label[0]):
            break
        if label[0].startswith("sign") and re.search(r"\bpcc\b|commissioner", whole, re.I):
            return ("PCC",)
    return ()
