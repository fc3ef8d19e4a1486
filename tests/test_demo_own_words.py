"""The demo's meetings in their papers' own words: each figure is earned by a comparison."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.menu import run
from commands.papers.shapes import plain
from commands.session.app import App
from ledger.application import Ledger

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import _in_its_own_words as own_words  # noqa: E402

PAPERS = ROOT.parent / "shared" / "documents"
NAME = "assurance-2016-06-28"
MINUTE = (ROOT / "demo" / "03b-assurance-june-2016.minutes").read_text(encoding="utf-8")

HAND = (
    "# HTA 12 February 2019\nPaper: p-1 @2\nPresent: PCC, CC @3-4\n\n## 1 Fleet @5\n"
    "F 1: Five vans went. @6-8\nQ to CC: Why were vans sold so late? @6\n"
    "> answered: The vans were sold so late: the buyer was slow. @6-8\n"
    "A: CC with Head of Fleet: Tell the council of the sale; due next meeting @9\n"
    "> closed by PCC: Minute 1: told @9\nN: The yard is empty. @12\nActions arising: None @13\n"
)
DRAFT = (
    "// From p.txt: 14 lines: 9 proposed, 3 furniture (lines that record nothing: label),"
    " 2 not understood.\n"
    "// 3 sure: Ann Lee (PCC)\nPresent: PCC @3\n\n// 4 sure: Bob Ray (CC)\nPresent: CC @4\n\n"
    "// 6 unsure: 1. Why were the vans sold so late?\n"
    "// Q: 1. Why were the vans sold so late? @6\n\n"
    "// 7 unsure: The buyer was slow to pay for them.\n"
    "// F -: The buyer was slow to pay for them. @7\n\n"
    "// 8 unsure: Five vans were sold.\n// F -: Five vans were sold. @8\n\n"
    "// 9 sure: CC to write to the council about the sale.\n"
    "A: CC: Write to the council about the sale @9\n\n"
    "// 10 not understood: Yard.\n\n// 13 sure: None.\nActions arising: None @13\n"
)


def test_a_line_is_told_in_the_words_that_are_proposed_of_its_lines() -> None:
    text, told = own_words.retold(HAND, DRAFT)
    assert text.splitlines()[2:] == [
        "Present: PCC, CC @3-4",
        "",
        "## 1 Fleet @5",
        "F 1: Five vans were sold. @6-8",
        "Q to CC: Why were the vans sold so late? @6",
        "> answered: The buyer was slow to pay for them. @6-8",
        "A: CC with Head of Fleet: Write to the council about the sale; due next meeting @9",
        "> closed by PCC: Minute 1: told @9",
        "N: The yard is empty. @12",
        "Actions arising: None @13",
    ]
    assert told.counts == {"as proposed": 5, "of another kind": 1, "by hand": 1}
    assert told.coverage.startswith("p.txt: 14 lines: 9 proposed")
    (action,) = told.actions
    assert action.in_words().startswith("the paper has CC, by hand CC AND HEAD OF FLEET: Write")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("// 4 sure: Bob Ray (CC)\nPresent: CC @4", "// 4 not understood: Bob Ray"),
        ("Actions arising: None @13", "Decisions: None @13"),
    ],
)
def test_what_is_not_proposed_so_counts_as_by_hand(was: str, now: str) -> None:
    assert was in DRAFT
    told = own_words.retold(HAND, DRAFT.replace(was, now))[1]
    assert told.counts == {"as proposed": 4, "of another kind": 1, "by hand": 2}


def test_a_paper_with_other_bytes_is_another_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(own_words, "PAPERS", tmp_path / "none")
    assert own_words.papers() == {}
    monkeypatch.setattr(own_words, "PAPERS", tmp_path)
    (tmp_path / "monthly-assurance-2016-06-28.txt").write_text("Another paper\n")
    assert own_words.papers() == {}


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """Two ledgers with all that comes before the meeting of June 2016."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("GOVLEDGER_ACTOR", "Jackie Irvin")
    paths = (tmp_path / "words.ledger", tmp_path / "hand.ledger")
    for path in paths:
        monkeypatch.setenv("GOVLEDGER_ANCHORS", f"{path}-anchors")
        Ledger.create(path)
        for file in sorted((ROOT / "demo").glob("0[123]*.batch")):
            _record(["batch", str(file)], path, file.read_text(encoding="utf-8"))
    yield paths
    os.environ.pop("GOVLEDGER_NOW", None)


def _record(command: list[str], path: Path, text: str) -> None:
    clock = re.search(r"^(?:#|//) clock: (\S+)", text, re.M)
    assert clock is not None
    os.environ["GOVLEDGER_NOW"] = clock[1]
    run(command, App(str(path)))


def _minuted(text: str, path: Path, tmp_path: Path) -> None:
    file = tmp_path / f"{path.stem}.minutes"
    file.write_text(text, encoding="utf-8")
    _record(["minute", "--file", str(file), "--yes"], path, text)


def test_events_that_differ_in_more_than_wording_are_named(
    offices: tuple[Path, Path], tmp_path: Path
) -> None:
    wording = MINUTE.replace("A short update on current issues", "Some news")
    other = wording.replace("A: DCC: Bring", "A: CC: Bring").replace(
        "F: Nobody intends", "N: Nobody"
    )
    for path, text in zip(offices, (other, MINUTE), strict=True):
        _minuted(text, path, tmp_path)
    told = own_words.retold(HAND, DRAFT)[1]
    lines = list(own_words.in_words(*offices, "HTA/2016-06-28", told))
    assert lines[0].startswith("HTA/2016-06-28: p.txt: 14 lines")
    assert "events: 72, by hand 72: 68 the same, 1 but for wording, 3 otherwise" in lines[4]
    # What was found is noted instead, so the finding after it has its number.
    assert [line.split()[0] for line in lines[5:]] == [
        "action:A-2016-007",
        "meeting:HTA/2016-06-28",
        "finding:F-2016-007",
    ]


@pytest.mark.skipif(not PAPERS.is_dir(), reason="the papers to read are not here")
def test_the_meeting_is_recorded_in_the_papers_own_words_and_equals_its_minute_by_hand(
    offices: tuple[Path, Path], tmp_path: Path
) -> None:
    words, hand = offices
    paper = own_words.papers()[NAME]
    draft = tmp_path / "june.draft"
    _minuted(MINUTE, hand, tmp_path)
    _record(["import", str(paper), "--body", "HTA", "--draft", str(draft)], words, MINUTE)
    text, told = own_words.retold(MINUTE, draft.read_text(encoding="utf-8"))
    _minuted(text, words, tmp_path)
    lines = list(own_words.in_words(words, hand, "HTA/2016-06-28", told))
    assert "72, by hand 72" in lines[-1] and lines[-1].endswith(", 0 otherwise")
    assert told.counts["as proposed"] >= 24 and told.counts["by hand"] <= 6
    assert [one for one in told.actions if one.proposed != one.by_hand] == []
    # The words are the paper's: each of those retold stands there.
    whole = plain(paper.read_text(encoding="utf-8"))
    retold = [a for a, b in zip(text.splitlines(), MINUTE.splitlines(), strict=True) if a != b]
    said = [own_words.LINE.match(line) for line in retold]
    assert len(said) >= 20
    assert all(one is not None and one["words"].lower() in whole.lower() for one in said)
