"""What an office does in a day, with what Windows lacks hidden and with its rules for open files.

It is no Windows: tests/windows/sitecustomize.py says what is made alike."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from clerk import ROOT
from patience import HANGS_SECONDS
from signing import key_file

pytestmark = pytest.mark.slow

SIMULATED = ROOT / "tests" / "windows"
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(1, 10))}
NOTES = (
    "# HTA Tuesday 27 February 2018\r\nChair: PCC\r\nPresent: PCC, CEX\r\n\r\n## 1 Response\r\n"
    "A: CC: Share the findings; due 27 March 2018\r\nNotes: complete\r\n"
)
DAY = r"""
import os, signal, sys, threading, urllib.request
from contextlib import redirect_stdout
import io
from commands import menu
from pathlib import Path
key = sys.argv[1]
def run(*words):
    try:
        menu.main(list(words))
        code = 0
    except SystemExit as ended:
        code = ended.code
    if code:
        print("FAILED", code, *words)
run("init")
run("body", "add", "HTA", "Holding to account")
run("minute", "--file", "notes.txt", "--yes")
evidence = Path("evidence.txt"); evidence.write_text("seen")
run("action", "evidence", "A-2018-001", "seen", "--file", str(evidence))
from projections import generations
from projections import opening
opening.TAIL_AT_LEAST = 0
for form in ([], ["--json"], ["--csv"]):
    run("ask", "open_actions", *form)
run("sql", "select count(*) as n from events")
left = Path("office.ledger.projections/.build-1-00000000")  # Of a builder that was killed.
left.mkdir(parents=True, exist_ok=True)
(left / "alive").write_bytes(b"held")
run("rebuild")
run("rebuild")
run("report", "committee", "--for", "HTA", "--on", "2018-11-27", "-o", "paper")
for form in ("csv", "xlsx", "parquet", "duckdb"):
    run("export", "--to", f"tables-{form}", "--format", form)
run("seal", "--seal-key", key, "--note", "seal.note")
run("verify")
run("export", "audit-pack", "--to", "pack")
run("export", "audit-pack", "--to", "pack.zip")
run("unpack", "pack", "--to", "again.ledger")
from commands.session.app import App
from commands.web import serving
def fetched(address):
    def fetch():
        with urllib.request.urlopen(address) as answer:
            print("PAGE", answer.status)
        signal.raise_signal(signal.SIGINT)
    threading.Thread(target=fetch).start()
serving.serve(App(), 0, fetched)
digest = next(p.name for p in Path("office.ledger.files").rglob("*") if p.is_file())
run("file", "expire", digest, "2019-03-01", "--reason", "r")
run("file", "dispose", digest, "--reason", "r")
print("LEFT", *[p for p in Path("office.ledger.files").rglob("*") if p.is_file()])
"""


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("office")
    (folder / "notes.txt").write_bytes(NOTES.encode())
    key_file(key := folder / "seal-key", 7)
    done = subprocess.run(
        [sys.executable, "-c", DAY, str(key)],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{SIMULATED}{os.pathsep}{ROOT}",
            "HOME": str(folder),
            "GOVLEDGER_LEDGER": "office.ledger",
            "GOVLEDGER_NOW": "2019-03-01T10:00",
        },
        capture_output=True,
        text=True,
        timeout=HANGS_SECONDS,
        check=False,
    )
    return folder, done


def test_an_office_does_its_day(day):
    _, done = day
    assert done.returncode == 0, done.stderr
    assert "FAILED" not in done.stdout, done.stdout + done.stderr
    assert "PAGE 200" in done.stdout
    assert "verified, root" in done.stdout and "A-2018-001" in done.stdout


def test_what_cannot_be_limited_is_said(day):
    assert "This system cannot limit the memory of a query beyond" in day[1].stderr


def test_nothing_half_made_is_left_and_no_name_is_one_that_windows_reserves(day):
    folder, _ = day
    paths = list(folder.rglob("*"))
    assert not [path for path in paths if path.name.startswith((".build-", ".office", ".pack", "."))
                and path.name not in (".local", ".cache")]  # fmt: skip
    assert not [path for path in paths if set(path.name) & set('<>:"|?*\\')]
    assert not [path for path in paths if path.stem.upper() in RESERVED]


def test_disposed_bytes_are_gone(day):
    assert "LEFT\n" in day[1].stdout
