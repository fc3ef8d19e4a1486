"""A sentence that names a cause knows it: the program's own files, memory, output, the ledger."""

import ast
import errno
import io
import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from folded import each
from hatchling.builders.wheel import WheelBuilder

from commands.menu import main
from commands.reports.render import files
from commands.session import faults
from commands.terminal import output
from ledger.application import Ledger
from ledger.errors import Incomplete, Unavailable
from ledger.storage_errors import unavailable
from ledger.system import installation
from projections import sql_errors as sql_faults

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LEDGER = "office.ledger"


# The program's own files


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """What pip lays down for the wheel, and a ledger."""
    place = tmp_path_factory.mktemp("installed")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(place), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    assert run(place, "init")[0] == 0
    assert run(place, "post", "define", "ACC", "Assistant Chief Constable")[0] == 0
    raised = ("action", "raise", "Write it down", "--owner", "ACC", "--on", "1/2/18")
    assert run(place, *raised)[0] == 0
    return place


def run(place, *words, begin="commands.menu"):
    """The exit code, what was printed and what was told, by the installed files alone."""
    env = {**os.environ, "PYTHONPATH": str(place / "site"), "GOVLEDGER_LEDGER": LEDGER}
    env |= {"GOVLEDGER_ACTOR": "M Clerk", "GOVLEDGER_NOW": "2019-03-01T10:00:00"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"from {begin} import main; main()", *words],
        cwd=place, env=env, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


PAPERS = "commands/reports/render/templates"


@pytest.mark.parametrize(
    ("file", "words", "code"),
    [
        ("projections/events.sql", "ask open_actions", 70),
        ("projections/events.sql", "sql from|open_actions", 70),
        ("projections/state/actions.sql", "ask open_actions", 70),
        ("projections/questions/open_actions.sql", "ask open_actions", 3),
        ("projections/questions/open_actions.sql", "sql from|open_actions", 2),
        ("projections/sandboxed.py", "sql select|1", 70),
        ("projections/sql_errors.py", "sql select|1", 70),
        ("commands/help/seals.txt", "help seals", 3),
        ("commands/cli/show.py", "show 1", 2),
        (f"{PAPERS}/paper.html", "report action-log --on 1/3/18 -o paper", 70),
        (f"{PAPERS}/page.css", "report action-log --on 1/3/18 -o paper", 70),
        ("commands/reports/render/xlsx.py", "export --to out --format xlsx", 70),
        ("projections/events.sql", "export --to out --format csv", 70),
    ],
)  # fmt: skip
def test_a_file_missing_inside_the_program_is_said_to_be_that(installed, file, words, code):
    shutil.move(installed / "site" / file, installed / "kept")
    try:
        ended, _, said = run(installed, *(word.replace("|", " ") for word in words.split()))
    finally:
        shutil.move(installed / "kept", installed / "site" / file)
    said = " ".join(said.split())
    assert "installation of govledger is incomplete" in said and Path(file).stem in said, said
    assert ended == code
    assert not any(wrong in said for wrong in ("output", "memory", "Traceback", LEDGER)), said
    assert not {"paper", "out"} & {path.name for path in installed.iterdir()}


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("commands/terminal/text.py", "the Python module commands.terminal.text is missing"),
        ("ledger/errors.py", "errors"),
        ("commands/session/faults.py", "faults"),
    ],
)
def test_a_module_missing_before_anything_can_tell_of_it_is_told(installed, file, named):
    """Of the last only where something else fails: it is what tells of a fault."""
    shutil.move(installed / "site" / file, installed / "kept")
    also = installed / "site" / "commands" / "session" / "signing.py"
    shutil.move(also, installed / "also")
    try:
        ended, printed, said = run(installed, "action", "raise", "x", begin="govledger")
    finally:
        shutil.move(installed / "kept", installed / "site" / file)
        shutil.move(installed / "also", also)
    assert (ended, printed, said.count("\n")) == (70, "", 1), said
    assert "installation of govledger is incomplete" in said and named in said


