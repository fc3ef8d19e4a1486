"""Rulings of a committee: `RESOLVED that ...`, `IT WAS AGREED`, `It was agreed that`, `The Board
APPROVED ...`, and the list below `RESOLVED that:`; also in a word below a heading: `Noted.`

To note, receive or accept a report is a note and no decision; a clause that gives somebody a task
is an action. It cannot know who decided beyond the body whose minutes these are.
"""

import re
from collections.abc import Iterator

from msgspec import structs

from commands.papers import besides, by_whom, clauses, dues, ends, owners, tasks, wanted
from commands.papers.claims import Claim, Furniture, Proposal, proposal
from commands.papers.clauses import (
    ANEW,
    BE_SO,
    CLAUSE,
    GOES_ON,
    RUNS_ON,
    THAT,
    ends_anew,
    is_lost,
    is_part,
    mark_of,
    tells_clause,
)
from commands.papers.outline import Outline, Row
from commands.papers.rulings import (
    AGREED_TO,
    AND_ALSO,
    AT_LAST,
    BESIDES,
    BODY,
    CARRIED,
    DECISION,
    DONE_FOR_US,
    MAY_TASK,
    NOTES,
    OBJECTS,
    SETTLED,
    SUGGESTED,
    TO_DO,
    inside,
    is_elected,
    is_noted,
)
from commands.papers.shapes import OUTCOME, is_capitals, is_sentence
from commands.papers.task_verbs import AT_TABLE

RANK = 34
# "DELEGATED to the CFO the right to extend it": a point of what a body ruled.
CAPITALS = re.compile(
    r"(?:APPROVED|RATIFIED|ENDORSED|DELEGATED|ADOPTED|AUTHORISED|REJECTED|APPOINTED|CONFIRMED)\s+(?P<all>\S.*)",
    re.S,
)
RULED = re.compile(
    r"^(?:(?:unanimously|it\s+was|we|they|and|therefore|members|further|on\s+a\s+vote)\s*,?\s+)*"
    r"(?:resolved|ordered|determined|agreed|decided|recommended|(?-i:CONCLUDED)(?=\s+that\b)|recommendations?(?=\s+to\s+(?:the\s+)?(?:[\w’']+\s+){0,3}?(?:council|authority|board|cabinet|committee|panel)\s*[:–—-]))\b(?!\s+(?:with|actions?)\b)(?P<all>.*)$",
    re.I | re.S,
)
# "received a report of the Town Clerk" opens an item; what was ruled on it comes after.
OF_REPORT = re.compile(
    r"^.{0,60}\breceived\s+an?\s+(?:\w+\s+)?(?:report|paper)\s+(?:of|by|from|on)\b", re.I
)
MORE = re.compile(
    r"\b(?:and\s+(?:was|were|thanked|asked|agreed|approved|adopted|endorsed)|reassured|assured|thanked|but)\b",
    re.I,
)
# What had been agreed before is no ruling of this meeting.
BEFORE = re.compile(
    r"\b(?:had|have|has|been)\s+(?:\w+ly\s+)?(?:agreed|approved)|"
    r"\b(?:confirmed|advised|said|told|reported|explained)\b[^.;]{0,60}?\bit\s+was\s+(?:agreed|approved)\s+(?:at|by|in|on)\b"
)
# "The group agreed that there were points to learn from": what they found.
FOUND = re.compile(r"\bagreed\s+that\b[^.;]{0,90}?\bthere\s+(?:is|are|was|were|had|has)\b", re.I)
# "BF agreed that consultation should begin": one person rules, where a commissioner may.
BY_SOMEBODY = re.compile(
    r"^(?:the\s+)?(?P<who>[A-Z][\w'’./-]*(?:\s+[A-Z][\w'’-]+){0,3})\s+"
    r"(?:(?:then|also|duly|therefore|formally)\s+)*"
    r"(?:agreed\s+that|agreed\s+with\s+the\s+recommend\w+|approved|authorised|signed\s+off|ratified|endorsed|"
    r"was\s+content\s+(?:with|that|to)|rejected|declined(?!\s+(?:to|(?:the|an)\s+(?:invitation|offer))\b)|decided)\b(?P<all>.*)$",
    re.S,
)
RULERS = frozenset({"PCC", "PFCC", "DPCC", "CC", "DCC"})
LISTS = re.compile(
    rf"^(?:.{{0,80}}\b(?:resolved|ordered|determined|agreed|decided|recommend(?:s|ed)?|approved)|{BODY}\s+recommends|decisions?(?=\s*:|\W*$))\b(?:\s+unanimously)?(?:\s*\([^()]{{3,60}}\))?(?:[\s:/–—-]+(?:that|to|the\s+\w+|that\s+(?:the\s+)?\w+|as\s+follows|the\s+following|that\.))?\s*[:/–—-]*$|"
    r"^.{0,240}\b(?-i:RESOLVED)\b[^.:]{0,140}:[-–]?$",
    re.I,
)
# "proposed by Roy, seconded by Una", without what came of it.
MOVED = re.compile(
    r"(?:it\s+was\s+)?(?:proposed|moved)\b(?!.*\b(?:agreed|carried|resolved|approved)\b)", re.I
)
MEMBERS = re.compile(r"(?:all\s+|panel\s+|committee\s+|board\s+)?members", re.I)
OF_A_REPORT = re.compile(r"\b(?:report|paper)\b.{0,40}\b(?:recommend|invite|ask)", re.I)
WORD_ALONE = re.compile(r"(?:NOTED|AGREED|RESOLVED|APPROVED|RECEIVED)[\s:–-]*")

