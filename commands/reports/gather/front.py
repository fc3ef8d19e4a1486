"""What a committee reads first: what is open, what waits, what inspectors, auditors and the law ask
for, and what is at odds. Each thing once; its details are in the annex."""

from datetime import date

from msgspec.structs import replace

from commands.reports.gather.actions import since
from commands.reports.gather.asking import PaperQuery, Row, Rows, columns, is_open, table
from commands.reports.gather.facts import Facts
from commands.reports.gather.words import listed, shown, were
from commands.reports.model import Section, Sentence
from ledger.words import day

NO_DAY = "no date set"
ACTIONS = (
    "title: What shall be done",
    "owners: Owner | none stated",
    f"when: Due | {NO_DAY}",
    "months: Age in months, number",
    "held_since: Meetings since, number",
)
REPORTED = "state: Said of it | open"
ENDED = columns(
    *("title: What was to be done", "owners: Owner | none stated", "status_on: Closed, date"),
    *("verified_by: Verified by | nobody", "ref: Action, ref"),
)
MOVED = columns(
    *("title: What shall be done", "owners: Owner | none stated"),
    *(f"first: First due | {NO_DAY}", f"when: Due now | {NO_DAY}"),
    *("status: Status, status", "ref: Action, ref"),
)
WAITING = columns(
    *("title: What", "matter: Kind", "ledger_holds: How it stands"),
    *("last_meeting: Stood last at | no meeting", "ref: Record, ref"),
)
GRADES = columns(
    *("area_words: Question area", "grade: Grade", "title: Report", "graded_on: Given, date"),
    "inspection: Inspection, ref",
)
ITEMS = columns(
    *("title: What the force should do", "category: Kind", "status: Status, status"),
    *(f"item_due: Due | {NO_DAY}", "item_late: Days overdue, number"),
    *("said: What was last told | nothing told", "said_on: When, date", "ref: Item, ref"),
)
RECOMMENDATIONS = columns(
    *("title: What is recommended", "priority: Priority | none stated"),
    *("whose: Owner | none recorded", f"when: Due | {NO_DAY}"),
    *("days_overdue: Days overdue, number", "status: Status, status", "ref: Recommendation, ref"),
)
DEADLINES = columns(
    *("duty: Duty", "about: Of, ref", "last_day: Last day, date | no day set"),
    *("in_time: In time or late", "met_on: Met on, date | not recorded"),
    "day_known: How that day is known",
)
DISCREPANCIES = columns(
    *("title: What is at odds", "status: Status, status", "explanation: Explanation | none given"),
    *("about: About, ref", "ref: Record, ref"),
)


def front(facts: Facts) -> tuple[Section, ...]:
    """The parts that have anything to show, in reading order; then those that have nothing."""
    audits = (_audits(facts),)
    first = facts.recommendations.leads
    parts = (
        *(audits if first else ()),
        _actions(facts),
        _waiting(facts),
        _inspections(facts),
        *(() if first else audits),
        _deadlines(facts),
        _at_odds(facts),
    )
    return without_the_empty(parts)


def without_the_empty(parts: tuple[Section, ...], *, annex: bool = False) -> tuple[Section, ...]:
    """The parts that have anything to show, without their empty tables; and those tables as a part
    of their own."""
    nothing = tuple(one for part in parts for one in part.tables if not one.rows)
    told = [replace(part, tables=tuple(t for t in part.tables if t.rows)) for part in parts]
    found = tuple(one for one in told if one.sentences or one.tables)
    if not nothing:
        return found
    name, title = "nothing", "Where there is nothing"
    if annex:
        name, title = "annex-nothing", "Where the annex has nothing"
    return *found, Section(name=name, title=title, tables=nothing, annex=annex)


def _actions(facts: Facts) -> Section:
    query, of = facts.query, facts.actions
    titles = _titles(query)

    def row(one: Row) -> Row:
        state = None if one["status"] == "open" else one["status"]
        named = {"owners": _named(titles, one["owners"]), "state": state}
        return one | named | {"months": _months(one["raised_on"], query.on), **_due(one)}

    live = of.live.each(row)
    said = [REPORTED] if any(one["state"] for one in live) else []
    ago = since(query)
    open_now = table(
        *("live-actions", "Open actions", columns(*ACTIONS, *said, "ref: Action, ref"), live),
        f"The soonest due first.{_unsure_ages(query, live)}",
        "open_actions",
    )
    closed = table(
        *("completed-actions", f"Closed {ago}", ENDED, of.completed.each(row), "", "action_status")
    )
    moved = table("extended-actions", f"Moved or withdrawn {ago}", MOVED, of.extended.each(row),
                  "Those whose due date was moved later, or which were withdrawn, superseded or"
                  " merged.", "action_status")  # fmt: skip
    return Section(
        name="actions",
        title="Actions",
        sentences=(_since_the_meeting(facts), of.standing()),
        tables=(open_now, closed, moved),
    )


def _unsure_ages(query: PaperQuery, live: Rows) -> str:
    """Which ages are counted from a day that no paper states."""
    of = [row["ref"] for row in live if (row["ref"], row["raised_on"]) in query.unsure]
    return f" The age of {listed(sorted(of))} is counted from a day that is not stated." * bool(of)


