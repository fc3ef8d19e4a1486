"""A program that imports `ledger` and nothing else of ours: no command, no projection."""

from datetime import UTC, date, datetime
from inspect import signature
from pathlib import Path
from typing import Any, get_args

from books import entry
from made import created

from ledger.application import Clock, Ledger
from ledger.events import Recorded, Rule
from ledger.records import agenda, bodies, meetings, posts
from ledger.registry import record_kinds

KINDS = {m.__name__: kind.name for kind in record_kinds().values() for m in kind.modules}


def a_day(said: str) -> date:
    return date.fromisoformat(said)


class Program:
    def __init__(self, path: Path, now: datetime = datetime(2018, 9, 1, tzinfo=UTC)) -> None:
        self.ledger = Ledger.open(created(path), clock=Clock(now))

    def say(
        self, on: str, rule: Rule, ref: str, said: dict[str, Any] | None = None, /, **facts: Any
    ) -> list[Recorded]:
        """Apply a rule to its kind of record on a day; `said`: more of the entry."""
        # A rule that can begin a record takes one that is not there yet.
        new = type(None) in get_args(next(iter(signature(rule).parameters.values())).annotation)
        about = entry(effective_on=a_day(on), **(said or {}))
        return self.ledger.record(KINDS[rule.__module__], ref, rule, about, new=new, **facts)

    def body(self, ref: str) -> None:
        self.say("1900-01-01", bodies.constitute, ref, title=f"Board {ref}")

    def post(self, ref: str) -> None:
        self.say("1900-01-01", posts.define, ref, title=f"Post {ref}")

    def held(self, ref: str, *items: str) -> None:
        body, _, on = ref.partition("/")
        self.say(on, meetings.hold, ref, body=body, meets_on=a_day(on))
        for item in items:
            self.say(on, agenda.table_item, ref, item=item, title=f"Heading {item}")

    def scheduled(self, ref: str, on: str = "2018-01-01") -> None:
        body, _, day = ref.partition("/")
        self.say(on, meetings.schedule, ref, body=body, meets_on=a_day(day))

    def cancelled(self, ref: str) -> None:
        self.scheduled(ref)
        self.say("2018-01-02", meetings.cancel, ref, reason="snow")
