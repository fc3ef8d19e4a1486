"""What is missing is asked for at a terminal, with a way back; and nowhere else."""

import importlib
import io
import os
import pty
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import forked
import pytest
from clerk import DONE, MISUSED, NEEDED, NOT_FOUND, RAISE, REF, REFUSED, Office
from patience import HANGS_SECONDS
from terminal import Session, at_terminal

from commands import menu
from commands.menu import main, pages
from commands.session import options, parameters
from commands.terminal import prompts
from commands.terminal.prompts import Back, Offer, Prompt, ask, interview
from ledger.errors import Misused

pytestmark = pytest.mark.slow


POSTS = [Offer("PCC", "Police and Crime Commissioner"), Offer("CC", "Chief Constable")]
POSTS += [Offer("CEX", "Chief Executive")]


def choose(prompt: str, offers: Sequence[Offer]) -> str:
    return ask(Prompt("", prompt, offers, only=True))


def at(office: Office, line: list[str], *typed: str, **more) -> Session:
    env = {"GOVLEDGER_LEDGER": str(office.path), **more.pop("env", {})}
    return at_terminal(line, typed, env=env, **more)


@pytest.fixture
def types(monkeypatch, capsys):
    """Lines as somebody would type them, without a terminal."""

    def given(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return given


# One question after another


def test_the_answers_come_back_by_the_names_of_the_questions(types):
    types("Plan", "2")
    questions = [Prompt("title", "Title"), Prompt("owner", "Who?", offers=POSTS)]
    assert interview(questions) == {"title": "Plan", "owner": "CC"}


def test_stepping_back_keeps_what_was_answered_and_enter_keeps_it_again(types, capsys):
    types("Plan", "1 May", "<", "<", "", "2 May", "CC")
    questions = [Prompt("title", "Title"), Prompt("due", "By when?"), Prompt("owner", "Who?")]
    assert interview(questions) == {"title": "Plan", "due": "2 May", "owner": "CC"}
    shown = capsys.readouterr().err
    assert "Enter keeps: Plan" in shown and "Enter keeps: 1 May" in shown


def test_before_the_first_question_there_is_none(types, capsys):
    types("<", "Plan")
    assert interview([Prompt("title", "Title")]) == {"title": "Plan"}
    assert "This is the first question." in capsys.readouterr().err


def test_what_is_asked_follows_from_the_answers_before_it(types):
    def by_when(answers):
        return None if answers["owner"] == "none" else Prompt("due", "By when?")

    questions = [Prompt("owner", "Who?"), by_when, Prompt("why", "Why?")]
    types("none", "x")
    assert interview(questions) == {"owner": "none", "why": "x"}
    types("CC", "1 May", "<", "<", "none", "<", "none", "x")
    assert interview(questions) == {"owner": "none", "why": "x"}


def test_answers_that_are_known_already_are_what_enter_keeps(types):
    types("", "CEX")
    questions = [Prompt("title", "Title"), Prompt("owner", "Who?")]
    assert interview(questions, {"title": "Plan"}) == {"title": "Plan", "owner": "CEX"}


def test_a_wrong_answer_is_told_in_a_sentence_and_asked_again(types, capsys):
    def check(text):
        if text != "yes":
            raise Misused(f"{text!r} is not yes.")

    types("no", "yes")
    assert interview([Prompt("sure", "Sure?", check=check)]) == {"sure": "yes"}
    assert "'no' is not yes." in capsys.readouterr().err


def test_an_empty_answer_says_nothing_only_where_nothing_may_be_said(types, capsys):
    types("", "x")
    assert interview([Prompt("title", "Title")]) == {"title": "x"}
    assert "needs an answer" in capsys.readouterr().err
    owner = Prompt("owner", "Who?", without="The paper states none.")
    types("")
    assert interview([owner]) == {"owner": ""}
    types("-")
    assert interview([owner], {"owner": "CC"}) == {"owner": ""}
    types("")
    assert interview([owner._replace(default="CC")]) == {"owner": "CC"}


@pytest.mark.parametrize(
    ("typed", "answer"), [("3", "CEX"), ("cex", "CEX"), ("constable", "CC"), ("Commis", "PCC")]
)
def test_an_offer_is_chosen_by_number_by_reference_or_by_a_part_of_its_words(types, typed, answer):
    types(typed)
    assert choose("Who?", POSTS) == answer


def test_a_part_that_several_have_narrows_the_list(types, capsys):
    types("chief", "2")
    assert choose("Who?", POSTS) == "CEX"
    assert "2 have “chief” in them" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["4", "0", "zzz", "99999999999999999999"])
