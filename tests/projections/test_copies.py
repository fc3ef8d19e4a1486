"""Copies for other tools: a DuckDB file that answers as the ledger does, and typed Parquet."""

import json
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
import test_macros
from folded import each
from macros import prepare
from office import Office
from patience import HANGS_SECONDS
from test_macros import NEEDED

from ledger.records import actions
from projections import Projections, copies, library, questions
from projections.events import columns

pytestmark = pytest.mark.slow

DAY, LATER = date(2018, 2, 28), date(2018, 3, 1)
DUCKDB2 = Path(__file__).parent.parent.parent / ".venv-duckdb2" / "bin" / "python"
ABOUT = {"ledger": "an identity", "position": 3, "known_by": None}
small = test_macros.small  # A ledger with a little of everything.


@pytest.fixture(scope="module")
def file(small, tmp_path_factory):
    file = tmp_path_factory.mktemp("copy") / "it's a copy.duckdb"
    with Projections(small.ledger) as now:
        copies.steady(now.connection)
        copies.database(now, file, DAY, None, ABOUT)
    return file


@pytest.fixture(scope="module")
def copy(file):
    with duckdb.connect(str(file), read_only=True) as opened:
        yield opened


def given(name: str, **days: Any) -> dict[str, Any]:
    return {p: NEEDED[p] for p in library()[name].needed} | days


def asked(name: str, **days: Any) -> str:
    """The question as somebody writes it in another tool."""
    said = ", ".join(f"{key} := '{value}'" for key, value in given(name, **days).items())
    return f"SELECT * FROM {name}({said})"


@pytest.fixture(scope="module")
def said(copy):
    """The columns and rows with which the copy answers a question on DAY; each is asked once."""

    @cache
    def answer(name: str) -> tuple[list[str], list[Any]]:
        found = copy.execute(asked(name, as_of=DAY))
        return [column[0] for column in found.description], found.fetchall()

    return answer


# It answers as the ledger does


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_is_answered_as_ask_does(small, copy, said, name):
    own = {key.removeprefix("p_"): value for key, value in given(name).items()}
    assert said(name) == small.ask(name, as_of=DAY, **own)
    days = {"as_of": LATER, "known_by": DAY}
    names, rows = small.ask(name, **days, **own)
    answer = copy.execute(asked(name, **days))
    assert [column[0] for column in answer.description] == names
    assert answer.fetchall() == rows


@each("name", sorted(set(library()) - set(questions())))
def test_every_state_is_there(small, said, name):
    rows = test_macros.run(small, name, as_of=DAY).fetchall()
    assert sorted(map(repr, said(name)[1])) == sorted(map(repr, rows))


def test_leaving_out_what_is_over_leaves_out_nothing_that_a_copy_says_is_open(small, copy):
    open_ = asked("action_state", as_of=DAY, p_ended="false")
    every = f"{asked('action_state', as_of=DAY)} WHERE status IN ('open', 'reported complete')"
    found = sorted(map(repr, copy.execute(open_).fetchall()))
    assert found, "some are open"
    assert found == sorted(map(repr, copy.execute(every).fetchall()))


@each("name", copies.answerable())
def test_the_table_of_a_name_is_the_answer_on_the_day(copy, said, name):
    tabled = copy.execute(f"FROM {name}").fetchall()
    assert sorted(map(repr, tabled)) == sorted(map(repr, said(name)[1]))


def test_those_that_need_more_have_no_table_and_no_other_lacks_one(copy):
    tables = {name for (name,) in copy.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert tables == {*copies.answerable(), "events", "retractions", "about"}
    assert set(copies.asking()) | set(copies.answerable()) | {"live"} == set(library())
    assert not set(copies.asking()) & set(copies.answerable())


@pytest.mark.skipif(not DUCKDB2.exists(), reason="no DuckDB 2 is installed here")
def test_duckdb_2_answers_the_same(file, said):
    asks = {name: asked(name, as_of=DAY) for name in library()}
    program = (
        "import duckdb, json, sys; sql = duckdb.connect(sys.argv[1], read_only=True);"
        "print(json.dumps({n: sorted(map(repr, sql.execute(q).fetchall()))"
        " for n, q in json.loads(sys.argv[2]).items()}))"
    )
    argv = [str(DUCKDB2), "-c", program, str(file), json.dumps(asks)]
    told = subprocess.run(argv, check=True, capture_output=True, timeout=HANGS_SECONDS).stdout
    assert json.loads(told) == {name: sorted(map(repr, said(name)[1])) for name in asks}


# It explains itself


@pytest.mark.parametrize("name", list(questions()))
def test_each_question_and_its_columns_say_what_they_are(copy, name):
    asks = copy.execute(
        "SELECT comment FROM duckdb_functions() WHERE function_name = ?", [name]
    ).fetchall()
    assert asks == [(questions()[name].asks,)]
    if name in copies.answerable():
        said = copy.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [name]
        ).fetchall()
        assert dict(said) == questions()[name].columns


