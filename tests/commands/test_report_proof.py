"""`report ... --proof`: the rows of a paper's figures, the events that they rest on, and what is
left out of the paper left out of these, too."""

import json
from pathlib import Path

import pytest
from clerk import CC, HTA, MISUSED, NOT_FOUND, PCC, REFUSED, Office
from mutate import read, refitted
from packs import verified
from signing import key_file

from commands.exports.pack import verify

pytestmark = pytest.mark.slow

pytest.importorskip("jinja2")
pytest.importorskip("xlsxwriter")
PAPER = "report committee --for HTA --on 2019-02-26 -o"


@pytest.fixture
def office(empty, tmp_path, monkeypatch):
    """Three actions of one body, one of another, a name in clear; sealed."""
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    key_file(tmp_path / "key", 1)
    empty.begins(
        *("init", CC, PCC, HTA),
        'body add JAC "Joint audit"',
        "meeting open HTA --on 2018-12-18 --chair PCC",
        "meeting open JAC --on 2018-12-20 --chair PCC",
        'action raise "Share the plan" --owner CC --due 2019-01-15 --meeting HTA/2018-12-18',
        'action raise "Write to [[Ann Other]]" --owner CC --meeting HTA/2018-12-18',
        'action raise "Hide the horse" --owner CC --due 2019-01-10 --meeting HTA/2018-12-18',
        'action raise "Of the audit" --owner CC --meeting JAC/2018-12-20',
        "meeting open HTA --on 2019-01-15 --chair PCC",
        'action progress A-2018-001 "once A-2018-003 is over"',
    )
    empty.done("seal --seal-key key")
    return empty


def answers(tmp_path: Path) -> dict[str, dict]:
    told = json.loads((tmp_path / "OUT" / "answer.json").read_text())
    return {f"{one['question']} {one['as_of']}": one for one in told}


def refs(answer: dict) -> list[str]:
    return [row["cells"][answer["columns"].index("ref")] for row in answer["rows"]]


def streams(tmp_path: Path) -> set[str]:
    return {json.loads(line)["stream"] for line in (tmp_path / "OUT/events.jsonl").open()}


def test_it_has_the_rows_of_each_question_and_the_events_of_the_records_shown(office, tmp_path):
    said = office.done(f"{PAPER} paper --proof OUT")
    every = answers(tmp_path)
    now, before = every["action_state 2019-02-26"], every["action_state 2019-01-15"]
    assert refs(now) == refs(before) == ["A-2018-001", "A-2018-002", "A-2018-003"]
    assert now["paper"].startswith("Monthly holding to account (HTA)")
    assert now["rows"][0]["streams"] == ["action:A-2018-001"] and now["unproved"] == []
    assert every["differences 2019-02-26"]["parameters"] == {"from": "2019-01-15"}
    assert not any(name.startswith(("live ", "post_state ")) for name in every)
    # Not of the audit's action, nor of the posts and meetings that rows only name.
    assert not {"action:A-2018-004", "post:CC", "meeting:HTA/2018-12-18"} & streams(tmp_path)
    assert "exported: proof of Monthly holding to account" in said.err
    assert "nothing else bears on them" in said.err and said.out.count("OUT") == 1
    assert [one.split()[0] for one in office.done("export list").out.splitlines()[1:]]


def test_the_verifier_checks_every_row_of_it(office, tmp_path, monkeypatch):
    office.done(f"{PAPER} paper --proof OUT.zip", f"{PAPER} again --proof OUT")
    code, said = verified(tmp_path / "OUT.zip", "--trusted", str(tmp_path / "key.pub"))
    assert code == 0 and "HOLDS" in said and said.count("ANSWER to") == len(answers(tmp_path))
    assert "'2019-02-26', known by 'its seal', given 'no more'. Rows: 3, of no event: 0;" in said
    assert "given {'from': '2019-01-15'}" in said
    assert said.count("nothing else bears on them. A pack of all events shows it") == 1
    files = read(tmp_path / "OUT")
    told = json.loads(files["answer.json"])
    told[-1]["rows"].append({"cells": [], "streams": ["action:A-2018-001"], "events": [8]})
    forged = refitted(files | {"answer.json": json.dumps(told).encode()})
    monkeypatch.setattr(verify, "load", lambda _: forged)
    code, said = verified(Path("OUT"))
    assert code == 1 and "a row of the answer is not of its events" in said


