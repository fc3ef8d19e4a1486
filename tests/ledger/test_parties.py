"""Owners who are no post: an organisation, a team, a person; several with one who leads."""

import pytest
from given import given, state_after
from office import Office, only

from ledger.errors import NotFound, Refused
from ledger.records import (
    action_agreements,
    actions,
    decisions,
    meeting_attendance,
    meetings,
    parties,
    posts,
)
from ledger.records.actions import ActionOwnerChanged, ActionRaised, raise_action, reassign
from ledger.records.parties import (
    PartyAliasAdded,
    PartyNamed,
    PartyPersonNamed,
    add_alias,
    name,
    name_person,
)

A1 = "A-2018-001"
lane = PartyNamed(title="Lane LLP, internal auditors", party_kind="organisation")
jo = PartyPersonNamed(person="Jo Dale")


def test_an_organisation_or_a_team_is_named():
    facts = {"title": "Lane LLP, internal auditors", "party_kind": "organisation"}
    given(ref="LANE").when(name, **facts).then(lane)
    given(lane, ref="LANE").when(name, **facts).nothing_happens()
    given(lane, ref="LANE").when(name, title="Other", party_kind="team").refused("already")
    given(ref="LANE").when(name, title=" ", party_kind="team").refused("who it is")
    given(ref="LANE").when(name, **facts, taken_by="the post LANE").refused("already means")


def test_a_person_is_named_under_initials_that_do_not_give_the_name_away():
    given(ref="JD").when(name_person, person="Jo Dale").then(jo)
    given(jo, ref="JD").when(name_person, person="jo dale").nothing_happens()
    given(jo, ref="JD").when(name_person, person="Jim Dee").refused("already in the")
    for ref in ("JDALE", "DALE-J"):
        given(ref=ref).when(name_person, person="Jo Dale").refused("Take initials")
    given(ref="JD").when(name_person, person="").refused("person's name")


def test_a_party_has_other_names():
    added = PartyAliasAdded(alias="the auditors")
    given(lane, ref="LANE").when(add_alias, alias="the auditors").then(added)
    given(lane, added, ref="LANE").when(add_alias, alias="The Auditors").nothing_happens()
    given(lane, ref="LANE").when(add_alias, alias="x", taken_by="JD").refused("already means")


def test_one_of_several_owners_leads():
    both = ActionRaised(title="Write", owners=("CC", "PCC"), lead="PCC")
    given().when(raise_action, title="Write", owners=["CC", "PCC"], lead="PCC").then(both)
    given().when(raise_action, title="Write", owners=["CC"], lead="PCC").refused("among the owners")
    other = ActionOwnerChanged(owners=("CC", "PCC"), owners_were=("CC", "PCC"), lead="CC")
    given(both).when(reassign, owners=["CC", "PCC"], lead="CC").then(other)
    given(both, other).when(reassign, owners=["CC", "PCC"], lead="CC").nothing_happens()
    given(both).when(reassign, owners=["CC"], lead="PCC").refused("among the owners")
    assert state_after(both, other).lead == "CC"


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db", "2018-12-01T09:00") as office:
        office.define("CC", "PCC", "CEX", "ACC")
        facts = {"title": "Lane LLP", "party_kind": "organisation"}
        office.say("2018-01-01", parties.name, "LANE", **facts)
        office.say("2018-01-01", parties.name_person, "JD", person="Jo Dale")
        yield office


def record(office, on, rule, ref=A1, kind="action", new=False, **facts):
    return office.ledger.record(kind, ref, rule, office.entry(on), new=new, **facts)


def raised(office, *owners, **more):
    record(office, "2018-03-01", raise_action, new=True, title="Do it", owners=owners, **more)


def test_a_party_owns_and_reports_and_neither_decides_nor_verifies(office):
    raised(office, "LANE", "CC", lead="LANE")
    assert only(office.ask("open_actions", "2018-04-01"), "owners") == [(["LANE", "CC"],)]
    record(office, "2018-03-02", actions.complete, reported_by="LANE", evidence="report 2")
    with pytest.raises(NotFound):
        record(office, "2018-03-03", actions.close, evidence="seen", verified_by="JD")
    facts = {"title": "Fund", "makers": ["LANE"]}
    with pytest.raises(NotFound):
        record(office, "2018-03-03", decisions.take, "D-2018-001", "decision", True, **facts)
    facts = {"title": "x", "owners": ["LANES"]}
    with pytest.raises(NotFound):
        record(office, "2018-03-03", raise_action, "A-2018-002", new=True, **facts)
    record(office, "2018-03-03", actions.close, evidence="seen", verified_by="CEX")


def test_a_person_does_not_verify_their_own_in_a_post_they_hold(office):
    raised(office, "JD")
    office.say("2018-01-01", posts.appoint, "CEX", holder="Ms Jo Dale")
    record(office, "2018-03-02", actions.complete, reported_by="JD")
    with pytest.raises(Refused, match="holds both"):
        record(office, "2018-03-03", actions.close, evidence="seen", verified_by="CEX")


def test_a_person_found_later_to_have_verified_their_own_is_told_of(office):
    raised(office, "JD")
    record(office, "2018-03-02", actions.complete, reported_by="JD")
    record(office, "2018-03-03", actions.close, evidence="seen", verified_by="CEX")
    (row,) = office.ask("closed_on_whose_word", "2018-04-01")
    assert row["word"] == "verified by somebody else"
    office.say("2018-01-01", posts.appoint, "CEX", holder="Jo Dale")
    (row,) = office.ask("closed_on_whose_word", "2018-04-01")
    assert row["word"] == "verified by the same person"


def test_who_owns_what_is_told_with_the_name_of_a_party(office):
    raised(office, "LANE")
    (row,) = office.ask("owner_workload", "2018-04-01")
    assert (row["owner_now"], row["owner_then"]) == ("LANE: Lane LLP", "LANE: Lane LLP")


def test_a_name_means_one_post_body_or_party(office):
    with pytest.raises(Refused, match="already means the party LANE"):
        record(office, "2018-01-01", posts.define, "LANE", "post", True, title="Lane officer")
    facts = {"title": "x", "party_kind": "team"}
    with pytest.raises(Refused, match="already means"):
        record(office, "2018-01-01", parties.name, "CEX", "party", True, **facts)
    with pytest.raises(Refused, match="already means the post ACC"):
        record(office, "2018-01-01", parties.name, "ACC", "party", True, **facts)


def test_a_person_s_name_is_kept_apart_from_the_events(office):
    rows = office.ledger.store.events()
    assert not [row for row in rows if b"Jo Dale" in bytes(row[4])]
    assert office.ledger.state("party", "JD").person == "Jo Dale"


def test_a_party_at_a_meeting_may_agree_what_is_not_its_own(office):
    raised(office, "CC")
    at, on = "HTA/2018-03-27", "2018-03-27"
    held = {"body": "HTA", "meets_on": office.entry(on).effective_on}
    office.say(on, meetings.hold, at, **held)
    office.say(on, meeting_attendance.attend, at, attendee="CC")
    with pytest.raises(Refused, match="whose own"):
        record(office, on, action_agreements.close_agreed, closed_at=at)
    office.say(on, meeting_attendance.attend, at, attendee="LANE")
    record(office, on, action_agreements.close_agreed, closed_at=at)
