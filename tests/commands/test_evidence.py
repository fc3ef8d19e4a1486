"""Files kept as evidence, and the papers that events came from, as an officer and an auditor meet
them."""

import json
import os
import subprocess
import sys
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Timer

import pytest
from clerk import BROKEN, MISUSED, NEEDED, NOT_FOUND, REF, REFUSED, ROOT, UNAVAILABLE
from patience import HANGS_SECONDS

from commands.imports.readings import read
from ledger import checks
from ledger.application import Ledger
from ledger.paper_lines import Reading, numbered, restored
from ledger.records.files import holds
from ledger.store import folder
from ledger.store.folder import FolderAttachments

pytestmark = pytest.mark.slow


PAPER = b"Item 1\nThe Commissioner asked\nwhy  robbery rose.\nNo actions arose.\n"
HASH = sha256(PAPER).hexdigest()
SHORT = HASH[:6]


@pytest.fixture
def paper(action, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-01T10:00")
    (tmp_path / "paper.txt").write_bytes(PAPER)
    return action


@pytest.fixture
def kept(paper):
    paper.done(f'action evidence {REF} "minute 12" --file paper.txt')
    return paper


def lying(office):
    folder = FolderAttachments(office.path).folder
    return sorted(p.name for p in folder.rglob("*") if p.is_file()) if folder.exists() else None


def check(office):
    ledger = Ledger.open(office.path, read_only=True)
    try:
        return holds(ledger)
    finally:
        ledger.close()


# Kept


def test_evidence_is_kept_by_its_hash_and_never_by_its_name(kept):
    *_, stored, attached = (r for r in kept.events)
    assert {stored.kind, attached.kind} == {"FileStored", "ActionEvidenceAttached"}
    assert lying(kept) == [HASH]
    assert kept.events[-1].event.sha256 == HASH
    assert "paper.txt" not in repr(kept.events)
    assert check(kept).problems == ()
    assert check(kept).covered == "1 file beside the ledger, each hashed again"


def test_an_event_says_what_was_kept_from_the_day_it_was_kept(paper):
    said = paper.done(f'action evidence {REF} "minute 12" --file paper.txt --on 2019-01-20')
    assert said.out == "", "an action's evidence is no new record of its own"
    assert f"{REF} evidence attached: minute 12 (file {HASH}) — 20 January 2019" in said.err
    assert f"{HASH} kept: minute 12 ({len(PAPER)} bytes) — 1 February 2019" in said.err


def test_the_same_bytes_attached_twice_stand_once(kept):
    before = kept.size
    kept.done('action raise "Another" --owner CC --meeting HTA/2019-01-15')
    kept.done('action evidence A-2019-002 "the same minute" --file paper.txt --on 2019-01-15')
    assert kept.size == before + 2
    assert lying(kept) == [HASH]


def test_a_file_kept_already_may_be_attached_under_an_earlier_clock(kept, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-01-20T10:00")
    kept.done(f"action evidence {REF} 'the same minute' --file paper.txt")
    assert [r.kind for r in kept.events].count("FileStored") == 1


def test_evidence_needs_no_file(paper):
    paper.done(f'action evidence {REF} "seen on site"')
    assert lying(paper) is None
    assert paper.events[-1].event.sha256 is None


def test_a_closure_may_bring_its_file(paper):
    paper.done(f"action complete {REF} --by CC")
    paper.done(f'action close {REF} --verified-by CEX --evidence "minute 12" --file paper.txt')
    kinds = [r.kind for r in paper.events[-3:]]
    assert kinds == ["FileStored", "ActionEvidenceAttached", "ActionClosed"]
    assert lying(paper) == [HASH]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("m --file gone.txt", MISUSED, "There is no file 'gone.txt'"),
        ("m --file empty.txt", MISUSED, "is empty"),
        ("m --file .", MISUSED, "Is a directory"),
        ("'' --file paper.txt", REFUSED, "needs evidence"),
        ("m --file paper.txt --on 2019-01-01", REFUSED, "begins on 15 January 2019"),
    ],
)
def test_what_is_refused_leaves_nothing_among_the_attachments(paper, line, code, words):
    Path("empty.txt").touch()
    paper.refuses(code, f"action evidence {REF} {line}", words)
    assert lying(paper) is None


