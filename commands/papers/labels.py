"""What a label says of its line, as a proposal: the action with its owner, the ruling with its
kind, what became of an action that is named by its number."""

import re

from msgspec.structs import replace

from commands.papers import by_whom, dues, ends, owners, pronouns, standing, tasks
from commands.papers.claims import Proposal, proposal
from commands.papers.rows import Row
from commands.papers.task_verbs import DOES, TASK

GLUED = re.compile(r"\s*(?:Page\s+\d+\s+of\s+\d+.*|(?<=[.a-z])\d{2,3}\.\s+[A-Z][A-Z ]{6,}.*)$")
ALSO = re.compile(r"\band\s+(?:that|to)\b")  # To note, and something besides.
# Who may do something is a ruling, and no task.
AUTHORISED = re.compile(r"\b(?:(?-i:authority)|authorised|delegated|delegation)\b", re.I)
# "Agreed – 28 February, 13 June": when they meet next.
DAYS = re.compile(rf"\W*(?:on\s+)?(?:{dues.DAY_OR_MONTH})(?:\s*[,;&]|\s+and\b)", re.I)
FOR = re.compile(r"^(?:for|that)\s+", re.I)
# After the label, whoever is named is to act: "Safer Town Board to answer it".
BODY = re.compile(
    r"^(?!Agreed|Resolved|Noted|Approved)(?:[Tt]he\s+)?(?P<who>[A-Z][\w'’&-]*(?:\s+(?:(?:of|and|the|for|&)\s+){0,2}[A-Z][\w'’&-]*){0,6}(?:\s+(?:officers|members|staff|team|trustees|governors|volunteers)\b)?)\s+to\s+(?!be\b|come\b|go\b|the\b|an?\b|all\b|full\b)[a-z]"
)
# "Action: Debs forward it to Alan": a name and what is done.
NAMED = re.compile(
    rf"^(?P<who>[A-Z][a-z'’-]+|[A-Z]{{2,3}}(?:/[A-Z]{{2,3}})*)\s+(?=(?-i:[a-z]))(?={DOES}\s+(?:to|the|an?|with|all|it|on)\b)"
)
# "Noted: Ms Fell was seeking a grant": what was said, and no report that came.
TOLD = re.compile(
    r"(?:that\s+)?[^.;:]{3,60}?\s(?:is|are|was|were|has|have|had|would|will)\s+(?!(?:duly\s+)?(?:noted|received|circulated|tabled|presented|accepted)\b)",
    re.I,
)
# "ACTION BO/DOROTHY: ring the club": names in capitals.
CALLED = re.compile(r"(?P<who>[A-Z]{2,12}(?:/[A-Z]{2,12})*)\s*:\s+\S")
# "Action: none By: n/a", "Action: to note": nothing is to be done.
NOTHING = re.compile(
    r"(?:(?:none|nil|n/?a|not\s+applicable|(?:no|nothing)(?:\s+(?:further|new|other))?(?:\s+actions?)?)"
    r"(?:\s+(?:is|are|was|were|be|to|further|arising|required|needed|necessary|agreed|identified|taken|recorded|raised|at\s+(?:this|present)(?:\s+\w+)?)){0,4}|"
    r"(?P<note>(?:to\s+(?:be\s+)?|for\s+)?not(?:e|ed|ing)(?:\s+only)?|for\s+information(?:\s+only)?))\W*"
    r"(?:(?:(?:owner|lead|by(?:\s+wh(?:om|en))?|when|who|date|due|deadline)\s*[:–—-]+\s*)(?:none|nil|n/?a|tbc|not\s+applicable)?\W*)*",
    re.I,
)
READERS = re.compile(
    r"(?:that\s+)?(?:the\s+)?(?:panel|committee|board|council|members|authority|pf?cc|commissioner)\s+(?:\w+[^s]s|be|to|is|are|agree|approve|note)\b",
    re.I,
)


def stands(rest: str, names: frozenset[str], people: frozenset[str]) -> standing.Standing | None:
    """How the action of a number stands, after its label: "CB said that it was late"."""
    if told := standing.of(rest):
        return told
    tells = pronouns.teller(rest, names | people) and not tasks.of(rest, names, people)
    return standing.Standing("progress") if tells else None


