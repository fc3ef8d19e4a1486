"""The index of words finds what reading the words of every event finds, in the same order."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from office import Office

from ledger.codec import encode
from ledger.events import Envelope, Event, EventRetracted
from ledger.records.actions import ActionProgressed, ActionRaised
from ledger.records.findings import FindingRecorded
from projections import Projections, generations, index, indexed, places, search
from projections.events import fingerprint
from projections.search import Search

pytestmark = pytest.mark.slow

FIRST = date(2018, 2, 1)
TYPED = [
    *("crime", "Crimes", "cri", "policy", "policies", "naïve", "cafe", "café", "o'clock", "clock"),
    *(
        "self-help",
        "help",
        "review",
        "reviewing",
        "plan",
        "planned",
        "closing",
        "strasse",
        "straße",
    ),
    *("A-2018-014", "a-2018", "2018", "014", "14", "3", "0", "05/19", "05/19/04", "19/04", "12.3"),
    *(
        "hta",
        "the",
        "a",
        "x",
        "HTA/2018",
        "crime review",
        "policy 2018",
        "the crime",
        "café 3 plan",
    ),
    *("crime policy review plan", "zzz", "crime zzz", "05/19 crime", "İstanbul", "it's a crime"),
]
WORDS = [
    *("crime", "Crime,", "(crimes)", "Policies.", "policy", "naïve", "café", "CAFÉ", "o’clock"),
    *("o'clock", "self-help", "review", "Reviewed;", "planning", "plan", "closed", "Straße", "the"),
    *("A-2018-014", "see:A-2018-3", "05/19", "05/19/04", "12.3", "2018", "003", "3", "HTA/2018-2"),
    *(
        "İstanbul",
        "a",
        "“so”",
        "crime\nplan",
        "cri-me",
        "_crime_",
        "cafe\u0301",
        "",
        "—",
        "policy—plan",
    ),
]
said = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
REFS = ["A-2018-001", "A-2018-014", "A-2019-3", "crime", "Hta", "05/19"]
OWN = st.sampled_from([None, None, "05/19", "05/19/04", "Crime review", "A-2018-014", "Café 3"])
events = st.one_of(
    st.builds(lambda title, own: ("action", ActionRaised(title=title, own_ref=own)), said, OWN),
    st.builds(lambda text: ("action", ActionProgressed(text=text)), said),
    st.builds(lambda text, own: ("finding", FindingRecorded(text=text, own_ref=own)), said, OWN),
    st.builds(
        lambda at, reason: ("", EventRetracted(retracts=at, reason=reason)),
        st.integers(1, 40),
        said,
    ),
)
days = st.integers(0, 4)
DAYS = [(4, None), (2, None), (4, 2), (0, 4)]  # As of the day; as known by the other.
recorded = st.lists(
    st.tuples(events, st.sampled_from(REFS), days, days, st.booleans()), min_size=1, max_size=40
)


class Written:
    """Events put into a ledger past the rules."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.streams = [""]
        self.versions: dict[str, int] = {}
        self.standing: dict[str, list[int]] = {}  # What nothing corrects, by the stream.

    def write(self, given: list[Any]) -> None:
        for (record, event), ref, on, known, corrects in given:
            stream = f"{record}:{ref}"
            if isinstance(event, EventRetracted):
                if event.retracts >= len(self.streams):
                    continue
                stream = self.streams[event.retracts]
            self.put(stream, event, on, known, corrects)

    def put(self, stream: str, event: Event, on: int, known: int, corrects: bool) -> None:
        """`corrects`: in the place of an event that it takes back."""
        at = None
        if corrects and (there := self.standing.get(stream)):
            at = there.pop()
            self.put(stream, EventRetracted(retracts=at, reason="wrong"), on, known, False)
        recorded_at = datetime(2018, 2, 1, 9, tzinfo=UTC) + timedelta(known)
        envelope = Envelope(
            recorded_by="M Clerk", authority="asserted", correlation="test", nonce="00" * 16,
            effective_on=FIRST + timedelta(on), recorded_at=recorded_at,
            corrects=at,
        )  # fmt: skip
        self.standing.setdefault(stream, []).append(len(self.streams))
        self.streams.append(stream)
        version = self.versions[stream] = self.versions.get(stream, 0) + 1
        stored = StoredEvent(stream, version, type(event).__name__, encode(event, envelope))
        self.office.ledger.store.recorder.insert_events([stored])


@contextmanager
def small() -> Iterator[None]:
    """Few places to a slab, few words to a list and few records to a page."""
    fingerprint()  # Worked out once: else this shape would name every later generation.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "SLAB", 64)
        patch.setattr(places, "NEWEST", 3)
        patch.setattr(indexed, "FEW", 2)
        patch.setattr(search, "A_PAGE", 3)
        yield


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(recorded, recorded | st.just([]), st.permutations(TYPED), st.permutations(DAYS))
def test_the_index_finds_what_reading_every_event_finds(before, since, typed, asked):
    with written(before, since) as now:
        for one, (on, known) in zip(map(Search, typed[:6]), asked * 3, strict=False):
            as_of = FIRST + timedelta(on)
            known_by = None if known is None else FIRST + timedelta(known)
            same(now, one, as_of, known_by)


def test_a_record_of_which_nothing_stands_is_not_found_by_its_reference():
    """The last in order: behind its events are places of none."""
    event = ("finding", FindingRecorded(text="Costs"))
    taken_back = ("", EventRetracted(retracts=2, reason="wrong"))
    found = []
    for since in ([], [(taken_back, "", 1, 1, False)]):
        with written([(event, "F-2018-009", 0, 0, False)], since) as now:
            found.append(Search("F-2018").hits(now, FIRST, None).count)
    assert found == [1, 0]


def test_a_generation_of_which_the_index_cannot_be_read_is_given_up(monkeypatch):
    def unreadable(*_: Any) -> None:
        raise duckdb.IOException("a block of it cannot be read")

    event = ("action", ActionRaised(title="Crime review"))
    with written([(event, "A-2018-001", 0, 0, False)], []) as now:
        found = Search("crime").hits(now, FIRST, None)
        monkeypatch.setattr(Projections, "of_tables", unreadable)
        assert Search("crime").hits(now, FIRST, None) == found
        assert [hit.ref for hit in found.hits] == ["A-2018-001"] and not now.generation


@contextmanager
def written(before: list[Any], since: list[Any]) -> Iterator[Projections]:
    """A ledger of events of which those before are in a generation."""
    with tempfile.TemporaryDirectory() as folder, small():
        office = Office(Path(folder) / "l.db")
        try:
            written = Written(office)
            written.put("action:A-2018-002", ActionRaised(title="The first of all"), 0, 0, False)
            written.write(before)
            assert generations.build(office.ledger) is not None
            written.write(since)
            with Projections(office.ledger) as now:
                assert now.generation
                yield now
        finally:
            office.close()


def same(now: Projections, one: Search, *days: Any) -> None:
    found: list[Any] = []
    while part := one._looked_up(now, *days, len(found))[0]:
        assert len(part) <= search.A_PAGE
        found += part
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Projections, "by_generation", lambda *_: None)
        alone = one.alone(now, *days)
        patch.setattr(search, "A_PAGE", 1_000)
        scanned = one._scanned(now, *days, 0)
    assert (found, one._looked_up(now, *days, 0)[1]) == scanned, (one.typed, days)
    assert one.alone(now, *days) == alone, (one.typed, days)