def test_a_dry_run_leaves_nothing_at_all(paper):
    said = paper.done(f"action evidence {REF} m --file paper.txt --dry-run").err
    assert HASH in said and "none of this was recorded" in said
    assert not FolderAttachments(paper.path).folder.exists()


def test_a_dry_run_takes_nothing_off_the_shelf_that_was_there(kept):
    kept.done(f"action evidence {REF} 'and again' --file paper.txt --dry-run")
    assert lying(kept) == [HASH]


def test_a_batch_keeps_all_its_files_or_none(paper, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("other\n")
    lines = f"action evidence {REF} m --file paper.txt\naction evidence {REF} n --file other.txt\n"
    Path("b.batch").write_text(lines + "action evidence A-2019-999 n --file paper.txt\n")
    paper.refuses(NOT_FOUND, "batch b.batch", "line 3")
    assert lying(paper) is None
    Path("b.batch").write_text(lines)
    paper.done("batch b.batch")
    assert lying(paper) == sorted([HASH, sha256(b"other\n").hexdigest()])


def test_a_key_given_again_keeps_nothing_twice(paper):
    line = f"action evidence {REF} m --file paper.txt --key k1"
    first, again = paper.done(line), paper.done(line)
    assert first.out == again.out == ""
    assert "nothing was written twice" in again.err


def test_a_refusal_leaves_what_somebody_else_kept_meanwhile(paper, monkeypatch):
    """Between a refusal and the tidying after it, another process records the same file."""
    from commands.session import recording

    settle = recording.settle

    def other_first(app):
        monkeypatch.setattr(recording, "settle", settle)
        paper.done(f"action evidence {REF} theirs --file paper.txt")
        settle(app)

    monkeypatch.setattr(recording, "settle", other_first)
    paper.types(f"action evidence {REF} '' --file paper.txt")
    assert lying(paper) == [HASH]
    assert check(paper).problems == ()


def test_undo_takes_the_evidence_back_and_not_the_file(kept):
    kept.done("undo")
    assert kept.events[-1].event.retracts == next(
        r.position for r in kept.events if r.kind == "ActionEvidenceAttached"
    )
    assert lying(kept) == [HASH] and check(kept).problems == ()


def test_a_file_whose_keeping_was_taken_back_is_not_lost(kept):
    kept.done("undo", "undo", f"action evidence {REF} again --file paper.txt --dry-run")
    assert lying(kept) == [HASH] and check(kept).problems == ()
    kept.done(f"action evidence {REF} again --file paper.txt")
    assert kept.state("file", HASH).title == "again"


def test_a_full_disk_is_one_sentence(paper, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder.disk, "sync", full)
    paper.refuses(UNAVAILABLE, f"action evidence {REF} m --file paper.txt", "is full")


def test_a_kill_before_the_event_leaves_a_file_that_does_no_harm(paper):
    code = (
        "import os; from ledger.application import Ledger; from commands.menu import main;"
        "Ledger._append = lambda *_: os._exit(9);"
        f"main(['--ledger', {str(paper.path)!r}, 'action', 'evidence', '{REF}', 'm', '--file',"
        " 'paper.txt'])"
    )
    ours = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=ours).returncode == 9
    assert lying(paper) == [HASH]
    found = check(paper)
    assert found.problems == ()
    assert "besides, 1 that no event names, as a crash may leave" in found.covered
    paper.done(f"action evidence {REF} m --file paper.txt")
    assert "besides" not in check(paper).covered


# Expiry, hold, disposal


