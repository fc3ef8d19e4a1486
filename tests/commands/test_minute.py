"""A meeting minuted in one text: read, shown, recorded whole, and read back the same."""

import re
import textwrap
from datetime import date
from pathlib import Path

import pytest
from clerk import CC, CEX, DONE, HTA, MISUSED, NEEDED, NOT_FOUND, PCC, REFUSED, Office
from folded import each
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from commands.minutes import grammar, pasted, proceedings
from commands.minutes.entries import entries
from commands.minutes.minute import Line, Minute
from commands.minutes.parser import read
from commands.minutes.printer import write
from commands.terminal import dates
from ledger import characters
from ledger.events import EventRetracted

pytestmark = pytest.mark.slow

HEAD = "# HTA 12 February 2019\nChair: PCC\nPresent: PCC, CC\nApologies: None\n"
WHOLE = (
    HEAD
    + """\
Next meeting: 12 March 2019

## 2.1d Road traffic collisions
Q to CC: Why did collisions rise in January?
> answered: Ice.
F: The increase is on rural roads,
   most of it at night.
A: CEX with Head of Force Ops: review the partnership's governance; due next meeting
D: PCC and CC: publish the figures
N: The report was noted.

## 3 Cyber crime
Q: What does Action Fraud say?
> deferred to next meeting: no time
Deferred to next meeting: no time
Actions arising: None
Notes: complete
"""
)


@pytest.fixture
def minuting(empty):
    empty.begins(
        *("init", CC, PCC, CEX),
        'post define HFO "Head of Force Operations"',
        'post alias HFO "Head of Force Ops"',
        HTA,
        "meeting open HTA --on 2019-01-15 --chair PCC",
    )
    return empty


def minutes(office: Office, text: str, *flags: str):
    file = office.path.parent / "minutes.txt"
    file.write_bytes(text.encode())
    return office.types("minute --file", str(file), *flags)


def printed(office: Office, meeting: str = "HTA/2019-02-12") -> str:
    return office.types(f"minute {meeting} --print").out


def stands(office: Office) -> list[tuple[str, object]]:
    """Every event that stands, with its record, in no order."""
    events = office.events
    gone = {one.event.retracts for one in events if isinstance(one.event, EventRetracted)}
    kept = [one for one in events if one.position not in gone]
    said = [(one.stream, one.event) for one in kept if not isinstance(one.event, EventRetracted)]
    return sorted(said, key=repr)


# Recorded whole


def test_a_meeting_is_recorded_from_one_text(minuting):
    before = minuting.size
    result = minutes(minuting, WHOLE)
    assert result.code == DONE, result.err
    assert result.out.split() == [
        "HTA/2019-02-12",
        "N-2019-001",
        "HTA/2019-03-12",
        "Q-2019-001",
        "F-2019-001",
        "A-2019-001",
        "D-2019-001",
        "Q-2019-002",
        "N-2019-002",
    ]
    action = minuting.state("action", "A-2019-001")
    assert action.owners == ("CEX", "HFO")
    assert (action.due, action.meeting) == (date(2019, 3, 12), "HTA/2019-02-12")
    finding = next(e for e in minuting.events if e.stream == "finding:F-2019-001").event
    assert finding.text == "The increase is on rural roads, most of it at night."
    assert (finding.answers, finding.item) == (("Q-2019-001",), "2.1d")
    assert minuting.state("question", "Q-2019-001").status == "answered"
    assert minuting.state("question", "Q-2019-002").status == "deferred"
    assert minuting.state("decision", "D-2019-001").makers == ("PCC", "CC")
    assert minuting.state("meeting", "HTA/2019-02-12").status == "closed"
    assert minuting.state("meeting", "HTA/2019-02-12").deferred == ("3",)
    new = minuting.events[before:]
    assert {one.envelope.effective_on for one in new if "post" not in one.stream} == {
        date(2019, 2, 12)
    }


def test_it_shows_each_event_with_the_post_its_holder_the_due_day_and_the_item(minuting):
    minuting.done('post appoint CEX "Andy Champness" --on 2018-01-01')
    said = minutes(minuting, WHOLE, "--dry-run").err
    assert "raised: review the partnership's governance; owner CEX and HFO" in said
    assert "owner CEX, Chief Executive: today Andy Champness" in said
    assert "owner HFO, Head of Force Operations: today nobody that is recorded" in said
    assert "due Tuesday 12 March 2019" in said
    assert "2.1d Road traffic collisions" in said


def test_a_dry_run_records_nothing(minuting):
    before = minuting.size
    assert minutes(minuting, WHOLE, "--dry-run").code == DONE
    assert minuting.size == before


def test_one_line_that_a_rule_refuses_leaves_nothing_of_the_minute(minuting):
    before = minuting.size
    minuting.done('action raise "Old" --owner CC --meeting HTA/2019-01-15')
    result = minutes(minuting, WHOLE + "A-2019-001\n> closed by CEX: seen\n")
    assert result.code == REFUSED
    assert re.search(r"line 23: A-2019-001 is still open", result.err)
    assert "Nothing of this minute was recorded." in result.err
    assert minuting.size == before + 1


def test_a_source_is_the_paper_with_the_lines_of_each_entry(minuting):
    minuting.done(f"document register notes Notes --sha256 {'0' * 64}")
    text = "# HTA 12 February 2019\nPaper: notes @1-4\n## 1 One @7\nF: found @8-9\n"
    assert minutes(minuting, text).code == DONE
    sources = {one.kind: one.envelope.source for one in minuting.events}
    assert sources["MeetingHeld"] == "notes:1-4"
    assert sources["MeetingItemTabled"] == "notes:7"
    assert sources["FindingRecorded"] == "notes:8-9"


