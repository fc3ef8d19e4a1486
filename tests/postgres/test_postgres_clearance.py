"""A member without clearance: no sensitive word in any byte of what they can read, and the root is
proved all the same."""

import json
from collections import defaultdict
from random import Random

import asked_pages
import planted
import postgres_server
import pytest
from shared_office import SharedOffice

from commands.session.app import App
from commands.web import guard, site
from commands.web.reading import Readers
from ledger.application import Ledger
from ledger.errors import Unavailable
from ledger.integrity.verify import verify
from projections import Projections

pytestmark = pytest.mark.slow
READS = [
    "verify",
    "verify --json",
    "ask open_actions",
    "ask action_status",
    "ask evidence_held --json",
    "show A-2018-001",
    "history A-2018-001",
    "history --who 'Jane Smith'",
    "replay",
    "sql 'select * from events'",
    "sql 'select * from texts()'",
    "rebuild",
    "export tables --to parquet --format parquet",
    "export tables --to csv --format csv",
    "export tables --to xlsx --format xlsx",
    "export tables --to duckdb --format duckdb",
    "export audit-pack --to pack.zip --with-files",
    "export tracker --for HTA --to tracker.xlsx",
    "report committee --for HTA --on 2018-03-27 --to paper --docx",
    "report action-log --on 2018-03-27 --to log --internal",
    "digest --for HTA --on 2018-03-27",
]
REFUSED = {
    "show A-2018-002": "There is no action",
    "show A-2018-003": "There is no action",
    "show 9": "beyond your clearance",
    "show PANGOLIN": "no",
    "export audit-pack --to one --record A-2018-001": "beyond your clearance",
    "action raise More --no-owner": "cannot be used by your role",
}


class Reader:
    """Somebody at a machine of their own."""

    def __init__(self, office, role, folder, monkeypatch):
        self.office, self.role, self.folder = office, role, folder
        self.monkeypatch = monkeypatch
        folder.mkdir()

    def there(self):
        for kind in ("CONFIG", "STATE", "CACHE"):
            self.monkeypatch.setenv(f"XDG_{kind}_HOME", str(self.folder / kind))
        self.monkeypatch.setenv("GOVLEDGER_LEDGER", self.office.address(self.role))
        self.monkeypatch.chdir(self.folder)

    def types(self, line):
        self.there()
        return planted.typed(line)

    def sees(self, statement, params=()):
        return self.office.ledger(self.role, read_only=True).store.query(statement, params)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    postgres_server.needed()
    folder = tmp_path_factory.mktemp("clearance")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.delenv("GOVLEDGER_NOW", raising=False)
        monkeypatch.delenv("GOVLEDGER_ACTOR", raising=False)
        office = SharedOffice()
        jane, ann = (Reader(office, role, folder / name, monkeypatch)
                     for name, role in (("jane", office.jane), ("ann", office.ann)))  # fmt: skip
        jane.there()
        planted.plant(office.address(jane.role))
        yield jane, ann


@pytest.fixture(autouse=True)
def _as_the_server_knows_them(monkeypatch):
    monkeypatch.delenv("GOVLEDGER_NOW")
    monkeypatch.delenv("GOVLEDGER_ACTOR")


def test_no_sensitive_word_is_in_any_byte_that_a_member_can_read(here):
    jane, ann = here
    ledger = jane.office.ledger(jane.role)
    code, whole = jane.types("sql 'select * from events'")
    hits = {word for _, word in planted.found(whole.encode(), "")}
    assert code == 0 and len(hits) > 15, "the words are there for who is cleared"
    for line in READS:
        code, said = ann.types(line)
        assert code in (0, 7), (line, said)
        assert planted.found(said.encode(), line) == []
        (ann.folder / "said").mkdir(exist_ok=True)
        (ann.folder / "said" / f"{READS.index(line)}").write_text(said)
    for line, words in REFUSED.items():
        code, said = ann.types(line)
        assert code not in (0, 70) and words in said, (line, said)
    everything = "".join(p.read_text() for p in (ann.folder / "said").iterdir())
    for word in planted.OPEN:
        assert word in everything, "what is open is there for all"
    ann.there()
    readers = Readers(App(jane.office.address(ann.role)))
    app, host = (
        guard.Guard(site.application(readers), guard.hosts(8640)),
        [("host", "127.0.0.1:8640")],
    )

    def get(address):
        return asked_pages.asked(app, address, headers=host)

    pages = asked_pages.crawled(get, each=4)
    pages |= {at: get(at) for at in ("/ask/open_actions.csv", "/ask/open_actions.json",
                                     "/sql.csv?q=select+*+from+events", "/event/9")}  # fmt: skip
    for number, (address, page) in enumerate(pages.items()):
        (ann.folder / "said" / f"page-{number}").write_bytes(page.body)
        assert page.status in (200, 303, 404), (address, page.text.split("<h1")[-1][200:500])
    assert "Nothing" in get("/search?q=zebrafinch").text
    readers.close()
    count, size, hits = planted.looked_through(ann.folder)
    assert hits == []
    lower = jane.office.ledger(ann.role, read_only=True)
    report = verify(lower)
    assert report.ok and report.root == verify(ledger).root and lower.head == ledger.head
    assert report.hashes_only == len(lower.hashes_only()) > 20
    print(
        f"{len(planted.WORDS)} words in none of {count} files and {len(pages)} pages,"
        f" {size:,} bytes; root proved over {report.events} events, {report.hashes_only} of them"
        " by hash alone"
    )
    lower.close()
    ledger.close()


