"""What stands behind the front of a committee's paper: ages and moves, each change, closures and on
whose word, evidence, how days of the law are counted, and what the papers say."""

from commands.reports.gather.asking import Row, columns, table
from commands.reports.gather.duties import closures
from commands.reports.gather.facts import Facts
from commands.reports.gather.front import without_the_empty
from commands.reports.model import Section

FORMER = columns(
    *("area_words: Question area", "grade: Grade", "inspection: Inspection, ref"),
    *("title: Report", "graded_on: Given, date", "later: Graded again by, ref | none"),
)
EVIDENCE = columns(
    *("ref: Item, ref", "evidence: Last evidence | none given", "evidence_on: On, date"),
    *("updates: Times the force told of it, number", "where: Where the Panel was told"),
    "statement: Record of that, ref",
)
RESPONSES = columns(
    *("ref: Recommendation, ref", "response: Response | none recorded"),
    *("original_due: First due, date | no due date", "status_on: In its status since, date"),
    *("reported_by: Done on the word of | nobody", "checked_by: Checked by | nobody"),
    "evidence: Last evidence | none given",
)
COUNTED = columns("duty: Duty", "counted: How its last day is counted", "source: Law")
WORDS = columns(
    *("ref: Record, ref", "should_hold: What should be so", "papers_say: What the papers say")
)


def annex(facts: Facts) -> tuple[Section, ...]:
    """The parts that have anything to show."""
    parts = (
        _actions(facts),
        facts.changes.section(),
        closures(facts.query, facts.actions),
        _inspections(facts),
        _audits(facts),
        _deadlines(facts),
        _at_odds(facts),
    )
    return without_the_empty(parts, annex=True)


def _actions(facts: Facts) -> Section:
    of = facts.actions
    return Section(name="ageing", title="Actions: their age, and their due dates as they moved",
                   sentences=of.quiet(), tables=of.figures(), charts=of.charts(),
                   annex=True)  # fmt: skip


def _inspections(facts: Facts) -> Section:
    of = facts.inspections
    former = of.grades.where(lambda row: not row["stands"])
    return Section(
        name="evidence",
        title="Inspections: reports, evidence, and items over time",
        tables=(
            of.summary(),
            table("former-grades", "Grades given again since", FORMER, former, "",
                  "inspection_grades"),
            table("evidence", "Evidence", EVIDENCE, of.listed, "", "told_to_panel"),
            *of.matters.tables(),
        ),
        charts=of.matters.charts(),
        annex=True,
    )  # fmt: skip


def _audits(facts: Facts) -> Section:
    of = facts.recommendations
    return Section(
        name="responses",
        title="Recommendations: responses and evidence",
        tables=(
            table("responses", "Responses", RESPONSES, of.listed(), "", "audit_recommendations"),
        ),
        annex=True,
    )


def _deadlines(facts: Facts) -> Section:
    """Each duty once, with how its last day is counted."""
    ways: dict[tuple[str, ...], Row] = {}
    for row in facts.deadlines.rows:
        ways.setdefault((row["duty"], row["counted"], row["source"]), row)
    return Section(name="counted", title="Deadlines: how they are counted",
                   tables=(table("counted", "Duties", COUNTED, ways.values()),),
                   annex=True)  # fmt: skip


def _at_odds(facts: Facts) -> Section:
    rows = table("papers-say", "Contradictions, in the papers' words", WORDS,
                 facts.discrepancies.rows, "", "discrepancies")  # fmt: skip
    return Section(name="papers-say", title="What the papers say", tables=(rows,), annex=True)
