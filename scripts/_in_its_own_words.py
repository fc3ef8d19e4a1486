"""A meeting of the demo told in its paper's own words, where the papers are at hand.

The minute made by hand is the person in charge: it says which lines of the paper tell something, of
what kind, and of which item. `govledger import` proposes, without knowing that minute; what it
proposes of those lines gives the words, and its kinds, owners and dates are compared. Nothing of a
paper is kept in the repository.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from commands.papers.nearest import Titles
from commands.papers.shapes import day_in
from ledger.application import Ledger
from ledger.errors import Misused
from ledger.events import Recorded
from ledger.paper_lines import numbered

PAPERS = Path("../shared/documents")
# A line of a minute: what it is, its words, when it is due, the lines of the paper.
LINE = re.compile(
    r"^(?P<is>(?:(?P<tells>[QFN]\b[^:]*:|[AD]:\s[^:]{1,40}:|> [a-z][\w /]*:)|[A-Z][\w ]{3,20}:))"
    r"\s+(?:\d{1,2}\.\s)?(?P<words>.*?)"
    r"(?:; due (?P<due>[^@]*?))?(?: @(?P<lines>[\d,-]+))?$"
)
ENTRY = re.compile(r"^// (?P<first>\d+)(?:-(?P<last>\d+))? (?:sure|unsure): ")
# A person's own reasons, and what is said for a record alone.
OWN = ("> complete", "> closed", "> deferred", "> replaces")
# Fields of an event that hold words, or a hash or a name that comes of them.
WORDS = {"text", "title", "answer", "evidence", "reason"}
LEAST = 0.3  # What is nearer may be the same, though it was proposed as another kind.
AGREED, DECIDED, BY_HAND = "as proposed", "of another kind", "by hand"


@dataclass
class Action:
    """An action that a paper proposed, with its owners, and those that were typed by hand."""

    proposed: tuple[str, ...]
    by_hand: tuple[str, ...]
    title: str

    def in_words(self) -> str:
        paper, hand = (" and ".join(of).upper() for of in (self.proposed, self.by_hand))
        return f"the paper has {paper}, by hand {hand}: {self.title}"


@dataclass
class Outcome:
    """What became of one meeting: how many of its lines were told how; what is otherwise."""

    coverage: str = ""
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((AGREED, DECIDED, BY_HAND), 0)
    )
    actions: list[Action] = field(default_factory=list)


@dataclass
class Proposed:
    """A line of the draft that `import` writes: what it is, its words, the lines of the paper."""

    what: str
    words: str
    due: str | None
    first: int
    last: int
    used: bool = False


def papers() -> dict[str, Path]:
    """The papers that are at hand, each by the name under which the demo registers it. One that has
    other bytes than those is another paper."""
    named = {}
    for batch in Path("demo").glob("*.batch"):
        text = batch.read_text(encoding="utf-8").replace("\\\n", " ")
        for name, digest in re.findall(r"^document register (\S+).*--sha256 (\w{64})", text, re.M):
            named[digest] = name
    here = sorted(PAPERS.glob("*.txt")) if PAPERS.is_dir() else []
    by_hash = ((named.get(sha256(file.read_bytes()).hexdigest()), file) for file in here)
    return {name: file for name, file in by_hash if name}


def paper_of(minute: str) -> str | None:
    """The name of the paper that a minute was made from."""
    found = re.search(r"^Paper: (\S+)", minute, re.M)
    return found[1] if found else None


def meeting_of(minute: str) -> str:
    """The reference of the meeting that a minute is of: HTA/2018-02-27."""
    found = re.search(r"^# (\w+) (.*)$", minute, re.M)
    if found is None:
        raise Misused("The minute does not begin with its meeting.")
    return f"{found[1]}/{day_in(found[2])}"


def proposed(draft: str) -> list[Proposed]:
    """What a draft proposes, sure or not."""
    found: list[Proposed] = []
    place: re.Match[str] | None = None
    for line in draft.splitlines():
        place = ENTRY.match(line) or (place if line else None)
        said = LINE.match(line.removeprefix("// "))
        if place and said and said["lines"]:
            last = int(place["last"] or place["first"])
            found.append(
                Proposed(said["is"], said["words"], said["due"], int(place["first"]), last)
            )
    return found


def retold(minute: str, draft: str) -> tuple[str, Outcome]:
    """A minute in the words that a draft proposes of its lines."""
    told = Outcome(coverage=next(line for line in draft.splitlines() if " lines: " in line)[8:])
    known = proposed(draft)
    text = [_line(line, known, told) for line in minute.splitlines()]
    return "\n".join(text) + "\n", told


def _line(line: str, known: list[Proposed], told: Outcome) -> str:
    said = LINE.match(line)
    spans = numbered(said["lines"]) if said and said["lines"] else None
    if said is None or spans is None or said["is"].startswith(OWN):
        return line
    near = [one for one in known if any(a <= one.first and one.last <= b for a, b in spans)]
    alike = [one for one in near if _kind(one.what) == _kind(said["is"])]
    if said["tells"] is None:  # Who came, what there was none of, when the next one is.
        if said["is"] in ("Paper:", "Notes:"):
            return line
        agreed = {n for one in alike for n in one.words.split(", ")} >= set(
            said["words"].split(", ")
        )
        told.counts[AGREED if agreed else BY_HAND] += 1
        return line
    free = [one for one in alike if not one.used]
    # An answer is told in words that are found as well; but no line tells what another one does.
    answers = said["is"].startswith(">")
    told_as = ("F", "A", "D", "> progress:") + (() if answers else ("Q",))
    others = [one for one in near if _kind(one.what) in told_as and (answers or not one.used)]
    one = _nearest(said["words"], free) or (free[0] if len(free) == 1 else None)
    if one is not None:
        one.used = True
        told.counts[AGREED] += 1
    elif one := _nearest(said["words"], others, LEAST):
        one.used = one.used or not answers
        told.counts[DECIDED] += 1
    else:
        told.counts[BY_HAND] += 1
        return line
    if said["is"].startswith("A:"):
        told.actions.append(Action(_owners(one.what), _owners(said["is"]), one.words))
    due = f"; due {said['due']}" if said["due"] else ""
    return f"{said['is']} {one.words}{due} @{said['lines']}"


def _kind(what: str) -> str:
    """A note and a finding are told apart by a person alone; so is a question's asker."""
    return {"N": "F"}.get(what[0], what[0]) if re.match(r"[QFAND]\b", what) else what


