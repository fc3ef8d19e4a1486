"""A minute at a real terminal: edited, shown, accepted, stepped back from, kept as a draft."""

import shlex
import stat
from pathlib import Path

import pytest
from clerk import CC, CEX, DONE, PCC, Office
from terminal import Session, at_terminal

pytestmark = pytest.mark.slow

HEAD = "# HTA 12 February 2019\nChair: PCC\nPresent: PCC, CC\n"
STOPPED = 130


class Desk(Office):
    """An office with a terminal, and an editor that leaves one text after the other."""

    def __init__(self, path, capsys):
        super().__init__(path, capsys)
        self.folder = path.parent
        self.state = self.folder / "state"
        self.editor = self.folder / "editor"

    def leaves(self, *texts: str | bytes) -> None:
        """What the editor leaves, each time that it is opened; then what was there."""
        for at, text in enumerate(texts, 1):
            data = text.encode() if isinstance(text, str) else text
            (self.folder / f"left-{at}").write_bytes(data)
        count, left = shlex.quote(str(self.folder / "count")), shlex.quote(f"{self.folder}/left-")
        self.editor.write_text(
            f'#!/bin/sh\nn=$(($(cat {count} 2>/dev/null || echo 0) + 1))\necho "$n" >{count}\n'
            f'if [ -e {left}"$n" ]; then cat {left}"$n" >"$1"; fi\n'
        )
        self.editor.chmod(0o755)

    def sits(self, words: str, typed=(), **env) -> Session:
        given = self.env | env
        return at_terminal(shlex.split(words), typed, env=given)

    @property
    def env(self) -> dict[str, str]:
        return {
            "GOVLEDGER_LEDGER": str(self.path),
            "GOVLEDGER_ACTOR": "Jackie Irvin",
            "XDG_STATE_HOME": str(self.state),
            "EDITOR": str(self.editor),
            "VISUAL": "",
        }

    @property
    def draft(self) -> Path | None:
        return next(self.state.rglob("*.txt"), None)


@pytest.fixture
def desk(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path / "office.ledger", capsys)
    desk.begins(
        *("init", CC, PCC, CEX),
        'body add HTA "Monthly holding to account"',
        "meeting schedule HTA --for 2019-02-12 --on 2019-01-15",
    )
    desk.leaves()
    return desk


MINUTE = "minute HTA/2019-02-12"


def test_a_minute_is_edited_shown_and_recorded_and_the_draft_is_gone(desk):
    desk.leaves(HEAD + "F: found\n")
    session = desk.sits(MINUTE, ["1"])
    assert session.code == DONE, session.shown
    assert "4  F-2019-001 found: found" in session.shown
    assert "recorded in 4 events" in session.shown
    assert desk.events[-1].event.text == "found"
    assert desk.draft is None


def test_edit_goes_back_to_the_text(desk):
    desk.leaves(HEAD + "F: fuond\n", HEAD + "F: found\n")
    session = desk.sits(MINUTE, ["edit", "record"])
    assert session.code == DONE, session.shown
    assert [e.event.text for e in desk.events if e.kind == "FindingRecorded"] == ["found"]


def test_quitting_keeps_the_draft_and_the_next_run_goes_on_with_it(desk):
    before = desk.size
    desk.leaves(HEAD + "F: found\n")
    session = desk.sits(MINUTE, ["quit"])
    assert "The draft is kept" in session.shown and desk.size == before
    assert desk.draft.read_text() == HEAD + "F: found\n"
    session = desk.sits(MINUTE, ["record"])
    assert "Continuing the draft" in session.shown
    assert desk.events[-1].event.text == "found" and desk.draft is None


def test_fresh_begins_again(desk):
    desk.leaves(HEAD + "F: found\n")
    desk.sits(MINUTE, ["quit"])
    desk.leaves(HEAD + "F: found\n", "")
    (desk.folder / "left-2").unlink()
    session = desk.sits(MINUTE + " --fresh")
    assert "Continuing" not in session.shown and "was not changed" in session.shown


