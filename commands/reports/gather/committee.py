"""The committee's paper: the leading facts, the totals, then the parts in reading order."""

from commands.reports.gather.asking import Asked
from commands.reports.gather.duties import closures
from commands.reports.gather.leading import Facts, leading
from commands.reports.model import Section, Sentence


def committee(asked: Asked) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """The sentences of the first screen, and the sections."""
    facts = Facts(asked)
    audits = facts.recommendations.sections()
    first = audits if facts.recommendations.leads else ()
    sections = (
        *first,
        facts.outstanding.section(),
        facts.actions.section(),
        facts.changes.section(),
        facts.inspections.section(),
        facts.inspections.progress(),
        *(audits if not first else ()),
        facts.deadlines.section(),
        closures(asked, facts.actions),
        facts.discrepancies.section(facts.wrong_elsewhere),
    )
    last = (reconciles(facts),) if facts.changes.compared and not facts.wrong else ()
    return (
        *leading(facts),
        *([facts.recommendations.sentence()] if first else []),
        facts.actions.sentence(),
        facts.inspections.sentence(),
        *last,
    ), sections


def reconciles(facts: Facts) -> Sentence:
    """What is said where something was compared, and all of it reconciles."""
    said = "What was open before, what changed and what is open now add up"
    of = ", of the records that this paper shows; the others are withheld"
    return Sentence(f"{said}{of if facts.changes.withheld else ''}.")
