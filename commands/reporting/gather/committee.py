"""The committee's paper: the three sentences, then the parts in the order of reading."""

from commands.reporting.gather.actions import Actions
from commands.reporting.gather.asking import Asked
from commands.reporting.gather.changes import Changes
from commands.reporting.gather.duties import Deadlines, Discrepancies, Outstanding, closures
from commands.reporting.gather.inspections import Inspections
from commands.reporting.model import Section, Sentence


def committee(asked: Asked) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """The sentences of the first screen, and the sections."""
    actions, inspections = Actions(asked), Inspections(asked)
    changes = Changes(asked, actions.all, inspections.items)
    outstanding, discrepancies = Outstanding(asked), Discrepancies(asked)
    wrong = (*changes.wrong(), *outstanding.wrong(), *inspections.mismatches())
    sections = (
        outstanding.section(),
        actions.section(),
        changes.section(),
        inspections.section(),
        inspections.progress(),
        Deadlines(asked).section(),
        closures(asked, actions),
        discrepancies.section(wrong),
    )
    last = reconciles((*wrong, *discrepancies.wrong()))
    return (actions.sentence(), inspections.sentence(), last), sections


def reconciles(wrong: tuple[Sentence, ...]) -> Sentence:
    """The third sentence: what does not reconcile, or that all does."""
    if not wrong:
        return Sentence("What was open before, what changed and what is open now add up.")
    parts = [part for one in wrong for part in ("; ", *one.parts)][1:]
    plain = [p.rstrip(".") if isinstance(p, str) else p for p in parts]
    return Sentence("What does not reconcile: ", *plain, ".")
