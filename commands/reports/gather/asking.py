"""Asking the projections for one paper: for one body, on one day, since one day."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Self

from commands.reports.model import NOTHING, Answer, Column, Kind, Table
from ledger.words import agreeing
from projections import Projections, own_refs, questions
from projections.differences import OPEN
from projections.sql import STANDS

Row = dict[str, Any]
EVER = date(9999, 12, 31)
LEFT_OUT = "(a record left out)"
HELD = ("held", "closed")


class Rows(list[Row]):
    """Rows that a paper may show, and those that are `withheld`. Whatever is chosen from the former
    is chosen from the latter too, so that every figure can say how many it leaves out."""

    def __init__(self, shown: Iterable[Row] = (), withheld: Iterable[Row] = ()) -> None:
        super().__init__(shown)
        self.withheld = list(withheld)

    def where(self, of: Callable[[Row], bool]) -> Self:
        return type(self)(filter(of, self), filter(of, self.withheld))

    def each(self, made: Callable[[Row], Row]) -> Self:
        return type(self)(map(made, self), map(made, self.withheld))

    def by(self, key: Callable[[Row], Any]) -> Self:
        return type(self)(sorted(self, key=key), self.withheld)

    def and_also(self, others: "Rows") -> Self:
        return type(self)([*self, *others], [*self.withheld, *others.withheld])

    def refs(self) -> set[Any]:
        """The references of all of them, withheld ones too: not to be shown, but to choose other
        rows by."""
        return {row["ref"] for row in self.every()}

    def every(self) -> Iterator[Row]:
        yield from self
        yield from self.withheld


class PaperQuery:
    """What one paper asks of the projections. Withheld records are removed here, before anything is
    counted: `left_out` are those, `seen` the records in the paper's rows and figures, `answers`
    what the figures were counted from, and `counted` the records in these. `since`: the day of the
    previous meeting, or None; `known_by`: the day by which things were known, or None for now."""

    def __init__(
        self,
        now: Projections,
        body: str,
        on: date,
        since: date | None = None,
        withheld: Iterable[str] = (),
        known_by: date | None = None,
    ) -> None:
        self.now, self.body, self.on, self.since = now, body, on, since
        self.known_by = known_by
        self.withheld = frozenset(withheld)
        self.left_out: set[str] = set()
        self.seen: set[str] = set()
        self.answers: list[Answer] = []
        self.counted: set[str] = set()
        self._known: dict[str, Rows] = {}
        longest_first = sorted(map(re.escape, self.withheld), key=len, reverse=True)
        self._veil = re.compile(rf"(?<![\w/-])({'|'.join(longest_first)})(?![\w/-])")
        self._typed = re.compile(self._veil.pattern, re.IGNORECASE)

    @cached_property
    def unsure(self) -> dict[tuple[str, date], str]:
        """The days of records that no paper states, and how each is known: inferred, or unknown. A
        day is not among them if it is stated for anything that happened to the record on it."""
        rows = self.now.of_events(
            "SELECT ref, effective_on, max(date_basis) FROM events"
            f" WHERE {STANDS} AND recorded_on <= ?"
            " GROUP BY ALL HAVING count(*) FILTER (date_basis = 'stated') = 0",
            [self.known_by or EVER],
        )
        return {(ref, on): basis for ref, on, basis in rows}

    @cached_property
    def own_refs(self) -> own_refs.OwnRefs:
        """The references of the office's own on the paper's day."""
        return own_refs.OwnRefs(self.now, self.on, self.known_by)

    def unsure_day(self, ref: str, on: date) -> str | None:
        """How such a day of one record is known; None if a paper states it."""
        ((of, some, basis),) = self.now.of_events(
            "SELECT count(*) FILTER (date_basis = 'stated'), count(*), max(date_basis) FROM events"
            f" WHERE ref = ? AND effective_on = ? AND recorded_on <= ? AND {STANDS}",
            [ref, on, self.known_by or EVER],
        )
        return basis if some and not of else None

    def meetings_held(self) -> dict[str, list[date]]:
        """The days of the meetings that each body has held by the paper's day, in order."""
        held = (
            f"SELECT body, list(meets_on ORDER BY meets_on) FROM {{}} WHERE status IN {HELD}"
            f" AND meets_on <= DATE '{self.on}' GROUP BY body"
        )
        return dict(self.now.within(held, "meeting_state", as_of=self.on, known_by=self.known_by))

    @property
    def after(self) -> date:
        """The day after which something counts as new."""
        return self.since or date.min

    def rows(
        self,
        name: str,
        of: Callable[[Row], bool] = lambda _: True,
        *,
        as_of: date | None = None,
        counted: bool = True,
        **parameters: Any,
    ) -> Rows:
        """The rows of a question or a state on the paper's day, or another, for which `of` holds.
        `counted`: whether the paper's figures come from them."""
        day = as_of or self.on
        columns, rows = self.now.state(name, as_of=day, known_by=self.known_by, **parameters)
        kept = self._shown(filter(of, (dict(zip(columns, row, strict=True)) for row in rows)))
        if counted:
            self._count(name, day, parameters, columns, kept)
        for row in kept if "ref" in columns and own_refs.COLUMN not in columns else ():
            row[own_refs.COLUMN] = self.veiled(self.own_refs.of(row))
        return kept

    def events(self, kind: str, *columns: str) -> Rows:
        """These columns, `ref` among them, of the events of a kind; none of them is counted.
        Reading every column of all events would take longer than the rest of a paper."""
        found = self.now.chosen(
            "live", "kind = ?", [kind], what=", ".join(columns), as_of=self.on,
            known_by=self.known_by,
        )  # fmt: skip
        return self._shown(dict(zip(columns, row, strict=True)) for row in found)

    def _shown(self, rows: Iterable[Row]) -> Rows:
        kept = Rows()
        for row in rows:
            if self._published(row):
                kept.append(self._plain(row))
            else:
                kept.withheld.append(row)
        return kept

    def _count(
        self, name: str, day: date, parameters: dict[str, Any], columns: list[str], kept: list[Row]
    ) -> None:
        self.counted |= {ref for row in kept for ref in self._about(row)}
        rows = [tuple(row.values()) for row in kept]
        answer = Answer(
            name=name,
            as_of=day,
            parameters=parameters,
            columns=tuple(columns),
            rows=tuple(rows if name in questions() else sorted(rows, key=repr)),
        )
        if answer not in self.answers:
            self.answers.append(answer)

    def once(self, name: str) -> Rows:
        """All rows of a question that several parts need; none of them is counted."""
        if name not in self._known:
            self._known[name] = self.rows(name, counted=False)
        return self._known[name]

    def later(self, name: str) -> int:
        """How many more records a question has over all days than on the paper's."""
        rows = self.now.named_rows(name, as_of=EVER, known_by=self.known_by)
        found = {row["ref"] for row in rows}
        return len(found - self.withheld - {row["ref"] for row in self.once(name)})

    def ours(self, row: Row) -> bool:
        """Whether an action, a question or the like belongs to the body, by the last meeting it was
        at. Without a meeting it belongs to every body; without a body, everything belongs."""
        if "body" in row:
            return _of(row["body"], self.body)
        carried = row.get("carried_to") or (None,)
        return _of(carried[-1] or row.get("meeting"), self.body)

    def _published(self, row: Row) -> bool:
        about = self._about(row)
        self.left_out |= about & self.withheld
        if about & self.withheld:
            return False
        self.seen |= about
        return True

    @staticmethod
    def _about(row: Row) -> set[str]:
        refs = (str(row.get(name) or "").partition(" ")[0] for name in ("ref", "inspection"))
        return set(filter(None, refs))

    def _plain(self, row: Row) -> Row:
        return {name: self.veiled(value) for name, value in row.items()} if self.withheld else row

    def names_withheld(self, text: str) -> bool:
        """Whether it names a record that is withheld, in whatever case it was typed."""
        return bool(self.withheld) and self._typed.search(text) is not None

    def veiled(self, value: Any) -> Any:
        """A value without the names of withheld records."""
        if isinstance(value, list):
            return [self.veiled(one) for one in value]
        if isinstance(value, str) and self.withheld:
            return self._veil.sub(LEFT_OUT, value)
        return value


