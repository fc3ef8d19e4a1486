"""A line without an end is refused before anything is locked, and in time that grows with it."""

from pathlib import Path

import pytest

from commands.cli import batch
from commands.menu import main
from commands.minutes import entries, parser
from ledger.application import Ledger

pytestmark = pytest.mark.slow

MANY = 100_000
LONG = {
    "line": "action raise " + "x" * (11 << 20),
    "words": "action raise " + "'x' " * MANY,
    "open quote": "action raise '" + "x " * (1 << 20),
    "backslashes": "action raise " + "\\x" * (1 << 20),
    "goes on": "action raise \\\n" * (5 * MANY),
}


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVLEDGER_LEDGER", "office.ledger")
    main(["init"])
    return tmp_path


@pytest.mark.parametrize("how", LONG)
def test_a_command_that_is_too_long_is_refused_before_the_ledger_is_locked(
    ledger, how, monkeypatch, capsys
):
    monkeypatch.setattr(Ledger, "writing", None)
    (ledger / "lines").write_text("post define ACC Assistant\n" + LONG[how] + "\n")
    with pytest.raises(SystemExit) as ended:
        main(["batch", "lines"])
    said = capsys.readouterr().err
    assert ended.value.code == 2 and "lines line 2: a command has at most" in said
    assert len(said) < 400, "it is not printed whole"


def test_lines_that_go_on_are_the_same_as_one():
    text = "a \\\n b\\\nc\n\n# no\nd\\\n"
    assert batch.commands_in(text) == [(1, "a   b c"), (6, "d ")]


def test_a_minute_of_very_many_lines_is_read_once_and_each_has_an_end(ledger, capsys):
    for text in ("F: a\n" + " more\n" * MANY, "F: " + "x" * (entries.LONGEST + 1)):
        head = "# HTA Tuesday 27 February 2018\nChair: ACC\n\n## 1 Matters\n"
        Path("minute").write_text(head + text)
        with pytest.raises(SystemExit):
            main(["minute", "--file", "minute", "--yes"])
        assert f"at most {entries.LONGEST:,} characters" in " ".join(
            capsys.readouterr().err.split()
        )


@pytest.mark.parametrize(
    "line", ["F: a{}b", "Q [{}x", "Present: ACC{}x", "N: a @{}1"], ids=["F", "Q", "Present", "N"]
)
def test_a_run_of_blanks_is_refused_and_not_tried_in_every_way(ledger, line, capsys):
    head = "# HTA Tuesday 27 February 2018\nChair: ACC\n\n## 1 Matters\n"
    Path("minute").write_text(head + line.format(" " * 200_000))
    with pytest.raises(SystemExit):
        main(["minute", "--file", "minute", "--yes"])
    said = capsys.readouterr().err
    assert "more than 1,000 spaces" in " ".join(said.split())


def test_an_empty_line_that_was_kept_gives_way_to_one_that_goes_on():
    assert list(parser.entries("Q: a\n |\n more\n | b\n")) == [(1, "Q: a more\nb")]
