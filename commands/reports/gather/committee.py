"""The committee's paper: what is to be settled, the parts in reading order, and the annex."""

from commands.reports.gather.annex import annex
from commands.reports.gather.asking import PaperQuery
from commands.reports.gather.facts import Facts
from commands.reports.gather.front import front
from commands.reports.gather.leading import leading
from commands.reports.model import Section, Sentence


def committee(query: PaperQuery) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """The sentences of the first screen, and the sections."""
    facts = Facts(query)
    first = leading(facts) or (nothing_to_settle(facts),)
    last = (reconciles(facts),) if facts.changes.compared and not facts.wrong else ()
    return (*first, *last), (*front(facts), *annex(facts))


def nothing_to_settle(facts: Facts) -> Sentence:
    """The sentence if no rule of `leading` finds anything."""
    of = " of the records that this paper shows" if facts.query.left_out else ""
    audits = "no recommendation is overdue, and no assurance is limited; "
    return Sentence(
        f"Nothing{of} is there to be settled: {audits if facts.recommendations.leads else ''}no"
        " action is past its due date, without a day, or moved; no grade of inadequate or requires"
        " improvement stands; no cause of concern is open; no deadline of the law has passed with"
        " nothing recorded that would meet it; and nothing fails to reconcile."
        f"{_never_recorded(facts)}"
    )


def _never_recorded(facts: Facts) -> str:
    """That nothing at all of a kind is recorded, where none of it could be late or grave."""
    told = map(facts.query.now.nothing_of, ("open_actions", "inspection_grades"))
    return "".join(f" {sentence}" for sentence in told if sentence)


def reconciles(facts: Facts) -> Sentence:
    """The sentence if something was compared and all of it reconciles."""
    said = "What was open before, what changed and what is open now add up"
    of = ", of the records that this paper shows; the others are withheld"
    return Sentence(f"{said}{of if facts.changes.withheld else ''}.")
