"""Sessions you would show a new colleague, run as tests: README.md and tests/transcripts/*.md.

In a ```console block, `$ govledger ...` is run in a folder of its own, and what it prints (results
and words, in order) must be what follows. `…` stands for anything, `[3]` for exit code 3, and
`$ export NAME=VALUE` sets a variable. A ```text FILE block is written to FILE. In a ```terminal 80
block the session is at a real terminal of that many columns, and `> words` is what is typed where
the program waits (^C and ^D are those keys).
"""

import io
import os
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from terminal import at_terminal

from commands.menu import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "README.md", *sorted((ROOT / "tests" / "transcripts").glob("*.md"))]
BLOCK = re.compile(r"^```(console|terminal \d+|text \S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_session_runs_as_written(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("GOVLEDGER_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GOVLEDGER_LEDGER": "office.ledger",
        "GOVLEDGER_ACTOR": "Jackie Irvin",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(file.read_text(encoding="utf-8"))
    assert blocks, f"{file.name} has no session"
    for block, body in blocks:
        kind, _, of = block.partition(" ")
        if kind == "text":
            Path(of).write_text(body, encoding="utf-8")
            continue
        for command, expected in _steps(body):
            while expected and not expected[-1].strip():
                expected.pop()
            words = shlex.split(command)
            if words[0] == "export":
                name, _, value = words[1].partition("=")
                monkeypatch.setenv(name, value)
                continue
            assert words[0] == "govledger", f"only govledger is run here: {command}"
            if kind == "console":
                code, output = _run(words[1:])
            else:
                typed = [line[2:] for line in expected if re.match(">( |$)", line)]
                code, output = at_terminal(words[1:], typed, columns=int(of))
                assert max(map(len, output.split("\n"))) <= int(of), output
            _compare(command, expected, code, output)


def _steps(body: str) -> list[tuple[str, list[str]]]:
    steps: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif steps and steps[-1][0].endswith("\\"):
            steps[-1] = (steps[-1][0][:-1] + line.strip(), [])
        else:
            steps[-1][1].append(line)
    return steps


def _run(words: list[str]) -> tuple[int, str]:
    output, code = io.StringIO(), 0
    with redirect_stdout(output), redirect_stderr(output):
        try:
            main(words)
        except SystemExit as stop:
            code = int(stop.code or 0)
    return code, output.getvalue()


def _compare(command: str, expected: list[str], code: int, output: str) -> None:
    printed = [line.rstrip() for line in output.splitlines()]
    if code:
        printed.append(f"[{code}]")
    said = "\n".join(expected)
    pattern = ".*".join(map(re.escape, said.split("…")))
    shown = "\n".join(printed)
    if not re.fullmatch(pattern, shown, re.DOTALL):
        assert shown == said, f"$ {command}"


def test_a_first_afternoon_takes_at_most_25_commands() -> None:
    text = (ROOT / "tests" / "transcripts" / "first-afternoon.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ govledger (.*)$", text, re.MULTILINE)
    assert commands[0] == "init" and len(commands) <= 25
    assert any(command.startswith("report committee") for command in commands)
