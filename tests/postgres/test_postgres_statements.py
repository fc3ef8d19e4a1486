"""How often a database is asked, counted in its own log, and how long that takes on a slow line."""

import os
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import postgres_server
import pytest
from slow_line import SlowLine

from commands.menu import run
from commands.session.app import App

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
ONE_COMMAND, IN_A_BATCH = 12, 5
ROUND_TRIP_SECONDS = 0.02
STATEMENT = re.compile(r"LOG:  (?:statement|execute [^:]*):")


@cache
def logging() -> postgres_server.Server:
    return postgres_server.cluster(
        "logging", log_statement="all", log_destination="stderr", jit_dump_bitcode="on"
    )


def compiled() -> int:
    """How many statements the server has compiled before it ran them."""
    return len(list(logging().data.glob("*.bc")))


@pytest.fixture
def office(monkeypatch, tmp_path):
    postgres_server.needed()
    address = logging().new()
    monkeypatch.setenv("GOVLEDGER_LEDGER", address)
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "anchors"))
    monkeypatch.setenv("GOVLEDGER_ACTOR", "J Irvin")
    monkeypatch.setenv("GOVLEDGER_NOW", "2018-03-01T10:00")
    do("init")
    logging().says_itself(address)
    do("body", "add", "HTA", "Monthly holding to account")
    do("post", "define", "ACC", "Assistant Chief Constable")
    do("meeting", "open", "HTA", "--on", "27/2/18", "--chair", "PCC")
    return address


def do(*args: str) -> None:
    """One command, as a program of its own would carry it out."""
    app = App()
    try:
        run(list(args), app)
    finally:
        app.remember()
        for opened in ("recording", "reader"):
            if (ledger := app.__dict__.get(opened)) is not None:
                ledger.close()


def counted(*args: str) -> list[str]:
    """What the server's log says that it was asked."""
    log = logging().folder / "log"
    before = log.stat().st_size
    do(*args)
    time.sleep(0.2)
    with log.open("rb") as file:
        file.seek(before)
        said = file.read().decode()
    return [line for line in said.splitlines() if STATEMENT.search(line)]


MORE = (
    (),
    ("--meeting", "HTA/2018-02-27", "--item", "2.1"),
    ("--meeting", "HTA/2018-02-27", "--source", "minute:1", "--behalf", "ACC"),
)


@pytest.mark.parametrize("more", MORE)
def test_raising_an_action_asks_the_server_a_dozen_times_at_most(office, tmp_path, more):
    paper = tmp_path / "paper.md"
    paper.write_text("hello\n")
    do("document", "register", "minute", "The minute", "--file", str(paper))
    command = ("action", "raise", "Share the findings", "--owner", "ACC", "--due", "27/3/18")
    asked = counted(*command, *more)
    assert 5 <= len(asked) <= ONE_COMMAND, "\n".join(asked)


def test_a_command_of_a_batch_asks_the_server_five_times_at_most(office, tmp_path):
    batch = tmp_path / "many.batch"
    batch.write_text(
        "".join(
            f'action raise "Do {n}" --owner ACC --meeting HTA/2018-02-27 --item 2.1\n'
            f'action progress A-2018-{n:03} "On its way, {n}"\n'
            for n in range(1, 51)
        )
    )
    asked = counted("batch", str(batch))
    assert 5 <= len(asked) <= IN_A_BATCH * 100, len(asked)
    assert len(asked) < 60, "most of it is held until the end"


def test_raising_an_action_waits_half_a_second_at_most_for_a_slow_line(office):
    with SlowLine(logging().port, ROUND_TRIP_SECONDS) as line:
        slow = office.replace(f":{logging().port}/", f":{line.port}/")
        took, waited = {}, 0.0
        for _ in range(2):  # The first compiles, and reads from the disk.
            for name, address in (("at hand", office), ("slow", slow)):
                line.turns = 0
                began = time.perf_counter()
                done = subprocess.run(
                    [sys.executable, "-P", str(ROOT / "govledger.py"), "action", "raise",
                     "Share the findings", "--owner", "ACC", "--due", "27/3/18"],
                    env=os.environ | {"GOVLEDGER_LEDGER": address, "PYTHONPATH": str(ROOT)},
                    capture_output=True, text=True, check=False,
                )  # fmt: skip
                took[name] = time.perf_counter() - began
                assert done.returncode == 0, done.stderr
                waited = line.turns * ROUND_TRIP_SECONDS
    print(f"at hand {took['at hand']:.2f} s, slow {took['slow']:.2f} s, {line.turns} turns")
    # What the line costs is the same on a busy machine; the program itself takes 0.3 s of a quiet
    # one, so that both are within a second.
    assert waited <= 0.5, f"{line.turns} turns"
    assert took["slow"] > waited > 0, "the line was slow"


def test_the_server_compiles_no_statement_of_a_command(office):
    def asked_at_any_price():
        with logging().connect(office.rpartition("/")[2]) as raw:
            raw.execute("SET jit_above_cost = 0")
            raw.execute("SELECT count(*) FROM ledger.event WHERE position > 0")

    before = compiled()
    asked_at_any_price()
    if compiled() == before:
        pytest.skip("this server compiles nothing")
    before = compiled()
    do("action", "raise", "Share the findings", "--owner", "ACC", "--due", "27/3/18")
    do("verify")
    do("ask", "open_actions")
    assert compiled() == before
