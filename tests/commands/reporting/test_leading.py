"""What leads a paper: each rule alone, on a ledger made for it; and the rank of the lines."""

import ast
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from office import opened

from commands.reports import gather
from commands.reports.gather import glance
from commands.reports.gather.asking import PaperQuery
from commands.reports.gather.committee import committee
from commands.reports.gather.facts import Facts
from commands.reports.gather.leading import RULES, leading
from commands.reports.model import Figure, Link
from ledger.records import (
    action_agreements,
    actions,
    assurances,
    discrepancies,
    grades,
    inspection_items,
    inspections,
    item_due_dates,
    recommendations,
    statements,
    subjects,
)

pytestmark = pytest.mark.slow

DAY = date(2018, 11, 27)


office = opened("2018-11-20T09:00")


def facts(office, on=DAY, **how):
    return Facts(PaperQuery(office.projections(), "HTA", on, **how))


def asked_once(now):
    """The projections, with each answer kept: the papers are of one body and of all, and ask much
    the same."""
    if "state" not in vars(now):
        now.state = cache(now.state)
    return now


def led_by(office, on=DAY, **how):
    """The rules that find something, by name, and what they say; of all bodies, a glance finds the
    same as a paper."""
    now, of = asked_once(office.projections()), facts(office, on, **how)
    paper, page = Facts(PaperQuery(now, "", on)), glance.facts(now, on, None)
    assert [rule.find(page) for rule in RULES] == [rule.find(paper) for rule in RULES]
    assert leading(page) == leading(paper)
    return {r.find.__name__: str(f.said) for r in RULES if (f := r.find(of)) is not None}


def section_of(office, name):
    sections = committee(PaperQuery(office.projections(), "HTA", DAY))[1]
    return next(one for one in sections if one.name == name)


def published(office, ref="EFF17", on="2018-10-31", **stated):
    named = {"title": f"Report {ref}", "inspection_year": 2017}
    office.say(on, inspections.publish, ref, **named, **stated)


def graded(office, grade, ref="EFF17", area="SOC", on="2018-10-31"):
    office.say(on, grades.grade, ref, area=area, grade=grade)


def issued(office, ref, on="2018-10-31"):
    said = {"title": "Mend it", "recommendations": 1}
    office.say(on, inspection_items.issue, ref, **said)


def raised(office, number=1, on="2018-11-01", due="2018-12-31", **more):
    due = date.fromisoformat(due) if due else None
    said = {"title": f"Title {number}", "owners": ["CC"], "due": due} | more
    office.say(on, actions.raise_action, f"A-2018-{number:03}", **said)


# Each rule


def test_a_glance_asks_no_question_about_what_no_event_is_about(office, monkeypatch):
    raised(office, due="2018-11-10")
    raised(office, 2, due=None)
    now, asked = office.projections(), []
    monkeypatch.setattr(
        now, "state", lambda *_, **__: pytest.fail("all the rows of a question are read")
    )
    chosen = now.chosen
    monkeypatch.setattr(now, "chosen", lambda *a, **how: asked.append(a[0]) or chosen(*a, **how))
    assert len(leading(glance.facts(now, DAY, None))) == 1
    assert sorted(asked) == ["action_state", "deadlines"]


def test_of_what_was_never_recorded_it_is_not_only_said_that_none_is_late(office):
    (said, *_) = committee(PaperQuery(office.projections(), "HTA", DAY))[0]
    assert said.startswith("Nothing is there to be settled: ")
    assert said.endswith(" reconcile. No action is recorded. No inspection is recorded.")
    raised(office)
    (said, *_) = committee(PaperQuery(office.projections(), "HTA", DAY))[0]
    assert said.endswith(" reconcile. No inspection is recorded.")


def test_nothing_leads_where_nothing_is_grave(office):
    published(office)
    graded(office, "good")
    raised(office)
    assert led_by(office) == {}
    assert leading(facts(office)) == ()
    (said, *_) = committee(PaperQuery(office.projections(), "HTA", DAY))[0]
    assert said.startswith("Nothing is there to be settled: no action is past its due date")
    (said, *_) = committee(PaperQuery(office.projections(), "HTA", DAY, withheld=["A-2018-001"]))[0]
    assert said.startswith("Nothing of the records that this paper shows is there to be settled")


