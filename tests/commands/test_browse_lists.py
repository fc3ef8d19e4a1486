"""The rows of a question as a page: in any order, by their few values, in columns that differ."""

import json
from collections import Counter
from urllib.parse import urlencode, urlsplit

import pytest
from clerk import DONE
from test_browse import GIVEN, browser, cells, office  # noqa: F401

from commands.web import lists
from projections import Projections, questions

pytestmark = pytest.mark.slow


@pytest.fixture
def busy(office):  # noqa: F811
    for number in range(12):
        owner, body = ("CC", "HTA") if number % 3 else ("CEX --owner PCC", "HTA")
        due = f" --due 2019-03-{number + 10}" if number % 4 else ""
        says = f'action raise "Matter {number % 5}" --owner {owner} --body {body}{due}'
        assert office.types(says)[0] == DONE
    return office


def answered(browser, address):  # noqa: F811
    return json.loads(browser.get(address.replace("?", ".json?", 1)).text)


def test_no_question_has_a_parameter_of_the_name_of_a_lists_own():
    own = {p.removeprefix("p_") for q in questions().values() for p in q.parameters}
    assert own.isdisjoint({"page", "columns", "sort", "rows"})
    assert set(lists.OWN) - own == {"page", "columns", "sort", "rows"}


@pytest.mark.parametrize("column", ["ref", "title", "due", "owners", "extensions", "overdue"])
def test_a_heading_sorts_up_then_down_and_then_not_at_all(busy, browser, column):  # noqa: F811
    def heading(address):
        page = browser.page(address)
        at = [urlsplit(a["href"]).query for a in page.all("a") if "sort=" in a.get("href", "")]
        sorts = [th["aria-sort"] for th in page.all("th") if "aria-sort" in th]
        return at, sorts

    base = "/ask/open_actions?columns=all"
    plain = [row["ref"] for row in answered(browser, base)]
    up = answered(browser, f"{base}&sort={column}")
    down = answered(browser, f"{base}&sort=-{column}")
    for rows, flip in ((up, False), (down, True)):
        filled = [row[column] for row in rows if row[column] is not None]
        assert filled == sorted(filled, reverse=flip)
        assert [row[column] for row in rows[: len(filled)]] == filled, "the empty ones are last"
        assert sorted(row["ref"] for row in rows) == sorted(plain)
        # Rows that are alike in it stay as the question has them.
        alike = [[r["ref"] for r in rows if r[column] == one[column]] for one in rows]
        assert all(refs == sorted(refs, key=plain.index) for refs in alike)
    assert f"sort={column}&" in f"{'&'.join(heading(base)[0])}&"
    assert "ascending" in heading(f"{base}&sort={column}")[1]
    assert f"sort=-{column}&" in f"{'&'.join(heading(f'{base}&sort={column}')[0])}&"
    assert "descending" in heading(f"{base}&sort=-{column}")[1]
    shown = cells(browser.get(f"{base}&sort=-{column}").text)[1:]
    assert [row[0] for row in shown] == [row["ref"] for row in down]


def facets(page):
    """The links of each facet with the numbers they promise."""
    found = {}
    for block in page.split('<nav class="facet" aria-label="')[1:]:
        label, _, rest = block.partition('"')
        found[label] = cells_of(rest.partition("</nav>")[0])
    return found


def cells_of(block):
    import html
    import re

    links = re.findall(r'href="([^"]*only[^"]*)">([^<]*) \(([\d,]+)\)</a>', block)
    return {html.unescape(v): (html.unescape(a), int(n.replace(",", ""))) for a, v, n in links}


def test_a_facet_promises_as_many_rows_as_its_link_shows(busy, browser):  # noqa: F811
    looked = 0
    for address in (
        "/ask/action_status?columns=all",
        "/ask/action_status?columns=all&only.owners=CC",
        "/ask/open_actions?columns=all&only.overdue=no&only.title=matter",
    ):
        for label, values in facets(browser.get(address).text).items():
            for value, (link, promised) in values.items():
                rows = answered(browser, link)
                assert len(rows) == promised > 0, (label, value)
                looked += 1
    assert looked > 10


def test_the_facets_are_the_owners_and_states_there_are(busy, browser):  # noqa: F811
    rows = answered(browser, "/ask/action_status?columns=all")
    shown = facets(browser.get("/ask/action_status").text)
    owners = Counter(owner for row in rows for owner in row["owners"])
    assert {v: n for v, (_, n) in shown["Owners"].items()} == owners
    assert {v: n for v, (_, n) in shown["Status"].items()} == Counter(r["status"] for r in rows)
    assert "Title" not in shown, "each title is of a few rows only"
    chosen = browser.get("/ask/action_status?only.status=closed").text
    assert '<strong aria-current="true">closed (1)</strong>' in chosen
    assert facets(chosen)["Status"]["open"][1] == len(rows) - 1


def test_what_is_the_same_in_every_row_is_said_once(busy, browser):  # noqa: F811
    page = browser.page("/ask/open_actions")
    rows = answered(browser, "/ask/open_actions?columns=all")
    headings = cells(browser.get("/ask/open_actions").text)[0]
    assert {row["body"] for row in rows} == {"HTA"}
    assert "In every row: " in page.text
    assert "status: open" in page.text
    assert "Status" not in headings
    assert "Title" in headings
    assert "Status" in cells(browser.get("/ask/open_actions?columns=all").text)[0]
    # A column in which only some rows are filled says something: it stays.
    assert "Due" in headings
    assert "Verified by" in cells(browser.get("/ask/action_status").text)[0], "of one row only"
    # By that column is sorted: it is shown.
    assert any(
        "Status" in one for one in cells(browser.get("/ask/open_actions?sort=status").text)[0]
    )