def test_no_view_tells_a_member_and_no_table_is_open(here):
    import psycopg

    jane, ann = here
    relations = ann.sees(
        "SELECT relname, relkind::text FROM pg_class WHERE relkind IN ('r', 'v')"
        " AND relnamespace = 'ledger'::regnamespace"
    )
    views = {name for name, kind in relations if kind == "v"}
    for view in views:
        rows = ann.sees(f"SELECT * FROM ledger.{view}")
        assert planted.found(repr(rows).encode(), view) == []
        if view in ("events", "personal_values", "papers", "command_keys"):
            more = jane.sees(f"SELECT * FROM ledger.{view}")
            assert len(more) > len(rows) and planted.found(repr(more).encode(), view)
    for table in {name for name, _ in relations} - views:
        with pytest.raises(psycopg.Error, match="permission denied"):
            jane.office.tell(ann.role, f"SELECT * FROM ledger.{table}")
    assert len(ann.sees("SELECT * FROM ledger.leaves")) == 34


@pytest.mark.parametrize(
    ("view", "column"),
    [("events", "state"), ("with_own_refs", "state"), ("papers", "content"),
     ("personal_values", "value::bytea"), ("command_keys", "key::bytea")],
)  # fmt: skip
def test_a_function_of_the_readers_own_is_asked_about_nothing_else(here, view, column):
    """The cheapest function there is: the server would ask it first, but for the barrier."""
    jane, ann = here
    told = []
    with jane.office.server.connect(jane.office.database, ann.role) as raw:
        raw.add_notice_handler(lambda notice: told.append(notice.message_primary))
        raw.execute(
            "CREATE FUNCTION pg_temp.tells(what bytea) RETURNS boolean LANGUAGE plpgsql"
            " COST 0.0000001 AS $$ BEGIN RAISE NOTICE '%', convert_from(what, 'UTF8');"
            " RETURN true; END $$"
        )
        rows = raw.execute(f"SELECT * FROM ledger.{view} WHERE pg_temp.tells({column})").fetchall()
        assert len(told) == len(rows)
        assert planted.found("".join(told).encode(), view) == []


def test_nobody_comes_by_clearance_by_themselves(here):
    import psycopg

    jane, ann = here
    database = jane.office.database
    for statement in (
        f'SET ROLE "{database}_cleared"',
        f'GRANT "{database}_cleared" TO "{ann.role}"',
        f'SET SESSION AUTHORIZATION "{jane.role}"',
    ):
        with pytest.raises(psycopg.Error, match=r"permission denied|must have admin option"):
            jane.office.tell(ann.role, statement)
    other = jane.office.server.role(f"{database}_lee")
    for role in ("member", "cleared"):
        jane.office.tell(jane.office.dba, f'GRANT "{database}_{role}" TO "{other}"')
        ledger = jane.office.ledger(other, read_only=True)
        assert (ledger.store.cleared, bool(ledger.hashes_only())) == (
            (False, True) if role == "member" else (True, False)
        )
        ledger.close()


def test_a_file_hides_from_the_same_reader_what_the_server_does(here):
    """Both say which events those are, each in its own language."""
    jane, ann = here
    code, said = jane.types(f"ledger copy {jane.office.address(jane.role)} copy.ledger")
    assert code == 0, said
    copy = Ledger.open(jane.folder / "copy.ledger", read_only=True)
    ours, theirs = copy.lowered(), jane.office.ledger(ann.role, read_only=True)
    for asked in (
        lambda one: one.hashes_only(),
        lambda one: one.store.hashes_only(20),
        lambda one: [list(map(bytes, (row[4],))) + list(row[:4]) for row in one.store.events()],
        lambda one: [row[:4] for row in one.store.events(2, 30, 3)],
        lambda one: [row[:4] for row in one.store.events(kinds=["ActionRaised"])],
        lambda one: sorted(row[2] for row in one.store.values()),
        lambda one: one.store.command_keys(),
        lambda one: [row[:4] for row in one.store.with_own_refs()],
        lambda one: one.store.begun(["action", "subject", "party"]),
        lambda one: [row[:4] for row in one.store.histories([], ["action"])],
        lambda one: one.store.after(3, ["seal"]),
        lambda one: [row[0] for row in one.store.saying(b"recorded_by")],
        lambda one: [row[:4] for row in one.store.mentioning("action:", "action", "ACC")],
        lambda one: sorted(digest for _, digest in one.attachments.names()),
        lambda one: [one.store.commitment_of(name) is None for name in ("Axolotl Jones",
                                                                        "Penny Openly")],
        verify,
        lambda one: Projections(one, fresh=True).ask("open_actions", as_of=one.today),
    ):  # fmt: skip
        assert asked(ours) == asked(theirs)
    with pytest.raises(Unavailable, match="can only read"):
        ours.writing()
    theirs.close()
    copy.close()


