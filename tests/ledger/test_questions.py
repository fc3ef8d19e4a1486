"""A question ends answered, deferred or withdrawn."""

import pytest
from given import given

from ledger.records.questions import (
    QuestionAnswered,
    QuestionDeferred,
    QuestionPut,
    QuestionWithdrawn,
    answer,
    defer,
    put,
    withdraw,
)

asked = QuestionPut(text="How many?", meeting="HTA/2018-02-27", item="2.1", put_by="PCC")
answered = QuestionAnswered(answer="Twelve.")
deferred = QuestionDeferred(deferred_to="HTA/2018-03-27", reason="no figures")
withdrawn = QuestionWithdrawn(reason="answered elsewhere")


def test_somebody_asks_at_an_item_of_a_meeting():
    given().when(put, text="How many?", meeting="HTA/2018-02-27", item="2.1", put_by="PCC").then(
        asked
    )


def test_a_question_has_words():
    given().when(put, text=" ", meeting="HTA/2018-02-27").refused("needs its words")


def test_a_reference_is_asked_once():
    given(asked).when(put, text="Why?", meeting="HTA/2018-02-27").refused("already in the ledger")


@pytest.mark.parametrize("before", [(), (deferred,)])
def test_it_is_answered_at_once_or_after_it_was_put_off(before):
    given(asked, *before).when(answer, text="Twelve.").then(answered)


def test_an_answer_has_words():
    given(asked).when(answer, text="").refused("needs words")


def test_a_question_is_answered_once():
    given(asked, answered).when(answer, text="Thirteen.").refused("was answered on")


def test_the_same_answer_twice_is_written_once():
    given(asked, answered).when(answer, text="Twelve.").nothing_happens()


def test_it_is_put_off():
    given(asked).when(defer, to="HTA/2018-03-27", reason="no figures").then(deferred)


def test_it_may_be_put_off_again():
    given(asked, deferred).when(defer, to="HTA/2018-04-24").then(
        QuestionDeferred(deferred_to="HTA/2018-04-24")
    )


@pytest.mark.parametrize("end", [answered, withdrawn])
def test_what_has_ended_is_not_put_off(end):
    given(asked, end).when(defer).refused("REF was")


def test_the_same_deferral_twice_is_written_once():
    given(asked, deferred).when(defer, to="HTA/2018-03-27", reason="no figures").nothing_happens()


def test_it_is_taken_back_for_a_reason():
    given(asked).when(withdraw, reason="answered elsewhere").then(withdrawn)


def test_taking_back_needs_a_reason():
    given(asked).when(withdraw, reason="").refused("needs a reason")


def test_what_was_answered_is_not_taken_back():
    given(asked, answered).when(withdraw, reason="x").refused("was answered on")


def test_the_same_withdrawal_twice_is_written_once():
    given(asked, withdrawn).when(withdraw, reason="answered elsewhere").nothing_happens()
