"""Who may do what to a ledger in PostgreSQL: the server holds it, whoever speaks to it."""

import signal
from datetime import UTC, datetime, timedelta

import postgres_server
import pytest
from books import entry
from shared_office import SharedOffice
from slow_line import SlowLine

from ledger.application import Clock, Ledger
from ledger.errors import Broken, Refused, Unavailable
from ledger.integrity.verify import verify
from ledger.records import actions
from projections import Projections

pytestmark = pytest.mark.slow
DENIED = "permission denied|must be owner|must be member|cannot update view"
TABLES = ("event", "head", "tile", "ledger", "person", "personal", "paper", "command_key", "beyond")
TABLES += ("naming",)
BY_HAND = [
    *(f"INSERT INTO ledger.{table} DEFAULT VALUES" for table in TABLES),
    *(f"DELETE FROM ledger.{table}" for table in TABLES),
    *(f"TRUNCATE ledger.{table}" for table in TABLES),
    *(f"SELECT * FROM ledger.{table}" for table in TABLES),
    "UPDATE ledger.event SET kind = 'Other'",
    "UPDATE ledger.events SET kind = 'Other'",
    "UPDATE ledger.head SET size = 0",
    "UPDATE ledger.person SET name = 'Another'",
    "SELECT ledger.appoint(session_user::name, NULL)",
    "SELECT ledger.keep_backups(0)",
    "CREATE TABLE ledger.mine (a int)",
    "CREATE OR REPLACE FUNCTION ledger.leaf(bigint, text, bigint, text, bytea) RETURNS bytea"
    " LANGUAGE sql AS 'SELECT NULL::bytea'",
    "ALTER TABLE ledger.event DISABLE TRIGGER ALL",
]


@pytest.fixture(scope="module")
def office():
    postgres_server.needed()
    office = SharedOffice()
    office.raised(office.jane, 1)
    return office


def refused(office, role, statement, words=DENIED):
    import psycopg

    before = office.tell(office.ann, "SELECT size, frontier FROM ledger.the_head")
    with pytest.raises(psycopg.Error, match=words):
        office.tell(role, statement)
    assert office.tell(office.ann, "SELECT size, frontier FROM ledger.the_head") == before


@pytest.mark.parametrize("statement", BY_HAND)
def test_an_officer_changes_nothing_by_hand(office, statement):
    refused(office, office.jane, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT ledger.begin_writing(1, 1)",
        "SELECT ledger.append('{}', '{}', '{}', '{}')",
        "SELECT ledger.keep('{}', '{}', '{}')",
        "SELECT ledger.forget('{}')",
        "SELECT ledger.put_paper('a')",
        "SELECT ledger.take_up()",
    ],
)
def test_a_member_reads_and_writes_nothing(office, statement):
    refused(office, office.ann, statement)
    assert office.tell(office.ann, "SELECT count(*) FROM ledger.events")[0][0] >= 1


def test_a_member_verifies_and_is_told_that_they_cannot_record(office):
    ledger = office.ledger(office.ann, read_only=True)
    assert verify(ledger).ok
    ledger.close()
    with pytest.raises(Unavailable, match=r"cannot be used by your role.*help shared"):
        office.raised(office.ann, 90)


def append(by: str, at: str, more: str = "", stream: str = "action:A-2018-099") -> str:
    said = '"authority":"os","effective_on":"2019-01-01","correlation":"c","nonce":"00","title":"x"'
    state = f"""'{{"recorded_by":"{by}","recorded_at":"' || {at} || '",{said}{more}}}'"""
    return (
        f"SELECT ledger.append(ARRAY['{stream}'], ARRAY[1], ARRAY['ActionRaised'],"
        f" ARRAY[convert_to({state}, 'UTF8')])"
    )


NOW = "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"