def test_what_the_paper_leaves_out_is_in_no_file_of_its_proof(office, tmp_path):
    office.done('withhold A-2018-003 --reason "a witness"', "seal --seal-key key")
    said = office.done(f"{PAPER} paper --proof OUT")
    now = answers(tmp_path)["action_state 2019-02-26"]
    assert refs(now) == ["A-2018-002"]
    # The words of an event cannot be veiled, so the row of this one stands without.
    (row,) = now["unproved"]
    assert row[0] == "A-2018-001" and "A-2018-003" not in json.dumps(now)
    assert streams(tmp_path) == {"action:A-2018-002"}
    files = read(tmp_path / "OUT")
    for content in files.values():
        assert b"A-2018-003" not in content and b"horse" not in content
    assert files["personal.jsonl"] == b"" and b"Ann Other" not in files["events.jsonl"]
    assert "rows stand without events" in said.err
    code, told = verified(tmp_path / "OUT")
    assert code == 0 and "Rows: 1, of no event: 1;" in told


def test_a_paper_that_leaves_nothing_out_has_a_proof_that_leaves_nothing_out(office, tmp_path):
    office.done('withhold A-2018-003 --reason "a witness"', "seal --seal-key key")
    office.done(f"{PAPER} paper --internal --proof OUT")
    now = answers(tmp_path)["action_state 2019-02-26"]
    assert refs(now) == ["A-2018-001", "A-2018-002", "A-2018-003"] and now["unproved"] == []
    assert b"Ann Other" in read(tmp_path / "OUT")["personal.jsonl"]
    assert verified(tmp_path / "OUT")[0] == 0


@pytest.mark.parametrize(
    "line",
    [
        "report action-log --on 2019-02-26 -o paper",
        "report meeting-pack HTA/2019-02-26 -o paper",
        "report afi --for HTA --on 2019-02-26 -o paper",
    ],
)
def test_every_paper_takes_it(office, tmp_path, line):
    office.done(
        "inspection publish EFF17 Effectiveness --on 2018-11-01",
        'item issue EFF17/AFI1 "Do it" --on 2018-11-01',
        "seal --seal-key key",
    )
    office.done(f"{line} --proof OUT")
    assert verified(tmp_path / "OUT")[0] == 0 and any(a["rows"] for a in answers(tmp_path).values())


def test_where_it_cannot_be_proved_neither_is_written(office, tmp_path):
    office.refuses(MISUSED, f"{PAPER} paper --proof paper", "Name another place for its proof")
    office.refuses(MISUSED, f"{PAPER} paper --proof paper/in", "Name another place for its proof")
    before = office.size
    office.done('action progress A-2018-002 "half"')
    office.refuses(REFUSED, f"{PAPER} paper --proof OUT", "A-2018-002 has event", "Seal first")
    office.done("seal --seal-key key")
    (tmp_path / "taken").write_text("mine")
    office.refuses(REFUSED, f"{PAPER} paper --proof taken", "already exists")
    office.refuses(
        REFUSED, "report meeting-pack JAC/2018-12-19 -o paper --proof OUT", "so there is no proof"
    )
    assert office.size == before + 2
    assert sorted(p.name for p in tmp_path.iterdir() if p.name[0] != "." and p.is_dir()) == []


def test_without_a_seal_there_is_no_proof(office, tmp_path, capsys):
    other = Office(tmp_path / "other.ledger", capsys)
    other.begins(
        "init", 'post define CC "Chief Constable"', "body add HTA Holding --cadence monthly"
    )
    other.refuses(NOT_FOUND, f"{PAPER} paper --proof OUT", "no seal yet")
    assert not (tmp_path / "paper").exists()
