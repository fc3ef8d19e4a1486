"""What one paper knows, each part gathered once."""

from functools import cached_property

from commands.reports.gather.actions import Actions
from commands.reports.gather.asking import PaperQuery
from commands.reports.gather.changes import Changes
from commands.reports.gather.duties import Deadlines, Discrepancies, Outstanding
from commands.reports.gather.inspections import Inspections
from commands.reports.gather.recommendations import Recommendations
from commands.reports.model import Sentence


class Facts:
    """The facts of one paper; each is asked for when it is first needed."""

    def __init__(self, query: PaperQuery) -> None:
        self.query = query

    @cached_property
    def actions(self) -> Actions:
        return Actions(self.query)

    @cached_property
    def inspections(self) -> Inspections:
        return Inspections(self.query)

    @cached_property
    def recommendations(self) -> Recommendations:
        return Recommendations(self.query)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self.query)

    @cached_property
    def outstanding(self) -> Outstanding:
        return Outstanding(self.query)

    @cached_property
    def discrepancies(self) -> Discrepancies:
        return Discrepancies(self.query, self.inspections.mismatched)

    @cached_property
    def changes(self) -> Changes:
        items = self.inspections.items.and_also(self.recommendations.all)
        return Changes(self.query, self.actions.all, items)

    @cached_property
    def wrong_elsewhere(self) -> tuple[Sentence, ...]:
        """A sentence for each thing that does not reconcile, apart from contradictions in the
        papers."""
        return (*self.changes.wrong(), *self.outstanding.wrong(), *self.inspections.mismatches())

    @cached_property
    def wrong(self) -> tuple[Sentence, ...]:
        return (*self.wrong_elsewhere, *self.discrepancies.wrong())
