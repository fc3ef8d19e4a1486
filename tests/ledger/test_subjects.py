"""A subject is linked to what bears on it, once, for all of it or for a part of it."""

import pytest
from given import given, recorded, state_after

from ledger.errors import NotFound, Refused
from ledger.fold import fold
from ledger.records import subjects
from ledger.records.subjects import SubjectLinked, SubjectNamed, SubjectUnlinked, link, name, unlink
from ledger.registry import record_kind

named = SubjectNamed(title="Serious and organised crime")
graded = SubjectLinked(linked_to="EFF17", area="SOC", reason="graded inadequate")
asked = SubjectLinked(linked_to="HTA/2018-02-27", item="2.1e")
parted = SubjectUnlinked(linked_to="EFF17", reason="another matter")


MEETING = ("meeting", ("2.1e", "3"))


def test_a_subject_has_a_name_and_words():
    given().when(name, title=" Serious and organised crime ").then(named)


def test_a_subject_needs_words():
    given().when(name, title=" ").refused("needs words")


def test_a_subject_named_twice_is_written_once():
    given(named).when(name, title="Serious and organised crime").nothing_happens()


def test_a_name_is_given_once():
    given(named).when(name, title="Something else").refused("already in the ledger")


def test_a_subject_is_not_called_like_another_record():
    given().when(name, title="Meetings", also=("body", "HTA")).refused(
        "HTA is already the name of a body. Choose another name."
    )


def test_an_inspection_bears_on_it_in_one_question_area():
    given(named).when(
        link, to="EFF17", linked=("inspection", ()), area=" soc ", reason="graded inadequate"
    ).then(graded)


def test_a_meeting_bears_on_it_at_one_item():
    given(named).when(link, to="HTA/2018-02-27", linked=MEETING, item="2.1e").then(asked)


def test_only_an_inspection_has_question_areas():
    given(named).when(link, to="A-2018-001", linked=("action", ()), area="SOC").refused(
        "Only an inspection has question areas (--area), and A-2018-001 is not one."
    )


def test_only_a_meeting_has_items():
    given(named).when(link, to="EFF17", linked=("inspection", ()), item="4c").refused(
        "Only a meeting has items"
    )


def test_a_subject_is_not_linked_to_a_subject():
    given(named).when(link, to="SOC", linked=("subject", ())).refused("SOC is a subject itself")


def test_a_subject_that_is_not_there_is_linked_to_nothing():
    given().when(link, to="EFF17", linked=("inspection", ())).refused(
        "is not in the ledger", NotFound
    )


def test_the_same_link_twice_is_written_once():
    given(named, graded).when(
        link, to="EFF17", linked=("inspection", ()), area="SOC", reason="graded inadequate"
    ).nothing_happens()


def test_it_is_linked_once_whatever_the_reason():
    given(named, graded).when(
        link, to="EFF17", linked=("inspection", ()), area="SOC", reason="another"
    ).refused("REF is already linked to EFF17, question area SOC")


def test_a_meeting_is_linked_at_an_item_that_it_has():
    other = given(named).when(link, to="HTA/2018-02-27", linked=MEETING, item="4")
    other.refused("HTA/2018-02-27 has no item 4")


def test_another_part_of_the_same_record_is_another_link():
    given(named, asked).when(link, to="HTA/2018-02-27", linked=MEETING, item="3").then(
        SubjectLinked(linked_to="HTA/2018-02-27", item="3")
    )


def test_what_is_linked_is_unlinked_for_a_reason():
    given(named, graded).when(unlink, to="EFF17", reason="another matter").then(parted)


def test_unlinking_needs_a_reason():
    given(named, graded).when(unlink, to="EFF17", reason="").refused("needs a reason")


def test_only_what_is_linked_is_unlinked():
    given(named, graded).when(unlink, to="EFF15", reason="x").refused("is not linked to EFF15")


def test_the_same_unlinking_twice_is_written_once():
    given(named, graded, parted).when(unlink, to="EFF17", reason="another matter").nothing_happens()


def test_unlinking_takes_every_part_of_the_record_and_no_other():
    other = SubjectLinked(linked_to="EFF17", area="PC")
    assert state_after(named, graded, other, asked, parted).links == (asked,)


def test_its_links_are_told_with_their_reasons():
    (link,) = state_after(named, graded).links
    assert str(link) == "EFF17, question area SOC: graded inadequate"


def test_what_was_unlinked_may_be_linked_again():
    given(named, graded, parted).when(
        link, to="EFF17", linked=("inspection", ()), area="SOC", reason="graded inadequate"
    ).then(graded)


@pytest.mark.parametrize("events", [(graded, graded), (parted,)])
def test_no_correction_brings_about_what_the_rules_refuse(events):
    kind = record_kind("subject")
    with pytest.raises(Refused, match=r"is (already|not) linked"):
        fold("SOC", recorded(named, *events), kind.evolve, subjects.lawful)
