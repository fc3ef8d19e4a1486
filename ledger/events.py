"""What every record is made of: events, the envelope they travel in, and the fold.

An *event* is a fact in the past tense. A *rule* is a pure function from a state to events. `fold`
rebuilds a state from the events that stand, in the order in which they were so.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, dataclass_transform, get_args

import msgspec
from msgspec.structs import replace

from ledger.characters import folded as same_words
from ledger.characters import look, shows
from ledger.errors import Broken, NotFound, Refused

NEW = frozenset({""})
ANY: frozenset[str] = frozenset()


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.StructMeta):
    """Structs that never change, whose fields are given by name, in any order."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any
    ) -> Any:
        config = {"frozen": True, "kw_only": True, "omit_defaults": True} | config
        return super().__new__(mcls, name, bases, namespace, **config)


class Event(msgspec.Struct, metaclass=Frozen):
    """A fact. Its class name is the stored kind, so a rename is a migration.

    `needs`: the statuses of the record in which it may happen: NEW before the first event, ANY for
    whatever the status. `moves_to`: the status it brings, if it brings one; the fold sets it, and
    the projections have it as a column. `fixed`: the fields that no correction may set, being part
    of the reference or worked out by the rule. `for_good`: why it is never taken back, where more
    was done than recorded. `says`: the sentence a history tells; [brackets] drop out when empty.
    `wants_signed`: the policies under which whoever records it signs. `guards_signing`: it settles
    what is to be signed, or by which keys, so it is signed while any such policy is on, once there
    is a key to sign with.
    """

    needs: ClassVar[frozenset[str]] = ANY
    fixed: ClassVar[frozenset[str]] = frozenset()
    moves_to: ClassVar[str] = ""
    for_good: ClassVar[str] = ""
    says: ClassVar[str] = ""
    wants_signed: ClassVar[tuple[str, ...]] = ()
    guards_signing: ClassVar[bool] = False


class Names(msgspec.Struct, metaclass=Frozen):
    """What a field names, as an annotation of its type: a record of `kind`, of the same kind as its
    own ("same"), or of any ("any")."""

    kind: str


PostRef = Annotated[str, Names(kind="post")]
MeetingRef = Annotated[str, Names(kind="meeting")]
SameRef = Annotated[str, Names(kind="same")]
AnyRef = Annotated[str, Names(kind="any")]


class Money(msgspec.Struct, metaclass=Frozen):
    """That a number is money, as an annotation of its type: kept in pence, told in pounds."""


Pence = Annotated[int, Money()]


class Personal(msgspec.Struct, metaclass=Frozen):
    """That a text is the name of a natural person, as an annotation of its type: kept apart, so
    that it can be erased (ledger/privacy/personal.py). `unless`: a kind of record, whose references are no
    names. Who recorded an event is not such a text: that is kept as accountability, for the
    performance of a task in the public interest (UK GDPR, Article 17(3)(b))."""

    unless: str | None = None


Person = Annotated[str, Personal()]


def parts(annotation: Any) -> list[Any]:
    """An annotation, then all that it is made of, outermost first."""
    return [annotation, *(part for arg in get_args(annotation) for part in parts(arg))]


def when(*statuses: str) -> frozenset[str]:
    return frozenset(statuses)


class EventRetracted(Event):
    """An earlier event of the same record was recorded by mistake and does not count."""

    says = "event {retracts} retracted: {reason}"
    retracts: int
    reason: str


class Unknown(Event):
    """An event of a kind this version does not know: kept, shown, and counted by nothing."""

    says = "an event of a kind this version does not know"
    fields: dict[str, Any]