def then(seconds: int) -> str:
    return NOW.replace("clock_timestamp()", f"(clock_timestamp() + interval '{seconds} seconds')")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (append("Ann Lee", NOW), "You record here as Jane Smith"),
        (append("Jane Smith", then(-3600)), "no other time is taken"),
        (append("Jane Smith", then(3600)), "no other time is taken"),
        (append("Jane Smith", NOW, ',"clock":"set"'), "no other time is taken"),
        (append("Jane Smith", then(60), ',"clock":"behind"'), "no other time is taken"),
        (append("Jane Smith", NOW, ',"recorded_by":"Ann Lee"'), "says once who recorded it"),
        (append("Ann Lee", NOW, ',"recorded_by":"Jane Smith"'), "says once who recorded it"),
        (append("Ann Lee", NOW, ',"recorded\\u005fby":"Jane Smith"'), "says once who recorded"),
        (append("Jane Smith", NOW, stream='action:"'), "plain names"),
        (append("Jane Smith", NOW, stream="action:A-2018-001"), "duplicate key"),
    ],
    ids="name earlier later set behind twice first escaped quote again".split(),  # noqa: SIM905
)
def test_in_psql_too_nobody_records_in_anothers_name_or_at_another_time(office, statement, words):
    refused(office, office.jane, statement, words)


def test_and_what_is_so_may_be_appended_there_and_holds(office):
    size = office.tell(office.jane, append("Jane Smith", NOW, stream="action:A-2018-098"))[0][0][0]
    ledger = office.ledger(office.ann)
    assert ledger.size == int(size) and verify(ledger).ok
    ledger.close()


def test_what_no_rule_allows_is_told_with_its_name_and_verify_does_not_name_it():
    """As help says: replay tells it, and what is recorded next of the record is refused for it."""
    postgres_server.needed()
    office = SharedOffice()
    office.raised(office.jane, 97)
    alone = append("Jane Smith", NOW, ',"verified_by":"ACC","evidence":"mine"')
    closed = alone.replace("ActionRaised", "ActionClosed").replace("2018-099", "2018-097")
    closed = closed.replace("2019-01-01", "2019-12-31")
    office.tell(office.jane, closed.replace("ARRAY[1]", "ARRAY[2]"))
    ledger = office.ledger(office.jane)
    assert verify(ledger).ok
    assert ledger.state("action", "A-2018-097").status == "closed"
    assert (ledger.at(2).kind, ledger.at(2).envelope.recorded_by) == ("ActionClosed", "Jane Smith")
    said = entry(recorded_by="Jane Smith", effective_on=ledger.today)
    with pytest.raises(Refused, match=r"at event 2 .*which its rules do not allow.*retract"):
        ledger.record("action", "A-2018-097", actions.reopen, said, reason="not so")
    ledger.retract([2], "no rule allows it", said)
    assert ledger.state("action", "A-2018-097").status == "open"
    # One that does not fit its kind: the questions name it.
    unfit = append("Jane Smith", NOW, ',"evidence":"mine"').replace("ActionRaised", "ActionClosed")
    office.tell(office.jane, unfit)
    assert verify(ledger).ok
    with pytest.raises(Broken, match=r"Event 4 .*cannot be read"):
        Projections(ledger)
    ledger.close()


def test_the_program_is_refused_in_the_servers_words(office):
    with pytest.raises(Refused, match="You record here as Jane Smith, and not in another's name"):
        office.raised(office.jane, 91, by="Ann Lee")
    with pytest.raises(Refused, match="The server says when something was recorded"):
        office.raised(office.jane, 92, now=datetime.now(UTC) - timedelta(days=3))


def test_a_role_that_is_nobody_is_told_who_names_them(office):
    other = office.server.role(f"{office.database}_nobody")
    office.tell(office.dba, f'GRANT "{office.database}_officer" TO "{other}"')
    with pytest.raises(Refused, match=r"is nobody that this ledger knows.*ledger\.appoint"):
        office.raised(other, 93)


def test_the_time_is_the_servers_and_never_before_the_event_before(office):
    before = datetime.now(UTC)
    ledger = office.ledger(office.jane)
    position = office.raised(office.jane, 2)
    at = ledger.at(position).envelope
    assert before - timedelta(seconds=5) < at.recorded_at < datetime.now(UTC) + timedelta(seconds=5)
    assert at.clock is None and at.recorded_by == "Jane Smith"
    ledger.close()


