"""A programme: its sessions are planned, moved and held; what was asked for waits until it came."""

from datetime import date

import pytest
from folded import each
from given import given, state_after

from ledger.errors import Refused
from ledger.records.programme_requests import (
    ProgrammeRequested,
    ProgrammeRequestMet,
    meet,
    request,
)
from ledger.records.programme_sessions import (
    ProgrammeSessionHeld,
    ProgrammeSessionMoved,
    ProgrammeSessionPlanned,
    hold,
    move,
    plan,
)
from ledger.records.programmes import ProgrammeAdopted, ProgrammeProposed, adopt, propose
from ledger.registry import record_kind

WHAT = {"body": "PANEL", "covers": "2018/19", "title": "Work programme"}
FEBRUARY, MARCH = date(2019, 2, 7), date(2019, 3, 7)
proposed = ProgrammeProposed(**WHAT)
adopted = ProgrammeAdopted(**WHAT)
planned = ProgrammeSessionPlanned(
    session="precept", session_type="scrutiny", planned_for=FEBRUARY, duty="precept"
)
undated = ProgrammeSessionPlanned(session="visit", session_type="briefing")
moved = ProgrammeSessionMoved(
    session="precept", planned_for=MARCH, reason="half term", moved_from=FEBRUARY
)
held = ProgrammeSessionHeld(session="precept", meeting="PANEL/2019-02-07")
asked = ProgrammeRequested(request="Athena", text="An update", requested_by="PANEL/2018-06-19")
met = ProgrammeRequestMet(request="Athena", answer="The report", meeting="PANEL/2018-11-27")


# The programme


def test_a_programme_is_proposed_and_then_adopted():
    given().when(propose, **WHAT).then(proposed)
    given(proposed).when(adopt, **WHAT).then(adopted)
    assert state_after(proposed, adopted).status == "adopted"


def test_a_programme_may_be_adopted_at_once():
    given().when(adopt, **WHAT).then(adopted)


@pytest.mark.parametrize("rule", [propose, adopt])
def test_a_programme_has_a_title(rule):
    given().when(rule, **(WHAT | {"title": " "})).refused("needs a title")


def test_what_is_adopted_is_not_adopted_otherwise_nor_proposed_again():
    given(adopted).when(adopt, **(WHAT | {"title": "Plan"})).refused("was adopted on")
    given(adopted).when(propose, **WHAT).refused("already in the ledger")


def test_the_same_programme_twice_is_written_once():
    given(proposed).when(propose, **WHAT).nothing_happens()
    given(adopted).when(adopt, **WHAT).nothing_happens()


# Planned


def test_a_session_is_planned_in_what_is_only_proposed_too():
    facts = {"session_type": "scrutiny", "planned_for": FEBRUARY, "duty": "precept"}
    given(proposed).when(plan, session=" precept ", **facts).then(planned)
    given(adopted).when(plan, session="visit", session_type="briefing").then(undated)


def test_a_session_has_a_name_and_a_type():
    given(adopted).when(plan, session=" ", session_type="scrutiny").refused("short name")
    given(adopted).when(plan, session="visit", session_type="").refused("of which type")


def test_a_session_is_for_a_day_or_for_a_time_in_words():
    facts = {"session_type": "briefing", "planned_for": FEBRUARY, "planned_words": "spring"}
    given(adopted).when(plan, session="visit", **facts).refused("not both")


@each("name", ["precept", "Precept", " PRECEPT  "])
def test_a_session_is_planned_once_whatever_the_case_of_its_name(name):
    given(adopted, planned).when(plan, session=name, session_type="scrutiny").refused(
        "REF already has 'precept'. Move it (programme move)"
    )


def test_a_session_that_was_held_is_not_planned_again():
    given(adopted, planned, held).when(plan, session="precept", session_type="x").refused(
        "already has 'precept'"
    )


def test_the_same_plan_twice_is_written_once():
    facts = {"session_type": "scrutiny", "planned_for": FEBRUARY, "duty": "precept"}
    given(adopted, planned).when(plan, session="Precept", **facts).nothing_happens()


# Moved


def test_a_session_is_moved_to_another_day_and_the_day_it_had_is_kept():
    facts = {"session": "Precept", "planned_for": MARCH, "reason": "half term"}
    given(adopted, planned).when(move, **facts).then(moved)


def test_a_session_without_a_day_is_given_one():
    given(adopted, undated).when(move, session="visit", planned_for=MARCH, reason="agreed").then(
        ProgrammeSessionMoved(session="visit", planned_for=MARCH, reason="agreed")
    )


