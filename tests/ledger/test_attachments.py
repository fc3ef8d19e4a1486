"""The shelf: bytes under their own hash, whole or not at all, hashed again when they are read."""

import os
import stat
from hashlib import sha256

import pytest
from books import NOBODY
from folded import each

from ledger.errors import Broken, Misused, Unavailable
from ledger.store.folder import FolderAttachments
from ledger.system import contents
from ledger.system.contents import MAX_BYTES, taken

DATA = b"The Panel noted the report.\n"
HASH = sha256(DATA).hexdigest()


@pytest.fixture
def shelf(tmp_path):
    return FolderAttachments(tmp_path / "office.ledger")


def lying(shelf):
    return sorted(str(p.relative_to(shelf.folder)) for p in shelf.folder.rglob("*") if p.is_file())


def test_bytes_stand_under_their_own_hash_read_only_and_once(shelf):
    assert shelf.put(DATA) == shelf.put(DATA) == HASH
    assert lying(shelf) == [f"{HASH[:2]}/{HASH}"]
    assert shelf.folder.name == "office.ledger.files"
    assert stat.S_IMODE(shelf.place(HASH).stat().st_mode) & 0o222 == 0
    assert shelf.read(HASH) == DATA


def test_the_bytes_are_on_the_disk_before_their_name_is(shelf, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda _: done.append(shelf.has(HASH)))
    shelf.put(DATA)
    assert done == [False, True, True, True]


def test_what_fails_half_way_leaves_nothing(shelf, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="is full: nothing was recorded"):
        shelf.put(DATA)
    assert lying(shelf) == []


def test_what_a_crash_left_half_written_goes_with_the_next(shelf):
    shelf.put(b"another")
    (shelf.folder / f".{'0' * 32}").write_bytes(b"half")
    assert len(list(shelf.names())) == 1, "what is being written is not here yet"
    shelf.put(DATA)
    assert len(lying(shelf)) == 2


def test_bytes_that_were_changed_are_never_handed_out_and_are_mended_by_the_right_ones(shelf):
    shelf.put(DATA)
    place = shelf.place(HASH)
    place.chmod(0o644)
    place.write_bytes(DATA[:-2] + b"!\n")
    with pytest.raises(Broken, match="was changed: its SHA-256 is now"):
        shelf.read(HASH)
    shelf.put(DATA)
    assert shelf.read(HASH) == DATA


def test_a_file_that_is_missing_or_longer_or_a_link_is_told(shelf, tmp_path):
    assert "is missing: put a copy back" in shelf.wrong(HASH)
    shelf.put(DATA)
    assert shelf.wrong(HASH, len(DATA)) is None
    assert "has 28 bytes, and 27 were recorded" in shelf.wrong(HASH, 27)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(DATA)
    shelf.place(HASH).unlink()
    shelf.place(HASH).symlink_to(elsewhere)
    assert "cannot be read" in shelf.wrong(HASH), "what it leads to may change unseen"


def test_bytes_added_after_the_last_that_may_be_are_seen(shelf, monkeypatch):
    monkeypatch.setattr(contents, "MAX_BYTES", len(DATA))
    shelf.put(DATA)
    place = shelf.place(HASH)
    place.chmod(0o644)
    place.write_bytes(DATA + b"and more")
    assert "was changed" in shelf.wrong(HASH)


def test_what_is_removed_takes_empty_folders_with_it(shelf):
    shelf.put(DATA)
    shelf.put(b"another")
    shelf.remove(HASH)
    assert not shelf.has(HASH) and shelf.folder.is_dir()
    shelf.remove(HASH)
    shelf.remove(sha256(b"another").hexdigest())
    assert not shelf.folder.exists()


def test_what_lies_there_under_another_name_is_a_stranger(shelf, tmp_path):
    shelf.put(DATA)
    (shelf.folder / "minutes.pdf").write_bytes(b"x")
    (shelf.folder / "cd").mkdir()
    (shelf.folder / "cd" / HASH).write_bytes(DATA)
    (shelf.folder / "away").symlink_to(tmp_path)
    found = {str(path.relative_to(shelf.folder)): digest for path, digest in shelf.names()}
    own = f"{HASH[:2]}/{HASH}"
    assert found == {own: HASH, "minutes.pdf": None, f"cd/{HASH}": None, "away": None}


# What is taken in


def test_a_link_is_followed_to_its_bytes(tmp_path):
    (tmp_path / "paper").write_bytes(DATA)
    (tmp_path / "link").symlink_to(tmp_path / "paper")
    assert taken(tmp_path / "link") == DATA


def test_a_file_has_at_most_fifty_mebibytes(tmp_path):
    with (tmp_path / "big").open("wb") as big:
        big.truncate(MAX_BYTES)
    assert len(taken(tmp_path / "big")) == 50 * 1024 * 1024
    with (tmp_path / "big").open("r+b") as big:
        big.truncate(MAX_BYTES + (3 << 20))
    with pytest.raises(Misused, match=r"has 53\.0 MiB; the limit is 50 MiB"):
        taken(tmp_path / "big")
    with (tmp_path / "big").open("r+b") as big:
        big.truncate(MAX_BYTES + 1)
    with pytest.raises(Misused, match="the limit is 50 MiB"):
        taken(tmp_path / "big")


@each(
    ("make", "words"),
    [
        (lambda _: None, "There is no file"),
        (lambda path: path.touch(), "is empty"),
        (lambda path: path.mkdir(), "Is a directory. Name a file"),
        (os.mkfifo, "a pipe or a device, not a file"),
        (lambda path: path.symlink_to(path), "symbolic links"),
        (
            lambda path: path.symlink_to("/dev/zero"),
            "a pipe or a device, not a file",
        ),
        (lambda path: path.symlink_to("gone"), "There is no file"),
    ],
    ids=["missing", "empty", "folder", "pipe", "circle", "device", "dangling"],
)
def test_what_is_no_file_is_told_in_a_sentence(tmp_path, make, words):
    make(tmp_path / "f")
    with pytest.raises(Misused, match=words):
        taken(tmp_path / "f")


def test_a_file_that_may_not_be_read_is_told_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "f").write_bytes(DATA)
    (tmp_path / "f").chmod(0)
    if os.geteuid() == 0:
        tmp_path.chmod(0o755)
        if (child := os.fork()) == 0:
            code = 1
            try:
                os.setuid(NOBODY)
                os.chdir("/")
                taken(tmp_path / "f")
            except Misused as refused:
                code = 0 if "Permission denied" in str(refused) else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return
    with pytest.raises(Misused, match="Permission denied"):
        taken(tmp_path / "f")