def test_the_owner_is_refused_by_the_triggers(office):
    import psycopg

    for table in TABLES:
        for statement in (f"DELETE FROM ledger.{table}", f"TRUNCATE ledger.{table}"):
            if table in ("person", "paper", "personal") and "DELETE" in statement:
                continue  # Each has its own rule, below.
            if table == "person":
                continue
            with pytest.raises(psycopg.Error, match="is refused"):
                office.as_owner(statement)
    for statement, words in (
        ("UPDATE ledger.event SET kind = 'Other'", "is refused"),
        ("UPDATE ledger.event SET kind = 'Other' WHERE false", "is refused"),
        ("UPDATE ledger.head SET size = size + 1", "The tree follows the events"),
        ("INSERT INTO ledger.tile VALUES (8, 0, repeat('a', 32)::bytea)", "The tree follows"),
        ("UPDATE ledger.ledger SET identity = 'mine'", "identity of a ledger is never changed"),
        ("UPDATE ledger.ledger SET copied = true", "identity of a ledger is never changed"),
        ("INSERT INTO ledger.event SELECT 99, 'a:b', 1, 'K', '{}', ledger.leaf(99, 'a:b', 1, 'K',"
         " '{}')", "at the head of the log"),
        ("INSERT INTO ledger.event SELECT size + 1, 'a:b', 1, 'K', '{}', sha256('') FROM"
         " ledger.head", "hash of an event is that of its leaf"),
        ("INSERT INTO ledger.event SELECT size + 1, 'a:b', 1, 'K', '{\"recorded_by\":\"Ann\"}',"
         " ledger.leaf(size + 1, 'a:b', 1, 'K', '{\"recorded_by\":\"Ann\"}') FROM ledger.head",
         "You record here as The Administrator"),
        ("INSERT INTO ledger.paper VALUES (sha256('a'), 'b')", "SHA-256 of its bytes"),
    ):  # fmt: skip
        with pytest.raises(psycopg.Error, match=words):
            office.as_owner(statement)


def test_a_value_goes_only_after_an_erasure_and_a_file_only_after_its_disposal(office):
    import psycopg

    office.as_owner("INSERT INTO ledger.personal VALUES"
                    " (sha256('c'), sha256('s'), 'Jo') ON CONFLICT DO NOTHING")  # fmt: skip
    with pytest.raises(psycopg.Error, match="after an erasure that names it"):
        office.tell(office.jane, "SELECT ledger.forget(ARRAY[sha256('c')])")
    (digest,) = office.tell(office.jane, "SELECT ledger.put_paper('paper')")[0]
    stored = append("Jane Smith", NOW, stream=f"file:{digest.hex()}")
    office.tell(office.jane, stored.replace("ActionRaised", "FileStored"))
    with pytest.raises(psycopg.Error, match="after it was disposed of"):
        office.tell(office.jane, f"SELECT ledger.drop_paper('\\x{digest.hex()}')")


def test_what_a_superuser_did_with_triggers_off_is_named_by_verify():
    postgres_server.needed()
    office = SharedOffice()
    for number in range(1, 4):
        office.raised(office.jane, number)
    ledger = office.ledger(office.ann)
    assert verify(ledger).ok

    def done(statement: str) -> str:
        with office.server.connect(office.database) as raw:
            raw.execute("BEGIN")
            raw.execute("SET LOCAL session_replication_role = replica")  # No trigger fires.
            raw.execute(statement)
            raw.execute("COMMIT")
        return " ".join(verify(ledger).problems)

    changed = "UPDATE ledger.event SET state = convert_to(replace(convert_from(state, 'UTF8'),"
    assert "event 2" in done(f"{changed} 'Do it', 'Do not'), 'UTF8') WHERE position = 2")
    assert verify(ledger).problems != []
    done(f"{changed} 'Do not', 'Do it'), 'UTF8') WHERE position = 2")
    assert verify(ledger).ok
    office.server.tell("ALTER TABLE ledger.event DISABLE TRIGGER ALL", office.database)
    assert "the trigger events_are_not_changed is switched off" in verify(ledger).problems
    office.server.tell("ALTER TABLE ledger.event ENABLE TRIGGER ALL", office.database)
    office.server.tell("GRANT INSERT ON ledger.event TO PUBLIC", office.database)
    assert "may write the event past the functions" in " ".join(verify(ledger).problems)
    office.server.tell("REVOKE INSERT ON ledger.event FROM PUBLIC", office.database)
    office.server.tell(
        "CREATE OR REPLACE FUNCTION ledger.denied() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN RETURN NULL; END'", office.database
    )  # fmt: skip
    assert "the function denied is not as govledger makes it" in verify(ledger).problems
    ledger.close()


