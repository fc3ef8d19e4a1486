"""What a statement names is there, with its days read as they are typed."""

from datetime import date

import duckdb
import pytest
from books import raise_action
from office import Office

from projections import Projections, defining, library, questions
from projections.messages import Ask

DAY = date(2018, 3, 1)


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("defined") / "l.db")
    raise_action(office.ledger, 1)
    with Projections(office.ledger) as now:
        yield now
    office.close()


@pytest.fixture(scope="module")
def made():
    return {}


def run(now, sql, made, known_by=None):
    defining.define(now, Ask(sql, DAY, known_by, DAY, 10, 1), made)
    return now.connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        ("", set()),
        ("()", set()),
        ("('28/2/18', known_by => '1/3/18')", {("", "'28/2/18'"), ("known_by", "'1/3/18'")}),
        ("(p_after := 1, AS_OF := '1 May 18')", {("as_of", "'1 May 18'")}),
        ("('HTA/2018-02-27')", {("", "'HTA/2018-02-27'"), ("", "'2018-02-27'")}),
        ("(as_of := date '2018-02-28')", None),
        ("(as_of := '2018-02-' || '28')", None),
        ("(as_of := '2018-02-28'/**/)", None),
        ("(as_of := (select '2018-02-28'))", None),
        ("('28/2/18') where as_day('1/1/18') < raised_on", None),
        ("(as_of := '28/2/18'", None),
    ],
)
def test_the_texts_that_a_statement_gives_are_known_if_it_gives_nothing_else(given, texts):
    assert defining._given(f"from open_actions{given}") == texts


def test_a_day_is_the_same_however_it_is_given_one_statement_after_another(now, made):
    says = ("'28/2/18'", "date '2018-02-28'", "'2018-02-' || '28'", "'28 Feb 18'", "null")
    for _ in range(2):
        for said in says:
            assert len(run(now, f"from open_actions(as_of := {said})", made)) == 1, said
            assert run(now, "from open_actions(as_of := '1/1/18')", made) == []
    asked = "from open_actions(as_of := '28/2/18') union all from open_actions('1/1/18')"
    assert len(run(now, asked, made)) == 1
    assert run(now, "from open_actions(as_of := '28/2/18')", made, date(1990, 1, 1)) == []


@pytest.mark.parametrize("said", ["as_of := '30/2/18'", "known_by := '2/3/18'"])
def test_what_is_no_day_is_refused_where_nothing_is_recorded_too(now, made, said):
    with pytest.raises(duckdb.Error, match=r"Write a day as|nothing later is known"):
        run(now, f"from panel_requests({said})", made)


def test_only_what_is_named_is_created(now, made):
    made.clear()
    run(now, "select count(*) from deadlines", made)
    assert list(made) == ["the view deadlines"]
    run(now, "select count(*) from deadlines('met')", made)
    assert list(made) == ["the view deadlines", "days", "deadlines"]


def test_every_one_is_the_same_as_a_view_as_a_macro_and_as_it_is_asked(now, made):
    for name in library():
        if library()[name].needed:
            continue
        rows = run(now, f"from {name}", made)
        assert run(now, f"from {name}(as_of := '1/3/18')", made) == rows, name
        if name in questions():
            assert now.ask(name, as_of=DAY)[1] == rows, name