def test_it_says_of_which_ledger_it_is(copy):
    assert copy.execute("FROM about").fetchall() == [("ledger", "an identity"), ("position", "3")]


def test_it_holds_every_event_and_is_not_wider_than_the_ledgers_own(small, copy):
    size = copy.execute("SELECT count(*), max(position) FROM events").fetchall()
    assert size == [(small.size, small.size)]
    assert set(columns()) <= {c[0] for c in copy.execute("FROM events LIMIT 0").description}


def test_what_became_known_later_is_in_neither_copy(tmp_path):
    office = Office(tmp_path / "l.db", now="2018-02-01T09:00")
    office.say("2018-02-01", actions.raise_action, "A-2018-001", title="Write", owners=["CC"])
    office.it_is("2018-02-10T09:00")
    office.say("2018-02-01", actions.raise_action, "A-2018-002", title="Read", owners=["CC"])
    office.retract(1, on="2018-02-10")
    known = date(2018, 2, 9)
    with Projections(office.ledger) as now:
        copies.database(now, tmp_path / "copy.duckdb", known, known, ABOUT)
    with Projections(office.ledger) as now:
        copies.parquet(now, tmp_path, known, known, "a line")
    office.close()
    with duckdb.connect(str(tmp_path / "copy.duckdb"), read_only=True) as copy:
        assert copy.execute("SELECT ref FROM open_actions").fetchall() == [("A-2018-001",)]
        assert copy.execute("SELECT ref FROM open_actions()").fetchall() == [("A-2018-001",)]
        assert copy.execute("SELECT position FROM events").fetchall() == [(1,)]
        assert copy.execute("FROM retractions").fetchall() == []
        with pytest.raises(duckdb.Error, match="'10/2/18' is after 9 February 2018"):
            copy.execute("FROM open_actions(known_by := '10/2/18')")
    read = duckdb.sql(f"SELECT position FROM '{tmp_path}/events.parquet'").fetchall()
    assert read == [(1,)]


# Parquet


@pytest.fixture(scope="module")
def parquet(small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("parquet")
    with Projections(small.ledger) as now:
        copies.steady(now.connection)
        copies.parquet(now, folder, DAY, None, "it's a line")
    return folder


def test_parquet_has_the_same_rows_and_types(small, parquet):
    with Projections(small.ledger) as now:
        for name in copies.answerable():
            prepare(now, name)
            types = now.connection.execute(f"DESCRIBE FROM {name}()").fetchall()
            path = parquet / f"{name}.parquet"
            assert duckdb.sql(f"DESCRIBE FROM '{path}'").fetchall() == types
            rows = now.state(name, as_of=DAY)[1]
            found = duckdb.sql(f"FROM '{path}'").fetchall()
            assert sorted(map(repr, found)) == sorted(map(repr, rows))
    said = duckdb.sql(
        f"SELECT decode(value) FROM parquet_kv_metadata('{parquet}/open_actions.parquet')"
        " ORDER BY decode(key)"
    ).fetchall()
    assert said == [("2018-02-28",), ("it's a line",), (questions()["open_actions"].asks,)]


def test_what_has_no_order_of_its_own_is_put_in_one(tmp_path):
    office = Office(tmp_path / "l.db", now="2018-02-01T09:00")
    refs = [f"A-2018-{number:03}" for number in range(40)]
    for ref in reversed(refs):
        office.say("2018-02-01", actions.raise_action, ref, title="Write", owners=["CC"])
    with Projections(office.ledger) as now:
        rows = next(list(rows) for name, rows in copies.answers(now, DAY, None) if "state" in name)
    office.close()
    assert [row[0] for row in rows] == refs


def test_parquet_is_the_same_bytes_each_time(small, parquet, tmp_path):
    with Projections(small.ledger) as now:
        copies.steady(now.connection)
        copies.parquet(now, tmp_path, DAY, None, "it's a line")
    for made in parquet.iterdir():
        assert made.read_bytes() == (tmp_path / made.name).read_bytes(), made.name


# Days


def test_a_day_is_read_as_people_type_it(copy):
    asked = "select count(*) from open_actions(as_of := {})"
    plain = copy.execute(asked.format("'2018-02-28'")).fetchall()
    assert plain[0][0] > 0
    for said in ("'28/2/18'", "'28 February 2018'", "date '2018-02-28'"):
        assert copy.execute(asked.format(said)).fetchall() == plain


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("as_of := '28/2/1'", "Write a day as"),
        ("as_of := timestamp '2018-02-28 09:30'", "Write a day as"),
        ("known_by := '28/2/1'", "Write a day as"),
        ("known_by := '2090-01-01'", "nothing later is known here"),
    ],
)
def test_what_is_no_day_is_refused_by_a_copy_too(copy, said, words):
    with pytest.raises(duckdb.Error, match=words):
        copy.execute(f"from open_actions({said})")
