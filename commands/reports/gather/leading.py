"""How a paper begins: the gravest facts, at most four lines, gravest first.

RULES lists which facts may lead, and the weight of each. A line is about one subject: its gravest
fact decides its place, and the subject's other facts follow it.
"""

from collections.abc import Callable
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from commands.reports.gather.actions import Actions
from commands.reports.gather.asking import Asked, Row, is_open
from commands.reports.gather.changes import Changes
from commands.reports.gather.duties import Deadlines, Discrepancies, Outstanding
from commands.reports.gather.inspections import Inspections
from commands.reports.gather.words import be, count, figure, has, on_day
from commands.reports.model import Figure, Lead, Link, Part, Sentence
from ledger.words import day

LINES_MOST = 4
NAMED_MOST = 3


class Facts:
    """What one paper knows, each part gathered once."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    @cached_property
    def actions(self) -> Actions:
        return Actions(self.asked)

    @cached_property
    def inspections(self) -> Inspections:
        return Inspections(self.asked)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self.asked)

    @cached_property
    def outstanding(self) -> Outstanding:
        return Outstanding(self.asked)

    @cached_property
    def discrepancies(self) -> Discrepancies:
        return Discrepancies(self.asked)

    @cached_property
    def changes(self) -> Changes:
        return Changes(self.asked, self.actions.all, self.inspections.items)

    @cached_property
    def wrong_elsewhere(self) -> tuple[Sentence, ...]:
        """A sentence for each thing that does not reconcile, beside what the papers contradict."""
        return (
            *self.changes.wrong(),
            *self.outstanding.wrong(),
            *self.inspections.mismatches(),
        )

    @cached_property
    def wrong(self) -> tuple[Sentence, ...]:
        return (*self.wrong_elsewhere, *self.discrepancies.wrong())


class Found(NamedTuple):
    """A fact that may lead: how many records it is of, which of them is named first, the table
    that has them all, and the fact in words."""

    number: int
    ref: str
    table: str
    said: Sentence


class Rule(NamedTuple):
    """`weight`: the heavier leads. `leads`: which fact, in words. `find`: that fact, where it is
    so."""

    weight: int
    subject: str
    leads: str
    find: Callable[[Facts], Found | None]


def inadequate(facts: Facts) -> Found | None:
    return _graded(facts, "inadequate")


def requires_improvement(facts: Facts) -> Found | None:
    return None if inadequate(facts) else _graded(facts, "requires improvement")


def _graded(facts: Facts, grade: str) -> Found | None:
    rows = [row for row in facts.inspections.grades if row["stands"] and row["grade"] == grade]
    if not rows:
        return None
    graded: tuple[Part, ...] = (" is graded ", figure(grade, "grades"))
    said: list[Part] = []
    if len(rows) > 1:
        graded = ()
        said = [figure(len(rows), "grades", "grade"), f" of {grade} stand: "]
    for row in rows[:NAMED_MOST]:
        when = f", {on_day(row['graded_on'], row['date_basis'])})"
        where = (f" in {row['title']} (", _link(row["inspection"]), when)
        said += [row["area_words"], *graded, *where, "; "]
    more = len(rows) - NAMED_MOST
    end = f"; and {more} more." if more > 0 else "."
    return Found(len(rows), rows[0]["inspection"], "grades", Sentence(*said[:-1], end))


def causes_of_concern(facts: Facts) -> Found | None:
    found = facts.inspections.items
    rows = [row for row in found if row["category"] == "cause of concern" and is_open(row)]
    if not rows:
        return None
    oldest = min(rows, key=lambda row: (row["issued_on"], row["ref"]))
    table = f"items-{oldest['inspection'].lower()}"
    said = Sentence(
        figure(len(rows), table, "cause of concern", "causes of concern"),
        *_first(rows, f" {be(len(rows))} open: ", "the oldest is ", oldest),
        f", since {day(oldest['issued_on'])}: {oldest['title']}.",
    )
    return Found(len(rows), oldest["ref"], table, said)


def law_passed(facts: Facts) -> Found | None:
    rows = facts.deadlines.passed
    if not rows:
        return None
    oldest = min(rows, key=lambda row: (row["last_day"], row["ref"]))
    unsure = "" if oldest["date_basis"] in (None, "stated") else " (counted from an inferred day)"
    those = "it; it is" if len(rows) == 1 else "them; the oldest is"
    said = Sentence(
        figure(len(rows), "deadlines", "deadline"),
        f" of the law {has(len(rows))} passed with nothing recorded that would meet {those} of"
        f" {day(oldest['last_day'])}{unsure}, {oldest['in_time']}: {oldest['duty']} (",
        _link(oldest["ref"]),
        ").",
    )
    return Found(len(rows), oldest["ref"], "deadlines", said)


def overdue(facts: Facts) -> Found | None:
    rows = facts.actions.late
    if not rows:
        return None
    longest = rows[0]
    said = Sentence(
        figure(len(rows), "live-actions", "live action"),
        *_first(rows, f" {be(len(rows))} past the due date: ", "the longest is ", longest),
        f", by {count(longest['days_overdue'], 'day')}: {longest['title']}.",
    )
    return Found(len(rows), longest["ref"], "live-actions", said)


def undated(facts: Facts) -> Found | None:
    rows = facts.actions.undated
    if not rows:
        return None
    oldest, live = rows[0], count(len(facts.actions.live), "live action")
    said = Sentence(
        figure(len(rows), "live-actions"),
        *_first(rows, f" of {live} {has(len(rows))} no due date: ", "the oldest is ", oldest),
        f", open for {count(oldest['age_days'], 'day')}: {oldest['title']}.",
    )
    return Found(len(rows), oldest["ref"], "live-actions", said)


def _first(rows: list[Row], said: str, which: str, row: Row) -> tuple[Part, ...]:
    """The fact, and the record that stands for all of them; `which` it is, where there are more."""
    return said, which * (len(rows) > 1), _link(row["ref"])


def _link(ref: str) -> Link:
    return Link(words=ref, ref=ref)


def does_not_reconcile(facts: Facts) -> Found | None:
    if not facts.wrong:
        return None
    parts = [part for one in facts.wrong for part in ("; ", *one.parts)][1:]
    plain = [part.rstrip(".") if isinstance(part, str) else part for part in parts]
    tables = [part.table for part in parts if isinstance(part, Figure)]
    said = Sentence("What does not reconcile: ", *plain, ".")
    return Found(len(facts.wrong), "", tables[0], said)


RULES = (
    Rule(100, "grades", "a grade of inadequate that stands", inadequate),
    Rule(90, "grades", "a cause of concern that is open", causes_of_concern),
    Rule(80, "law", "a last day of the law that passed with nothing recorded", law_passed),
    Rule(70, "actions", "actions past their due date, the longest named", overdue),
    Rule(60, "actions", "live actions without a due date, the oldest named", undated),
    Rule(50, "reconciling", "what does not reconcile", does_not_reconcile),
    Rule(
        40, "grades", "a grade of requires improvement, where none is worse", requires_improvement
    ),
)


def leading(facts: Facts) -> tuple[Lead, ...]:
    """The lines, the heaviest first."""
    found = [(rule, fact) for rule in RULES if (fact := rule.find(facts)) is not None]
    places = list(dict.fromkeys(rule.subject for rule, _ in found))
    by_place = sorted(found, key=lambda one: places.index(one[0].subject))
    lines = []
    for _, group in groupby(by_place, key=lambda one: one[0].subject):
        (rule, first), *others = group
        more = [part for _, other in others for part in (" ", *other.said.parts)]
        lines.append(
            Lead(*first.said.parts, *more, weight=rule.weight, number=first.number,
                 ref=first.ref, table=first.table)
        )  # fmt: skip
    return tuple(lines[:LINES_MOST])