def test_an_inadequate_grade_leads_with_its_question_area_in_words(office):
    published(office)
    graded(office, "inadequate")
    assert led_by(office) == {
        "inadequate": "SOC is graded inadequate in Report EFF17 (EFF17, 31 October 2018)."
    }
    # What something is called is so whatever the day.
    office.say("2018-11-30", subjects.name, "SOC", title="Organised crime")
    assert led_by(office)["inadequate"].startswith("Organised crime (SOC) is graded inadequate")
    assert "Organised" not in led_by(office, withheld=["SOC"])["inadequate"]
    assert led_by(office, date(2018, 10, 30)) == {}


def test_a_grade_leads_until_a_later_report_grades_the_same_better(office):
    published(office)
    published(office, "EFF18", "2018-11-10")
    graded(office, "inadequate")
    graded(office, "inadequate", area="overall")
    graded(office, "good", "EFF18", on="2018-11-10")
    assert "The force overall is graded inadequate" in led_by(office)["inadequate"]
    graded(office, "good", "EFF18", area="overall", on="2018-11-10")
    assert led_by(office) == {}
    assert "2 grades of inadequate stand" in led_by(office, date(2018, 11, 9))["inadequate"]


def test_what_is_overall_of_one_kind_of_inspection_is_not_of_another(office):
    published(office)
    published(office, "LEG17", "2018-11-10")
    graded(office, "inadequate", area="overall")
    graded(office, "good", "LEG17", area="overall", on="2018-11-10")
    assert set(led_by(office)) == {"inadequate"}


def test_requires_improvement_leads_and_is_told_in_short_where_a_grade_is_worse(office):
    published(office)
    graded(office, "requires improvement", area="PV")
    assert led_by(office) == {
        "requires_improvement": "PV is graded requires improvement in Report EFF17 (EFF17,"
        " 31 October 2018)."
    }
    graded(office, "inadequate")
    assert led_by(office)["requires_improvement"] == (
        "1 grade of requires improvement stands too: PV (EFF17)."
    )
    assert "SOC is graded inadequate" in leading(facts(office))[0]
    assert "1 grade of requires improvement stands too" in leading(facts(office))[0]


def test_a_cause_of_concern_leads_while_it_is_open(office):
    published(office)
    issued(office, "EFF17/PV-COC1")
    said = "1 cause of concern is open: EFF17/PV-COC1, since 31 October 2018: Mend it."
    assert led_by(office) == {"causes_of_concern": said}
    office.say("2018-11-20", inspection_items.reject, "EFF17/PV-COC1", reason="no money")
    assert led_by(office) == {}


def test_what_inspectors_raised_leads_from_the_day_after_its_due_date(office):
    published(office, on="2018-11-19")
    office.say("2018-11-19", inspections.publish, "IA18-01", title="Payroll",
               inspection_year=2018, issuer="internal audit")  # fmt: skip
    for ref, day in ("EFF17/AFI1", 26), ("EFF17/R1", 20), ("IA18-01/R1", 20):
        issued(office, ref, "2018-11-19")
        office.say("2018-11-19", item_due_dates.set_due, ref, due=date(2018, 11, day))
    assert led_by(office, date(2018, 11, 20)) == {}
    assert led_by(office)["items_overdue"] == (
        "2 matters that inspectors raised are past the due date: the longest is EFF17/R1, by"
        " 7 days: Mend it."
    )
    of = Facts(PaperQuery(office.projections(), "HTA", DAY, withheld=["EFF17/R1"]))
    assert str(leading(of)[0]).startswith("1 matter (1 more withheld) that inspectors raised is")
    office.say("2018-11-27", inspection_items.reject, "EFF17/R1", reason="no money")
    assert led_by(office)["items_overdue"] == (
        "1 matter that inspectors raised is past the due date: EFF17/AFI1, by 1 day: Mend it."
    )


