"""A question as one statement leaves out what a parameter that is not given makes so."""

from projections import expanding


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
