"""Rows of a table whose headings say what its columns are: an action with its owner and its date;
an open item with how it stands; a ruling beside what was said. Also a column at the right that
holds the owner alone.

It cannot know what a column holds whose heading it does not know. A row that only tells what was
said is left to the other layouts.
"""

import re
from collections.abc import Iterator

from msgspec import structs

from commands.papers import besides, columns, dues, ends, labels, orders, owners, standing, tasks
from commands.papers.claims import Claim, Furniture, Proposal, proposal
from commands.papers.outline import Outline, Row
from commands.papers.shapes import day_in, is_sentence, lead
from commands.papers.task_verbs import SERVICE

RANK = 16
LABEL = re.compile(r"(?:new\s+|agreed\s+)?actions?(?:\s+(?:arising|agreed|required))?\W*", re.I)
RULED = re.compile(r"\b(?:approved|agreed|noted|resolved|decided|endorsed)\b", re.I)
NEW = re.compile(r"(?:open|new|live|not\s+(?:yet\s+)?(?:due|started))\W*", re.I)
WHO_WHEN = re.compile(
    rf"(?P<who>[A-Z][^,/–—]{{1,40}}?)\s*(?:\s[–—-]\s|[,/])\s*(?P<when>(?:by\s+)?{dues.WHEN}|{dues.MONTH})"
)
FEWEST = 5  # Words of a task; what is shorter may be a name and a post.
FEWEST_BESIDE = 3  # With the owner, beside what was said of an item.
NOTED = re.compile(
    r"(?:noted|received|(?:that\s+)?the\s+[\w\s]{3,60}\sbe\s(?:noted|received))\W*$", re.I
)
DECISION = {"decision", "decisions", "decision made", "decision taken"}
# Over the items of an agenda; and what no agenda has: a task, its day, how it stands or ended.
ITEMS = re.compile(r"(?:agenda\s+)?items?|subject|topic|title")
TOLD = {"what", "due", "status", "outcome", "revised"}
PLAN = {"commitments", "commitment", "objective", "objectives", "milestone", "project"}


def read(outline: Outline) -> Iterator[Claim]:
    headings: tuple[str, ...] = ()
    agenda = False
    for row in outline.rows:
        if row.shape == "columns":
            headings = tuple(cell.strip(" .:").lower() for cell in row.cells)
            agenda = _is_agenda(headings) and "actions" not in row.sections
        if not row.columns and (claim := _beside(row)):
            yield claim
            continue
        if (
            not row.columns
            or row.shape not in ("text", "person", "heading", "date")
            or "name" in row.columns
        ):
            continue
        if "task" in row.columns and "status" not in row.columns:
            yield from _both(row, outline)
        elif "status" not in row.columns and (given := _outcome(row, outline)):
            yield given
        elif DECISION & set(headings) and "outcome" in row.columns and row.code:
            yield from _decided(row, outline)
        elif _is_new(row):
            yield _row("action", row, _owner(row))
        elif "status" in row.columns:
            yield _standing(row)
        elif (who := _owner(row)) and agenda:
            yield Furniture(line=row.line, what="agenda")
        elif who and not day_in(row.words[:14]):
            yield _row("commitment" if PLAN & set(headings) else "action", row, who)


def _is_agenda(headings: tuple[str, ...]) -> bool:
    """Whether headings are those of an agenda: its items, and who leads each."""
    roles = {columns.role_of(one) for one in headings}
    told = TOLD & roles or any(map(columns.SPOKEN.fullmatch, headings))
    return not told and any(map(ITEMS.fullmatch, headings))


def _is_new(row: Row) -> bool:
    """Whether a row of a list of this meeting's actions says no more of it than that it is open."""
    listed = "actions" in row.sections and "arising" not in row.sections
    return listed and bool(NEW.fullmatch(row.columns.get("status", "")) and _owner(row))


def _both(row: Row, outline: Outline) -> Iterator[Claim]:
    """What was decided, and what is to be done about it, in a column each; neither is sure."""
    ruled, said = row.columns.get("outcome", ""), row.columns["task"]
    if ruled:
        yield structs.replace(_row("decision", row, ()), words=ruled, due=None, sure=False)
    task = tasks.of(said, outline.names, frozenset(outline.people))
    made = _task(row, said, _owner(row) or (task.owner if task else ()), sure=False)
    yield structs.replace(made, due=dues.in_cell(row.columns.get("due", "")) or made.due)