def test_what_no_row_has_is_said_where_it_means_something(busy, browser):  # noqa: F811
    page = browser.page("/ask/due_on_no_day")
    assert len(answered(browser, "/ask/due_on_no_day?columns=all")) > 1
    assert "In every row: due words: none stated; status: open" in page.text


def test_of_one_row_no_column_is_left_out(browser):  # noqa: F811
    page = browser.get("/ask/action_status?only.status=closed").text
    assert "In every row" not in page
    assert "Status" in cells(page)[0]


def test_columns_are_chosen_and_the_files_have_them(busy, browser):  # noqa: F811
    told = browser.get("/ask/open_actions?columns=title&columns=ref&columns=due&rows=")
    assert told.status == 303
    assert told.headers["location"] == "/ask/open_actions?columns=title%2Cref%2Cdue"
    page = browser.get(told.headers["location"]).text
    assert cells(page)[0] == ["Ref", "Title", "Due"], "in the order of the answer"
    assert set(answered(browser, told.headers["location"])[0]) == {"ref", "title", "due"}
    csv = browser.get("/ask/open_actions.csv?columns=ref,due&sort=-due").text.splitlines()
    assert csv[0] == "ref,due"
    assert csv[1].endswith("2019-03-21")
    browser.refuses(
        400, "/ask/open_actions?columns=ref,nothing", "There is no column 'nothing' to show"
    )
    browser.refuses(
        400, "/ask/open_actions?sort=nothing", "There is no column 'nothing' to sort by"
    )


def test_a_page_has_as_many_rows_as_are_asked_for(busy, browser):  # noqa: F811
    assert "Rows 1 to 14 of 14" in browser.page("/ask/open_actions?rows=50").text
    browser.refuses(
        400, "/ask/open_actions?rows=7", "The rows of a page are 50, 200 or 1000, not '7'."
    )
    browser.refuses(400, "/ask/open_actions?rows=50&page=2", "There is no page '2'")


def test_the_json_is_what_ask_writes(busy, browser):  # noqa: F811
    status, out = busy.types("ask action_status --json")[:2]
    assert status == DONE
    own = [{n: v for n, v in row.items() if n != "own_ref"} for row in json.loads(out)]
    assert answered(browser, "/ask/action_status?") == own


def test_an_answer_is_asked_once_for_all_its_orders_and_columns(busy, browser, monkeypatch):  # noqa: F811
    browser.page("/ask/open_actions")
    asked = []
    monkeypatch.setattr(Projections, "keep", lambda *said, **_: asked.append(said))
    for said in ("sort=due", "sort=-title", "only.owners=CC", "columns=all", "rows=50"):
        browser.page(f"/ask/open_actions?{said}")
    assert asked == []


def in_sql(browser, address):  # noqa: F811
    """The rows of the statement that a page offers, as text."""
    page = browser.page(address)
    (link,) = [a["href"] for a in page.all("a") if a.get("href", "").startswith("/sql?q=")]
    return browser.get(link.replace("/sql?", "/sql.csv?", 1)).text.splitlines()


def test_the_rows_in_sql_are_the_rows_of_the_page(busy, browser):  # noqa: F811
    assert busy.types('action raise "It\'s late? 100%" --owner CC --body HTA').code == DONE
    addresses = [
        "/ask/open_actions?sort=-due",
        "/ask/open_actions?sort=title&only.owners=CC&columns=ref,title",
        "/ask/action_status?only.status=closed",
        "/ask/action_status?only.due.from=2019-01-20&only.title=It%27s%20late%3f",
        "/ask/open_actions?only.title=it%27s+late%3F+100",
        "/ask/open_actions?only.overdue=no&only.due.to=15/3/19&as_of=2019-02-01",
        "/ask/action_status?only.extensions.from=0&known_by=2019-02-19",
        "/ask/open_actions?as_of=2019-01-20",
        "/ask/owner_workload?owner=CC",
    ]
    for address in addresses:
        plain = browser.get(address.replace("?", ".csv?", 1)).text.splitlines()
        assert sorted(in_sql(browser, address)[1:]) == sorted(plain[1:]), address
        if "sort" in address:
            assert in_sql(browser, address) == plain
    assert len(in_sql(browser, addresses[4])) == 2


def test_every_question_can_be_gone_on_from_in_sql(busy, browser):  # noqa: F811
    for question in questions().values():
        said = {
            name.removeprefix("p_"): GIVEN.get(name.removeprefix("p_")) for name in question.needed
        }
        address = f"/ask/{question.name}?{urlencode(said)}"
        plain = browser.get(address.replace("?", ".csv?", 1)).text.splitlines()
        assert sorted(in_sql(browser, address)[1:]) == sorted(plain[1:]), question.name


def test_that_there_is_no_row_is_said_once(busy, browser):  # noqa: F811
    for address in ("/ask/findings_without_action", "/sql?q=select+1+where+false"):
        text = browser.page(address).text
        assert text.count("0 rows") == 1 and ": none." not in text, address
