"""The questions and states as their files say them: what each asks, takes and answers, in SQL."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ledger.events import Frozen
from ledger.registry import event_kinds, record_kinds
from ledger.system import installation
from ledger.words import called
from projections import events
from projections import parameters as own
from projections.searched import texts
from projections.sql import text

HERE = Path(__file__).parent

_COMMENT = re.compile(r"^--\s?(.*)$", re.MULTILINE)
_COLUMN = re.compile(r"^\s+(\w+)([*+?]?): (.+)$")
_BLANK = re.compile(r"^\s+(\w+)[*+?]?: .*; empty: (.+)$", re.MULTILINE)
_SIGNATURE = re.compile(r"macro\s+(\w+)\s*\(([^)]*)\)", re.IGNORECASE)
_WORD = re.compile(r"[a-z_]+")


class Query(msgspec.Struct, metaclass=Frozen):
    """One file of SQL: the question as a person would ask it, its parameters, its columns.

    A column marked with * is shown on every terminal, one with + where there is room, one with ?
    where a row has something in it. `needed` are the parameters without a default; `example` gives
    them and others as they are typed; `called` is the question in the few words that people use for
    its answer; `about` is what it is about, in the words under which such questions are listed.
    `blanks` says what it means that a column is empty, if its words end so: "; empty: no due
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


def _filled_in(sql: str) -> str:
    """A file with what the record kinds say put in: for $called(kind) what an event is called, for
    $open('action') the statuses in which one is still open, for $counted those of every kind that
    a difference counts, each as action:open; for $ending the kinds that can end; for
    $values('issuer') the values that a field of the events may have; for $texts the columns of
    texts; for $status the status that an event brings, which of a kind without any is that it is
    recorded."""
    sql = _CALLED.sub(lambda m: f"case {m[1]}{_whens()} else {m[1]} end", sql)
    sql = _OPEN.sub(lambda m: _listed(record_kinds()[m[1]].open or ()), sql)
    sql = _VALUES.sub(lambda m: ", ".join(own.values_of(m[1])), sql)
    for name, says in _puts().items():
        sql = sql.replace(name, says)
    return sql


@cache
def _whens() -> str:
    """What an event of each kind is called, as SQL."""
    return "".join(
        f" when {text(name)} then {text(called(kind))}" for name, kind in event_kinds().items()
    )


@cache
def _puts() -> dict[str, str]:
    kinds = record_kinds().values()
    plain = _listed(kind.name for kind in kinds if kind.statusless)
    counted = (f"{kind.name}:{status}" for kind in kinds for status in kind.counted)
    return {
        "$status": f"coalesce(status, if(record in {plain}, 'recorded', null))",
        "$texts": texts(events.columns()),
        "$counted": _listed(counted),
        "$ending": _listed(kind.name for kind in kinds if kind.open),
    }


def _listed(values: Iterable[str]) -> str:
    return f"({', '.join(map(text, sorted(values)))})"


def _read(sql: str) -> Query:
    sql = _filled_in(sql)
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
