"""What a reader without clearance takes by its hash alone has to be in its place: where the hashes
make the root, and are as many as were recorded, their positions are all that can tell."""

import pytest
from books import entry, filled

from ledger.application import Ledger
from ledger.integrity.verify import verify
from ledger.privacy.lowered import Lowered, _Examination
from ledger.records import actions


@pytest.fixture
def lower(tmp_path):
    """Twelve events that are seen, and three after them that are not."""
    ledger = Ledger.open(filled(tmp_path / "office.ledger"))
    said = entry(marking="OFFICIAL-SENSITIVE", marking_reason="a name")
    ref, rule = "A-2018-009", actions.raise_action
    ledger.record("action", ref, rule, said, new=True, title="Find the zebrafinch")
    for text in ("seen", "seen again"):
        ledger.record("action", ref, actions.progress, entry(), text=text)
    yield ledger.lowered()
    ledger.close()


def test_what_is_in_its_place_is_taken(lower):
    report = verify(lower)
    assert report.ok and report.events == 15 and report.hashes_only == 3


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ({13: 14, 14: 15, 15: 16}, "event 13 is missing: the next event is 14"),
        ({14: 15, 15: 16}, "event 14 is missing: the next event is 15"),
        ({13: 14}, "event 13 is missing: the next event is 14"),
        ({14: 13}, "event 13 stands where none is ever recorded"),
        ({13: 15, 15: 13}, "events 13 to 14 are missing: the next event is 15"),
    ],
)
def test_one_that_is_missing_is_not_told_as_beyond(lower, monkeypatch, moved, words):
    batches, beyond = _Examination.batches, Lowered.hashes_only

    def elsewhere(self, after):
        for rows in batches(self, after):
            yield [(moved.get(row[0], row[0]), *row[1:]) for row in rows]

    def and_there(self, upto=None):
        return [*beyond(self, upto), (16, None)]

    monkeypatch.setattr(_Examination, "batches", elsewhere)
    monkeypatch.setattr(Lowered, "hashes_only", and_there)
    report = verify(lower)
    assert not report.ok and words in report.problems


def test_a_hash_that_is_none_is_not_taken(lower, monkeypatch):
    batches = _Examination.batches
    for hashed in (b"", b"\0" * 31, "0" * 32, None):

        def cut(self, after, hashed=hashed):
            for rows in batches(self, after):
                yield [(*row[:5], hashed) if row[0] == 15 else row for row in rows]

        monkeypatch.setattr(_Examination, "batches", cut)
        assert not verify(lower).ok
