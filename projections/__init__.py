"""Current and past state, as it was or as it was known: questions over the events, in SQL.

    with Projections(ledger) as now:
        columns, rows = now.ask("open_actions", as_of=date(2018, 2, 28))

A question is a file in `questions/`, and shared folding is a file in `state/`; each is a DuckDB
table macro with the file's name. Opening uses the newest generation, read-only, and reads the
events recorded since (the tail) from the ledger, so every answer is up to date and nothing is
locked.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from copy import copy
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import msgspec

from ledger import unknown
from ledger.application import Ledger
from ledger.errors import Misused, NotFound, Unavailable
from ledger.events import Frozen
from ledger.registry import event_kinds, record_kinds
from ledger.system import installation
from ledger.words import called
from projections import ends, events, generations
from projections import parameters as own

HERE = Path(__file__).parent
TAIL_AT_LEAST = 5_000
TAIL_SHARE = 50  # A tail may be a fiftieth of its generation before a new one is built.

_COMMENT = re.compile(r"^--\s?(.*)$", re.MULTILINE)
_COLUMN = re.compile(r"^\s+(\w+)([*+?]?): (.+)$")
_BLANK = re.compile(r"^\s+(\w+)[*+?]?: .*; empty: (.+)$", re.MULTILINE)
_SIGNATURE = re.compile(r"macro\s+(\w+)\s*\(([^)]*)\)", re.IGNORECASE)
_WORD = re.compile(r"[a-z_]+")
Answer = tuple[list[str], list[tuple[Any, ...]]]
_MAKING = threading.Lock()  # Of macros, which those beside each other share.


class Query(msgspec.Struct, metaclass=Frozen):
    """One file of SQL: the question as a person would ask it, its parameters, its columns.

    A column marked with * is shown on every terminal, one with + where there is room, one with ?
    where a row has something in it. `needed` are the parameters without a default; `example` gives
    them and others as they are typed; `called` is the question in the few words that people use for
    its answer; `about` is what it is about, in the words under which such questions are listed.
    `blanks` says what it means that a column is empty, where its words end so: "; empty: no due
    date". `allowed` is what may be said for each parameter. `without` is a condition, in SQL, and
    the sentence to say where no event at all meets it.
    """

    name: str
    asks: str
    called: str
    about: str
    example: str
    columns: dict[str, str]
    blanks: dict[str, str]
    narrow: tuple[str, ...]
    wide: tuple[str, ...]
    sparse: tuple[str, ...]
    parameters: dict[str, str]
    allowed: dict[str, own.Allowed]
    needed: tuple[str, ...]
    without: tuple[str, str]
    sql: str

    @property
    def shown(self) -> dict[str, Any]:
        """Which columns a terminal shows, and when; what an empty one says; and which answer yes
        or no, so that what is empty would be read as no."""
        return {
            "narrow": self.narrow,
            "wide": self.wide,
            "sparse": self.sparse,
            "blanks": self.blanks,
            "answers": tuple(n for n, says in self.columns.items() if says.startswith("whether ")),
        }


@cache
def library() -> dict[str, Query]:
    """Every state and question by the name of its macro."""
    files = [HERE / "events.sql", *HERE.glob("state/*.sql"), *HERE.glob("questions/*.sql")]
    found = (_read(installation.text_of(path)) for path in files)
    return {question.name: question for question in found}


@cache
def questions() -> dict[str, Query]:
    """The questions, in alphabetical order."""
    names = sorted(path.stem for path in HERE.glob("questions/*.sql"))
    return {name: library()[name] for name in names}


_CALLED = re.compile(r"\$called\(([\w.]+)\)")
_OPEN = re.compile(r"\$open\('(\w+)'\)")
_VALUES = re.compile(r"\$values\('(\w+)'\)")


def _told(sql: str) -> str:
    """A file with what the record kinds say put in: for $called(kind) what an event is called, for
    $open('action') the statuses in which one is still open, for $counted those of every kind that
    a difference counts, each as action:open; for $values('issuer') the values that a field of the
    events may have; for $status the status that an event brings, which of a kind without any is
    that it is recorded."""
    kinds = record_kinds().values()
    whens = "".join(
        f" when {events.text(name)} then {events.text(called(kind))}"
        for name, kind in event_kinds().items()
    )
    counted = (f"{kind.name}:{status}" for kind in kinds for status in kind.counted)
    sql = _CALLED.sub(lambda m: f"case {m[1]}{whens} else {m[1]} end", sql)
    sql = _OPEN.sub(lambda m: _listed(record_kinds()[m[1]].open or ()), sql)
    sql = _VALUES.sub(lambda m: ", ".join(own.values_of(m[1])), sql)
    plain = _listed(kind.name for kind in kinds if kind.statusless)
    sql = sql.replace("$status", f"coalesce(status, if(record in {plain}, 'recorded', null))")
    return sql.replace("$counted", _listed(counted))


def _listed(values: Iterable[str]) -> str:
    return f"({', '.join(map(events.text, sorted(values)))})"


def _read(sql: str) -> Query:
    sql = _told(sql)
    comments = _COMMENT.findall(sql.split("create", 1)[0])
    signature = _SIGNATURE.search(sql)
    assert signature is not None, sql
    found = [match for text in comments[1:] if (match := _COLUMN.match(text))]
    described = {match[1]: match[3] for match in found}
    parts = [part.strip() for part in signature[2].split(",") if part.strip()]
    parameters = [part.split(":=")[0].strip() for part in parts]
    said = "\n".join(comments)
    return Query(
        name=signature[1],
        asks=comments[0].strip(),
        called=_first(r"^Called: (.+)$", said),
        about=_first(r"^About (.+)\.$", said),
        example=_first(r"^Example: (.+)$", said),
        columns={n: s for n, s in described.items() if n not in parameters},
        blanks=dict(_BLANK.findall(said)),
        narrow=tuple(match[1] for match in found if match[2] == "*"),
        wide=tuple(match[1] for match in found if match[2] == "+"),
        sparse=tuple(match[1] for match in found if match[2] == "?"),
        parameters={name: described.get(name, "") for name in parameters},
        allowed={name: own.read(name, described.get(name, "")) for name in parameters},
        needed=tuple(part for part in parts if ":=" not in part),
        without=_without(said),
        sql=sql,
    )


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return found[1] if found else ""


def _without(text: str) -> tuple[str, str]:
    found = re.search(r"^Without (.+?): (.+)$", text, re.MULTILINE)
    return (found[1], found[2]) if found else ("", "")


def needed(name: str) -> list[str]:
    """The macros that one needs, each after those it is made of."""
    order: list[str] = []

    def visit(current: str) -> None:
        sql = library()[current].sql.split("create or replace", 1)[1]  # Not what the words say.
        for word in dict.fromkeys(_WORD.findall(re.sub("--.*", "", sql))):
            if word in library() and word != current and word not in order:
                visit(word)
        if current not in order:
            order.append(current)

    visit(name)
    return order


@cache
def touched(name: str) -> frozenset[str] | None:
    """The columns of the events that a macro may touch: those that its SQL has the words for, and
    that of the macros it is made of. None for all: what says nothing of columns of its own has
    those of the events."""
    if name == "live" or not library()[name].columns:
        return None
    said = " ".join(re.sub("--.*", "", library()[macro].sql) for macro in needed(name))
    return frozenset(re.findall(r"\w+", said)) & frozenset(events.every())


class Projections:
    """The events of a ledger, open to questions. Raises Broken where a stored event does not fit
    its kind. `progress` is told how many events a new generation has taken in."""

    def __init__(
        self,
        ledger: Ledger,
        progress: Callable[[int], Any] = lambda _: None,
        *,
        upto: int | None = None,
        fresh: bool = False,
        open_to: Path | None = None,
        aside: bool = False,
    ) -> None:
        """`upto`: of the first so many events only, the ledger as it was then. `fresh`: from the
        ledger's own bytes; no generation is read, and none is written. `open_to`: a folder in which
        files may be written. `aside`: what is asked can see no path of this machine,
        where the system has files without a name."""
        self.ledger = ledger
        self.size = ledger.size
        self.upto = upto
        self.open_to = open_to
        self.aside = aside and generations.CAN_SET_ASIDE
        self.generation = 0  # The position up to which a generation is used; 0 for none.
        self.tail = 0  # How many events were read from the ledger itself.
        try:
            if fresh:
                self.size = self.size if upto is None else min(upto, self.size)
                self._connect()
                self._read(0)
            else:
                self._open(progress)
        except duckdb.Error as error:  # Of the generation, or else told in DuckDB's words.
            self._mend(error)

    def _open(self, progress: Callable[[int], Any]) -> None:
        self._connect()
        self._attach()
        if self.size - self.generation > TAIL_AT_LEAST + self.generation // TAIL_SHARE:
            self.connection.close()
            with suppress(Unavailable):  # Without it the answer is the same, only later.
                generations.build(self.ledger, progress)
            self.size = self.ledger.size  # Others may have recorded meanwhile.
            self._connect()
            self._attach()
        self._read(self.generation)

    def _attach(self) -> None:
        if not self.aside:
            done = generations.attach_newest(self.connection, self.ledger, self.size)
            self.generation = done
        elif self._copy:
            self.generation = generations.attach_aside(self.connection, self.ledger, self._copy)

    def _connect(self) -> None:
        self.connection = duckdb.connect()
        if self.aside:
            self._copy = generations.set_aside(self.ledger, self.size)
            files = [self._copy[0]] if self._copy else []
        else:
            files = generations.found(self.ledger)
        generations.shut(self.connection, files, self.open_to)
        self._macros: set[str] = set()

    def beside(self) -> "Projections":
        """The same for another thread: neither waits for what the other is asked. They have all
        that is in memory in common."""
        other = copy(self)
        other.connection = self.connection.cursor()
        return other

    def _mend(self, error: duckdb.Error) -> None:
        """Go on from the ledger alone where the generation turns out to be damaged."""
        if isinstance(error, duckdb.OutOfMemoryException):  # Not of the file: it may be whole.
            raise error
        self.connection.close()
        if not self.generation:
            raise Unavailable(f"{self.ledger.name} could not be asked: {error}.") from error
        generations.discard(self.ledger, self.generation)
        self.generation = 0
        self._connect()
        self._read(0)

    def _read(self, done: int) -> None:
        self.tail, self._kinds, opened = 0, set[str](), set[str]()

        def told() -> Iterator[list[events.Row]]:
            """A page at a time: without a generation, this is the whole ledger."""
            for page in events.pages(self.ledger, done, self.size):
                self.tail += len(page)
                self._kinds.update(row[3] for row in page)
                if done:
                    opened.update(ends.opened(page))
                yield page

        self._parts = []
        if done or self.upto is not None:
            if done < self.size or not done:
                events.create_tail(self.connection, told())
                self._parts.append(("tail", "over_from"))
            if done:
                again = ends.bring_back(self.connection, opened)
                rows = f" WHERE stream NOT IN {ends.listed(again)}" if again else ""
                self._parts.insert(0, (f"generation.events{rows}", self._over_from(done)))
            self.connection.execute(f"CREATE VIEW recorded AS {self._recorded()}")
            events.create_views(self.connection)
        else:
            events.create_alone(self.connection, told())

    def _recorded(self, only: frozenset[str] | None = None) -> str:
        """SQL for the events, of a generation and its tail; with `only` these columns."""
        parts = (f"SELECT {events.names(over, only)} FROM {table}" for table, over in self._parts)
        # By place: to unite them by name, DuckDB takes longer than to plan most questions.
        every = " UNION ALL ".join(parts)
        return every if self.upto is None else f"FROM ({every}) WHERE position <= {self.upto}"

    def _over_from(self, done: int) -> str:
        """SQL for from when an event of the generation is over: none that is not so yet."""
        upto = None
        if self.upto is not None and self.upto < done:
            next_day = (
                f"SELECT min(recorded_on) FROM generation.events WHERE position > {self.upto}"
            )
            upto = self.connection.execute(next_day).fetchall()[0][0]
        return ends.over_from(upto)

    def ask(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Answer:
        """The columns and rows of a question. Raises NotFound for one that is not there, Misused
        for a parameter it does not have."""
        if name not in questions():
            raise NotFound(f"There is no question {name!r}. See: govledger ask")
        return self.state(name, as_of=as_of, known_by=known_by, **parameters)

    def state(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Answer:
        """The columns and rows of any macro of the library: of a state, too."""
        return self._asked("SELECT * FROM {}", name, as_of, known_by, parameters)

    def chosen(
        self,
        name: str,
        where: str,
        values: Sequence[Any],
        *,
        as_of: date,
        known_by: date | None = None,
        what: str = "*",
        **parameters: Any,
    ) -> list[tuple[Any, ...]]:
        """The rows of any macro that meet a condition, which is SQL with a ? for each of `values`;
        or `what` of them, in SQL: count(*) is faster than reading them."""
        statement = f"SELECT {what} FROM {{}} WHERE {where}"
        return self._asked(statement, name, as_of, known_by, parameters, values)[1]

    def keep(
        self, table: str, name: str, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> None:
        """The answer to a question as a table of that name in memory, while one of those that have
        it in common is open."""
        statement = f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {{}}"
        self._asked(statement, name, as_of, known_by, parameters)

    def _asked(
        self,
        statement: str,
        name: str,
        as_of: date,
        known_by: date | None,
        parameters: dict[str, Any],
        values: Sequence[Any] = (),
    ) -> Answer:
        """`statement` has {} for the macro; `values` are those of its own."""
        question = library()[name]
        arguments: dict[str, Any] = {"as_of": as_of, "known_by": known_by}
        for given, value in parameters.items():
            if f"p_{given}" not in question.parameters:
                known = [own.flag(p) for p in question.parameters if p[:2] == "p_"]
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise Misused(f"{name} has no parameter {own.flag(given)}; {has}.")
            own.check(given, question.allowed[f"p_{given}"], value, self._values)
            arguments[f"p_{given}"] = value
        try:
            return self._answer(statement, name, arguments, values)
        except duckdb.Error as error:
            asked_wrongly = isinstance(error, (duckdb.DataError, duckdb.ProgrammingError))
            if asked_wrongly or not self.generation:
                raise
            self._mend(error)
            return self._answer(statement, name, arguments, values)

    def _answer(
        self, statement: str, name: str, arguments: dict[str, Any], values: Sequence[Any]
    ) -> Answer:
        self.prepare(name)
        named = ", ".join(f"{key} := ?" for key in arguments)
        called = f"{name}({named})"
        if self._parts and (only := touched(name)) is not None:
            # Most of its time DuckDB plans, and it plans each column that it is shown.
            called = f"(WITH recorded AS NOT MATERIALIZED ({self._recorded(only)}) FROM {called})"
        asked = statement.format(called)
        cursor = self.connection.execute(asked, [*arguments.values(), *values])
        return [column[0] for column in cursor.description], cursor.fetchall()

    def _values(self, column: str) -> list[str]:
        """What a column of the events has."""
        statement = f"SELECT DISTINCT {column} AS one FROM events WHERE one IS NOT NULL ORDER BY 1"
        return [one for (one,) in self.connection.execute(statement).fetchall()]

    def nothing_of(self, name: str) -> str:
        """What is said of a question without rows where nothing it is about was ever recorded."""
        condition, sentence = library()[name].without
        if not condition:
            return ""
        statement = f"SELECT count(*) FROM (SELECT 1 FROM events WHERE {condition} LIMIT 1)"
        ((some,),) = self.connection.execute(statement).fetchall()
        return "" if some else sentence

    def unknown_kinds(self, known_by: date | None = None) -> list[unknown.Kind]:
        """The kinds of event that this version does not know, and so counts in no answer."""
        found = set(self._kinds)
        if self.generation:
            distinct = self.connection.execute("SELECT DISTINCT kind FROM generation.events")
            found |= {kind for (kind,) in distinct.fetchall()}
        strange = sorted(found - set(event_kinds()))
        if not strange:
            return []
        asked = (
            f"SELECT kind, count(*), min(position) FROM events"
            f" WHERE kind IN ({','.join('?' * len(strange))}) AND recorded_on <= ?"
            " AND position NOT IN (SELECT retracts FROM retractions WHERE retracts IS NOT NULL)"
            " GROUP BY kind ORDER BY kind"
        )
        return self.connection.execute(asked, [*strange, known_by or date.max]).fetchall()

    def prepare(self, name: str) -> None:
        """Create the macro `name`, and those it is made of, where they are not there yet."""
        with _MAKING:
            for macro in needed(name):
                if macro not in self._macros:
                    self.connection.execute(library()[macro].sql)
                    self._macros.add(macro)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> "Projections":
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