class Entry(msgspec.Struct, metaclass=Frozen):
    """What whoever records an event says about it: who, for which day, from which paper.

    `told_at` is the meeting whose minute tells it. `corrects` is the position whose place the event
    takes. `source` is the paper's name and lines, `source_sha256` the hash of its bytes.
    `date_basis` says how `effective_on` is known. Where the authority is "signed", `command` is the
    line that was signed, `signature` its SSH signature, and `signed_with` the reference of the key
    (K-2018-001). `command_key` is the key that was given with the command (--key), `command_digest`
    a hash of its words: it may go with what is erased, since a guess of them could be held against
    it.
    """

    recorded_by: str
    authority: Literal["asserted", "os", "signed"]
    effective_on: date
    correlation: str
    on_behalf_of: str | None = None
    date_basis: Literal["stated", "inferred", "unknown"] = "stated"
    date_reason: str | None = None
    source: str | None = None
    source_sha256: str | None = None
    quote: str | None = None
    marking: Literal["OFFICIAL", "OFFICIAL-SENSITIVE"] = "OFFICIAL"
    marking_reason: str | None = None
    told_at: MeetingRef | None = None
    corrects: int | None = None
    command: str | None = None
    signature: str | None = None
    signed_with: str | None = None
    command_key: str | None = None
    command_digest: Person | None = None


class Envelope(Entry, kw_only=True):
    """An entry as the store took it in. `recorded_at` is UTC and never goes back: `clock` says
    "behind" where the machine's clock did, and "set" where a person had set it (GOVLEDGER_NOW).
    The nonce keeps an undisclosed event from being guessed from its hash."""

    recorded_at: datetime
    nonce: str
    clock: Literal["set", "behind"] | None = None


class Recorded(msgspec.Struct, metaclass=Frozen):
    """An event where it stands: its place in the ledger and in its stream, and its envelope."""

    position: int
    stream: str
    version: int
    kind: str
    event: Event
    envelope: Envelope

    # The names by which the library knows a stream and its version.
    @property
    def originator_id(self) -> str:
        return self.stream

    @property
    def originator_version(self) -> int:
        return self.version

    @property
    def slot(self) -> tuple[date, int]:
        """Facts count in the order in which they were so, then were written; a correction counts
        where the event did that it corrects."""
        return self.envelope.effective_on, self.envelope.corrects or self.position


class State(msgspec.Struct, metaclass=Frozen):
    """What is so about one record. `since_on` and `since_event` are the day and the position of
    the event that brought the present status; `said` is every event that stands so far.

    `phrases` gives, for a status that ends something, the words of a refusal.
    """

    phrases: ClassVar[dict[str, str]] = {}
    ref: str = ""
    status: str = ""
    title: str = ""
    since_on: date | None = None
    since_event: int = 0
    said: tuple[Event, ...] = ()


Rule = Callable[..., Sequence[Event]]


def standing(history: Iterable[Recorded]) -> list[Recorded]:
    """The events of one stream that count, in the order in which they were so."""
    history = list(history)
    gone = {r.event.retracts for r in history if isinstance(r.event, EventRetracted)}
    stand = [
        r
        for r in history
        if r.position not in gone and not isinstance(r.event, (EventRetracted, Unknown))
    ]
    stand.sort(key=lambda r: r.slot)
    return stand


def step(state: Any, event: Any, evolve: Callable[[Any, Any], State]) -> State:
    """The state after one more event."""
    after = evolve(state, event)
    return replace(after, status=event.moves_to) if event.moves_to else after


Evolve = Callable[[Any, Any], State]
Lawful = Callable[[Any, Any], None]