def test_a_file_is_found_by_six_digits_of_its_hash(kept):
    kept.done(f"file expire {SHORT.upper()} 2026-02-01 --reason 'seven years'")
    assert kept.state("file", HASH).expires_on.year == 2026
    kept.refuses(
        NOT_FOUND, f"file hold {HASH[:5]} --authority a --reason r", "Give 6 or more of its digits"
    )
    kept.refuses(
        NOT_FOUND, "file hold ffffff --authority a --reason r", "Give 6 or more of its digits"
    )
    assert "minute 12" in kept.done(f"show file:{SHORT}").out


def test_two_that_begin_alike_are_told_apart(kept, tmp_path, monkeypatch):
    other = HASH[:6] + "0" * 58
    monkeypatch.setattr(folder, "sha256", lambda _: Fake(other))
    (tmp_path / "other.txt").write_text("other")
    kept.done(f"action evidence {REF} other --file other.txt")
    said = kept.refuses(NOT_FOUND, f"file hold {SHORT} --authority a --reason r", "could be 2")
    assert HASH in said and other in said


class Fake:
    def __init__(self, digest):
        self.digest = digest

    def hexdigest(self):
        return self.digest


def test_a_file_goes_when_nothing_stands_against_it(kept):
    dispose = f"file dispose {SHORT} --reason 'past its day'"
    kept.refuses(REFUSED, dispose, "has no expiry day")
    kept.done(f"file expire {SHORT} 2019-03-01 --reason schedule")
    kept.refuses(REFUSED, dispose, "is kept until 1 March 2019")
    kept.done(f"file hold {SHORT} --authority IOPC --reason inquiry")
    os.environ["GOVLEDGER_NOW"] = "2019-03-01T10:00"
    kept.refuses(REFUSED, dispose, "under legal hold by IOPC")
    kept.done(f"file release {SHORT} --reason reported")
    kept.done(f"{dispose} --dry-run")
    assert lying(kept) == [HASH]
    kept.refuses(REFUSED, f"{dispose} --on 2019-03-02", "Leave out --on")
    kept.done(dispose)
    assert lying(kept) is None and check(kept).problems == ()
    assert check(kept).covered.startswith("0 files")
    kept.refuses(REFUSED, f"file hold {SHORT} --authority a --reason r", "was disposed of")


@pytest.fixture
def gone(kept):
    kept.done(f"file expire {SHORT} 2019-02-01 --reason schedule")
    kept.done(f"file dispose {SHORT} --reason 'past its day'")
    return kept


def test_a_disposal_is_for_good(gone):
    said = gone.refuses(REFUSED, "undo", "cannot be retracted: the bytes are gone")
    assert "give the file again" in said


def test_a_file_disposed_of_is_kept_anew(gone):
    gone.done(f"action evidence {REF} anew --file paper.txt")
    assert lying(gone) == [HASH] and check(gone).problems == ()
    assert gone.state("file", HASH).expires_on is None


def test_a_disposal_cut_short_is_told_and_done_again(gone, monkeypatch):
    monkeypatch.setattr(checks, "GOING_SECONDS", 0.1)
    FolderAttachments(gone.path).put(PAPER)
    assert "was disposed of on 1 February 2019 and is still there" in check(gone).problems[0]
    gone.done(f"file dispose {SHORT} --reason 'past its day'")
    assert lying(gone) is None and check(gone).problems == ()


def test_a_hold_and_an_expiry_say_why(kept):
    kept.refuses(MISUSED, f"file expire {SHORT} 2026-01-01 --reason ''", "--reason is empty")
    kept.refuses(MISUSED, f"file hold {SHORT} --authority '' --reason r", "--authority is empty")
    kept.refuses(NEEDED, f"file expire {SHORT}", "needs DAY")


