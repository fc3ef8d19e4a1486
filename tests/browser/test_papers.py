"""The papers of the demo in a browser: whole, true, quiet, and to be used by anybody."""

from datetime import date

import pytest
from conftest import PAPERS
from drawings import figures
from looking import (
    JUST_TABLES,
    axe,
    cells,
    heads,
    histories,
    keys,
    marked,
    outline,
    overflow,
    quiet,
    regions,
    tables,
    traced,
    wrong,
)
from macros import prepare

from ledger.application import Ledger
from projections import Projections

CHECKS = (
    axe, heads, cells, histories, outline, traced, figures, quiet, marked, overflow, regions
)  # fmt: skip
LIVE = "('open', 'in progress', 'reported complete', 'awaiting sign-off')"


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_wrong_with_a_paper(look, papers, name):
    paper, file = papers[name]
    assert wrong(look(file), CHECKS, paper) == {}


@pytest.mark.parametrize("name", ["committee HTA", "afi"])
def test_charts_can_be_read_on_a_small_screen(look, papers, name):
    paper, file = papers[name]
    assert figures(look(file, width=320), paper) == []


@pytest.mark.parametrize("name", ["committee HTA", "meeting pack"])
def test_tab_reaches_everything_in_order_and_shows_where_it_is(look, papers, name):
    seen = look(papers[name].file)
    assert keys(seen) == []


def test_the_skip_link_leads_to_the_paper_itself(look, papers):
    seen = look(papers["committee HTA"].file)
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    assert seen.ask("() => document.activeElement.id") == "main"
    seen.page.keyboard.press("Tab")
    assert seen.ask("() => document.activeElement.getAttribute('href')") == "#t-grades"


def test_keys_scroll_a_table_that_is_wider_than_the_screen(look, papers):
    seen = look(papers["committee HTA"].file, width=JUST_TABLES)
    at = "[aria-labelledby=t-live-actions]"
    seen.page.focus(at)
    seen.page.keyboard.press("ArrowRight")
    seen.page.wait_for_function(f"document.querySelector('{at}').scrollLeft > 0")


# The references in a table, or in a sentence, that stand on more than one line.
BROKEN = """() => [...document.querySelectorAll("td .govuk-link, th .govuk-link, .whole")]
  .filter(one => /^[A-Z0-9/-]+$/.test(one.textContent) && one.getClientRects().length > 1)
  .map(one => one.textContent)"""


@pytest.mark.parametrize("name", PAPERS)
def test_no_reference_is_broken(look, papers, name):
    seen = look(papers[name].file)
    for width in (1100, 800, *range(480, 319, -20)):
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert seen.ask(BROKEN) == [], width


@pytest.mark.parametrize("name", PAPERS)
def test_at_200_per_cent_nothing_leaves_the_window(look, papers, name):
    seen = look(papers[name].file, width=640, device_scale_factor=2)
    wide, room = seen.ask(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert (seen.ask("() => devicePixelRatio"), wide) == (2, room)


def test_it_looks_the_same_without_script_and_with_its_policy_in_force(look, papers):
    file = papers["committee HTA"].file
    strict = look(file, java_script_enabled=False, bypass_csp=False)
    assert look(file).page.screenshot() == strict.page.screenshot()


# The figures, asked of DuckDB in other words than those of the paper.

AGES = """
    SELECT band, count(ref)::VARCHAR FROM (VALUES
        ('up to 3 months', -1, 91), ('3 to 6 months', 91, 182), ('6 to 12 months', 182, 365),
        ('1 to 2 years', 365, 730), ('over 2 years', 730, 1000000)) b(band, least, most)
    LEFT JOIN open_actions(as_of := $1) ON age_days > least AND age_days <= most
    GROUP BY band, least ORDER BY least"""
CARRIED = """
    SELECT ref, carried::VARCHAR FROM carried_forward(as_of := $1)
    WHERE status IN ('open', 'reported complete')"""
ITEMS = f"""
    SELECT inspection, any_value(i.title), count(*)::VARCHAR,
        (count(*) FILTER (status NOT IN {LIVE}))::VARCHAR,
        (count(*) FILTER (status IN {LIVE}))::VARCHAR
    FROM item_state(as_of := $1) JOIN inspection_summary(as_of := $1) i USING (inspection)
    GROUP BY inspection ORDER BY inspection"""
OVER_TIME = """
    SELECT (count(*) FILTER (kind = 'ItemIssued'))::VARCHAR,
        (count(*) FILTER (kind IN ('ItemAccepted', 'ItemEnded', 'ItemSuperseded')))::VARCHAR
    FROM live(as_of := $1) WHERE record = 'item'"""


@pytest.fixture
def asked(demo):
    ledger = Ledger.open(demo, read_only=True)
    with Projections(ledger) as now:
        for name in ("carried_forward", "open_actions", "item_state", "inspection_summary"):
            prepare(now, name)
        yield lambda sql, on=date(2018, 11, 27): [
            list(row) for row in now.connection.execute(sql, [on]).fetchall()
        ]
    ledger.close()


def test_the_tables_behind_the_charts_are_what_duckdb_answers(look, papers, asked):
    """That each chart shows its table's figures, `figures` has seen: chart = table = DuckDB."""
    shown = tables(look(papers["committee HTA"].file))
    assert [row[:2] for row in shown["ageing"]] == asked(AGES)
    assert sum(int(row[1]) for row in shown["ageing"]) == 8
    carried = [[row[0], row[-2]] for row in shown["meetings"] if row[-2] != "0"]
    assert carried == asked(CARRIED) != []
    assert shown["items-by-inspection"] == asked(ITEMS) != []
    ends = {"31 Dec 2017": date(2017, 12, 31), "31 Mar 2018": date(2018, 3, 31),
            "27 Nov 2018": date(2018, 11, 27)}  # fmt: skip
    assert [row[0] for row in shown["items-over-time"]] == list(ends)
    for by, found, settled, *_ in shown["items-over-time"]:
        assert [found, settled] == asked(OVER_TIME, ends[by])[0]
