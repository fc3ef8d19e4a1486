"""Tell a ledger again by the rules of `ledger` alone. Which rule says an event, and given what, is
found by asking. Run as a program: no command and no projection is imported."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from inspect import Parameter, isfunction, signature
from pathlib import Path
from typing import Any

import msgspec

from ledger.application import Clock, Ledger
from ledger.errors import Problem
from ledger.events import Entry, EventRetracted, Recorded
from ledger.registry import record_kind, split
from ledger.services import FACTS


class Otherwise(Exception):
    """A rule said something else: what it recorded is undone."""


def rules(record: str) -> list[Callable[..., Any]]:
    return [
        rule
        for module in record_kind(record).modules
        for rule in vars(module).values()
        if isfunction(rule) and rule.__module__ == module.__name__ and _says(rule)
    ]


def _says(rule: Callable[..., Any]) -> bool:
    return "list[Event]" in str(rule.__annotations__.get("return", "")) or str(
        rule.__annotations__.get("return", "")
    ).startswith("list[")


def given(rule: Callable[..., Any], ledger: Ledger, one: Recorded) -> Iterator[dict[str, Any]]:
    """What a rule may have been given to say this: each field under its name, and what is left
    under the names that are left."""
    fields = {name: getattr(one.event, name) for name in one.event.__struct_fields__}
    names = [p for p in list(signature(rule).parameters.values())[1:] if p.name not in FACTS]
    facts = {p.name: fields.pop(p.name) for p in names if p.name in fields}
    left = [p for p in names if p.name not in facts]
    needed = [p for p in left if p.name not in facts and p.default is Parameter.empty]
    may = [p for p in left if p.name not in facts and p.default is not Parameter.empty]
    values = [value for value in fields.values() if value not in (None, (), False)]
    for names_left in (needed, [*needed, *may], may):
        if len(names_left) == 1:
            for value in [*values, *fields.values()]:
                yield facts | {names_left[0].name: value}
    if len(may) == len(fields):
        yield facts | dict(zip((p.name for p in may), fields.values(), strict=True))
    yield facts


def tell(ledger: Ledger, one: Recorded, known: dict[str, Callable[..., Any]]) -> None:
    """Record the same event again. Raises LookupError where no rule says it."""
    record, ref = split(one.stream)
    envelope = one.envelope
    entry = Entry(**{name: getattr(envelope, name) for name in Entry.__struct_fields__})
    first = [known[one.kind]] if one.kind in known else []
    for rule in [*first, *rules(record)]:
        for facts in given(rule, ledger, one):
            with suppress(Problem, Otherwise, TypeError, AssertionError, KeyError, AttributeError):
                with ledger.writing():
                    said = ledger.record(record, ref, rule, entry, new=one.version == 1, **facts)
                    if [r.event for r in said] != [one.event]:
                        raise Otherwise
                known[one.kind] = rule
                return
    raise LookupError(f"no rule says event {one.position}: {one.stream} {one.event}")


def but_for_chance(one: Recorded) -> Recorded:
    envelope = msgspec.structs.replace(one.envelope, nonce="")
    return msgspec.structs.replace(one, envelope=envelope)


def main(stored: Path, path: Path) -> None:
    Ledger.create(path)
    clock = Clock()
    ledger = Ledger.open(path, clock=clock)
    known: dict[str, Callable[..., Any]] = {}
    events = list(Ledger.open(stored, read_only=True).after(0))
    with ledger.writing():
        for one, after in zip(events, [*events[1:], None], strict=True):
            clock.fixed = datetime.fromisoformat(str(one.envelope.recorded_at))
            if one.envelope.corrects is not None:
                continue  # With the retraction before it.
            if isinstance(one.event, EventRetracted):
                entry = Entry(**{n: getattr(one.envelope, n) for n in Entry.__struct_fields__})
                if after is None or after.envelope.corrects is None:
                    ledger.retract([one.event.retracts], one.event.reason, entry)
                    continue
                facts = {n: getattr(after.event, n) for n in after.event.__struct_fields__}
                was = ledger.at(one.event.retracts).event
                changes = {n: v for n, v in facts.items() if v != getattr(was, n)}
                entry = msgspec.structs.replace(entry, corrects=None)
                ledger.correct(one.event.retracts, changes, one.event.reason, entry)
                continue
            tell(ledger, one, known)
        told = [but_for_chance(one) for one in ledger.after(0)]
    assert told == [but_for_chance(one) for one in events]
    assert not {"commands", "projections"} & {name.partition(".")[0] for name in sys.modules}
    print(len(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