@pytest.mark.parametrize("lines", ["@8-9.", "(@8-9)", "[@8 - 9].", "@8–9;"])
def test_the_lines_of_a_paper_end_as_a_sentence_may(minuting, lines):
    minuting.done(f"document register notes Notes --sha256 {'0' * 64}")
    text = f"# HTA 12 February 2019\nPaper: notes @1-4\n## 1 One @2, 7.\nF: found {lines}\n"
    assert minutes(minuting, text).code == DONE
    found = {one.kind: one for one in minuting.events}
    assert found["FindingRecorded"].envelope.source == "notes:8-9"
    assert found["FindingRecorded"].event.text == "found"
    assert found["MeetingItemTabled"].envelope.source == "notes:2,7"


def test_a_sensitive_meeting_is_marked_so_throughout(minuting):
    text = HEAD + "Sensitive: names a person\n## 1 One\nF: found\n"
    assert minutes(minuting, text).code == DONE
    new = [one for one in minuting.events if one.stream != "body:HTA"][-4:]
    assert {(one.envelope.marking, one.envelope.marking_reason) for one in new} == {
        ("OFFICIAL-SENSITIVE", "names a person")
    }
    assert "Sensitive: names a person" in printed(minuting)
    assert minutes(minuting, printed(minuting)).out == ""


# The same text again


def test_other_lines_of_the_paper_are_a_correction(minuting):
    minuting.done(f"document register notes Notes --sha256 {'0' * 64}")
    text = "# HTA 12 February 2019\nPaper: notes @1-4\n## 1 One @7\nF: found @8-9\n"
    minutes(minuting, text)
    moved = text.replace("@8-9", "@9")
    assert "source, recorded: notes:8-9" in (said := minutes(minuting, moved).err), said
    assert minutes(minuting, moved, "--correct", "miscounted").code == DONE
    assert minuting.events[-1].envelope.source == "notes:9"
    assert "already has all of it" in minutes(minuting, moved).err
    without = text.replace(" @8-9", "")
    assert "already has all of it" in minutes(minuting, without).err, "what is left out stands"


@pytest.mark.parametrize("head", ["Inferred: guessed\n", "Undated: no\n", "Sensitive: names\n"])
def test_how_the_day_is_known_and_the_marking_are_not_changed_by_the_by(minuting, head):
    minutes(minuting, WHOLE)
    before = minuting.size
    said = minutes(minuting, WHOLE.replace("Chair: PCC\n", f"Chair: PCC\n{head}"))
    assert said.code == MISUSED and "line 3: the meeting was recorded without this" in said.err
    assert minuting.size == before


def test_the_same_text_again_records_nothing(minuting):
    minutes(minuting, WHOLE)
    before = minuting.size
    again = minutes(minuting, WHOLE)
    assert (again.code, again.out) == (DONE, "")
    assert "the ledger already has all of it" in again.err
    assert minuting.size == before


def test_a_line_more_records_that_line_only(minuting):
    minutes(minuting, WHOLE)
    before = minuting.size
    more = WHOLE.replace("N: The report", "F: The A44 is worst.\nN: The report")
    assert minutes(minuting, more).out == "F-2019-002\n"
    assert minuting.size == before + 1


def test_a_changed_line_is_no_silent_edit(minuting):
    minutes(minuting, WHOLE)
    before = minuting.size
    changed = WHOLE.replace("rural roads", "country roads")
    result = minutes(minuting, changed)
    assert result.code == NEEDED
    for words in ("line 10 differs", "F-2019-001", "rural roads", "country roads", "--correct"):
        assert words in result.err
    assert minuting.size == before


def test_a_changed_line_is_corrected_for_a_reason(minuting):
    minutes(minuting, WHOLE)
    before = minuting.size
    assert minutes(minuting, WHOLE.replace("rural", "country"), "--correct", "misheard").code == 0
    retracted, corrected = minuting.events[before:]
    assert retracted.event.reason == "misheard"
    assert corrected.envelope.corrects == retracted.event.retracts
    assert "country roads" in minuting.state("finding", "F-2019-001").title


def test_an_owner_and_a_due_day_are_corrected_too(minuting):
    minutes(minuting, WHOLE)
    line = "A: CEX with Head of Force Ops: review the partnership's governance; due next meeting"
    changed = WHOLE.replace(line, line.replace("CEX with Head", "CC with Head") + "")
    changed = changed.replace("; due next meeting", "; due 1 April 2019")
    assert minutes(minuting, changed, "--correct", "misheard").code == DONE
    action = minuting.state("action", "A-2019-001")
    assert (action.owners, action.due) == (("CC", "HFO"), date(2019, 4, 1))
    assert "owner CC, HFO" not in minutes(minuting, changed).err
    assert "already has all of it" in minutes(minuting, changed).err


def test_a_changed_line_may_be_another_thing(minuting):
    minutes(minuting, WHOLE)
    assert minutes(minuting, WHOLE.replace("rural", "country"), "--as-new").out == "F-2019-002\n"
    assert "rural" in minuting.state("finding", "F-2019-001").title


@pytest.mark.parametrize(
    ("was", "now"),
    [("Why did collisions rise", "Why have collisions risen"), ("governance", "accounts")],
    ids=["a question that was answered", "an action that was progressed"],
)
def test_what_was_taken_for_new_is_known_again_with_what_became_of_it(minuting, was, now):
    due = "due next meeting\n"
    text = WHOLE.replace(due, due + "> progress: begun\n")
    minutes(minuting, text)
    changed = text.replace(was, now)
    assert minutes(minuting, changed, "--as-new").code == DONE
    before = minuting.size
    again = minutes(minuting, changed)
    assert (again.code, minuting.size) == (DONE, before), again.err


def test_a_line_left_out_stands_and_is_told(minuting):
    minutes(minuting, WHOLE)
    before = minuting.size
    result = minutes(minuting, WHOLE.replace("N: The report was noted.\n", ""))
    assert result.code == DONE
    assert "not in this text, and stands" in result.err and "The report was noted." in result.err
    assert minuting.size == before


def test_a_heading_retitled_is_a_correction_of_that_item(minuting):
    minutes(minuting, WHOLE)
    changed = WHOLE.replace("Road traffic collisions", "Collisions")
    assert "line 7 differs" in minutes(minuting, changed).err
    assert minutes(minuting, changed, "--correct", "as printed").code == DONE
    assert "## 2.1d Collisions" in printed(minuting)


