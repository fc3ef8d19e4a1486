"""The same done to several records at once: each is named once, before and after."""

import pytest
from clerk import CC, HTA, MISUSED, NOT_FOUND, PCC

pytestmark = pytest.mark.slow


@pytest.fixture
def four(empty):
    empty.begins(
        *("init", CC, PCC, HTA),
        "meeting open HTA --on 2019-01-15",
        *(f"action raise 'Task {n}' --owner CC --meeting HTA/2019-01-15" for n in range(1, 5)),
        "action complete A-2019-001 A-2019-002 A-2019-003 A-2019-004 --by CC --yes",
        "meeting schedule HTA --for 2019-03-12",
    )
    return empty


CLOSE = "action close {} --verified-by PCC --evidence m --yes"


def test_each_of_several_is_named_with_its_title_before_and_after_once(four):
    said = four.done(CLOSE.format("A-2019-002 A-2019-003")).err.splitlines()
    for number in (2, 3):
        before = f"A-2019-00{number}  Task {number}"
        after = f"A-2019-00{number} Task {number}: closed, verified by PCC: m"
        assert said.count(before) == 1
        assert sum(line.startswith(after) for line in said) == 1
        assert sum(f"A-2019-00{number}" in line for line in said) == 2
    assert not any("A-2019-001" in line or "A-2019-004" in line for line in said)


@pytest.mark.parametrize("twice", ["4 4", "A-2019-004 A-2019-004", "A-2019-004,2019-4", "4,4"])
def test_one_that_is_named_twice_is_told_and_taken_once(four, twice):
    before = four.size
    said = four.done(CLOSE.format(twice)).err
    assert four.size == before + 1
    assert "A-2019-004  Task 4" in said and "A-2019-004 Task 4: closed" in said
    assert f"A-2019-004 is named twice ({', '.join(twice.replace(',', ' ').split())})" in said


@pytest.mark.parametrize("many", ["2 4", "A-2019-002 4", "2,4", "4 4 A-2019-002"])
def test_numbers_alone_are_refused_for_several(four, many):
    four.refuses(NOT_FOUND, CLOSE.format(many), "the office's own", "A-2019-002  Task 2")


@pytest.mark.parametrize(
    "text", ["2-4", "'2 to 4'", "2..4", "A-2019-002..A-2019-004", "A-2019-002-A-2019-004", "2:4"]
)
def test_a_range_is_refused_with_what_to_type(four, text):
    four.refuses(MISUSED, CLOSE.format(text), "is a range", "Name each action: A-2018-002 A-2018")


def test_a_year_and_a_number_are_no_range(four):
    four.done(CLOSE.format("2019-002 a-2019-3"))


def test_a_batch_gives_its_references_by_line_and_tells_each_of_several(four, tmp_path):
    (tmp_path / "b.txt").write_text(
        "# two\naction raise One --owner CC\n"
        "finding record Seen --meeting HTA/2019-01-15\n"
        "action close A-2019-001 A-2019-002 --verified-by PCC --evidence m\n"
        "action progress A-2019-003 begun\n"
    )
    done = four.done("batch b.txt")
    assert done.out == "A-2019-005\nF-2019-001\n"
    assert "line 2: A-2019-005 raised: One; owner CC" in done.err
    assert "line 4: A-2019-001 Task 1: closed, verified by PCC: m" in done.err
    assert "line 4: A-2019-002 Task 2: closed, verified by PCC: m" in done.err
    assert "b.txt: 4 commands, 5 events" in done.err


# To when


@pytest.mark.parametrize(
    "words, day, kept",
    [
        ("end of Q2", "2019-09-30", "end of Q2"),
        ("the next meeting", "2019-03-12", "the next meeting"),
        ("HTA/2019-03-12", "2019-03-12", None),
        ("1 May 2019", "2019-05-01", None),
        ("w/c 3 June", "2019-06-09", "w/c 3 June"),
        ("April/May", "2019-05-31", "April/May"),
    ],
)
def test_an_extension_takes_what_raising_takes(four, words, day, kept):
    four.done("action raise Five --owner CC --meeting HTA/2019-01-15 --due 1/2/19")
    said = four.done(f"action extend A-2019-005 --to '{words}' --approved-by PCC --reason r").err
    state = four.state("action", "A-2019-005")
    assert (state.due.isoformat(), state.due_words) == (day, kept)
    assert state.due_basis == ("inferred" if kept else None)
    assert ("inferred from the words" in said) == bool(kept)
    row = four.done("ask open_actions --json").out
    assert (f'"due_words": "{kept}"' in row) == bool(kept)
    moved = four.done("action extend A-2019-005 --to 1/1/20 --approved-by PCC --reason r").err
    assert (f"due date ({kept}) moved from" in moved) == bool(kept)
    assert four.state("action", "A-2019-005").due_words is None


@pytest.mark.parametrize("words", ["ongoing", "30 February 2019", "after Easter"])
def test_an_extension_to_no_day_is_refused(four, words):
    line = f"action extend A-2019-001 --to '{words}' --approved-by PCC --reason r"
    assert words.casefold() in four.refuses(MISUSED, line).casefold()


def test_a_minute_extends_to_words_and_prints_them_again(four, tmp_path):
    (tmp_path / "m.txt").write_text(
        "# HTA 12 February 2019\nChair: PCC\nNext meeting: 12 March 2019\n\n## 1 Roads\n"
        "A: CC: one; due 1 March 2019\n> extended to the next meeting, approved by PCC: late\n"
        "A: CC: two; due 1 March 2019\n> due moved to end of Q2, approved by PCC: slow\n"
    )
    four.done("minute --file m.txt")
    one, two = (four.state("action", f"A-2019-00{n}") for n in (5, 6))
    assert one.due.isoformat() == "2019-03-12"
    assert (two.due.isoformat(), two.due_words) == ("2019-09-30", "end of Q2")
    printed = four.done("minute HTA/2019-02-12 --print").out
    assert '> due moved to 30 September 2019 (inferred: "end of Q2"), approved by PCC' in printed
    (tmp_path / "m.txt").write_text(printed)
    assert "already has all of it" in four.done("minute --file m.txt").err
    words = '30 September 2019 (inferred: "end of Q2")'
    (tmp_path / "m.txt").write_text(printed.replace(words, "soon"))
    four.refuses(MISUSED, "minute --file m.txt", "'soon' means no day")
