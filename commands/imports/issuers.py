"""Whose recommendations a table has: which of the issuers that the ledger knows its words name."""

import re
from typing import Final, Literal

from ledger.records.inspections import ISSUERS, Issuer

HMICFRS: Final = "HMICFRS"
# Whose a report may be; of HMICFRS the ledger names no issuer.
Maker = Issuer | Literal["HMICFRS"]
MAKERS: tuple[Maker, ...] = (HMICFRS, *ISSUERS)
# The words by which trackers name each.
_NAMED: tuple[tuple[Maker, str], ...] = (
    (HMICFRS, r"hmic(frs)?|peel|his majesty'?s inspectorate|her majesty'?s inspectorate"),
    ("coroner", r"coroners?('s)?|regulation 28|reg\.? ?28|pfds?|prevent(ion of)? future deaths"),
    ("IOPC", r"iopc|ipcc|independent office for police conduct"),
    ("external audit", r"external audit(ors?)?|statutory audit(ors?)?|annual audit letter"),
    ("internal audit", r"internal audit(ors?)?|ia"),
    ("peer review", r"peer reviews?|peer challenge"),
    ("own review", r"own reviews?|internal reviews?|self[- ]assessments?|debriefs?"),
)
_PATTERNS = tuple((of, re.compile(rf"\b({words})\b", re.IGNORECASE)) for of, words in _NAMED)
# Only an audit has the management's response printed beside what it recommends.
_AUDIT = re.compile(r"\baudits?\b|management(['’]s)? (response|comment)s?", re.IGNORECASE)
# The letters of the references of their reports: IA18-01.
LETTERS: dict[Maker, str] = {
    "internal audit": "IA",
    "external audit": "EA",
    "peer review": "PR",
    "coroner": "COR",
    "IOPC": "IOPC",
    "own review": "OR",
}


def named(text: str) -> Maker | None:
    """The issuer that words name; None where they name none, or several."""
    found = [of for of, pattern in _PATTERNS if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def only_named(text: str) -> bool:
    """Whether words say no more than what kind of issuer it is."""
    return any(pattern.fullmatch(text.strip()) for _, pattern in _PATTERNS)


def an_audit(text: str) -> bool:
    """Whether words speak of an audit, and do not say of whose."""
    return _AUDIT.search(text.replace("_", " ")) is not None
