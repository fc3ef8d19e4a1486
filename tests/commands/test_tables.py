"""Tables on a terminal: every one fits it, and a word is cut only where there is no room for it."""

import os

import click
import pytest

from commands.terminal import screen
from commands.terminal.cells import heading
from commands.terminal.tables import fitting, table

LONG = "Worcestershire constabulary neighbourhood representatives"


def drawn(rows: list[tuple[object, ...]], names: tuple[str, ...], width: int) -> list[str]:
    return click.unstyle(table(list(enumerate(names)), rows, width)).split("\n")


@pytest.mark.parametrize("width", [80, 120])
def test_a_table_fits_and_cuts_no_word(width):
    row = ("HTA/2016-06-28", LONG, "in progress", LONG, "27 Nov 2018")
    lines = drawn([row], ("ref", "title", "status", "latest_progress", "told_on"), width)
    assert max(map(len, lines)) <= width
    words = " ".join(lines).split()
    assert set(LONG.split()) <= set(words)
    assert any("HTA/2016-06-28" in line and "in progress" in line for line in lines)


def test_a_heading_is_not_cut_either():
    lines = drawn([("x" * 3, LONG * 3)], ("days_overdue", "title"), 30)
    assert "overdue" in " ".join(lines).split()


def test_a_word_longer_than_a_third_of_the_terminal_gives_way_to_the_others():
    lines = drawn([("y" * 300, LONG)], ("link", "title"), 60)
    assert max(map(len, lines)) <= 60
    assert set(LONG.split()) <= set(" ".join(lines).split())


def test_the_widest_columns_give_way_first_and_none_below_what_it_needs():
    assert fitting([10, 50, 30], [10, 14, 8], 60) == [10, 25, 25]
    assert fitting([10, 50, 30], [10, 14, 28], 60) == [10, 22, 28]


def test_where_there_is_room_nothing_gives_way():
    assert fitting([10, 50], [5, 5], 60) == [10, 50]


def test_columns_share_what_there_is_where_that_is_too_little_for_all():
    assert fitting([20, 20], [20, 20], 30) == [15, 15]


def test_areas_for_improvement_keep_their_capitals():
    assert heading("afis_stated") == "AFIs stated"


@pytest.mark.parametrize("due", [None, "2019-03-31"])
def test_a_sparse_column_is_shown_where_a_row_has_it_and_not_for_the_word_it_has_for_none(
    monkeypatch, capsys, due
):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("commands.terminal.screen.page", click.echo)
    rows = [("EFF17/AFI1", due), ("EFF17/AFI2", None)]
    blanks = {"due": "no due date"}
    screen.show(("ref", "due"), iter(rows), None, narrow=("ref",), sparse=("due",), blanks=blanks)
    shown = capsys.readouterr().out
    assert ("no due date" in shown) == ("due  " in shown) == bool(due)


def test_a_sparse_column_without_room_is_named_where_a_row_has_it(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("commands.terminal.screen.page", click.echo)
    monkeypatch.setattr("commands.terminal.screen._size", lambda: os.terminal_size((24, 24)))
    rows = [("EFF17/AFI1", "A" * 12, "2019-03-31", None), ("EFF17/AFI2", "B" * 12, None, None)]
    columns = ("ref", "status", "due", "note")
    left = screen.show(columns, rows, None, narrow=("ref", "status"), sparse=("due", "note"))
    shown = capsys.readouterr().out
    assert "due" not in shown and "EFF17/AFI1" in shown
    assert "due" in left and "note" not in left


def on_a_narrow_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("commands.terminal.screen.page", click.echo)
    monkeypatch.setattr("commands.terminal.screen._size", lambda: os.terminal_size((24, 24)))


def test_one_reference_that_does_not_fit_is_folded_and_shown(monkeypatch, capsys):
    on_a_narrow_terminal(monkeypatch)
    assert screen.show(("link",), [("y1" * 30,), ("z",)], None) == []
    head, rule, *lines = click.unstyle(capsys.readouterr().out).split("\n")[1:]
    assert head.strip() == "link" and set(rule.strip()) <= set("─-")
    assert [line.strip().strip("y1") for line in lines if line.strip()][-1] == "z"
    assert "".join(lines).count("y1") == 30 and max(map(len, lines)) <= 24


def test_where_no_table_fits_each_fact_has_a_line(monkeypatch, capsys):
    on_a_narrow_terminal(monkeypatch)
    rows = [("EFF17/AFI1-LONG-NAME", "Write to the Panel", 3)]
    assert screen.show(("ref", "title", "days"), rows, None) == []
    told = capsys.readouterr().out.split("\n")
    assert told[:2] == ["ref:", "EFF17/AFI1-LONG-NAME"] and "days: 3" in told
