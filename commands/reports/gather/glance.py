"""The facts with which a paper would begin, of all bodies, where no paper is made of them: of each
question, only the rows and columns that the rules of `leading` look at are asked for.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from commands.reports.gather.asking import PaperQuery, Row, Rows
from commands.reports.gather.facts import Facts
from commands.reports.model import Sentence
from projections import Projections, library


class Only(NamedTuple):
    """Which part of a question is needed: the rows that meet `where`, in these columns, or in all;
    none if no event meets `if_any`. Both are SQL. `instead`: a state with the same columns to ask
    in its place, except for ended records."""

    where: str = "true"
    columns: str = ""
    if_any: str = "true"
    instead: str = ""


_CAUSE = "category = 'cause of concern'"
_WEAK = "grade IN ('inadequate', 'requires improvement')"
_MOVES = "kind IN ('ActionDueExtended', 'ActionDueUnset')"
_AUDITS = Only(if_any="issuer IS NOT NULL")
ONLY = {
    "action_state": Only(
        columns="ref title due due_words due_basis original_due extensions status status_on"
        " raised_on carried_to meeting body",
        instead="action_state",
    ),
    "assurance_opinions": _AUDITS,
    "audit_recommendations": _AUDITS,
    "deadlines": Only("starts_with(state, 'passed')"),
    "discrepancies": Only("status <> 'resolved'", if_any="record = 'discrepancy'"),
    "due_date_slippage": Only("due_was < moved_on", "ref due_was moved_on", _MOVES, "due_moves"),
    "inspection_grades": Only(f"stands AND {_WEAK}", if_any=_WEAK),
    "inspection_state": _AUDITS._replace(where="issuer IS NOT NULL", columns="ref issuer"),
    "inspection_summary": Only(
        "mismatch",
        "inspection title afis_stated afis_listed recommendations_stated recommendations_listed"
        " causes_stated causes_listed mismatch",
        "coalesce(afis_stated, recommendations_stated, causes_stated) IS NOT NULL",
    ),
    "item_state": Only(_CAUSE, "ref title inspection category status issued_on", _CAUSE),
    "items_ended": Only(if_any="false"),
    "overdue_items": Only(columns="ref title days_overdue", if_any="kind = 'ItemDueAgreed'"),
    "subject_state": Only(columns="ref title", if_any=_WEAK),
}


class Glance(PaperQuery):
    """Asks without keeping anything for a paper, so nothing has to be withheld."""

    def rows(
        self,
        name: str,
        of: Callable[[Row], bool] = lambda _: True,
        *,
        as_of: date | None = None,
        counted: bool = True,  # noqa: ARG002 Nothing is.
        **parameters: Any,
    ) -> Rows:
        only = ONLY[name]
        if not self._there[only.if_any]:
            return Rows()
        columns = only.columns.split() or list(library()[name].columns)
        if only.instead:
            parameters["ended"] = False
        found = self.now.chosen(
            only.instead or name, only.where, (), what=", ".join(columns), as_of=as_of or self.on,
            known_by=self.known_by, **parameters,
        )  # fmt: skip
        return Rows(filter(of, (dict(zip(columns, row, strict=True)) for row in found)))

    @cached_property
    def _there(self) -> dict[str, bool]:
        """Whether any event meets each of the conditions, on whatever day."""
        return self.now.once("met by any event", lambda: _there(self.now))

    def meetings_held(self) -> dict[str, list[date]]:
        return {}  # No rule looks at them.


def _there(now: Projections) -> dict[str, bool]:
    conditions = dict.fromkeys(only.if_any for only in ONLY.values())
    asked = ", ".join(f"bool_or({one})" for one in conditions)
    (found,) = now.of_events(f"SELECT {asked} FROM events")
    return {one: bool(so) for one, so in zip(conditions, found, strict=True)}


class Glanced(Facts):
    """The facts of all bodies, at no meeting and since none: nothing can contradict a meeting."""

    @cached_property
    def wrong_elsewhere(self) -> tuple[Sentence, ...]:
        return self.inspections.mismatches()


def facts(now: Projections, on: date, known_by: date | None) -> Facts:
    return Glanced(Glance(now, "", on, known_by=known_by))
