"""What may be said for a parameter of a question, and what is refused instead of no rows."""

import re
from datetime import date

import pytest
from folded import each
from office import Office

from ledger.errors import Misused, NotFound
from ledger.records import inspections, risks
from projections import parameters, questions

OWN = [(q, p) for q in questions() for p in questions()[q].parameters if p.startswith("p_")]
CHOICES = [(q, p) for q, p in OWN if questions()[q].allowed[p].closed]
COLUMNS = [(q, p) for q, p in OWN if questions()[q].allowed[p].column]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office") / "o.ledger")


def ask(office, name, parameter, value):
    wanted = {p.removeprefix("p_"): "2018-01-01" for p in questions()[name].needed}
    return office.ask(name, "2018-03-01", None, **wanted | {parameter.removeprefix("p_"): value})


@each(("name", "parameter"), OWN)
def test_a_parameter_is_a_day_a_number_looked_up_or_one_of_a_few_words(name, parameter):
    """Or else what cannot be, such as a slip of the pen, is answered by no rows."""
    allowed, sql = questions()[name].allowed[parameter], questions()[name].sql
    typed = re.search(rf"\b{parameter}::(date|bigint)\b", sql)
    assert typed or allowed.choices or allowed.kinds or allowed.column, (
        f"say in {name}.sql what {parameter} may be: see projections/parameters.py"
    )


@pytest.mark.parametrize(("name", "parameter"), CHOICES)
def test_a_word_that_is_none_of_the_choices_is_refused_with_those_that_are(name, parameter, office):
    allowed = questions()[name].allowed[parameter]
    for choice in allowed.choices:
        ask(office, name, parameter, choice.upper())
    wrong = allowed.choices[0] + "x"
    hint = f"Did you mean {allowed.choices[0]}"
    with pytest.raises(Misused, match=hint if len(wrong) > 3 else " or "):
        ask(office, name, parameter, wrong)
    held = parameters.held_to_choices(questions()[name].sql, questions()[name].allowed)
    assert held != questions()[name].sql, "people's own SQL is held to lower(p_...) alone"


@each(("name", "parameter"), COLUMNS)
def test_what_nothing_recorded_says_is_not_found(name, parameter, office):
    with pytest.raises(NotFound, match="None is recorded yet"):
        ask(office, name, parameter, "what nobody said")


def test_a_near_word_is_offered_and_otherwise_what_there_is():
    assert parameters.offer("reformng", ["Reforming"]) == " Did you mean Reforming?"
    assert parameters.offer("x", ["One", "Two"]) == " Recorded: One; Two."
    many = [f"Objective {n}" for n in range(10)]
    assert parameters.offer("x", many).endswith("; and 2 more.")


@pytest.mark.parametrize("name", ["closure_sample", "decision_sample"])
def test_a_sample_of_none_is_refused(name, office):
    with pytest.raises(Misused, match="at least 1, not 0"):
        office.ask(name, size=0)


def test_of_nothing_recorded_each_question_says_so(tmp_path):
    """No rows would read as none that is overdue, open, owed or wrong."""
    bare = Office(tmp_path / "bare.ledger").projections()
    days = {"as_of": date(2018, 3, 1), "known_by": None}
    for name, one in questions().items():
        if not set(one.needed) - {"p_from"}:  # Else a meeting is named, and there is none.
            given = {p.removeprefix("p_"): date(2018, 1, 1) for p in one.needed}
            (_, rows), said = bare.ask(name, **days, **given), bare.nothing_of(name)
            assert not rows, name
            assert said, f"say in {name}.sql: -- Without CONDITION: SENTENCE"


def test_a_question_about_audits_says_where_nothing_of_the_kind_is_recorded(office):
    """Of no audit at all, no rows would read as none overdue."""
    about = [name for name, one in questions().items() if one.about == "audits and other reviews"]
    assert about
    for name in about:
        assert questions()[name].without[1], f"say in {name}.sql: -- Without CONDITION: SENTENCE"
        assert office.projections().nothing_of(name) == questions()[name].without[1]
    facts = {"inspection_year": 2018, "issuer": "internal audit"}
    office.say("2018-01-01", inspections.publish, "IA18-01", title="Cash", **facts)
    office.say("2018-01-01", risks.name, "SR04", title="Cash")
    for name in about:
        assert office.projections().nothing_of(name) == ""
