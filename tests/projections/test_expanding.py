"""A question as one statement leaves out what a parameter that is not given makes so."""

from datetime import date

from books import raise_action
from office import Office

from projections import Projections, expanding


def written(sql, **given):
    tokens = tuple(expanding._TOKEN.findall(sql))
    return "".join(expanding._written(tokens, given, frozenset()))


def test_a_condition_of_a_parameter_that_is_not_given_is_left_out():
    said = "where a and (p_body is null or b in (select c from d)) and e"
    assert written(said, p_body="null") == "where a and (true) and e"
    assert written(said, p_body="'HTA'") == said.replace("p_body", "('HTA')")


def test_it_stands_where_it_is_one_of_several_arguments():
    said = "select if(p_body is null or a, b, c)"
    assert written(said, p_body="null") == "select if((null) is null or a, b, c)"


def test_open_actions_looks_for_no_action_that_was_moved_since_a_day():
    asked = expanding.expand("open_actions", {}, lambda columns: f"({', '.join(columns)})")
    assert "select ref" not in asked


def test_the_views_of_all_columns_are_made_only_for_who_asks_them(tmp_path):
    office = Office(tmp_path / "l.db")
    raise_action(office.ledger, 1)
    views = "SELECT count(*) FROM duckdb_views() WHERE NOT internal"
    with Projections(office.ledger) as now:
        assert len(now.ask("open_actions", as_of=date(2019, 1, 1))[1]) == 1
        assert now._within.execute(views).fetchall() == [(0,)]
        beside = now.beside()
        for asked in (beside, now):
            assert asked.connection.execute("SELECT count(*) FROM events").fetchall() == [(1,)]
        assert now._within.execute(views).fetchall() == [(2,)]
        beside.connection.close()
    office.close()
