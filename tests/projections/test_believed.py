"""A generation is believed only where it was made here and nobody changed it: whoever can write the
folder changes no answer, and reads no file with the rights of whoever asks."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from books import raise_action
from office import Office, Rows, ask
from pool import none_pooled

from ledger.errors import Problem
from projections import (
    Projections,
    believed,
    copies,
    digests,
    folders,
    generations,
    index,
    opening,
)
from projections.audit import audit
from projections.sandbox import Sandbox

pytestmark = pytest.mark.slow

LATER = "2019-12-31"
LIE = "'Nothing to see'"


@pytest.fixture(autouse=True)
def _as_it_is():
    with none_pooled():
        yield


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db") as office:
        for number in range(1, 7):
            raise_action(office.ledger, number)
        yield office


@pytest.fixture
def path(office):
    built = generations.build(office.ledger)
    assert built is not None and used(office) == 6
    return built


def used(office: Office) -> int:
    with Projections(office.ledger) as now:
        return now.generation


def answer(office: Office) -> Rows:
    with Projections(office.ledger) as now:
        return ask(now, "open_actions", LATER)


def titles(office: Office) -> set[str]:
    return {row["title"] for row in answer(office)}


def forged(path: Path, *statements: str) -> None:
    """Make another file of that name, which has the same meta, and the true events as `kept`."""
    mine = path.with_name("mine")
    with duckdb.connect() as forger:
        forger.execute(f"ATTACH '{path}' AS whole (READ_ONLY)")
        forger.execute(f"ATTACH '{mine}' AS forged (STORAGE_VERSION 'v1.2.0')")
        for table in ("meta", *index.TABLES):
            forger.execute(f"CREATE TABLE forged.{table} AS FROM whole.{table}")
        forger.execute("CREATE TABLE forged.kept AS FROM whole.events")
        forger.execute("USE forged")
        for statement in statements:
            forger.execute(statement)
        forger.execute("USE memory")
        forger.execute("CHECKPOINT forged")
        forger.execute("DETACH forged")
        forger.execute("DETACH whole")
    mine.replace(path)


def a_view_that_lies(path: Path) -> None:
    """To everyone but the audit, which asks for other columns: a view sees what was asked."""
    forged(
        path,
        f"CREATE VIEW events AS SELECT * REPLACE (CASE WHEN current_query() LIKE '%DISTINCT FROM%'"
        f" THEN title ELSE {LIE} END AS title) FROM kept",
    )


def a_view_that_reads_a_file(path: Path) -> None:
    secret = path.parent.parent / "secret.txt"
    secret.write_text("Nothing to see")
    forged(
        path,
        "CREATE VIEW events AS SELECT * REPLACE"
        f" ((SELECT content FROM read_text('{secret}')) AS title) FROM kept",
    )


def a_macro_in_a_view(path: Path) -> None:
    forged(
        path,
        f"CREATE MACRO m() AS TABLE SELECT * REPLACE ({LIE} AS title) FROM kept",
        "CREATE VIEW events AS FROM m()",
    )


def a_generated_column(path: Path) -> None:
    of = duckdb.connect(str(path), read_only=True)
    columns = [row[0] for row in of.execute("DESCRIBE events").fetchall() if row[0] != "title"]
    shape = dict(row[:2] for row in of.execute("DESCRIBE events").fetchall())
    of.close()
    plain = ", ".join(f'"{name}" {shape[name]}' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    forged(
        path,
        f"CREATE TABLE events ({plain}, title VARCHAR GENERATED ALWAYS AS ({LIE}) VIRTUAL)",
        f"INSERT INTO events ({names}) SELECT {names} FROM kept",
    )


def tables_by_somebody_else(path: Path) -> None:
    forged(path, f"CREATE TABLE events AS SELECT * REPLACE ({LIE} AS title) FROM kept")


def a_change_of_a_cell(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"UPDATE events SET title = {LIE}")


def a_change_that_sets_back_the_time(path: Path) -> None:
    was, length = path.stat(), path.stat().st_size
    a_change_of_a_cell(path)
    os.truncate(path, max(length, path.stat().st_size))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def a_file_of_changes_beside_it(path: Path) -> None:
    """DuckDB carries out what lies beside a file as its .wal, also where it only reads."""
    mine = path.with_name("mine")
    shutil.copyfile(path, mine)
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{mine}' AS mine")
    connection.execute("SET checkpoint_threshold = '1TB'; SET wal_autocheckpoint = '1TB'")
    connection.execute(f"UPDATE mine.events SET title = {LIE}")
    shutil.copyfile(f"{mine}.wal", f"{path}.wal")
    connection.close()
    for left in path.parent.glob("mine*"):
        left.unlink()


def a_link_to_one_elsewhere(path: Path) -> None:
    a_change_of_a_cell(path)
    elsewhere = path.parent.parent / "elsewhere"
    path.replace(elsewhere)
    path.symlink_to(elsewhere)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


PLANTED = [
    *(a_view_that_lies, a_view_that_reads_a_file, a_macro_in_a_view, a_generated_column),
    *(tables_by_somebody_else, a_change_of_a_cell, a_change_that_sets_back_the_time),
    *(a_file_of_changes_beside_it, a_link_to_one_elsewhere, a_pipe),
]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda f: f.__name__)
def test_what_somebody_put_there_changes_no_answer_and_is_made_again(
    office, path, plant, monkeypatch
):
    expected = answer(office)
    plant(path)
    assert answer(office) == expected
    assert used(office) == 0
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 0)
    assert answer(office) == expected
    if plant is not a_file_of_changes_beside_it:
        assert used(office) == 6, "made again"


@pytest.mark.parametrize(
    ("plant", "problem"),
    [
        (a_view_that_lies, "events is a view"),
        (a_view_that_reads_a_file, "events is a view"),
        (a_generated_column, "events is a table with code in it"),
        (tables_by_somebody_else, "kept is another table"),
        (a_change_of_a_cell, "event 1, title: says 'Nothing to see'"),
        (a_file_of_changes_beside_it, ".duckdb.wal lies beside it"),
        (a_link_to_one_elsewhere, "it is not a plain file"),
        (a_pipe, "it is not a plain file"),
    ],
    ids=lambda f: f.__name__ if callable(f) else None,
)
def test_the_audit_tells_of_it_and_carries_nothing_out(office, path, plant, problem):
    plant(path)
    check, tail = audit(office.ledger)
    assert check.about == str(path) and tail.problems == ()
    assert any(problem in said for said in check.problems), check.problems
    assert "Nothing to see" not in "".join(check.problems) or plant is a_change_of_a_cell


def test_the_audit_says_which_ones_no_question_uses(office, path, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another person's"))
    check, _ = audit(office.ledger)
    assert check.covered.endswith("; not made here or changed since, so no question uses it")
    assert check.problems == ()


def test_one_that_somebody_else_made_is_not_used_however_true(office, path, tmp_path, monkeypatch):
    expected = answer(office)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another person's"))
    assert used(office) == 0
    assert answer(office) == expected
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 0)
    assert used(office) == 6


def test_the_digests_are_where_the_anchors_are(office, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "aside"))
    generations.build(office.ledger)
    assert used(office) == 6
    monkeypatch.delenv("GOVLEDGER_ANCHORS")
    assert used(office) == 0
    office.ledger.anchors = tmp_path / "aside"  # As the config file says.
    assert used(office) == 6


def test_where_no_digest_can_be_kept_none_is_built(office, tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "a file" / "anchors"))
    monkeypatch.setattr(opening, "TAIL_AT_LEAST", 0)
    assert used(office) == 0 and len(answer(office)) == 6
    assert office.published() == []


@pytest.mark.parametrize("moment", ["made_here", "fits"])
def test_one_exchanged_while_it_is_opened_is_not_used(office, path, monkeypatch, moment):
    """Before DuckDB opens it or after, and the true one is put back at once."""
    expected, true = answer(office), path.with_name("true")
    where = digests if moment == "made_here" else believed
    before: Callable[..., object] = getattr(where, moment)

    def exchanged(*given: object) -> object:
        if moment == "made_here":
            said = before(*given)
            path.rename(true)
            shutil.copyfile(true, path)
            a_change_of_a_cell(path)
            return said
        fits = before(*given)
        path.unlink()
        true.rename(path)
        return fits

    if moment == "fits":
        test_one_exchanged_while_it_is_opened_is_not_used(office, path, monkeypatch, "made_here")
    monkeypatch.setattr(where, moment, exchanged)
    assert answer(office) == expected


def test_a_file_is_hashed_once_and_again_when_it_was_changed(office, path, monkeypatch):
    monkeypatch.setattr(digests, "SETTLED", 0)
    hashed, digest_of = [], digests.file_digest
    monkeypatch.setattr(digests, "file_digest", lambda *a: hashed.append(a) or digest_of(*a))
    time.sleep(0.02)  # The clock of the file system, which is coarse.
    assert (used(office), used(office), len(hashed)) == (6, 6, 1)
    os.utime(path)
    time.sleep(0.02)
    assert (used(office), used(office), len(hashed)) == (6, 6, 2)


def test_what_the_system_says_is_not_kept_of_a_file_that_was_only_just_changed(
    office, path, monkeypatch
):
    hashed, digest_of = [], digests.file_digest
    monkeypatch.setattr(digests, "file_digest", lambda *a: hashed.append(a) or digest_of(*a))
    assert (used(office), used(office), len(hashed)) == (6, 6, 2)


# The folder


def test_the_folders_are_closed_to_others_whatever_the_umask(office, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / "aside"))
    before = os.umask(0)
    try:
        path = generations.build(office.ledger)
    finally:
        os.umask(before)
    assert path is not None
    kept = tmp_path / "aside" / "generations" / office.ledger.identity
    for folder in (path.parent, kept):
        assert folder.stat().st_mode & 0o777 == 0o700
    for file in (path, *kept.iterdir()):
        assert file.stat().st_mode & 0o077 == 0


def test_a_folder_of_an_earlier_version_is_closed(office, path):
    path.parent.chmod(0o777)
    assert used(office) == 6
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_the_folder_is_not_followed(office, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    beside, cache = folders.of(office.ledger)
    beside.symlink_to(elsewhere)
    built = generations.build(office.ledger)
    assert built is not None and built.parent == cache
    assert list(elsewhere.iterdir()) == []
    assert used(office) == 6


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator gives a folder away")
def test_a_folder_of_another_person_is_neither_used_nor_written(office, path):
    os.chown(path.parent, 64_999, 64_999)
    assert used(office) == 0
    built = generations.build(office.ledger)
    assert built is not None and built.parent == folders.of(office.ledger)[1]


# The connection


@pytest.mark.parametrize("fresh", [False, True])
def test_whoever_asks_can_reach_nothing_outside(office, path, tmp_path, fresh):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    with Projections(office.ledger, fresh=fresh) as now:
        assert now.generation == (0 if fresh else 6)
        nothing_reached(now, secret)


def test_whoever_exports_can_reach_the_folder_of_the_export_and_no_other(office, path, tmp_path):
    secret, folder = tmp_path / "secret.txt", tmp_path / "it's an export"
    secret.write_text("secret")
    folder.mkdir()
    with Projections(office.ledger, open_to=folder) as now:
        assert now.generation == 6
        copies.steady(now.connection)
        copies.parquet(now, folder, date(2019, 12, 31), None, "a line")
        copies.database(now, folder / "a.duckdb", date(2019, 12, 31), None, {"ledger": "l"})
        nothing_reached(now, secret)
    assert len(list(folder.iterdir())) == 2 + len(copies.answerable())


def nothing_reached(now: Projections, secret: Path) -> None:
    for statement in (
        f"FROM read_text('{secret}')",
        f"COPY (SELECT 1) TO '{secret}'",
        f"ATTACH '{secret}.duckdb' AS other",
        "FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '.tmp/here'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            print(statement, now.connection.execute(statement).fetchall())
    assert secret.read_text() == "secret"


SAYS_WHERE = [
    *("from duckdb_databases()", "from duckdb_settings()", "from duckdb_extensions()"),
    *("select current_setting('allowed_paths')", "select current_setting('allowed_directories')"),
    *("select current_setting('secret_directory')", "select current_setting('temp_directory')"),
    *("from duckdb_tables()", "from duckdb_views()", "from duckdb_functions() where not internal"),
    *("from duckdb_logs()", "from pragma_database_list()", "from duckdb_temporary_files()"),
]


@pytest.mark.skipif(not believed.CAN_SET_ASIDE, reason="no files without a name here")
@pytest.mark.parametrize("first", ["", "planted"])
def test_sql_sees_no_path_of_this_machine(office, path, tmp_path, first):
    if first:
        a_change_of_a_cell(path)
    names = [str(tmp_path), os.environ["HOME"], str(Path(__file__).parent.parent.parent)]
    with Sandbox(office.path, date(2019, 12, 31)) as box:
        attached = box.run("select path from duckdb_databases() where database_name = 'generation'")
        assert [row[0].startswith("/proc/") for row in attached.rows] == ([] if first else [True])
        assert len(box.run("from open_actions").rows) == 6
        for asked in SAYS_WHERE:
            try:
                said = repr(box.run(asked).rows)
            except Problem as problem:
                said = str(problem)
            assert not [name for name in names if name in said], (asked, said)
