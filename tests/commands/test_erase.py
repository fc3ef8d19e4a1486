"""A person's name goes for good: from the file, from beside it, from the projections."""

import os
import shlex
import sqlite3
from datetime import date

import pytest
from clerk import DONE, Office
from terminal import at_terminal

from commands.menu import main
from ledger.application import Ledger
from ledger.events import Entry
from ledger.integrity.verify import verify
from ledger.records.erasures import holds
from ledger.records.exports import export

pytestmark = pytest.mark.slow

SHA = "ab" * 32
ERASE = 'erase "jane  smith" --basis "UK GDPR Art 17(1)(b)"'


@pytest.fixture
def office(empty, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    empty.begins(
        "init",
        'post define ACC "Assistant Chief Constable"',
        'post appoint ACC "Jane Smith" --on 1/6/16',
        'action raise "Write to [[Jane Smith]] about it" --owner ACC --key letter',
        'action raise "Ask Jane Smith again" --owner ACC',
    )
    return empty


def everywhere(office: Office) -> bytes:
    """All bytes of all files that the program wrote."""
    files = [file for file in office.path.parent.rglob("*") if file.is_file()]
    return b"\0".join(file.read_bytes() for file in files)


def exported(office: Office, **facts) -> None:
    ledger = Ledger.open(office.path)
    entry = Entry(
        recorded_by="M Clerk",
        authority="asserted",
        effective_on=date(2019, 3, 1),
        correlation="test",
    )
    said = {"what": "audit pack", "tree_size": 5, "sha256": SHA, "discloses": True}
    ref = ledger.next_ref("export", 2019)
    ledger.record("export", ref, export, entry, new=True, **said | facts)
    ledger.close()


def test_a_name_that_is_erased_is_read_nowhere_and_every_proof_holds(office):
    before = office.done("verify").out
    result = office.done(ERASE + " --yes")
    assert result.out == "R-2019-001\n"
    assert "event 2: ACC held by Jane Smith" in result.err
    assert "event 3: A-2019-001 raised: Write to [[Jane Smith]] about it" in result.err
    for line in ("history ACC", "show A-2019-001", "ask open_actions", "replay --list"):
        told = office.done(line).out
        assert "erased" in told
        assert "Jane Smith" not in told.replace("Ask Jane Smith again", "")
    ledger = Ledger.open(office.path, read_only=True)
    assert verify(ledger).ok and holds(ledger).problems == ()
    ledger.close()
    assert before != office.done("verify").out  # One event more.


def test_nothing_of_it_is_left_in_any_file(office):
    office.done("rebuild")
    assert b"Jane Smith" in everywhere(office).replace(b"Ask Jane Smith again", b"")
    # A writer that stays open keeps the -wal from being carried over.
    reader = sqlite3.connect(office.path)
    reader.execute("SELECT 1 FROM stored_events").fetchall()
    office.done(ERASE + " --yes")
    assert b"Jane Smith" not in everywhere(office).replace(b"Ask Jane Smith again", b"")
    reader.close()


def test_a_generation_that_could_not_be_removed_is_told_and_never_asked(office, monkeypatch):
    from projections import generations

    office.done("rebuild")
    (path,) = office.path.parent.glob("*.projections/events-*")
    old = path.read_bytes()
    office.done(ERASE + " --yes")
    assert not path.exists()
    path.write_bytes(old)  # As one in another person's cache would stand.
    assert "Jane Smith about it" not in office.done("ask open_actions").out
    assert "erased" in office.done("ask open_actions").out
    assert not path.exists()
    path.write_bytes(old)

    def refuse(*_args, **_more):
        raise PermissionError

    monkeypatch.setattr(generations.Path, "unlink", refuse)
    ledger = Ledger.open(office.path, read_only=True)
    assert generations.forget(ledger) == [path]
    ledger.close()


def test_a_generation_that_was_begun_before_an_erasure_is_not_published(office, monkeypatch):
    from ledger.errors import Unavailable
    from projections import generations

    ledger = Ledger.open(office.path)
    written = generations.write

    def meanwhile(*args):
        written(*args)
        office.done(ERASE + " --yes")

    monkeypatch.setattr(generations, "write", meanwhile)
    with pytest.raises(Unavailable):
        generations.build(ledger)
    ledger.close()
    assert b"Jane Smith" not in everywhere(office).replace(b"Ask Jane Smith again", b"")


def test_what_cannot_be_erased_is_said(office):
    result = office.done(ERASE + " --yes")
    assert "In clear text, which cannot be erased: event 4." in result.err
    assert "With it goes a hash of what was typed, of 1 command given with a key" in result.err
    assert "No recorded export contains it: there is nothing to recall." in result.err


def test_who_recorded_is_kept_and_said(office, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ACTOR", "Jane Smith")
    office.done('action raise "Ask again" --owner ACC')
    result = office.done(ERASE + " --yes")
    assert "recorded 1 event: that is kept" in result.err
    assert "accountability" in result.err


def test_a_draft_that_says_it_is_named(office, tmp_path):
    ledger = Ledger.open(office.path, read_only=True)
    folder = tmp_path / "state" / "govledger" / "drafts" / ledger.identity
    ledger.close()
    folder.mkdir(parents=True)
    (folder / "HTA-2019-01-15.txt").write_text("Present: JANE Smith")
    (folder / "HTA-2019-02-15.txt").write_text("Present: Jane Smithers")
    err = office.done(ERASE + " --yes").err
    assert "HTA-2019-01-15.txt contains it" in err and "HTA-2019-02-15" not in err


# Exports


def test_exports_made_before_that_tell_it_are_to_be_recalled(office):
    exported(office, recipient="the external auditor")
    exported(office, what="committee paper", discloses=False)
    exported(office, what="early pack", tree_size=1)
    err = office.done(ERASE + " --yes").err
    assert err.count("recall E-") == 1
    assert (
        "recall E-2019-001: audit pack to the external auditor, of 5 events, 1 March 2019"
        f" (SHA-256 {SHA})"
    ) in err
    exported(office, what="later pack", tree_size=9)
    rows = office.done("export list").out.splitlines()
    assert rows[0].split("\t")[:3] == ["ref", "what", "recipient"]
    assert [row.split("\t")[6] for row in rows[1:]] == ["R-2019-001", "", "", ""]


# Refusals


def test_what_is_not_there_is_not_found(office):
    office.refuses(3, 'erase "Joan Smith" --basis GDPR --yes', "no personal value 'Joan Smith'")
    office.refuses(
        3, 'erase "Ask Jane Smith again" --basis GDPR --yes', "has it in clear text: event 4."
    )
    office.done(ERASE + " --yes")
    office.refuses(3, ERASE + " --yes", "has it in clear text: event 4.")


def test_without_a_basis_or_a_word_nothing_is_erased(office):
    office.refuses(4, 'erase "Jane Smith" --yes', "govledger erase needs --basis.")
    office.refuses(4, ERASE, "--yes erases it")
    office.refuses(2, 'erase "Jane Smith" --basis " " --yes', "--basis is empty")
    office.refuses(1, 'erase "Jane Smith" --basis "letter of jane smith" --yes', "contains what")
    office.refuses(2, "erase --basis GDPR --yes", "not both")


def test_a_dry_run_erases_nothing(office):
    office.done("rebuild")
    result = office.done(ERASE + " --dry-run")
    assert "A dry run" in result.err and result.out == ""
    assert office.size == 4
    assert "Jane Smith" in office.done("history ACC").out
    assert list(office.path.parent.glob("*.projections/events-*"))
    assert "event 2: ACC held by Jane Smith" in result.err


def test_an_erasure_is_no_line_of_a_batch(office, tmp_path):
    (tmp_path / "b.batch").write_text(ERASE + " --yes\n")
    office.refuses(2, "batch b.batch", "govledger erase is no line of a batch")


def test_by_its_commitment_a_value_is_erased_and_again_only_cleared_away(office):
    ledger = Ledger.open(office.path, read_only=True)
    ((key,),) = ledger.store.query(
        "SELECT hex(commitment) FROM personal WHERE value = 'Jane Smith'"
    )
    ledger.close()
    office.done(f"erase --commitment {key} --basis GDPR --yes")
    size = office.size
    assert "already erased" in office.done(f"erase --commitment {key} --basis GDPR").err
    assert office.size == size


def test_a_reader_in_the_way_is_told_and_the_rest_can_be_done_again(office, monkeypatch):
    from ledger.store.sqlite import connections

    monkeypatch.setattr(connections, "LOCK_TIMEOUT_SECONDS", 0.1)
    reader = sqlite3.connect(office.path)
    reader.execute("BEGIN")
    ((key,),) = reader.execute(
        "SELECT hex(commitment) FROM personal WHERE value = 'Jane Smith'"
    ).fetchall()
    with pytest.raises(SystemExit) as end:
        main(["--ledger", str(office.path), *shlex.split(ERASE), "--yes"])
    out, err = office.capsys.readouterr()
    assert end.value.code == 6 and out == "R-2019-001\n"
    assert "It is erased, but office.ledger, or its -wal, may still hold the text" in err
    assert "Another program is reading the ledger" in err and "--commitment HEX" in err
    reader.close()
    office.done(f"erase --commitment {key} --basis GDPR")
    assert b"Jane Smith" not in everywhere(office).replace(b"Ask Jane Smith again", b"")


@pytest.mark.parametrize(("answer", "code"), [("y", DONE), ("", 1)], ids=["yes", "enter"])
def test_at_a_terminal_it_is_asked_for(office, answer, code):
    words = ["--ledger", str(office.path), "erase", "Jane Smith", "--basis", "UK GDPR Art 17"]
    session = at_terminal(words, [answer], columns=80, env=dict(os.environ))
    assert "Erase this for good? [y/N]" in session.shown
    assert (session.code == 0) == (code == DONE)
    assert office.size == (5 if code == DONE else 4)