def test_a_client_that_sleeps_does_not_hold_the_head_for_ever(monkeypatch):
    from ledger.store.postgres import recorder

    postgres_server.needed()
    office = SharedOffice()
    monkeypatch.setattr(recorder, "IDLE_SECONDS", 1)
    sleeping = office.ledger(office.jane)
    with pytest.raises(Unavailable, match=r"took too long|could not be used"), sleeping.writing():
        other = office.ledger(office.dba, clock=Clock())
        office.raised(office.dba, 1, by="The Administrator")  # It waited, and was let in.
        assert other.size == 1
        other.close()
        sleeping.store.append([("action:B", 1, "K", b"{}")])
    sleeping.close()
    with office.server.connect(office.database, office.jane) as raw:
        raw.execute("BEGIN")
        raw.execute("SELECT ledger.begin_writing(1000, 999999999)")
        (limit,) = raw.execute("SHOW idle_in_transaction_session_timeout").fetchone()
        assert limit == "1min", "nobody asks for longer"


def test_no_password_is_shown_whatever_goes_wrong(capsys):
    from commands.menu import main

    postgres_server.needed()
    server, said = postgres_server.shared(), []
    place = f"127.0.0.1:{server.port}"
    for address in (
        f"postgresql://nobody:s3cr3t@{place}/postgres",
        f"postgresql://nobody:s3cr3t@{place}/nowhere?connect_timeout=3",
        "postgresql://jane:s3cr3t@no.such.host.invalid/office",
        "postgresql://jane:s3cr3t/more@no.such.host.invalid/office",
        "postgresql://jane:s3cr3t@more@no.such.host.invalid/office",
        "postgresql://jane:s3cr3t%zz@no.such.host.invalid/office",
        "postgresql://no.such.host.invalid/office?password=s3cr3t",
        "postgresql://no.such.host.invalid/office?passwort=s3cr3t",
        "service=nobody password=s3cr3t",
        "postgresql://jane:s3cr3t@[::1/office",
    ):
        for line in (["verify"], ["init"], ["action", "raise", "x", "--no-owner"], ["sql", "1"]):
            with pytest.raises(SystemExit) as end:
                main(["--ledger", address, *line])
            assert end.value.code, (address, line)
            said += capsys.readouterr()
    whole = "\n".join(said)
    assert "s3cr3t" not in whole and server.password not in whole
    assert "Traceback" not in whole


def test_no_password_is_in_what_is_told_kept_or_exported(tmp_path, capsys, monkeypatch):
    from signing import key_file

    from commands.menu import main

    postgres_server.needed()
    office = SharedOffice()
    key_file(tmp_path / "key", 1)
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    monkeypatch.delenv("GOVLEDGER_NOW")
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    monkeypatch.setenv("GOVLEDGER_LEDGER", office.address(office.jane))
    monkeypatch.chdir(tmp_path)
    said = []
    for line in (
        ["post", "define", "ACC", "Assistant Chief Constable"],
        ["action", "raise", "Do it", "--owner", "ACC"],
        ["ask", "open_actions"],
        ["sql", "select count(*) as n from events"],
        ["seal", "--seal-key", "key", "--note", "note"],
        ["export", "audit-pack", "--to", "pack.zip"],
        ["export", "tables", "--to", "tables", "--format", "csv"],
        ["verify"],
        ["history", "--who", "Jane Smith"],
    ):
        main(line)
        said += capsys.readouterr()
    assert office.database in "".join(said), "the place is told"
    assert office.server.password not in "".join(said)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) > 8 and any(file.suffix == ".duckdb" for file in files) is not None
    for file in files:
        assert office.server.password.encode() not in file.read_bytes(), file
        assert office.server.password not in str(file)


