"""Going through a paper at a real terminal: accepted, edited, rejected, put off, stopped."""

import pytest
from terminal import at_terminal
from test_minute_terminal import Desk

pytestmark = pytest.mark.slow

PAPER = """\
Holding to Account Board
Minutes of the meeting of 12 February 2019
1. Estates
ACTION: CC to write to the Home Office by 3 May 2019.
RESOLVED that the report be noted.
2. Fleet
RESOLVED that the plan for the replacement of every vehicle of the force be noted by the board.
"""
EDITED = "A: CC: Write to the minister"


@pytest.fixture
def desk(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path / "office.ledger", capsys)
    desk.done("init", "body add HTA 'Holding to account' --on 2018-01-01")
    for post in ("PCC", "CC"):
        desk.done(f"post define {post} 'The {post}' --on 2018-01-01")
    (tmp_path / "paper.txt").write_text(PAPER)
    return desk


def goes(desk, *typed, columns=80, words="import paper.txt --body HTA"):
    return at_terminal(words.split(), typed, columns=columns, env=desk.env)


@pytest.mark.parametrize("columns", [80, 120])
def test_the_papers_words_stand_left_and_what_would_be_recorded_right(desk, columns):
    shown = goes(desk, "quit", columns=columns).shown
    half = (columns - 4) // 2
    assert f"{'The paper':{half}} | Would be recorded" in shown
    assert f"{'   4  ACTION: CC to write to the Home':.{half}}" in shown
    (head,) = [line for line in shown.split("\n") if line.startswith("1 of 3: action, sure")]
    assert head
    assert " | ## 1 Estates @3" in shown
    assert max(map(len, shown.split("\n"))) <= columns


def test_what_is_accepted_is_recorded_and_what_is_rejected_is_not(desk):
    done = goes(desk, "accept", "reject", "later", "record")
    assert done.code == 0, done.shown
    assert "1 accepted, 1 rejected, 1 later" in done.shown
    kinds = [r.kind for r in desk.events]
    assert kinds.count("ActionRaised") == 1 and "MeetingItemNoted" not in kinds
    raised = next(r for r in desk.events if r.kind == "ActionRaised")
    assert "ACTION: CC to write" in desk.done(f"show {raised.position} --source").out


def test_a_step_back_says_it_anew_and_enter_keeps_what_was_said(desk):
    done = goes(desk, "reject", "<", "", "accept", "<", "<", "accept", "", "reject", "record")
    assert done.code == 0, done.shown
    assert "Enter keeps: reject" in done.shown and "Enter keeps: accept" in done.shown
    assert "2 accepted, 1 rejected, 0 later" in done.shown


def test_what_is_edited_is_shown_again_and_keeps_its_lines(desk):
    desk.leaves(EDITED)
    done = goes(desk, "edit", "accept", "reject", "reject", "record")
    assert done.code == 0, done.shown
    raised = next(r for r in desk.events if r.kind == "ActionRaised")
    assert raised.event.title == "Write to the minister"
    assert raised.envelope.source.endswith(":4")


@pytest.mark.parametrize("stop", ["quit", "^C", "^D"])
def test_stopping_keeps_what_was_said_and_records_nothing(desk, stop):
    size = desk.size
    stopped = goes(desk, "accept", stop)
    assert desk.size == size
    assert "kept (1 accepted, 0 rejected, 0 later); the same command goes on" in " ".join(
        stopped.shown.split()
    )
    again = goes(desk, "accept", "accept", "quit")
    assert "Going on with what was said before (1 accepted" in again.shown
    assert "2 of 3: " in again.shown and "1 of 3: " not in again.shown
    assert desk.size == size, "it was shown, and not recorded"


def test_what_was_put_off_is_asked_about_again_and_the_rest_recorded_once(desk):
    assert goes(desk, "accept", "later", "accept", "record").code == 0
    size = desk.size
    done = goes(desk, "accept", "record")
    assert done.code == 0, done.shown
    assert "1 of 1: note" in done.shown
    assert "Nothing is proposed that the ledger does not have" in goes(desk).shown
    assert [r.kind for r in desk.events[size:]] == ["MeetingItemNoted"]


def test_without_a_terminal_the_draft_is_a_file(desk):
    told = desk.types("import paper.txt --body HTA --review")
    assert told.code == 4 and "There is no terminal" in told.err
    assert desk.types("import paper.txt --body HTA").code == 0


def test_what_cannot_all_be_so_stands_beside_the_words_and_at_the_end(desk):
    wrong = PAPER.replace(
        "by 3 May 2019", "by Tuesday 7 May 2019; it was asked on Monday 7 May 2019"
    )
    (desk.folder / "paper.txt").write_text(wrong)
    done = goes(desk, "reject", "reject", "accept", "record", columns=120)
    said = " ".join(done.shown.replace("|", " ").split())
    assert said.count("[cannot all be so: 7 May 2019") == 1, "of the first of three screens"
    assert said.count("1 contradiction to check: 7 May 2019 is called a Monday") == 2
    (kept,) = desk.folder.rglob("paper-*.txt")
    assert "// discrepancy raise" in kept.read_text()