def _of(meeting: Any, body: str) -> bool:
    return not meeting or not body or str(meeting).partition("/")[0] == body


def is_open(row: Row) -> bool:
    return row["status"] in OPEN


def columns(*said: str) -> tuple[Column, ...]:
    """Columns written as "name: Heading" or "name: Heading, kind", either with " | what empty
    means"."""
    found = []
    for one in said:
        name, _, rest = one.partition(": ")
        rest, _, blank = rest.partition(" | ")
        heading, _, kind = rest.partition(", ")
        made = Column(name=name, heading=heading, kind=_KINDS[kind], blank=blank or NOTHING)
        found.append(made)
    return tuple(found)


SPARSE = ("due_words", "item_due", "item_late", own_refs.COLUMN)
_OWN_REF = Column(name=own_refs.COLUMN, heading="Own reference")
_KINDS: dict[str, Kind] = {
    "": "text",
    "date": "date",
    "number": "number",
    "money": "money",
    "ref": "ref",
    "status": "status",
}


def table(
    name: str,
    title: str,
    of: tuple[Column, ...],
    rows: Iterable[Row],
    note: str = "",
    question: str = "",
) -> Table:
    """A table of those columns of the rows, with the office's own references beside ours. A column
    that few rows have is left out if none has it. A note says how many rows are withheld."""
    withheld = len(rows.withheld) if isinstance(rows, Rows) else 0
    note = " ".join(filter(None, [note, left_out(withheld)]))
    rows = list(rows)
    of = tuple(c for one in of for c in ((one, _OWN_REF) if one.name == "ref" else (one,)))
    of = tuple(c for c in of if c.name not in SPARSE or any(row.get(c.name) for row in rows))
    cells = tuple(tuple(_cell(row.get(column.name)) for column in of) for row in rows)
    return Table(name=name, title=title, columns=of, rows=cells, note=note, question=question,
                 withheld=withheld)  # fmt: skip


def left_out(withheld: int) -> str:
    """A table's note about rows that it may not show."""
    return f"{withheld} more {agreeing(withheld, 'is')} withheld." if withheld else ""


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(value) or None
    return None if value == "" else value
