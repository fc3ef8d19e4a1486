"""Subjects at the terminal: named, linked to several records at once, asked about."""

import pytest
from clerk import MISUSED, NOT_FOUND, REF, REFUSED


@pytest.fixture
def subject(action):
    action.done(
        'meeting item HTA/2019-01-15 2.1 "Resourcing"',
        'question put "How many?" --meeting HTA/2019-01-15 --item 2.1',
        'subject name resourcing "Resourcing"',
    )
    return action


def timeline(office, *more: str) -> list[str]:
    out = office.done(f"ask subject_timeline --subject resourcing {' '.join(more)}").out
    return [line.split("\t")[3] for line in out.splitlines()[1:]]


def test_several_records_are_linked_in_one_go(subject):
    subject.done(f"subject link RESOURCING {REF} Q-2019-001 --reason 'on the same plan'")
    assert timeline(subject) == ["action raised: Share the resourcing plan", "asked: How many?"]
    shown = subject.done("show RESOURCING").out
    assert f"links: {REF}: on the same plan and Q-2019-001: on the same plan" in shown


def test_all_of_them_are_linked_or_none(subject):
    assert subject.types(f"subject link RESOURCING {REF} A-2019-009").code == NOT_FOUND
    assert timeline(subject) == []


def test_an_item_that_the_meeting_does_not_have_is_refused(subject):
    said = subject.types("subject link RESOURCING HTA/2019-01-15 --item 9")
    assert said.code == REFUSED and "has no item 9" in said.err
    subject.done("subject link RESOURCING HTA/2019-01-15 --item 2.1")
    assert timeline(subject) == [
        "action raised: Share the resourcing plan",
        "on the agenda: Resourcing",
        "asked: How many?",
    ]


def test_what_is_linked_wrongly_is_corrected_by_its_reference(subject):
    subject.done(f"subject link RESOURCING {REF}")
    number = next(r.position for r in subject.events if r.kind == "SubjectLinked")
    subject.done(f"correct {number} --set linked_to=Q-2019-001 --reason 'the wrong one'")
    assert timeline(subject) == ["asked: How many?"]


@pytest.mark.parametrize("name", ["'two words'", "9LIVES", "S/OC", ""])
def test_a_short_name_is_letters_digits_and_dashes(office, name):
    assert office.types(f"subject name {name or repr('')} Words").code == MISUSED


def test_a_short_name_that_another_record_has_is_refused(office):
    said = office.types("subject name hta 'Holding to account'")
    assert said.code == REFUSED and "HTA is already the name of a body" in said.err


def test_the_clocks_explain_themselves(office):
    assert "beginning with the day of publication" in office.done("help clocks").out