PASSED = re.compile(
    r"(?:agreed|approved|endorsed|adopted|ratified|carried|resolved|confirmed)\b", re.I
)
# "That, with the Force, the Treasurer prepare it": what stands before who is to act.
ASIDE = re.compile(r"^that,\s[^,.;]{3,80},\s+(?=(?:the\s|[A-Z]))", re.I)
OF_A_BODY = re.compile(rf"^that\s+{BODY}\s*:-?$", re.I)
# "to ask the Trust for a copy", a clause of what was agreed.
FOR_US = re.compile(rf"to\s+(?!invite){DONE_FOR_US}\b")
ASKS = re.compile(r"\bbe\s+(?:asked|requested|invited)\b|^to\s+(?:ask|request|instruct|direct)\b")
# To note, and something besides.
ALSO = re.compile(r"\band\s+(?:that|to)\b")
AUTHORISED = re.compile(r"\b(?:(?-i:authority)|authorised|delegated|delegation)\b", re.I)


def read(outline: Outline) -> Iterator[Claim]:
    yield from besides.with_tasks(_claims(outline), outline)


class _Clauses:
    """The list of clauses below the label of a ruling, as far as it was read."""

    kind = ""  # What its clauses are: ruling, note, reportrec; nothing where no list is open.
    anew = False  # The next clause begins with "that" or "to".
    parts = ""  # The mark of a clause that ends in a colon, over whom it appoints, what it lists.
    counted = 0  # Clauses by their numbers: "2. ... be approved".

    def goes_on_in(self, row: Row) -> bool:
        """Whether a line is the next clause, which is then counted; if none is, the list ends."""
        # A page may have saved each number of a list as 1.
        follows = row.code == str(self.counted + 1) or (row.code == "1" and THAT.match(row.said))
        begins = (ANEW if self.anew else CLAUSE).match(row.words) and row.shape == "text"
        titled = row.bulleted and row.code and is_capitals(row.said)
        if not self.kind or titled or not (row.bulleted or follows or begins):
            self.kind, self.parts, self.counted = "", "", 0
            return False
        self.counted += bool(follows)
        self.parts = mark_of(row) if GOES_ON.search(row.said) and row.said[-1] in ":–-" else ""
        return True


def _claims(outline: Outline) -> Iterator[Claim]:
    clauses = _Clauses()
    for row in outline.rows:
        if row.shape in ("columns", "ending", "page", "agenda") or (row.cells and not row.columns):
            continue
        outcome = row.columns.get("outcome", "")
        said = outcome or row.said
        found = RULED.match(said) or CAPITALS.match(said)
        if clauses.kind and (OF_A_BODY.match(said) or said.strip(" :–-").lower() == "that"):
            yield Furniture(line=row.line, what="label")
        elif not outcome and (LISTS.match(said) or WORD_ALONE.fullmatch(said)):
            clauses.kind, clauses.counted, clauses.anew = _listed(said), 0, False
            yield Furniture(line=row.line, what="label")
        elif found and not clauses.kind and (to_do := _to_do(row, said)):
            yield to_do
        elif found and (rest := found["all"].strip(" /:–—-,.")):
            clauses.kind = "ruling" if GOES_ON.search(said) and not ends_anew(said) else ""
            clauses.anew = bool(RUNS_ON.search(said))
            yield _ruling(row, said, rest, outline.names, sure=_is_marked(said))
        elif clauses.parts and is_part(row, clauses.parts):
            yield Furniture(line=row.line, what="part")
        elif clauses.goes_on_in(row):
            if clauses.kind == "ruling":
                told = row.bulleted and tells_clause(row.said)
                yield _ruling(row, row.words, row.said, outline.names, sure=told)
            else:
                yield _proposal(clauses.kind, row, row.words, sure=False)
        elif claim := _spoken(row, said, outline.names):
            yield claim


def _listed(label: str) -> str:
    """What the clauses below a label are."""
    if OF_A_REPORT.search(label):
        return "reportrec"
    return "note" if label[:5].upper() == "NOTED" else "ruling"


def _is_somebody(who: str, names: frozenset[str]) -> bool:
    """Whether words name who may rule: a post, or initials or a name of the paper's own lists."""
    return (
        bool(owners.SURE.match(who) and (not who.isupper() or who in names or len(who) > 3))
        or (bool(names) and all(word in names for word in who.split()))
        or who in RULERS
    )


