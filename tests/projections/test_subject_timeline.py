"""What bears on a subject: what is linked, what arose from it, what was said of it; no more."""

from datetime import date
from typing import Any

import pytest
from macros import prepare
from msgspec.structs import replace
from office import Office, only

from ledger.records import (
    actions,
    agenda,
    findings,
    grades,
    inspection_items,
    inspections,
    meetings,
    nil_returns,
    statements,
    subjects,
)
from ledger.records import questions as questions_put
from projections import Projections

pytestmark = pytest.mark.slow

MEETING = "HTA/2018-02-27"
HERE = {"meeting": MEETING}


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path / "l.db", "2018-12-01T09:00") as office:
        office.say("2018-12-01", subjects.name, "SOC", title="Organised crime")
        yield office


def linked(office: Office, to: str, on: str = "2018-12-01", **facts: Any) -> int:
    return office.say(on, subjects.link, "SOC", to=to, **facts)[0].position


def whats(office: Office, on: str = "2018-12-31", known_by: str | None = None) -> list[str]:
    return [row["what"] for row in office.ask("subject_timeline", on, known_by, subject="soc")]


def inspected(office: Office) -> None:
    facts = {"title": "PEEL 2017", "inspection_year": 2017}
    office.say("2018-03-01", inspections.publish, "EFF17", **facts)
    for area, grade in (("SOC", "inadequate"), ("PV", "good"), ("overall", "good")):
        office.say("2018-03-01", grades.grade, "EFF17", area=area, grade=grade)
    for ref in ("EFF17/SOC-R1", "EFF17/PV-AFI1"):
        facts = {"title": f"Improve {ref[-2:]}"}
        office.say("2018-03-01", inspection_items.issue, ref, **facts)


def met(office: Office) -> None:
    facts = {"body": "HTA", "meets_on": date(2018, 2, 27)}
    office.say("2018-02-27", meetings.hold, MEETING, **facts)
    for number, item in ((1, "4c"), (2, "5")):
        office.say("2018-02-27", agenda.table_item, MEETING, item=item, title=f"Item {item}")
        facts = HERE | {"item": item}
        office.say("2018-02-27", questions_put.put, f"Q-2018-00{number}", text=f"Q{item}", **facts)
        facts |= {"answers": [f"Q-2018-00{number}"]}
        office.say("2018-02-27", findings.record, f"F-2018-00{number}", text=f"F{item}", **facts)


def test_of_an_inspection_only_its_area_bears_on_it(office):
    inspected(office)
    office.say("2018-04-01", inspection_items.progress, "EFF17/SOC-R1", text="a plan")
    office.say("2018-04-01", inspection_items.progress, "EFF17/PV-AFI1", text="no plan")
    linked(office, "EFF17", area="SOC")
    assert whats(office) == [
        "report published: PEEL 2017",
        "graded inadequate (SOC)",
        "recommendation issued: Improve R1",
        "progress: a plan",
    ]


def test_of_a_whole_inspection_everything_does(office):
    inspected(office)
    linked(office, "EFF17")
    assert len(whats(office)) == 6
    assert "AFI issued: Improve I1" in whats(office)


def test_of_a_meeting_only_its_item_bears_on_it(office):
    met(office)
    office.say("2018-02-27", nil_returns.record, "N-2018-001", nil_of="actions", item="4c", **HERE)
    facts = {"title": "Other", "owners": ["CC"], "item": "5"} | HERE
    office.say("2018-02-27", actions.raise_action, "A-2018-001", **facts)
    office.say("2018-03-03", questions_put.answer, "Q-2018-001", text="by a paper")
    linked(office, MEETING, item="4c")
    rows = office.ask("subject_timeline", "2018-12-31", subject="SOC")
    assert only(rows, "what", "where") == [
        ("on the agenda: Item 4c", f"{MEETING} item 4c"),
        ("asked: Q4c", f"{MEETING} item 4c"),
        ("found: F4c", f"{MEETING} item 4c"),
        ("no action arose", f"{MEETING} item 4c"),
        ("answered: by a paper", f"{MEETING} item 4c"),
    ]


def test_what_became_of_an_action_bears_on_it_too(office):
    facts = {"title": "Plan", "owners": ["CC"]} | HERE
    office.say("2018-02-27", actions.raise_action, "A-2018-001", **facts)
    office.say("2018-03-05", actions.complete, "A-2018-001", reported_by="CC", evidence="paper")
    linked(office, "A-2018-001")
    assert whats(office) == ["action raised: Plan", "action reported complete: paper"]


def test_what_was_found_in_answer_to_a_question_bears_on_it(office):
    met(office)
    linked(office, "Q-2018-002")
    assert whats(office) == ["asked: Q5", "found: F5"]


