"""A question as one statement leaves out what a parameter that is not given makes so."""

from datetime import date

from books import TITLE, raise_action
from office import Office

from projections import Projections, expanding, span


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


def test_a_state_that_has_the_columns_of_the_events_has_no_more_of_them_than_are_asked_for():
    def columns(asked):
        found = set()
        expanding.expand("minuted", {}, lambda named: found.update(named) or "recorded", asked)
        return found

    assert "title" in columns(None) and len(columns(None)) > 100
    assert "title" in columns(frozenset({"title"}))
    assert {"told_at", "ord"} <= columns(frozenset({"position"})) and len(columns(frozenset())) < 30
    assert "title" not in columns(frozenset({"position"}))


def test_the_views_of_all_columns_are_made_only_for_who_asks_them(tmp_path, monkeypatch):
    office = Office(tmp_path / "l.db")
    raise_action(office.ledger, 1)
    views = "SELECT count(*) FROM duckdb_views() WHERE NOT internal"
    with Projections(office.ledger) as now:
        assert len(now.ask("open_actions", as_of=date(2019, 1, 1))[1]) == 1
        source, asked = now.recorded.source, []
        monkeypatch.setattr(now.recorded, "source", lambda of: asked.append(of) or source(of))
        assert now.of_events("SELECT title FROM events WHERE ref = ?", ["A-2018-001"]) == [(TITLE,)]
        assert set(*asked) == {"position", "title", "ref"}
        assert "begins, on" in span.outside(now, date(2017, 1, 1), date(2019, 1, 1))
        assert now.nothing_of("overdue_items") and now.nothing_of("open_actions") == ""
        assert now._within.execute(views).fetchall() == [(0,)]
        beside = now.beside()
        for asked in (beside, now):
            assert asked.connection.execute("SELECT count(*) FROM events").fetchall() == [(1,)]
        assert now._within.execute(views).fetchall() == [(2,)]
        beside.connection.close()
    office.close()