def test_everything_left_out_is_told_with_what_takes_it_back(minuting):
    minutes(minuting, WHOLE)
    said = minutes(minuting, "# HTA 12 February 2019\n").err
    for words in (
        "stands: Present: PCC (undo",
        "stands: item 2.1d; Road traffic collisions (undo",
        "stands: N-2019-002 no actions (undo",
        "stands: F-2019-001 F: Q-2019-001; The increase is on rural roads",
        "stands: answered: Ice. (undo",
    ):
        assert words in said, said


def test_the_notes_are_closed_last_wherever_the_text_says_so(minuting):
    text = HEAD + "Notes: complete; next meeting 12 March 2019\n## 1 Roads\nF: found\n"
    assert minutes(minuting, text).code == DONE
    assert minuting.events[-1].kind == "MeetingClosed"


# What a text begins with


def test_a_text_begins_with_who_came_last_and_what_is_brought_forward(minuting):
    minuting.done(
        "meeting attend HTA/2019-01-15 PCC CEX",
        'action raise "Share the plan" --owner CC --due 2019-02-01 --meeting HTA/2019-01-15',
        "meeting schedule HTA --for 2019-02-12 --on 2019-01-15",
        'meeting item HTA/2019-02-12 1 "Outstanding matters" --on 2019-02-01',
    )
    text = printed(minuting)
    for line in (
        "# HTA Tuesday 12 February 2019",
        "// Chair: PCC",
        "// Present: PCC, CEX",
        "// Apologies: None",
        "A-2019-001 Share the plan",
        "// owner CC; due 1 February 2019; open since 15 January 2019",
        "// > carried forward",
        "## 1 Outstanding matters",
    ):
        assert line in text.splitlines(), text
    said = minutes(minuting, text)
    assert said.code == DONE and "A-2019-001: nothing is said of it" in said.err
    state = minuting.state("meeting", "HTA/2019-02-12")
    assert (state.chair, state.present, state.apologies) == (None, (), ())
    assert minuting.state("action", "A-2019-001").carried_to == ()
    assert not any(one.stream.startswith("nil:") for one in minuting.events)
    so = re.sub(r"^// (Chair|Present|Apologies|>)", r"\1", text, flags=re.MULTILINE)
    assert minutes(minuting, so, "--correct", "now it is said").code == DONE
    assert minuting.state("action", "A-2019-001").carried_to == ("HTA/2019-02-12",)


def test_what_is_told_of_already_or_over_is_not_brought_forward_again(minuting):
    minuting.done(
        *(f'action raise "Act {n}" --owner CC --meeting HTA/2019-01-15' for n in (1, 2, 3)),
        "meeting schedule HTA --for 2019-02-12 --on 2019-01-15",
        "action complete A-2019-001 --by CC --on 2019-02-12",
        "action close A-2019-001 --verified-by CEX --evidence seen --on 2019-02-20",
        'action withdraw A-2019-002 --reason "not wanted" --on 2019-02-20',
        "action complete A-2019-003 --by CC --on 2019-02-01",
    )
    text = printed(minuting)
    assert text.count("A-2019-001 ") == 1 and "A-2019-002" not in text
    assert "A-2019-003 Act 3" in text and "> carried forward" not in text
    assert minutes(minuting, text).code == DONE, text


def test_an_open_action_told_of_already_is_brought_forward_once(minuting):
    minuting.done(
        "action raise Act --owner CC --meeting HTA/2019-01-15",
        "meeting schedule HTA --for 2019-02-12 --on 2019-01-15",
        "action progress A-2019-001 drafted --on 2019-02-12",
    )
    text = printed(minuting)
    assert text.count("A-2019-001 Act") == 1 and "> progress: drafted" in text


def test_what_was_carried_to_a_meeting_on_another_day_is_of_it(minuting):
    minuting.done("action raise Act --owner CC --meeting HTA/2019-01-15")
    minutes(minuting, HEAD)
    minuting.done("action carry A-2019-001 --to HTA/2019-02-12 --on 2019-02-14")
    assert "> carried forward" in printed(minuting)


def test_words_that_are_no_day_are_shown_as_words(minuting):
    said = minutes(minuting, HEAD + "A: CC: ride; due soon\n", "--dry-run").err
    assert "due in words: soon" in said


# Bad input: each names its line, and what would do


