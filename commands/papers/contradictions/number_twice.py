"""One number or reference used for two things. Only numbers that no other meeting has (23/041,
OB/23/61, A13/24, 472): paragraphs begin at 1 again. What is told of one thing twice, as in a list
of the actions at the end, has words in common, and is quiet."""

import re
from collections import defaultdict
from collections.abc import Iterator

from commands.papers.conflicts import Conflict, Paper
from commands.papers.known import OF_AN_ITEM

SHOULD_HOLD = "A number is of one thing"
OWN = re.compile(r"[A-Za-z]{0,5}[-/ ]?\d{1,4}(?:[/-]\w{1,4}){1,4}|\d{3,4}|[A-Z]{1,5}[-/]?\d{1,4}")
FEWEST = 3  # Uses of such numbers in a paper, before a second one of a number is a slip.
TOO_SHORT = 3
A_THIRD = 1 / 3  # Lines of one list share names and a word or two, whatever they are of.
LABEL = re.compile(r"\s*(?:actions?|decisions?|items?|ref(?:erence)?)\b[\s:.–-]*", re.I)
A_TITLE = 60  # Characters, at most.


def find(paper: Paper) -> Iterator[Conflict]:
    found = set()
    told = [
        (_items(paper), 0.0),
        (_actions(paper), 0.0),
        *((used, A_THIRD) for used in _lists(paper)),
    ]
    for used, least in told:
        twice = {ref: said for ref, said in used.items() if len(said) > 1}
        if sum(map(len, used.values())) < FEWEST or len(twice) != 1:
            continue  # Where numbers come again and again, they number something else.
        ((ref, said),) = twice.items()
        (one, words), (other, others) = said[0], said[-1]
        if len(said) == 2 and ref not in found and not _is_one(words, others, least):
            found.add(ref)
            yield Conflict(
                title=f"{ref} is the number of two things",
                places=(paper.place(one, ref), paper.place(other, ref)),
            )


def _items(paper: Paper) -> dict[str, list[tuple[int, str]]]:
    """The numbers of items, of this meeting and of earlier ones that it tells of, each with its
    line and what it is of."""
    used: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = paper.outline.rows
    told = {one.first: one for one in reversed(paper.proposals)}
    for at, row in enumerate(rows):
        if one := told.get(row.line):
            if one.kind in OF_AN_ITEM and one.ref == (row.code,) and OWN.fullmatch(row.code):
                used[row.code].append((row.line, one.words.replace(row.code, " ")))
            continue
        if row.cells:
            continue
        if row.shape == "reference" and row.number and at + 1 < len(rows):
            used[row.number].append((row.line, rows[at + 1].words))
        elif row.shape == "heading" and OWN.fullmatch(row.code):
            used[row.code].append((row.line, row.said))
    return used


def _actions(paper: Paper) -> dict[str, list[tuple[int, str]]]:
    """The numbers of actions raised, each with its line and what is to be done."""
    used: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in paper.proposals:
        row = paper.row(one.first)
        raised = one.kind == "action" and row is not None and "arising" not in row.sections
        if raised and len(one.ref) == 1 and OWN.fullmatch(one.ref[0]):
            used[one.ref[0]].append((one.first, one.words.replace(one.ref[0], " ")))
    return used


def _lists(paper: Paper) -> Iterator[dict[str, list[tuple[int, str]]]]:
    """The numbers of lines that stand together, each with one, whatever is said of each: an action
    list with what is new and what is done, a register of decisions."""
    used: dict[str, list[tuple[int, str]]] = defaultdict(list)
    last = 0
    for one in sorted(paper.proposals, key=lambda one: one.first):
        row = paper.row(one.first)
        if one.kind not in (*OF_AN_ITEM, "action", "decision") or row is None:
            continue
        if one.ref != (row.code,) or not OWN.fullmatch(row.code):
            continue
        if used and one.first > last + 1:
            yield used
            used = defaultdict(list)
        used[row.code].append((one.first, one.words.replace(row.code, " ")))
        last = one.last
    yield used


def _is_one(words: str, others: str, least: float) -> bool:
    """Whether words are of one thing: more than `least` of what names it is the same."""
    one, other = _stems(words), _stems(others)
    return len(one & other) > least * min(len(one), len(other))


def _stems(words: str) -> set[str]:
    """What names the thing: the words before a colon, where there is one."""
    words = words[found.end() :] if (found := LABEL.match(words)) else words
    title, colon, _ = words.partition(":")
    words = title if colon and len(title) < A_TITLE else words
    return {w[:5].casefold() for w in re.findall(r"[^\W\d_]+", words) if len(w) > TOO_SHORT}