def _spoken(row: Row, said: str, names: frozenset[str]) -> Proposal | None:
    """A ruling without its mark: within a sentence, or in a word."""
    if row.shape not in ("text", "heading") or (row.shape == "heading" and not is_sentence(said)):
        return None
    if "decisions" in row.sections and DECISION.match(row.code):
        return structs.replace(_proposal("decision", row, said, sure=False), ref=(row.code,))
    if OUTCOME.match(said) and row.heading and (outcome := _outcome(row, said)):
        return outcome
    if is_noted(said) and not MORE.search(said) and not OF_REPORT.match(said):
        return _proposal("note", row, said, sure=False)
    if (that := THAT.match(said)) and NOTES.match(that["all"]):
        return _proposal("note", row, said, sure=False)
    if is_lost(row, said) and _is_ruled(row):
        return _ruling(row, said, said, names, sure=False)
    if that and row.bulleted and row.said[0] == "T" and BE_SO.search(said) and _is_ruled(row):
        return _ruling(row, said, said, names, sure=False)
    if "planning" in row.sections and OBJECTS.search(said):
        return _proposal("decision", row, said, sure=False)
    ruled = BY_SOMEBODY.match(said)
    if ruled and _is_somebody(ruled["who"], names):
        kind = "note" if NOTES.match(ruled["all"]) else "decision"
        who = owners.named(ruled["who"], names | RULERS)
        return structs.replace(_proposal(kind, row, said, sure=False), owner=who)
    if SUGGESTED.search(said) and (to_do := _to_do(row, said)):
        return to_do
    if any(form.search(said) for form in (CARRIED, AT_LAST)) or is_elected(said):
        return _proposal("decision", row, said, sure=False)
    if (capitals := re.search(r"\bNOTED\b", said)) and not is_capitals(said):
        return _proposal("note", row, said, sure=False) if capitals.start() < 60 else None
    if SETTLED.match(said):
        return _proposal("decision", row, said, sure=False)
    if to_do := _to_do(row, said):
        return to_do
    ruled_inside = None if FOUND.search(said) else inside(said)
    if ruled_inside and is_sentence(said) and not BEFORE.search(said) and not MOVED.match(said):
        kind = "note" if NOTES.match(said[ruled_inside.end() :]) else "decision"
        return _proposal(kind, row, said, sure=False)
    return None


def _outcome(row: Row, said: str) -> Proposal | None:
    """What became of an item, in a word below its heading."""
    if re.search(r"\b(?:noted|received)\b", said, re.I):
        return _proposal("note", row, said, sure=True)
    return _proposal("decision", row, said, sure=False) if PASSED.match(said) else None


def _is_ruled(row: Row) -> bool:
    """Whether a clause without its label is one of a ruling, and of no report's."""
    return not {"recommendations", "afi", "concern"} & row.sections and not row.opening


def _to_do(row: Row, said: str) -> Proposal | None:
    """What those who meet agreed to have done: "agreed to write to the Minister"."""
    found = TO_DO.match(said) or AGREED_TO.search(said) or SUGGESTED.search(said)
    if not found or BEFORE.search(said):
        return None
    made = _proposal("action", row, said, sure=False)
    return structs.replace(made, owner=ends.at_end(said), due=dues.stated(found["what"]))


def _is_marked(words: str) -> bool:
    return bool(re.match(r"(?:UNANIMOUSLY |IT WAS )*(?:RESOLVED|AGREED|ORDERED)|Resolved\b", words))


def _ruling(row: Row, said: str, rest: str, names: frozenset[str], *, sure: bool) -> Proposal:
    """A clause of a ruling: noted, somebody's task, or a decision."""
    rest = re.sub(r"^\W+|^\(\w+\)\s*", "", rest)
    rest = re.sub(r"^(that\s+)?\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[).]\s+", r"\1", rest, flags=re.I)
    rest = re.sub(r"^THAT\b", "that", rest)
    if NOTES.match(rest):
        besides = AND_ALSO.search(rest)
        if besides and wanted.to_make(besides["also"]):
            return _proposal("action", row, said, sure=False)
        kind = "decision" if BESIDES.search(rest) else "note"
        return _proposal(kind, row, said, sure=sure and kind == "note" and not ALSO.search(rest))
    rest = clauses.GROUP_OF.sub(r"\1", ASIDE.sub("", rest))
    given = owners.subject(rest, names) or tasks.of(rest, names)
    if not given and (by := by_whom.of_ruling(rest)):
        given = (by, rest)  # That the list be sent to members by the Clerk.
    if not given and (wanted.unowned(rest) or wanted.to_make(rest) or FOR_US.match(rest)):
        given = ((), rest)
    if not given and row.bulleted and (who := clauses.beside(rest, names)):
        given = (who, rest)
    if given and AT_TABLE.match(given[1]) and MEMBERS.fullmatch(" ".join(given[0])):
        given = None  # That all members declare their interests.
    if given and not AUTHORISED.search(rest):
        made = _proposal("action", row, said, sure=False)
        return structs.replace(made, owner=given[0], due=dues.stated(rest))
    return _proposal(
        "decision",
        row,
        said,
        sure=sure
        and not (owners.SUBJECT.match(rest) or ASKS.search(rest) or MAY_TASK.search(rest)),
    )


def _proposal(kind: str, row: Row, said: str, *, sure: bool) -> Proposal:
    return proposal(row, kind, words=said if said in row.text else row.words, sure=sure)