@each(
    ("text", "code", "line", "words"),
    [
        ("", MISUSED, 1, "begins with its body and day"),
        ("Q: why?\n", MISUSED, 1, "begins with its body and day"),
        ("# Tuesday 27 February 2018\n", MISUSED, 1, "begins with its body and day"),
        ("# 27 February 2018\n", MISUSED, 1, "begins with its body and day"),
        ("# HTA 30 February 2019\n", MISUSED, 1, "not in the calendar"),
        ("# HTA Monday 12 February 2019\n", MISUSED, 1, "is a Tuesday"),
        ("# NOBODY 12 February 2019\n", NOT_FOUND, 1, "There is no body 'NOBODY'"),
        (HEAD + "## Roads\n", MISUSED, 5, "the item's number as printed"),
        (HEAD + "## 1 Roads\n## 1 Rail\n", MISUSED, 6, "item 1 is on line 5 already"),
        (HEAD + "## 9z\nF: found\n", MISUSED, 5, "has no item 9z yet"),
        (HEAD + "Z: what\n", MISUSED, 5, "a line begins with Q:"),
        (HEAD + "A: Sheriff: ride\n", NOT_FOUND, 5, "There is no post 'Sheriff'"),
        (HEAD + "A: ride\n", MISUSED, 5, "this line is written A: OWNERS: TITLE"),
        (HEAD + "A: CC: ride; due 31 April\n", MISUSED, 5, "not in the calendar"),
        (HEAD + "A: CC: ride; due next meeting\n", MISUSED, 5, "give the day of the next meeting"),
        (HEAD + "A: CC: ride\nA: CC: ride\n", MISUSED, 6, "line 5 says the same"),
        (HEAD + "A: CC: ride\nA: CC: Ride\n", MISUSED, 6, "line 5 says the same"),
        (HEAD + "A: CC: ride\nA: CEX: Ride\n", MISUSED, 6, "If there are two, say in their words"),
        (HEAD + "A: CC: ride; due 1/5/19\nA: CC: ride\n", MISUSED, 6, "another owner or due date"),
        (HEAD + "A: CC: ride\nActions arising: None\n", MISUSED, 6, "line 6 says that there were"),
        (HEAD + "Actions arising: None\nA: CC: ride\n", MISUSED, 6, "line 5 says that there were"),
        (HEAD + "Actions arising: None\n## 1 R\nA: CC: ride\n", MISUSED, 7, "the whole meeting"),
        (HEAD + "Apologies: CEX\n", MISUSED, 5, "line 4 says that there were no apologies"),
        (HEAD + "N: noted\n", MISUSED, 5, "belongs under a heading"),
        (HEAD + "Deferred: no time\n", MISUSED, 5, "belongs under a heading"),
        (HEAD + "> answered: yes\n", MISUSED, 5, "above it"),
        (HEAD + "Q: why?\n> closed by CC: done\n", MISUSED, 6, "of a question one says answered"),
        (HEAD + "F 2: because\n", MISUSED, 5, "there is no question 2"),
        (HEAD + "F: found @7\n", MISUSED, 5, "names lines of a paper, but no paper is named"),
        (HEAD + "A-2019-999\n> progress: x\n", NOT_FOUND, 5, "There is no action 'A-2019-999'"),
        (HEAD + "F [F-2019-009]: found\n", NOT_FOUND, 5, "F-2019-009 is not of this meeting"),
        (HEAD + "Present: CEX,, HFO\n", MISUSED, 5, "no name"),
        (HEAD + "Present: Jane Doe\n", NOT_FOUND, 5, "named with a capacity"),
        (HEAD + "Q: a\0b\n", MISUSED, 5, "cannot be recorded"),
        (HEAD + "A: CC: ride; due\n", MISUSED, 5, "leave out ; due"),
        (HEAD + 'A: CC: ride; due ""\n', MISUSED, 5, "leave out ; due"),
        (HEAD + 'A: CC: ride; due "a\\qb"\n', MISUSED, 5, "a backslash goes only before"),
        (HEAD + "A: CC: ride; due Monday 5 March 2019\n", MISUSED, 5, "is a Tuesday"),
        (HEAD + "Chair: PCC\n", MISUSED, 5, "line 2 already says it"),
        (HEAD + "## 1 Roads\nVenue: Hindlip\n", MISUSED, 6, "put it at the top"),
        ("# HTA 12 February 2019\nChair: PCC;; CC\n", MISUSED, 2, "name is missing beside a ;"),
        ("# HTA 12 February 2019\nChair: PCC; All\n", MISUSED, 2, "nobody in particular"),
        ("# HTA 12 February 2019\nChair: Jo (x)\n", MISUSED, 2, "Present: Jo (x). Here stands"),
        ("# HTA 12 February 2019\nChair: PCC; Jane Doe\n", NOT_FOUND, 2, "between quotes"),
        (HEAD + "Present: Jane (observer) Jo (x)\n", MISUSED, 5, "no name could be read"),
        (HEAD + "Present: CEX,\n", MISUSED, 5, "no name after the last comma"),
        (HEAD + "Next meeting: 12 February 2019\n", MISUSED, 5, "is not after this meeting"),
    ],
    ids=lambda value: value.splitlines()[-1] if isinstance(value, str) and value else None,
    sharing="minuting office",
)
def test_a_line_that_cannot_be_understood_is_named(minuting, text, code, line, words):
    before = minuting.size
    result = minutes(minuting, text)
    assert (result.code, result.out) == (code, ""), result
    assert f"line {line}: " in result.err and words in result.err, result.err
    assert "Nothing of this minute was recorded." in result.err
    assert minuting.size == before


def test_every_line_at_fault_is_named_at_once(minuting):
    said = minutes(minuting, HEAD + "Z: one\n## 1 Fine\nA: Sheriff: ride\n").err
    assert "line 5: " in said and "line 7: " in said


def test_a_deferred_item_comes_back_under_its_heading(minuting):
    minutes(minuting, WHOLE)
    back = "# HTA 26 February 2019\n## 1 (from HTA/2019-02-12) Cyber crime\n"
    assert minutes(minuting, back).code == DONE
    tabled = next(e for e in minuting.events[::-1] if e.kind == "MeetingItemTabled").event
    assert tabled.deferred_from == "HTA/2019-02-12"
    assert minutes(minuting, back).out == ""


def test_a_heading_that_the_ledger_knows_needs_no_title(minuting):
    minutes(minuting, WHOLE)
    more = HEAD + "## 2.1d\nF: The A44 is worst.\nN: Thanks were given.\n"
    result = minutes(minuting, more)
    assert result.out == "F-2019-002\n" and "stands: item 2.1d" not in result.err
    assert "N: Thanks were given." in printed(minuting)


def test_a_decision_that_names_nobody_is_the_chairs(minuting):
    assert minutes(minuting, HEAD + "D: publish the figures\n").out.endswith("D-2019-001\n")
    assert minuting.state("decision", "D-2019-001").makers == ("PCC",)
    unchaired = "# HTA 26 February 2019\nD: publish more\n"
    said = minutes(minuting, unchaired)
    assert (said.code, said.out) == (MISUSED, "") and "line 2: who decided?" in said.err
    assert minutes(minuting, unchaired.replace("D:", "D: CC:")).code == DONE


def test_what_a_person_without_a_post_attends_as(minuting):
    assert minutes(minuting, HEAD + "Present: Jane Doe (observer, for CEX)\n").code == DONE
    attended = [e.event for e in minuting.events if e.kind == "MeetingAttended"]
    assert (attended[-1].attendee, attended[-1].capacity) == ("Jane Doe", "observer, for CEX")
    assert "Jane Doe (observer, for CEX)" in printed(minuting)