def test_a_file_that_may_not_be_read_is_no_missing_one(monkeypatch):
    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(own))

    own = ROOT / "projections" / "events.sql"
    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(Incomplete, match=r"own file projections/events\.sql: Permission denied"):
        installation.text_of(own)


def test_an_installation_that_is_whole_is_not_blamed(installed):
    code, _, said = run(installed, "ask", "nonsense")
    assert code == 3 and "incomplete" not in said


# Memory


@pytest.mark.parametrize("fault", [MemoryError(), OSError(errno.ENOMEM, "Cannot allocate memory")])
def test_want_of_memory_is_told_as_that_and_nothing_else_is(fault, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(tmp_path / LEDGER))
    main(["init"])

    def fail(*_, **__):
        raise fault

    monkeypatch.setattr("projections.Projections._read", fail)
    with pytest.raises(SystemExit) as ended:
        main(["ask", "open_actions"])
    assert ended.value.code == 70
    assert "there was not enough memory" in capsys.readouterr().err
    assert "memory" not in faults.explained(ValueError("x"))


def test_duckdb_is_said_to_lack_memory_only_where_it_did():
    import duckdb

    assert "memory" in sql_faults.broken(duckdb.FatalException("FATAL Error: std::bad_alloc"))
    said = sql_faults.broken(duckdb.InternalException("INTERNAL Error: Attempted to access 3"))
    assert "memory" not in said and "Attempted to access 3" in said


@each("words", ["file system", "std::bad_alloc", "Out of Memory", "extension"])
def test_the_words_of_somebodys_sql_are_not_taken_for_a_cause(words):
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET errors_as_json = true")
    for sql in (f"select '{words}'::int", f'from "my {words}"'):
        with pytest.raises(duckdb.Error) as raised:
            connection.execute(sql).fetchall()
        said = str(sql_faults.as_problem(raised.value, sql))
        assert said.startswith(("DuckDB does not understand that", "There is no table")), said


# Output


def test_a_reader_that_has_gone_is_no_failure_and_any_other_broken_pipe_is(
    monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(tmp_path / LEDGER))
    main(["init"])
    read, write = os.pipe()
    with os.fdopen(write, "w", encoding="utf-8") as pipe, monkeypatch.context() as here:
        here.setattr(sys, "stdout", pipe)
        os.close(read)
        main(["help", "seals"])

    def fail(*_, **__):
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("projections.Projections._read", fail)
    with pytest.raises(SystemExit) as ended:
        main(["ask", "open_actions"])
    assert ended.value.code == 70
    assert "a pipe to another program was broken" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_write_to_the_output_that_fails_is_known_from_all_others(monkeypatch):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = output.watched(full)
        told.write("x" * 5)
        with pytest.raises(output.OutputFailed) as raised:
            told.flush()
        with pytest.raises(output.OutputFailed):
            told.write("x" * 100_000)
        assert faults.explained(raised.value) == (
            "the output could not be written: No space left on device."
        )
        told.buffer.raw._raw = io.FileIO(os.devnull, "w")  # Where the rest goes when it is closed.
    for other in (OSError(errno.ENOSPC, "No space left on device"), ValueError("output")):
        assert "output could not" not in faults.explained(other)


def test_a_fault_about_a_file_names_the_file():
    fault = PermissionError(errno.EACCES, "Permission denied", "/somewhere/notes.txt")
    assert faults.explained(fault) == "/somewhere/notes.txt could not be used: Permission denied."


# The ledger, and what is written for somebody


@pytest.fixture
def ledger(tmp_path):
    Ledger.create(tmp_path / LEDGER)
    return Ledger.open(tmp_path / LEDGER)


