"""The topics of help, as they stand on a terminal."""

from itertools import pairwise
from pathlib import Path

import click
from folded import each
from terminal import at_terminal

import commands.cli.help as topics
from commands.menu import cli
from commands.session.parameters import KnownBy
from commands.terminal import helped

WIDTHS = (80, 60, 40)
TOPICS = sorted(file.stem for file in topics.TOPICS.glob("*.txt"))


def test_prose_that_was_broken_for_its_width_is_broken_anew():
    shown = at_terminal(["help", "seals"], columns=80).shown
    assert "(RFC\n9162). Change, remove, insert" in shown
    assert "\n  govledger verify --trusted seal-41.note\n" in shown


def test_where_there_is_room_a_topic_is_as_it_was_written():
    shown = at_terminal(["help", "seals"], columns=topics.WIDTH).shown
    assert shown == Path(topics.TOPICS / "seals.txt").read_text(encoding="utf-8")


def _pages(command, name):
    """Every page: of the groups, too."""
    yield name, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for one in command.list_commands(ctx):
            yield from _pages(command.get_command(ctx, one), f"{name} {one}")


def _commands(command, *words):
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            yield from _commands(command.get_command(ctx, name), *words, name)
    else:
        yield " ".join(words), command


def fits(shown, width, written):
    """Nothing is lost, no line is too long, and only a word is broken for which a line is too
    short; that where another begins in it."""
    assert max(map(len, shown.splitlines())) <= width
    assert "".join(shown.split()) == "".join(written.split())
    for piece in set(shown.split()) - set(written.split()):
        (whole, *_) = (one for one in written.split() if piece in one)
        long = len(whole) > width // 2 and set("/=(,") & set(whole)
        assert long or "|" in whole, (piece, whole)


@each("width", WIDTHS)
def test_every_page_of_help_fits_its_terminal(width, monkeypatch):
    for name, command in _pages(cli, "govledger"):
        with command.make_context(name, ["--help"], resilient_parsing=True) as ctx:
            monkeypatch.setenv("COLUMNS", str(width))
            ctx.max_content_width = cli.context_settings["max_content_width"]
            formatter = ctx.make_formatter()
            command.format_help(ctx, formatter)
            wide = helped.Page(width=5000)
            command.format_help(ctx, wide)
        fits(formatter.getvalue(), width, wide.getvalue())


@each("width", WIDTHS)
def test_every_topic_fits_its_terminal(width, monkeypatch):
    monkeypatch.setattr(topics, "_columns", lambda: width)
    for topic in TOPICS:
        text = (topics.TOPICS / f"{topic}.txt").read_text(encoding="utf-8")
        assert max(map(len, text.splitlines())) <= topics.WIDTH
        fits(topics.fitted(text), width, text)


@each("width", WIDTHS)
def test_what_goes_on_in_a_second_column_stays_in_it(width, monkeypatch):
    """Each exit code has its line, and nothing else begins where a code does."""
    monkeypatch.setattr(topics, "_columns", lambda: width)
    text = (topics.TOPICS / "exit-codes.txt").read_text(encoding="utf-8")
    (_, codes, *_) = topics.fitted(text).split("\n\n")
    lines = codes.splitlines()
    begin = [line for line in lines if line[2] != " "]
    assert [line.split()[0] for line in begin] == [*"01234567", "70", "130"]
    assert {len(line) - len(line.lstrip()) for line in lines} <= {2, 7}
    for line, after in pairwise(lines):
        assert after in begin or len(f"{line} {after.split()[0]}") > width, "broken without need"


@each("width", WIDTHS)
def test_the_list_of_topics_fits_its_terminal(width):
    shown = at_terminal(["help"], columns=width).shown
    fits(shown, width, at_terminal(["help"], columns=300).shown)


@each("words", [["action", "close"], ["--ledger", "none", "ask"], ["ask", "open_action"]])
def test_a_refusal_fits_its_terminal(words):
    shown = at_terminal(words, columns=40, env={"GOVLEDGER_LEDGER": "none"}).shown
    assert max(map(len, shown.splitlines())) <= 40


def test_no_command_asks_what_is_known_by_a_day_to_come():
    asking = {
        name: param
        for name, command in _commands(cli)
        for param in command.params
        if param.name == "known_by"
    }
    assert {"ask", "sql", "diff", "replay", "show", "history", "sample"} < set(asking)
    assert [name for name, param in asking.items() if not isinstance(param.type, KnownBy)] == []


def test_what_help_says_of_a_day_that_is_not_given_is_so():
    """A command of a meeting is dated by it, or its help says by what else; one that is a single
    rule is by what `one_rule` finds."""
    pages = [file.read_text("utf-8") for file in Path(topics.__file__).parent.rglob("*.py")]
    of_a_meeting = [page for page in pages if '@ref("meeting", "meeting"' in page]
    assert len(of_a_meeting) > 5
    assert [one for one in of_a_meeting if ("desk.meeting(" in one) == ("@dated(" in one)] == []
