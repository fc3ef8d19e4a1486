"""No test leans on speed, on chance, on the day it runs, or on the person's home."""

import ast
import os
import pwd
from pathlib import Path

import pytest
from folded import each
from machine import KEPT, LOGIN, ON_DISK

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parent
FILES = sorted(TESTS.rglob("*.py"))
WAITS = ("wait", "join", "communicate", "run", "check_output")  # that take a limit of time
OF_THE_PERSON = ("expanduser", "home", "today", "getlogin")
TOLD = (*WAITS, *OF_THE_PERSON, "Random")
SETTINGS, KNOWS_HOME = {"PATH", "PYTHONPATH"}, {"HOME", None}  # None: of **, all that is there.
# What is made by ssh-keygen needs one, and an account: signing.py makes the same file of a seed.
MAKES_A_KEY = {"ssh-keygen", "-t", "ed25519"}


def _plain(word: ast.expr | None) -> object:
    return word and word.value if word is None or isinstance(word, ast.Constant) else ""


def leanings(text: str) -> list[str]:
    """What a test's text says that holds on some machines, or on some days, alone."""
    found = []
    tree = list(ast.walk(ast.parse(text)))
    added = [node.right for node in tree if isinstance(node, ast.BinOp)]  # to what is there
    for node in tree:
        if isinstance(node, ast.Dict) and node not in added:
            given = {*map(_plain, node.keys)}
            if SETTINGS & given and not KNOWS_HOME & given:
                # Without HOME, the system says where the person's is.
                found.append(f"settings without a home of the tests: {ast.unparse(node)[:60]}")
        if isinstance(node, ast.List) and {*map(_plain, node.elts)} >= MAKES_A_KEY:
            found.append(f"a key of ssh-keygen's: {ast.unparse(node)[:60]}")
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        named = name in TOLD or any(word.arg == "derandomize" for word in node.keywords)
        said = ast.unparse(node) if named else ""  # Of every call, it takes most of the time.
        limits = [word.value for word in node.keywords if word.arg == "timeout"]
        limits += node.args[:1] if name in ("wait", "communicate") else []
        if name in WAITS and any(isinstance(limit, ast.Constant) for limit in limits):
            found.append(f"a limit of time of its own: {said[:60]}")
        if name in OF_THE_PERSON:
            found.append(f"the person, or the day: {said[:60]}")
        afresh = [ast.unparse(word) for word in node.keywords if word.arg == "derandomize"]
        if "derandomize=False" in afresh or said in ("Random()", "random.Random()"):
            found.append(f"chance, which nobody can have again: {said[:60]}")
    return found


@each("file", FILES, ids=lambda file: str(file.relative_to(TESTS)))
def test_no_test_leans_on_the_machine(file):
    assert leanings(file.read_text(encoding="utf-8")) == []


@each(
    "text",
    [
        *("run(x, timeout=60)", "child.wait(10)", "Path.home()", "date.today()"),
        *("settings(max_examples=9, derandomize=False)", "x = Random()"),
        *("env = {'PATH': path}", "run(x, env={'PYTHONPATH': here, 'LC_ALL': 'C'})"),
        "words = ['ssh-keygen', '-q', '-t', 'ed25519', '-f', file]",
    ],
)
def test_what_would_lean_is_found(text):
    assert leanings(text)


def test_nothing_of_the_person_is_in_the_environment(tmp_path):
    ours = ("HOME", "USERPROFILE", "GOVLEDGER_", "XDG_", "PYTEST_")
    strange = [n for n in os.environ if not KEPT.fullmatch(n) and not n.startswith(ours)]
    assert strange == []
    assert "govledger-tests-" in os.environ["HOME"]
    assert pwd.getpwuid(os.getuid()).pw_name == LOGIN


@pytest.mark.durable
def test_what_is_about_the_disk_is_written_there(tmp_path):
    assert tmp_path.parent == ON_DISK
