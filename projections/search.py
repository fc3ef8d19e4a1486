"""Which records have the words that somebody types, in any order: in a title, a reference, a text.

A word is found as typed or as the beginning of a longer one, and in its other English endings:
review finds reviews, reviewed and reviewing; policies finds policy. There is no index: DuckDB reads
the words of the events that stand, which are kept in small letters for it.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

import msgspec

from ledger.characters import as_typed, composed
from ledger.events import Frozen
from projections import Projections
from projections.searched import PART, TEXTS
from projections.sql import text as quoted

A_PAGE = 50
_PLACES = 40  # Binary digits of the number of an event: of several texts the newest is shown.
MOST_WORDS = 10
# Left out where other words remain: every text has them.
SMALL = frozenset(
    re.findall(r"\w+", "a an and at by for from in is it of on or that the to was with")
)
_WORD = re.compile(r"[^\W_]+(?:[-/.:][^\W_]+)*")
_ENDS = "(?:d|e|es|ed|s|ing|ings)?"
# In DuckDB's expressions, and in Python's, which has no classes of letters.
_LEFT, _RIGHT = r"(?:^|[^\pL\pN])", r"(?:$|[^\pL\pN])"
_PARTS = ((1, "titled"), (2, "texts"))  # Of `words`, before the references: see searched.words_of.


class Word(msgspec.Struct, metaclass=Frozen):
    """A word to find: as typed, the letters that every form of it has, and an expression for its
    forms. `whole`: also what follows must be no letter."""

    typed: str
    stem: str
    begins: str
    whole: str = ""

    def among(self, column: str) -> str:
        """SQL for whether a column in small letters has it, where most have not even its stem."""
        # Of AND, DuckDB would work out both.
        return f"CASE WHEN {self.stem_in(column)} THEN {self.within(column)} ELSE false END"

    def stem_in(self, column: str) -> str:
        return f"contains({column}, {quoted(self.stem)})"

    @property
    def python(self) -> str:
        """An expression for the whole word in which it is found."""
        forms = "|".join(filter(None, (self.whole and rf"{self.whole}(?!\w)", self.begins)))
        return rf"(?<![^\W_])(?:{forms})[^\W_]*"

    def within(self, column: str) -> str:
        """SQL for whether a column in small letters has it."""
        forms = "|".join(filter(None, (self.begins, self.whole and f"{self.whole}{_RIGHT}")))
        return f"regexp_matches({column}, {quoted(f'{_LEFT}(?:{forms})')})"


class Hit(msgspec.Struct, metaclass=Frozen):
    """A record that has the words; whether it was named exactly by its own reference; and the text
    in which most of them are, where not all are in its title."""

    record: str
    ref: str
    own: bool
    own_ref: str | None
    text: str


class Found(msgspec.Struct, metaclass=Frozen):
    """One page of the hits, and of how many."""

    hits: tuple[Hit, ...]
    count: int


class Search:
    """What somebody typed, made out."""

    def __init__(self, typed: str) -> None:
        self.typed = composed(as_typed(typed)).strip()
        said = [
            part
            for one in _WORD.findall(self.typed.lower())
            for part in ([one] if any(map(str.isdigit, one)) else re.findall(r"[^\W_]+", one))
        ]
        known = list(dict.fromkeys(said))
        longer = [one for one in known if one not in SMALL and (len(one) > 1 or one.isdigit())]
        self.words = [word(one) for one in longer or known]

    @cached_property
    def _marks(self) -> re.Pattern[str]:
        return re.compile("|".join(one.python for one in self.words), re.IGNORECASE)

    def marked(self, text: str) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is a hit."""
        pieces, at = list[tuple[str, bool]](), 0
        for match in self._marks.finditer(text):
            pieces += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
        return [one for one in (*pieces, (text[at:], False)) if one[0]]

    def first(self, text: str) -> int:
        """Where the first hit in a text begins; 0 for none."""
        match = self._marks.search(text)
        return match.start() if match else 0

    def hits(self, now: Projections, as_of: date, known_by: date | None, page: int = 1) -> Found:
        """The records with all the words: first the one named exactly, then by its own reference,
        then by how many of the words are in the title and in the texts, the newest first."""
        typed, numbers = quoted(self.typed.lower()), range(len(self.words))
        may_have = " OR ".join(one.stem_in("words") for one in self.words)
        has = ", ".join(f"{one.among('words')} AS has_{n}" for n, one in enumerate(self.words))
        # What most events have is in their texts, being in no reference where there is no title:
        # only of the others, each part is looked at by itself.
        in_ref = " OR ".join(one.stem_in("lower(ref)") for one in self.words)
        plain = f"starts_with(words, {PART}) AND own_ref IS NULL AND NOT ({in_ref})"
        parts = ", ".join(
            f"CASE WHEN plain THEN NULL ELSE split_part(words, {PART}, {n}) END AS {part}"
            for n, part in _PARTS
        )
        found = ", ".join(
            f"CASE WHEN plain THEN {plainly} WHEN has_{n} THEN {one.within(part)} ELSE false END"
            f" AS {part}_{n}"
            for n, one in enumerate(self.words)
            for part, plainly in (("titled", "false"), ("texts", f"has_{n}"))
        )
        in_title = " + ".join(f"bool_or(titled_{n})::int" for n in numbers)
        texts = " + ".join(f"texts_{n}::int" for n in numbers)
        rows = now.within(
            f"SELECT record, ref, coalesce(bool_or(lower(own_ref) = {typed}), false) AS own,"
            f" arg_max(own_ref, ord) FILTER ({_any(numbers)}), lower(ref) = {typed} AS exact,"
            f" {in_title} AS in_title, max(({texts})::bigint << {_PLACES} | position) AS best,"
            f" best >> {_PLACES} AS in_texts, count(*) OVER () AS of_all"
            f" FROM (SELECT *, {found} FROM (SELECT *, {parts} FROM (SELECT *, {has},"
            f" {plain} AS plain FROM {{}} WHERE {may_have}))) GROUP BY record, ref"
            f" HAVING {' AND '.join(f'bool_or(has_{n})' for n in numbers)}"
            " ORDER BY exact DESC, own DESC, in_title DESC, in_texts DESC,"
            f" max(ord) FILTER ({_any(numbers)}) DESC, record, ref"
            f" LIMIT {A_PAGE} OFFSET {(page - 1) * A_PAGE}",
            "searched", as_of=as_of, known_by=known_by,
        )  # fmt: skip
        best = [row[6] & (1 << _PLACES) - 1 if row[7] else 0 for row in rows]
        told = _said(now, filter(None, best))
        hits = tuple(
            Hit(record=row[0], ref=row[1], own=row[2], own_ref=row[3], text=told.get(at, ""))
            for row, at in zip(rows, best, strict=True)
        )
        return Found(hits=hits, count=rows[0][8] if rows else 0)

    def alone(self, now: Projections, as_of: date, known_by: date | None) -> list[int]:
        """In how many records each of the words is."""
        every = [one.among("words") for one in self.words]
        counts = (f"count(DISTINCT (record, ref)) FILTER ({one})" for one in every)
        where, what = " OR ".join(every), ", ".join(counts)
        return list(now.chosen("searched", where, (), as_of=as_of, known_by=known_by, what=what)[0])


