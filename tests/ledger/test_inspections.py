"""An inspection: announced, drafted, published; graded on the scale of its year."""

import pytest
from folded import each
from given import given, state_after

from ledger.errors import Refused
from ledger.records.grades import (
    FIVE_POINTS,
    FOUR_POINTS,
    InspectionCommented,
    InspectionGraded,
    InspectionPhaseChanged,
    change_phase,
    comment,
    grade,
)
from ledger.records.inspections import (
    InspectionAccuracyChecked,
    InspectionAnnounced,
    InspectionDraftReceived,
    InspectionPublished,
    announce,
    check_draft,
    publish,
    receive_draft,
)

WHAT = {"title": "PEEL Effectiveness 2017", "inspection_year": 2017}
announced = InspectionAnnounced(**WHAT)
drafted = InspectionDraftReceived(inspection_year=2017)
checked = InspectionAccuracyChecked(text="two dates were wrong")
published = InspectionPublished(**WHAT, afis_stated=6, recommendations_stated=5)
graded = InspectionGraded(area="SOC", grade="inadequate")


def in_year(year):
    return InspectionPublished(title=f"PEEL {year}", inspection_year=year)


def test_the_inspectorate_says_that_it_will_come():
    given().when(announce, **WHAT).then(announced)


def test_an_inspection_has_a_title():
    given().when(announce, title="", inspection_year=2017).refused("needs its title")
    given().when(publish, title="", inspection_year=2017).refused("needs its title")


def test_what_is_published_is_not_announced():
    given(published).when(announce, **WHAT).refused("already in the ledger")


def test_the_same_announcement_twice_is_written_once():
    given(announced, drafted).when(announce, **WHAT).nothing_happens()


@pytest.mark.parametrize("before", [(), (announced,)])
def test_a_draft_arrives_announced_or_not(before):
    given(*before).when(receive_draft, title=None, inspection_year=2017).then(drafted)


def test_a_draft_keeps_the_title_announced():
    assert state_after(announced, drafted).title == "PEEL Effectiveness 2017"


def test_no_draft_arrives_after_publication():
    given(published).when(receive_draft, title=None, inspection_year=2017).refused("was published")


def test_the_same_draft_twice_is_written_once():
    given(announced, drafted).when(
        receive_draft, title=None, inspection_year=2017
    ).nothing_happens()


def test_a_draft_is_checked_for_matters_of_fact():
    given(drafted).when(check_draft, text="two dates were wrong").then(checked)


def test_only_a_draft_is_checked():
    given(announced).when(check_draft).refused("announced but not published")
    given(published).when(check_draft).refused("was published")


def test_the_same_check_twice_is_written_once():
    given(drafted, checked).when(check_draft, text="two dates were wrong").nothing_happens()


@each("before", [(), (announced,), (drafted,), (announced, drafted, checked)])
def test_the_report_states_how_many_items_it_has(before):
    given(*before).when(publish, **WHAT, afis_stated=6, recommendations_stated=5).then(published)


def test_a_report_is_published_once():
    given(published).when(publish, **WHAT, afis_stated=7).refused("was published on")


def test_the_same_publication_twice_is_written_once():
    given(published, graded).when(
        publish, **WHAT, afis_stated=6, recommendations_stated=5
    ).nothing_happens()


def test_a_question_area_is_graded():
    given(published).when(grade, area="SOC", grade="inadequate").then(graded)


def test_a_grade_may_be_carried_from_an_earlier_year():
    given(published).when(grade, area="PV", grade="good", carried_from_year=2016).then(
        InspectionGraded(area="PV", grade="good", carried_from_year=2016)
    )


@pytest.mark.parametrize("before", [(announced,), (drafted,)])
def test_there_is_no_grade_before_publication(before):
    given(*before).when(grade, area="SOC", grade="good").refused("not published")


@each("year", [2014, 2018, 2019, 2020])
def test_until_2018_19_the_scale_has_four_points(year):
    for point in FOUR_POINTS:
        given(in_year(year)).when(grade, area="SOC", grade=point).then(
            InspectionGraded(area="SOC", grade=point)
        )
    given(in_year(year)).when(grade, area="SOC", grade="adequate").refused(
        f"not on the scale of {year}"
    )


@pytest.mark.parametrize("year", [2021, 2023])
def test_from_2021_22_the_scale_has_five_points(year):
    for point in FIVE_POINTS:
        given(in_year(year)).when(grade, area="SOC", grade=point).then(
            InspectionGraded(area="SOC", grade=point)
        )
    given(in_year(year)).when(grade, area="SOC", grade="splendid").refused("not on the scale")


def test_an_area_is_graded_once():
    given(published, graded).when(grade, area="SOC", grade="good").refused(
        "already graded inadequate for SOC"
    )


def test_a_grade_off_the_scale_is_refused_when_corrected_too():
    with pytest.raises(Refused, match="not on the scale"):
        state_after(published, InspectionGraded(area="SOC", grade="adequate"))
    with pytest.raises(Refused, match="already graded"):
        state_after(published, graded, InspectionGraded(area="SOC", grade="good"))


def test_the_same_grade_twice_is_written_once():
    given(published, graded).when(grade, area="SOC", grade="inadequate").nothing_happens()


def test_the_comments_have_their_stages():
    given(published).when(comment, stage="sent", sent_to="the Home Secretary").then(
        InspectionCommented(stage="sent", sent_to="the Home Secretary")
    )


def test_there_are_no_comments_before_publication():
    given(drafted).when(comment, stage="invited").refused("only a draft")


def test_the_same_comment_twice_is_written_once():
    invited = InspectionCommented(stage="invited")
    given(published, invited).when(comment, stage="invited").nothing_happens()


def test_monitoring_moves_between_scan_and_engage():
    given(published).when(change_phase, phase="engage", reason="SOC").then(
        InspectionPhaseChanged(phase="engage", reason="SOC")
    )


def test_there_is_no_monitoring_before_publication():
    given(announced).when(change_phase, phase="engage").refused("not published")