@pytest.mark.parametrize(
    "error",
    [
        output.OutputFailed("No space left on device"),
        FileNotFoundError(errno.ENOENT, "No such file", str(ROOT / "projections" / "events.sql")),
        PermissionError(errno.EACCES, "Permission denied", "/somewhere/else"),
        UnicodeEncodeError("latin-1", "\u2014", 0, 1, "ordinal not in range"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
    ],
)
def test_what_fails_beside_the_ledger_is_not_told_as_the_ledgers(ledger, tmp_path, error):
    with pytest.raises(type(error)) as raised, ledger.writing():
        raise error
    assert raised.value is error
    if isinstance(error, OSError):
        with pytest.raises(type(error)), files.whole(tmp_path / "paper"):
            raise error
        assert not (tmp_path / "paper").exists()


def test_what_fails_of_the_ledger_is_told_as_its_own(ledger, tmp_path):
    with pytest.raises(Unavailable, match=r"disk of .* is full"), ledger.writing():
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(Unavailable, match="could not be written: No space"):  # noqa: SIM117
        with files.whole(tmp_path / "paper"):
            raise OSError(errno.ENOSPC, "No space left on device")


@each("name", ["locked", "disk is full", "readonly", "malformed"])
def test_the_name_of_a_file_is_not_taken_for_a_cause(tmp_path, name):
    path = tmp_path / name / LEDGER
    said = FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))
    with pytest.raises(Unavailable) as raised, unavailable(path):
        raise said
    assert str(raised.value) == f"{path} could not be used: No such file or directory."


# Every handler


BROAD = {"OSError", "IOError", "Exception", "BaseException", "Error", "OperationalError"}
BROAD |= {"MemoryError", "PersistenceError", "EnvironmentError", "DatabaseError"}


@cache
def handlers():
    """Each handler of a broad error in the program, with its try, its lines and its place."""
    return [*_handlers()]


def _handlers():
    named = [
        *(path for folder in installation.OURS for path in (ROOT / folder).rglob("*.py")),
        *(ROOT / "scripts").glob("*.py"),
    ]
    for path in named:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            for handler in getattr(node, "handlers", []):
                if isinstance(node, ast.Try) and _broad(handler):
                    yield node, handler, text.splitlines(), f"{path.relative_to(ROOT)}"


def _broad(handler):
    if handler.type is None:
        return True
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {ast.unparse(getattr(one, "value", one) if isinstance(one, ast.Starred) else one)
             for one in types}  # fmt: skip
    return bool({name.rpartition(".")[2] for name in names} & BROAD)


def _knows(body):
    """Whether a try does one or two plain things, so that whatever fails in it is that."""
    inner = [one for statement in body for one in ast.walk(statement)]
    plain = (ast.Assign, ast.Expr, ast.Return, ast.AnnAssign, ast.AugAssign)
    return (
        len(body) <= 2
        and all(isinstance(one, plain) for one in body)
        and not any(isinstance(one, ast.Yield | ast.YieldFrom) for one in inner)
    )


def test_a_fault_of_a_file_is_told_without_its_number_and_the_file_again():
    raw = []
    for _, handler, _, place in handlers():
        types = ast.unparse(handler.type or ast.Name(""))
        in_memory = "zipfile" in types  # No file is named in what fails there.
        if handler.name and "OSError" in types and not in_memory:
            shown = (one for one in ast.walk(handler) if isinstance(one, ast.FormattedValue))
            raw += [
                f"{place}:{one.lineno}" for one in shown if ast.unparse(one.value) == handler.name
            ]
    assert not raw, f"tell contents.why(error): {', '.join(raw)}"


def test_every_broad_handler_knows_what_failed_or_says_why_it_may_be_broad():
    unsaid = []
    for node, handler, lines, place in handlers():
        ends = handler.body[-1]
        passes_on = isinstance(ends, ast.Raise) and ends.exc is None
        narrow = ast.unparse(handler.type or ast.Name("")) not in ("Exception", "BaseException", "")
        said = "#" in lines[handler.lineno - 1] or "#" in lines[handler.lineno]
        if not (passes_on or said or (narrow and _knows(node.body))):
            unsaid.append(f"{place}:{handler.lineno}")
    assert not unsaid, "say after each except what can have failed there: " + ", ".join(unsaid)
    assert len(list(handlers())) > 30