def _any(numbers: Iterable[int]) -> str:
    return " OR ".join(f"has_{n}" for n in numbers)


def _said(now: Projections, positions: Iterable[int]) -> dict[int, str]:
    """The texts of these events, as typed. DuckDB would look through all of them for it."""
    told = {position: now.ledger.at(position) for position in positions}
    return {
        position: "\n".join(
            line
            for name in TEXTS
            for part in (one.event, one.envelope)
            for line in _lines(getattr(part, name, None))
        )
        for position, one in told.items()
    }


def _lines(said: str | tuple[str, ...] | None) -> Iterable[str]:
    return said if isinstance(said, tuple) else [said] if said else []


def word(typed: str) -> Word:
    """A word in small letters, with the endings that English gives it."""
    if typed.isdigit():  # 3 finds A-2018-003.
        return Word(typed=typed, stem=typed, begins=f"0*{typed}")
    if not typed.isalpha():
        return Word(typed=typed, stem=typed, begins=re.escape(typed))
    base = typed
    if typed.endswith("s") and not typed.endswith(("ss", "us", "is", "ies")) and len(typed) > 3:
        base = typed[:-1]
    if (ended := re.fullmatch(r"(.{2,})(?:ies|ied|(?<![aeiou])y)", base)) is not None:
        return Word(typed=typed, stem=ended[1], begins=f"{ended[1]}[yi]")
    ended = re.fullmatch(r"(.*[aeiouy].+?)(?:ing|(?<!e)ed)", base)
    if ended is not None and len(ended[1]) > 2:
        stem = ended[1]
        if stem[-1] == stem[-2]:  # planned, stopping
            return Word(typed=typed, stem=stem[:-1], begins=base, whole=f"{stem}?{_ENDS}")
        return Word(typed=typed, stem=stem, begins=base, whole=f"{stem}{_ENDS}")
    if base.endswith("e") and len(base) > 3:
        stem, plural = base[:-1], base != typed  # boxes is of box, crimes of crime.
        return Word(typed=typed, stem=stem, begins=f"{stem}(?:e|ing)", whole=stem if plural else "")
    return Word(typed=typed, stem=base, begins=base)