def test_a_disposal_that_is_under_way_is_no_fault(gone, monkeypatch):
    monkeypatch.setattr(checks, "GOING_SECONDS", HANGS_SECONDS)
    shelf = FolderAttachments(gone.path)
    shelf.put(PAPER)
    going = Timer(0.2, shelf.remove, [HASH])
    going.start()
    assert check(gone).problems == ()
    going.join()


def test_a_file_disposed_of_while_it_is_looked_at_is_no_fault(kept, monkeypatch):
    kept.done(f"file expire {SHORT} 2019-02-01 --reason schedule")
    wrong = FolderAttachments.wrong

    def meanwhile(shelf, digest, size=None):
        monkeypatch.setattr(FolderAttachments, "wrong", wrong)
        kept.done(f"file dispose {SHORT} --reason 'past its day'")
        return shelf.wrong(digest, size)

    monkeypatch.setattr(FolderAttachments, "wrong", meanwhile)
    assert check(kept).problems == () and lying(kept) is None


# What must hold


def damaged(office, how):
    place = FolderAttachments(office.path).place(HASH)
    place.chmod(0o644)
    how(place)
    return check(office).problems


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (lambda place: place.unlink(), "is missing: put a copy back at"),
        (lambda place: place.write_bytes(PAPER.replace(b"No", b"So")), "was changed: its SHA-256"),
        (lambda place: place.write_bytes(PAPER + b"\n"), "was changed: its SHA-256"),
        (lambda place: place.write_bytes(b""), "was changed: its SHA-256"),
        (lambda place: (place.unlink(), place.mkdir()), "Is a directory"),
        (lambda place: (place.unlink(), place.symlink_to("x")), "cannot be read"),
    ],
    ids=["missing", "one letter", "longer", "emptied", "folder", "link"],
)
def test_a_file_that_is_not_as_it_was_is_named(kept, how, words):
    (problem, *_) = damaged(kept, how)
    assert problem.startswith(f"the file {HASH} ") and words in problem


def test_every_single_bit_counts(kept):
    place = FolderAttachments(kept.path).place(HASH)
    place.chmod(0o644)
    for bit in range(0, len(PAPER) * 8, 7):
        data = bytearray(PAPER)
        data[bit // 8] ^= 1 << bit % 8
        place.write_bytes(data)
        assert len(check(kept).problems) == 1


def test_what_lies_there_and_is_not_ours_is_named(kept):
    folder = FolderAttachments(kept.path).folder
    (folder / "minutes.pdf").write_bytes(b"x")
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / ("ab" * 32)).write_bytes(b"not what it says")
    problems = check(kept).problems
    assert len(problems) == 2
    assert all("was not made by govledger" in problem for problem in problems)


# Documents


def test_a_document_is_kept_where_its_file_is_given(paper):
    said = paper.done("document register notes 'HTA notes' --file paper.txt")
    assert said.out == "notes\n"
    reading = paper.state("document", "notes").reading_sha256
    assert lying(paper) == sorted([HASH, reading])
    titles = [paper.state("file", one).title for one in (HASH, reading)]
    assert titles == ["HTA notes", "Reading of HTA notes"]


def test_with_its_hash_alone_it_is_not_kept_and_says_so(paper):
    said = paper.done(f"document register notes 'HTA notes' --sha256 {HASH}")
    assert "not kept here" in said.err and lying(paper) is None
    paper.done("document register notes 'HTA notes' --file paper.txt")
    assert HASH in lying(paper) and len(lying(paper)) == 2
    again = paper.done(f"document register notes 'HTA notes' --sha256 {HASH}")
    assert "not kept here" not in again.err


def test_the_reading_of_a_document_is_kept_beside_it_once(paper):
    paper.done("document register notes 'HTA notes' --file paper.txt")
    state, events = paper.state("document", "notes"), paper.size
    assert (state.line_count, state.form, state.reader) == (4, "text", "1")
    assert 1 in {n for a, b in numbered(state.furniture) for n in range(a, b + 1)}
    kept = FolderAttachments(paper.path).read(state.reading_sha256)
    assert restored(kept) == read(PAPER, "paper.txt")
    assert read(PAPER, "paper.txt").stored() == kept
    said = paper.done("document register notes 'HTA notes' --file paper.txt")
    assert paper.size == events and "already recorded" in said.err


