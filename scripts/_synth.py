"""A ledger of any size for measuring: lawful histories of every common record kind, written past
the rules through the recorder. The same size and seed give the same events, nonces included.

A block of time is a meeting with its results, an inspection with its items, or follow-up of what is
open; one event in a few hundred is retracted or corrected.
"""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from eventsourcing.persistence import StoredEvent

from ledger.application import Ledger
from ledger.codec import encode
from ledger.events import Envelope, Event, EventRetracted
from ledger.records import (
    action_disputes,
    actions,
    agenda,
    bodies,
    decisions,
    findings,
    grades,
    inspection_items,
    inspections,
    item_sign_off,
    meeting_attendance,
    meeting_minutes,
    meetings,
    nil_returns,
    posts,
    questions,
    statements,
)
from ledger.records.inspection_items import parse_reference

FIRST, LAST = datetime(2008, 1, 1, 9, tzinfo=UTC), datetime(2025, 12, 31, tzinfo=UTC)
POSTS = ("PCC", "CC", "DCC", "ACC", "CEX", "CFO", "DPCC", "HOC", "SUPT", "LEGAL")
BODIES = tuple(f"B{number:02}" for number in range(40))
AREAS = ("overall", "SOC", "PV", "NP", "INV")
TEXT = (
    "the force shared its findings on unresourced incidents with the panel and the commissioner"
    " asked for a further report about levels of demand in each local policing area; naïve — “so”"
)
WORDS = TEXT.split()
PAGE = 10_000