class Fold:
    """The state of one record while its events are taken, in the order in which they were so."""

    def __init__(self, ref: str, evolve: Evolve) -> None:
        self.ref, self.evolve = ref, evolve
        self.stand: list[Recorded] = []
        self.told: set[tuple[Event, date]] = set()
        self._said: list[Event] = []
        self._state: State | None = None
        self._since: Recorded | None = None

    def take(self, recorded: Recorded, lawful: Lawful | None = None) -> None:
        """One more event; with `lawful`, refused if the rules could not have written it."""
        state, event = self._state, recorded.event
        before = state.status if state is not None else ""
        if lawful is not None:
            if event.needs and before not in event.needs:
                raise Refused(_unlawful(self.ref, recorded, state))
            if state is not None:
                lawful(replace(state, ref=self.ref), event)
        try:
            self._state = state = step(state, event, self.evolve)
        except AssertionError:  # So an `evolve` says that it cannot come to this.
            raise Broken(
                f"Event {recorded.position} cannot follow what is recorded of {self.ref} before it:"
                " no rule writes such a history. Run: govledger verify"
            ) from None
        if state.status != before:
            self._since = recorded
        self.stand.append(recorded)
        self._said.append(event)
        self.told.add((event, recorded.envelope.effective_on))

    def goes_on(self, events: Sequence[Recorded]) -> bool:
        """Whether these only come after all that was taken, and take nothing back."""
        slots = [self.stand[-1].slot, *(one.slot for one in events)] if self.stand else []
        back = any(isinstance(one.event, EventRetracted) for one in events)
        return not back and bool(slots) and slots == sorted(slots)

    def is_of(self, on: date) -> bool:
        """Whether all that was taken was so on a day."""
        return bool(self.stand) and self.stand[-1].envelope.effective_on <= on

    @property
    def state(self) -> State | None:
        if self._state is None:
            return None
        return replace(
            self._state,
            ref=self.ref,
            since_on=self._since.envelope.effective_on if self._since else None,
            since_event=self._since.position if self._since else 0,
            said=tuple(self._said),
        )


def folded(
    ref: str, history: Iterable[Recorded], evolve: Evolve, lawful: Lawful | None = None
) -> Fold:
    """All of a history taken; with `lawful`, refused if the rules could not have written it."""
    made = Fold(ref, evolve)
    for recorded in standing(history):
        made.take(recorded, lawful)
    return made


def fold(
    ref: str, history: Iterable[Recorded], evolve: Evolve, lawful: Lawful | None = None
) -> State | None:
    """The state after `history`, as `folded` takes it."""
    return folded(ref, history, evolve, lawful).state


def _unlawful(ref: str, recorded: Recorded, state: State | None) -> str:
    what = f"event {recorded.position} of {day(recorded.envelope.effective_on)} ({told(recorded)})"
    if state is None:
        return (
            f"{ref} would begin with {what}, before it was recorded at all: look at the dates, or"
            " retract what came after it first."
        )
    return (
        f"{ref} would be {state.status} at {what}, which its rules do not allow: look at"
        " the dates, or retract that event first."
    )


def require(state: State | None, event: Event, ref: str = "") -> None:
    """Refuse `event` unless the record is in a status that allows it, saying what is so."""
    if state is None or not state.status:
        if event.needs and "" not in event.needs:
            raise NotFound(f"{ref or 'That record'} is not in the ledger. Look at its spelling.")
        return
    if event.needs and state.status not in event.needs:
        raise Refused(refusal(state, event))


def refusal(state: State, event: Event) -> str:
    if event.needs == NEW:
        return f"{state.ref} is already in the ledger: {state.title}"
    since = f" since {day(state.since_on)}" if state.since_on else ""
    fallback = f"is {state.status}{since} (event {{event}}); that needs it to be {{needs}}."
    template = state.phrases.get(state.status, fallback)
    facts = facts_of(state)
    words = sentence(
        template,
        facts
        | {
            "since": state.since_on,
            "event": state.since_event,
            "needs": " or ".join(sorted(event.needs)),
        },
    )
    return f"{state.ref} {words}"


_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")


def sentence(template: str, facts: dict[str, Any]) -> str:
    """Fill `template` with `facts`; a [bracketed] part whose facts are all absent drops out."""

    def part(match: re.Match[str]) -> str:
        names = _FIELD.findall(match[1])
        # Not so, and none at all (0), are facts too.
        return (
            fill(match[1]) if any(facts.get(name) not in (None, "", ()) for name in names) else ""
        )

    def fill(text: str) -> str:
        return _FIELD.sub(lambda m: words(facts.get(m[1])), text)

    # Optional parts first, and in one pass: a person's own words are never read as a template.
    pieces, at = [], 0
    for match in _OPTIONAL.finditer(template):
        pieces += [fill(template[at : match.start()]), part(match)]
        at = match.end()
    return "".join([*pieces, fill(template[at:])])


