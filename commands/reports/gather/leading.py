"""How a paper begins: the gravest facts, at most four lines, gravest first.

RULES lists which facts may lead, and the weight of each. A line is about one subject: its gravest
fact decides its place, and the subject's other facts follow it.
"""

from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote_plus

from commands.reports.gather.asking import Rows, is_open
from commands.reports.gather.facts import Facts
from commands.reports.gather.found import Found, link, most, naming
from commands.reports.gather.leading_actions import due_in_words, extended, overdue, undated
from commands.reports.gather.words import be, count, figure, has, on_day, shown
from commands.reports.model import Figure, Lead, Part, Sentence
from ledger.words import agreeing, day, stopped

LINES_MOST = 4
NAMED_MOST = 3
CAUSES = "told_to_panel?standing=open&only.category=cause+of+concern"
WEAK = "assurance_opinions?level=weak&only.not_settled.from=1"


class Rule(NamedTuple):
    """`weight`: the heavier leads. `leads`: which fact, in words. `find`: that fact, where it is
    so."""

    weight: int
    subject: str
    leads: str
    find: Callable[[Facts], Found | None]


def inadequate(facts: Facts) -> Found | None:
    rows = _graded(facts, "inadequate")
    return _grades(rows, "inadequate") if rows else None


def requires_improvement(facts: Facts) -> Found | None:
    """Where a worse grade leads, in short: it must not be what hides these."""
    rows = _graded(facts, "requires improvement")
    if not rows:
        return None
    if not _graded(facts, "inadequate"):
        return _grades(rows, "requires improvement")
    stand = agreeing(len(rows), "stands")
    said: list[Part] = [
        _all_of(rows, "requires improvement"),
        f" of requires improvement {stand} too: ",
    ]
    for row in rows[:NAMED_MOST]:
        said += [row["area_words"], " (", link(row["inspection"]), ")", ", "]
    return Found(len(rows), rows[0]["inspection"], "grades", Sentence(*said[:-1], _more(rows)))


def _all_of(rows: Rows, grade: str) -> Figure:
    return shown(rows, "grades", "grade", asks=_of_grade(grade))


def _of_grade(grade: str) -> str:
    return f"inspection_grades?only.stands=yes&only.grade={quote_plus(grade)}"


def _graded(facts: Facts, grade: str) -> Rows:
    return facts.inspections.grades.where(lambda row: row["stands"] and row["grade"] == grade)


def _grades(rows: Rows, grade: str) -> Found:
    graded: tuple[Part, ...] = (" is graded ", figure(grade, "grades", asks=_of_grade(grade)))
    said: list[Part] = []
    if len(rows) > 1 or rows.withheld:
        graded = ()
        stand = agreeing(len(rows), "stands")
        said = [_all_of(rows, grade), f" of {grade} {stand}: "]
    for row in rows[:NAMED_MOST]:
        when = f", {on_day(row['graded_on'], row['date_basis'])})"
        where = (f" in {row['title']} (", link(row["inspection"]), when)
        said += [row["area_words"], *graded, *where, "; "]
    return Found(len(rows), rows[0]["inspection"], "grades", Sentence(*said[:-1], _more(rows)))


def _more(rows: Rows) -> str:
    """The end of a line that names the first few."""
    more = len(rows) - NAMED_MOST
    return f"; and {more} more." if more > 0 else "."


def causes_of_concern(facts: Facts) -> Found | None:
    found = facts.inspections.items
    rows = found.where(lambda row: row["category"] == "cause of concern" and is_open(row))
    if not rows:
        return None
    oldest = min(rows, key=lambda row: (row["issued_on"], row["ref"]))
    said = Sentence(
        shown(rows, "items", "cause of concern", "causes of concern", asks=CAUSES),
        *naming(rows, f" {be(len(rows))} open: ", "oldest", oldest),
        f", since {day(oldest['issued_on'])}: {stopped(oldest['title'])}",
    )
    return Found(len(rows), oldest["ref"], "items", said)


def items_overdue(facts: Facts) -> Found | None:
    rows = facts.query.rows("overdue_items")
    if not rows:
        return None
    longest = rows[0]
    said = Sentence(
        shown(rows, "items", "matter", asks="overdue_items"),
        " that inspectors raised",
        *naming(rows, f" {be(len(rows))} past the due date: ", "longest", longest),
        f", by {count(longest['days_overdue'], 'day')}: {stopped(longest['title'])}",
    )
    return Found(len(rows), longest["ref"], "items", said)


