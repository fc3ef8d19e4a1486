"""What the cases of one test have to themselves, and how those that fail are told."""

import os
from pathlib import Path

import pytest
from folded import each, shared

TRIED: list[object] = []


@each("word", ["one", "two"], ids=str.upper)
def test_each_case_has_folders_and_settings_to_itself(tmp_path, monkeypatch, capsys, word):
    assert list(tmp_path.iterdir()) == [] and capsys.readouterr().out == ""
    assert os.environ["GOVLEDGER_ACTOR"] == "M Clerk" and "GOVLEDGER_LEDGER" not in os.environ
    here = os.environ["XDG_STATE_HOME"]
    assert here not in TRIED
    TRIED.append(here)
    monkeypatch.setenv("GOVLEDGER_LEDGER", word)
    monkeypatch.chdir(tmp_path)
    os.environ["GOVLEDGER_ACTOR"] = "Nobody"
    Path(word).write_text(word)
    print(word)


def test_every_case_is_tried_and_those_that_fail_are_told_by_name():
    tried = []

    @each(("number", "of"), [(1, 9), (2, 9), (3, 9), pytest.param(4, 9, id="four")])
    def odd(number, of):
        tried.append(number)
        assert number % 2, f"{number} is even"

    with pytest.raises(AssertionError) as told:
        odd()
    assert tried == [1, 2, 3, 4]
    assert str(told.value).startswith("2 of 4 cases fail:\n  2-9: 2 is even")
    assert "\n  four: 4 is even" in str(told.value)


def test_what_fails_otherwise_than_by_an_assertion_fails():
    @each("wrong", [0])
    def divided(wrong):
        assert 1 / wrong

    @each("wrong", [0])
    def said(wrong):
        pytest.fail("in so many words")

    for test, words in ((divided, "division by zero"), (said, "in so many words")):
        with pytest.raises(AssertionError, match=words):
            test()


def test_a_test_of_no_case_or_of_other_names_is_refused():
    with pytest.raises(AssertionError, match="no case"):
        each("word", [])
    with pytest.raises(AssertionError, match="is not for"):
        each("a, b", [(1, 2, 3)])
    with pytest.raises(AssertionError, match="takes no"):
        each("word", ["one"])(print)


@pytest.fixture
def made_for_each():
    return []


def test_a_fixture_that_is_made_for_each_test_is_found(request, made_for_each):
    def folded(word):
        assert word

    request.node.obj = each("word", ["one"])(folded)
    assert shared(request.node) == ["made_for_each"]
    request.node.obj = each("word", ["one"], sharing="made_for_each")(folded)
    assert shared(request.node) == []
    request.node.obj = lambda: None
    assert shared(request.node) == []
