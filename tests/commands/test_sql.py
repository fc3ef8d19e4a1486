"""`sql`, `schema` and `ask` as somebody types them; the prompt with its keys."""

import json
import os
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from patience import HANGS_SECONDS
from terminal import at_terminal

from commands.menu import main
from commands.sqlshell import prompt
from commands.terminal.interrupts import Ended
from projections import questions, schema

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path, monkeypatch):
    path = tmp_path / "office.ledger"
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(path))
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "anchors"))
    main(["init"])
    main(["post", "define", "CC", "Chief Constable"])
    main(["action", "raise", "Write [bold] it\u200b down", "--owner", "CC", "--on", "1/2/18"])
    return path


def said(capsys, line):
    capsys.readouterr()
    code = 0
    try:
        main(shlex.split(line))
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_an_answer_is_data_and_words_about_it_are_not(office, capsys):
    code, out, err = said(capsys, "sql 'select ref, due from open_actions'")
    assert (code, out) == (0, "ref\tdue\nA-2018-001\t\n")
    assert err == "1 row, as of 1 March 2019 where no day is said.\n"
    _, out, err = said(capsys, "sql 'from action_state' --json")
    assert json.loads(out)[0]["owners"] == ["CC"] and err == ""
    assert said(capsys, "sql 'from action_state' --csv --as-of 31/1/18")[1].count("\n") == 1


def test_what_people_wrote_is_shown_as_they_wrote_it_and_no_more(office, capsys):
    _, out, _ = said(capsys, "sql 'select title from action_state'")
    assert "Write [bold] it" in out and "\u200b" not in out


def test_a_cut_is_said_even_where_only_data_is_asked_for(office, capsys):
    code, out, err = said(capsys, "sql 'from range(20)' --rows 2 --csv")
    assert (code, out) == (0, "range\n0\n1\n") and "Cut after 2 rows" in err


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("sql 'slect 1'", 2, "syntax error"),
        ("sql 'drop table events'", 1, "a statement reads"),
        ("sql", 4, "Give a query"),
        ("schema opn_actions", 3, "Did you mean open_actions"),
        ("--ledger none sql 'select 1'", 6, "There is no ledger at "),
    ],
)
def test_a_refusal_is_one_sentence_with_its_code(office, capsys, line, code, words):
    got, out, err = said(capsys, line)
    assert (got, out) == (code, "") and words in err and err.count("\n") == 1


@pytest.mark.parametrize("when", ["while it is typed", "while it is answered"])
def test_the_prompt_ends_where_it_is_told_to_end(monkeypatch, when):
    """Ctrl-C drops what is typed or stops an answer; a service that is stopped is to stop."""

    class Box:
        def run(self, *_, **__):
            raise Ended(signal.SIGTERM)

    typed = [] if when == "while it is typed" else ["select 1;"]
    ends = [Ended(signal.SIGTERM), EOFError()]

    def read():
        if typed:
            return typed.pop()
        raise ends.pop(0)

    monkeypatch.setattr(prompt, "_reader", lambda: read)
    with pytest.raises(Ended):
        prompt.talk(Box(), date(2018, 3, 1), None, 10, None)


def test_a_statement_is_read_from_elsewhere(office, capsys, monkeypatch):
    import io

    typed = b"select 1 as one;\n-- that is all\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
    assert said(capsys, "sql -")[1] == "one\n1\n"


def test_the_questions_are_listed_by_what_they_are_about(office, capsys):
    _, out, _ = said(capsys, "ask --json")
    assert {row["question"]: row["about"] for row in json.loads(out)} == {
        name: question.about for name, question in questions().items()
    }
    shown = at_terminal(["ask"], columns=80).shown
    for about in {question.about for question in questions().values()}:
        assert (
            shown.count(f"\n{about[:1].upper()}{about[1:]}\n")
            + shown.startswith(about[:1].upper() + about[1:])
            == 1
        )