@pytest.mark.parametrize("flags", ["", " --yes", " --dry-run"])
def test_a_new_text_that_is_left_as_it_was_records_nothing(desk, flags):
    desk.done(
        "meeting open HTA --on 2019-01-08 --chair PCC",
        "meeting attend HTA/2019-01-08 PCC CC",
        "action raise ride --owner CC --meeting HTA/2019-01-08 --due 2019-03-01",
    )
    before = desk.size
    session = desk.sits(MINUTE + flags)
    assert session.code == DONE and "was not changed: nothing is recorded" in session.shown
    assert desk.size == before and desk.draft is None


def test_a_title_that_may_say_when_is_asked_about(desk):
    desk.leaves(HEAD + "A: CC: ride by 27 April 2019\nA: CC: walk by 1 May 2019\n")
    session = desk.sits(MINUTE, ["due", "title", "record"])
    assert "Is it due 27 April 2019?" in session.shown, session.shown
    rode, walked = (one.event for one in desk.events if one.kind == "ActionRaised")
    assert (rode.title, str(rode.due)) == ("ride by 27 April 2019", "2019-04-27")
    assert (walked.title, walked.due) == ("walk by 1 May 2019", None)


@pytest.mark.parametrize(("answer", "code"), [("y", DONE), ("n", STOPPED)])
def test_a_due_day_before_the_meeting_is_asked_about(desk, answer, code):
    desk.leaves(HEAD + "A: CC: ride; due 1 January 2019\n")
    session = desk.sits(MINUTE, [answer, "record"] if code == DONE else [answer])
    assert "before it was raised on 12 February 2019. Record it so?" in " ".join(
        session.shown.split()
    )
    assert session.code == code
    raised = [one for one in desk.events if one.kind == "ActionRaised"]
    assert bool(raised) == (code == DONE)


@pytest.mark.parametrize("key", ["^C", "^D"])
def test_stopping_at_a_prompt_keeps_the_draft_and_records_nothing(desk, key):
    before = desk.size
    desk.leaves(HEAD + "F: found\n")
    session = desk.sits(MINUTE, [key])
    assert session.code == STOPPED, session.shown
    assert "The draft is kept" in session.shown and "Nothing was recorded." in session.shown
    assert (desk.size, desk.draft.read_text()) == (before, HEAD + "F: found\n")


def test_a_step_back_keeps_what_was_answered(desk):
    desk.leaves(HEAD + "F: the roads are icy\n")
    desk.sits(MINUTE, ["record"])
    desk.leaves(HEAD + "F: the roads were icy\n")
    (desk.folder / "count").unlink()
    session = desk.sits(MINUTE, ["correct", "misheard", "<", "<", "", "", "record"])
    assert session.code == DONE, session.shown
    assert "Enter keeps: correct" in session.shown and "Enter keeps: misheard" in session.shown
    retracted = next(e.event for e in desk.events if e.kind == "EventRetracted")
    assert retracted.reason == "misheard"


def test_new_and_then_left_records_no_second_thing(desk):
    desk.leaves(HEAD + "Q: why are the roads icy?\nF: frost\n")
    desk.sits(MINUTE, ["record"])
    before = desk.size
    desk.leaves(HEAD + "Q: why were the roads icy?\nF: frost\nF: and rain\n")
    (desk.folder / "count").unlink()
    session = desk.sits(MINUTE, ["new", "<", "leave", "record"])
    assert session.code == DONE, session.shown
    recorded = desk.events[before:]
    assert [one.event.text for one in recorded] == ["and rain"]
    assert recorded[0].event.answers == ("Q-2019-001",)


def test_answers_outlive_a_refusal_and_an_edit(desk):
    desk.leaves(HEAD + "F: the roads are icy\n## 1 One\nActions arising: None\n")
    desk.sits(MINUTE, ["record"])
    wrong = HEAD + "F: the roads were icy\n## 1 One\nA: CC: ride\n"
    desk.leaves(wrong, wrong.replace("A: CC: ride\n", ""))
    (desk.folder / "count").unlink()
    session = desk.sits(MINUTE, ["correct", "misheard", "edit", "", "", "record"])
    assert session.code == DONE, session.shown
    assert "says that there were no actions" in session.shown
    assert "Enter keeps: misheard" in session.shown


