"""What the columns of a table in a paper are, by their headings: reference, what, owner, due."""

import re

from commands.papers import unheaded
from commands.papers.letters import meant
from commands.papers.shapes import LETTERED, OUTCOME, STANDS, day_in, is_sentence, plain
from ledger.paper_lines import Line

ROLES: dict[str, str] = {
    "revised": r"(?:revised|new|extended|amended|current)\s+(?:due|target|date|deadline|"
    r"completion).*",
    "due": r"(?:original\s+|target\s+|date\s+|agreed\s+|action\s+)?(?:due|deadline|target|"
    r"timescale|completion|implementation)(?:\s+(?:date|by|on))?|"
    r"by\s+when|by|when|dates?\s+due|due\s+by|forecast\s+end\s+date|complete\s+by|original\s+date|date",
    "initials": r"initials|known\s+as",
    "owner": r"(?:action\s+|lead\s+|responsible\s+|assigned\s+|task\s+)?(?:owners?|leads?|"
    r"officers?|person|manager|sponsor)(?:\s+responsible|\s+officer)?|who|"
    r"by\s+whom|(?:made|taken|decided)\s+by|decision[- ](?:maker|taker)|"
    r"responsib(?:le|ility)(?:\s+officer|\s+person)?|assigned\s+to|action\s+by|allocated\s+to|for\s+action|actionee|accountable|"
    r"(?:who|owner|lead|by\s+whom)\s*(?:/|and|&)\s*(?:by\s+)?(?:when|date|deadline|due(?:\s+date)?)",
    "name": r"names?|attendees?|members?|present|in\s+attendance",
    "post": r"roles?|posts?|capacity|titles?\s+and\s+organisation|organisation|position\s+held|"
    r"job\s+title|agency|representing|organisation\s*/\s*role",
    "away": r"apologies|absent|apols?",
    "attended": r"attended|attendance|present\s*/\s*apologies|p\s*/\s*a",
    "status": r"(?:action\s+|current\s+|latest\s+|progress\s+)?(?:status|positions?|progress|"
    r"updates?|rag(?:\s+status)?|state|comments?|commentary|result)"
    r"(?:\s+(?:update|comments?|of\s+action|to\s+date|/.*))?|open\s*/\s*closed|complete\??|what\s+has\s+been\s+done",
    "ref": r"(?:our\s+|action\s+|decision\s+|minute\s+|item\s+|agenda\s+|log\s+|"
    r"rec(?:ommendation)?\s+)?(?:ref(?:erence)?s?|no|nos|nr|numbers?|#|id|minute|item)"
    r"(?:\s+(?:no|number|ref))?|minute\s+(?:no|number|ref)",
    "priority": r"priority|grade|grading|risk(?:\s+rating)?|rating|importance",
    "outcome": r"outcomes?(?:\s*/\s*decisions?)?|decisions?(?:\s*/\s*actions?)?|action\s+agreed|"
    r"outcome\s+and\s+action|resolution|actions?\s*(?:/|and|&)\s*(?:owners?|leads?|who|by\s+whom)",
    "what": r"(?:agreed\s+|new\s+|outstanding\s+|management\s+)?(?:actions?|"
    r"tasks?)(?:\s+(?:required|agreed|points?|description|to\s+be\s+taken))?|"
    r"recommendations?|matters?|issues?|what|description(?:\s+of\s+action)?|details?|discussions?(?:\s+and\s+\w+)?|minutes?|notes?|discussion\s*/.*|"
    r"key\s+points|commitments?|objectives?|summary(?:\s+of\s+\w+)?",
    "title": r"subject|topic|title|heading|agenda\s+item|project|theme|area|meeting",
}
PATTERNS = {role: re.compile(pattern, re.I) for role, pattern in ROLES.items()}
SPOKEN = re.compile(r"discussion|minutes?|notes?|key\s+points|summary", re.I)
TASK = re.compile(r"actions?|outcome.*", re.I)
DECIDED = re.compile(r"decisions?(?:\s+(?:made|taken))?", re.I)
ACTIONS = re.compile(r"actions?(?:\s+(?:required|agreed))?", re.I)
WHO_CAME = re.compile(
    r"(?:also\s+)?(?:present|in\s+attendance|attending|attendees)|apologies(?:\s+for\s+absence)?|absent",
    re.I,
)
NAMES = {"name", "names"}
LABEL = re.compile(r"[A-Z][\w ]{1,30}:")
# "4. / Send the plan / Ivy": a row whose cells a page made into text with strokes between them.
STROKES = re.compile(r"\s*[A-Z]{0,4}\d{1,3}[.)]?\s+/\s")
USEFUL = {"what", "owner", "status", "due", "name", "outcome", "title"}


def _bare(heading: str) -> str:
    """A heading without what it says in brackets: Action (owner, date)."""
    return " ".join(re.sub(r"\([^)]*\)", " ", heading).strip(" .:*?").split())


def role_of(heading: str) -> str | None:
    said = _bare(heading)
    return next((role for role, one in PATTERNS.items() if one.fullmatch(said)), None)


