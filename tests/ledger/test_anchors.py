"""Anchors: what was seen of a ledger, kept outside it; and the restore that declares another."""

import errno
import shutil
from pathlib import Path

import pytest
from books import entry, filled, progress, rehash, rewrite_head, tampering
from given import given
from sealing import seal

from ledger.application import Ledger
from ledger.errors import Broken
from ledger.integrity import anchors
from ledger.records import restores
from ledger.records.restores import LedgerRestored, declare
from ledger.system import contents

FACTS = {"reason": "the disk failed", "seen_size": 41, "seen_root": "5f", "seen_note": None}
restored = LedgerRestored(reason="the disk failed", seen_size=41, seen_root="5f")


@pytest.fixture
def path(tmp_path):
    return filled(tmp_path / "office.ledger")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "anchors"


def seen(path, folder) -> None:
    anchors.note(folder, Ledger.open(path, read_only=True))


def conflict(path, folder) -> str | None:
    ledger = Ledger.open(path, read_only=True)
    anchor = anchors.read(folder, ledger)
    assert anchor is not None
    return anchors.conflict(ledger, anchor)


def test_a_ledger_never_seen_has_no_anchor(path, folder):
    assert anchors.read(folder, Ledger.open(path, read_only=True)) is None


def test_a_ledger_that_goes_on_is_the_one_that_was_seen(path, folder):
    seen(path, folder)
    progress(Ledger.open(path), 1, "more")
    assert conflict(path, folder) is None


def test_an_older_copy_put_back_is_told(path, folder, tmp_path):
    backup = shutil.copy(path, tmp_path / "backup")
    ledger = Ledger.open(path)
    progress(ledger, 1, "more")
    ledger.close()
    seen(path, folder)
    shutil.copy(backup, path)
    said = conflict(path, folder)
    assert "has 12 events, and a ledger of 13 events, root " in said
    assert "its end was cut off, or an older copy was put back" in said
    assert "govledger restore --reason" in said


def test_a_fork_is_told_with_both_notes(path, folder, tmp_path):
    other = shutil.copy(path, tmp_path / "other.ledger")
    for file, text in ((path, "one way"), (other, "another way")):
        ledger = Ledger.open(file)
        progress(ledger, 1, text)
        seal(ledger)
        ledger.close()
    seen(path, folder)
    theirs = anchors.read(folder, Ledger.open(path, read_only=True)).note
    said = conflict(other, folder)
    assert "is a fork" in said and theirs in said
    assert said.count("— govledger/") == 2 and said.count("\n14\n") == 2


def test_a_fork_that_nobody_sealed_is_told_by_its_roots(path, folder, tmp_path):
    other = shutil.copy(path, tmp_path / "other.ledger")
    for file, text in ((path, "one way"), (other, "another way")):
        ledger = Ledger.open(file)
        progress(ledger, 1, text)
        ledger.close()
    seen(path, folder)
    assert conflict(other, folder).count("not sealed") == 2


def test_a_whole_rewrite_is_told(path, folder):
    seen(path, folder)
    with tampering(path) as raw:
        raw.execute(
            "UPDATE stored_events SET state = CAST(replace(state, 'Nottingham', 'Oxford') AS BLOB)"
        )
        rehash(raw)
        rewrite_head(raw)
    assert "is a fork" in conflict(path, folder)


def test_what_was_seen_is_not_written_again_where_nothing_moved(path, folder):
    seen(path, folder)
    file = next(folder.iterdir())
    before = file.stat().st_ino
    seen(path, folder)
    assert file.stat().st_ino == before
    progress(Ledger.open(path), 1, "more")
    seen(path, folder)
    assert file.stat().st_ino != before and len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"size":"many","root":1}'])
def test_an_anchor_that_cannot_be_read_is_said_to_be_one(path, folder, content):
    seen(path, folder)
    next(folder.iterdir()).write_bytes(content)
    with pytest.raises(Broken, match=r"anchor .* cannot be read"):
        anchors.read(folder, Ledger.open(path, read_only=True))


def test_an_anchor_that_may_not_be_read_is_not_to_be_deleted(path, folder, monkeypatch):
    seen(path, folder)

    def denied(file: Path, most: int) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(file))

    monkeypatch.setattr(contents, "read", denied)
    with pytest.raises(Broken, match="Check the permissions") as told:
        anchors.read(folder, Ledger.open(path, read_only=True))
    assert "delete" not in str(told.value)


def test_a_ledger_that_was_moved_is_not_held_against_a_copy_that_lay_beside(path, folder, tmp_path):
    """However much later that was recorded in, and though it is gone, too."""
    seen(path, folder)
    copy = shutil.copy(path, tmp_path / "practice.ledger")
    progress(Ledger.open(copy), 1, "only tried")
    seen(copy, folder)
    copy.unlink()
    moved = path.rename(tmp_path / "moved.ledger")
    ledger = Ledger.open(moved, read_only=True)
    anchor = anchors.read(folder, ledger)
    assert anchor is not None and (anchor.where, anchor.size) == (str(path), 12)
    assert conflict(moved, folder) is None


# A restore


def test_a_restore_is_declared():
    given().when(declare, **FACTS).then(restored)


def test_a_restore_needs_its_reason():
    given().when(declare, **(FACTS | {"reason": " "})).refused("--reason")


def test_a_restore_is_declared_once():
    given(restored).when(declare, **FACTS).refused("already declared")


def test_every_verification_tells_of_a_restore(path):
    ledger = Ledger.open(path)
    assert restores.holds(ledger).covered == "none was declared"
    ledger.record("restore", "restore-13", declare, entry(), new=True, **FACTS)
    check = restores.holds(ledger)
    assert not check.problems
    assert "event 13 by M Clerk, in the place of 41 events, 29 more than" in check.covered