def test_crlf_and_a_byte_order_mark_make_no_difference(minuting):
    text = "\ufeff" + WHOLE.replace("\n", "\r\n")
    assert minutes(minuting, text).code == DONE
    assert minutes(minuting, WHOLE).out == ""
    assert not any("\r" in str(one.event) for one in minuting.events)


def test_a_line_break_that_is_kept_is_one_character(minuting):
    minutes(minuting, HEAD.replace("\n", "\r\n") + "F: one\r\n    | two\r\n    | three\r\n")
    assert minuting.events[-1].event.text == "one\ntwo\nthree"


def test_what_is_no_text_and_what_is_no_file_are_said_so(minuting, tmp_path):
    (tmp_path / "latin").write_bytes(HEAD.encode() + b"F: caf\xe9\n")
    minuting.refuses(MISUSED, f"minute --file {tmp_path / 'latin'}", "not UTF-8 text")
    minuting.refuses(MISUSED, f"minute --file {tmp_path / 'none'}", "cannot be read")
    minuting.refuses(NEEDED, "minute", "--file")
    minuting.refuses(NEEDED, "minute HTA", "no terminal", "--file")


def test_two_thousand_lines_are_recorded_and_known_again(minuting):
    lines = [HEAD.rstrip()]
    for heading in range(20):
        lines.append(f"## {heading} Heading {heading}")
        for n in range(33):
            lines.append(f"Q to CC: question {n} under {heading}?")
            lines.append(f"F: finding {n} under {heading}")
            lines.append(f"A: CC: act {n} under {heading}; due 1 April 2019")
    text = "\n".join(lines) + "\n"
    assert text.count("\n") > 2_000
    before = minuting.size
    assert minutes(minuting, text).code == DONE
    assert minuting.size == before + 20 * 100 + 4
    assert minutes(minuting, text).out == ""
    assert minuting.size == before + 20 * 100 + 4


# What was said elsewhere of the same meeting


def test_a_nil_return_beside_an_action_is_refused_wherever_each_was_recorded(minuting):
    minuting.done(
        "action raise Ride --owner CC --meeting HTA/2019-01-15 --item 2.1",
        "nil record --meeting HTA/2019-01-15 --item 2.2",
    )
    minuting.refuses(REFUSED, "nil record --meeting HTA/2019-01-15 --item 2.1", "A-2019-001")
    minuting.refuses(REFUSED, "nil record --meeting HTA/2019-01-15", "A-2019-001", "undo")
    raising = "action raise Walk --owner CC --meeting HTA/2019-01-15 --item"
    minuting.refuses(REFUSED, f"{raising} 2.2", "N-2019-001", "item 2.2 of HTA/2019-01-15")
    minuting.done(f"{raising} 2.3", "nil record --meeting HTA/2019-01-15 --item 2.4")


def test_decisions_and_apologies_are_refused_where_there_were_none(minuting):
    meeting = "HTA/2019-01-15"
    minuting.done(f"nil record --of decisions --meeting {meeting} --item 2")
    minuting.done(f"nil record --of apologies --meeting {meeting}")
    taking = f"decision take Publish --by PCC --meeting {meeting} --item"
    minuting.refuses(REFUSED, f"{taking} 2", "N-2019-001", "no decisions at item 2")
    apology = f"meeting attend {meeting} --apology CC"
    minuting.refuses(REFUSED, apology, "N-2019-002", "no apologies at HTA/2019-01-15", "undo")
    nil = next(e for e in minuting.events if e.stream == "nil:N-2019-002")
    minuting.done(f"{taking} 3", f"undo {nil.position} --reason slip", apology)
    minuting.refuses(REFUSED, f"nil record --of apologies --meeting {meeting}", "CC")
    minuting.refuses(REFUSED, f"nil record --of decisions --meeting {meeting}", "D-2019-001")


def test_a_nil_return_that_was_retracted_denies_nothing(minuting):
    minuting.done("nil record --meeting HTA/2019-01-15 --item 2.2", "undo --reason slip")
    minuting.done("action raise Ride --owner CC --meeting HTA/2019-01-15 --item 2.2")


def test_an_action_is_not_moved_under_a_heading_that_had_none(minuting):
    minutes(minuting, HEAD + "## 1 Roads\nA: CC: ride\n## 2 Rail\nActions arising: None\n")
    before = minuting.size
    moved = HEAD + "## 1 Roads\n## 2 Rail\nA: CC: ride\n"
    result = minutes(minuting, moved, "--correct", "misplaced")
    assert (result.code, minuting.size) == (REFUSED, before)
    assert "line 7: N-2019-002 says that there were no actions at item 2" in result.err


# What was recorded otherwise, printed and saved again


RECORDED_OTHERWISE = {
    "an item of several words": ["nil record {m} --item 'any other business'"],
    "an item with no number": ["meeting item HTA/2019-02-12 AOB 'Any other business'"],
    "an item that looks like a mark": ["question put why {m} --item @4"],
    "an item with a quotation mark": ["question put why {m} --item 'the \"A\" list'"],
    "an item called brought": ["meeting item HTA/2019-02-12 brought forward"],
    "a title that looks like its origin": [
        "meeting item HTA/2019-02-12 4 '(from HTA/2019-01-15) x'"
    ],
    "a person without a capacity": ["meeting attend HTA/2019-02-12 --name 'Jane Doe'"],
    "a person with a comma": ["meeting attend HTA/2019-02-12 --name 'Doe, Jane' --capacity x"],
    "a person with brackets": ["meeting attend HTA/2019-02-12 --name 'Jo (J) Doe' --capacity x"],
    "a person called as a post": ["meeting attend HTA/2019-02-12 --name cc --capacity x"],
    "a capacity with brackets": ["meeting attend HTA/2019-02-12 --name Jo --capacity 'a (b), c'"],
    "a capacity that is a dash": ["meeting attend HTA/2019-02-12 --name Jo --capacity=-"],
    "one action raised twice": [
        "action raise x --owner CC {m} --item 1",
        "action raise x --owner CEX {m} --item 2",
    ],
    "one finding recorded twice": ["finding record x {m}", "finding record x {m}"],
    "an action replaced by another of the meeting": [
        "action raise x --owner CC {m}",
        "action raise y --owner CC {m}",
        "action supersede A-2019-001 --by A-2019-002 --on 2019-02-12",
    ],
    "notes closed after the next meeting was scheduled": [
        "meeting schedule HTA --for 2019-03-12 --venue 'Hall: B' --on 2019-02-12",
        "meeting close HTA/2019-02-12",
    ],
    "a title that ends with due": ["action raise 'say what is; due' --owner CC {m}"],
}


