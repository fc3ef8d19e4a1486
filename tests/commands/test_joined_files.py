"""The joined answers of other offices as files for other tools."""

import json

import duckdb
import pytest
from clerk import Office
from others import Other

from projections import copies

pytestmark = pytest.mark.slow


@pytest.fixture
def region(tmp_path, capsys, monkeypatch):
    """A ledger with the packs of two offices, whose references collide."""
    monkeypatch.chdir(tmp_path)
    own = Office(tmp_path / "own.ledger", capsys)
    own.begins("init")
    for name, titles in (("kent", ["Cells", "Vans"]), ("essex", ["Drones"])):
        other = Other(tmp_path, name).raises(*titles)
        own.done(f'office add {name} --seal-key "{other.line}"', f"office take {other.pack()}")
    return own


def test_in_every_format_the_joined_answers_are_the_same(region, tmp_path):
    for form in ("csv", "parquet", "duckdb"):
        region.done(f"export tables --to {form} --format {form} --offices all")
    made = duckdb.connect()
    made.execute(f"ATTACH '{tmp_path}/duckdb/ledger.duckdb' AS copied (READ_ONLY)")
    for name in copies.answerable():
        rows, columns = tmp_path / f"csv/{name}.csv", tmp_path / f"parquet/{name}.parquet"
        there = made.execute(f"FROM read_csv('{rows}', all_varchar = true, header = true)")
        heads, count = [one[0] for one in there.description], len(there.fetchall())
        of_parquet = made.execute(f"FROM '{columns}'")
        assert [one[0] for one in of_parquet.description] == heads, name
        typed = of_parquet.fetchall()
        assert len(typed) == count and typed == made.execute(f"FROM copied.{name}").fetchall()
        assert heads[0] == "office" and [row[0] for row in typed] == sorted(r[0] for r in typed)
    asked = json.loads(region.done("ask open_actions --offices all --json").out)
    names = "office, ref, title"
    assert made.execute(f"SELECT {names} FROM copied.open_actions").fetchall() == [
        tuple(row[name] for name in names.split(", ")) for row in asked["rows"]
    ]
    about = dict(made.execute("FROM copied.about").fetchall())
    assert "2 offices covered" in about["offices"] and "as_of" in about
    comments = made.execute(
        "SELECT DISTINCT comment FROM duckdb_columns()"
        " WHERE database_name = 'copied' AND column_name = 'office'"
    ).fetchall()
    assert comments == [("the office whose answer it is",)]
    tables = {name for (name,) in made.execute("SHOW TABLES FROM copied").fetchall()}
    assert tables == {*copies.answerable(), "about"}, "no events: they mean nothing together"
    for form in ("parquet", "duckdb"):
        said = (tmp_path / form / "README.txt").read_text()
        assert "every event" not in " ".join(said.split())
