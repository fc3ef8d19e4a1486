"""The actions of a body, or its recommendations, as a tracker: in the office's own columns where a
map has them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from commands.imports import recommendations_form as recommended
from commands.imports.bringing import told
from commands.imports.claiming import BESIDES, besides, colour_of, status_of
from commands.imports.issuers import HMICFRS
from commands.imports.maps import Map
from commands.imports.matching import is_a_place
from commands.imports.telling import note_line
from ledger import own_refs
from ledger.application import Ledger
from ledger.fold import standing
from ledger.records.actions import UNDER_WAY, Action, ActionRaised
from ledger.records.inspection_items import LIVE, Item
from ledger.records.inspections import Inspection

TIDY = (
    ("Reference", "reference"),
    ("Action", "action"),
    ("Owner", "owner"),
    ("Raised on", "raised on"),
    ("Original due date", "original due"),
    ("Due date", "due"),
    ("RAG", "RAG"),
    ("% complete", "percent"),
    ("Status", "status"),
    ("Closed on", "closed on"),
    ("Progress", "notes"),
)
NO_DATE = "No date set"
NOBODY = "Not stated"
MOST = 30_000  # Characters of the notes of one cell: under Excel's limit.
_BESIDES = re.compile(rf"({'|'.join(BESIDES)}) ")
RECOMMENDATIONS = "recommendations"


class Percent(NamedTuple):
    of_hundred: int


class Form(NamedTuple):
    """`columns`: each heading with what it is taken for, or -; `rows`: by column a text, a day, a
    Percent or None; `left_out`: what the form has no place for, in sentences."""

    columns: list[tuple[str, str]]
    rows: list[list[Any]]
    left_out: list[str]
    sensitive: bool


def made(
    ledger: Ledger,
    body: str,
    of: Map | None,
    *,
    only_open: bool,
    rows: str | None = None,
    issuer: str | None = None,
) -> Form:
    """The tracker of a body. Of what is over, those that the form can tell as such. `rows`: actions
    or recommendations, and of these whose (`issuer`); else what the map has."""
    issuer = issuer or (of.issuer if of else None)
    if (rows or (of.rows if of else None)) == RECOMMENDATIONS:
        return _recommendations(ledger, body, of, issuer, only_open=only_open)
    with ledger.snapshot():
        ledger.read_ahead([], ["action"])
        actions = [
            state
            for ref in ledger.refs("action")
            if isinstance(state := ledger.state("action", ref), Action)
            and own_refs.body_of(ledger, "action", ref) == body
        ]
        columns = list(of.columns) if of else _tidy(actions)
        kinds = {kind for _, kind in columns}
        over = [a for a in actions if a.status not in UNDER_WAY]
        if only_open or "status" not in kinds:
            actions = [a for a in actions if a.status in UNDER_WAY]
        filling = _Filling(ledger, kinds)
        cells = [filling.row(action, columns) for action in actions]
    left_out = filling.told()
    if over and "status" not in kinds and not only_open:
        left_out.append(f"{len(over)} that are over are left out: the form has no status.")
    return Form(columns, cells, [*left_out, *_empty(columns)], filling.sensitive)


def _recommendations(
    ledger: Ledger, body: str, of: Map | None, issuer: str | None, *, only_open: bool
) -> Form:
    tidy = recommended.TIDY_OF_HMICFRS if issuer == HMICFRS else recommended.TIDY
    with ledger.snapshot():
        found = recommended.of_body(ledger, body, issuer)
        columns = list(of.columns) if of else list(tidy)
        kinds = {kind for _, kind in columns}
        if only_open or "status" not in kinds:
            found = [(item, report) for item, report in found if item.status in LIVE]
        filling = _Filling(ledger, kinds)
        rows = [filling.recommendation(item, report, columns) for item, report in found]
    left_out = [*filling.told(), *_empty(columns)]
    return Form(columns, rows, left_out, filling.sensitive)


def _empty(columns: Sequence[tuple[str, str]]) -> list[str]:
    empty = [f"“{heading}”" for heading, kind in columns if kind == "-"]
    said = f"Empty, since the ledger holds nothing of it: {', '.join(empty)}."
    first, *others = [heading for heading, kind in columns if kind == "notes"] or [""]
    named = ", ".join(f"“{one}”" for one in others)
    told = f"All notes stand under “{first}”, and none under {named}."
    return [*([said] if empty else []), *([told] if others else [])]


def _tidy(actions: Sequence[Action]) -> list[tuple[str, str]]:
    more = [k for k in ("priority", "response") if any(besides(a, k) for a in actions)]
    return [*TIDY, *((kind.capitalize(), kind) for kind in more)]


class _Filling:
    def __init__(self, ledger: Ledger, kinds: set[str]) -> None:
        self.ledger, self.kinds = ledger, kinds
        self.sensitive = False
        self.shortened: list[str] = []

    def row(self, action: Action, columns: list[tuple[str, str]]) -> list[Any]:
        events = standing(self.ledger.history(f"action:{action.ref}"))
        self.sensitive = self.sensitive or any(one.envelope.marking != "OFFICIAL" for one in events)
        begun = events[0]
        raised = begun.event
        assert isinstance(raised, ActionRaised)
        known = begun.envelope.date_basis != "unknown"
        over = action.status not in UNDER_WAY
        values = {
            "reference": action.ref if is_a_place(action.own_ref) else action.own_ref or action.ref,
            "action": action.title,
            "owner": _owners(action),
            "raised on": begun.envelope.effective_on if known else None,
            "original due": raised.due or raised.due_words or self._none(action, raised),
            "due": action.due or action.due_words or (NO_DATE if _had(raised) else None),
            "RAG": colour_of(action),
            "percent": None if action.percent is None else Percent(action.percent),
            "status": status_of(action),
            "closed on": recommended.ended_on(events, action.status) if over else None,
            "notes": self._notes(f"action:{action.ref}") if "notes" in self.kinds else None,
            "priority": besides(action, "priority"),
            "response": besides(action, "response"),
        }
        return _in_columns(values, columns)

    def recommendation(
        self, item: Item, report: Inspection, columns: list[tuple[str, str]]
    ) -> list[Any]:
        events = recommended.history(self.ledger, item)
        self.sensitive = self.sensitive or any(one.envelope.marking != "OFFICIAL" for one in events)
        values = recommended.values(item, report, events, self.kinds)
        values["owner"] = values["owner"] or NOBODY
        values["percent"] = None if item.percent is None else Percent(item.percent)
        values["notes"] = self._notes(f"item:{item.ref}") if "notes" in self.kinds else None
        return _in_columns({kind: value or None for kind, value in values.items()}, columns)

    def _none(self, action: Action, raised: ActionRaised) -> str | None:
        """What says that there was no due date at first, where there is one now."""
        return NO_DATE if not _had(raised) and (action.due or action.due_words) else None

    def _notes(self, stream: str) -> str | None:
        notes = [
            one
            for one in told(self.ledger, stream)
            if not ((found := _BESIDES.match(one.text)) and found[1] in self.kinds)
        ]
        # What has no day stands first: after one that has, it would seem to be part of it.
        notes.sort(key=lambda one: one.on is not None)
        lines = [note_line(one) for one in notes]
        while lines and sum(map(len, lines)) + len(lines) > MOST:
            lines.pop(0)
            ref = stream.partition(":")[2]
            if ref not in self.shortened:
                self.shortened.append(ref)
        return "\n".join(lines) or None

    def told(self) -> list[str]:
        said = ", ".join(self.shortened)
        return [f"Only the later notes, since a cell holds no more: {said}."] if said else []


def _in_columns(values: dict[str, Any], columns: list[tuple[str, str]]) -> list[Any]:
    """A value for each column; of several columns of notes the first has them all."""
    given = dict(values)
    return [given.pop(kind, None) if kind == "notes" else given.get(kind) for _, kind in columns]


def _had(raised: ActionRaised) -> bool:
    return raised.due is not None or raised.due_words is not None


def _owners(action: Action) -> str:
    owners = list(action.owners)
    if action.lead in owners and len(owners) > 1:
        owners = [f"{action.lead} (lead)", *(one for one in owners if one != action.lead)]
    return "; ".join(owners) or NOBODY


def shown(value: Any) -> Any:
    """A value as separated values have it."""
    return f"{value.of_hundred}%" if isinstance(value, Percent) else value


def day_or_text(value: Any) -> date | str | float | None:
    """A value as a workbook has it."""
    return value.of_hundred / 100 if isinstance(value, Percent) else value
