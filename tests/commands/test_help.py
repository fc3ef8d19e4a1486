"""The topics of help, as they stand on a terminal."""

from pathlib import Path

import click
from folded import each
from terminal import at_terminal

import commands.cli.help as topics
from commands.menu import cli
from commands.session.parameters import KnownBy

TOPICS = sorted(file.stem for file in topics.TOPICS.glob("*.txt"))


def test_prose_that_was_broken_for_its_width_is_broken_anew():
    shown = at_terminal(["help", "seals"], columns=80).shown
    assert "(RFC\n9162). Change, remove, insert" in shown
    assert "\n  govledger verify --trusted seal-41.note\n" in shown


def test_where_there_is_room_a_topic_is_as_it_was_written():
    shown = at_terminal(["help", "seals"], columns=topics.WIDTH).shown
    assert shown == Path(topics.TOPICS / "seals.txt").read_text(encoding="utf-8")


@each("topic", TOPICS)
def test_no_word_of_a_topic_is_lost_and_no_line_too_long(topic, monkeypatch):
    text = (topics.TOPICS / f"{topic}.txt").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= topics.WIDTH
    monkeypatch.setattr(topics, "_columns", lambda: 80)
    fitted = topics.fitted(text)
    assert fitted.split() == text.split()
    assert max(map(len, fitted.splitlines())) <= 80


def _commands(command, *words):
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            yield from _commands(command.get_command(ctx, name), *words, name)
    else:
        yield " ".join(words), command


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
    """A command of a meeting is dated by it, or its help says by what else."""
    for page in sorted(topics.TOPICS.parent.glob("*.py")):
        source = page.read_text("utf-8")
        if '@ref("meeting", "meeting"' in source and "@recording" in source:
            by_meeting = "desk.meeting(" in source
            assert by_meeting != ("@dated(" in source), page.name
