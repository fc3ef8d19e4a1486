"""Seals that are not forgotten: published for others to hold, due after so many days, counted."""

import json
import shutil
import subprocess

import pytest
from clerk import MISUSED, RAISE, REFUSED, UNAVAILABLE
from signing import key_file

from ledger.application import Ledger
from ledger.integrity import checkpoints, covered

pytestmark = pytest.mark.slow

MORE = 'action progress A-2019-001 "half"'
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


@pytest.fixture
def own(office, tmp_path):
    key_file(tmp_path / "key", 1)
    office.done(RAISE)
    return office


def rows(office):
    return json.loads(office.done("ask seals --json").out)


def git(folder, *words):
    said = subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, encoding="utf-8"
    )
    return said.stdout.strip()


@pytest.fixture
def repository(tmp_path, monkeypatch):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Jo Clerk")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "jo@office.example")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(tmp_path, "init", "-q", "--bare", "theirs")
    git(tmp_path, "init", "-q", "public")
    git(tmp_path / "public", "remote", "add", "panel", str(tmp_path / "theirs"))
    return tmp_path / "public"


# Publishing


def test_a_seal_is_published_to_a_folder_and_that_is_recorded(own, tmp_path):
    (tmp_path / "stick").mkdir()
    said = own.done("seal --seal-key key --publish stick")
    ref = said.out.strip()
    note = (tmp_path / "stick" / f"{ref}.note").read_text()
    assert checkpoints.parse(note).size == int(ref.removeprefix("seal-"))
    assert f"{ref} published: folder {tmp_path / 'stick'}" in said.err
    assert "on the same storage as the ledger" in said.err
    assert own.state("seal", ref).published == (f"folder {tmp_path / 'stick'}",)
    assert own.types(f"verify --trusted stick/{ref}.note").code == 7
    before = own.size
    assert "already recorded;" in own.done(f"seal --of {ref} --publish stick").err
    assert own.size == before


def test_a_seal_that_is_repeated_with_its_key_is_published_once(own, tmp_path):
    (tmp_path / "stick").mkdir()
    line = "seal --seal-key key --publish stick --key once"
    own.done("seal --seal-key key", MORE, line)
    before = own.size
    assert "nothing was written twice" in own.done(line).err
    assert own.size == before
    own.done("verify")


def test_standard_output_has_the_note_alone(own):
    note = own.done("seal --seal-key key --publish -").out
    assert checkpoints.parse(note).size == 7
    assert own.done("seal --of seal-7 --publish -").out == note


@pytest.mark.parametrize("there", ["file", "link"])
def test_a_note_is_never_published_over_another_thing(own, tmp_path, there):
    (tmp_path / "stick").mkdir()
    own.done("seal --seal-key key")
    place = tmp_path / "stick" / "seal-7.note"
    if there == "file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path / "elsewhere")
    own.refuses(REFUSED, "seal --of seal-7 --publish stick", "already exists and differs")
    assert not (tmp_path / "elsewhere").exists() and own.state("seal", "seal-7").published == ()


def test_where_it_cannot_be_published_nothing_is_sealed(own, tmp_path):
    own.refuses(MISUSED, "seal --seal-key key --publish none", "There is no folder none")
    own.refuses(MISUSED, "seal --seal-key key --push panel", "--push goes with --publish")
    (tmp_path / "office.ledger.files").mkdir()
    own.refuses(REFUSED, "seal --seal-key key --publish office.ledger.files", "its own files")
    (tmp_path / "stick").mkdir()
    own.done("seal --seal-key key --publish stick --dry-run")
    assert not list((tmp_path / "stick").iterdir()) and own.size == 6