def test_a_last_day_of_the_law_leads_from_the_day_after_it(office):
    published(office, on="2018-10-03")
    assert led_by(office, date(2018, 11, 27)) == {}
    assert led_by(office, date(2018, 11, 28)) == {
        "law_passed": "1 deadline of the law has passed with nothing recorded that would meet it;"
        " it is of 27 November 2018, 1 day late so far: comments on a report (EFF17)."
    }
    published(office, "EFF16", "2018-09-03")
    said = led_by(office, date(2018, 11, 28))["law_passed"]
    assert "2 deadlines" in said and "the oldest is of 28 October 2018, 31 days late so far" in said
    for ref in ("EFF16", "EFF17"):
        office.say("2018-11-27", grades.comment, ref, stage="published")
    assert "law_passed" not in led_by(office, date(2018, 11, 28))


def test_the_table_of_what_inspectors_asked_for_has_due_dates_where_any_is_recorded(office):
    def due():
        (table,) = (t for t in section_of(office, "inspections").tables if t.name == "items")
        of = [at for at, one in enumerate(table.columns) if one.heading in ("Due", "Days overdue")]
        return [[row[at] for at in of] for row in table.rows]

    published(office, on="2018-11-19")
    for ref in ("EFF17/AFI1", "EFF17/R1", "EFF17/R2"):
        issued(office, ref, "2018-11-19")
    assert due() == [[], [], []]
    for ref, day in ("EFF17/R1", 26), ("EFF17/R2", 27):
        office.say("2018-11-19", item_due_dates.set_due, ref, due=date(2018, 11, day))
    assert due() == [[None, None], [date(2018, 11, 26), 1], [date(2018, 11, 27), None]]
    office.say("2018-11-20", inspection_items.reject, "EFF17/R1", reason="no money")
    assert due() == [[None], [date(2018, 11, 26)], [date(2018, 11, 27)]]


def test_an_action_leads_from_the_day_after_its_due_date(office):
    raised(office, due="2018-11-26")
    raised(office, 2, due="2018-11-20")
    assert led_by(office, date(2018, 11, 20)) == {}
    assert led_by(office)["overdue"] == (
        "2 live actions are past the due date: the longest is A-2018-002, by 7 days: Title 2."
    )
    office.say("2018-11-21", actions.withdraw, "A-2018-002", reason="overtaken")
    assert led_by(office)["overdue"] == (
        "1 live action is past the due date: A-2018-001, by 1 day: Title 1."
    )


def test_an_action_without_a_due_date_leads_with_the_oldest(office):
    raised(office)
    raised(office, 2, "2018-11-05", None)
    raised(office, 3, "2018-11-02", None)
    assert led_by(office) == {
        "undated": "2 of 3 live actions have no due date: the oldest is A-2018-003, open for"
        " 25 days: Title 3."
    }
    assert led_by(office, date(2018, 11, 1)) == {}


def extend(office, number, on, due):
    said = {"due": date.fromisoformat(due), "reason": "staff", "approved_by": "PCC"}
    office.say(on, actions.extend, f"A-2018-{number:03}", **said)


def test_an_action_that_was_extended_still_leads(office):
    raised(office, due="2018-11-05")
    raised(office, 2, due="2018-11-10")
    extend(office, 1, "2018-11-12", "2019-01-31")
    assert led_by(office) == {
        "overdue": "1 live action is past the due date: A-2018-002, by 17 days: Title 2.",
        "extended": "1 live action has had the due date moved, only after it had passed:"
        " A-2018-001, first due on 5 November 2018, 22 days ago, moved once, now due on"
        " 31 January 2019: Title 1.",
    }
    extend(office, 2, "2018-11-09", "2018-11-11")
    extend(office, 2, "2018-11-10", "2018-12-11")
    assert led_by(office) == {
        "extended": "2 live actions have had the due date moved, 1 of them only after it had"
        " passed: the longest since the first due date is A-2018-001, first due on"
        " 5 November 2018, 22 days ago, moved once, now due on 31 January 2019: Title 1."
    }
    late = led_by(office, date(2018, 12, 20))["overdue"]
    assert "A-2018-002, by 9 days (after it was moved twice): Title 2." in late


