"""What is known of a ledger on this machine, and where: copies beside it, moved, unpacked."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from clerk import BROKEN, DONE, RAISE, REFUSED, Office
from signing import key_file
from test_sealing import put_back

from ledger.application import Ledger

pytestmark = pytest.mark.slow

MORE = 'action progress A-2019-001 "half"'
OTHER = 'action progress A-2019-001 "another way"'


@pytest.fixture
def own(office, tmp_path):
    """An office that recorded here, and sealed."""
    key_file(tmp_path / "key", 1)
    office.done(RAISE, "seal --seal-key key --note note")
    return office


def copy_of(office: Office, name: str) -> Office:
    shutil.copy(office.path, office.path.with_name(name))
    return Office(office.path.with_name(name), office.capsys)


def anchors(office: Office) -> dict[str, bytes]:
    folder = state() / "govledger" / "anchors"
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.exists() else {}


def state() -> Path:
    return Path(os.environ["XDG_STATE_HOME"])


@pytest.fixture
def forgery(own, tmp_path):
    """A ledger unpacked from a pack that somebody else made of a copy, with another event in it."""
    theirs = copy_of(own, "theirs.ledger")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "their-anchors"))
        theirs.done(OTHER, "seal --seal-key key", "export audit-pack --to pack")
    own.done(MORE, "unpack pack --to unpacked.ledger")
    return Office(tmp_path / "unpacked.ledger", own.capsys)


# Looking


@pytest.mark.parametrize("line", ["show 3", "verify", "ask open_actions", "history A-2019-001"])
def test_looking_at_an_unpacked_forgery_moves_no_anchor(own, forgery, line):
    before = anchors(own)
    assert forgery.types(line).code == DONE
    assert anchors(own) == before
    own.done("verify", "history A-2019-001", MORE)


def test_looking_at_a_strangers_file_moves_no_anchor_on_a_machine_that_saw_none(own, tmp_path):
    theirs = copy_of(own, "theirs.ledger")
    own.done(MORE)
    theirs.done(OTHER)
    shutil.rmtree(state())
    theirs.done("show 3", "verify")
    assert not anchors(own)
    own.done(MORE.replace("half", "more"))


def test_a_refusal_and_a_rehearsal_move_no_anchor(own):
    before = anchors(own)
    assert before
    own.refuses(REFUSED, 'action close A-2019-001 --verified-by CC --evidence "x"')
    own.done(MORE + " --dry-run")
    assert anchors(own) == before


# An unpacked copy


def test_recording_in_an_unpacked_copy_moves_no_anchor_and_says_what_it_is(own, forgery):
    before = anchors(own)
    said = forgery.done('action progress A-2019-001 "practice"')
    assert "is a copy, unpacked from an audit pack" in said.err
    assert "govledger restore --reason" in said.err
    assert anchors(own) == before
    own.done(MORE.replace("half", "more"))
    assert "unpacked from an audit pack" in forgery.done("verify").err


def test_the_mark_is_in_the_file_and_goes_with_it(forgery, tmp_path):
    moved = copy_of(forgery, "moved.ledger")
    assert Ledger.open(moved.path, read_only=True).copied
    with sqlite3.connect(moved.path) as raw:
        raw.execute("VACUUM")
    raw.close()
    assert Ledger.open(moved.path, read_only=True).copied


def test_an_unpacked_copy_takes_over_by_a_restore_that_is_declared(own, tmp_path):
    own.done("export audit-pack --to pack")
    own.path.unlink()
    own.done("unpack pack --to office.ledger")
    assert "continues in place of" in own.done('restore --reason "the disk failed"').err
    assert not Ledger.open(own.path, read_only=True).copied
    assert "copy" not in own.done(MORE).err
    assert "restores: event" in own.done("verify").err
    own.refuses(REFUSED, 'restore --reason "again"', "nothing to declare")


def test_a_rehearsed_restore_leaves_the_mark(forgery):
    forgery.done('restore --reason "the disk failed" --dry-run')
    assert Ledger.open(forgery.path, read_only=True).copied


# Copies side by side


def test_practising_on_a_copy_leaves_the_ledger_as_it_was(own):
    practice = copy_of(own, "practice.ledger")
    said = practice.done(OTHER)
    assert "is not the copy that was used before" in said.err
    assert str(own.path) in said.err and "1 March 2019" in said.err
    for one in (own, practice, own, practice):
        said = one.done(f'action progress A-2019-001 "{one.path.name} {one.size}"')
        assert "copy" not in said.err and "fork" not in said.err
    own.done("verify")
    practice.done("verify")


def test_a_copy_practised_on_first_does_not_decide_what_the_ledger_is(own, tmp_path):
    practice = copy_of(own, "practice.ledger")
    shutil.rmtree(state())
    practice.done(OTHER)
    assert "is not the copy that was used before" in own.done("verify").err
    own.done(MORE)
    practice.done(MORE)


def test_a_fork_that_lies_beside_is_told_to_readers(own):
    fork = copy_of(own, "fork.ledger")
    own.done(MORE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVLEDGER_ANCHORS", str(own.path.with_name("their-anchors")))
        fork.done(OTHER)
    for line in ("show 3", "verify"):
        said = fork.done(line)
        assert f"the first {own.size} of this one are others" in said.err
        assert str(own.path) in said.err


def test_each_copy_keeps_its_own_place_when_an_older_one_is_put_back(own):
    practice = copy_of(own, "practice.ledger")
    practice.done(OTHER)
    old = practice.path.read_bytes()
    practice.done(MORE)
    own.done(MORE)
    put_back_at(practice, old)
    practice.refuses(
        BROKEN, MORE.replace("half", "x"), "older copy was put back", "practice.ledger"
    )
    own.done(MORE.replace("half", "y"))


def put_back_at(office: Office, content: bytes) -> None:
    for file in office.path.parent.glob(f"{office.path.name}*"):
        if file.is_file():
            file.unlink()
    office.path.write_bytes(content)


# Moved


def test_a_moved_ledger_is_still_the_one_that_was_seen(own):
    moved = Office(own.path.rename(own.path.with_name("moved.ledger")), own.capsys)
    assert "copy" not in moved.done(MORE).err
    assert "moved.ledger" in moved.done("verify").err.partition("anchor: ")[2].partition("\n")[0]


def test_an_older_copy_in_another_place_is_told_where_the_ledger_is_gone(own):
    old = copy_of(own, "old.ledger")
    own.done(MORE)
    own.path.unlink()
    said = old.refuses(BROKEN, OTHER, "older copy was put back", "govledger restore --reason")
    assert str(own.path) in said and "1 March 2019" in said
    old.done('restore --reason "the disk failed"', OTHER)


def test_an_older_copy_in_another_place_is_told_where_the_ledger_was_replaced(own):
    old, older = copy_of(own, "old.ledger"), own.path.read_bytes()
    own.done(MORE)
    put_back(own, older)
    old.refuses(BROKEN, OTHER, "older copy was put back")


def test_practice_that_is_over_says_nothing_of_the_ledger_that_moved(own):
    practice = copy_of(own, "practice.ledger")
    practice.done(OTHER)
    practice.path.unlink()
    own.done(MORE)
    moved = Office(own.path.rename(own.path.with_name("moved.ledger")), own.capsys)
    assert "govledger:" not in moved.done(MORE.replace("half", "x")).err


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_another_name_of_the_same_file_is_the_same_place(own, link):
    named = own.path.with_name("named.ledger")
    getattr(named, link)(own.path)
    before = len(anchors(own))
    assert "copy" not in Office(named, own.capsys).done(MORE).err
    assert len(anchors(own)) == before


def test_a_ledger_made_anew_in_the_same_place_is_another(own):
    own.path.unlink()
    own.done("init", 'post define CC "Chief Constable"')


def test_an_anchor_of_an_earlier_version_is_still_compared(own):
    old = own.path.read_bytes()
    own.done(MORE)
    folder = state() / "govledger" / "anchors"
    (file,) = folder.iterdir()
    file.write_text(_of_before(file.read_text()))
    file.rename(folder / f"{file.name.partition('.')[0]}.json")
    own.done("verify")
    put_back(own, old)
    own.refuses(BROKEN, OTHER, "older copy was put back")


def _of_before(text: str) -> str:
    import json

    known = json.loads(text)
    return json.dumps({name: known[name] for name in ("size", "root", "seen_at", "note")})


# A checkpoint that the known key signed


def test_a_verified_seal_of_the_known_key_moves_the_anchor(own, tmp_path):
    received = Office(tmp_path / "received" / "office.ledger", own.capsys)
    received.path.parent.mkdir()
    shutil.copy(own.path, received.path)
    shutil.rmtree(state())
    received.done("verify")
    assert not anchors(own), "a key that is not known moves none"
    assert received.types("verify --trusted key.pub").code == 7
    assert len(anchors(own)) == 1
    old = received.path.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "their-anchors"))
        own.done(MORE, "seal --seal-key key")
    shutil.copy(own.path, received.path)
    received.done("verify")
    put_back_at(received, old)
    received.refuses(BROKEN, "verify", "older copy was put back")


def test_a_seal_of_another_key_moves_no_anchor(own, tmp_path):
    key_file(tmp_path / "stranger", 2)
    theirs = copy_of(own, "theirs.ledger")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "their-anchors"))
        theirs.done('key rotate --to stranger.pub --lost "so they say"', "seal --seal-key stranger")
    before = anchors(own)
    assert theirs.types("verify").code == 7
    assert anchors(own) == before
    assert theirs.types("verify --trusted note").code == 7
    assert anchors(own) == before, "nor does the note, whose key did not sign for the other"


def test_a_reader_with_nowhere_to_keep_anchors_verifies_all_the_same(own, tmp_path):
    shutil.rmtree(state())
    state().write_text("a file where a folder should be")
    assert own.types("verify --trusted key.pub").code == 7
    assert state().is_file()