_LINKING = {"as", "at", "by", "for", "from", "in", "into", "of", "on", "to", "with"}


def called(kind: type[Event]) -> str:
    """What an event of a kind is called, in a word or two: what it `says` up to its first fact."""
    first = re.split(r"[:;,(]", _OPTIONAL.sub("", kind.says))[0]
    found = _FIELD.sub("", first).split()
    while found and found[-1] in _LINKING:
        found.pop()
    return " ".join(found or re.findall("[A-Z][a-z]*", kind.__name__)).lower()


def words(value: Any) -> str:
    """A value as a person would write it: 27 February 2018; CC and PCC; yes; none."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple) and any(isinstance(one, tuple) for one in value):
        return "; ".join(": ".join(words(part) for part in one) for one in value)
    if isinstance(value, (tuple, list)):
        *most, last = [words(one) for one in value] or ["none"]
        return f"{', '.join(most)} and {last}" if most else last
    return str(value)


@cache
def _money(struct: type[msgspec.Struct]) -> frozenset[str]:
    """The fields of an event or a state that are money."""
    return frozenset(
        f.name
        for f in msgspec.structs.fields(struct)
        if any(isinstance(part, Money) for part in parts(f.type))
    )


def facts_of(struct: msgspec.Struct) -> dict[str, Any]:
    """The fields of an event or a state as they are told: money in pounds."""
    facts = {name: getattr(struct, name) for name in struct.__struct_fields__}
    money = {n: pounds(facts[n]) for n in _money(type(struct)) if facts[n] is not None}
    return facts | money


def pounds(pence: int) -> str:
    """£445,625; £12.50."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


# Under this day stands what began before anybody wrote down when: a post, a body.
LONG_STANDING = date(1900, 1, 1)


def day(value: date | None) -> str:
    if value == LONG_STANDING:
        return "long standing"
    return f"{value.day} {value:%B %Y}" if value else "an unknown day"


def due_in_words(on: date | None, said: str | None) -> str:
    """A due date as a person reads it: its day, and the words of the paper where it has some."""
    return " ".join(
        ([day(on)] if on else []) + ([f"({said})" if on else f"“{said}”"] if said else [])
    )


def told(
    recorded: Recorded,
    before: State | None = None,
    who: Callable[[str], str] | None = None,
) -> str:
    """What happened, as a sentence: the event's own words with its facts. With the state before it,
    what it moved from (`due_was`) is told as it is known now, not as it was when recorded. `who`:
    how to tell a post."""
    event = recorded.event
    facts = facts_of(event)
    posts = naming_posts(type(event)) if who is not None else frozenset()
    for name in facts:
        was = re.sub("_(was|were)$", "", name)
        if was != name and before is not None:
            facts[name] = getattr(before, was)
        if who is not None and was in posts and facts[name]:
            value = facts[name]
            facts[name] = who(value) if isinstance(value, str) else tuple(map(who, value))
    return sentence(event.says or recorded.kind, facts)


@cache
def naming_posts(kind: type[Event]) -> frozenset[str]:
    """The fields of an event kind that name posts."""
    fields = msgspec.structs.fields(kind)
    return frozenset(f.name for f in fields if Names(kind="post") in parts(f.type))


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same, or look the same, whatever the case and the spaces."""
    return same_words(one) == same_words(other) or look(one) == look(other)


def nonempty(text: str | None, what: str) -> str:
    """`text` without surrounding space, or a refusal naming `what` is missing: where there is none,
    or nothing of it can be seen."""
    stripped = (text or "").strip()
    if not shows(stripped):
        raise Refused(what)
    return stripped
