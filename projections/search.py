"""Which records have the words that somebody types, in any order: in a title, a reference, a text.

A word is found as typed or as the beginning of a longer one, and in its other English endings:
review finds reviews, reviewed and reviewing; policies finds policy. The index of a generation says
which records have them (indexed.py); where there is none, the words of every event are read.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

import msgspec

from ledger.characters import as_typed, composed
from ledger.events import Frozen
from projections import Projections, indexed
from projections.searched import PART, TEXTS
from projections.sql import text as quoted

A_PAGE = 50
_PLACES = 40  # Bits for the position of an event: of several texts the newest is shown.
MOST_WORDS = 10
# Ignored unless no other word is given: every text has them.
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
        # DuckDB would evaluate both sides of an AND.
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
    """A record with the words; whether its own reference was named exactly; and the text with most
    of the words, unless the title has them all."""

    record: str
    ref: str
    own: bool
    own_ref: str | None
    text: str


class Found(msgspec.Struct, metaclass=Frozen):
    """One page of the hits, and how many there are."""

    hits: tuple[Hit, ...]
    count: int


class Search:
    """What somebody typed, parsed."""

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
        before = (page - 1) * A_PAGE
        looked = now.by_generation(lambda: self._looked_up(now, as_of, known_by, before))
        found, count = looked or self._scanned(now, as_of, known_by, before)
        told = _texts_of(now, (one.position for one in found if one.position))
        hits = tuple(
            Hit(
                record=one.record,
                ref=one.ref,
                own=one.own,
                own_ref=one.own_ref,
                text=told.get(one.position, ""),
            )
            for one in found
        )
        return Found(hits=hits, count=count if hits else 0)

    def _looked_up(
        self, now: Projections, as_of: date, known_by: date | None, before: int
    ) -> tuple[list[indexed.Hit], int]:
        looked = self._index(now, as_of, known_by)
        return looked.page(before, A_PAGE), looked.all.bit_count()

    def _index(self, now: Projections, as_of: date, known_by: date | None) -> indexed.Looked:
        since = self._since(now, as_of, known_by) if now.tail else []
        return indexed.Looked(now, self.typed.lower(), self.words, (as_of, known_by), since)

    def _since(self, now: Projections, as_of: date, known_by: date | None) -> list[indexed.Since]:
        """The records that have any of the words in what was recorded since the generation."""
        rows = now.since(
            f"SELECT record, ref, any_value(place), {self._own}, {self._exact},"
            f" [{', '.join(self._has)}], [{', '.join(self._titled)}], max(ord), {self._best},"
            " arg_max(own_ref, ord), max(ord) FILTER (own_ref IS NOT NULL)"
            f" FROM {self._looked}"
            " LEFT JOIN (SELECT record, ref, place FROM generation.records) USING (record, ref)"
            f" WHERE {self._any} GROUP BY record, ref",
            "searched", as_of=as_of, known_by=known_by,
        )  # fmt: skip
        return [indexed.Since(*row) for row in rows]

    def _scanned(
        self, now: Projections, as_of: date, known_by: date | None, before: int
    ) -> tuple[list[indexed.Hit], int]:
        """The same without an index, and how many there are."""
        rows = now.within(
            f"SELECT record, ref, {self._own} AS own, arg_max(own_ref, ord) FILTER ({self._any}),"
            f" {self._best} AS best, best >> {_PLACES} AS in_texts,"
            f" {' + '.join(f'{one}::int' for one in self._titled)} AS in_title,"
            f" {self._exact} AS exact, count(*) OVER () AS of_all"
            f" FROM {self._looked} GROUP BY record, ref HAVING {' AND '.join(self._has)}"
            " ORDER BY exact DESC, own DESC, in_title DESC, in_texts DESC,"
            f" max(ord) FILTER ({self._any}) DESC, record, ref LIMIT {A_PAGE} OFFSET {before}",
            "searched", as_of=as_of, known_by=known_by,
        )  # fmt: skip
        places = (1 << _PLACES) - 1
        found = [
            indexed.Hit(record, ref, own, own_ref, best & places if in_texts else 0)
            for record, ref, own, own_ref, best, in_texts, *_ in rows
        ]
        return found, rows[0][-1] if rows else 0

    @property
    def _looked(self) -> str:
        """SQL for the events that have any of the words, each with which of them it has where."""
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
        return (
            f"(SELECT *, {found} FROM (SELECT *, {parts} FROM (SELECT *, {has}, {plain} AS plain"
            f" FROM {{}} WHERE {may_have})))"
        )

    @property
    def _any(self) -> str:
        return " OR ".join(f"has_{n}" for n in range(len(self.words)))

    @property
    def _has(self) -> list[str]:
        return [f"bool_or(has_{n})" for n in range(len(self.words))]

    @property
    def _titled(self) -> list[str]:
        return [f"bool_or(titled_{n})" for n in range(len(self.words))]

    @property
    def _best(self) -> str:
        """In how many of the words the text with most of them is, before its position."""
        texts = " + ".join(f"texts_{n}::int" for n in range(len(self.words)))
        return f"max(({texts})::bigint << {_PLACES} | position)"

    @property
    def _own(self) -> str:
        return f"coalesce(bool_or(lower(own_ref) = {quoted(self.typed.lower())}), false)"

    @property
    def _exact(self) -> str:
        return f"lower(ref) = {quoted(self.typed.lower())}"

    def alone(self, now: Projections, as_of: date, known_by: date | None) -> list[int]:
        """How many records have each of the words."""
        looked = now.by_generation(lambda: self._index(now, as_of, known_by))
        if looked is not None:
            return [one.bit_count() for one in looked.has]
        every = [one.among("words") for one in self.words]
        counts = (f"count(DISTINCT (record, ref)) FILTER ({one})" for one in every)
        where, what = " OR ".join(every), ", ".join(counts)
        return list(now.chosen("searched", where, (), as_of=as_of, known_by=known_by, what=what)[0])


def _texts_of(now: Projections, positions: Iterable[int]) -> dict[int, str]:
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
    if (numbered := re.fullmatch(r"(.*[-/.:])0*(\d+)", typed)) is not None:
        # A-2018-3 finds A-2018-003.
        whole = f"{re.escape(numbered[1])}0*{numbered[2]}"
        return Word(typed=typed, stem=numbered[1], begins=re.escape(typed), whole=whole)
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
