"""What a paper proposes to record: each proposal with the words and the lines that it came from.

Every layout (layouts/, one file each) reads the whole paper and claims lines. Where two claim the
same line, the layout of the lower RANK keeps it. Every line ends as proposed, as furniture (a
heading, a label, a page number), or as not understood; nothing is left out.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from commands.papers import layouts
from commands.papers.claims import Furniture, Proposal
from commands.papers.letters import ODD, as_written
from commands.papers.outline import outlined
from commands.papers.parted import parted
from ledger.paper_lines import Reading

State = Literal["proposed", "furniture", "not understood"]


class Proposed(Struct, frozen=True, kw_only=True):
    """A paper's proposals, in order of line, and what became of every line. Where lines were taken
    apart (parted.py), `within` is the same by the numbers of the parts, and `of` has the line of
    the paper that each part is of."""

    reading: Reading
    proposals: tuple[Proposal, ...]
    furniture: dict[int, str]
    within: "Proposed | None" = None
    of: tuple[int, ...] = ()

    @property
    def parts(self) -> "Proposed":
        return self.within or self

    def line(self, part: int) -> int:
        """The line of the paper that a part is of."""
        return self.of[part - 1] if self.of else part

    def and_more(self, taken: list[Proposal]) -> "Proposed":
        """With further proposals, of lines of the paper."""
        every = sorted([*self.proposals, *taken], key=lambda one: one.first)
        within = self.within and self.within.and_more(
            [
                replace(one, first=self.of.index(one.first) + 1, last=self.of.index(one.last) + 1)
                for one in taken
            ]
        )
        return replace(self, proposals=tuple(every), within=within)

    def state(self, number: int) -> State:
        if any(p.first <= number <= p.last for p in self.proposals):
            return "proposed"
        return "furniture" if number in self.furniture else "not understood"

    def coverage(self) -> dict[State, int]:
        """How many lines are in each state; the sum is the number of lines."""
        counts: dict[State, int] = {"proposed": 0, "furniture": 0, "not understood": 0}
        held = {n for p in self.proposals for n in range(p.first, p.last + 1)}
        for line in self.reading.lines:
            if line.number in held:
                counts["proposed"] += 1
            elif line.number in self.furniture:
                counts["furniture"] += 1
            else:
                counts["not understood"] += 1
        return counts


@cache
def known() -> dict[str, ModuleType]:
    """Every layout by its name, in the order in which they claim lines."""
    found = [import_module(f"{layouts.__name__}.{m.name}") for m in iter_modules(layouts.__path__)]
    found.sort(key=lambda module: module.RANK)
    return {module.__name__.rpartition(".")[2]: module for module in found}


def propose(reading: Reading, only: tuple[str, ...] = ()) -> Proposed:
    """Read a paper by every layout, or `only` by those named."""
    made = _parted(reading, only)
    if not any(ODD.search(line.text) for line in reading.lines):
        return made
    text = [line.text for line in reading.lines]
    proposals = tuple(
        replace(one, words=as_written(one.words, " ".join(text[one.first - 1 : one.last])))
        for one in made.proposals
    )
    return replace(made, proposals=proposals)


def _parted(reading: Reading, only: tuple[str, ...]) -> Proposed:
    taken_apart = parted(reading)
    if taken_apart is None:
        return _proposed(reading, only)
    within = _proposed(taken_apart.reading, only)
    of = taken_apart.of
    proposals = [
        replace(one, first=of[one.first - 1], last=of[one.last - 1]) for one in within.proposals
    ]
    held = {number for one in proposals for number in range(one.first, one.last + 1)}
    states: dict[int, list[str]] = {}
    for part, number in enumerate(of, 1):
        states.setdefault(number, []).append(within.furniture.get(part, ""))
    return Proposed(
        reading=reading,
        proposals=tuple(proposals),
        furniture={n: w[0] for n, w in states.items() if all(w) and n not in held},
        within=within,
        of=of,
    )


def _proposed(reading: Reading, only: tuple[str, ...]) -> Proposed:
    outline = outlined(reading)
    proposals: list[Proposal] = []
    held: set[int] = set()
    furniture: dict[int, str] = {}
    for name, module in known().items():
        if only and name not in only:
            continue
        claimed: set[int] = set()
        for claim in module.read(outline):
            if isinstance(claim, Furniture):
                furniture.setdefault(claim.line, claim.what)
                continue
            lines = set(range(claim.first, claim.last + 1))
            if not lines & held:
                proposals.append(replace(claim, rule=name))
                claimed |= lines
        held |= claimed
    for line in reading.lines:
        if line.is_blank:
            furniture.setdefault(line.number, "blank")
    furniture |= {n: w for n, w in outline.furniture().items() if n not in furniture}
    proposals.sort(key=lambda p: (p.first, p.last))
    return Proposed(
        reading=reading,
        proposals=tuple(proposals),
        furniture={n: w for n, w in furniture.items() if n not in held},
    )