def test_an_action_that_was_put_off_to_no_set_day_leads_like_one_that_was_extended(office):
    raised(office, due="2018-11-05")
    put_off = {"due_words": "in the new year", "reason": "staff", "approved_by": "PCC"}
    office.say("2018-11-12", action_agreements.unset_due, "A-2018-001", **put_off)
    assert "moved, only after it had passed" in led_by(office)["extended"]


def test_an_action_that_is_due_in_words_has_a_due_date_and_is_told_apart(office):
    raised(office)
    raised(office, 2, "2018-11-05", None, due_words="a future meeting")
    assert led_by(office) == {
        "due_in_words": "1 live action is due in words alone, on no day: A-2018-002 (“a future"
        " meeting”), open for 22 days: Title 2."
    }
    raised(office, 3, "2018-11-06", None)
    assert led_by(office)["undated"].startswith("1 of 3 live actions has no due date: A-2018-003")
    extend(office, 2, "2018-11-20", "2018-12-24")
    assert "due_in_words" not in led_by(office)
    assert "A-2018-002, first due on no day, moved once" in led_by(office)["extended"]


def test_words_that_end_in_a_full_stop_get_no_other(office):
    published(office, on="2018-11-19")
    office.say("2018-11-19", inspection_items.issue, "EFF17/PV-COC1",
               title="They are not safe.", recommendations=1)  # fmt: skip
    for number, (due, ends) in enumerate(
        [("2018-11-26", "Is it done?"), (None, "Ask them."), ("2018-12-24", "(See above.)")], 1
    ):
        raised(office, number, "2018-11-05", due, title=ends)
    extend(office, 3, "2018-11-10", "2019-01-31")
    raised(office, 4, "2018-11-05", None, due_words="soon", title="Count “the lot.”")
    said = led_by(office)
    ends = {name: words.rpartition(": ")[2] for name, words in said.items()}
    assert ends == {
        "causes_of_concern": "They are not safe.",
        "overdue": "Is it done?",
        "undated": "Ask them.",
        "extended": "(See above.)",
        "due_in_words": "Count “the lot.”",
    }


def test_an_action_of_another_body_does_not_lead(office):
    raised(office, 1, due="2018-11-20", meeting="JAC/2018-11-01")
    assert led_by(office) == {}


def test_one_that_is_stated_is_said_of_one(office):
    published(office, afis_stated=1, causes_stated=1)
    (said,) = led_by(office).values()
    assert "states 1 area for improvement and lists 0" in said
    assert "states 1 cause of concern and lists 0" in said


def test_what_does_not_reconcile_leads(office):
    published(office, afis_stated=2)
    issued(office, "EFF17/AFI1")
    said = (
        "What does not reconcile: Report EFF17 (EFF17) states 2 areas for improvement and lists 1."
    )
    assert led_by(office) == {"does_not_reconcile": said}
    issued(office, "EFF17/AFI2")
    assert led_by(office) == {}


def test_a_contradiction_is_counted_once_and_the_count_is_of_the_rows(office):
    published(office, afis_stated=2)
    issued(office, "EFF17/AFI1")
    for number, about in (1, ["EFF17"]), (2, []), (3, []):
        said = {"title": "Two", "should_hold": "one", "quotes": ["a"], "quoted_from": ["p:1"]}
        office.say("2018-11-01", discrepancies.raise_discrepancy, f"X-2018-{number:03}",
                   about=about, **said)  # fmt: skip
    office.say("2018-11-02", discrepancies.explain, "X-2018-003", text="a slip")
    assert led_by(office)["does_not_reconcile"] == (
        "What does not reconcile: Report EFF17 (EFF17) states 2 areas for improvement and lists 1;"
        " 3 contradictions between the papers are not resolved: 2 without an explanation and 1"
        " explained; X-2018-001 is about EFF17 too."
    )
    at_odds = section_of(office, "discrepancies")
    (table,) = at_odds.tables
    assert len(table.rows) == 3
    office.say("2018-11-03", discrepancies.resolve, "X-2018-001", text="seven")
    office.say("2018-11-03", discrepancies.explain, "X-2018-002", text="a slip")
    # What is explained alone does not lead, and stands in its section with its number.
    assert "contradiction" not in led_by(office)["does_not_reconcile"]
    (*_, said) = section_of(office, "discrepancies").sentences
    assert said == (
        "2 contradictions between the papers are not resolved: none without an explanation and 2"
        " explained."
    )