def test_both_say_the_same_of_whatever_was_appended(here, tmp_path):
    """Also of what no rule allows: any event aimed at any other, earlier or later, or at none."""
    jane, _ = here
    office = SharedOffice(jane.office.server)
    office.server.says_itself(office.address(office.jane))
    Ledger.create(tmp_path / "same.ledger")
    ours, theirs = Ledger.open(tmp_path / "same.ledger"), office.ledger(office.jane)
    member, known = office.ledger(office.ann, read_only=True), ours.lowered()
    at, draw = defaultdict(list), Random(2)
    when = '{"recorded_at":"2018-03-01T09:00:00Z"'
    ahead = f'{when},"corrects":3,"marking":"OFFICIAL-SENSITIVE"}}'  # Aims at one that follows.
    for ledger in (ours, theirs):
        states = (f"{when}}}", ahead, f"{when}}}")
        ledger.store.append(
            [("action:A-2018-99", n, "Said", said.encode()) for n, said in enumerate(states, 1)]
        )
    assert [*member.store.hashes_only()] == [*ours.lowered().store.hashes_only()]
    assert len(member.store.hashes_only()) == 1
    for _ in range(150):
        rows = []
        of_batch = f"action:A-2018-{draw.randint(1, 25)}"
        for _ in range(draw.choice((1, 1, 2, 5))):
            stream = draw.choice((of_batch, f"action:A-2018-{draw.randint(1, 25)}"))
            said = {"recorded_at": "2018-03-01T09:00:00Z"}
            if draw.random() < 0.7:
                aims = [*at[stream], *at[stream], max(1, ours.size + draw.randint(-9, 6))]
                aims += [ours.size + len(rows) + 2]  # Which often is the next of the same record.

                said[draw.choice(("corrects", "retracts"))] = draw.choice(aims)
            if draw.random() < 0.07:
                said["marking"] = "OFFICIAL-SENSITIVE"
            state = json.dumps(said, separators=(",", ":")).encode()
            at[stream].append(ours.size + len(rows) + 1)
            rows.append((stream, len(at[stream]), "Said", state))
        for ledger in (ours, theirs):
            ledger.store.append(rows)
        beyond = member.store.hashes_only()
        assert beyond == ours.lowered().store.hashes_only() == known.store.hashes_only()
    assert 30 < len(beyond) < ours.size - 30
    assert len({stream for _, stream in beyond}) > 3, "some from their beginning, and some not"
    for ledger in (member, theirs, ours):
        ledger.close()


def test_verify_names_what_is_marked_and_open_and_who_may_read_a_table(here):
    jane, ann = here
    office = jane.office
    ledger = office.ledger(jane.role, read_only=True)
    (position, *_), *_ = jane.sees("SELECT position FROM ledger.hashes_only ORDER BY 1")

    def with_triggers_off(statement):
        with office.server.connect(office.database) as raw:
            raw.execute("SET session_replication_role = replica")
            raw.execute(statement)

    with_triggers_off(f"DELETE FROM ledger.beyond WHERE position = {position}")
    told = f"event {position} is OFFICIAL-SENSITIVE, and is read without clearance"
    assert told in verify(ledger).problems
    with_triggers_off(f"INSERT INTO ledger.beyond VALUES ({position})")
    assert verify(ledger).ok
    office.server.tell(f'GRANT SELECT ON ledger.event TO "{ann.role}"', office.database)
    told = f"the role {ann.role} may read the event past the views of the ledger"
    assert told in verify(ledger).problems
    office.server.tell(f'REVOKE SELECT ON ledger.event FROM "{ann.role}"', office.database)
    assert verify(ledger).ok
    ledger.close()


def test_who_is_not_cleared_takes_no_hash_for_one_that_is_wrong(here, monkeypatch):
    """What they know by hash alone is in its place, and makes the root."""
    from ledger.store.postgres.examination import Examination

    jane, ann = here
    ledger = jane.office.ledger(ann.role, read_only=True)
    batches = Examination.batches
    hidden = set(ledger.hashes_only())

    def without(self, after):
        for rows in batches(self, after):
            yield [row for row in rows if row[0] != max(hidden)]

    def other(self, after):
        for rows in batches(self, after):
            yield [(*row[:5], b"0" * 32) if row[0] == max(hidden) else row for row in rows]

    def more(self, after):
        for rows in batches(self, after):
            yield [(row[0], *(None,) * 4, row[5]) if row[0] == 1 else row for row in rows]

    for changed in (without, other, more):
        monkeypatch.setattr(Examination, "batches", changed)
        assert not verify(ledger).ok
    ledger.close()
