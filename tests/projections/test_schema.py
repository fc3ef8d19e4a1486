"""Every table and column says what it means, in one place."""

import pytest
from folded import each

from ledger.errors import NotFound
from ledger.registry import record_kinds
from projections import library, questions, schema

pytestmark = pytest.mark.slow

every_table = each("name", schema.names())


@every_table
def test_every_column_has_its_sentence_and_every_sentence_its_column(name):
    table = schema.table(name)
    wordless = [column.name for column in table.columns if not column.says.strip()]
    assert not wordless, f"{name}: say what these columns mean in its SQL file: {wordless}"
    assert set(schema.sentences(name)) <= {column.name for column in table.columns}
    assert all(says.strip() for says in table.parameters.values())
    assert table.asks and table.group in schema.KINDS


def test_a_column_of_the_events_names_the_kinds_that_have_it():
    columns = {column.name: column for column in schema.table("events").columns}
    assert columns["carried_to"].kinds == ("ActionCarriedForward",)
    assert columns["position"].kinds == ()


def test_no_column_of_the_events_is_said_twice():
    own = [name for kind in record_kinds().values() for name in kind.columns]
    assert len(own) == len(set(own)) and not set(own) & set(library()["live"].columns)


def test_a_table_that_is_not_there_is_not_found():
    with pytest.raises(NotFound, match="Did you mean open_actions"):
        schema.sentences("open_actoins")


@each("name", list(questions()))
def test_a_question_says_what_it_is_about(name):
    assert questions()[name].about, f'{name}.sql wants a line "-- About actions." or the like'
    assert questions()[name].example or not questions()[name].needed


def test_each_question_has_a_few_words_of_its_own_that_people_use_for_it():
    called = [question.called for question in questions().values()]
    without = [name for name, one in questions().items() if not one.called]
    assert not without, f'{without} want a line "-- Called: Open actions" or the like'
    assert sorted(called) == sorted(set(called))
    long = [one for one in called if len(one) > 44 or one[0] != one[0].upper() or one[-1] in ".?"]
    assert not long
    assert (questions()["open_actions"].called, questions()["overdue_actions"].called) == (
        "Open actions", "Overdue",
    )  # fmt: skip


# Those that have always taken their own parameters first.
OWN_FIRST = {
    *("assurance_opinions", "audit_recommendations", "deadlines"),
    *("overdue_by_priority", "subject_timeline"),
}


def test_what_may_be_asked_without_a_parameter_takes_the_day_first():
    """Or open_actions('2018-11-27'), in a saved statement or an exported file, would answer another
    question without a word."""
    free = {name: list(q.parameters) for name, q in questions().items() if not q.needed}
    assert {name for name, said in free.items() if said[0] != "as_of"} == OWN_FIRST
