"""A measure: reported or left out, once a period; restated where that changed."""

import pytest
from given import given, state_after

from ledger.errors import Refused
from ledger.records.measures import (
    MeasureOmitted,
    MeasureReported,
    MeasureRestated,
    lawful,
    omit,
    report,
    restate,
)

SUMMER, AUTUMN = "July to September 2018", "October to December 2018"
NAMED = {"title": "Robbery", "objective": "A more secure West Mercia"}
reported = MeasureReported(**NAMED, period=SUMMER, reading="up", inclusion="Exceptional")
omitted = MeasureOmitted(**NAMED, period=SUMMER, reason="no data")
restated = MeasureRestated(period=SUMMER, reading="down", reason="late crimes")


def test_a_measure_is_reported_for_a_period():
    given().when(report, **NAMED, period=SUMMER, reading="up", inclusion="Exceptional").then(
        reported
    )


def test_a_new_measure_has_a_title_and_an_objective():
    given().when(report, period=SUMMER, reading="up", objective="x").refused("--title")
    given().when(report, period=SUMMER, reading="up", title="x").refused("--under")
    given().when(omit, period=SUMMER, reason="no data", title="x").refused("--under")


def test_a_known_measure_keeps_its_title_and_objective_for_the_next_period():
    given(reported).when(report, period=AUTUMN, reading="down").then(
        MeasureReported(**NAMED, period=AUTUMN, reading="down")
    )
    given(reported).when(omit, period=AUTUMN, reason="no data").then(
        MeasureOmitted(**NAMED, period=AUTUMN, reason="no data")
    )


def test_a_report_says_something():
    given().when(report, **NAMED, period=SUMMER).refused("a reading or a commentary")
    given().when(report, **NAMED, period=SUMMER, commentary="a fuller report is there").then(
        MeasureReported(**NAMED, period=SUMMER, commentary="a fuller report is there")
    )


def test_a_report_is_of_a_period():
    given().when(report, **NAMED, period=" ", reading="up").refused("of which period")


@pytest.mark.parametrize("period", [SUMMER, "july to  september 2018"])
def test_a_second_report_of_a_period_restates_it(period):
    given(reported).when(report, period=period, reading="down").refused(
        "REF for July to September 2018 is reported already. Restate it"
    )


def test_the_same_report_twice_is_written_once():
    facts = {"period": "july to september 2018", "reading": "up", "inclusion": "Exceptional"}
    given(reported).when(report, **facts).nothing_happens()
    given(reported, restated).when(report, **facts).nothing_happens()


def test_a_measure_is_left_out_for_a_reason():
    given().when(omit, **NAMED, period=SUMMER, reason="no data").then(omitted)
    given().when(omit, **NAMED, period=SUMMER, reason="").refused("needs a reason")


def test_what_was_reported_was_not_left_out_nor_the_other_way_round():
    given(reported).when(omit, period=SUMMER, reason="no data").refused("is reported already")
    given(omitted).when(report, period=SUMMER, reading="up").refused("is left out already")


def test_the_same_omission_twice_is_written_once():
    given(omitted).when(omit, period=SUMMER, reason="no data").nothing_happens()


@pytest.mark.parametrize("before", [reported, omitted])
def test_what_was_reported_or_left_out_is_restated(before):
    given(before).when(restate, period=SUMMER, reading="down", reason="late crimes").then(restated)


def test_restating_needs_a_reading_and_a_reason():
    given(reported).when(restate, period=SUMMER, reading="", reason="x").refused("reading is now")
    given(reported).when(restate, period=SUMMER, reading="x", reason="").refused("needs a reason")


def test_of_a_period_that_was_not_reported_nothing_is_restated():
    given(reported).when(restate, period=AUTUMN, reading="x", reason="y").refused(
        "nothing to restate. Report it first"
    )


def test_the_same_restatement_twice_is_written_once():
    facts = {"period": SUMMER, "reading": "down", "reason": "late crimes"}
    given(reported, restated).when(restate, **facts).nothing_happens()
    other = MeasureRestated(period=SUMMER, reading="up", reason="counted again")
    given(reported, restated, other).when(restate, **facts).then(restated)


def test_a_correction_makes_no_two_accounts_of_one_period():
    with pytest.raises(Refused, match="already"):
        lawful(state_after(reported), omitted)


@pytest.mark.parametrize("before", [reported, omitted])
def test_what_was_restated_is_so_from_then_on(before):
    state = state_after(before, restated)
    assert state.periods == ((SUMMER, "restated"),)
    assert state.readings == ((SUMMER, "down"),)
    assert state_after(before).readings == (((SUMMER, "up"),) if before is reported else ())
