"""export tables: whole folders for other tools, recorded so that they can be recalled."""

import csv
import subprocess
from datetime import date
from hashlib import sha256

import duckdb
import pytest
from clerk import MISUSED, NEEDED, REFUSED, UNAVAILABLE

from commands.reports import tables
from ledger.errors import Refused
from ledger.records.exports import Export
from projections import copies

pytestmark = pytest.mark.slow

FORMATS = {"csv": 2 + 62, "xlsx": 2, "parquet": 1 + 62, "duckdb": 1}


@pytest.fixture
def every_answer():
    """The answers to all questions are written: where that is not the point, those to a few are."""


@pytest.fixture(autouse=True)
def _few(request, monkeypatch):
    if "every_answer" not in request.fixturenames:
        some = [n for n in copies.answerable() if n in ("open_actions", "deadlines", "seals")]
        assert len(some) == 3
        monkeypatch.setattr(copies, "answerable", lambda: some)


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_a_folder_that_says_what_it_is(action, tmp_path, form, every_answer):
    size = action.size
    said = action.done(f"export tables --to out --format {form} --as-of 2019-02-20")
    assert said.out == f"{tmp_path / 'out'}\nE-2019-001\n"
    made = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"README.txt", "MANIFEST.sha256", "manifest.json"} < made
    answers = {f"{name}.{form}" for name in copies.answerable()}
    expected = {
        "csv": answers | {"columns.csv"},
        "xlsx": {"ledger.xlsx"},
        "parquet": answers | {"events.parquet"},
        "duckdb": {"ledger.duckdb"},
    }
    assert made - {"README.txt", "MANIFEST.sha256", "manifest.json"} == expected[form]
    line = f"{size} events, not sealed yet"
    assert (tmp_path / "out" / "README.txt").read_text().endswith(f"\n{line}\n")
    assert said.err.endswith(f"\n{line}\n")
    exported = action.state("export", "E-2019-001")
    assert isinstance(exported, Export)
    digest = sha256((tmp_path / "out" / "MANIFEST.sha256").read_bytes()).hexdigest()
    assert (exported.sha256, exported.tree_size, exported.discloses) == (digest, size, True)
    subprocess.run(["sha256sum", "-c", "MANIFEST.sha256"], cwd=tmp_path / "out", check=True)


def test_the_group_takes_its_options_without_a_verb(action, tmp_path):
    action.done('export --to out --format csv --as-of 2019-01-20 --recipient "the auditor"')
    with (tmp_path / "out" / "open_actions.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["ref"], row["due"], row["overdue"]) == ("A-2019-001", "2019-02-01", "no")
    assert action.state("export", "E-2019-001").recipient == "the auditor"
    with (tmp_path / "out" / "columns.csv").open(encoding="utf-8-sig", newline="") as file:
        meanings = {(one["table"], one["column"]): one["meaning"] for one in csv.DictReader(file)}
    assert meanings["open_actions", "ref"] == "the action's reference"
    assert "tables" in action.types("export --help").out


def test_the_database_answers_as_ask_does(action, tmp_path):
    action.done("export --to out --format duckdb")
    said = action.done("ask open_actions --as-of 2019-02-20 --csv").out
    with duckdb.connect(str(tmp_path / "out" / "ledger.duckdb"), read_only=True) as opened:
        (row,) = opened.sql("select ref, age_days from open_actions('2019-02-20')").fetchall()
        about = dict(opened.sql("from about").fetchall())
    (asked,) = csv.DictReader(said.splitlines())
    assert (row[0], str(row[1])) == (asked["ref"], asked["age_days"])
    assert about["seal"] == f"{action.size - 1} events, not sealed yet"


@pytest.mark.parametrize("form", ["duckdb", "parquet"])
def test_how_a_day_is_written_in_sql_is_said(action, tmp_path, form):
    """What a file cannot refuse: of '28/2/18' DuckDB makes a day of the year 28."""
    action.done(f"export --to out --format {form}")
    readme = " ".join((tmp_path / "out" / "README.txt").read_text().split())
    assert tables.IN_SQL in readme
    if form == "duckdb":
        assert tables.IN_THE_FILE in readme
        with duckdb.connect(str(tmp_path / "out" / "ledger.duckdb"), read_only=True) as opened:
            ((said,),) = opened.sql("select value from about where fact = 'days'").fetchall()
            read = "select '28/2/18'::date, as_day('28/2/18'), count(*) from open_actions('1/2/19')"
            ((year_28, day, count),) = opened.sql(read).fetchall()
        assert said == tables.IN_THE_FILE
        assert (year_28, day, count) == (date(28, 2, 18), date(2018, 2, 28), 1)


def test_what_is_sensitive_is_said(office, tmp_path):
    office.done('action raise "Vet" --owner CC --on 2019-01-15 --sensitive "names a person"')
    office.done("export --to out --format csv")
    readme = (tmp_path / "out" / "README.txt").read_text()
    assert readme.startswith("OFFICIAL-SENSITIVE. ")


def test_a_ledger_that_cannot_be_written_is_exported_and_not_recorded(
    action, tmp_path, monkeypatch
):
    monkeypatch.setattr("os.access", lambda *_: False)
    size = action.size
    said = action.done("export --to out --format csv")
    assert "is not recorded in it" in said.err and (tmp_path / "out" / "README.txt").exists()
    assert action.size == size


def test_an_export_that_cannot_be_recorded_says_what_it_left(action, monkeypatch):
    def closed(*_, **__):
        raise Refused("The office is closed.")

    monkeypatch.setattr("ledger.records.exports.export", closed)
    said = action.types("export --to out --format csv")
    assert said.code == REFUSED and said.out == ""
    assert "The office is closed." in said.err and "out is written, and not recorded" in said.err


def test_what_is_there_already_is_refused(action, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "file").write_text("x")
    action.refuses(REFUSED, "export --to out --format csv", "already exists", "Name a new folder")
    action.refuses(REFUSED, "export --to no/such --format csv", "no folder", "Make it first")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["file"]


def test_who_exports_is_known_before_anything_is_written(action, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ACTOR", " ")
    action.refuses(MISUSED, "export --to out --format csv", "is not a name")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_written_is_said_and_leaves_nothing(action, tmp_path, monkeypatch):
    def full(*_):
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(copies, "database", full)
    before = sorted(tmp_path.iterdir())
    action.refuses(UNAVAILABLE, "export --to out --format duckdb", "could not be written")
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_missing_or_unknown_is_named(action):
    action.refuses(NEEDED, "export tables", "--to and --format")
    action.refuses(MISUSED, "export --to out --format pdf", "'pdf' is not one of")


def sums_of_two(action, tmp_path, monkeypatch, form):
    """What is listed of an export, and of another from the same ledger."""
    monkeypatch.setattr("os.access", lambda *_: False)
    for name in ("a", "b"):
        action.done(f"export --to {name} --format {form}")
    return [(tmp_path / name / "MANIFEST.sha256").read_bytes() for name in ("a", "b")]


def test_the_whole_is_the_same_bytes_from_the_same_ledger(
    action, tmp_path, monkeypatch, every_answer
):
    one, other = sums_of_two(action, tmp_path, monkeypatch, "csv")
    assert one == other
    assert tables.NAME == "ledger"


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_every_format_has_the_same_bytes_from_the_same_ledger(action, tmp_path, monkeypatch, form):
    """Of the same answers; test_copies has the whole as Parquet."""
    one, other = sums_of_two(action, tmp_path, monkeypatch, form)
    assert one == other
