"""Titles of tables that name no report, and give no day on which something was raised."""

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
