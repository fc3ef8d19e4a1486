"""Whoever has neither HOME nor an account, as in a container, is told what to set."""

import ast
import os
import pwd
from pathlib import Path

import pytest
from clerk import DONE, MISUSED, ROOT

pytestmark = pytest.mark.slow

PRODUCT = [p for room in ("ledger", "projections", "commands") for p in (ROOT / room).rglob("*.py")]
LINES = ("action raise x --no-owner", "ask open_actions", "verify", "minute --file notes.txt")


@pytest.fixture
def homeless(empty, monkeypatch):
    def none(number: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    monkeypatch.setattr(pwd, "getpwuid", none)
    for name in list(os.environ):
        if name in ("HOME", "USERPROFILE") or name.startswith("XDG_"):
            monkeypatch.delenv(name)
    return empty


@pytest.mark.parametrize("line", LINES)
def test_they_are_told_to_set_one(homeless, line):
    homeless.path.with_name("notes.txt").write_text("# HTA Tuesday 26 February 2019\nChair: PCC\n")
    homeless.done("init")
    homeless.refuses(MISUSED, line, "has no home folder", "Set HOME")


def test_with_a_place_for_the_anchors_they_need_none(homeless, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(homeless.path.parent / "anchors"))
    homeless.done("init", "post define CC Chief", "action raise x --owner CC", "verify")
    assert "A-2019-001" in homeless.done("ask open_actions --csv").out
    homeless.done("report action-log --to paper", "export --to out --format csv")
    assert homeless.types('sql "from open_actions"').code == DONE


def test_a_path_that_is_none_is_told_in_one_sentence(homeless, monkeypatch):
    homeless.done("init")
    monkeypatch.setenv("GOVLEDGER_ANCHORS", "~nobody9/x")
    said = homeless.refuses(MISUSED, "verify", "The folder of anchors '~nobody9/x' is not a path")
    assert ".." not in said


def test_the_home_is_asked_for_in_one_place():
    """Where a person's own files are, and that they may have no home, is known there."""
    asking = {
        path.relative_to(ROOT)
        for path in PRODUCT
        if "home" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "Path.home"
    }
    assert asking == {Path("ledger/system/places.py")}
