"""What a search finds in the index of words of a generation, and in what was recorded since."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_
from typing import NamedTuple, Protocol

from projections import Projections
from projections.index import OWN_REF, PARTS, TEXTS, TITLE
from projections.places import Places, at_least, has, number
from projections.sql import literal
from projections.sql import text as quoted

FEW = 5_000  # Records, whose events are looked for by their places.
_DAY = 40  # Binary digits of `ord` below its day: see events.py.
_POSITION = 40  # Bits of a position below the count of words that a text has.
Row = tuple[int, int, int | None]  # Of the table of words: its number, its part, its slab if any.


class Word(Protocol):
    """What is to be found, as SQL."""

    @property
    def stem(self) -> str: ...
    def among(self, column: str) -> str: ...
    def stem_in(self, column: str) -> str: ...


class Some(NamedTuple):
    """Of a record, by its events with any of the words: the newest, by day; in how many of the
    words the text with most of them is, before its position; and the newest own reference."""

    newest: int
    best: int
    own_ref: str | None
    own_ref_at: int | None

    def beside(self, other: "Some") -> "Some":
        """Of the events of both."""
        newer = max(self, other, key=lambda one: one.own_ref_at or 0)
        newest, best = max(self.newest, other.newest), max(self.best, other.best)
        return Some(newest, best, newer.own_ref, newer.own_ref_at)

    @property
    def position(self) -> int:
        """Of the event of which the text is shown; 0 if no text has a word."""
        return self.best & (1 << _POSITION) - 1 if self.best >> _POSITION else 0


class Since(NamedTuple):
    """A record with any of the words in what was recorded since: its place, if it is not new;
    whether its own reference, and its reference, are as typed; which words it has, and which in its
    title."""

    record: str
    ref: str
    place: int | None
    own: bool
    exact: bool
    has: list[bool]
    titled: list[bool]
    newest: int
    best: int
    own_ref: str | None
    own_ref_at: int | None


class Hit(NamedTuple):
    """A record that was found; whether its own reference is as typed; the position of the event
    of which the text is shown, 0 for none."""

    record: str
    ref: str
    own: bool
    own_ref: str | None
    position: int


class Looked:
    """The records in which the words are, on a day, as known by another."""

    def __init__(
        self,
        now: Projections,
        typed: str,
        words: Sequence[Word],
        days: tuple[date, date | None],
        since: Iterable[Since],
    ) -> None:
        """`typed` is all of it, in small letters."""
        self._now, self._typed, self._words = now, typed, words
        self._places = now.once("places", lambda: Places(now))
        self._gone = self._not_live(*days)
        self._parts = [[0] * len(words) for _ in PARTS]
        records = self._places.records
        self._own = records(self._in_words())
        self._named, self._exact = self._in_refs()
        each = zip(*self._parts, strict=True)
        events = [reduce(or_, parts) for parts in each]
        self._events = reduce(or_, events)
        self._counted = at_least(self._parts[TEXTS])  # Events, by how many of the words they have.
        # From here, records.
        self.has = [records(one) | named for one, named in zip(events, self._named, strict=True)]
        self._titled = [records(one) for one in self._parts[TITLE]]
        self._texts = [records(one) for one in self._counted]
        self._since = dict[int, Since]()
        self._add(since)

    def _not_live(self, as_of: date, known_by: date | None) -> int:
        """The events of the generation that do not count."""
        after = (as_of - date.min).days + 1 << _DAY
        gone = [f"ord >= {after}", f"counts_until <= {literal(known_by or date.max)}"]
        if known_by:
            gone.append(f"recorded_on > {literal(known_by)}")
        if again := self._now.recorded.again:
            gone.append(f"position IN ({_listed(again)})")
        each = (f"SELECT place FROM generation.places WHERE {one}" for one in gone)
        asked = f"SELECT {self._places.sql()} FROM ({' UNION ALL '.join(each)})"
        return number(self._now.of_tables(asked)[0][0])

    def _in_words(self) -> int:
        """Find the events with each word in each part; those whose own reference is as typed."""
        named = f"part = {OWN_REF} AND word = {quoted(self._typed)}"
        may_have = " OR ".join(one.stem_in("word") for one in self._words)
        each = ", ".join(one.among("word") for one in self._words)
        rows = self._now.of_tables(
            f"SELECT rowid, part, slab, {named}, {each} FROM generation.words"
            f" WHERE part IN ({_listed(PARTS)}) AND ({may_have} OR ({named}))"
        )
        found = [[row[:3] for row in rows if row[at]] for at in range(3, 4 + len(self._words))]
        slabs = self._slabs({row for some in found for row, _, slab in some if slab is not None})
        own, *parts = (self._sets(some, slabs) for some in found)
        for at, sets in enumerate(parts):
            for part, events in sets.items():
                self._parts[part][at] = events
        return own.get(OWN_REF, 0)

    def _slabs(self, rows: set[int]) -> dict[int, bytes]:
        asked = f"SELECT rowid, bits FROM generation.words WHERE rowid IN ({_listed(rows)})"
        return dict(self._now.of_tables(asked)) if rows else {}

    def _sets(self, rows: list[Row], slabs: dict[int, bytes]) -> dict[int, int]:
        """The live events that these rows have, by the part."""
        sets = dict.fromkeys((part for _, part, _ in rows), 0)
        for row, part, slab in rows:
            if slab is not None:
                sets[part] |= self._places.slab(slab, slabs[row])
        if lists := _listed(row for row, _, slab in rows if slab is None):
            asked = (
                f"SELECT part, {self._places.sql()} FROM (SELECT part, unnest(places) AS place"
                f" FROM generation.words WHERE rowid IN ({lists})) GROUP BY part"
            )
            for part, bits in self._now.of_tables(asked):
                sets[part] |= number(bits)
        return {part: events & ~self._gone for part, events in sets.items()}

    def _in_refs(self) -> tuple[list[int], int]:
        """The records that have each word in their reference; those whose reference is as typed.
        They have an event that counts."""
        may = [self._places.may_be_in_refs(one.stem) for one in self._words]
        if not any(may):  # If there are none, none matches exactly either.
            return [0] * len(may), 0
        named = f"low = {quoted(self._typed)}"
        words = [one for one, may_be in zip(self._words, may, strict=True) if may_be]
        each = [self._places.sql(one) for one in (*(word.among("low") for word in words), named)]
        may_have = " OR ".join(one.stem_in("low") for one in words)
        asked = f"SELECT {', '.join(each)} FROM generation.records WHERE {may_have} OR {named}"
        there = self._places.records(self._places.events & ~self._gone)
        *found, exact = (number(one) & there for one in self._now.of_tables(asked)[0])
        sets = iter(found)
        return [next(sets) if may_be else 0 for may_be in may], exact

    def _add(self, since: Iterable[Since]) -> None:
        new = 0
        for one in since:
            new -= one.place is None
            place = new if one.place is None else one.place
            bit = self._places.bit(place)
            self._since[place] = one
            for at, (there, titled) in enumerate(zip(one.has, one.titled, strict=True)):
                self.has[at] |= bit * there
                self._titled[at] |= bit * titled
            for at in range(one.best >> _POSITION):
                self._texts[at] |= bit
            self._own |= bit * one.own
            self._exact |= bit * one.exact

    @cached_property
    def all(self) -> int:
        """The records with all the words."""
        return reduce(and_, self.has)

    def page(self, first: int, most: int) -> list[Hit]:
        """Those of a page; `first` are before it."""
        tiers = list[tuple[int, int, int]]()  # Each with its part that is on the page.
        for tier in self._tiers():
            here = tier.bit_count()
            if first < here:
                tiers.append((tier, first, first + most))
                most -= min(most, here - first)
            first = max(0, first - here)
            if not most:
                break
        few = reduce(or_, (tier for tier, _, _ in tiers if tier.bit_count() <= FEW), 0)
        some, chosen = self._some(few), list[int]()
        for tier, start, end in tiers:
            if tier & few:
                newest = {place: some[place].newest for place in self._places.within(tier)}
            else:
                newest = self._newest(tier, end)
            chosen += sorted(newest, key=lambda place: -newest[place])[start:end]
        some |= self._some(reduce(or_, map(self._places.bit, {*chosen} - some.keys()), 0))
        return self._hits(chosen, some)

    def _tiers(self) -> Iterator[int]:
        """All of them in their order, those of equal rank together."""
        for exact in (self._exact, ~self._exact):
            for own in (self._own, ~self._own):
                for titled in _parted(self.all & exact & own, at_least(self._titled)):
                    yield from _parted(titled, self._texts)

    def _hit(self) -> tuple[str, list[int]]:
        """SQL for the live events of the generation that have any word, and the sets it takes."""
        hit = f"{has('place')} = 1"
        if named := reduce(or_, self._named):
            of_named = f"{has('of_record')} = 1 AND {has('place')} = 0"
            return f"({hit} OR {of_named})", [self._events, named, self._gone]
        return hit, [self._events]

    def _newest(self, tier: int, enough: int) -> dict[int, int]:
        """The newest event with a word, by day, of the records in which it is among the newest:
        of so many at least, if there are."""
        hit, sets = self._hit()
        given = [*map(self._places.stored, (tier, *sets))]
        found = dict[int, int]()
        for after in (self._places.newest, 0):
            where = f"ord >= {after} AND {has('of_record')} = 1 AND {hit}"
            asked = f"SELECT of_record, max(ord) FROM generation.places WHERE {where} GROUP BY 1"
            found = dict(self._now.of_tables(asked, given))
            for place, one in self._within(tier):
                if one.newest >= after:
                    found[place] = max(found.get(place, 0), one.newest)
            if len(found) >= enough:
                break
        return found

    def _some(self, records: int) -> dict[int, Some]:
        """What is to be known of some records."""
        if not records:
            return {}
        hit, sets = self._hit()
        texts = " + ".join([has("place")] * len(self._counted))
        rows = self._now.of_tables(
            f"SELECT of_record, max(ord), max(({texts})::BIGINT << {_POSITION} | position),"
            " arg_max(own_ref, ord), max(ord) FILTER (own_ref IS NOT NULL)"
            f" FROM generation.places WHERE of_record IN ({_listed(self._places.within(records))})"
            f" AND {hit} GROUP BY 1",
            map(self._places.stored, (*self._counted, *sets)),
        )
        found = {place: Some(*rest) for place, *rest in rows}
        for place, one in self._within(records):
            here = Some(one.newest, one.best, one.own_ref, one.own_ref_at)
            found[place] = here.beside(found[place]) if place in found else here
        return found

    def _within(self, records: int) -> Iterator[tuple[int, Since]]:
        """Those recorded since that are among some records."""
        digits = f"{records:b}"
        before = self._places.size - len(digits)
        for place, one in self._since.items():
            if place >= before and digits[place - before] == "1":
                yield place, one

    def _hits(self, chosen: list[int], some: dict[int, Some]) -> list[Hit]:
        names = {place: (one.record, one.ref) for place, one in self._since.items()}
        if there := _listed(place for place in chosen if place not in names):
            asked = f"SELECT place, record, ref FROM generation.records WHERE place IN ({there})"
            rows = self._now.of_tables(asked)
            names |= {place: (record, ref) for place, record, ref in rows}
        own = {place for place in chosen if self._own & self._places.bit(place)}
        return [
            Hit(*names[place], place in own, some[place].own_ref, some[place].position)
            for place in chosen
        ]


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _parted(whole: int, least: list[int]) -> Iterator[int]:
    """A set in parts, what is in most of the others first; these are as at_least has them."""
    above = 0
    for one in (*reversed(least), -1):
        if part := whole & one & ~above:
            yield part
        above = one