def test_the_tables_are_listed_and_each_explained(office, capsys):
    _, out, _ = said(capsys, "schema --json")
    assert [row["table"] for row in json.loads(out)] == list(schema.names())
    _, out, _ = said(capsys, "schema open-actions --json")
    explained = json.loads(out)
    assert explained["columns"][0] == {
        "name": "ref",
        "type": "VARCHAR",
        "says": "the action's reference",
        "kinds": [],
    }
    assert explained["example"] == "from open_actions(as_of := '2018-11-27')"


def test_columns_of_the_tables_that_are_named_are_completed_first():
    words = [word for word, _, _ in prompt.completions("select d from open_actions", "select d")]
    assert words[:2] == ["due", "due_words"] and "deadlines" in words
    (first, *_) = prompt.completions("from open_act", "from open_act")
    assert first == ("open_actions", questions()["open_actions"].asks, 8)
    assert ("as_of", schema.DAYS["as_of"], 2) in prompt.completions(
        "from open_actions(as", "from open_actions(as"
    )
    assert {w for w, _, _ in prompt.completions("\\d key", "\\d key")} == {"keys", "key_state"}


def test_the_prompt_survives_whatever_is_typed(office):
    typed = ["slect 1;", "\\x", "\\d nowhere", ";", "", "drop table events;", "select 7 as", "x;"]
    session = at_terminal(["sql"], [*typed, "^D"])
    assert session.code == 0
    for words in (
        "syntax error",
        "There is no \\x",
        "no table 'nowhere'",
        "DROP is not asked",
        " 7",
    ):
        assert words in session.shown


def test_control_c_at_the_prompt_drops_what_is_typed(office):
    session = at_terminal(["sql"], ["select 1", "^C", "select 2 as two;", "\\q"])
    assert session.code == 0 and "two" in session.shown and "Stopped" not in session.shown


def test_a_real_terminal_completes_remembers_and_stops(office, tmp_path):
    """Tab, the arrow up, and Ctrl-C while an answer is awaited."""
    keys = [
        (b"select ref from open_act", "open_act"),
        (b"\t", "ions"),
        (b" limit 1;\r", "A-2018-001"),
        (b"with recursive t as (select 1 union all from t) select count(*) from t;\r", 1),
        (b"\x03", "Stopped."),
        (b"select 40 + 2 as sum;\r", "42"),
        (b"\x1b[A\r", "42"),
        (b"\\q\r", ""),
    ]
    shown, code = _played(keys, {"XDG_STATE_HOME": str(tmp_path)})
    assert code == 0, shown
    history = tmp_path / "govledger" / "sql-history"
    assert "open_actions" in history.read_text() and history.stat().st_mode & 0o077 == 0


def _played(keys, env):
    """Type each of `keys`, then wait for what follows it, or for so many seconds."""
    import fcntl
    import pty
    import struct
    import termios

    import forked
    from terminal import PROGRAM

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    settings = os.environ | {"TERM": "xterm", "PAGER": "cat", "PROMPT_TOOLKIT_NO_CPR": "1"} | env
    child = forked.Process(
        PROGRAM, ["sql"], env=settings, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)

    def until(wanted):
        read, end = "", time.monotonic() + (wanted if isinstance(wanted, int) else HANGS_SECONDS)
        while time.monotonic() < end:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    some = os.read(ours, 65536)
                except OSError:
                    break
                read += re.sub(r"\x1b\[[?\d;]*[a-zA-Z]", "", some.decode(errors="replace"))
            if isinstance(wanted, str) and wanted in read:
                return read
        assert not wanted or isinstance(wanted, int), f"{wanted!r} never came:\n{read}"
        return read

    try:
        shown = until(">")
        for key, wanted in keys:
            os.write(ours, key)
            shown += until(wanted)
        return shown, child.wait(HANGS_SECONDS)
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def test_who_asks_the_sandbox_does_not_load_duckdb_itself():
    code = (
        "import sys, commands.cli.sql, commands.sqlshell.prompt, projections.sandbox;"
        " sys.exit('duckdb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