def test_who_is_known_to_the_server_is_who_records(tmp_path, capsys, monkeypatch):
    from commands.menu import main

    postgres_server.needed()
    office = SharedOffice()
    monkeypatch.delenv("GOVLEDGER_NOW")
    monkeypatch.setenv("GOVLEDGER_LEDGER", office.address(office.jane))
    with pytest.raises(SystemExit) as end:
        main(["action", "raise", "Do it", "--no-owner"])
    err = capsys.readouterr().err
    assert end.value.code == 2 and "knows you as Jane Smith" in err and "is M Clerk" in err
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    main(["action", "raise", "Do it", "--no-owner"])
    ledger = office.ledger(office.ann)
    assert ledger.at(1).envelope.recorded_by == "Jane Smith"
    ledger.close()


def test_a_commit_that_nobody_acknowledged_is_told_as_that():
    office = SharedOffice()
    with SlowLine(office.server.port, 0.0, cut_after=b"COMMIT\0") as line:
        slow = office.address(office.jane).replace(f":{office.server.port}/", f":{line.port}/")
        ledger = Ledger.open(slow)
        said = entry(recorded_by="Jane Smith", effective_on=ledger.today.replace(year=2019))
        with pytest.raises(Unavailable, match="it may stand or not"):
            ledger.record("action", "A-1", actions.raise_action, said, new=True, title="Do it")
        assert ledger.size == 1, "it stood; and the connection is a new one"
        ledger.close()
    with SlowLine(office.server.port, 0.0, cut_after=b"append") as line:
        slow = office.address(office.jane).replace(f":{office.server.port}/", f":{line.port}/")
        ledger = Ledger.open(slow)
        with pytest.raises(Unavailable, match="could not be used"):
            ledger.record("action", "A-2", actions.raise_action, said, new=True, title="Do it")
        assert ledger.size == 1, "it was not committed, and is not said to be unknown"
        ledger.close()


@pytest.mark.parametrize("heard", ["before", "meanwhile", "and others record"])
def test_a_signal_at_a_commit_is_told_what_became_of_it(monkeypatch, capsys, heard):
    """It was recorded if the server heard the commit, and not else; whoever recorded since."""
    from commands.menu import main
    from ledger.store.postgres.recorder import Recorder

    office = SharedOffice()
    monkeypatch.setenv("GOVLEDGER_LEDGER", office.address(office.jane))
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    monkeypatch.delenv("GOVLEDGER_NOW")
    commit = Recorder._commit

    def stopped(self, cursor):
        with monkeypatch.context() as here:
            here.setattr(Recorder, "_commit", commit)
            if heard != "before":
                commit(self, cursor)
            if heard == "and others record":
                office.raised(office.jane, 2)
        signal.raise_signal(signal.SIGTERM)

    office.raised(office.jane, 1)
    monkeypatch.setattr(Recorder, "_commit", stopped)
    with pytest.raises(SystemExit) as end:
        main(["action", "raise", "Do it", "--no-owner"])
    told = "Nothing was recorded." if heard == "before" else "It was recorded: do not repeat it."
    assert (end.value.code, capsys.readouterr().err.strip()) == (143, f"govledger: stopped. {told}")
    ledger = office.ledger(office.ann)
    assert ledger.size == {"before": 1, "meanwhile": 2, "and others record": 3}[heard]
    ledger.close()


def test_no_password_is_in_a_command_line_or_in_the_words_of_the_driver(monkeypatch):
    from ledger.store.postgres.address import Address
    from projections import sandbox

    begin, given = sandbox.subprocess.Popen, []

    def popen(args, **settings):
        given.extend(args)
        return begin(args, **settings)

    monkeypatch.setattr(sandbox.subprocess, "Popen", popen)
    office = SharedOffice()
    with sandbox.Sandbox(office.address(office.jane), datetime.now(UTC).date()) as box:
        assert box.run("select count(*) as n from events").rows == [[0]]
    assert sandbox.CHILD in given and office.server.password not in " ".join(map(str, given))
    address = Address("postgresql://jane:s3cr3t%2Fmore@db.example.org/office?password=other")
    assert address.name == "postgresql://db.example.org/office"
    told = address.harmless('no "s3cr3t%2Fmore", "s3cr3t/more" or\n"other" for jane')
    assert not {"s3cr3t", "more", "other"} & set(told.replace('"', " ").split())
