"""A finding belongs to a meeting or to an inspection; it may be put differently, or fall."""

import pytest
from given import given, state_after

from ledger.records.findings import (
    FindingCorrected,
    FindingRecorded,
    FindingWithdrawn,
    correct,
    record,
    withdraw,
)

found = FindingRecorded(
    text="Sickness fell", meeting="HTA/2018-02-27", item="2.1", answers=("Q-2018-001",)
)
corrected = FindingCorrected(text="Sickness rose", reason="the figures were last year's")
withdrawn = FindingWithdrawn(reason="no figures")


def test_a_meeting_establishes_something():
    given().when(
        record, text="Sickness fell", meeting="HTA/2018-02-27", item="2.1", answers=["Q-2018-001"]
    ).then(found)


def test_an_inspection_establishes_something():
    given().when(record, text="SOC is inadequate", inspection="EFF17").then(
        FindingRecorded(text="SOC is inadequate", inspection="EFF17")
    )


@pytest.mark.parametrize("where", [{}, {"meeting": "HTA/2018-02-27", "inspection": "EFF17"}])
def test_it_belongs_to_one_of_them(where):
    given().when(record, text="x", **where).refused("to a meeting (--meeting) or to an inspection")


def test_a_finding_has_words():
    given().when(record, text="", meeting="HTA/2018-02-27").refused("needs its words")


def test_a_reference_is_found_once():
    given(found).when(record, text="x", inspection="EFF17").refused("already in the ledger")


def test_the_body_puts_it_differently_for_a_reason():
    given(found).when(correct, text="Sickness rose", reason="the figures were last year's").then(
        corrected
    )
    assert state_after(found, corrected).title == "Sickness rose"


@pytest.mark.parametrize(("text", "reason"), [("", "x"), ("x", "")])
def test_a_corrected_finding_has_words_and_a_reason(text, reason):
    given(found).when(correct, text=text, reason=reason).refused("needs")


def test_what_was_withdrawn_is_not_corrected():
    given(found, withdrawn).when(correct, text="x", reason="y").refused("was withdrawn on")


def test_words_that_it_has_already_change_nothing():
    given(found, corrected).when(correct, text="Sickness rose", reason="again").nothing_happens()


def test_it_does_not_stand_any_more():
    given(found).when(withdraw, reason="no figures").then(withdrawn)


def test_withdrawing_needs_a_reason():
    given(found).when(withdraw, reason=" ").refused("needs a reason")


def test_a_finding_falls_once():
    given(found, withdrawn).when(withdraw, reason="other").refused("was withdrawn on")


def test_the_same_withdrawal_twice_is_written_once():
    given(found, withdrawn).when(withdraw, reason="no figures").nothing_happens()
