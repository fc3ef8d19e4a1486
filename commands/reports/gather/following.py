"""What a body's readers follow without asking: the days that it has before it, and each change.

A day or a change is the same one for ever by its `what`, whatever becomes of it: a due date that is
moved is the same entry on another day, and one that is over is the same entry, cancelled.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from commands.reports.gather.asking import PaperQuery, Row, is_open
from commands.reports.gather.histories import happening
from commands.reports.gather.words import listed
from commands.wording.histories import retractions, states_before
from ledger.events import EventRetracted
from ledger.registry import record_kind
from ledger.words import day, stopped

KEPT = timedelta(366)  # How long after its day a past event is still shown.
CHANGES_MOST = 100
BEGUN = datetime(2000, 1, 1, tzinfo=UTC)


class Stamp(NamedTuple):
    """How many events a record has, and when the last of them was recorded."""

    times: int = 0
    at: datetime = BEGUN


class Entry(NamedTuple):
    """A day in a calendar. `over`: it no longer needs attention."""

    what: str
    ref: str
    kind: str
    on: date
    title: str
    text: str
    over: bool
    stamp: Stamp


class Change(NamedTuple):
    """Something that was recorded: when, and when its latest version became known."""

    what: str
    kind: str
    title: str
    text: str
    recorded_at: datetime
    updated_at: datetime


class Following:
    """What there is to follow for every body, each question asked once. `shown`: the records that
    were told about."""

    def __init__(self, query: PaperQuery) -> None:
        self.query = query
        self.shown: set[str] = set()
        self.actions = query.rows("action_state")
        self.meetings = query.rows("meeting_state")
        self.recommendations = query.rows("audit_recommendations")
        self.items = query.rows("item_state")
        self.inspections = query.rows("inspection_state")
        self.deadlines = query.rows("deadlines")

    @cached_property
    def titles(self) -> dict[str, str]:
        """What posts, parties and bodies are called."""
        names = ("post_state", "party_state", "body_state")
        return {row["ref"]: row["title"] for name in names for row in self.query.once(name)}

    def bodies(self) -> list[str]:
        """Those that have anything of their own."""
        rows = (*self.actions, *self.meetings, *self.recommendations)
        return sorted({row["body"] for row in rows if row["body"]} & set(self.titles))

    def left_out(self, bodies: Iterable[str]) -> set[str]:
        """The withheld records that these bodies' readers would otherwise see."""
        own = (self.actions, self.meetings, self.recommendations)
        rows = [row for body in bodies for of in own for row in _of(of.withheld, body)]
        rows += [
            row for of in (self.items, self.inspections, self.deadlines) for row in of.withheld
        ]
        return {row["ref"] for row in rows}

    def calendar(self, body: str) -> list[Entry]:
        """The meetings of a body, and what is due at them or by law, the earliest first."""
        found = [*self._due(body), *self._meetings(body), *self._recommended(body), *self._law()]
        kept = [one for one in found if not one.over or one.on + KEPT >= self.query.on]
        return sorted(kept, key=lambda one: (one.on, one.what))

    def _due(self, body: str) -> Iterator[Entry]:
        for row in _of(self.actions, body):
            owners = listed(self.titles.get(one, one) for one in row["owners"] or ["nobody stated"])
            moved = f" First due on {day(row['original_due'])}." if _was_moved(row) else ""
            yield from self._of_owners(row, owners, moved)

    def _meetings(self, body: str) -> Iterator[Entry]:
        for row in _of(self.meetings, body):
            name = self.titles.get(body, body)
            about = f" {row['subject']}." if row["subject"] else ""
            text = f"{row['ref']}: {row['status']}.{about}"
            over = row["status"] == "cancelled"
            yield self._entry("Meeting", row, row["meets_on"], f"Meeting: {name}", text, over)

    def _recommended(self, body: str) -> Iterator[Entry]:
        for row in _of(self.recommendations, body):
            owner = self.titles.get(row["owner"], row["owner"]) or "nobody recorded"
            yield from self._of_owners(row, owner)

    def _of_owners(self, row: Row, owners: str, moved: str = "") -> Iterator[Entry]:
        """What is due from somebody, if it ever had a due date."""
        if (on := row["due"] or row["original_due"]) is not None:
            text = f"{row['ref']}, {row['status']}: {stopped(row['title'])} Owner: {owners}.{moved}"
            over = not is_open(row) or row["due"] is None
            yield self._entry("Due", row, on, f"Due: {row['title']}", text, over)

    def _law(self) -> Iterator[Entry]:
        for row in self.deadlines:
            if row["last_day"] is None:
                continue
            met = f"Met on {day(row['met_on'])}." if row["met_on"] else "Not recorded as met."
            text = f"{row['ref']}: {row['requires']} {met} {row['counted']}. {row['source']}"
            since = row["counted_from"] or date(row["last_day"].year, 1, 1)
            entry = self._entry("Last day of law", row, row["last_day"],
                                f"Last day: {row['duty']}", text, bool(row["met_on"]))  # fmt: skip
            yield entry._replace(what=f"{row['duty']}/{row['ref']}/{since}")

    def _entry(self, kind: str, row: Row, on: date, title: str, text: str, over: bool) -> Entry:
        ref = row["ref"]
        self.shown.add(ref)
        stamp = self._stamps.get(ref, Stamp())
        return Entry(f"{kind}/{ref}", ref, kind, on, f"{title} ({ref})", text, over, stamp)

    @cached_property
    def _stamps(self) -> dict[str, Stamp]:
        rows = self.query.now.of_events(
            "SELECT ref, count(*), max(recorded_at) FROM events GROUP BY ref"
        )
        return {ref: Stamp(count, _instant(at)) for ref, count, at in rows}

    def changes(self, body: str) -> list[Change]:
        """The last changes that were recorded of the body and of the inspections, the latest first.
        What was taken back appears again, as no longer counting."""
        own = (self.actions, self.meetings, self.recommendations)
        refs = {row["ref"] for rows in own for row in _of(rows, body)}
        refs |= {row["ref"] for rows in (self.items, self.inspections) for row in rows}
        rows = self.query.now.of_events(
            "SELECT position, stream, coalesce(retracts, position) FROM events"
            " WHERE ref IN (SELECT unnest(?)) ORDER BY position DESC LIMIT ?",
            [sorted(refs), CHANGES_MOST],
        )
        told = {event for _, _, event in rows}
        found = [
            change for stream in sorted({stream for _, stream, _ in rows})
            for change in self._changes(stream, told)
        ]  # fmt: skip
        return sorted(found, key=_latest, reverse=True)

    def _changes(self, stream: str, told: set[int]) -> Iterator[Change]:
        kind, _, ref = stream.partition(":")
        history = [r for r in self.query.now.ledger.history(stream)
                   if r.position <= self.query.now.size]  # fmt: skip
        gone, befores = retractions(history), states_before(history, record_kind(kind).evolve)
        for one in history:
            if one.position not in told or isinstance(one.event, EventRetracted):
                continue
            if one.envelope.effective_on > self.query.on:
                continue
            back = gone.get(one.position)
            said = happening(one, befores.get(one.position), back, self.query.veiled)
            at = one.envelope.recorded_at
            self.shown.add(ref)
            source = f" Source: {said.source}." if said.source else ""
            yield Change(
                what=f"event/{one.position}",
                kind=kind,
                title=f"{ref} {said.what}",
                text=f"{ref} {said.what}. On {day(said.on)}; event {one.position},"
                f" recorded on {day(said.recorded_on)}.{source}",
                recorded_at=at,
                updated_at=back.envelope.recorded_at if back else at,
            )


def _of(rows: Iterable[Row], body: str) -> Iterable[Row]:
    """Those of a body, and those that are of none in particular."""
    return (row for row in rows if row["body"] in (body, None))


def _was_moved(row: Row) -> bool:
    return bool(row["original_due"]) and row["due"] != row["original_due"]


def _instant(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _latest(change: Change) -> tuple[datetime, int]:
    return change.updated_at, int(change.what.rpartition("/")[2])