def test_a_figure_says_how_many_more_are_withheld(office):
    for number, due in (1, "2018-11-26"), (2, "2018-11-20"), (3, None), (4, "2018-12-24"):
        raised(office, number, due=due)
    sentences, sections = committee(
        PaperQuery(
            office.projections(), "HTA", DAY, date(2018, 11, 1), ["A-2018-002", "A-2018-003"]
        )
    )
    assert [str(one) for one in sentences] == [
        "1 live action (1 more withheld) is past the due date: A-2018-001, by 1 day: Title 1.",
        "What was open before, what changed and what is open now add up, of the records that this"
        " paper shows; the others are withheld.",
    ]
    since, standing = next(one for one in sections if one.name == "actions").sentences
    assert since == (
        "Since the meeting of 1 November 2018, no action was closed, none raised and none moved or"
        " withdrawn; there is news of none of the matters that inspectors raised."
    )
    assert standing == (
        "On 27 November 2018, 2 actions (2 more withheld) of HTA are live; 1 (1 more withheld) is"
        " past the due date."
    )
    changed = next(one for one in sections if one.name == "changes").sentences[0]
    assert changed == (
        "Actions: 2 (2 more withheld) open, none added and none ended = 2 (2 more withheld) open."
        " What is shown adds up."
    )
    tables = {table.name: table for one in sections for table in one.tables}
    assert tables["live-actions"].note.endswith("2 more are withheld.")
    assert tables["ageing"].note == "2 more are withheld."
    assert tables["waiting"].withheld == 0
    assert tables["completed-actions"].withheld == 0
    assert "withheld" not in tables["completed-actions"].note


def test_the_oldest_is_the_oldest_shown_where_some_are_withheld(office):
    for number in range(1, 4):
        raised(office, number, f"2018-11-0{number}", None)
    said = led_by(office, withheld=["A-2018-001"])["undated"]
    assert said.startswith(
        "2 (1 more withheld) of 2 live actions (1 more withheld) have no due date: the oldest shown"
        " is A-2018-002"
    )


def test_what_the_panel_was_told_and_is_withheld_is_not_never_told(office):
    published(office)
    issued(office, "EFF17/AFI1")
    office.say("2018-11-02", statements.report, "S-2018-001", told_to="PANEL/2018-11-02",
               text="Told", about=["EFF17/AFI1"])  # fmt: skip
    of = PaperQuery(office.projections(), "HTA", DAY, withheld=["S-2018-001"])
    inspections_of = Facts(of).inspections
    assert "never told" not in inspections_of.sentence()
    (row,) = inspections_of.listed
    assert row["told"] == "(a record left out)" and row["statement"] is None


def test_what_is_withheld_does_not_lead(office):
    raised(office, due="2018-11-26")
    published(office)
    graded(office, "inadequate")
    assert led_by(office, withheld=["A-2018-001", "EFF17"]) == {}


# The lines


@pytest.fixture
def all_of_it(office):
    """A ledger in which every rule finds something."""
    published(office, on="2018-09-01", afis_stated=2)
    graded(office, "inadequate", on="2018-09-01")
    issued(office, "EFF17/PV-COC1", "2018-09-01")
    raised(office, due="2018-11-26")
    raised(office, 2, due=None)
    raised(office, 3, due=None, due_words="soon")
    raised(office, 4, due="2018-11-26")
    extend(office, 4, "2018-11-20", "2018-12-31")
    graded(office, "requires improvement", area="PV", on="2018-09-01")
    return office


def test_the_rules_are_in_the_order_of_their_weights():
    weights = [rule.weight for rule in RULES]
    assert weights == sorted(set(weights), reverse=True)