class _Writer:
    def __init__(self, ledger: Ledger, count: int, seed: int) -> None:
        self.ledger, self.count, self.rng = ledger, count, random.Random(seed)
        self.written = 0
        self.batch: list[StoredEvent] = []
        self.versions: Counter[str] = Counter()
        self.days: dict[str, date] = {}
        self.numbers: Counter[str] = Counter()
        self.now = FIRST
        self.open: list[tuple[str, date]] = []  # actions, and when they are due
        self.items: list[str] = []
        self.asked: list[str] = []
        self.told: list[str] = []
        self.decided: list[str] = []
        self.previous: dict[str, tuple[str, date]] = {}  # the last meeting of each body

    def words(self, count: int) -> str:
        return " ".join(self.rng.choices(WORDS, k=count))

    def post(self) -> str:
        return self.rng.choice(POSTS)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def take(self, among: list[str]) -> str:
        """One of them at random, which is then no longer there."""
        at = self.rng.randrange(len(among))
        among[at], among[-1] = among[-1], among[at]
        return among.pop()

    def put(
        self, stream: str, event: Event, on: date | None = None, corrects: int | None = None
    ) -> int:
        """Write the event to its stream, no earlier than what is there; its position."""
        on = max(self.days.get(stream, date.min), on or self.now.date())
        self.now += timedelta(seconds=1)
        self.written += 1
        self.versions[stream] += 1
        if corrects is None:
            self.days[stream] = on
        envelope = Envelope(
            recorded_by="Jackie Irvin",
            authority="asserted",
            effective_on=on,
            correlation=f"{self.written:032x}",
            source="assurance-2018-02-27:126",
            source_sha256="ab" * 32,
            corrects=corrects,
            recorded_at=self.now,
            nonce=self.rng.randbytes(16).hex(),
        )
        state = encode(event, envelope)
        version = self.versions[stream]
        self.batch.append(StoredEvent(stream, version, type(event).__name__, state))
        if len(self.batch) >= PAGE:
            self.flush()
        return self.written

    def slip(self, stream: str, position: int, right: Event | None) -> None:
        """Now and then what was just written is taken back; `right` takes its place."""
        if self.chance(0.01):
            self.put(stream, EventRetracted(retracts=position, reason=self.words(4)))
            if right is not None:
                self.put(stream, right, corrects=position)

    def flush(self) -> None:
        if self.batch:
            self.ledger.store.recorder.insert_events(self.batch)
            self.batch.clear()

    def numbered(self, letter: str) -> str:
        series = f"{letter}-{self.now.year}"
        self.numbers[series] += 1
        return f"{series}-{self.numbers[series]:03}"

    # Blocks

    def write(self) -> None:
        for ref in POSTS:
            self.put(f"post:{ref}", posts.PostDefined(title=f"Holder of {ref}"))
            self.put(f"post:{ref}", posts.PostHolderAppointed(holder=self.words(2)))
        for ref in BODIES:
            self.put(f"body:{ref}", bodies.BodyConstituted(title=self.words(4), cadence="monthly"))
        backlog = max(20, min(1_000, self.count // 100))
        while self.written < self.count:
            passed = (LAST - FIRST) * (self.written / self.count)
            self.now = max(self.now, FIRST + passed)
            if self.chance(0.03):
                self.inspection()
            elif self.chance(0.3):
                self.meeting()
            for _ in range(self.rng.randrange(20, 60)):
                if self.open and self.chance(0.9 if len(self.open) > backlog else 0.2):
                    self.follow_action()
            for _ in range(self.rng.randrange(10)):
                self.follow_other()
        self.flush()

    def meeting(self) -> None:
        body, day = self.rng.choice(BODIES), self.now.date() - timedelta(self.rng.randrange(4))
        ref = f"{body}/{day}"
        stream = f"meeting:{ref}"
        before = self.previous.get(body)
        if self.versions[stream] or (before is not None and before[1] >= day):
            return
        self.previous[body] = ref, day
        self.put(stream, meetings.MeetingHeld(body=body, meets_on=day, chair="PCC"), day)
        came, away = POSTS[:6], POSTS[6:8]
        for post in came:
            attended = meeting_attendance.MeetingAttended(attendee=post, person=self.words(2))
            self.put(stream, attended, day)
        for post in away:
            self.put(stream, meeting_attendance.MeetingApologyGiven(attendee=post), day)
        items = [f"{number}.1" for number in range(1, self.rng.randrange(4, 9))]
        for item in items:
            tabled = agenda.MeetingItemTabled(item=item, title=self.words(5))
            self.put(stream, tabled, day)
            self.business(ref, item, day)
        put_off = agenda.MeetingItemDeferred(item=items[-1], deferred_to=None, reason="time")
        self.put(stream, put_off, day)
        self.put(stream, meetings.MeetingClosed(next_on=day + timedelta(28)), day)
        if before is not None:
            confirmed = meeting_minutes.MeetingMinutesConfirmed(confirmed_at=ref)
            self.put(f"meeting:{before[0]}", confirmed, day)

    def business(self, meeting: str, item: str, day: date) -> None:
        for _ in range(self.rng.randrange(2, 7)):
            finding = f"finding:{self.numbered('F')}"
            event = findings.FindingRecorded(text=self.words(24), meeting=meeting, item=item)
            at = self.put(finding, event, day)
            self.slip(finding, at, event if self.chance(0.8) else None)
        if self.chance(0.4):
            asked = f"question:{self.numbered('Q')}"
            put = questions.QuestionPut(text=self.words(15), meeting=meeting, item=item)
            self.put(asked, put, day)
            self.asked.append(asked)
        if self.chance(0.15):
            taken = f"decision:{self.numbered('D')}"
            made = decisions.DecisionTaken(title=self.words(8), makers=("PCC",), meeting=meeting)
            self.put(taken, made, day)
            self.decided.append(taken)
        if self.chance(0.3):
            nil = nil_returns.NilRecorded(nil_of="actions", meeting=meeting, item=item)
            self.put(f"nil:{self.numbered('N')}", nil, day)
            return
        for _ in range(self.rng.randrange(1, 4)):
            action, due = f"action:{self.numbered('A')}", day + timedelta(self.rng.randrange(9, 90))
            owners = tuple(self.rng.sample(POSTS, self.rng.randrange(1, 3)))
            raised = actions.ActionRaised(
                title=self.words(10), owners=owners, due=due, meeting=meeting, item=item
            )
            at = self.put(action, raised, day)
            self.slip(action, at, raised)
            self.open.append((action, due))

    def follow_action(self) -> None:
        at = self.rng.randrange(len(self.open))
        action, due = self.open[at]
        what = self.rng.random()
        if what < 0.5:
            event = actions.ActionProgressed(text=self.words(12))
            position = self.put(action, event)
            self.slip(action, position, event if self.chance(0.5) else None)
        elif what < 0.68:
            later = due + timedelta(self.rng.randrange(5, 60))
            extended = actions.ActionDueExtended(
                due=later, due_was=due, reason=self.words(5), approved_by="PCC"
            )
            self.put(action, extended)
            self.open[at] = action, later
        elif what < 0.72:
            self.put(action, actions.ActionOwnerChanged(owners=(self.post(),)))
        elif what < 0.74:
            self.put(action, action_disputes.ActionDisputed(disputed_by="CC", text=self.words(8)))
        else:
            reported = actions.ActionReportedComplete(reported_by="CC", evidence="briefing paper")
            self.put(action, reported)
            if self.chance(0.1):
                refused = actions.ActionClosureRefused(reason=self.words(6), refused_by="PCC")
                self.put(action, refused)
                return
            self.put(action, actions.ActionClosed(verified_by="PCC", evidence="minute 12"))
            self.open[at] = self.open[-1]
            self.open.pop()

    def inspection(self) -> None:
        year = self.now.year
        self.numbers["inspection"] += 1
        number, letters = self.numbers["inspection"], ""
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(65 + digit) + letters
        ref = f"{letters}{year % 100:02}"
        stream = f"inspection:{ref}"
        published = inspections.InspectionPublished(
            title=self.words(6), inspection_year=year, afis_stated=9, recommendations_stated=5
        )
        self.put(stream, published)
        for area in AREAS:
            self.put(stream, grades.InspectionGraded(area=area, grade="good"))
        for area in AREAS[1:]:
            for tail in ("AFI1", "AFI2", "R1", "R2"):
                name = f"{ref}/{area}-{tail}"
                _, its_area, category, printed = parse_reference(name)
                title = self.words(16)
                issued = inspection_items.ItemIssued(
                    title=title, inspection=ref, area=its_area, category=category, number=printed
                )
                self.put(f"item:{name}", issued)
                self.items.append(f"item:{name}")
        told = f"statement:{self.numbered('S')}"
        report = statements.StatementReported(
            text=self.words(20), told_to="PANEL", about=(ref,), paper="pack", paragraph="4.2"
        )
        self.put(told, report)
        self.told.append(told)

    def follow_other(self) -> None:
        if len(self.items) > 40 and self.chance(0.6):
            item = self.rng.choice(self.items)
            self.put(item, inspection_items.ItemProgressed(text=self.words(12), told_to="PANEL"))
            if self.chance(0.4):
                self.items.remove(item)
                for event in (
                    inspection_items.ItemReportedComplete(reported_by="CC"),
                    item_sign_off.ItemSubmitted(),
                    item_sign_off.ItemAccepted(evidence="letter of the inspectorate"),
                ):
                    self.put(item, event)
        if len(self.asked) > 20 and self.chance(0.6):
            self.put(self.take(self.asked), questions.QuestionAnswered(answer=self.words(14)))
        if self.told and self.chance(0.5):
            self.put(self.take(self.told), statements.StatementNoted(meeting=None))
        if self.decided and self.chance(0.4):
            published = decisions.DecisionPublished(published_at="https://example.org/decisions")
            self.put(self.take(self.decided), published)


def make(path: Path, count: int, seed: int = 1) -> None:
    """A ledger at `path` of `count` events or a few more: whole, or not there."""
    draft = path.with_name(f"{path.name}.draft")
    for left in ("", "-wal", "-shm"):
        Path(f"{draft}{left}").unlink(missing_ok=True)
    Ledger.create(draft)
    ledger = Ledger.open(draft)
    _Writer(ledger, count, seed).write()
    ledger.store.query("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.close()
    draft.replace(path)
