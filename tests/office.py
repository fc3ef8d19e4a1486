"""An office for the tests of the projections: a ledger to record in, on any day, and to ask."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from inspect import signature
from pathlib import Path
from typing import Any, Self, get_args

import pytest
from books import Loose, entry
from made import created

from ledger.application import Clock
from ledger.events import Entry, Recorded, Rule
from ledger.records import posts
from ledger.records.posts import STATUTORY
from ledger.registry import record_kinds
from projections import Projections, folders, opening, questions

Rows = list[dict[str, Any]]


def a_day(said: str | date) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)


# What a rule may be told that names posts.
NAMING = ("owners", "makers", "approved_by", "reported_by", "refused_by", "verified_by")
NAMING += ("disputed_by", "put_by", "put_to", "lead", "chair", "claimed_by", "settled_by")
NAMING += ("responded_by",)


def _each(said: str | Sequence[str] | None) -> Sequence[str]:
    return [said] if isinstance(said, str) else said or ()


def count(now: Projections, name: str, where: str, values: Sequence[Any], **asked: Any) -> int:
    """How many rows of any macro meet a condition."""
    ((many,),) = now.chosen(name, where, values, what="count(*)", **asked)
    return int(many)


class Office:
    def __init__(self, path: Path, now: str = "2018-03-01T09:00") -> None:
        created(path)
        self.path = path
        self.clock = Clock()
        self.it_is(now)
        self.ledger = Loose.open(path, clock=self.clock)
        self.ledger.past_due_meant = True
        self.now: Projections | None = None
        self.looked_at: object = None

    def it_is(self, now: str) -> None:
        """Set the clock, in UTC."""
        self.clock.fixed = datetime.fromisoformat(now).replace(tzinfo=UTC)

    def say(self, on: str | date, rule: Rule, ref: str, /, **facts: Any) -> list[Recorded]:
        """Apply a rule to its kind of record on a day."""
        (record,) = (
            k.name
            for k in record_kinds().values()
            if rule.__module__ in {module.__name__ for module in k.modules}
        )
        # A rule that can begin a record takes one that is not there yet.
        known = next(iter(signature(rule).parameters.values()))
        new = type(None) in get_args(known.annotation)
        self.define_all_in(facts)
        return self.ledger.record(record, ref, rule, self.entry(on), new=new, **facts)

    def define_all_in(self, facts: dict[str, Any]) -> None:
        """Define the posts that `facts` name."""
        self.define(*(one for name in NAMING for one in _each(facts.get(name))))

    def define(self, *named: str) -> None:
        """Define the posts of which there are none."""
        for post in dict.fromkeys(named):
            if post not in STATUTORY and not self.ledger.exists("post", post):
                self.ledger.record(
                    "post", post, posts.define, self.entry("1900-01-01"), new=True, title=post
                )

    def entry(self, on: str | date) -> Entry:
        return entry(effective_on=a_day(on))

    def retract(self, *positions: int, on: str | date = "2018-03-01") -> list[Recorded]:
        return self.ledger.retract(positions, "recorded by mistake", self.entry(on))

    def correct(self, position: int, on: str | date, /, **changes: Any) -> list[Recorded]:
        self.define_all_in(changes)
        return self.ledger.correct(position, changes, "recorded wrong", self.entry(on))

    def ask(
        self,
        name: str,
        as_of: str | date = "2018-03-01",
        known_by: str | date | None = None,
        /,
        **parameters: Any,
    ) -> Rows:
        return ask(self.projections(), name, as_of, known_by, **parameters)

    def projections(self) -> Projections:
        """The projections of what is recorded, opened again only where something on the disk has
        changed since."""
        if self.now is None or self.looked_at != self._on_disk():
            self._let_go()
            self.now = Projections(self.ledger)
            self.looked_at = self._on_disk()
        return self.now

    def _on_disk(self) -> object:
        wal = self.path.with_name(f"{self.path.name}-wal")
        files = [path for path in (self.path, wal) if path.exists()] + self.published()
        stats = [(path, path.lstat()) for path in files]
        seen = [(path, stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in stats]
        return id(self.ledger), self.ledger.size, opening.TAIL_AT_LEAST, seen

    def _let_go(self) -> None:
        if self.now is not None:
            self.now.close()
            self.now = None

    def forget(self) -> None:
        """Delete every generation."""
        for folder in folders.of(self.ledger):
            shutil.rmtree(folder, ignore_errors=True)

    def published(self) -> list[Path]:
        """The generations there are."""
        found = [p for folder in folders.of(self.ledger) for p in folder.glob("*.duckdb")]
        return sorted(found)

    def close(self) -> None:
        self._let_go()
        self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def opened(now: str = "2018-03-01T09:00", *posts: str) -> Any:
    """A fixture: an office of its own for each test, on a day, with these posts defined."""

    @pytest.fixture
    def office(tmp_path: Path) -> Iterator[Office]:
        with Office(tmp_path / "l.db", now) as office:
            office.define(*posts)
            yield office

    return office


def ask(
    now: Projections,
    name: str,
    as_of: str | date,
    known_by: str | date | None = None,
    /,
    **parameters: Any,
) -> Rows:
    until = None if known_by is None else a_day(known_by)
    columns, rows = now.ask(name, as_of=a_day(as_of), known_by=until, **parameters)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def everything(
    now: Projections, as_of: date, known_by: date | None = None, only: Iterable[str] | None = None
) -> dict[str, Rows]:
    """The answers to all questions, or to some; what one needs is given it by its name."""
    given = {"from": as_of - timedelta(7), "meeting": f"HTA/{as_of}", "inspection": "EFF17"}
    answers = {}
    for name in only or questions():
        needed = {p: given[p] for p in (n.removeprefix("p_") for n in questions()[name].needed)}
        answers[name] = ask(now, name, as_of, known_by, **needed)
    return answers


def only(rows: Rows, *names: str) -> list[tuple[Any, ...]]:
    """The rows, with these columns of each."""
    return [tuple(row[name] for name in names) for row in rows]
