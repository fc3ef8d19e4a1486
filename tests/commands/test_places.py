"""A narrow terminal, a ledger that somebody else is writing, and ways on that would be rings."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from clerk import REFUSED
from folded import each
from patience import HANGS_SECONDS
from terminal import at_terminal
from test_streams import env

from commands.terminal import screen

pytestmark = pytest.mark.slow


LONG = "Share the findings on unresourced incidents with the panel and " * 2
FIRST = "action:A-2019-001"
REF = re.compile(r"A-2019-00\d")


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_a_reference_is_whole_however_narrow_the_terminal(office, columns):
    office.done(*(f"action raise '{LONG}{n}' --owner CC" for n in range(3)))
    shown = at_terminal(["ask", "open_actions"], columns=columns, env=env(office)).shown
    assert sorted(set(REF.findall(shown))) == ["A-2019-001", "A-2019-002", "A-2019-003"]
    assert max(map(len, shown.split("\n"))) <= columns
    assert "unresourced" in shown and "Not shown" in shown


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_a_digest_fits_the_terminal_and_an_email(office, columns):
    office.done(f"action raise '{LONG}' --owner CC --meeting HTA/2019-01-15")
    words = ["digest", "--for", "HTA", "--internal", "--since", "1/1/18"]
    shown = at_terminal(words, columns=columns, env=env(office)).shown
    assert "unresourced" in shown and max(map(len, shown.split("\n"))) <= min(columns, 76)


@each("width", [30, 40, 60, 80, 120])
@each("refs", [["A-2018-003"], ["HTA/2018-02-27", "CJ-IMPROVEMENT-BOARD/2018-02-27"]])
def test_no_table_of_any_shape_breaks_a_reference(monkeypatch, capsys, width, refs):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((width, 200)))
    monkeypatch.setenv("NO_COLOR", "1")
    columns = ["ref", "title", "owners", "meeting", "due", "status"]
    rows = [
        [ref, f"{LONG}; see {ref}", "CC, PCC", ref, "27 Feb 2018", "reported complete"]
        for ref in refs
    ]
    screen.show(columns, rows, None)
    shown = capsys.readouterr().out
    for ref in refs:
        assert ref in shown or len(ref) > width
    assert max(map(len, shown.split("\n"))) <= width


def test_whoever_waits_is_told_for_whom(office):
    holding = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('begin immediate'); print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", holding, str(office.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    waits = subprocess.Popen(
        [sys.executable, "-m", "govledger", "action", "raise", "x", "--owner", "CC"],
        env=env(office),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert waits.stderr is not None
    told = waits.stderr.readline()
    holder.communicate()
    assert re.match(r"govledger: waiting for (process \d+ \(.+\)|another program), which is", told)
    if os.path.exists("/proc/locks"):  # noqa: PTH110
        assert f"process {holder.pid} " in told
    assert waits.communicate(timeout=HANGS_SECONDS)[0] == "A-2019-001\n" and waits.returncode == 0


def test_a_body_that_meets_no_more_takes_over_nothing(office):
    office.done(
        "body add PCP Panel --on 2018-01-01",
        "body add PFCP 'Fire panel' --on 2018-04-01",
        "body replace PCP --by PFCP --on 2018-04-01",
    )
    size = office.size
    office.refuses(REFUSED, "body replace PFCP --by PCP --on 2018-07-01", "PCP no longer meets")
    office.refuses(REFUSED, "body replace PFCP --by PCP --on 2018-04-01", "no longer")
    assert office.size == size


def test_a_ring_is_refused_in_whatever_order_it_is_recorded(office):
    office.done(
        "body add A Panel --on 2018-01-01",
        "body add B Board --on 2018-01-01",
        "body add C Group --on 2018-01-01",
        "body replace A --by B --on 2018-06-01",
        "body replace B --by C --on 2018-09-01",
    )
    office.refuses(REFUSED, "body replace C --by A --on 2018-03-01", "C → A → B → C")


@pytest.mark.parametrize(("verb", "flag"), [("supersede", "--by"), ("merge", "--into")])
def test_no_correction_makes_a_ring(office, verb, flag):
    office.done(*(f"action raise x{n} --owner CC" for n in range(3)))
    office.done(f"action {verb} 3 {flag} A-2019-001", f"action {verb} 1 {flag} 2")
    number = next(
        r.position for r in office.events if r.stream.endswith("A-2019-001") and r.version == 2
    )
    field = "superseded_by" if verb == "supersede" else "merged_into"
    office.refuses(
        REFUSED, f"correct {number} --set {field}=A-2019-003 --reason r", "lead back to itself"
    )


def test_decisions_do_not_reverse_each_other(office):
    office.done("decision take Buy --by PCC", "decision take Sell --by PCC")
    office.done("decision reverse D-2019-001 --by D-2019-002 --reason r")
    reverse = "decision reverse D-2019-002 --by D-2019-001 --reason r"
    office.refuses(REFUSED, reverse, "lead back to itself")