def _owners(what: str) -> tuple[str, ...]:
    """The owners before an action, in small letters: they may be typed in any case."""
    return tuple(re.split(r"/|,\s*| and | with ", what[2:].strip(" :").casefold()))


def _nearest(words: str, among: list[Proposed], least: float = 0) -> Proposed | None:
    titles = Titles({str(at): one.words for at, one in enumerate(among)})
    near = titles.nearest(words)
    return among[int(near[0].ref)] if near and near[0].score >= least else None


# The comparison of what was recorded


def in_words(by_paper: Path, by_hand: Path, meeting: str, told: Outcome) -> Iterator[str]:
    """Of a meeting: how its lines were told, its actions, and how its events compare."""
    ledgers = (Ledger.open(path, read_only=True) for path in (by_paper, by_hand))
    mine, hands = (_of(meeting, list(ledger.after(0))) for ledger in ledgers)
    pairs = list(zip(mine, hands, strict=False))
    same = sum(_whole(a) == _whole(b) for a, b in pairs)
    alike = sum(_facts(a) == _facts(b) for a, b in pairs)
    otherwise = [one for one in told.actions if one.proposed != one.by_hand]
    yield f"{meeting}: {told.coverage}"
    yield (
        f"  lines of the minute: {told.counts[AGREED]} as proposed, {told.counts[DECIDED]} proposed"
        f" as another kind, {told.counts[BY_HAND]} by hand"
    )
    yield (
        f"  actions: {len(told.actions) - len(otherwise)} of {len(told.actions)} with the owner"
        f" that was typed by hand{'; otherwise:' if otherwise else ''}"
    )
    yield from (f"    {one.in_words()}" for one in otherwise)
    yield (
        f"  events: {len(mine)}, by hand {len(hands)}: {same} the same, {alike - same} but for"
        f" wording, {max(len(mine), len(hands)) - alike} otherwise"
    )
    for a, b in pairs:
        if _facts(a) != _facts(b):
            yield f"    {a.stream} {a.kind} is otherwise: by hand {b.stream} {b.kind}"


def _of(meeting: str, events: list[Recorded]) -> list[Recorded]:
    """What the minute of a meeting recorded, all at once."""
    held = {
        _command(one)
        for one in events
        if one.kind == "MeetingHeld" and one.stream == f"meeting:{meeting}"
    }
    return [one for one in events if _command(one) in held]


def _command(one: Recorded) -> str:
    """What the events of one command have in common."""
    return str(one.envelope.correlation).rpartition("-")[0]


def _whole(one: Recorded) -> tuple[object, ...]:
    """An event with its place in the world and in the paper; not who typed it, and when."""
    envelope = one.envelope
    event = msgspec.to_builtins(one.event)
    return one.stream, one.kind, event, envelope.effective_on, envelope.date_basis, envelope.source


def _facts(one: Recorded) -> tuple[object, ...]:
    """An event without its wording: what happened, to what, by whom, when, and where it says so."""
    stream, kind, _, *rest = _whole(one)
    event = msgspec.to_builtins(one.event)
    return stream, kind, {name: said for name, said in event.items() if name not in WORDS}, *rest