@pytest.mark.parametrize("lines", RECORDED_OTHERWISE.values(), ids=RECORDED_OTHERWISE)
def test_what_other_commands_recorded_is_printed_and_known_again(minuting, lines):
    minuting.done("meeting open HTA --on 2019-02-12 --chair PCC")
    minuting.done(*(line.format(m="--meeting HTA/2019-02-12") for line in lines))
    text, before = printed(minuting), minuting.size
    result = minutes(minuting, text)
    assert (result.code, minuting.size) == (DONE, before), result.err + text
    assert result.err == "HTA/2019-02-12: the ledger already has all of it.\n", text


def test_what_was_recorded_for_a_later_day_is_known_again(minuting):
    minuting.done(
        "meeting open HTA --on 2019-02-12 --chair PCC",
        "action raise 'Share the plan' --owner CC --meeting HTA/2019-02-12 --on 2019-02-14",
        "meeting close HTA/2019-02-12 --on 2019-02-15",
    )
    text, before = printed(minuting), minuting.size
    assert "A [A-2019-001]: CC: Share the plan\n" in text
    assert "Notes: complete\n" in text
    minutes(minuting, text.replace(" [A-2019-001]", ""))
    assert minuting.size == before


def test_a_person_in_quotes_is_named_and_attends(minuting):
    text = HEAD + 'Present: "Doe, Jane" (observer), "cc" (clerk), Jo ("a (b), c")\n'
    assert minutes(minuting, text).code == DONE
    attended = [e.event for e in minuting.events if e.kind == "MeetingAttended"][-3:]
    assert [(one.attendee, one.capacity) for one in attended] == [
        ("Doe, Jane", "observer"),
        ("cc", "clerk"),
        ("Jo", "a (b), c"),
    ]


def test_all_who_are_named_between_two_commas_attend(minuting):
    minuting.done("post define DCC 'Deputy Chief Constable'")
    text = "# HTA 12 February 2019\nPresent: PCC, CC and Head of Force Ops\n"
    result = minutes(minuting, text + "Apologies: CEX/DCC\n")
    assert result.code == DONE, result.err
    meeting = minuting.state("meeting", "HTA/2019-02-12")
    assert (meeting.present, meeting.apologies) == (("PCC", "CC", "HFO"), ("CEX", "DCC"))


def test_a_note_to_oneself_may_be_indented(minuting):
    assert list(entries("Q: a\n   // private\n   b\n")) == [(1, "Q: a b")]


def test_due_is_read_however_it_is_capitalised(minuting):
    minutes(minuting, HEAD + "A: CC: ride; Due 1 March 2019\n")
    assert minuting.state("action", "A-2019-001").due == date(2019, 3, 1)


def test_a_heading_may_be_taken_up_again_by_its_number(minuting):
    minutes(minuting, HEAD + "## 1 Roads\n## 2 Rail\n## 1\nF: found\n")
    finding = next(e.event for e in minuting.events if e.kind == "FindingRecorded")
    assert finding.item == "1"


def test_a_text_that_leaves_the_chair_out_asks_in_the_chairs_name(minuting):
    minutes(minuting, WHOLE)
    result = minutes(minuting, "# HTA 12 February 2019\n## 3\nQ: What of fraud?\n")
    asked = [e.event for e in minuting.events if e.kind == "QuestionPut"][-1]
    assert (result.code, asked.put_by) == (DONE, "PCC")
    without = printed(minuting).replace("Chair: PCC\n", "")
    assert "already has all of it" in minutes(minuting, without).err


@pytest.mark.parametrize("reference", [True, False], ids=["known by reference", "known by words"])
def test_a_line_under_another_heading_is_a_correction(minuting, reference):
    minutes(minuting, HEAD + "## 1 Roads\nA: CC: ride\n## 2 Rail\nF: slow\n")
    line = "A [A-2019-001]: CC: ride\n" if reference else "A: CC: ride\n"
    moved = HEAD + "## 1 Roads\n## 2 Rail\nF: slow\n" + line
    said = minutes(minuting, moved).err
    assert "item, recorded: 1" in said and "item, here: 2" in said
    assert minutes(minuting, moved, "--correct", "misplaced").code == DONE
    assert minuting.state("action", "A-2019-001").title == "ride"
    raised = [e.event for e in minuting.events if e.kind == "ActionRaised"]
    assert [one.item for one in raised] == ["1", "2"]
    assert "already has all of it" in minutes(minuting, moved).err


def test_a_question_taken_out_is_told_by_its_reference(minuting):
    minutes(minuting, WHOLE)
    without = WHOLE.replace("Q to CC: Why did collisions rise in January?\n> answered: Ice.\n", "")
    said = minutes(minuting, without).err
    assert "answers, recorded: Q-2019-001\n" in said and "answers, here: none" in said


def test_the_venue_of_the_next_meeting_is_corrected(minuting):
    minutes(minuting, WHOLE)
    changed = WHOLE.replace("12 March 2019", "12 March 2019 at Hindlip: the Hall")
    result = minutes(minuting, changed, "--correct", "moved")
    assert result.code == DONE, result.err
    scheduled = [e.event for e in minuting.events if e.kind == "MeetingScheduled"][-1]
    assert (scheduled.venue, scheduled.subject) == ("Hindlip", "the Hall")


