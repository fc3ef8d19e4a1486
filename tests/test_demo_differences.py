"""What changed in 2018, by the papers, and every question of a rebuilt demo."""

from datetime import date

import pytest
from test_demo import PANEL, READ, ask, demo

from projections import Projections, questions
from projections.differences import Point, between

pytestmark = pytest.mark.slow

assert demo  # a fixture
NEW_YEAR = date(2018, 1, 1)
NEEDED = {"from": NEW_YEAR, "meeting": "HTA/2018-02-27", "inspection": "EFF17"}


def test_all_that_changed_from_new_year_to_the_panel_of_november_2018(demo):
    every = ask(demo, "differences", **{"from": NEW_YEAR})
    assert {"decision", "funding", "commitment", "measure"} < {row["record"] for row in every}
    rows = [row for row in every if row["record"] in ("action", "item")]
    found = [(row["what"], row["ref"], f"{row['dated']:%d %b}") for row in rows]
    areas = [f"EFF17/{a}-AFI{n}" for a in ("PC", "PV") for n in (1, 2, 3)]
    items = areas + [f"EFF17/SOC-R{n}" for n in range(1, 6)]
    # The three actions of the minute; three and three AFIs, and five recommendations, of a report
    # of March; and of each the Panel is told in November.
    assert found == [
        *(("raised", f"A-2018-{n:03}", "27 Feb") for n in (1, 2, 3)),
        *(("raised", ref, "31 Mar") for ref in items),
        *(("moved", ref, "27 Nov") for ref in items),
        # Two AFIs of Efficiency, seven printed of Legitimacy, of a report of 2017; told of in 2018.
        *(("learned later: raised", f"EFY17/AFI{n}", "31 Dec") for n in (1, 2)),
        *(("learned later: raised", f"LEG17/AFI{n}", "31 Dec") for n in range(1, 8)),
        ("corrected", "A-2018-003", "27 Feb"),
    ]
    assert (rows[-1]["was"], rows[-1]["became"]) == ("owners: DCC", "owners: ACC")
    start, end = (Point(words="", day=day) for day in (NEW_YEAR, PANEL))
    answer = between(demo.ledger, start, end)
    assert [(one.opening, one.terms, one.closing) for one in answer.balances[:2]] == [
        (5, {"raised": 3}, 8),
        (9, {"raised": 11}, 20),
    ]
    terms = {one.of: one.terms for one in answer.balances}
    assert terms["decisions"] == {"taken": 4}
    assert terms["findings"] == {"found": 32}
    assert all(one.adds_up for one in answer.balances)


def test_every_question_has_the_same_answer_of_a_rebuilt_ledger(demo):
    with Projections(demo.ledger, fresh=True) as rebuilt:
        for as_of, known_by in ((READ, None), (PANEL, date(2018, 3, 1))):
            for name, question in questions().items():
                given = {p.removeprefix("p_"): NEEDED[p[2:]] for p in question.needed}
                days = {"as_of": as_of, "known_by": known_by}
                assert rebuilt.ask(name, **days, **given) == demo.ask(name, **days, **given), name
