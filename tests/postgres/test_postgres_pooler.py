"""A shared ledger behind PgBouncer, which gives each transaction whichever session is free."""

import shutil
import socket
import subprocess
import threading
from pathlib import Path

import postgres_server
import pytest
from books import entry
from patience import until
from shared_office import SharedOffice

from ledger.application import Ledger
from ledger.errors import Problem, Refused
from ledger.integrity.verify import verify
from ledger.records import actions

pytestmark = pytest.mark.slow
PROGRAM = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
SESSIONS, OFFICERS, EACH = 2, 6, 12


@pytest.fixture
def pooled():
    """An office, and the address of a role in it through the pooler."""
    postgres_server.needed()
    if not Path(PROGRAM).exists():
        pytest.skip("PgBouncer is not installed (./scripts/test-postgres installs Debian's)")
    office = SharedOffice()
    server, folder = office.server, office.server.folder
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users = folder / f"users-{port}.txt"
    users.write_text("".join(f'"{r}" "{server.password}"\n' for r in (office.jane, office.ann)))
    settings = folder / f"pooler-{port}.ini"
    settings.write_text(
        f"[databases]\n* = host=127.0.0.1 port={server.port}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {users}\npool_mode = transaction\n"
        f"default_pool_size = {SESSIONS}\n"
    )
    with (folder / f"pooler-{port}.log").open("wb") as log:
        running = subprocess.Popen(
            [PROGRAM, str(settings)], stdout=log, stderr=log, **server.account
        )  # fmt: skip

    def answers() -> bool:
        with socket.socket() as there:
            return there.connect_ex(("127.0.0.1", port)) == 0

    until(answers, "the pooler")

    def through(role: str) -> str:
        return office.address(role).replace(f":{server.port}/", f":{port}/")

    yield office, through
    running.terminate()
    running.wait()


def test_many_record_through_a_few_sessions_and_leave_nothing_in_them(pooled):
    office, through = pooled
    problems: list[BaseException] = []

    def records(who: int) -> None:
        try:
            ledger = Ledger.open(through(office.jane))
            for number in range(EACH):
                with ledger.writing():  # Reads, decides, and appends two.
                    for part in range(2):
                        said = entry(
                            recorded_by="Jane Smith", effective_on=ledger.today.replace(year=2019)
                        )
                        rule = actions.raise_action
                        ref = f"A-{who}-{number}-{part}"
                        ledger.record(
                            "action", ref, rule, said, new=True, title=f"Do it [[Jo {number}]]"
                        )
                with ledger.snapshot():
                    assert ledger.size == len(ledger.store.events())
            ledger.close()
        except (Problem, AssertionError) as problem:
            problems.append(problem)

    threads = [threading.Thread(target=records, args=(who,)) for who in range(OFFICERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    ledger = Ledger.open(through(office.ann), read_only=True)
    assert ledger.size == OFFICERS * EACH * 2
    report = verify(ledger)
    assert report.ok, report.problems
    ledger.close()
    (sessions,) = office.server.tell(
        f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{office.jane}'"
    )[0]
    assert sessions <= SESSIONS
    import psycopg

    with psycopg.connect(through(office.jane), autocommit=True, prepare_threshold=None) as raw:
        for setting in ("lock_timeout", "idle_in_transaction_session_timeout", "statement_timeout"):
            assert raw.execute(f"SHOW {setting}").fetchone() == ("0",), "it is left in a session"


def test_nobody_records_in_anothers_name_through_it(pooled):
    office, through = pooled
    ledger = Ledger.open(through(office.jane))
    said = entry(recorded_by="Ann Lee", effective_on=ledger.today.replace(year=2019))
    with pytest.raises(Refused, match="You record here as Jane Smith"):
        ledger.record("action", "A-1", actions.raise_action, said, new=True, title="Do it")
    ledger.close()