@pytest.mark.parametrize("of", ["", "--meeting PANEL/2019-01-20"], ids=["no meeting", "a panel"])
def test_what_became_of_an_action_of_elsewhere_is_known_again_and_corrected(minuting, of):
    minuting.done("body add PANEL Panel", "meeting open PANEL --on 2019-01-20")
    minuting.done(f"action raise Old --owner CC --on 2019-01-20 {of}")
    text = HEAD + "A-2019-001\n> progress: begun\n"
    assert minutes(minuting, text).code == DONE
    assert minutes(minuting, text).err == "HTA/2019-02-12: the ledger already has all of it.\n"
    changed = minutes(minuting, text.replace("begun", "begun well"))
    assert changed.code == NEEDED and "text, recorded: begun" in changed.err
    other = minutes(minuting, text.replace("progress: begun", "evidence: a paper"))
    assert other.code == DONE and "and stands: A-2019-001 progress: begun" in other.err


def test_a_cancelled_meeting_is_not_minuted(minuting):
    minuting.done("meeting schedule HTA --for 2019-03-12 --on 2019-02-12")
    minuting.done("meeting cancel HTA/2019-03-12 --reason snow --on 2019-03-01")
    minuting.refuses(REFUSED, "minute HTA/2019-03-12 --print", "was cancelled", "undo")
    assert minutes(minuting, "# HTA 12 March 2019\n").code == REFUSED


def test_flags_that_do_not_go_together_are_refused(minuting, tmp_path):
    (tmp_path / "m").write_text(WHOLE)
    for flag in ("--print", "--fresh", "--on 2019-01-15"):
        minuting.refuses(MISUSED, f"minute --file {tmp_path / 'm'} {flag}", "do not go with it")
    minuting.refuses(MISUSED, "minute HTA --print --yes", "only prints")
    minuting.refuses(MISUSED, "minute HTA/2019-01-15 --print --on 2019-01-16", "only with a body")


# Round trips

# Words with everything in them that the grammar uses.
PIECES = st.sampled_from(
    [
        "|",
        "\u00a0",
        *[
            "road",
            "A:",
            "Q",
            ":",
            "@-",
            "//",
            ">",
            "##",
            "(x)",
            "[F]",
            "{text}",
            "None",
            "due",
            ";",
            "'",
            "-",
            "é",
            "\\n",
            "; due ",
            ", by ",
            "deadline:",
            "2 May",
            "\u201c",
            "\u2019",
            " \u2013 ",
            "\u2022",
            "1. ",
            " @12",
            '"',
            "\n",
            " and ",
        ],
    ]
)
WORDS = (
    st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5)))
    .map("".join)
    .map(str.strip)
    .filter(lambda text: text != "" and not re.search(r"\s$|^\s", text))
    .filter(lambda text: not any(map(characters.hides, text)))
    .map(characters.composed)
    .filter(characters.shows)
)
ITEMS = st.from_regex(r"[1-9][a-d]?(\.[1-9][a-z]?)?", fullmatch=True)
POSTS = st.sampled_from(["PCC", "CC", "CEX", "HFO"])
# Several in the chair, or one who holds no post.
PEOPLE = st.lists(POSTS | st.sampled_from(["Jane Doe", "Doe; J", 'J "Jo" Doe, JP']), unique=True)
CHAIRS = PEOPLE.map(tuple).filter(lambda one: len(one) != 1 or not one[0].isupper())
SEVERAL = st.lists(POSTS, unique=True, max_size=3).map(tuple)
DAYS = st.dates(date(2019, 2, 13), date(2020, 12, 31))


TITLES = {
    "action:A-2018-001": "Share the resourcing plan",
    "action:A-2018-002": "Write to the minister",
    "action:A-2018-005": "Buy the vans",
    "action:A-2018-006": "Sell the cars",
    "item:EFF17/PC-AFI1": "Prevent more",
    "item:EFF17/PC-AFI2": "Prevent it sooner",
    "item:IA17-03/R1": "Check for duplicates",
}


class KnownNames:
    """What understands names without a ledger."""

    def body(self, text):
        return text.upper()

    def day(self, text, asked, ahead):
        return dates.parse(text, asked or date(2019, 3, 1), ahead=ahead)

    def posts(self, text, besides="party"):
        return tuple(re.split(r"\s*,\s*|/| with | and ", text))

    def are_posts(self, text):
        return text.isupper()

    def next_meeting(self, body, after):
        return None

    def title(self, record):
        return TITLES.get(record, "")

    def answered(self, question):
        return None

    def owned(self, own_ref, body):
        return f"item:{own_ref}" if f"item:{own_ref}" in TITLES else None

    def attendee(self, text):
        return text

    def sits(self, meeting, on, present):
        pass

    def person(self, party):
        return None

    def without_post(self, text):
        return None

    def issuer(self, item):
        return ("Fenwick Lane LLP", "internal audit") if "IA17" in item else ("HMICFRS",)

    def last_meeting(self, body, before):
        return f"{body}/2018-01-30"

    def numbered(self, text, body, meeting):
        return [f"action:A-2018-{text.zfill(3)}"]

    def record(self, text):
        if f"item:{text}" in TITLES:
            return f"item:{text}"
        return f"{'action' if text[0] == 'A' else 'question'}:{text}"


