"""One question, asked of the ledgers of several offices, and the answers joined.

Each is asked on its own ledger: references and positions of two ledgers mean different things, so
answers are joined and events never are. The rows of an office stand together, in the order of its
own answer, under a first column that names it.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec
from msgspec import structs

from commands.session.app import App
from commands.session.offices import Member, coverage
from commands.session.questions import OFFICE, day_meant, parameters_of
from ledger import unknown
from ledger.application import Ledger
from ledger.errors import Misused, NotFound, Problem
from ledger.events import Frozen
from ledger.words import calendar_day

if TYPE_CHECKING:
    from projections import Projections, Query

T = TypeVar("T")
Row = tuple[Any, ...]
AT_ONCE = 2  # More would not help: DuckDB plans a statement on one core, and Python runs on one.


class OfficeAnswer(msgspec.Struct, metaclass=Frozen):
    """The answer of one office: its rows, each beginning with its name; or `why` it has none.
    `notes`: about its answer."""

    member: Member
    columns: tuple[str, ...] = ()
    rows: Iterable[Row] = ()
    on: date | None = None
    why: Problem | None = None
    notes: tuple[str, ...] = ()


class Covered(msgspec.Struct, metaclass=Frozen):
    """What the answers of several offices cover. `on`: the day of all of them."""

    columns: tuple[str, ...]
    on: date
    members: tuple[Member, ...]
    notes: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return [*self.notes, *coverage(self.members)]

    @property
    def about(self) -> dict[str, Any]:
        """The same for a program: which offices are covered and which are missing."""
        offices = [one.facts() for one in self.members]
        covered = sum(not one.why for one in self.members)
        return {
            "as_of": self.on,
            "covered": covered,
            "missing": len(self.members) - covered,
            "offices": offices,
            "notes": self.notes,
        }


class Joined(Covered):
    """The same with the rows themselves."""

    rows: tuple[Row, ...]

    @property
    def facts(self) -> dict[str, Any]:
        """All of it for a program."""
        return self.about | {
            "rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        }


class Asked(NamedTuple):
    """A question, the days that it is asked of, and `rest`: its own parameters, as typed."""

    question: "Query"
    as_of: date | None
    known_by: date | None
    rest: tuple[str, ...]


def ask_offices(app: App, members: Iterable[Member], asked: Asked) -> Joined:
    """Ask each office that can be read, and hold all rows. Raises what `asking` raises."""
    with asking(app, members, asked) as (found, rows):
        return Joined(**structs.asdict(found), rows=tuple(rows))


@contextmanager
def asking(
    app: App, members: Iterable[Member], asked: Asked
) -> Iterator[tuple[Covered, Iterable[Row]]]:
    """Ask each office that can be read; rows are read a part at a time. A record that is named
    is looked up in each office; one without it has no rows. Raises NotFound if none has it, and
    whatever the question is refused with."""
    from projections.rows import Chained

    def ask(member: Member) -> OfficeAnswer:
        with ExitStack() as opened:
            office, now = opened.enter_context(_opened(app, member))
            part, whole = _part(member, office, now, asked)
            if not whole:  # It stays open while its rows are read.
                held.push(opened.pop_all())
            return part

    members = tuple(members)
    with ExitStack() as held:
        parts = at_once(members, ask)
        answered = [part for part in parts if part.why is None]
        if not answered:
            raise none((part.why for part in parts), members)
        days = {part.on for part in answered if part.on}
        if len(days) > 1:
            raise Misused(
                f"What is named means {' and '.join(map(calendar_day, sorted(days)))} in different"
                " offices. Say the day: --as-of DAY."
            )
        found = Covered(
            columns=answered[0].columns, on=days.pop(), members=members, notes=tuple(_notes(parts))
        )
        yield found, Chained([part.rows for part in answered])


def _part(
    member: Member, office: App, now: "Projections", asked: Asked
) -> tuple[OfficeAnswer, bool]:
    """The answer of an office, and whether all its rows have been read already."""
    from projections import own_refs, span
    from projections.rows import Each

    question, as_of, known_by, rest = asked
    try:
        parameters = parameters_of(office, question, rest)
    except NotFound as problem:
        return OfficeAnswer(member=member, why=problem), True
    on = as_of or day_meant(office, question, parameters, known_by)
    found = now.ask_in_parts(question.name, as_of=on, known_by=known_by, **parameters)
    named = Each(found, lambda row: (member.ref, *row))
    columns, rows = own_refs.beside(now, [OFFICE, *found.columns], named, on, known_by)
    notes = (
        "" if found else now.nothing_of(question.name),
        span.outside(now, on, office.today),
        unknown.notice(now.unknown_kinds(known_by)),
    )
    part = OfficeAnswer(
        member=member, columns=tuple(columns), rows=rows, on=on, notes=tuple(filter(None, notes))
    )
    return part, found.whole


@contextmanager
def _opened(
    app: App, member: Member, open_to: Path | None = None
) -> "Iterator[tuple[App, Projections]]":
    """The ledger of an office, open to questions; `open_to`: a folder that answers are put in."""
    from projections import Projections

    office = App(str(member.place))
    ledger = Ledger.open(office.place, read_only=True, clock=app.clock)
    ledger.anchors = app.anchors
    office.__dict__["reader"] = ledger
    office.__dict__["clock"] = app.clock
    try:
        with Projections(ledger, open_to=open_to) as now:
            yield office, now
    finally:
        ledger.close()


def each(
    app: App,
    members: Iterable[Member],
    work: "Callable[[Member, App, Projections], T]",
    open_to: Path | None = None,
) -> list[T]:
    """Do the same on the ledger of every office that can be read, two at a time. `open_to`: the
    folder that it puts answers in."""

    def on_its_own(member: Member) -> T:
        with _opened(app, member, open_to) as (office, now):
            return work(member, office, now)

    return at_once(members, on_its_own)


def at_once(members: Iterable[Member], work: Callable[[Member], T]) -> list[T]:
    """Do the same for every office that can be read, two at a time."""
    readable = [one for one in members if one.place is not None]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, readable))


def none(problems: Iterable[Problem | None], members: Iterable[Member]) -> Problem:
    """Why no office answered: the first of their problems, or why none was asked."""
    said = NotFound("\n".join(["No office can be read.", *coverage(members)]))
    return next(filter(None, problems), said)


def _notes(parts: list[OfficeAnswer]) -> list[str]:
    """The notes about the answers, each once, with the offices it applies to."""
    of: dict[str, list[str]] = {}
    for part in parts:
        for note in (str(part.why),) if part.why is not None else part.notes:
            of.setdefault(note, []).append(part.member.ref)
    return [f"{', '.join(refs)}: {note}" for note, refs in of.items()]