@needs_git
def test_a_note_is_committed_and_pushed_only_where_a_remote_is_named(own, repository, tmp_path):
    (repository / "beside").write_text("not ours to commit")
    git(repository, "add", "beside")
    own.done("seal --seal-key key --publish public")
    assert git(repository, "show", "--stat", "--format=%s").splitlines()[0] == (
        "Add seal-7: a checkpoint of the ledger"
    )
    assert git(repository, "show", "--name-only", "--format=").split() == ["seal-7.note"]
    assert not git(tmp_path / "theirs", "for-each-ref"), "nothing was pushed"
    own.done("seal --of seal-7 --publish public --push panel")
    assert git(tmp_path / "theirs", "for-each-ref", "--format=%(objectname)") == git(
        repository, "rev-parse", "HEAD"
    )
    assert "pushed to panel" in own.state("seal", "seal-7").published[-1]


@needs_git
def test_where_git_refuses_the_seal_stands_and_it_is_said_how_to_go_on(own, repository):
    said = own.types("seal --seal-key key --publish public --push nobody")
    assert said.code == UNAVAILABLE and "git push failed" in said.err
    assert "seal-7 is recorded" in said.err
    assert "govledger seal --of seal-7 --publish" in said.err and said.out == "seal-7\n"
    assert own.state("seal", "seal-7").published == ()
    own.done("seal --of seal-7 --publish public")


# A seal that is due


@pytest.fixture
def monthly(own):
    own.done('policy set seal-days 30 --reason "the auditor asked"', "seal --seal-key key")
    return own


@pytest.mark.parametrize(("now", "due"), [("2019-03-31T09:00", False), ("2019-04-01T09:00", True)])
def test_whoever_records_is_told_when_a_seal_is_due(monthly, monkeypatch, now, due):
    monkeypatch.setenv("GOVLEDGER_NOW", now)
    said = monthly.done(MORE).err
    assert said.count("The last seal was made on 1 March 2019") == due
    assert said.count("1 event was recorded since") == due


def test_it_is_told_once_by_a_batch_and_not_by_who_records_nothing(monthly, monkeypatch, tmp_path):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-06-01T09:00")
    (tmp_path / "b").write_text(f'{MORE}\naction progress A-2019-001 "more"\n')
    said = monthly.done("batch b").err
    assert said.count("The last seal") == 1 and "2 events were recorded since" in said
    for line in (f"{MORE} --on 1/6/19 --dry-run", "show 3", "verify"):
        assert "The last seal" not in monthly.done(line).err
    assert "The last seal" not in monthly.done("seal --seal-key key").err
    assert "The last seal" not in monthly.done(MORE + " --on 31/5/19").err


def test_a_ledger_that_was_never_sealed_is_due_too(own, monkeypatch):
    own.done('policy set seal-days 30 --reason "the auditor asked"')
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-06-01T09:00")
    assert "The ledger was never sealed" in own.done(MORE).err
    own.done('policy set seal-days off --reason "no more"')
    assert "never sealed" not in own.done('action progress A-2019-001 "more"').err


@pytest.mark.parametrize("setting", ["0", "1.5", "3651", "30 days", "on", "٣"])
def test_seal_days_are_a_number_or_off(own, setting):
    own.refuses(MISUSED, f'policy set seal-days "{setting}" --reason x', "a number of days")
    own.refuses(MISUSED, 'policy set signed-closures 30 --reason "x"', "on or off")


# What none outside covers


def test_the_question_the_paper_and_the_ledger_say_the_same(own, tmp_path):
    (tmp_path / "stick").mkdir()
    assert [(r["ref"], r["events"], r["since"]) for r in rows(own)] == [(None, 6, "2019-03-01")]
    own.done("seal --seal-key key")
    assert rows(own)[-1]["events"] == 6, "a seal that nobody else holds covers nothing outside"
    own.done("seal --of seal-7 --publish stick")
    assert [r["ref"] for r in rows(own)] == ["seal-7"]
    own.done(MORE)
    last = rows(own)[-1]
    beyond = covered.outside(Ledger.open(own.path, read_only=True))
    assert (last["ref"], last["events"]) == (None, 1) == (None, beyond.events)
    own.done("report committee --for HTA --on 2019-03-01 -o paper")
    page = next((tmp_path / "paper").glob("*.html")).read_text()
    assert (
        "No checkpoint kept outside the ledger covers 1 event, recorded since 1 March 2019" in page
    )
