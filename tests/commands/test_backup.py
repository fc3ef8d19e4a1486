"""Backups: whole while others record, never over anything, and worth something when checked."""

import os
import shutil
import stat
import threading

import pytest
from books import filled, progress, tampering
from clerk import BROKEN, MISUSED, NEEDED, RAISE, REFUSED, UNAVAILABLE, Office
from test_anchor_places import MORE, put_back_at

from ledger import backups
from ledger.application import Ledger
from ledger.integrity.verify import verify

pytestmark = pytest.mark.slow


@pytest.fixture
def kept(office, tmp_path):
    """An office with a file kept as evidence."""
    (tmp_path / "letter").write_text("the plan was shared")
    office.done(RAISE, 'action evidence A-2019-001 "a letter" --file letter')
    return office


def the_file(path):
    (file,) = (f for f in path.with_name(f"{path.name}.files").rglob("*") if f.is_file())
    return file


def test_a_backup_has_every_event_and_file_and_only_its_owner_reads_it(kept, tmp_path):
    before = os.umask(0)
    try:
        assert kept.done("backup b.ledger").out == "b.ledger\n"
    finally:
        os.umask(before)
    copy = tmp_path / "b.ledger"
    one, other = (Ledger.open(p, read_only=True) for p in (kept.path, copy))
    assert one.head == other.head and one.identity == other.identity
    assert the_file(copy).read_bytes() == the_file(kept.path).read_bytes()
    made = [copy, tmp_path / "b.ledger.files", *(tmp_path / "b.ledger.files").rglob("*")]
    assert not [p for p in made if stat.S_IMODE(p.stat().st_mode) & 0o077]
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".b")]


def test_a_backup_is_of_one_state_while_others_record(tmp_path):
    path = filled(tmp_path / "l.ledger")
    done = threading.Event()

    def record() -> None:
        ledger, number = Ledger.open(path), 0
        while not done.is_set():
            with ledger.writing():
                progress(ledger, 1, f"one {number}")
                progress(ledger, 2, f"two {number}")
            number += 1
        ledger.close()

    writer = threading.Thread(target=record)
    writer.start()
    reader, sizes = Ledger.open(path, read_only=True), []
    try:
        for number in range(8):
            sizes.append(backups.make(reader, tmp_path / f"{number}.ledger").size)
    finally:
        done.set()
        writer.join()
    assert sizes[-1] > sizes[0], "the writer was not held up"
    for number, size in enumerate(sizes):
        report = verify(Ledger.open(tmp_path / f"{number}.ledger", read_only=True))
        assert report.ok and report.size == size
        assert size % 2 == sizes[0] % 2, "each transaction is there whole or not at all"


@pytest.mark.parametrize("there", ["b.ledger", "b.ledger.files"])
@pytest.mark.parametrize("link", [False, True])
def test_a_backup_never_goes_over_anything(kept, tmp_path, there, link):
    if link:
        (tmp_path / there).symlink_to(tmp_path / "nowhere")
    else:
        (tmp_path / there).write_text("mine")
    kept.refuses(REFUSED, "backup b.ledger", "Name ")
    assert link or (tmp_path / there).read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_backup_goes_nowhere_where_there_is_no_folder(kept):
    kept.refuses(UNAVAILABLE, "backup none/b.ledger", "There is no folder")
    kept.refuses(REFUSED, "backup office.ledger.files/b", "its own files")
    kept.refuses(NEEDED, "backup", "--check")
    kept.refuses(MISUSED, "backup b.ledger --check b.ledger", "not both")


def test_evidence_that_is_lost_is_named_and_the_rest_is_backed_up(kept, tmp_path):
    the_file(kept.path).unlink()
    said = kept.types("backup b.ledger")
    assert said.code == BROKEN and "is missing" in said.err and (tmp_path / "b.ledger").exists()


def test_a_check_tells_how_far_behind_it_is_and_asks_a_question(kept):
    kept.done("backup b.ledger")
    said = kept.done("backup --check b.ledger").err
    assert "nothing was recorded since" in said and "It has all 8 events" in said
    assert "1 action is" in said
    kept.done(MORE)
    said = kept.done("backup --check b.ledger").err
    assert "1 event was recorded since" in said and "It lacks the last event" in said


def test_a_check_leaves_every_byte_as_it_was(kept, tmp_path):
    kept.done("backup b.ledger")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept.done("backup --check b.ledger")
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("harm", ["event", "file", "gone"])
def test_a_check_tells_of_a_backup_that_does_not_hold(kept, tmp_path, harm):
    kept.done("backup b.ledger")
    copy = tmp_path / "b.ledger"
    if harm == "event":
        with tampering(copy) as raw:
            raw.execute(
                "UPDATE stored_events SET state = CAST(replace(state,'plan','plot') AS BLOB)"
            )
    elif harm == "file":
        the_file(copy).write_text("another letter")
    else:
        shutil.rmtree(f"{copy}.files")
    words = {"event": "event 6", "file": "was changed", "gone": "is missing"}[harm]
    kept.refuses(BROKEN, "backup --check b.ledger", "does not hold", words)


def test_a_check_tells_of_another_history_with_the_ledger_there_or_gone(kept, tmp_path):
    kept.done("backup b.ledger")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "their-anchors"))
        Office(tmp_path / "b.ledger", kept.capsys).done('action progress A-2019-001 "no"')
    kept.done(MORE)
    kept.refuses(BROKEN, "backup --check b.ledger", "has a different history")
    kept.path.unlink()
    assert "has a different history" in kept.types("backup --check b.ledger").err


def test_a_check_tells_of_a_backup_of_another_ledger(kept, tmp_path):
    other = Office(tmp_path / "other.ledger", kept.capsys)
    other.done("init", "backup b.ledger")
    kept.refuses(BROKEN, "backup --check b.ledger", "a backup of a different ledger")


def test_a_restore_tells_that_erased_names_are_here_again(kept, tmp_path):
    gone, again = "event{} gone: record what you can again.", "erased a name, it is here again"
    kept.done("backup b.ledger", MORE)
    put_back_at(kept, (tmp_path / "b.ledger").read_bytes())
    said = kept.done('restore --reason "the disk failed"').err
    assert f"1 {gone.format(' is')}" in said and again not in said

    kept.done('post appoint CFO "Robin Whitlock"', "backup c.ledger")
    kept.done('erase "robin whitlock" --basis "Article 17" --yes', MORE)
    put_back_at(kept, (tmp_path / "c.ledger").read_bytes())
    said = kept.done('restore --reason "the disk failed again"').err
    assert f"2 {gone.format('s are')}" in said and again in said


def test_a_ledger_is_restored_from_a_backup_and_that_is_declared(kept, tmp_path):
    kept.done("backup b.ledger", MORE)
    put_back_at(kept, (tmp_path / "b.ledger").read_bytes())
    kept.refuses(BROKEN, MORE, "older copy was put back")
    kept.done('restore --reason "the disk failed"', MORE, "verify")