def test_a_post_is_chosen_by_its_number_once_and_may_be_chosen_again(desk):
    desk.leaves(HEAD + "A: the chief: ride\nA: the chief: walk\n")
    session = desk.sits(MINUTE, ["1", "edit", "2", "record"])
    assert session.code == DONE, session.shown
    assert session.shown.count("Which post is 'the chief'?") == 2
    assert "Enter keeps: CC" in session.shown
    owners = [e.event.owners for e in desk.events if e.kind == "ActionRaised"]
    assert owners == [("PCC",), ("PCC",)]


def test_a_line_that_is_not_understood_goes_back_to_the_editor(desk):
    desk.leaves(HEAD + "Z: what\n", HEAD + "F: found\n")
    session = desk.sits(MINUTE, ["edit", "record"])
    assert session.code == DONE, session.shown
    assert "line 4: a line begins with Q:" in session.shown


def test_what_is_not_utf_8_is_not_recorded_as_something_else(desk):
    before = desk.size
    desk.leaves(HEAD.encode() + b"F: caf\xe9\n")
    session = desk.sits(MINUTE, ["quit"])
    assert "line 4: this is not UTF-8 text" in session.shown
    assert desk.size == before and desk.draft.read_bytes().endswith(b"caf\xe9\n")


def test_an_editor_that_takes_the_draft_away_is_told(desk):
    desk.editor.write_text('#!/bin/sh\nrm "$1"\n')
    session = desk.sits(MINUTE)
    assert session.code == 6 and "cannot be read" in session.shown, session.shown
    assert "The draft is kept" not in session.shown


@pytest.mark.parametrize("editor", ["/nowhere/editor", "false"])
def test_an_editor_that_fails_is_told_and_the_draft_is_kept(desk, editor):
    before = desk.size
    session = desk.sits(MINUTE, EDITOR=editor)
    assert session.code == 2 and "diting failed" in session.shown, session.shown
    assert desk.size == before and "# HTA" in desk.draft.read_text()


def test_a_state_folder_that_cannot_be_written_is_told(desk):
    desk.state.write_text("a file")
    session = desk.sits(MINUTE)
    assert session.code == 6 and "cannot be written" in session.shown, session.shown
    assert "--file" in session.shown


def test_a_draft_is_for_its_writer_alone(desk):
    desk.leaves(HEAD)
    desk.sits(MINUTE, ["quit"])
    assert stat.S_IMODE(desk.draft.stat().st_mode) == 0o600


def test_with_the_results_in_a_file_the_plan_is_still_seen(desk):
    desk.leaves(HEAD + "F: found\n")
    with (desk.folder / "refs").open("wb") as refs:
        shown = at_terminal(
            shlex.split(MINUTE), ["record"], env=desk.env, stdout=refs.fileno()
        ).shown
    assert "held, PCC in the chair" in shown
    assert (desk.folder / "refs").read_text() == "F-2019-001\n"


def test_somebody_who_recorded_meanwhile_is_noticed_and_all_is_shown_again(desk):
    desk.leaves(HEAD + "F: found\n")
    desk.done("meeting open HTA --on 2019-01-01")

    def while_they_record() -> str:
        desk.done("finding record theirs --meeting HTA/2019-01-01")
        return "record"

    session = desk.sits(MINUTE, [while_they_record, "record"])
    assert session.code == DONE, session.shown
    assert "Something was recorded meanwhile" in session.shown and "F-2019-002" in session.shown
    assert [e.event.text for e in desk.events if e.kind == "FindingRecorded"] == ["theirs", "found"]


def test_at_a_terminal_that_is_for_ears_nothing_is_drawn(desk):
    desk.leaves(HEAD + "F: found\n")
    session = desk.sits(MINUTE, ["record"], GOVLEDGER_ACCESSIBLE="1", TERM="xterm")
    assert session.code == DONE and "\x1b" not in session.shown


def test_no_line_is_wider_than_the_terminal(desk):
    desk.leaves(HEAD + "A: CC: " + "ride to every station in the county " * 6 + "\n")
    session = desk.sits(MINUTE, ["record"])
    assert max(map(len, session.shown.split("\n"))) <= 80, session.shown
