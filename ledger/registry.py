"""The contents page: every record kind and event kind, found in the modules of `records`.

A module there that says RECORD is a record kind; the Event classes it defines are its
event kinds. One that says PART_OF has more events of a kind, with an `evolve` for them, and its own
`lawful`, if it has any. Nothing is typed twice: a new kind is a new file.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

import msgspec

from ledger import records
from ledger.errors import Misused, NotFound
from ledger.events import Event, EventRetracted, Frozen, State
from ledger.references import Form


class RecordKind(msgspec.Struct, metaclass=Frozen):
    """One kind of record. `numbered` is the letter of references such as A-2018-003, or None.
    `lawful(state, event)` refuses what the rules could not have written after `state`.
    `normal(text)` is the reference meant by somebody who types it differently. `answers_to(state)`
    are the names by which it is found besides; None for a kind found by its reference alone.
    `open` are the statuses in which it is still open, as its module says; None for a kind that
    never ends. `called` is what people call one, if not by its name. `form` is how its references
    are written; `reference_of(event)` is the one that a first event makes, None if any will do.
    `columns` says what fields of its events mean that no other kind has said."""

    name: str
    numbered: str | None
    events: tuple[type[Event], ...]
    evolve: Callable[[Any, Any], State]
    lawful: Callable[[Any, Any], None]
    answers_to: Callable[[Any], tuple[str, ...]] | None
    normal: Callable[[str], str]
    form: Form | None
    reference_of: Callable[[Any], str] | None
    open: frozenset[str] | None
    called: str
    columns: dict[str, str]
    module: ModuleType
    parts: tuple[ModuleType, ...] = ()

    @property
    def modules(self) -> tuple[ModuleType, ...]:
        """Its own module, then those that have more of its events."""
        return (self.module, *self.parts)

    def may_begin(self, ref: str, event: Event) -> None:
        """Refuse a reference that is not written in its kind's form, or is not the one that the
        record's first event makes."""
        if self.form is not None and self.form.of(ref) != ref:
            raise Misused(f"{ref} is written in capitals: {self.form.of(ref)}.")
        made = self.reference_of(event) if self.reference_of is not None else ref
        if made != ref:
            raise Misused(f"{ref} is not the reference of that {self.called}: {made} is.")

    @property
    def statusless(self) -> bool:
        """Whether none of its events brings a status, as of a policy: it is recorded, or not."""
        return not any(event.moves_to for event in self.events)

    @property
    def counted(self) -> frozenset[str]:
        """The statuses in which a difference counts it: those still open, or else all."""
        moves = (event.moves_to for event in self.events if event.moves_to)
        return self.open or frozenset(moves) or frozenset({"recorded"})


def _anything(_state: Any, _event: Any) -> None:
    """A kind without further law."""


def _as_typed(text: str) -> str:
    """A kind whose references are typed in one way only."""
    return text


@cache
def record_kinds() -> dict[str, RecordKind]:
    """Every record kind by its name, in order of name."""
    modules = [
        importlib.import_module(f"ledger.records.{info.name}")
        for info in pkgutil.iter_modules(records.__path__)
        if not info.ispkg
    ]
    parts: dict[str, list[ModuleType]] = {}
    for module in modules:
        if (of := getattr(module, "PART_OF", None)) is not None:
            parts.setdefault(of, []).append(module)
    found = {}
    for module in modules:
        name = getattr(module, "RECORD", None)
        if name is not None:
            own = (module, *parts.get(name, ()))
            found[name] = RecordKind(
                name=name,
                numbered=getattr(module, "NUMBERED", None),
                events=tuple(event for one in own for event in _events(one)),
                evolve=_evolve(*own),
                lawful=_lawful(*own),
                answers_to=getattr(module, "answers_to", None),
                normal=getattr(module, "normal", _as_typed),
                form=getattr(module, "REFERENCE", None),
                reference_of=getattr(module, "reference_of", None),
                open=getattr(module, "OPEN", None),
                called=getattr(module, "CALLED", name),
                columns={n: w for one in own for n, w in getattr(one, "COLUMNS", {}).items()},
                module=module,
                parts=own[1:],
            )
    return dict(sorted(found.items()))


def _evolve(module: ModuleType, *parts: ModuleType) -> Callable[[Any, Any], State]:
    """How a state moves on, with the events of every part by that part."""
    own: Callable[[Any, Any], State] = module.evolve
    if not parts:
        return own
    others = {event: part.evolve for part in parts for event in _events(part)}

    def evolve(state: Any, event: Any) -> State:
        if (part := others.get(type(event))) is None:
            return own(state, event)
        # So that a history no rule writes is reported as one, not as a bug.
        assert state is not None or "" in event.needs
        moved: State = part(state, event)
        return moved

    return evolve


def _lawful(*modules: ModuleType) -> Callable[[Any, Any], None]:
    """What each part refuses."""
    laws = [one.lawful for one in modules if hasattr(one, "lawful")]
    if len(laws) < 2:
        return laws[0] if laws else _anything

    def lawful(state: Any, event: Any) -> None:
        for law in laws:
            law(state, event)

    return lawful


def _events(module: ModuleType) -> Iterator[type[Event]]:
    for name, value in vars(module).items():
        if (
            isinstance(value, type)
            and issubclass(value, Event)
            and (value.__module__, value.__name__) == (module.__name__, name)
        ):
            yield value


@cache
def event_kinds() -> dict[str, type[Event]]:
    """Every event kind by the name under which it is stored."""
    kinds: dict[str, type[Event]] = {EventRetracted.__name__: EventRetracted}
    for kind in record_kinds().values():
        kinds |= {cls.__name__: cls for cls in kind.events}
    return kinds


def record_kind(name: str) -> RecordKind:
    try:
        return record_kinds()[name]
    except KeyError:
        raise NotFound(f"This version knows no record kind {name!r}.") from None


def split(stream: str) -> tuple[str, str]:
    """The record kind and the reference in a stream's name: action:A-2018-003."""
    kind, _, ref = stream.partition(":")
    return kind, ref