@st.composite
def minute(draw) -> Minute:
    """A meeting with anything in it, as the ledger could have it."""
    chairs = draw(CHAIRS)
    chair = draw(st.none() | POSTS) if not chairs else None
    words = {n: draw(st.none() | WORDS) for n in ("subject", "venue", "minuted_by")}
    held = {"body": "HTA", "meets_on": date(2019, 2, 12), "chair": chair} | words
    held["chairs"] = chairs or (None if chair is None else ())
    lines = [Line(form=grammar.HELD, facts=held)]
    lines += [
        Line(form=grammar.PRESENT, facts={"attendee": one, "capacity": None})
        for one in draw(st.lists(POSTS, unique=True))
    ]
    for item in draw(st.lists(ITEMS, unique=True, max_size=4)):
        facts = {"item": item, "deferred_from": None, "title": draw(WORDS)}
        lines.append(Line(form=grammar.HEADING, facts=facts, item=item))
        asked: list[Line] = []
        for _ in range(draw(st.integers(0, 4))):
            line = draw(said(item, asked))
            if line.form is grammar.QUESTION:
                asked.append(line)
            lines.append(line)
            lines += [Line(form=f, facts=a, about=line) for f, a in draw(marks(line))]
    titles = [
        (line.item, characters.folded(line.facts["title"]))
        for line in lines
        if line.form is grammar.ACTION
    ]
    assume(len(titles) == len(set(titles)))
    return Minute(body="HTA", meets_on=date(2019, 2, 12), lines=lines)


@st.composite
def said(draw, item, asked) -> Line:
    form = draw(
        st.sampled_from([grammar.QUESTION, grammar.FINDING, grammar.ACTION, grammar.DECISION])
    )
    if form is grammar.QUESTION:
        facts = {"put_by": draw(st.none() | POSTS), "put_to": draw(st.none() | POSTS)}
        facts["text"] = draw(WORDS)
    elif form is grammar.FINDING:
        some = draw(st.lists(st.sampled_from(asked), unique_by=id)) if asked else []
        facts = {"answers": tuple(some), "text": draw(WORDS)}
    elif form is grammar.ACTION:
        facts = {"owners": draw(SEVERAL), "title": draw(WORDS)} | draw(due())
    else:
        makers = draw(SEVERAL.filter(bool))
        facts = {"public_interest": draw(st.booleans()), "makers": makers, "title": draw(WORDS)}
    return Line(form=form, facts=facts, item=item)


@st.composite
def due(draw):
    on = draw(st.none() | DAYS)
    meeting = f"HTA/{on}" if on and draw(st.booleans()) else None
    words = draw(st.none() | WORDS)
    basis = draw(st.none() | st.just("inferred")) if on and words and not meeting else None
    return {"due": on, "due_meeting": meeting, "due_words": words, "due_basis": basis}


@st.composite
def marks(draw, line):
    if line.form is grammar.QUESTION:
        found = [f for f in grammar.MARKS if f.says.startswith("answered")]
        return [(f, {"answer": draw(WORDS)}) for f in found if draw(st.booleans())]
    if line.form is grammar.ACTION:
        found = [f for f in grammar.MARKS if f.says.startswith("progress")]
        return [(f, {"text": draw(WORDS)}) for f in found if draw(st.booleans())]
    return []


def facts_of(read_back: Minute) -> list[object]:
    """What the lines say, naming other lines by their place among their kind."""

    def plain(value):
        if isinstance(value, tuple):
            return tuple(plain(one) for one in value)
        if isinstance(value, str):
            return pasted.alike(value)
        return where[id(value)] if isinstance(value, Line) else value

    where = {id(line): f"line {n}" for n, line in enumerate(read_back.lines)}
    return [
        (
            line.form.says,
            line.item,
            plain(line.about),
            [(n, plain(v)) for n, v in sorted(line.facts.items())],
        )
        for line in read_back.lines
    ]


def unlike(made: Minute) -> bool:
    """Whether no two of its lines say the same: nobody could tell them apart."""
    seen = [one for one in facts_of(made) if one[2] is None]
    return len({repr(one) for one in seen}) == len(seen)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(minute().filter(unlike))
def test_what_is_written_is_read_back_the_same(made):
    text = write(made, {"PCC": "", "CC": "", "CEX": "", "HFO": ""})
    assert facts_of(read(text, KnownNames())) == facts_of(made), text


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=minute().filter(unlike))
def test_events_become_a_text_that_records_the_same_events(
    made, tmp_path_factory, capsys, monkeypatch
):
    folder = tmp_path_factory.mktemp("trip")
    monkeypatch.chdir(folder)
    text = write(made, {"PCC": "", "CC": "", "CEX": "", "HFO": ""})
    one, other = (Office(folder / f"{name}.ledger", capsys) for name in ("one", "other"))
    for office in (one, other):
        office.done("init", 'post define HFO "Head of Ops"', 'body add HTA "Holding to account"')
    (folder / "text").write_text(text, encoding="utf-8", newline="")
    first = one.types("minute --mixed-alphabets --file text")
    assert first.code == DONE, first.err + text
    again = printed(one)
    (folder / "again").write_text(again, encoding="utf-8", newline="")
    assert one.types("minute --mixed-alphabets --file again").out == "", again
    assert "already has all of it" in one.types("minute --mixed-alphabets --file text").err
    plain = re.sub(r"^([QFAD]) \[[^]]*\]", r"\1", again, flags=re.MULTILINE)
    (folder / "plain").write_text(plain, encoding="utf-8", newline="")
    assert one.types("minute --mixed-alphabets --file plain").out == "", plain
    assert other.types("minute --mixed-alphabets --file plain").code == DONE
    assert stands(other) == stands(one), again


def test_an_entry_goes_on_in_indented_lines_and_notes_to_oneself_are_left_out():
    text = "# one\n// note\nQ: a\n   b\n   | c \n   |\n   |  d\n\nF: e\n"
    assert list(entries(text)) == [(1, "# one"), (3, "Q: a b\nc \n\n d"), (9, "F: e")]


def test_the_grammar_is_documented_with_a_line_of_every_kind():
    topic = Path(grammar.__file__).parents[1] / "help" / "minute.txt"
    example = re.search(r"^    # HTA.*?(?=^How)", topic.read_text("utf-8"), re.M | re.S)
    shown = read(textwrap.dedent(example[0]), KnownNames())
    told = {(line.form.about, line.form.says) for line in shown.lines}
    assert told == {(form.about, form.says) for form in proceedings.FORMS}