def _since_the_meeting(facts: Facts) -> Sentence:
    """What was closed, raised and told since the meeting."""
    query, of = facts.query, facts.actions
    if query.since is None:
        return Sentence("No earlier meeting is recorded, so there is nothing to compare with.")
    raised = facts.changes.rows.where(
        lambda row: row["record"] == "action" and row["what"] == "raised"
    )
    told = facts.inspections.listed.where(lambda row: _said_on(row) > query.after)
    return Sentence(
        f"Since the meeting of {day(query.since)}, ",
        shown(of.completed, "completed-actions", "action", none="no action"),
        f" {were(len(of.completed) or 1)} closed, ",
        shown(raised, "changes"),
        " raised and ",
        shown(of.extended, "extended-actions"),
        " moved or withdrawn; there is news of ",
        shown(told, "items"),
        " of the matters that inspectors raised.",
    )


def _waiting(facts: Facts) -> Section:
    """Questions without an answer, and items put off; the actions are those that are told of."""
    of, live = facts.outstanding, facts.actions.live.refs()
    others = of.rows.where(lambda row: row["ref"] not in live)
    tables = (
        table("waiting", "Questions without an answer, and items put off", WAITING, others, "",
              "outstanding_matters"),
    )  # fmt: skip
    sentences = (of.sentence(), *of.wrong()) if of.rows or of.rows.withheld else ()
    return Section(name="waiting", title="Waiting for the meeting", sentences=sentences,
                   tables=tables)  # fmt: skip


def _inspections(facts: Facts) -> Section:
    of = facts.inspections
    grades = table("grades", "Grades that stand", GRADES, of.grades.where(lambda r: r["stands"]),
                   "The worst first.", "inspection_grades")  # fmt: skip
    kinds = {"AFI": "area for improvement"}
    items = of.listed.each(
        lambda row: row | _last_told(row) | _item_due(row, facts.query.on)
        | {"category": kinds.get(row["category"], row["category"])}
    )  # fmt: skip
    listed_items = table("items", "What inspectors asked for", ITEMS, items,
                         f"Open, or settled {since(facts.query)}.", "told_to_panel")  # fmt: skip
    sentences = (of.sentence(), *of.mismatches()) if of.items or of.items.withheld else ()
    return Section(name="inspections", title="Grades and matters of inspection (HMICFRS)",
                   sentences=sentences, tables=(grades, listed_items))  # fmt: skip


def _audits(facts: Facts) -> Section:
    of = facts.recommendations
    titles = _titles(facts.query)
    rows = of.listed().each(
        lambda row: row | _due(row) | {"whose": titles.get(row["owner"], row["owner"])}
    )
    tables = (
        *of.figures(),
        table("audit-recommendations", "Recommendations of audits and other reviews",
              RECOMMENDATIONS, rows, f"Those not settled, and those settled {since(facts.query)}.",
              "audit_recommendations"),
    )  # fmt: skip
    return Section(
        name="audits",
        title="What audits and other reviews recommend",
        sentences=(of.sentence(), of.first_dates()) if of.all or of.reports else (),
        tables=tables,
    )


def _deadlines(facts: Facts) -> Section:
    of = facts.deadlines
    rows = table("deadlines", "Deadlines", DEADLINES, of.rows,
                 f"Those not met, and those met {since(facts.query)}.", "deadlines")  # fmt: skip
    sentences = of.sentences() if of.rows or of.rows.withheld else ()
    return Section(name="deadlines", title="Deadlines set by law", sentences=sentences,
                   tables=(rows,))  # fmt: skip


def _at_odds(facts: Facts) -> Section:
    of = facts.discrepancies
    rows = table("discrepancies", "Contradictions between papers", DISCREPANCIES, of.rows,
                 "Those that were not resolved.", "discrepancies")  # fmt: skip
    return Section(name="discrepancies", title="What does not reconcile",
                   sentences=of.sentences(facts.wrong_elsewhere), tables=(rows,))  # fmt: skip


def _titles(query: PaperQuery) -> dict[str, str]:
    known = (*query.once("post_state"), *query.once("party_state"))
    return {row["ref"]: row["title"] for row in known}


def _named(titles: dict[str, str], owners: list[str] | None) -> list[str]:
    """The owners by their titles; one that is no post or party, as it was recorded."""
    return [titles.get(owner, owner) for owner in owners or ()]


def _due(row: Row) -> Row:
    """When it is due, as a day or in words, and when it was due first."""
    words = row["due_words"] or None
    return {"when": row["due"] or words, "first": row["original_due"] or words}


def _item_due(row: Row, on: date) -> Row:
    """When an item is due, as a day or in words, and for how many days it has been overdue."""
    late = (on - row["due"]).days if row["due"] is not None and is_open(row) else 0
    return {"item_due": row["due"] or row["due_words"], "item_late": late if late > 0 else None}


def _months(raised: date, on: date) -> int:
    """How many whole months it is old."""
    months = (on.year - raised.year) * 12 + on.month - raised.month
    return months - (on.day < raised.day)


def _said_on(row: Row) -> date:
    found: date = max(row.get("told_on") or date.min, row["last_progress_on"] or date.min)
    return found


def _last_told(row: Row) -> Row:
    """What was last said about an item, and by whom: to the Panel, or by the force."""
    told_on, force_on = row.get("told_on"), row["last_progress_on"]
    if told_on and (not force_on or told_on >= force_on):
        return {"said": f"To the Panel: {row['told']}", "said_on": told_on}
    if force_on and row["latest_progress"]:
        return {"said": f"The force: {row['latest_progress']}", "said_on": force_on}
    return {"said": row.get("told"), "said_on": None}