def and_others(made: Proposal, task: tasks.Task | None) -> Proposal:
    """The action with all who are to act: "NA to write; SC to arrange a visit"."""
    others = tuple(one for one in (task.owner if task else ()) if not _is_named(one, made.owner))
    return replace(made, owner=made.owner + others, sure=False) if others else made


def _is_named(one: str, who: tuple[str, ...]) -> bool:
    return any(
        {*one.split()} <= {*other.split()} or {*other.split()} <= {*one.split()} for other in who
    )


def ruling(row: Row, found: re.Match[str], kind: str, names: frozenset[str]) -> Proposal:
    that = kind == "decision" and re.match(r"that\b", found["rest"], re.I)
    given = owners.subject(found["rest"], names) if that else None
    if kind == "decision" and not given and (given := owners.acting(found["rest"], names)):
        given = given if TASK.match(given[1]) else None
    if kind == "decision" and not given and (by := by_whom.of_ruling(found["rest"])):
        given = (by, found["rest"])  # Agreed: That the risk be rewritten by the Clerk.
    if given and not AUTHORISED.search(found["rest"]):
        return proposal(row, "action", owner=given[0], due=dues.stated(found["rest"]))
    day = kind == "decision" and ("next" in row.sections or DAYS.match(found["rest"]))
    kind = "next" if day else _kind_of(kind, found["rest"])
    return proposal(
        row,
        kind,
        owner=_maker(kind, found["rest"]),
        ref=(found["ref"],) if found["ref"] else (),
        sure=row.words[0].isalpha()
        and not day
        and not ALSO.search(found["rest"])
        and kind in ("decision", "recommendation", "note", "question")
        and not (kind == "recommendation" and READERS.match(found["rest"])),
    )


def nothing(row: Row, rest: str) -> Proposal | None:
    """That nothing is to be done, where a label is followed by no more: "Action: none"."""
    found = NOTHING.fullmatch(rest)
    return proposal(row, "note" if found["note"] else "nil") if found else None


def became(row: Row, told: standing.Standing, ref: str | None) -> Proposal:
    """What became of an action that is named by its number: `Action A14: completed and closed.`"""
    return proposal(
        row,
        told.kind,
        owner=told.owner,
        due=told.due,
        ref=(ref,) if ref else (),
        sure=told.kind == "close" and bool(ref),
    )


def action(
    row: Row, rest: str, who: tuple[str, ...], ref: str | None, due: str | None = None
) -> Proposal:
    said = FOR.sub("", rest)  # Action: For Mr Hay to check.
    acting = owners.acting(said)
    if not who and acting:
        who = acting[0]
    if not who and (named := NAMED.match(said)) and not TASK.match(named["who"]):
        who = owners.alone(named["who"])
    if not who and (body := BODY.match(said)) and not TASK.match(body["who"]):
        who = (body["who"],)
    if not who and (called := CALLED.match(rest)):
        who = tuple(called["who"].split("/"))
    if not who:
        who = owners.should(rest)
    if not who:
        who = ends.owned(rest)
    if not who and (led := owners.lead(rest)):
        who = led[0]
    if not who:
        who = ends.between(rest) or ends.at_end(rest)
    if not who and len(row.cells) > 1:
        who = next((found for cell in row.cells[1:] if (found := owners.alone(cell))), ())
    if not who:
        who = by_whom.at_end(rest)
    words = GLUED.sub("", rest).strip()
    return proposal(
        row,
        "action",
        words=words if words in row.words else row.words,
        owner=who,
        due=due or dues.stated(rest) or dues.with_owner(rest) or _between_dashes(rest),
        ref=(ref,) if ref else (),
        sure=bool(who),
    )


def _kind_of(kind: str, rest: str) -> str:
    """A ruling that only notes a report is a note; what is asked of the readers is a report's."""
    if kind == "recommendation" and READERS.match(rest):
        return "reportrec"
    if kind == "note" and TOLD.match(rest):
        return "finding"
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


def _between_dashes(words: str) -> str | None:
    """The due date at the end of a task that is told in parts, its owner one of them: "CC – a plan
    for custody – 5 May"; else None."""
    parts = re.split(r"\s[–—-]\s", words)
    named = [owners.alone(part) for part in (parts[0], parts[-2])] if len(parts) > 2 else []
    sure = any(who and all(map(owners.SURE.match, who)) for who in named)
    return dues.in_cell(parts[-1]) if sure else None