def test_the_reading_goes_with_its_paper(paper):
    paper.done("document register notes 'HTA notes' --file paper.txt")
    paper.done(f"file expire {SHORT} 2019-01-15 --reason 'past its use'")
    paper.done(f"file dispose {SHORT} --reason 'past its day'")
    assert lying(paper) is None
    assert check(paper).problems == ()
    paper.done("document register notes 'HTA notes' --file paper.txt")
    assert len(lying(paper)) == 2


def test_another_reader_moves_no_line_that_sources_name(paper, monkeypatch):
    paper.done("document register notes 'HTA notes' --file paper.txt")
    monkeypatch.setattr("commands.papers.forms.text.Reading", partial(Reading, reader="2"))
    before = paper.state("document", "notes")
    said = paper.done("document register notes 'HTA notes' --file paper.txt")
    assert "was read before (reader 1)" in said.err
    assert paper.state("document", "notes") == before


# The words an event came from


def sourced(office, source, more=""):
    office.done(f"action progress {REF} 'as in {source}' --source {source} {more}")
    return office.events[-1].position


@pytest.fixture
def noted(paper):
    paper.done("document register notes 'HTA notes' --file paper.txt")
    return paper


def test_the_lines_an_event_names_are_printed(noted):
    number = sourced(noted, "notes:2-3")
    said = noted.done(f"show {number} --source")
    assert said.out == "    2  The Commissioner asked\n    3  why  robbery rose.\n"
    assert f"notes:2-3, of the paper with SHA-256 {HASH}" in said.err
    number = sourced(noted, "notes:4")
    assert noted.done(f"show {number} --source").out == "    4  No actions arose.\n"


def test_a_source_without_lines_is_the_whole_paper(noted):
    number = sourced(noted, "notes")
    assert len(noted.done(f"show {number} --source").out.splitlines()) == 4


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("asked why robbery rose.", "is in these lines."),
        ("No actions arose.", "is not in these lines but at line 4."),
        ("Item 1 The Commissioner", "is not in these lines but at line 1."),
        ("asked why burglary rose.", "is nowhere in the paper."),
    ],
)
def test_whether_the_quotation_is_there_is_said(noted, quote, words):
    number = sourced(noted, "notes:2-3", f"--quote '{quote}'")
    said = noted.done(f"show {number} --source")
    assert f"The quotation “{quote}” {words}" in said.err


def test_a_source_for_another_program(noted):
    number = sourced(noted, "notes:4", "--quote arose")
    found = json.loads(noted.done(f"show {number} --source --json").out)
    assert found == {
        "event": number,
        "source": "notes:4",
        "sha256": HASH,
        "form": "text",
        "reader": "1",
        "lines": [{"line": 4, "at": "line 4", "text": "No actions arose."}],
        "quote": "arose",
        "quote_is": "in these lines",
    }


def test_a_page_break_begins_no_line_and_escape_codes_are_spelled_out(paper, tmp_path):
    (tmp_path / "odd.txt").write_bytes(b"\xef\xbb\xbfone\r\n\x0ctwo \x1b[31m\r\nthree")
    number = sourced(paper, "odd.txt:1-3")
    said = paper.done(f"show {number} --from odd.txt").out
    assert said == "    1  one\n    2  \\x0ctwo \\x1b[31m\n    3  three\n"


def test_a_paper_that_is_not_kept_is_given(paper):
    number = sourced(paper, "paper.txt:2")
    paper.refuses(NOT_FOUND, f"show {number} --source", "not kept here: give it with --from FILE")
    assert "The Commissioner asked" in paper.done(f"show {number} --source --from paper.txt").out


