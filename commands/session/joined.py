"""One question, asked of the ledgers of several offices, and the answers joined.

Each is asked on its own ledger: references and positions of two ledgers mean different things, so
answers are joined and events never are. The rows of an office stand together, in the order of its
own answer, under a first column that names it.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from commands.session.app import App
from commands.session.offices import Member, told
from commands.session.questions import OFFICE, day_meant, parameters_of
from ledger import unknown
from ledger.application import Ledger
from ledger.errors import Misused, NotFound, Problem
from ledger.events import Frozen
from ledger.words import calendar_day

if TYPE_CHECKING:
    from projections import Projections, Query

T = TypeVar("T")
AT_ONCE = 2  # More do not help: DuckDB plans one statement on one core, Python runs on one at all.


class Part(msgspec.Struct, metaclass=Frozen):
    """What one office answered: its rows; or `why` it gave none. `notes` are about its answer."""

    member: Member
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    on: date | None = None
    why: Problem | None = None
    notes: tuple[str, ...] = ()


class Joined(msgspec.Struct, metaclass=Frozen):
    """The answers of several offices. `on` is the day of all of them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    on: date
    members: tuple[Member, ...]
    notes: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return [*self.notes, *told(self.members)]

    @property
    def facts(self) -> dict[str, Any]:
        """The same for a program: which offices are covered and which are missing, and the rows."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        offices = [one.facts() for one in self.members]
        covered = sum(not one.why for one in self.members)
        return {
            "as_of": self.on,
            "covered": covered,
            "missing": len(self.members) - covered,
            "offices": offices,
            "notes": self.notes,
            "rows": rows,
        }


def asked(
    app: App,
    members: Iterable[Member],
    question: "Query",
    as_of: date | None,
    known_by: date | None,
    rest: tuple[str, ...],
) -> Joined:
    """Ask each office that can be read. A record that is named (`rest`) is looked up in each: one
    that has no such record has no rows. Raises NotFound where none has it, and what the question
    is refused with."""
    from projections import own_refs, span

    def ask(member: Member, office: App, now: "Projections") -> Part:
        try:
            parameters = parameters_of(office, question, rest)
        except NotFound as problem:
            return Part(member=member, why=problem)
        on = as_of or day_meant(office, question, parameters, known_by)
        answer = now.ask(question.name, as_of=on, known_by=known_by, **parameters)
        columns, rows = own_refs.beside(now, answer, on, known_by)
        notes = (
            "" if rows else now.nothing_of(question.name),
            span.outside(now, on, app.today),
            unknown.told(now.unknown_kinds(known_by)),
        )
        return Part(
            member=member,
            columns=tuple(columns),
            rows=tuple((member.ref, *row) for row in rows),
            on=on,
            notes=tuple(filter(None, notes)),
        )

    members = tuple(members)
    parts = each(app, members, ask)
    answered = [part for part in parts if part.why is None]
    if not answered:
        raise none((part.why for part in parts), members)
    days = {part.on for part in answered if part.on}
    if len(days) > 1:
        raise Misused(
            f"What is named means {' and '.join(map(calendar_day, sorted(days)))} in different"
            " offices. Say the day: --as-of DAY."
        )
    return Joined(
        columns=(OFFICE, *answered[0].columns),
        rows=tuple(row for part in answered for row in part.rows),
        on=days.pop(),
        members=members,
        notes=tuple(_notes(parts)),
    )


def each(
    app: App, members: Iterable[Member], work: "Callable[[Member, App, Projections], T]"
) -> list[T]:
    """The same work on the ledger of every office that can be read, two at once."""
    from projections import Projections

    def on_its_own(member: Member) -> T:
        office = App(str(member.place))
        ledger = Ledger.open(office.place, read_only=True, clock=app.clock)
        ledger.anchors = app.anchors
        office.__dict__["reader"] = ledger
        office.__dict__["clock"] = app.clock
        try:
            with Projections(ledger) as now:
                return work(member, office, now)
        finally:
            ledger.close()

    readable = [one for one in members if one.place is not None]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(on_its_own, readable))


def none(problems: Iterable[Problem | None], members: Iterable[Member]) -> Problem:
    """What is said where no office answered: the first of their problems, or why none was asked."""
    said = NotFound("\n".join(["No office can be read.", *told(members)]))
    return next(filter(None, problems), said)


def _notes(parts: list[Part]) -> list[str]:
    """What is said of the answers, each sentence once with the offices it is of."""
    of: dict[str, list[str]] = {}
    for part in parts:
        for note in (str(part.why),) if part.why is not None else part.notes:
            of.setdefault(note, []).append(part.member.ref)
    return [f"{', '.join(refs)}: {note}" for note, refs in of.items()]
