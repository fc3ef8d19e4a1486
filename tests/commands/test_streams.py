"""Standard streams that are missing, closed, or lack characters; and being told to stop."""

import json
import os
import signal
import subprocess
import sys

import forked
import pytest
from clerk import MISUSED, ROOT
from patience import HANGS_SECONDS

pytestmark = pytest.mark.slow


TITLE = "\u017baneta \u2014 plan \U0001f600 \u00e9"
ENCODINGS = ("ascii", "latin-1:strict", "cp1252", "cp850", "ascii:strict")
HOST = {
    "PATH": os.environ["PATH"],
    "HOME": os.environ["HOME"],
    "PYTHONPATH": str(ROOT),
    "GOVLEDGER_ACTOR": "M Clerk",
    "GOVLEDGER_NOW": "2019-03-01T10:00",
}


@pytest.fixture
def titled(office):
    office.done(f"action raise '{TITLE}' --owner CC")
    return office


def env(office, **more: str) -> dict[str, str]:
    anchors = office.path.parent.with_name(f"{office.path.parent.name}-anchors")
    given = {"GOVLEDGER_LEDGER": str(office.path), "GOVLEDGER_ANCHORS": str(anchors)}
    return HOST | given | {"XDG_CONFIG_HOME": str(office.path.parent)} | more


def run(office, words: list[str], encoding: str) -> subprocess.CompletedProcess[bytes]:
    return forked.run(words, env=env(office, PYTHONIOENCODING=encoding), encoding=None)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_stdout_has_no_character_for_is_escaped_and_json_is_still_json(titled, encoding):
    name = encoding.partition(":")[0]
    shown = run(titled, ["show", "A-2019-001", "--json"], encoding)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert json.loads(shown.stdout.decode(name))["title"] == TITLE
    helped = run(titled, ["help", "minute"], encoding)
    assert helped.returncode == 0 and helped.stdout.decode(name)
    refused = run(titled, ["action", "raise", TITLE, "--owner", "\u017b"], encoding)
    assert b"no post" in refused.stderr and b"\\u017b" in refused.stderr
    assert "\\u017b" in refused.stderr.decode(name)


@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"]])
def test_a_question_is_answered_in_any_encoding(titled, form):
    asked = run(titled, ["ask", "open_actions", *form], "ascii")
    assert asked.returncode == 0 and b"\\u017baneta \\u2014 plan" in asked.stdout
    asked.stdout.decode("ascii")


@pytest.mark.parametrize("words", ["minute --file - --yes", "sql -", "batch -"])
def test_standard_input_that_is_closed_is_told_in_a_sentence(office, words):
    for closed, says in (
        ("<&-", "There is no standard input to read."),
        ("0>/dev/null", "cannot be read"),
    ):
        done = subprocess.run(
            ["sh", "-c", f"{sys.executable} -m govledger {words} {closed}"],
            env=env(office),
            capture_output=True,
            text=True,
            timeout=HANGS_SECONDS,
            check=False,
            cwd=office.path.parent,
        )
        assert done.returncode == MISUSED and says in done.stderr and done.stderr.count("\n") == 1


def test_no_file_is_opened_in_the_place_of_a_closed_stream(office):
    """Else what a library writes to stderr would go into the ledger, or a generation of it."""
    says = "import os, sys; from commands.terminal import streams; streams.prepare()"
    check = "; os._exit(0 if os.open(os.devnull, os.O_RDONLY) > 2 else 1)"
    command = f'{sys.executable} -c "{says}{check}" <&- >&- 2>&-'
    assert subprocess.run(["sh", "-c", command], env=env(office), check=False).returncode == 0


def test_ctrl_c_while_the_program_is_imported_is_told_in_a_sentence(office):
    raises = (
        "import sys, signal; sys.modules['click'] = None\n"
        "class Finder:\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'commands': signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import govledger; govledger.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", raises], env=env(office), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "govledger: stopped. Nothing was recorded.\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("form", ["csv", "duckdb"])
def test_an_export_that_is_stopped_leaves_nothing(office, number, form):
    before = {path.name for path in office.path.parent.iterdir()}
    stop = (
        "import os, signal; from commands.reports import tables\n"
        "from commands.reports.render import files\n"
        f"signal.signal({int(signal.SIGINT)}, signal.default_int_handler)\n"
        "def write(now, folder, *_):\n"
        "    (folder / 'half').write_text('half')\n"
        f"    os.kill(os.getpid(), {int(number)}); signal.pause()\n"
        "tables.write = write; from commands import menu; menu.main()"
    )
    words = ["export", "--to", str(office.path.parent / "out"), "--format", form]
    done = forked.run(words, code=stop, env=env(office))
    assert (done.returncode, done.stderr.lstrip()) == (
        128 + number,
        "govledger: stopped. Nothing was recorded.\n",
    )
    assert {path.name for path in office.path.parent.iterdir()} - before <= {
        f"{office.path.name}-wal",
        f"{office.path.name}-shm",
    }


def test_from_a_checkout_ctrl_c_is_heard_before_any_package_is_looked_for():
    """Python tells of one that comes in the set-up of its path by a traceback of its own."""
    last = (ROOT / "scripts" / "govledger").read_text(encoding="utf-8").splitlines()[-1]
    assert last == 'exec "$venv/bin/python" -S "$here/govledger.py" "$@"'
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "govledger.py"), "--version"],
        env=HOST,
        capture_output=True,
        text=True,
        timeout=HANGS_SECONDS,
        check=False,
    )
    assert done.returncode == 0 and done.stdout.startswith("govledger, version")