def test_a_paper_that_changed_is_told_with_both_hashes(paper):
    number = sourced(paper, "paper.txt:2")
    Path("paper.txt").write_bytes(PAPER + b"More.\n")
    now = sha256(PAPER + b"More.\n").hexdigest()
    line = f"show {number} --source --from paper.txt"
    paper.refuses(BROKEN, line, "The document has changed since", now, HASH)
    paper.refuses(MISUSED, f"show {number} --source --from gone.txt", "There is no file")


def test_a_document_registered_with_other_bytes_since_is_told(paper):
    paper.done(f"document register notes Notes --sha256 {HASH}")
    number = sourced(paper, "notes:2")
    first = next(r.position for r in paper.events if r.kind == "DocumentRegistered")
    paper.done(f"correct {first} --set sha256={'cd' * 32} --reason 'a later print'")
    paper.refuses(NOT_FOUND, f"show {number} --source", "has changed since", "cd" * 32, HASH)


def test_a_paper_changed_or_gone_from_the_attachments_is_told(noted):
    number = sourced(noted, "notes:2")
    place = FolderAttachments(noted.path).place(HASH)
    place.chmod(0o644)
    place.write_bytes(b"another")
    noted.refuses(BROKEN, f"show {number} --source", "was changed: its SHA-256 is now")
    place.unlink()
    noted.refuses(BROKEN, f"show {number} --source", "is missing: put a copy back")


def test_a_paper_disposed_of_is_told(noted):
    number = sourced(noted, "notes:2")
    noted.done(f"file expire {SHORT} 2019-02-01 --reason r", f"file dispose {SHORT} --reason r")
    said = noted.refuses(NOT_FOUND, f"show {number} --source", "disposed of on 1 February 2019")
    assert "--from FILE" in said
    assert "asked" in noted.done(f"show {number} --from paper.txt").out


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("notes:4-5", "names line 4-5 of notes, which has 4 lines"),
        ("notes:0", "names line 0"),
        ("notes:3-2", "names line 3-2"),
        ("notes:p2", "names 'p2' of notes, which is not a line number"),
    ],
)
def test_lines_that_are_not_there_are_told(noted, source, words):
    number = sourced(noted, source)
    noted.refuses(REFUSED, f"show {number} --source", words)


@pytest.mark.parametrize("data", [b"%PDF-1.4\n\xff\xfe", b"PK\x03\x04\0\0"])
def test_what_cannot_be_read_says_where_it_is(paper, data):
    Path("paper.pdf").write_bytes(data)
    said = paper.done("document register print Print --file paper.pdf")
    assert "print is kept, but was not read as lines: The " in said.err
    number = sourced(paper, "print:2")
    place = FolderAttachments(paper.path).place(sha256(data).hexdigest())
    paper.refuses(REFUSED, f"show {number} --source", "cannot be opened as lines", str(place))


def test_an_event_without_a_source_and_a_record_have_none_to_open(action):
    action.refuses(NOT_FOUND, "show 1 --source", "names no source")
    action.refuses(MISUSED, f"show {REF} --source", "Give its number")


# A copy out


def test_a_file_is_copied_out_once_it_was_hashed_again(kept):
    kept.done(f"file copy {SHORT} out.txt")
    assert Path("out.txt").read_bytes() == PAPER
    kept.refuses(MISUSED, f"file copy {SHORT} out.txt", "already")
    kept.refuses(MISUSED, f"file copy {SHORT} no/such/folder", "cannot be written")
    place = FolderAttachments(kept.path).place(HASH)
    place.chmod(0o644)
    place.write_bytes(b"another")
    kept.refuses(BROKEN, f"file copy {SHORT} again.txt", "was changed")
    assert not Path("again.txt").exists()


def test_what_is_gone_is_not_copied(gone):
    gone.refuses(NOT_FOUND, f"file copy {SHORT} out.txt", "was disposed of on 1 February 2019")
