"""An event of a kind that this version does not know is named wherever it may bear on the answer,
and nothing more is recorded on its record."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from books import entry, filled, progress, raise_action
from eventsourcing.persistence import StoredEvent
from torture import program

from commands.session.app import App
from commands.web.reading import Readers
from ledger import unknown
from ledger.application import Ledger
from ledger.codec import encode
from ledger.errors import Refused
from ledger.events import Envelope
from ledger.integrity.verify import verify
from ledger.records import actions

pytestmark = pytest.mark.slow

NAMED = "ActionTeleported (event 13)"
BOTH = f"2 events of kinds that this version does not know: {NAMED}, RobotBuilt (event 14)"


def later(ledger: Ledger, stream: str, version: int, kind: str) -> None:
    """An event as a later version would record it."""
    said = {name: getattr(entry(), name) for name in entry().__struct_fields__}
    envelope = Envelope(**said, recorded_at=datetime(2018, 2, 28, 10, tzinfo=UTC), nonce="0" * 32)
    state = encode(actions.ActionProgressed(text="moved by a beam"), envelope)
    ledger.store.recorder.insert_events([StoredEvent(stream, version, kind, state)])


@pytest.fixture
def known(tmp_path) -> Path:
    path = filled(tmp_path / "office.ledger")
    program.each(path, [("body", "add", "HTA", "Monthly holding to account")])
    return path


@pytest.fixture
def path(tmp_path) -> Path:
    path = filled(tmp_path / "office.ledger")
    ledger = Ledger.open(path)
    later(ledger, "action:A-2018-001", 4, "ActionTeleported")
    later(ledger, "robot:R-1", 1, "RobotBuilt")
    ledger.close()
    program.each(path, [("body", "add", "HTA", "Monthly holding to account")])
    return path


ANSWERS = [
    ("verify",),
    ("ask", "open_actions"),
    ("ask", "open_actions", "--json"),
    ("sample", "1", "closures"),
    ("diff", "1/1/18", "28/2/18"),
    ("replay", "--list"),
    ("replay", "--ask", "open_actions"),
    ("sql", "select 1"),
    ("export", "tables", "--to", "out", "--format", "csv"),
    ("report", "committee", "--for", "HTA", "--on", "1/3/18", "--to", "out"),
    ("report", "action-log", "--for", "HTA", "--to", "out"),
]


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_every_answer_about_all_records_names_them(path, tmp_path, words, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = program.govledger(path, *words)
    assert said.code == 0 and BOTH in " ".join(said.err.split()), said.err
    if "--json" in words:
        assert len(json.loads(said.out)) == 4, "and stdout is as it was"


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_where_every_kind_is_known_nothing_is_said(known, tmp_path, words, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = program.govledger(known, *words)
    assert said.code == 0 and "does not know" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("show", "A-2018-001"),
        ("show", "A-2018-001", "--json"),
        ("history", "A-2018-001"),
        ("history", "A-2018-001", "--csv"),
        ("history", "A-2018-001", "--changes", "due"),
    ],
    ids=" ".join,
)
def test_an_answer_about_one_record_names_its_own(path, words):
    said = program.govledger(path, *words)
    told = " ".join(said.err.split())
    assert said.code == 0 and f"1 event of a kind that this version does not know: {NAMED}" in told
    other = program.govledger(path, *(w.replace("001", "002") for w in words))
    assert "does not know" not in other.err


def test_a_paper_says_so_on_its_first_screen_and_so_does_an_export(path, tmp_path):
    program.done(
        path,
        "report",
        "committee",
        "--for",
        "HTA",
        "--on",
        "1/3/18",
        "--to",
        tmp_path / "paper",
        "--docx",
    )
    (page,) = (tmp_path / "paper").glob("*.html")
    assert BOTH in page.read_text()
    program.done(path, "export", "tables", "--to", tmp_path / "csv", "--format", "csv")
    assert BOTH in " ".join((tmp_path / "csv" / "README.txt").read_text().split())


def test_the_pages_say_so_at_their_foot(path):
    readers = Readers(App(str(path)))
    assert BOTH in readers.frame.unknown
    readers.close()


def test_nothing_known_before_they_came_is_said_to_miss_them(path):
    said = program.govledger(path, "ask", "open_actions", "--known-by", "27/2/18")
    assert said.code == 0 and "does not know" not in said.err


def test_nothing_more_is_recorded_on_their_record(path):
    ledger = Ledger.open(path)
    size = ledger.size
    for attempt in (
        lambda: progress(ledger, 1, "and on"),
        lambda: raise_action(ledger, 1),
        lambda: ledger.retract([5], "wrong", entry()),
        lambda: ledger.correct(5, {"text": "other"}, "wrong", entry()),
    ):
        with pytest.raises(Refused, match=r"does not know: ActionTeleported \(event 13\)"):
            attempt()
    assert ledger.size == size
    assert progress(ledger, 2, "and on")[0].position == size + 1


def test_verify_counts_them_and_names_the_first(tmp_path):
    ledger = Ledger.open(filled(tmp_path / "office.ledger"))
    later(ledger, "action:A-2018-001", 4, "ActionTeleported")
    later(ledger, "robot:R-1", 1, "RobotBuilt")
    for version in (5, 6):
        later(ledger, "action:A-2018-001", version, "ActionTeleported")
    report = verify(ledger)
    assert report.ok
    assert report.unknown_kinds == [("ActionTeleported", 3, 13), ("RobotBuilt", 1, 14)]
    after = verify(ledger, after=14)
    assert after.unknown_kinds == [("ActionTeleported", 2, 15)]


def test_one_that_was_taken_back_is_counted_nowhere(path):
    ledger = Ledger.open(path)
    history = ledger.history("action:A-2018-001")
    assert [one.position for one in unknown.among(history)] == [13]
    retracted = actions_retraction(13)
    assert unknown.among([*history, retracted]) == []


def actions_retraction(position: int):
    from ledger.events import EventRetracted, Recorded

    event = EventRetracted(retracts=position, reason="wrong")
    return Recorded(
        position=99, stream="action:A-2018-001", version=9, kind="EventRetracted", event=event,
        envelope=None,
    )  # fmt: skip


def test_many_kinds_are_cut_short():
    found = [(f"Kind{n}", 2, n) for n in range(1, 8)]
    assert unknown.notice(found).count("Kind") == 5 and "and 2 kinds more" in unknown.notice(found)
    assert unknown.notice([]) == ""