def _outcome(row: Row, outline: Outline) -> Proposal | None:
    """A task in the column of what came of an item, beside what was said of it."""
    said = row.columns.get("outcome", "")
    code, begins = lead(said)  # "10.1 DCC to bring a plan"
    said = said[begins:]
    task = tasks.of(said, outline.names, frozenset(outline.people)) if said else None
    if RULED.search(said):
        return None
    if task:
        return _task(row, said, task.owner, task.sure, code)
    # "Print 500 leaflets (Liv Shand, 31 Oct)"; "CFO: a plan"
    body = labels.BODY.match(said)  # "Estates to instruct agents"
    who = owners.led_by(said) or ends.at_end(said) or ((body["who"],) if body else ())
    known = outline.names | {*outline.people}
    named = (
        body
        or orders.ORDER.match(said)
        or all(owners.SURE.match(one) or {*one.split()} <= known for one in who)
    )
    told = who and named and len(said.split()) >= FEWEST_BESIDE
    return _task(row, said, who, False, code) if told else None


def _task(row: Row, said: str, owner: tuple[str, ...], sure: bool, code: str = "") -> Proposal:
    return proposal(
        row,
        "action",
        words=said,
        owner=owner,
        due=dues.stated(said) or dues.with_owner(said),
        ref=(code,) if code else (),
        sure=sure,
    )


def _beside(row: Row) -> Claim | None:
    """A task with nothing but its owner at the right, in a table without headings; or the label
    above such tasks, with an owner too."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if len(filled) != 2 or row.shape not in ("text", "label"):
        return None
    said, who = filled[0], owners.alone(filled[1])
    if not who or not all(owners.SURE.match(one) for one in who) or len(filled[1]) > 40:
        return None
    if LABEL.fullmatch(said):
        return Furniture(line=row.line, what="label")
    if len(said.split()) < FEWEST or not (is_sentence(said) or orders.ORDER.match(said)):
        return None
    return _task(row, said, who, sure=False)


def _owner(row: Row) -> tuple[str, ...]:
    """The owners in a row: of the owner's column as they stand, of an outcome only names alone."""
    cell = row.columns.get("owner", "").strip(" -–.")
    if not cell or cell.lower() in ("n/a", "none", "-", "tbc"):
        return owners.alone(row.columns.get("outcome", ""))
    if parted := WHO_WHEN.fullmatch(cell):
        return owners.alone(parted["who"])  # "PM – July", under Who/when.
    return owners.alone(cell) or ((cell,) if len(cell.split()) <= 8 else ())


def _when(row: Row) -> str | None:
    """The day by which, beside who is to act in one cell."""
    parted = WHO_WHEN.fullmatch(row.columns.get("owner", "").strip(" -–."))
    return dues.in_cell(parted["when"]) if parted else None


def _standing(row: Row) -> Proposal:
    """An open item, by its status; a new date in a column of its own counts as well."""
    told = standing.of(row.columns["status"]) or standing.Standing("progress")
    revised = dues.in_cell(row.columns.get("revised", "")) or dues.revised(
        row.columns.get("due", "")
    )
    if told.kind in ("progress", "carry", "due") and revised:
        told = standing.Standing("due", (), revised)
    who = told.owner or _owner(row)
    due = told.due if told.kind == "due" else None
    if told.kind in ("progress", "carry"):
        due = dues.in_cell(row.columns.get("due", ""))
    known = told.kind in ("close", "carry", "due") or bool(
        standing.UNDER_WAY.match(row.columns["status"])
    )
    return proposal(
        row,
        told.kind,
        owner=who,
        due=due,
        ref=(row.code,) if row.code else (),
        sure=known and bool(row.code),
    )


def _decided(row: Row, outline: Outline) -> Iterator[Claim]:
    """What a row of decisions ruled, and the task beside it; or only whose task it is."""
    ruled = _decision(row)
    given = owners.subject(ruled.words, outline.names)
    if given and all(map(owners.SURE.match, given[0])) and SERVICE.match(given[1]):
        yield structs.replace(ruled, kind="action", owner=given[0], sure=False)
        return
    task = besides.of(ruled, outline.names, frozenset(outline.people))
    yield from [structs.replace(ruled, sure=False), task] if task else [ruled]


def _decision(row: Row) -> Proposal:
    """A row of a register of decisions: its number, what was decided, and by whom."""
    who = owners.alone(row.columns.get("owner", ""))
    return proposal(
        row,
        "note" if NOTED.match(row.columns["outcome"]) else "decision",
        words=row.columns["outcome"],
        owner=who,
        ref=(row.code,),
        item=None,
        sure=bool(who),
    )


def _row(kind: str, row: Row, who: tuple[str, ...]) -> Proposal:
    return proposal(
        row,
        kind,
        owner=who,
        due=dues.in_cell(row.columns.get("due", "")) or _when(row) or dues.stated(row.words),
        ref=(row.code,) if row.code else (),
        sure=kind == "action" and ("owner" in row.columns or len(row.words.split()) > 3),
    )