def test_what_is_not_offered_is_not_chosen(types, capsys, typed):
    types(typed, "1")
    assert choose("Who?", POSTS) == "PCC"
    assert "is not one of these" in capsys.readouterr().err


def test_a_number_is_never_a_part_of_the_words(types):
    types("18", "1")
    assert choose("Which?", [Offer("A-2018-003", "Plan of 2018"), Offer("A-2017-001")]) == (
        "A-2018-003"
    )
    assert sys.stdin.read() == "", "both lines were needed"


def test_choosing_steps_back_too(types):
    types("<")
    with pytest.raises(Back):
        choose("Who?", POSTS)


def test_several_are_answered_at_once_and_each_is_held_to_the_list(types, capsys):
    owner = Prompt("owner", "Who?", offers=POSTS, only=True, several=r"\s*,\s*")
    types("1, cex")
    assert interview([owner]) == {"owner": "PCC,CEX"}
    types("1, nobody", "1, chief", "1, chief ex")
    assert interview([owner]) == {"owner": "PCC,CEX"}
    shown = capsys.readouterr().err
    assert "'nobody' is not one of these" in shown and "'chief' could be CC or CEX" in shown


def test_a_long_list_shows_its_beginning_and_finds_the_rest(types, capsys):
    offers = [Offer(f"A-2018-{n:03}", f"Plan {n}x") for n in range(1, 41)]
    types("16", "plan 33x")
    assert choose("Which?", offers) == "A-2018-033"
    shown = capsys.readouterr().err
    assert "A-2018-015" in shown and "A-2018-016" not in shown
    assert "and 25 more" in shown


def test_a_line_that_the_terminal_may_have_cut_is_not_taken(types, capsys):
    types("x" * prompts.LONGEST_BYTES, "short")
    assert interview([Prompt("text", "Text")]) == {"text": "short"}
    assert "cut" in capsys.readouterr().err


def test_an_arrow_key_is_no_word(types, capsys):
    types("Plan\x1b[D", "Plan")
    assert interview([Prompt("text", "Text")]) == {"text": "Plan"}
    shown = capsys.readouterr().err
    assert "a control key" in shown and "\x1b" not in shown


def test_peoples_words_are_no_escape_codes_in_a_list(types, capsys):
    types("1")
    choose("Who?", [Offer("CC", "\x1b[31mChief\n")])
    assert "\x1b" not in capsys.readouterr().err


# A command at a terminal


def test_what_is_missing_is_asked_for_in_order_and_recorded(action):
    action.done(f"action complete {REF} --by CC --on 2019-02-20")
    done = at(action, ["action", "close"], "resourcing", "chief executive", "<", "", "minute 12")
    assert done.code == DONE, done.shown
    closed = action.events[-1].event
    assert (closed.verified_by, closed.evidence) == ("CEX", "minute 12")


def test_nothing_is_asked_where_nothing_is_missing(office):
    done = at(office, ["action", "raise", "Plan", "--owner", "CC"])
    assert done == (DONE, "A-2019-001\nA-2019-001 raised: Plan; owner CC — 1 March 2019\n")


def test_prompts_are_not_for_whoever_reads_the_output(office, tmp_path):
    with (tmp_path / "out").open("w") as out:
        done = at(office, ["action", "raise"], "Plan", "CC", stdout=out.fileno())
    assert done.code == DONE
    assert (tmp_path / "out").read_text() == "A-2019-001\n"


def test_an_owner_or_none_is_asked_for_as_one_question(office):
    assert at(office, ["action", "raise", "Plan"], "").code == DONE
    assert office.events[-1].event.owners == ()
    assert at(office, ["action", "raise", "Other"], "cc, chief executive").code == DONE
    assert office.events[-1].event.owners == ("CC", "CEX")
    assert at(office, ["action", "raise", "Third", "--no-owner"]).code == DONE


def test_a_near_name_given_at_a_terminal_is_asked_about(office):
    owners = ["--owner", "cc,chief", "--owner", "PCC"]
    done = at(office, ["action", "raise", "Plan", *owners], "executive", "1")
    assert done.code == DONE and "There is no post 'chief'." in done.shown
    assert office.events[-1].event.owners == ("CC", "CEX", "PCC")
    done = at(office, ["decision", "take", "Option 4", "--by", "chief ex"], "^C")
    assert done.code == menu.INTERRUPTED and "Which do you mean? Who takes it" in done.shown
    assert at(office, ["decision", "take", "Option 4", "--by", "Fleet"]).code != DONE


