"""Titles of tables that name no report, and give no day on which something was raised."""

import json
from pathlib import Path

import pytest
from test_titles_in_tables import ACTIONS, RECOMMENDED, desk, page, proposed

pytestmark = pytest.mark.slow

__all__ = ["desk"]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Fleet review", True),
        ("Report of the Head of Internal Audit", False),
        ("Report by the Deputy Chief Executive to the audit committee", False),
        ("Reasonable assurance was given in 4 audits", False),
        ("See also: review of the fleet", False),
    ],
)
def test_a_sentence_or_a_covering_paper_names_no_report(desk, title, named):
    paper = page("Internal audit", title, RECOMMENDED)
    commands, _ = proposed(desk, paper, name="a.html", more="--issuer 'internal audit'")
    assert commands[0].endswith("recommendations in a tracker'") != named


@pytest.mark.parametrize(
    "title", ["Position at 15 May 2018", "As at 15 May 2018", "Next meeting: 15 May 2018"]
)
def test_a_row_that_is_a_title_raises_nothing_on_another_day(desk, title):
    commands, _ = proposed(desk, ACTIONS.replace("Meeting of 15 May 2018", title))
    (raised,) = (one for one in commands if one.endswith("'Share the plan'"))
    assert "--on" not in raised


def test_what_is_to_be_complete_by_a_day_is_not_complete(desk):
    for title in ("Complete by 30 September 2018", "Closed at the last meeting or still open"):
        commands, _ = proposed(desk, ACTIONS.replace("COMPLETED ACTIONS", title))
        assert not any(one.startswith("action complete") for one in commands), title


def test_what_stands_below_areas_for_improvement_of_an_inspection_is_no_action(desk):
    report = "HMICFRS Custody inspection 2018 (published 5 March 2018)"
    table = f"{report},,\nAreas for improvement,,\nNo,Detail,Owner\n1,Answer sooner,CC\n"
    (published, issued, *_), told = proposed(desk, table)
    assert told == [] and published.startswith("inspection publish")
    assert issued.endswith("/AFI1 'Answer sooner'")
    theirs = table.replace("Areas for improvement", "Detail of the plan")
    for other in (
        table.replace("Detail", "Action"),
        table.replace(report, "Internal audit"),
        theirs,
    ):
        assert proposed(desk, other)[0][0].startswith("action raise"), other


def test_one_recommendation_below_a_cause_of_concern_is_asked_about_as_one(desk):
    rows = "Ref,Report,Published,Wording\nCOC 1,PEEL 2018,22/03/2018,Unsafe\n"
    Path("a.csv").write_text(f"{rows}R1,PEEL 2018,22/03/2018,Assess them\n", "utf-8")
    (asked,) = json.loads(desk.done("import a.csv --body HTA --json").out)["asked"]
    assert asked.startswith("Does PEEL18/R1 belong to the cause of concern PEEL18/COC1? It stands")