def roles(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """What each column of a heading row is, "" for an unknown one; None where it is none."""
    named = [cell for cell in cells if cell.strip()]
    if len(named) < 2 or any(len(cell) > 45 for cell in named):
        return None
    found = [role_of(cell) or "" for cell in cells]
    known = [role for role in found if role]
    if len(known) < 2 or len(known) * 3 < len(named) * 2 or not USEFUL & set(known):
        return None
    found = _once(found, cells)
    # Beside what was said, a column Action or Outcome holds the owner or the ruling.
    if any(SPOKEN.fullmatch(cell.strip()) or "discussion" in cell.lower() for cell in named):
        found = [
            "outcome" if role == "what" and TASK.fullmatch(_bare(cell)) else role
            for role, cell in zip(found, cells, strict=True)
        ]
    # Beside what was decided, a column Action holds what is to be done about it.
    if any(DECIDED.fullmatch(_bare(cell)) for cell in named):
        found = [
            "task" if ACTIONS.fullmatch(_bare(cell)) else role
            for role, cell in zip(found, cells, strict=True)
        ]
    # One column is what the row is about; an item's number may be its title.
    whats = [at for at, role in enumerate(found) if role == "what"]
    if not whats and "title" in found:
        found[found.index("title")] = "what"
    elif not whats and "ref" in found and re.search("item", cells[found.index("ref")], re.I):
        found[found.index("ref")] = "what"
    for at in whats[1:]:
        found[at] = "more"
    return tuple(found)


def _once(found: list[str], cells: tuple[str, ...]) -> list[str]:
    """The roles, where two columns have one: beside a reference, Minute is what was said and Item a
    title; beside the day by which, Date is another day; beside Name, Present is who came."""
    dated = any(_bare(cell).lower() not in ("date", "dates") for cell in _with("due", found, cells))
    for at, role in enumerate(found):
        if role == "ref" and role in found[:at]:
            found[at] = "what" if SPOKEN.fullmatch(_bare(cells[at])) else "title"
        elif (
            role == "name" and _bare(cells[at]).lower() == "present" and NAMES & _heads(cells[:at])
        ):
            found[at] = "attended"  # A tick beside each name.
        elif role == "due" and dated and _bare(cells[at]).lower() in ("date", "dates"):
            found[at] = ""
    return found


def _heads(cells: tuple[str, ...]) -> set[str]:
    return {_bare(cell).lower() for cell in cells}


def _with(role: str, found: list[str], cells: tuple[str, ...]) -> list[str]:
    return [cell for one, cell in zip(found, cells, strict=True) if one == role]


def by_role(cells: tuple[str, ...], of: tuple[str, ...]) -> dict[str, str]:
    """The cells of a row by their roles; the first of each."""
    found: dict[str, str] = {}
    for role, cell in zip(of, cells, strict=False):
        if role and cell.strip():
            found.setdefault(role, cell.strip())
    return found


def cells(line: Line, of: tuple[str, ...] = (), *, listed: bool = False) -> tuple[str, ...]:
    """The cells of a row of a table, also where a text parts them by bars, tabs or spaces. In a
    table whose columns are known, `of`, an empty column may stand at either end of a row. `listed`:
    below the label of a list of actions, which may be a table without headings."""
    if line.cells:
        return tuple(map(meant, line.cells)) if len(line.cells) > 1 else ()
    if len(of) > 1 and len(parts := line.text.split("|")) == len(of):
        return tuple(plain(part) for part in parts)
    if STROKES.match(line.text):
        return tuple(plain(part) for part in re.split(r"\s+/(?=\s|$)", line.text.strip()))
    for sign, least in (("|", 2), ("\t", 1)):
        # Before a tab an empty column may stand; a bar at the end parts nothing.
        text = line.text.strip().strip(sign) if sign == "|" else line.text.strip(" \n").rstrip()
        parts = text.split(sign)
        if sign == "\t" and LETTERED.match(line.text):
            continue
        # A bullet or a number, or a label such as Action:, and a tab is no table.
        if len(parts) > least - (sign == "|") and sum(bool(p.strip()) for p in parts) >= 2:
            if sign == "\t" and len(parts[0].strip()) <= 8 and len(parts) < 3:
                continue
            if sign == "\t" and len(parts) < 3 and _labels(*parts):
                continue
            return tuple(plain(part) for part in parts)
    return _spaced(line.text, of, listed)


def _labels(first: str, rest: str) -> bool:
    """Whether what stands before a tab is a label: Action:, or In attendance over no column."""
    first = first.strip()
    who_came = WHO_CAME.fullmatch(first) is not None and role_of(plain(rest)) is None
    return who_came or LABEL.fullmatch(first) is not None


def _spaced(text: str, of: tuple[str, ...], listed: bool) -> tuple[str, ...]:
    """The cells of a row whose columns stand below each other by spaces alone: one of headings, or
    one with as many cells as those above it, where these were found so; or one of an action."""
    parts = tuple(plain(part) for part in re.split(r" {2,}", text.strip()))
    if len(of) > 2:
        return parts if len(parts) == len(of) else ()
    told = len(parts) > 2 and (roles(parts) or (listed and unheaded.roles(parts)))
    return parts if told else ()


def is_rule(cells: tuple[str, ...]) -> bool:
    """Whether a row is only the line below a table's headings."""
    return all(cell.strip(" :-") == "" for cell in cells) and "--" in "".join(cells)


def is_numbered(cells: tuple[str, ...]) -> bool:
    """Whether a row is a paragraph with its number in a cell of its own."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 2 and bool(re.fullmatch(r"[\d.()]{1,6}|[a-z]\)", filled[0].strip()))


def shape_of_row(by_role: dict[str, str]) -> str:
    """A row of a table that only names an item is a heading."""
    about = by_role.get("what", "")
    rest = [value for role, value in by_role.items() if role not in ("what", "ref", "title")]
    named = re.sub(r"^[\d.]+\s*", "", about)
    if "name" in by_role:
        return "people"
    if (
        rest
        or is_sentence(about)
        or re.search(r"\w\.(?:\s|$)", named)
        or OUTCOME.match(about)
        or STANDS.search(about)
        or day_in(about)
    ):
        return "text"
    return "heading" if len(named) <= 90 else "text"
