"""Nothing that a ledger says becomes part of a path unchecked: the file may come from a forger."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from books import entry, filled, raise_action, tampering
from packs import packed, seal
from torture import program
from torture.forging import identity

from commands.minutes import draft
from ledger.application import Ledger
from ledger.errors import Broken
from ledger.records import bodies, files
from ledger.registry import RecordKind
from ledger.store.folder import FolderAttachments
from ledger.system import paths

OUT = "../../out"
STRANGE = ["", ".", "..", OUT, "/etc/passwd", "a/b", "a\\b", "a\nb", ".hidden", "a" * 101, "é"]


@pytest.fixture(autouse=True)
def forged(monkeypatch):
    """A forger's ledger has what no ledger of ours would record."""
    monkeypatch.setattr(RecordKind, "may_begin", lambda *_: None)


@pytest.fixture
def path(tmp_path) -> Path:
    (folder := tmp_path / "a" / "b").mkdir(parents=True)
    return filled(folder / "office.ledger")


def seen(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}


@pytest.mark.parametrize("word", STRANGE)
def test_what_could_lead_elsewhere_is_no_part_of_a_path(word):
    with pytest.raises(Broken, match="cannot be part of a path"):
        paths.part(word)
    assert paths.part("HTA") == "HTA" and paths.part("seal-41") == "seal-41"


@pytest.mark.parametrize("named", [OUT, "another", "0" * 32, "{x}", "x" * 36, "URN:UUID:x", ""])
@pytest.mark.parametrize(
    "words",
    [
        ("ask", "open_actions"),
        ("show", "A-2018-001"),
        ("rebuild",),
        ("action", "progress", "A-2018-001", "on"),
        ("sql", "from open_actions"),
    ],
)
def test_a_ledger_whose_identity_is_none_is_refused_and_nothing_written(
    path, tmp_path, named, words
):
    with tampering(path) as raw:
        identity(named)(raw)
    before = seen(tmp_path)
    said = program.govledger(path, *words)
    assert (said.code, said.out) == (5, "") and "which is not a ledger's identity" in said.err
    assert {one for one in seen(tmp_path) - before if "office.ledger-" not in one} == set()
    verdict = program.govledger(path, "verify")
    assert verdict.code == 5 and "the identity of the ledger is" in verdict.err


def test_a_file_is_looked_for_under_a_hash_only(path):
    shelf, secret = FolderAttachments(path), path.parent / "secret"
    secret.write_text("not for them")
    for name in (OUT, "../secret", str(secret), "A" * 64, "0" * 63):
        for look in (shelf.place, shelf.read, shelf.remove):
            with pytest.raises(Broken, match="SHA-256"):
                look(name)
        assert not shelf.has(name)
        assert shelf.wrong(name) == "is named by no SHA-256, so none is looked for"
    assert secret.exists()


def test_a_file_that_is_named_by_a_path_is_neither_copied_nor_disposed_of(path):
    secret = path.parent / "secret.txt"
    secret.write_text("not for them")
    ledger = Ledger.open(path)
    facts = {"sha256": "0" * 64, "size_bytes": 12, "title": "A paper"}
    ledger.record("file", str(secret), files.store, entry(), new=True, **facts)
    ledger.close()
    copied = program.govledger(path, "file", "copy", str(secret), str(path.parent / "copy"))
    gone = program.govledger(path, "file", "dispose", str(secret), "--reason", "old")
    assert (copied.code, gone.code) == (5, 5) and "SHA-256" in copied.err and "SHA-256" in gone.err
    assert secret.exists() and not (path.parent / "copy").exists()
    assert Ledger.open(path, read_only=True).size == 13, "and nothing was recorded"
    assert "is named by no SHA-256" in program.govledger(path, "verify").err


def test_a_draft_is_never_named_after_a_body_that_is_a_path(path, monkeypatch, tmp_path):
    ledger = Ledger.open(path)
    ledger.record("body", OUT, bodies.constitute, entry(), new=True, title="Holding to account")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    app = SimpleNamespace(reader=ledger)
    with pytest.raises(Broken, match="cannot be part of a path"):
        draft._draft(app, OUT, "2018-02-27")
    assert draft._draft(app, "HTA", "2018-02-27").name == "HTA-2018-02-27.txt"


@pytest.mark.parametrize("name", [OUT, "../x", "/tmp/x"])
def test_a_pack_writes_its_files_under_hashes_only(tmp_path, name):
    ledger = Ledger.open(filled(tmp_path / "office.ledger"))
    facts = {
        "sha256": FolderAttachments(ledger.path).put(b"a paper"),
        "size_bytes": 7,
        "title": "A paper",
    }
    ledger.record("file", name, files.store, entry(), new=True, **facts)
    seal(ledger)
    before = seen(tmp_path)
    with pytest.raises(Broken, match="SHA-256"):
        packed(ledger, tmp_path / "pack", files=True)
    assert {one for one in seen(tmp_path) - before if "office.ledger" not in one} == set()


def test_an_action_may_be_called_anything_that_is_no_path(path):
    ledger = Ledger.open(path)
    raise_action(ledger, 9, OUT)
    ledger.close()
    assert json.loads(program.done(path, "show", "A-2018-009", "--json"))["title"] == OUT


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("backup", "{}/b.ledger"),
        ("export", "audit-pack", "--to", "{}/p.zip"),
        ("export", "tables", "--format", "csv", "--to", "{}/t"),
        ("export", "feeds", "--to", "{}/f"),
        ("report", "committee", "--for", "HTA", "--on", "2018-03-01", "--preview", "-o", "{}/r"),
        ("ask", "open_actions", "--proof", "{}/a"),
        ("ledger", "copy", "office.ledger", "{}/c.ledger"),
        ("seal", "--seal-key", "key", "--publish", "{}"),
    ],
)
def test_of_a_file_nobody_is_told_to_make_a_folder(path, words, monkeypatch):
    """What is to be done can be done: only a folder that is not there can be made."""
    monkeypatch.chdir(path.parent)
    (path.parent / "paper").write_text("words")
    program.done(path, "seal", "--seal-key", program.key_of(path.parent))
    program.done(path, "body", "add", "HTA", "Holding to account")
    for place, advice in (("paper", "is a file"), ("paper/x", "is a file"), ("new/x", "first")):
        said = program.govledger(path, *(word.format(place) for word in words))
        assert said.code and not said.out and said.err.count("\n") == 1
        assert advice in said.err, said.err
        assert ("Make it first" in said.err) == (advice == "first")
    assert (path.parent / "paper").read_text() == "words"
    assert not (path.parent / "new").exists()
