"""`govledger import`: a paper's proposals as a draft, and nothing recorded."""

import json
from hashlib import sha256

import pytest
from test_recording import DONE, MISUSED, REFUSED, empty, office  # noqa: F401

PAPER = """\
Holding to Account Board
Minutes of the meeting of 12 February 2019
Present:
Ann Lee (AL) – Chief Constable
1. Estates
ACTION: CC to write to the Home Office by 3 May 2019.
ACTION: QZ to find a room.
RESOLVED that the report be noted.
· what nobody can read ~~
"""


@pytest.fixture
def imported(office, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(PAPER)
    return office


def test_the_draft_has_what_is_sure_and_asks_about_the_rest(imported, tmp_path):
    before = sha256(imported.path.read_bytes()).digest()
    done = imported.done("import paper.txt --body HTA --draft out.txt --proposals out.json")
    assert "9 lines: " in done.out
    draft = (tmp_path / "out.txt").read_text()
    assert "# HTA 12 February 2019" in draft
    assert "\nA: CC: Write to the Home Office by 3 May 2019; due 3 May 2019\n" in draft
    assert "// Who is QZ? Name a post." in draft
    assert "\n// A: QZ: Find a room" in draft
    assert "// 9 not understood: what nobody can read ~~" in draft
    assert sha256(imported.path.read_bytes()).digest() == before
    listed = json.loads((tmp_path / "out.json").read_text())
    assert {"kind", "lines", "words", "owner", "due", "ref", "item", "sure"} <= set(listed[0])


def test_the_coverage_adds_up(imported):
    counts = json.loads(imported.done("import paper.txt --json").out)
    assert counts["proposed"] + counts["furniture"] + counts["not_understood"] == counts["lines"]


def test_the_draft_is_recorded_as_a_minute(imported):
    imported.done("import paper.txt --body HTA --draft out.txt")
    assert imported.types("minute --file out.txt --yes").code == DONE
    assert "Write to the Home Office" in imported.done("ask open_actions --csv").out


def test_a_draft_is_never_written_over_a_file(imported, tmp_path):
    (tmp_path / "out.txt").write_text("mine")
    assert imported.types("import paper.txt --body HTA --draft out.txt").code == REFUSED
    assert (tmp_path / "out.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "wrong",
    ["import none.txt", "import paper.txt --as tables-of-stone", "import paper.txt --draft x"],
)
def test_what_is_missing_is_named(imported, wrong):
    told = imported.types(wrong)
    assert told.code == MISUSED
    assert told.err.count("\n") == 1
