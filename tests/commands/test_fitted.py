"""Which columns of an answer a terminal shows, and what is said of the others."""

import click
from folded import each

from commands.terminal import screen
from commands.terminal.fitted import fitted

LONG = "Review the Safer Roads Partnership's governance and propose how to win partners back"
COLUMNS = ("ref", "title", "owners", "due", "extensions", "age_days", "overdue", "status")
ROWS = [
    ("A-2018-001", LONG, "CEX, HFO", "no due date", 0, 276, "no due date", "open"),
    ("A-2018-002", LONG, "none stated", "26 Jul 2016", 0, 885, "yes", "open"),
]


def shown(monkeypatch, capsys, rows, width, columns=COLUMNS, **how) -> tuple[list[str], list[str]]:
    """The headings on a terminal of that width, and what is said of the columns left out."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("commands.terminal.screen.page", click.echo)
    monkeypatch.setenv("COLUMNS", str(width))
    left = screen.show(columns, rows, None, **({"narrow": columns} | how))
    text = click.unstyle(capsys.readouterr().out)
    assert max(map(len, text.split("\n"))) <= width
    head = text[: text.index("A-2018-001")] if "A-2018-001" in text else text
    return [name for name in columns if all(w in head for w in name.split("_"))], left


@each("width", [60, 80, 120])
def test_the_title_is_always_there_and_is_more_than_a_word(monkeypatch, capsys, width):
    names, left = shown(monkeypatch, capsys, ROWS, width)
    assert names[:2] == ["ref", "title"]
    assert len(names) + len(left) == len(COLUMNS)


def test_the_title_is_there_though_it_is_for_wide_terminals_alone(monkeypatch, capsys):
    names, _ = shown(monkeypatch, capsys, ROWS, 80, narrow=("ref", "due"), wide=("title",))
    assert names == ["ref", "title", "due"]


def test_what_is_the_same_in_every_row_goes_first_and_it_is_said_what_it_is(monkeypatch, capsys):
    names, left = shown(monkeypatch, capsys, ROWS, 92)
    assert names == ["ref", "title", "owners", "due", "age_days", "overdue"]
    assert left == ["extensions (0 in every row)", "status (open in every row)"]


def test_the_age_is_kept_before_what_comes_after_it(monkeypatch, capsys):
    names, left = shown(monkeypatch, capsys, ROWS, 80)
    assert names == ["ref", "title", "owners", "due", "age_days"]
    assert left == ["extensions", "overdue", "status (open in every row)"] or left == [
        "extensions (0 in every row)", "overdue", "status (open in every row)",
    ]  # fmt: skip


def test_the_age_is_kept_though_it_comes_last(monkeypatch, capsys):
    columns = ("ref", "title", "owners", "due", "raised_on", "age_days")
    days = ("26 Jul 2016", "28 Jun 2017")
    rows = [(f"A-2018-00{n}", LONG, "CEX, HFO"[:n], days[n - 1], days[-n], n) for n in (1, 2)]
    names, left = shown(monkeypatch, capsys, rows, 68, columns)
    assert names == ["ref", "title", "owners", "due", "age_days"]
    assert left == ["raised on"]


def test_of_one_row_nothing_is_the_same_but_what_is_empty_or_zero(monkeypatch, capsys):
    _, left = shown(monkeypatch, capsys, ROWS[:1], 80)
    assert left == ["extensions (0)", "overdue", "status"] or "extensions (0)" in left
    assert not any("every row" in one or "status (" in one for one in left)


def test_where_there_is_room_nothing_is_left_out(monkeypatch, capsys):
    assert shown(monkeypatch, capsys, ROWS, 300) == (list(COLUMNS), [])


def test_where_not_even_the_title_fits_there_is_no_table():
    of, texts = [(0, "ref"), (1, "title")], {0: ["A-2018-001"], 1: [LONG]}
    assert fitted(of, texts, lambda *_: 20, lambda *_: 30, 30).kept == []
    assert fitted(of, texts, lambda *_: 10, lambda *_: 30, 30).kept == of


def test_what_most_rows_leave_empty_goes_before_the_status(monkeypatch, capsys):
    columns = ("ref", "title", "due", "due_words", "raised_on", "status")
    facts = ("26 Jul 2016", "", "28 Jun 2016", "open"), ("28 Jun 2017", "", "27 Jun 2017", "closed")
    rows = [(f"A-2018-00{n}", LONG, *fact) for n, fact in enumerate(facts, 1)]
    rows.append(("A-2018-003", LONG, "1 Mar 2018", "when the cards are in", "1 Feb 2018", "open"))
    names, left = shown(monkeypatch, capsys, rows, 72, columns)
    assert names == ["ref", "title", "due", "raised_on", "status"] and left == ["due words"]
    names, _ = shown(monkeypatch, capsys, rows, 62, columns)
    assert names == ["ref", "title", "due", "status"], "and the day it was raised before it"


@each("width", [40, 48, 60])
def test_a_reference_goes_after_all_others_wherever_it_stands(monkeypatch, capsys, width):
    columns = ("owner_now", "ref", "title", "status", "age_days")
    who = "DCC: Amanda Blakeman and Jo Dale"
    rows = [(who, f"A-2018-00{n}", LONG, ("open", "closed")[n % 2], n) for n in (1, 2, 3)]
    names, _ = shown(monkeypatch, capsys, rows, width, columns)
    assert "ref" in names
    same = [(who, "A-2018-001", LONG, "open", 1)] * 2
    assert "ref" in shown(monkeypatch, capsys, same, width, columns)[0]


def test_a_reference_without_a_number_is_not_broken_either(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("commands.terminal.screen.page", click.echo)
    monkeypatch.setenv("COLUMNS", "40")
    screen.show(("ref", "title"), [("VICTIM-SATISFACTION", LONG)], None)
    assert "VICTIM-SATISFACTION" in capsys.readouterr().out, "in one piece"
