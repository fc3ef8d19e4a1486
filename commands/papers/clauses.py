"""The clauses of a ruling: where one begins, and what is only a part of the one above it."""

import re

from commands.papers import ends, owners
from commands.papers.rows import Row
from commands.papers.sentences import sentences
from commands.papers.shapes import MARK, is_capitals, is_sentence

THAT = re.compile(r"^that\s+(?P<all>.+)$", re.I | re.S)
ANEW = re.compile(r"^(?:[Tt]hat\b|THAT\b|[Tt]o\s)")
CLAUSE = re.compile(r"^(?:[Tt]hat\b|THAT\b|[Tt]o\s|[a-z])")
# "(i) note the report", within a clause: a ruling all the same.
RULES = re.compile(
    r"(?:to\s+)?(?:note|approve|agree|endorse|accept|adopt|receive|request|ask|support|recommend|authorise|delegate|confirm|"
    r"thank|welcome|appoint|instruct|reject|ratify|defer)s?\b(?!\s+of\b)",
    re.I,
)
RULING = re.compile(r"\b(?:resolved|agreed|decided|ordered|approved|recommend\w*)\b", re.I)
BE_SO = re.compile(r"\bbe\s+(?:\w+ly\s+)?\w+(?:ed|en|de|ld|nt)\b")
# "2. The protocol be endorsed": a clause, where the page lost the label above it; "THAT it be so".
SUBJUNCTIVE = re.compile(
    r"(?!.*\b(?:will|would|should|shall|can|could|may|might|must|to|not)\s+be\b)[A-Z][^.;:]{3,160}?\sbe\s+(?:\w+ly\s+)?"
    r"(?:noted|endorsed|agreed|approved|received|accepted|adopted|confirmed|supported|appointed|nominated|thanked)\b"
)
UPPER = re.compile(r"THAT\s.*\bbe\s")

# "That a task group of Cllrs Fell and Hay meet the Treasurer".
GROUP_OF = re.compile(
    r"^((?:that\s+)?)an?\s+(?:(?:task|working|small|steering|joint|sub)[\s-]+)+(?:(?:and|finish)\s+)*(?:group|party)\s+"
    r"(?:of|comprising|consisting\s+of|made\s+up\s+of)\s+(?=[A-Z])",
    re.I,
)

# The next line has a further clause.
GOES_ON = re.compile(r"(?:[:;,–]|\s-|[;,]?\s+and)\s*$")
# "... are approved and", at the end of a line: the next has its rest, unless it begins anew.
RUNS_ON = re.compile(r"[^;,]\s+and\s*$")


def is_lost(row: Row, said: str) -> bool:
    """Whether a line is a clause of a ruling whose label is not there."""
    return bool(SUBJUNCTIVE.match(said) if row.code.isdigit() else UPPER.match(said))


def ends_anew(words: str) -> bool:
    """Whether the last sentence of a ruling, which ends in a colon, is of something else."""
    every = sentences(words)
    return len(every) > 1 and not RULING.search(every[-1])


def tells_clause(words: str) -> bool:
    """Whether a point below a ruling says what was ruled, and does not only name a thing."""
    return bool(
        is_sentence(words) or CLAUSE.match(words) or BE_SO.search(words) or RULES.match(words)
    )


def mark_of(row: Row) -> str:
    """What stands before a clause, so that those of one list are told from those within it."""
    found = MARK.match(row.text.strip())
    mark = found[0].strip(" ().\\") if found else ""
    sort = "1" if mark.isdigit() else "i" if mark and set(mark) <= set("ivx") else mark[:1]
    return "a" if sort.isalpha() and sort != "i" else sort or "none"


def is_part(row: Row, of: str) -> bool:
    """Whether a line is only one of what the clause above it lists."""
    mark = mark_of(row)
    if mark not in (of, "none") and of != "none":
        return not (THAT.match(row.said) or BE_SO.search(row.said) or RULES.match(row.said))
    return not (
        row.code or is_sentence(row.said) or is_capitals(row.said) or CLAUSE.match(row.said)
    )


def beside(words: str, names: frozenset[str]) -> tuple[str, ...]:
    """Those of the paper's own lists who stand before or after what was agreed: "Si and Bex: joint
    walk", "One page for the shop - Fay"."""
    led = owners.lead(words)
    who = led[0] if led else ends.at_end(words)
    return who if all(owners.words_of(one) <= names for one in who) else ()
