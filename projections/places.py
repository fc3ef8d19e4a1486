"""Sets of places of the index of a generation (index.py): whole numbers with a bit for each place.

The first place has the highest bit, and a record's own bit is next above those of its events. To
all bits below a record's, one of their own number is added: what is in the set carries into the
record's bit. So the records of any number of events are found by one addition.
"""

from re import finditer

from projections import Projections, index
from projections.index import FORM, FORMED, RECORDS

NEWEST = 32  # The newest are first looked for in this share of the events.
_DIGITS = str.maketrans(*FORMED)


def number(bits: bytes | None) -> int:
    """A set from DuckDB; NULL is the empty set."""
    return int.from_bytes(bits or b"", "big")


class Places:
    """The places of one generation, for every search in it."""

    def __init__(self, now: Projections) -> None:
        ask = now.of_tables
        # There may be no places: all events may be beyond the reader.
        ends = "coalesce(max(place), 0), coalesce(quantile_disc(ord, ?), 0)"
        ((last, newest),) = ask(f"SELECT {ends} FROM generation.places", [1 - 1 / NEWEST])
        self.newest: int = newest  # The `ord` at which that share begins.
        self._slabs: int = last // index.SLAB + 1
        self.size: int = self._slabs * index.SLAB
        self._records = 0
        for slab, bits in ask(f"SELECT slab, bits FROM generation.words WHERE part = {RECORDS}"):
            self._records |= self.slab(slab, bits)
        self.events: int = (1 << self.size) - self.bit(last) ^ self._records
        forms = ask(f"SELECT word FROM generation.words WHERE part = {FORM}")
        self._forms = [form for (form,) in forms]

    def slab(self, slab: int, bits: bytes) -> int:
        """The set that has these bits in a slab."""
        return number(bits) << (self._slabs - 1 - slab) * index.SLAB

    def records(self, events: int) -> int:
        """The records of these events."""
        return events + self.events & self._records

    def may_be_in_refs(self, part: str) -> bool:
        """Whether a part of a reference, in small letters, fits the form of any reference."""
        form = part.translate(_DIGITS)
        return any(form in one for one in self._forms)

    def bit(self, place: int) -> int:
        """The set of one place; those below 0 are of no event of the generation."""
        return 1 << self.size - 1 - place

    def sql(self, where: str = "true") -> str:
        """SQL for the set of the places in the rows that meet a condition."""
        return f"(bitstring_agg(place, 0, {self.size - 1}) FILTER ({where}))::BLOB"

    def stored(self, some: int) -> bytes:
        """A set for DuckDB, without the places below 0."""
        return (some & (1 << self.size) - 1).to_bytes(self.size // 8, "big")

    def within(self, some: int) -> list[int]:
        """The places of a small set."""
        digits = f"{some:b}"
        return [self.size - len(digits) + match.start() for match in finditer("1", digits)]


def has(column: str) -> str:
    """SQL for whether the place in a column is in a set that is given; 1 or 0."""
    return f"get_bit(?::BLOB::BIT, {column})"


def at_least(sets: list[int]) -> list[int]:
    """What is in at least one of the sets, in two, and so on."""
    least = [0] * (len(sets) + 1)
    for one in sets:
        for count in range(len(sets), 1, -1):
            least[count] |= least[count - 1] & one
        least[1] |= one
    return least[1:]
