"""`ask --proof`: an answer, the events that its rows rest on, and what verify.py says of them."""

import json
from pathlib import Path

import pytest
from clerk import MISUSED, NOT_FOUND, REFUSED
from forgers import FORGER
from mutate import read, refitted
from packs import verified
from signing import key, key_file

from commands.exports.pack import verify

pytestmark = pytest.mark.slow

ASK = "ask open_actions --as-of 1/3/19 --proof"


@pytest.fixture
def asked(office, tmp_path):
    """Two open actions and one that is closed, sealed, and the answer with its proof."""
    key_file(tmp_path / "key", 1)
    for number, title in enumerate(("Share the plan £2", "Write to the Panel", "Third"), 1):
        office.done(f'action raise "{title}" --owner CC')
        if number == 3:
            office.done('action withdraw A-2019-003 --reason "done elsewhere"')
    office.done("seal --seal-key key --note note")
    office.out = office.done(f"{ASK} OUT")
    return office


def told(tmp_path) -> dict:
    return json.loads((tmp_path / "OUT" / "answer.json").read_text())


def test_it_has_the_rows_the_question_the_day_and_the_events(asked, tmp_path):
    answer = told(tmp_path)
    assert answer["asks"].startswith("Which actions are still open")
    assert (answer["as_of"], answer["known_by"]) == ("2019-03-01", None)
    assert [row["cells"][0] for row in answer["rows"]] == ["A-2019-001", "A-2019-002"]
    for row in answer["rows"]:
        assert row["streams"] == [f"action:{row['cells'][0]}", "post:CC"]
        assert row["events"]
    streams = {json.loads(line)["stream"] for line in (tmp_path / "OUT/events.jsonl").open()}
    assert streams == {"action:A-2019-001", "action:A-2019-002", "post:CC"}
    assert "exported: answer to open_actions, with its proof" in asked.out.err
    assert "nothing else bears on them" in asked.out.err and "export audit-pack" in asked.out.err


def test_the_verifier_checks_it_and_says_what_it_cannot_show(asked, tmp_path):
    code, said = verified(tmp_path / "OUT", "--trusted", str(tmp_path / "key.pub"))
    assert code == 0 and "HOLDS" in said and "Rows: 2, of no event: 0;" in said
    assert "nothing else bears on them. A pack of all events shows it" in said
    assert "'age_days'" in said and "'title'" not in said and "'ref'" not in said
    asked.done(f"{ASK} OUT.zip")
    assert verified(tmp_path / "OUT.zip")[0] == 0


def changed(tmp_path, change) -> dict[str, bytes]:
    answer = told(tmp_path)
    change(answer)
    files = read(tmp_path / "OUT")
    return refitted(files | {"answer.json": json.dumps(answer, ensure_ascii=False).encode()})


def says(files, monkeypatch, *words: str) -> tuple[int, str]:
    monkeypatch.setattr(verify, "load", lambda _: files)
    return verified(Path("OUT"), *words)


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: answer["rows"][0]["events"].pop(),
        lambda answer: answer["rows"][0]["events"].append(1),
        lambda answer: answer["rows"][0].update(events=[], streams=[]),
        lambda answer: answer["rows"][0]["streams"].append("action:A-2019-003"),
        lambda answer: answer["rows"].pop(),
        lambda answer: answer.pop("asks"),
        lambda answer: answer["rows"][0].update(streams="post:CC"),
    ],
)
def test_rows_that_are_not_of_their_events_are_refused(asked, tmp_path, monkeypatch, change):
    code, said = says(changed(tmp_path, change), monkeypatch)
    assert code == 1 and "HOLDS" not in said and said.count("\n") == 1


def test_a_cell_that_was_changed_is_said_to_be_nobodys_word(asked, tmp_path, monkeypatch):
    def other(answer) -> None:
        answer["rows"][0]["cells"][1] = "Burn the plan"

    code, said = says(changed(tmp_path, other), monkeypatch)
    assert (
        code == 0
        and "'title'" in said
        and "Nobody signed the question, its days or the rows" in said
    )

    def hostile(answer) -> None:
        answer["asks"] = "\x1b[2J \u202e"

    code, said = says(changed(tmp_path, hostile), monkeypatch)
    assert code == 0 and "\x1b" not in said and "\u202e" not in said


def test_events_that_were_changed_do_not_hold(asked, tmp_path, monkeypatch):
    files = read(tmp_path / "OUT")
    other = files["events.jsonl"].replace(b"Share", b"Shred")
    assert says(refitted(files | {"events.jsonl": other}), monkeypatch)[0] == 1
    assert says(files, monkeypatch, "--trusted", FORGER.public.line)[0] == 1
    assert says(files, monkeypatch, "--trusted", key(1).public.line)[0] == 0


def test_what_has_no_proof_is_refused_and_nothing_is_written(asked, tmp_path):
    asked.done('action progress A-2019-001 "half"')
    said = asked.refuses(REFUSED, f"{ASK} OTHER", "A-2019-001 has event", "Seal first")
    assert not (tmp_path / "OTHER").exists() and "OUT" not in said
    asked.done("seal --seal-key key")
    asked.refuses(REFUSED, f"{ASK} OUT", "already exists")
    asked.refuses(REFUSED, "ask open_actions --as-of 1/1/01 --proof OTHER", "has no row")
    asked.refuses(MISUSED, "unpack OUT --to new.ledger --trusted note.pub", "is no file")
    asked.done(f"{ASK} OTHER")


def test_without_a_seal_there_is_no_proof(office):
    office.done('action raise "Share the plan" --owner CC')
    office.refuses(NOT_FOUND, f"{ASK} OUT", "no seal yet")
