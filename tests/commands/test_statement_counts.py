"""How often the store is asked: whatever SQLite itself begins is counted, triggers too. And how
many functions are called for a command: what a busy machine does not change."""

import sqlite3
import sys
from pathlib import Path

import pytest

from commands.menu import run
from commands.session.app import App
from ledger.store.sqlite import recorder

DEMO = Path(__file__).parents[2] / "demo"
ONE_COMMAND, IN_A_BATCH = 12, 5
CALLS_IN_A_BATCH = 450


@pytest.fixture
def sent(monkeypatch, tmp_path):
    """Every statement that is begun on any connection, from now on."""
    begun: list[str] = []
    connect = sqlite3.connect

    def traced(*args, **settings):
        raw = connect(*args, **settings)
        raw.set_trace_callback(begun.append)
        return raw

    monkeypatch.setattr(recorder.sqlite3, "connect", traced)
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(tmp_path / "l.ledger"))
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "anchors"))
    monkeypatch.setenv("GOVLEDGER_ACTOR", "J Irvin")
    monkeypatch.setenv("GOVLEDGER_NOW", "2018-03-01T10:00")
    do("init")
    begun.clear()
    return begun


def do(*args: str) -> None:
    """One command, as a program of its own would carry it out."""
    app = App()
    try:
        run(list(args), app)
    finally:
        app.remember()
        if (ledger := app.__dict__.get("recording")) is not None:
            ledger.close()
        if (reader := app.__dict__.get("reader")) is not None:
            reader.close()


def counted(sent, *args: str) -> int:
    sent.clear()
    do(*args)
    return len(sent)


@pytest.fixture
def office(sent):
    do("body", "add", "HTA", "Monthly holding to account")
    do("post", "define", "ACC", "Assistant Chief Constable")
    do("meeting", "open", "HTA", "--on", "27/2/18", "--chair", "PCC")
    return sent


MORE = (
    (),
    ("--meeting", "HTA/2018-02-27", "--item", "2.1"),
    ("--meeting", "hta/2018-02-27", "--owner", "CEX", "--due", "HTA/2018-03-27"),
)


@pytest.mark.parametrize("more", MORE[:2])
@pytest.mark.parametrize("before", [0, 7, 300])
def test_raising_an_action_asks_the_store_a_dozen_times_at_most(office, tmp_path, more, before):
    batch = tmp_path / "many.batch"
    batch.write_text('action raise "Do it" --no-owner\n' * before)
    do("batch", str(batch))
    command = ("action", "raise", "Share the findings", "--owner", "ACC", "--due", "27/3/18")
    assert counted(office, *command, *more) <= ONE_COMMAND, office


def test_it_says_so_though_the_source_and_the_behalf_are_looked_up_too(office, tmp_path):
    paper = tmp_path / "paper.md"
    paper.write_text("hello\n")
    do("document", "register", "minute", "The minute", "--file", str(paper))
    command = ("action", "raise", "Share", "--owner", "ACC", "--source", "minute:1")
    assert counted(office, *command, "--behalf", "ACC", *MORE[1]) <= ONE_COMMAND, office


LINES = {
    "discrepancies": 'discrepancy raise "Two figures {n}" --should-hold "They agree"'
    ' --says "5 @ paper.md:{n}" --says "6 @ paper.md:2" --about HTA/2018-02-27',
    "actions": 'action raise "Do {n}" --owner ACC --meeting HTA/2018-02-27 --item 2.1',
    "posts": 'post define P{n} "Post number {n}"',
    "posts that people hold": 'post appoint ACC "Jane {n}" --acting --on 27/2/18\n'
    'post end ACC --holder "Jane {n}" --on 27/2/18',
    "findings": 'finding record "It is so, {n}" --meeting HTA/2018-02-27',
    "progress": 'action raise "Do {n}" --no-owner\naction progress A-2018-{n:03} "On its way"',
    "corrections": 'action raise "Do {n}" --no-owner\n'
    'correct {event} --reason "a slip" --set "title=Do it {n}"',
}


@pytest.mark.parametrize("kind", LINES)
def test_a_command_of_a_batch_asks_the_store_five_times_at_most(
    office, tmp_path, monkeypatch, kind
):
    monkeypatch.chdir(tmp_path)
    Path("paper.md").write_text("5\n6\n")
    Path("many.batch").write_text(
        "".join(LINES[kind].format(n=n, event=3 * n + 2) + "\n" for n in range(1, 59))
    )
    commands = 58 * len(LINES[kind].splitlines())
    assert counted(office, "batch", "many.batch") <= IN_A_BATCH * commands


def test_a_minute_asks_the_store_five_times_a_command_at_most(office, tmp_path):
    notes = tmp_path / "notes.txt"
    head = "# HTA Tuesday 27 February 2018\nChair: PCC\nPresent: PCC, ACC, CEX\n\n"
    items = "".join(
        f"## {n} Item {n}\nQ: Why {n}?\nF: It is so, {n}.\nA: ACC: Do {n}; due next meeting\n\n"
        for n in range(1, 9)
    )
    notes.write_text(head.replace("CEX\n", "CEX\nNext meeting: 27 March 2018\n") + items)
    lines = 4 + 8 * 4
    assert counted(office, "minute", "--file", str(notes), "--yes") <= IN_A_BATCH * lines, office


@pytest.mark.parametrize("asked", ["short", "long"])
def test_the_statements_of_a_batch_do_not_grow_with_what_the_ledger_holds(office, tmp_path, asked):
    lines = 'action raise "Do it" --owner ACC --meeting HTA/2018-02-27\n'
    batch = tmp_path / "some.batch"
    batch.write_text(lines * (10 if asked == "short" else 20))
    first = counted(office, "batch", str(batch), "--again")
    for _ in range(4):
        again = counted(office, "batch", str(batch), "--again")
    assert again <= first + 3  # The tree has another tile, or the anchor another subtree.


def test_a_command_of_a_batch_calls_few_functions(office, tmp_path):
    called = {1: 0, 20: 0, 60: 0}  # The first imports what it needs.
    for lines in called:
        file = tmp_path / f"{lines}.batch"
        file.write_text(
            "".join(f'action raise "Share report {lines}.{n}" --owner ACC\n' for n in range(lines))
        )

        def count(frame, event, argument, lines=lines):
            called[lines] += event == "call"

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            do("batch", str(file))
        finally:
            sys.setprofile(before)
    assert (called[60] - called[20]) / 40 <= CALLS_IN_A_BATCH
