"""A paper's proposals as the text of a minute, each below the paper's own words.

What is sure and can be recorded stands as a line of the minute. What is not sure, what a minute has
no line for, an owner who is no post, and every line that was not understood stand as comments (//),
in their place, for a person to decide.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from commands.papers import minuted, sections
from commands.papers.claims import Proposal
from commands.papers.nearest import stems
from commands.papers.outline import Outline, Row, day_in, outlined, plain
from commands.papers.proposals import Proposed
from ledger.paper_lines import Line
from ledger.words import counted, day

UNDER_AN_ITEM = (
    *("nil", "minutes", "note", "finding", "question", "answer", "action", "decision"),
    "deferred",
)
NEEDS_AN_ITEM = ("note", "minutes", "nil")
# What stands above lines and is no item of the agenda.
NO_ITEM = re.compile(
    r"(?:findings?|response|outcomes?|resolved|agreed|noted|decisions?|actions?(?: arising)?"
    r"|there (?:was|were) (?:none|nothing))\b\W*(?:[A-Z/]{2,12})?\W*",
    re.IGNORECASE,
)
VENUE = re.compile(r"(?:venue|location|place)\s*[:–-]?\s+(?P<said>[A-Z].{2,80})$", re.IGNORECASE)
MINUTED = re.compile(
    r"(?:minutes|minute[- ]taker|minuted\s+by|notes|note[- ]taker)\s*[:–-]\s*"
    r"(?P<said>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,3})(?=\W|$)",
    re.IGNORECASE,
)
MUCH, ALIKE = 3, 0.75  # Stems that two actions share, and the part of the shorter that they are.
# What a person says of an entry.
ACCEPTED, REJECTED, LATER = "accepted", "rejected", "later"


def coverage_in_words(proposed: Proposed) -> str:
    """150 lines: 61 proposed, 81 furniture (lines that record nothing: heading,
    label), 8 not understood."""
    counts = proposed.coverage()
    kinds = sorted(set(proposed.furniture.values()) - {"blank"})
    named = f": {', '.join(kinds)}" if kinds else ""
    return (
        f"{counted(sum(counts.values()), 'line')}: {counts['proposed']} proposed,"
        f" {counts['furniture']} furniture (lines that record nothing{named}),"
        f" {counts['not understood']} not understood"
    )


class Decision(Struct, frozen=True):
    """What a person said of an entry; `lines` where they wrote it otherwise."""

    choice: str
    lines: tuple[str, ...] = ()


class Paper(Struct, frozen=True, kw_only=True):
    """The paper of a draft: the document that it is registered as, or will be from `file`."""

    name: str
    document: str
    file: str | None


class Entry(Struct, frozen=True, kw_only=True):
    """What a draft says of lines of the paper, in their order. `lines` are of the minute; `under`
    the heading that comes before them, if they are the first there. `part`
    numbers the parts of all lines, of which each has one at least (parted.py). `ready`: they stand
    as they are, unless a person says otherwise. `remarks` tell what a person has to see to."""

    first: int
    last: int
    part: int
    words: str
    kind: str
    lines: tuple[str, ...] = ()
    under: str | None = None
    sure: bool = False
    ready: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        part = "" if self.part == self.first else f".{self.part}"
        return f"{self.first}-{self.last}{part} {self.kind}"

    @property
    def span(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


UNREAD = "not understood"


def meeting_day(proposed: Proposed) -> tuple[date, int] | None:
    """The day of the meeting: the first that the head of the paper names, and on which line."""
    for line in proposed.reading.lines[:25]:
        if found := day_in(line.text):
            try:
                return date.fromisoformat(found), line.number
            except ValueError:
                continue
    return None


def head(proposed: Proposed, paper: Paper, body: str, on: date | None) -> list[str]:
    """The beginning of the draft: which meeting it is, and of which paper."""
    found = meeting_day(proposed)
    lines = f" @{found[1]}" if found is not None and on == found[0] else ""
    return [
        "// Record this with: govledger minute --file THIS",
        f"// From {paper.name}: {coverage_in_words(proposed)}.",
        *(f"// {warning}" for warning in proposed.reading.warnings),
        "// Lines that begin with // are not recorded: check each, and take the // away.",
        "// @12-14 names the lines of the paper that say so: leave it where it is.",
        f"# {body} {day(on)}" if on else f"# {body} DAY",
        f"Paper: {paper.document}{lines}",
        *_beside_the_day(proposed),
        *([f"Paper file: {paper.file}"] if paper.file else ()),
        "",
    ]


def _beside_the_day(proposed: Proposed) -> Iterator[str]:
    """Where it was, and who took the minutes, by their labels in the head of the paper."""
    for name, label in (("Venue", VENUE), ("Minuted by", MINUTED)):
        for line in proposed.reading.lines[:25]:
            found = label.match(plain(line.text).lstrip("-•* "))
            if found and ":" not in found["said"] and proposed.state(line.number) != "proposed":
                yield f"{name}: {found['said'].strip(' .')}"
                break


def entries(
    proposed: Proposed, paper: Paper, post_of: Callable[[str], str | None]
) -> Iterator[Entry]:
    """What the draft says, line by line of the paper. `post_of` gives the post that words mean, or
    None."""
    parts = proposed.parts
    outline = outlined(parts.reading)
    begun: dict[int, list[Proposal]] = {}
    for proposal in parts.proposals:
        begun.setdefault(proposal.first, []).append(proposal)
    headings = _Headings(paper.name, proposed.line)
    raised: list[tuple[Entry, Proposal]] = []
    for row in outline.rows:
        if row.line not in begun:
            headings.passing(row)
        for proposal in begun.get(row.line, ()):
            of_head = row.opening and sections.block_of(row.said)  # Apologies: None
            within = proposal.kind in UNDER_AN_ITEM and not of_head
            under = headings.of(proposal) if within else None
            entry = _entry(proposal, outline, post_of, under, proposed.line)
            if proposal.kind == "action":
                entry = _told_before(entry, proposal, raised)
                raised.append((entry, proposal))
            yield entry
        if row.line not in begun and parts.state(row.line) == UNREAD:
            at = proposed.line(row.line)
            yield Entry(first=at, last=at, part=row.line, words=row.words, kind=UNREAD)


def written(
    top: list[str], entries: Iterable[Entry], decided: Mapping[str, Decision] | None = None
) -> str:
    """The draft. `decided`: what a person said of entries, by their keys; of the others, what is
    ready stands."""
    text = list(top)
    for entry in entries:
        said = (decided or {}).get(entry.key)
        text += [entry.under, ""] if entry.under else []
        how = entry.kind if entry.kind == UNREAD else "sure" if entry.sure else "unsure"
        text.append(f"// {entry.span} {said.choice if said else how}: {entry.words}")
        if said is not None and said.choice == ACCEPTED:
            text += said.lines or entry.lines
        elif said is None or said.choice != REJECTED:
            text += [f"// {remark}" for remark in entry.remarks]
            text += entry.lines if entry.ready and said is None else map(_noted, entry.lines)
        text.append("")
    return "\n".join(text).rstrip("\n") + "\n"


class _Headings:
    """The items that lines stand under, each named once."""

    def __init__(self, paper: str, line: Callable[[int], int]) -> None:
        self.line = line
        self.at: Row | None = None
        self.paper = paper
        self.under: Row | None = None
        self.used: set[str] = set()

    def passing(self, row: Row) -> None:
        """A line that is no event: it may be the heading of those below."""
        names_none = NO_ITEM.fullmatch(row.words) and not row.code
        if row.shape in ("heading", "reference") and not names_none:
            self.at = row

    def of(self, proposal: Proposal) -> str | None:
        """The heading of a proposal as a minute writes it, where another stood last. What stands
        above all headings has none; but a note belongs to an item, be it the paper itself."""
        if self.at is None and proposal.kind not in NEEDS_AN_ITEM:
            return None
        if self.used and self.at is self.under:
            return None
        self.under = at = self.at
        if at is None:
            self.used.add(self.paper)
            return f'## "{self.paper}" {self.paper}'
        title = (at.heading or at.words).replace('"', "'").lstrip("# ")
        item = at.number or ""
        if not item or item in self.used:
            item = f"{item} {title[:20]}".strip()
            while item in self.used:
                item += " again"
        self.used.add(item)
        named = item if item == at.number else f'"{item}"'
        return f"## {named} {title} @{self.line(at.line)}"


def _entry(
    proposal: Proposal,
    outline: Outline,
    post_of: Callable[[str], str | None],
    under: str | None,
    line: Callable[[int], int],
) -> Entry:
    filled = minuted.of(proposal, outline, post_of)
    entry = Entry(
        first=line(proposal.first),
        last=line(proposal.last),
        part=proposal.first,
        words=" ".join(plain(line.text) for line in _of(outline, proposal)),
        kind=proposal.kind,
        under=under,
        sure=proposal.sure,
        ready=proposal.sure and filled.ready,
        remarks=filled.remarks,
    )
    lines = filled.lines
    return replace(entry, lines=(*lines[:-1], f"{lines[-1]} @{entry.span}") if lines else ())


def _told_before(
    entry: Entry, proposal: Proposal, raised: Iterable[tuple[Entry, Proposal]]
) -> Entry:
    """An action, which a person decides on where one above says much the same of the same owner: a
    list at the end of minutes tells it again."""
    said = stems(proposal.words).keys()
    for above, other in raised:
        before = stems(other.words).keys()
        same, shared = {*proposal.owner} & {*other.owner}, len(said & before)
        if same and shared >= max(MUCH, ALIKE * min(len(said), len(before))):
            again = f"Line {above.span} says much the same. If it is one action, record it once."
            return replace(entry, ready=False, remarks=(*entry.remarks, again))
    return entry


def _of(outline: Outline, proposal: Proposal) -> tuple[Line, ...]:
    return outline.reading.lines[proposal.first - 1 : proposal.last]


def _noted(line: str) -> str:
    return f"// {line}"
