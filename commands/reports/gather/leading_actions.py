"""The facts of actions that may lead a paper: late, moved, without a due date (leading.py)."""

from datetime import date

from commands.reports.gather.asking import Row
from commands.reports.gather.facts import Facts
from commands.reports.gather.found import Found, link, most, naming
from commands.reports.gather.words import be, count, has, shown
from commands.reports.model import Sentence
from ledger.words import day, stopped

MOVED = "open_actions?only.extensions.from=1"


def overdue(facts: Facts) -> Found | None:
    rows = facts.actions.late
    if not rows:
        return None
    longest = rows[0]
    said = Sentence(
        shown(rows, "live-actions", "live action", asks="overdue_actions"),
        *naming(rows, f" {be(len(rows))} past the due date: ", "longest", longest),
        f", by {count(longest['days_overdue'], 'day')}{_moved(longest)}:",
        f" {stopped(longest['title'])}",
    )
    return Found(len(rows), longest["ref"], "live-actions", said)


def extended(facts: Facts) -> Found | None:
    """A due date that is moved is no longer late: how late it would be, and how often it was moved,
    is told all the same."""
    rows = facts.actions.live.where(lambda row: row["extensions"])
    if not rows:
        return None
    longest = min(rows, key=lambda row: (row["original_due"] or date.max, row["ref"]))
    refs = rows.refs()
    passed = facts.actions.moved_late.where(lambda row: row["ref"] in refs)
    first = longest["original_due"]
    due = f"first due on {day(first)}" if first else "first due on no day"
    late = (facts.query.on - first).days if first else 0
    since = f", {count(late, 'day')} ago" if late > 0 else ""
    now = f"now due on {day(longest['due'])}"
    said = Sentence(
        shown(rows, "live-actions", "live action", asks=MOVED),
        f" {has(len(rows))} had the due date moved",
        f", {_how_many(len(passed.refs()), len(rows))}only after it had passed" if passed else "",
        *naming(rows, ": ", "longest since the first due date", longest),
        f", {due}{since}, moved {_times(longest['extensions'])}, {now}:",
        f" {stopped(longest['title'])}",
    )
    short = Sentence(
        shown(rows, "live-actions", "live action", asks=MOVED),
        f" {has(len(rows))} had the due date moved: ",
        most(rows, "longest since the first due date") if len(rows) > 1 else "",
        link(longest["ref"]),
        f", {due}, moved {_times(longest['extensions'])}.",
    )
    return Found(len(rows), longest["ref"], "live-actions", said, short)


def _moved(row: Row) -> str:
    times = row["extensions"]
    return f" (after it was moved {_times(times)})" if times else ""


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _how_many(some: int, of: int) -> str:
    return "" if of == 1 else "all " if some == of else f"{some} of them "


def undated(facts: Facts) -> Found | None:
    rows = facts.actions.undated
    if not rows:
        return None
    oldest, live = rows[0], shown(facts.actions.live, "live-actions", "live action").words
    many, undated = (
        shown(rows, "live-actions", asks="due_on_no_day?said=not+at+all"),
        f" of {live} {has(len(rows))} no due date",
    )
    said = Sentence(
        many,
        *naming(rows, f"{undated}: ", "oldest", oldest),
        f", open for {_age(facts, oldest)}: {stopped(oldest['title'])}",
    )
    return Found(len(rows), oldest["ref"], "live-actions", said, Sentence(many, f"{undated}."))


def due_in_words(facts: Facts) -> Found | None:
    rows = facts.actions.worded
    if not rows:
        return None
    oldest = rows[0]
    many = shown(rows, "live-actions", "live action", asks="due_on_no_day?said=in+words")
    worded = f" {be(len(rows))} due in words alone, on no day"
    said = Sentence(
        many,
        *naming(rows, f"{worded}: ", "oldest", oldest),
        f" (“{oldest['due_words']}”), open for {_age(facts, oldest)}: {stopped(oldest['title'])}",
    )
    return Found(len(rows), oldest["ref"], "live-actions", said, Sentence(many, f"{worded}."))


def _age(facts: Facts, row: Row) -> str:
    """How long an action has been open; and where no paper states since when, that."""
    unsure = facts.query.unsure_day(row["ref"], row["raised_on"])
    counted = f" (counted from an {unsure} day)" if unsure else ""
    return f"{count(row['age_days'], 'day')}{counted}"