def law_passed(facts: Facts) -> Found | None:
    rows = facts.deadlines.passed
    if not rows:
        return None
    oldest = min(rows, key=lambda row: (row["last_day"], row["ref"]))
    unsure = "" if oldest["date_basis"] in (None, "stated") else " (counted from an inferred day)"
    those, is_of = ("it", "it is of") if len(rows) == 1 else ("them", f"{most(rows, 'oldest')}of")
    said = Sentence(
        shown(rows, "deadlines", "deadline", asks="deadlines?state=passed"),
        f" of the law {has(len(rows))} passed with nothing recorded that would meet {those};"
        f" {is_of} {day(oldest['last_day'])}{unsure}, {oldest['in_time']}: {oldest['duty']} (",
        link(oldest["ref"]),
        ").",
    )
    return Found(len(rows), oldest["ref"], "deadlines", said)


def audits_overdue(facts: Facts) -> Found | None:
    of = facts.recommendations
    if not (of.leads and of.late):
        return None
    rows = of.gravest_late
    longest = max(rows, key=lambda row: int(row["days_overdue"]))
    others = len(of.late) - len(rows)
    of_it = f"&priority={quote_plus(longest['priority'])}" if longest["priority"] else ""
    asks = f"audit_recommendations?only.days_overdue.from=1{of_it}"
    said = Sentence(
        shown(rows, "audit-recommendations", "recommendation", asks=asks),
        f" of priority {longest['priority']}" if longest["priority"] else "",
        *naming(rows, f" {be(len(rows))} past the due date: ", "longest", longest),
        f", by {count(longest['days_overdue'], 'day')}: {stopped(longest['title'])}",
        f" {count(others, 'other')} {be(others)} overdue too." if others else "",
    )
    return Found(len(of.late), longest["ref"], "audit-recommendations", said)


def weak_assurance(facts: Facts) -> Found | None:
    rows = facts.recommendations.weak
    if not (facts.recommendations.leads and rows):
        return None
    weakest = rows[0]
    gives = agreeing(len(rows), "gives")
    said = Sentence(
        shown(rows, "audit-opinions", "report", asks=WEAK),
        f" {gives} limited assurance or none, with recommendations not settled: ",
        most(rows, "weakest") if len(rows) > 1 else "",
        f"{weakest['title']} (",
        link(weakest["inspection"]),
        f", {weakest['assurance']}, {day(weakest['given_on'])}).",
    )
    short = Sentence(
        shown(rows, "audit-opinions", "report", asks=WEAK), f" {gives} limited assurance or none."
    )
    return Found(len(rows), weakest["inspection"], "audit-opinions", said, short)


def does_not_reconcile(facts: Facts) -> Found | None:
    if not facts.wrong:
        return None
    parts = [part for one in facts.wrong for part in ("; ", *one.parts)][1:]
    plain = [part.rstrip(".") if isinstance(part, str) else part for part in parts]
    tables = [part.table for part in parts if isinstance(part, Figure)]
    said = Sentence("What does not reconcile: ", *plain, ".")
    return Found(len(facts.wrong), "", tables[0], said)


RULES = (
    Rule(120, "audits", "recommendations past their due date, for whom they are", audits_overdue),
    Rule(110, "audits", "limited assurance or none, for the body that follows it", weak_assurance),
    Rule(100, "grades", "a grade of inadequate that stands", inadequate),
    Rule(90, "grades", "a cause of concern that is open", causes_of_concern),
    Rule(85, "items", "what inspectors raised, past its due date", items_overdue),
    Rule(80, "law", "a last day of the law that passed with nothing recorded", law_passed),
    Rule(70, "actions", "actions past their due date, the longest named", overdue),
    Rule(
        65,
        "actions",
        "live actions whose due date was moved, the longest since the first named",
        extended,
    ),
    Rule(60, "actions", "live actions without a due date, the oldest named", undated),
    Rule(55, "actions", "live actions that are due in words alone, the oldest named", due_in_words),
    Rule(50, "reconciling", "what does not reconcile", does_not_reconcile),
    Rule(
        40,
        "grades",
        "a grade of requires improvement, in short where one is worse",
        requires_improvement,
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
        more = [part for _, one in others for part in (" ", *(one.short or one.said).parts)]
        lines.append(
            Lead(*first.said.parts, *more, weight=rule.weight, number=first.number,
                 ref=first.ref, table=first.table)
        )  # fmt: skip
    return tuple(lines[:LINES_MOST])