def test_the_heaviest_leads_and_there_are_at_most_four_lines(all_of_it, monkeypatch):
    lines = leading(facts(all_of_it))
    assert [(one.weight, one.number, one.ref, one.table) for one in lines] == [
        (100, 1, "EFF17", "grades"),
        (80, 1, "EFF17", "deadlines"),
        (70, 1, "A-2018-001", "live-actions"),
        (50, 1, "", "inspections"),
    ]
    monkeypatch.setattr("commands.reports.gather.leading.LINES_MOST", 2)
    assert leading(facts(all_of_it)) == lines[:2]
    assert len(led_by(all_of_it)) == len(RULES) - 3  # Two are of audits, one of dates.


def test_the_facts_of_one_subject_are_one_line(all_of_it):
    grades, _, late, _ = leading(facts(all_of_it))
    assert "is graded inadequate" in grades and "1 cause of concern is open" in grades
    assert late == (
        "1 live action is past the due date: A-2018-001, by 1 day: Title 1. 1 live action has had"
        " the due date moved: A-2018-004, first due on 26 November 2018, moved once. 1 of 4 live"
        " actions has no due date. 1 live action is due in words alone, on no day."
    )


def test_each_line_leads_to_its_rows_and_its_record(all_of_it):
    for one in leading(facts(all_of_it)):
        tables = [part.table for part in one.parts if isinstance(part, Figure)]
        refs = [part.ref for part in one.parts if isinstance(part, Link)]
        assert tables[0] == one.table
        assert not one.ref or refs[0] == one.ref


# For the body that follows audits up


def audited(office, body, due="2018-10-30", priority="High", number=1):
    facts = {"title": "Creditors", "inspection_year": 2018, "issuer": "internal audit"}
    office.say("2018-06-01", inspections.publish, "IA18-01", body=body, **facts)
    office.say("2018-06-02", assurances.assure, "IA18-01", assurance="partial")
    recommended(office, "IA18-01/R1", due, priority)


def recommended(office, ref, due, priority):
    said = {"title": "Check", "priority": priority}
    office.say("2018-06-01", inspection_items.issue, ref, **said)
    office.say("2018-06-01", item_due_dates.set_due, ref, due=date.fromisoformat(due))


def test_overdue_recommendations_lead_the_paper_of_whoever_follows_them_up(office):
    audited(office, "HTA")
    recommended(office, "IA18-01/R2", "2018-09-30", "Low")
    raised(office, due="2018-11-15")
    first, second = leading(facts(office))[:2]
    assert first == (
        "1 recommendation of priority High is past the due date: IA18-01/R1, by 28 days: Check."
        " 1 other is overdue too. 1 report gives limited assurance or none."
    )
    assert "live action" in second


@pytest.mark.parametrize("body", ["JAC", None])
def test_another_body_s_paper_begins_with_no_audit(office, body):
    audited(office, body)
    assert not {"audits_overdue", "weak_assurance"} & set(led_by(office))


def test_nothing_of_an_audit_leads_that_is_settled_or_in_time(office):
    audited(office, "HTA", due="2018-11-27")
    assert "audits_overdue" not in led_by(office)
    office.say("2018-11-01", inspection_items.complete, "IA18-01/R1", reported_by="CFO")
    office.say("2018-11-02", recommendations.verify, "IA18-01/R1", evidence="seen")
    assert led_by(office) == {}


def test_an_audit_is_no_matter_that_inspectors_raised(office):
    audited(office, "HTA")
    assert facts(office).inspections.items == []
    assert (
        str(facts(office).inspections.sentence()) == "No matter that inspectors raised is recorded."
    )


def test_no_row_is_held_against_a_set_that_is_made_anew_for_each():
    """With thousands of rows that is millions of steps."""
    (folder,) = map(Path, gather.__path__)
    made = [
        f"{file.name}:{call.lineno}"
        for file in folder.glob("*.py")
        for held in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(held, ast.Lambda)
        for call in ast.walk(held)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "refs"
    ]
    assert made == []
