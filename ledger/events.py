"""What every record is made of: events, the envelope around them, and their state.

An *event* is a fact in the past tense. A *rule* is a pure function from a state to events. `fold`
rebuilds a state from the standing events, in order of their effective dates.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, dataclass_transform, get_args

import msgspec

NEW = frozenset({""})
ANY: frozenset[str] = frozenset()


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.StructMeta):
    """Immutable structs, whose fields are given by name in any order."""

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
OwnerRef = Annotated[str, Names(kind="owner")]  # A post, or a party that has none.
AuthorityRef = Annotated[str, Names(kind="authority")]  # A post, or a body that resolved it.
MeetingRef = Annotated[str, Names(kind="meeting")]
SameRef = Annotated[str, Names(kind="same")]
AnyRef = Annotated[str, Names(kind="any")]


class Money(msgspec.Struct, metaclass=Frozen):
    """A type annotation: this number is money, stored in pence and shown in pounds."""


Pence = Annotated[int, Money()]


class Personal(msgspec.Struct, metaclass=Frozen):
    """That a text is the name of a natural person, as an annotation of its type: kept apart, so
    that it can be erased (privacy/personal.py). `unless`: a kind of record, whose references are no
    names. Who recorded an event is not such a text: that is kept as accountability, for the
    performance of a task in the public interest (UK GDPR, Article 17(3)(b))."""

    unless: str | None = None


Person = Annotated[str, Personal()]


def parts(annotation: Any) -> list[Any]:
    """An annotation, then everything it is made of, outermost first."""
    return [annotation, *(part for arg in get_args(annotation) for part in parts(arg))]


def when(*statuses: str) -> frozenset[str]:
    return frozenset(statuses)


class EventRetracted(Event):
    """An earlier event of the same record was recorded by mistake and no longer counts."""

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
        """The effective order: by effective date, then by position; a correction takes the place of
        the event it corrects."""
        return self.envelope.effective_on, self.envelope.corrects or self.position


class State(msgspec.Struct, metaclass=Frozen):
    """What is so about one record. `since_on` and `since_event` are the day and the position of
    the event that brought the present status; `said` is every event that stands so far.

    `phrases` gives, for a status that ends something, the words of a refusal. `own_ref` is the
    office's own reference for it.
    """

    phrases: ClassVar[dict[str, str]] = {}
    ref: str = ""
    status: str = ""
    title: str = ""
    own_ref: str | None = None
    since_on: date | None = None
    since_event: int = 0
    said: tuple[Event, ...] = ()


Rule = Callable[..., Sequence[Event]]


# The kinds of record that a field may name in place of a post.
BESIDES_POSTS = {"post": None, "authority": "body", "owner": "party"}


@cache
def naming(kind: type[Event]) -> dict[str, str | None]:
    """The fields of an event kind that name posts, and the kind of record that may stand there in
    place of one."""
    found = {}
    for field in msgspec.structs.fields(kind):
        for part in parts(field.type):
            if isinstance(part, Names) and part.kind in BESIDES_POSTS:
                found[field.name] = BESIDES_POSTS[part.kind]
    return found


def naming_posts(kind: type[Event]) -> frozenset[str]:
    """The fields of an event kind that name posts, or what may stand in place of one."""
    return frozenset(naming(kind))


@cache
def naming_records(kind: type[Event]) -> dict[str, str]:
    """The fields of an event kind that name records other than posts, each with their kind."""
    fields = msgspec.structs.fields(kind)
    named = {f.name: one.kind for f in fields for one in parts(f.type) if isinstance(one, Names)}
    return {name: of for name, of in named.items() if of not in BESIDES_POSTS}