def test_moving_needs_a_reason():
    given(adopted, planned).when(move, session="precept", planned_for=MARCH, reason="").refused(
        "needs a reason"
    )


def test_a_session_is_not_moved_to_the_day_it_has():
    given(adopted, planned).when(move, session="precept", planned_for=FEBRUARY, reason="x").refused(
        "already planned for 7 February 2019"
    )


def test_only_what_is_planned_and_not_held_is_moved():
    given(adopted, planned).when(move, session="visit", planned_for=MARCH, reason="x").refused(
        "no session 'visit' by then; to come: precept. Plan it first"
    )
    given(adopted, planned, held).when(
        move, session="precept", planned_for=MARCH, reason="x"
    ).refused("was already held. Only a session to come is moved")


def test_the_same_move_twice_is_written_once():
    facts = {"session": "precept", "planned_for": MARCH, "reason": "half term"}
    given(adopted, planned, moved).when(move, **facts).nothing_happens()


def test_a_session_moved_back_may_be_moved_forth_again():
    back = ProgrammeSessionMoved(
        session="precept", planned_for=FEBRUARY, reason="no", moved_from=MARCH
    )
    facts = {"session": "precept", "planned_for": MARCH, "reason": "half term"}
    given(adopted, planned, moved, back).when(move, **facts).then(moved)


# Held


def test_a_planned_session_is_held():
    given(adopted, planned).when(hold, session="Precept", meeting="PANEL/2019-02-07").then(held)
    assert state_after(adopted, planned, undated, held).planned == (("visit", None),)


def test_what_was_not_planned_is_not_held():
    given(adopted).when(hold, session="precept").refused("Plan it first (programme plan)")


def test_a_session_is_held_once():
    given(adopted, planned, held).when(hold, session="precept", subject="Tax").refused(
        "was already held. It is held once"
    )


def test_a_session_is_held_at_a_meeting_of_its_body():
    given(adopted, planned).when(hold, session="precept", meeting="HTA/2019-02-07").refused(
        "programme of PANEL, and HTA/2019-02-07 is not a meeting of PANEL"
    )


def test_the_same_session_held_twice_is_written_once():
    given(adopted, planned, held).when(
        hold, session="precept", meeting="PANEL/2019-02-07"
    ).nothing_happens()


# Asked for


def test_a_body_asks_for_something():
    given(adopted).when(
        request, request="Athena", text="An update", requested_by="PANEL/2018-06-19"
    ).then(asked)


def test_a_request_has_a_name_and_words():
    given(adopted).when(request, request=" ", text="An update").refused("short name")
    given(adopted).when(request, request="Athena", text=" ").refused("needs words")


@pytest.mark.parametrize("after", [(), (met,)])
def test_a_request_is_made_once_whether_met_or_not(after):
    given(adopted, asked, *after).when(request, request="athena", text="More").refused(
        "already has the request 'Athena'"
    )


def test_the_same_request_twice_is_written_once():
    given(adopted, asked).when(
        request, request="athena", text="An update", requested_by="PANEL/2018-06-19"
    ).nothing_happens()


def test_a_request_stays_open_until_it_is_met():
    assert state_after(adopted, asked).asked == ("Athena",)
    given(adopted, asked).when(
        meet, request="athena", answer="The report", meeting="PANEL/2018-11-27"
    ).then(met)
    after = state_after(adopted, asked, met)
    assert (after.asked, after.met) == ((), ("Athena",))


def test_meeting_a_request_needs_an_answer():
    given(adopted, asked).when(meet, request="Athena", answer="").refused("Say what came")


def test_what_was_not_asked_for_is_not_met():
    given(adopted).when(meet, request="Athena", answer="x").refused(
        "no request 'Athena' by then; waiting: none. Record it first"
    )


def test_a_request_is_met_once():
    given(adopted, asked, met).when(meet, request="Athena", answer="x").refused("was already met")


def test_the_same_answer_twice_is_written_once():
    given(adopted, asked, met).when(
        meet, request="Athena", answer="The report", meeting="PANEL/2018-11-27"
    ).nothing_happens()


# When corrected


@each("event", [planned, held, asked, met, moved])
def test_a_correction_makes_nothing_that_the_rules_would_not(event):
    state = state_after(adopted, planned, held, asked, met)
    with pytest.raises(Refused, match="already"):
        record_kind("programme").lawful(state, event)