@pytest.mark.parametrize("key", ["^C", "^D"])
def test_stopping_at_a_prompt_records_nothing_and_says_so(office, key):
    before = office.size
    stopped = at(office, ["action", "raise"], "Plan", key)
    assert stopped.code == menu.INTERRUPTED
    assert stopped.shown.endswith("govledger: stopped. Nothing was recorded.\n")
    assert office.size == before


def test_a_line_longer_than_a_terminal_takes_is_asked_for_again(office):
    done = at(office, ["action", "raise", "--no-owner"], "word " * 1000, "short")
    assert done.code == DONE and "may have cut" in done.shown
    assert office.events[-1].event.title == "short"


def test_words_that_begin_with_a_dash_are_words(office):
    done = at(office, ["action", "raise"], "--owner of nothing", "CC")
    assert done.code == DONE
    assert office.events[-1].event.title == "--owner of nothing"


def test_what_a_rule_refuses_after_it_was_answered_can_be_typed_again(action):
    action.done(f"action complete {REF} --by CC --on 2019-02-20")
    refused = at(action, ["action", "close", REF], "CC", "minute 12", columns=200)
    assert refused.code == REFUSED
    again = refused.shown.split("To correct your answers: govledger ")[1].splitlines()[0]
    assert action.done(again.replace("=CC", "=CEX")).code == DONE


def test_a_wrong_option_is_refused_before_anything_is_asked(office):
    assert at(office, ["action", "raise", "--onwer", "CC"]).code == MISUSED
    assert at(office, ["action", "raise", "--on", "30/2/19"]).code == MISUSED
    shown = at(office, ["action", "raise", "--help"]).shown
    assert "Usage" in shown and "steps back" not in shown


def test_where_there_is_no_ledger_nothing_is_asked(empty):
    assert "There is no ledger" in at(empty, ["action", "raise"]).shown


def test_a_script_is_told_what_is_missing(office):
    office.refuses(NEEDED, "action raise", "needs TITLE")
    office.refuses(NEEDED, "action extend 1", "needs --to")


def test_a_batch_is_not_asked(office, tmp_path):
    (tmp_path / "b").write_text("action raise One\n")
    failed = at(office, ["batch", str(tmp_path / "b")])
    assert failed.code == NEEDED and "steps back" not in failed.shown


def test_those_to_which_it_may_happen_are_offered_first(action):
    action.done("action raise Second --owner CC", "action raise Third --owner CC")
    action.done(f"action complete {REF} --by CC --on 2019-02-20")
    shown = at(action, ["action", "close"], "^C").shown
    at_ref = [shown.index(ref) for ref in (REF, "A-2019-003", "A-2019-002")]
    assert at_ref == sorted(at_ref)
    action.done(f"action close {REF} --verified-by CEX --evidence m")
    shown = at(action, ["action", "reopen"], "^C").shown
    assert shown.index(REF) < shown.index("A-2019-003")
    action.done("action withdraw A-2019-003 --reason unwanted")
    shown = at(action, ["action", "progress"], "^C").shown
    assert shown.index("A-2019-002") < shown.index("A-2019-003")


