"""A task that a ruling gives as well: "It was agreed to renew the lease. Clerk to sign it", "that
the fence be mended and that the Clerk ask for three prices". The line is both. A cell of a table
that holds the two is the ruling alone, but in a column of decisions (layouts/tables.py)."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import structs

from commands.papers import dues, ends, owners, tasks
from commands.papers.claims import Claim, Proposal
from commands.papers.outline import Outline
from commands.papers.sentences import sentences
from commands.papers.task_verbs import BEFALLS, SERVES, TASK

# "... be mended and that the Clerk ask", "... to buy a bench and TB will order it".
AND = re.compile(
    r"(?:[;,]\s+and(?:\s+that)?|\s+and\s+that)\s+(?=(?:the\s+)?[A-Z])|"
    r"\s+and\s+(?=(?:[A-Z]{2,3}|the\s+[A-Z]\w+|(?:Cllr|Mr|Mrs|Ms|Dr)\s+[A-Z]\w+)\s+(?:to|will|would)\s)|"
    rf"\s+and\s+(?=the\s+(?:[A-Z]\w+\s+){{1,4}}(?:\([^()]*\)\s+)?{SERVES}\s)"
)
# "... be accepted and that the Porter place the order"
ALSO_THAT = re.compile(r".*\band\s+that\s+(?P<rest>(?:the\s+)?[A-Z].*)", re.S)
PAST = re.compile(r"[a-z]+ed\b|be\b|is\b|are\b|was\b|were\b|has\b|have\b|had\b")
LONGEST = 600  # Characters: a longer line tells much, and not only a ruling.


def with_tasks(claims: Iterable[Claim], outline: Outline) -> Iterator[Claim]:
    """The claims, each ruling with the task beside it; neither of the two is sure."""
    people = frozenset(outline.people)
    cells = {row.line for row in outline.rows if row.cells}
    for claim in claims:
        task = None
        if isinstance(claim, Proposal) and claim.kind == "decision" and claim.first not in cells:
            task = of(claim, outline.names, people)
        if not task or not isinstance(claim, Proposal):
            yield claim
            continue
        yield structs.replace(claim, sure=False)
        yield task


def of(ruling: Proposal, names: frozenset[str], people: frozenset[str]) -> Proposal | None:
    """The task after a ruling, in the same line."""
    if len(ruling.words) > LONGEST or ruling.owner:
        return None
    parts = [AND.split(one) for one in sentences(ruling.words)]
    after = [*(part for one in parts for part in one[1:]), *(one[0] for one in parts[1:])]
    every = ((words, task) for words in after if (task := _given(words, names, people)))
    given = chain(every, filter(None, [_also_that(ruling.words, names)]))
    ended = ends.in_column(ruling.words, names)
    return next((_proposal(ruling, words, ended or task.owner) for words, task in given), None)


def _given(words: str, names: frozenset[str], people: frozenset[str]) -> tasks.Task | None:
    task = tasks.of(words, names, people) or tasks.of(f"It was agreed that {words}", names, people)
    return task if task and task.owner and TASK.match(task.what) else None


def _also_that(words: str, names: frozenset[str]) -> tuple[str, tasks.Task] | None:
    """The last clause of a ruling, where somebody is to do something by it."""
    found = ALSO_THAT.match(words)
    given = owners.subject(found["rest"], names) if found else None
    if not found or not given or not all(map(owners.SURE.match, given[0])):
        return None
    so = BEFALLS.match(given[1]) or PAST.match(given[1])
    return None if so else (found["rest"], tasks.Task(*given, sure=False))


def _proposal(ruling: Proposal, words: str, who: tuple[str, ...]) -> Proposal:
    return structs.replace(
        ruling, kind="action", words=words, owner=who, due=dues.stated(words), ref=(), sure=False
    )
