"""Who is to act, as papers name them: initials, posts, names, `All`, several joined."""

import re

from commands.papers.outline import NAME, RANK

POST = (
    r"(?:the\s+)?(?:(?:Acting|Deputy|Assistant|Temporary|Interim|Lead|Joint)\s+)*"
    r"(?:Police\s+and\s+(?:Crime|Fire)[\w\s,]*?Commissioner|PFCC|PCC|DPCC|OPCC|OPFCC|CC|DCC|ACC|"
    r"ACO|CFO|CEO|CoS|Commissioner|Chief\s+(?:Constable|Executive|Finance\s+Officer|Officer|"
    r"of\s+Staff)(?:\s+Officer)?|Treasurer|(?:Vice[- ])?Chair(?:man|person)?|Monitoring\s+Officer|"
    r"Town\s+Clerk|Clerk|(?:Head|Director)\s+of\s+(?:[A-Z][\w&]+\s*(?:and\s+|&\s*)?){1,4}|"
    r"(?:Internal|External)\s+Audit(?:ors?)?|Force|Panel|Secretariat|Officers?|Members|"
    r"Governance\s+(?:Officer|Team))"
)
ONE = (
    rf"(?:All|{RANK}\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?|{POST}|"
    rf"[A-Z]{{2,4}}(?:/[A-Z]{{2,4}})*|{NAME}|[A-Z][a-z]+)"
)
JOIN = r"\s*(?:,|;|/|&|\band\b|\bwith\b)\s*(?:and\s+)?"
OWNERS = re.compile(rf"^(?P<who>{ONE}(?:{JOIN}{ONE})*)(?:\s*\([^)]{{1,30}}\))?\s*$")
ACTS = re.compile(
    rf"^(?P<who>{ONE}(?:{JOIN}{ONE}){{0,5}})(?:\s*\([^)]{{1,30}}\))?\s*[:–-]?\s+"
    r"(?:to|will|shall|agreed\s+to|undertook\s+to|is\s+to|are\s+to|was\s+asked\s+to|were\s+asked\s+to)\s+"
    r"(?P<what>[a-z].*)",
    re.S,
)
LEAD = re.compile(rf"^(?P<who>{ONE}(?:{JOIN}{ONE}){{0,5}})\s*[:–-]+\s+(?P<what>\S.*)", re.S)
AT_END = re.compile(
    rf"(?:[-–(\[|]\s*|\b(?:action|owner|lead|by)\s*[:–-]\s*)(?P<who>{ONE}(?:{JOIN}{ONE})*)\s*[)\]|.]*\s*$"
)
NO_NAME = {
    "The",
    "This",
    "That",
    "These",
    "Those",
    "It",
    "In",
    "On",
    "At",
    "No",
    "To",
    "For",
    "There",
    "As",
    "If",
    "Report",
}
SINGLE = re.compile(
    r"^(?P<post>PCC|PFCC|DPCC|CC|DCC|CFO|CEO)\s+[A-Z][\w\'’-]+(?:\s+[A-Z][\w\'’-]+)?$"
)


def split(who: str) -> tuple[str, ...]:
    """Several owners, each as the paper writes it; a post before a name stands for its holder."""
    bare = (re.sub(r"^the\s+", "", one.strip(), flags=re.I) for one in re.split(JOIN, who))
    return tuple(_post(one) for one in bare if one)


def _post(owner: str) -> str:
    """DCC of DCC Yarrow: of such posts there is one; of others, such as ACC, there may be more."""
    found = SINGLE.match(owner)
    return found["post"] if found else owner


def acting(words: str) -> tuple[tuple[str, ...], str] | None:
    """Who is to act and what, where words begin with both: "GD to ask for a paper"."""
    found = ACTS.match(words)
    if not found or found["who"].split()[0] in NO_NAME:
        return None
    return split(found["who"]), found["what"]


def alone(words: str) -> tuple[str, ...]:
    """The owners, where words are names and nothing else; else nobody."""
    found = OWNERS.match(words.strip(" .;:"))
    return split(found["who"]) if found and found["who"].split()[0] not in NO_NAME else ()