# The signal reaches another thread, so nothing wakes the reading: as does one that comes after
# Python looked for signals and before it reads.
UNHEARD = """
import fcntl, signal, sys, termios, threading, time
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
from commands.terminal import prompts
def strike():
    time.sleep(0.2)
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)
threading.Thread(target=strike).start()
try:
    prompts.read_line()
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_an_interrupt_just_before_the_reading_is_heard():
    ours, theirs = pty.openpty()
    child = forked.Process(UNHEARD, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    try:
        assert child.wait(HANGS_SECONDS) == 130
    finally:
        child.kill()
        os.close(ours)


def test_what_an_option_may_stand_in_for_is_not_asked_for(action, tmp_path):
    number = action.size
    assert at(action, ["correct", str(number)], "title=One, and two", "typed wrong").code == DONE
    assert action.events[-1].event.title == "One, and two"
    day = ["correct", str(number + 2), "--on", "2019-01-16"]
    assert at(action, day, "typed wrong").code == DONE
    assert action.state("action", REF, "2019-01-15") is None


def test_a_post_that_the_law_gives_is_offered_where_it_need_not_be_defined(office):
    assert "CFO" in at(office, ["action", "raise", "Plan"], "^C").shown
    assert "CFO" in at(office, ["post", "appoint"], "^C").shown


def every_recording_command() -> list[tuple[str, ...]]:
    found = []
    for group, verbs in pages().items():
        for verb, module in verbs.items():
            command = importlib.import_module(f"commands.cli.{module}").command
            asked = [
                p
                for p in command.params
                if isinstance(p, parameters.Prompted)
                or (isinstance(p, click.Argument) and p.required)
            ]
            if getattr(command, "records", False) and asked:
                found.append((group, verb) if group else (verb,))
    return found


@pytest.mark.parametrize("words", every_recording_command(), ids=" ".join)
def test_every_recording_command_asks_for_what_it_lacks(office, types, monkeypatch, words):
    monkeypatch.setattr(options, "terminal", lambda: True)
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(office.path))
    types()
    with pytest.raises(SystemExit) as end:
        main([*words])
    assert end.value.code == menu.INTERRUPTED
    assert "> " in office.capsys.readouterr().err


# Several at once


@pytest.fixture
def three(action):
    action.done(RAISE.replace("Share the", "Share another"), "action raise Third --no-owner")
    action.done("action complete 2019-1 2019-2 --by CC --on 2019-02-20 --yes")
    return action


def test_several_are_recorded_in_one_command_or_none(three):
    assert [r.kind for r in three.events[-2:]] == ["ActionReportedComplete"] * 2
    assert len({r.envelope.correlation for r in three.events[-2:]}) == 1
    close = "action close 2019-1 2019-2 2019-3 --verified-by PCC --evidence m --yes"
    three.refuses(REFUSED, close, "A-2019-003 is still open", "None of the 3 was recorded")
    three.done("action close 2019-1 2019-2 --verified-by PCC --evidence m --yes")
    assert three.state("action", "A-2019-002").status == "closed"


def test_a_refusal_of_several_names_the_one_that_refuses(three):
    close = "action close 2019-1 2019-2 --verified-by CC --evidence m --yes"
    three.refuses(REFUSED, close, f"{REF}: CC reported this complete")


def test_several_need_somebody_who_says_yes(three):
    line = "action close 2019-1 2019-2 --verified-by PCC --evidence m"
    three.refuses(NEEDED, line, "--yes")
    before = three.size
    assert at(three, line.split(), "").code == menu.INTERRUPTED
    assert three.size == before
    done = at(three, line.split(), "y")
    assert done.code == DONE and done.shown.count("Close these 2 actions? [y/N]") == 1
    assert three.size == before + 2


def test_numbers_alone_are_not_taken_for_several_where_nobody_is_asked(three):
    said = three.refuses(
        NOT_FOUND, "action close 1 2 --verified-by PCC --evidence m --yes", "1 and 2 are numbers"
    )
    assert "A-2019-001  Share the resourcing plan" in said, "it shows which they would be"
    assert said.count("reported complete by CC on 20 February 2019") == 2
    Path("b").write_text("action close 1 2019-2 --verified-by PCC --evidence m\n")
    three.refuses(NOT_FOUND, "batch b", "1 is a number alone")
    line = "action close 1 2 --verified-by PCC --evidence m"
    assert at(three, line.split(), "y").code == DONE, "shown and agreed to, they are"


def test_several_are_named_with_their_titles_before_and_after(three):
    close = "action close 2019-1 2019-2 --verified-by PCC --evidence m --yes"
    before, after = three.done(close).err.split("A-2019-001 Share the resourcing plan: closed")
    assert f"{REF}  Share the resourcing plan\n" in before
    assert "A-2019-002  Share another resourcing plan\n" in before
    assert "A-2019-002 Share another resourcing plan: closed, verified by PCC: m" in after
    undone = three.done("undo").err
    assert f"undone: {REF} Share the resourcing plan: closed, verified by PCC: m" in undone


def test_a_number_alone_names_only_an_open_action(three):
    done = three.done("action close 1 --verified-by PCC --evidence m")
    assert f"{REF} Share the resourcing plan: closed, verified by PCC: m" in done.err
    for line in (
        "action dispute 1 wrong --by CC",
        "action link 1 --to HTA",
        "action reopen 1 --reason r",
    ):
        three.refuses(NOT_FOUND, line, "There is no open action 1. To")
    three.done(f"action dispute {REF} wrong --by CC", "action dispute 2019-1 so --by CC")


def test_in_a_batch_nobody_is_asked_whether_to(three, tmp_path):
    Path("b").write_text("action close 2019-1 2019-2 --verified-by PCC --evidence m\n")
    three.done("batch b")
    assert three.state("action", REF).status == "closed"


def test_one_named_twice_is_one_and_one_is_not_asked_about(three):
    three.done(f"action close 1 {REF} --verified-by PCC --evidence m")
    assert three.state("action", REF).status == "closed"


def test_a_dry_run_of_several_asks_nothing(three):
    rehearsed = three.done("action close 2019-1 2019-2 --verified-by PCC --evidence m --dry-run")
    assert "none of this was recorded" in rehearsed.err


def test_several_are_carried_to_a_meeting(action):
    action.done("action raise Second --owner CC --meeting HTA/2019-01-15")
    action.done(
        "meeting open HTA --on 2019-02-15", "action carry 2019-1 2019-2 --to HTA/2019-02-15 --yes"
    )
    assert action.state("action", "A-2019-002").carried_to == ("HTA/2019-02-15",)
    assert action.events[-1].envelope.effective_on.isoformat() == "2019-02-15"


# The replay and the story


def test_the_replay_counts_the_same_forward_and_back(action):
    action.done(f"action complete {REF} --by CC --on 2019-02-20")
    last = action.size
    there = at(action, ["replay", "--from", str(last - 1)], "", "<", "q").shown
    first, second, again = there.split("\n\n")[1:4]
    assert "action open: 0 -> 1" in first and "now: 1 action open" in first
    assert "action open: 1 -> 0" in second and "action reported complete: 0 -> 1" in second
    assert again.rstrip("> q\n") == first.rstrip("> \n")


def test_the_replay_goes_to_a_number_or_a_word_and_says_where_it_ends(action):
    shown = at(action, ["replay"], "<", "99", "/resourcing", "/nowhere", "?", "^D").shown
    assert "The first is event 1." in shown and f"The last is event {action.size}." in shown
    assert "raised: Share the resourcing plan" in shown
    assert "No later event has “nowhere” in it." in shown


def test_the_replay_is_a_table_where_nobody_steps_or_a_list_is_asked_for(action):
    assert action.done("replay").out.startswith("event\trecorded_on")
    listed = at(action, ["replay", "--list"])
    assert listed.code == DONE and "Enter goes on" not in listed.shown


def test_the_story_names_who_held_the_post_on_that_day(action):
    action.done(
        "post appoint CC 'A Bangham' --on 2018-01-01",
        "post end CC --on 2019-02-01",
        "post appoint CC 'A Successor' --on 2019-02-02",
        f"action complete {REF} --by CC --on 2019-02-20",
    )
    story = action.done(f"history {REF}").out
    assert "owner CC (A Bangham);" in story
    assert "reported complete by CC (A Successor)" in story


def test_the_story_tells_why_an_event_was_taken_back_where_it_tells_the_event(action):
    number = action.size
    action.done(f"undo {number} --reason 'typed twice'")
    story = action.done(f"history {REF}").out
    assert "[does not count]" in story
    assert story.index("raised: Share") < story.index("taken back: typed twice")
    assert "taken back: typed twice" in action.done(f"show {number}").out
    assert "taken back" not in action.done(f"history {REF} --known-by 2019-02-01").out


def test_a_wide_terminal_is_used_and_a_word_that_is_too_long_is_not_cut(office):
    office.done(f"action raise '{'Words ' * 30}{'z' * 200}' --owner CC")
    for columns in (80, 120):
        shown = at(office, ["ask", "open_actions"], columns=columns).shown
        lines = shown.split("\n")
        assert max(map(len, lines)) == columns
        assert shown.count("z") == 200 and "…" not in shown


def test_an_accessible_terminal_gets_lines(office):
    env = {"GOVLEDGER_ACCESSIBLE": "1", "TERM": "xterm-256color"}
    shown = at(office, ["action", "raise"], "Plan", "<", "", "2", env=env).shown
    shown += at(office, ["replay"], "q", env=env).shown
    assert not {"\x1b", "\b", "─"} & set(shown) and "\r" not in shown


def test_a_history_is_headed_by_what_was_known(action, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-04-01T10:00")
    action.done("correct 6 --set title='Another plan' --reason slip")
    told = action.done(f"history {REF} --known-by 2019-03-31").out
    assert told.startswith(f"{REF}  Share the resourcing plan\n") and "Another plan" not in told
    assert action.done(f"history {REF}").out.startswith(f"{REF}  Another plan\n")
    assert action.done(f"history {REF} --known-by 2018-01-01").out == f"{REF}  (not recorded yet)\n"