def test_what_was_told_about_it_bears_on_it_and_what_was_told_about_the_rest_does_not(office):
    inspected(office)
    for number, about in enumerate(("EFF17/SOC-R1", "EFF17/PV-AFI1", "EFF17"), 1):
        facts = {"text": about, "told_to": "PANEL/2018-06-19", "about": [about]}
        office.say("2018-06-19", statements.report, f"S-2018-00{number}", **facts)
    linked(office, "EFF17", area="SOC")
    rows = office.ask("subject_timeline", "2018-12-31", subject="SOC")
    assert only(rows, "what", "ref", "where")[3:] == [
        ("the Panel was told: EFF17/SOC-R1", "S-2018-001", "PANEL/2018-06-19")
    ]


def test_a_kind_that_has_no_words_of_its_own_here_still_tells_itself(office):
    inspected(office)
    office.say("2018-04-01", inspection_items.assign_lead, "EFF17/SOC-R1", lead="DCC")
    facts = {"text": "officers know it"}
    office.say("2018-04-02", inspection_items.reality_test, "EFF17/SOC-R1", **facts)
    linked(office, "EFF17/SOC-R1")
    assert whats(office)[1:] == ["item lead: DCC", "item reality tested: officers know it"]


def test_what_is_linked_twice_is_told_once(office):
    inspected(office)
    linked(office, "EFF17", area="SOC")
    other = replace(office.entry("2018-12-01"), recorded_by="A second")
    facts = {"to": "EFF17/SOC-R1"}
    office.ledger.record("subject", "SOC", subjects.link, other, **facts)
    assert len(whats(office)) == 3


def test_what_came_later_than_its_meeting_is_where_the_paper_says(office):
    facts = {"title": "Plan", "owners": ["CC"], "item": "5"} | HERE
    office.say("2018-02-27", actions.raise_action, "A-2018-001", **facts)
    entry = replace(office.entry("2018-03-05"), source="a-paper:7")
    office.ledger.record("action", "A-2018-001", actions.progress, entry, text="arranged")
    linked(office, "A-2018-001")
    rows = office.ask("subject_timeline", "2018-12-31", subject="SOC")
    assert only(rows, "where") == [(f"{MEETING} item 5",), ("a-paper:7",)]


def test_what_was_unlinked_bears_on_it_no_more_until_it_is_linked_again(office):
    inspected(office)
    linked(office, "EFF17/SOC-R1")
    office.say("2018-12-02", subjects.unlink, "SOC", to="EFF17/SOC-R1", reason="another matter")
    assert whats(office) == []
    linked(office, "EFF17/SOC-R1", on="2018-12-03")
    assert len(whats(office)) == 1


def test_a_link_counts_for_every_day_but_only_once_it_is_known(office):
    inspected(office)
    office.it_is("2018-12-05T09:00")
    linked(office, "EFF17/SOC-R1", on="2018-12-05")
    assert len(whats(office, "2018-03-01")) == 1
    assert whats(office, "2018-02-28") == [], "facts count from their day"
    assert whats(office, "2018-12-31", "2018-12-04") == []


def test_what_was_retracted_bears_on_nothing(office):
    facts = {"title": "Plan", "owners": ["CC"]} | HERE
    office.say("2018-02-27", actions.raise_action, "A-2018-001", **facts)
    said = office.say("2018-03-01", actions.progress, "A-2018-001", text="arranged")
    linked(office, "A-2018-001")
    office.retract(said[0].position, on="2018-12-01")
    assert whats(office) == ["action raised: Plan"]


def test_it_is_told_in_the_order_in_which_it_was_so_with_who_linked_it(office):
    facts = {"title": "Late", "owners": ["CC"]} | HERE
    office.say("2018-05-01", actions.raise_action, "A-2018-001", **facts)
    office.say("2018-04-01", actions.raise_action, "A-2018-002", **facts)
    linked(office, "A-2018-001")
    linked(office, "A-2018-002")
    rows = office.ask("subject_timeline", "2018-12-31", subject="SOC")
    by = office.entry("2018-12-01").recorded_by
    assert only(rows, "ref", "linked_by") == [("A-2018-002", by), ("A-2018-001", by)]


def test_without_a_name_each_subject_is_told_in_turn(office):
    inspected(office)
    office.say("2018-12-01", subjects.name, "ABUSE", title="Domestic abuse")
    facts = {"to": "EFF17/PV-AFI1"}
    office.say("2018-12-01", subjects.link, "ABUSE", **facts)
    linked(office, "EFF17/SOC-R1")
    rows = office.ask("subject_timeline", "2018-12-31")
    assert only(rows, "subject", "ref") == [("ABUSE", "EFF17/PV-AFI1"), ("SOC", "EFF17/SOC-R1")]


def test_a_subject_has_as_many_links_as_stand(office):
    inspected(office)
    linked(office, "EFF17", area="SOC")
    linked(office, "EFF17/SOC-R1")
    office.say("2018-12-02", subjects.unlink, "SOC", to="EFF17", reason="another matter")
    with Projections(office.ledger) as now:
        prepare(now, "subject_state")
        sql = "SELECT ref, status, linked FROM subject_state(as_of := '2018-12-31')"
        assert now.connection.execute(sql).fetchall() == [("SOC", "named", 1)]
