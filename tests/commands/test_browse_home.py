"""The first page: every figure is as many rows as it leads to, and what `ask` says."""

import html
import re
from datetime import date

import pytest
from test_browse import Browser
from test_browse import browser as browser
from test_browse import office as office

from commands.reports.gather.asking import PaperQuery
from commands.reports.gather.leading import Facts, leading
from commands.web.rendering import briefly
from projections import Projections, questions

pytestmark = pytest.mark.slow

FIGURE = re.compile(r'<a class="govuk-link[^"]*" href="(/ask/[^"]*)">\s*(.*?)</a>', re.DOTALL)


def figures(page: str) -> list[tuple[str, str]]:
    """Each figure that leads to the rows of a question: its words, and where it leads."""
    return [
        (re.sub("<[^>]*>", "", words).strip(), html.unescape(href))
        for href, words in FIGURE.findall(page)
        if re.match(r"\s*[\d,]+", re.sub("<[^>]*>", "", words))
    ]


def rows_at(browser: Browser, address: str) -> int:
    """How many rows the page of a question says that it has."""
    said = browser.page(address).text
    found = re.search(r"([\d,]+)(?: of [\d,]+)? rows?, as of", said)
    assert found, (address, said)
    return int(found[1].replace(",", ""))


def more(office) -> None:
    office.done(
        "meeting schedule HTA --for 2019-03-12 --on 2019-02-01",
        'action raise "Fourth" --owner CC --due-words "when it can be"',
        'action raise "Fifth" --owner CC --due 2019-01-31 --meeting HTA/2018-12-18',
        "action extend A-2018-004 --to 2019-06-30 --reason late --approved-by CEX",
        "inspection grade EFF18 SOC inadequate --on 2018-12-20",
        'body add JAC "Joint Audit Committee"',
        'body add PANEL "Police and Crime Panel"',
        "meeting open HTA --on 2019-02-12 --chair PCC",
        'action raise "Sixth" --owner CC --meeting HTA/2019-02-12 --on 2019-02-13',
        "action complete A-2019-002 --by CC --evidence seen --on 2019-02-14",
        "action close A-2019-002 --verified-by CEX --evidence seen --on 2019-02-14",
    )


@pytest.mark.parametrize("days", ["", "?as_of=2019-01-25", "?known_by=2019-02-20"])
def test_each_figure_is_as_many_rows_as_it_leads_to(office, browser, days):
    more(office)
    found = figures(browser.get(f"/{days}").text)
    assert len(found) > 6
    for words, address in found:
        number = int(re.match(r"[\d,]+", words)[0].replace(",", ""))
        assert rows_at(browser, address) == number, (words, address)


def test_the_cards_say_what_ask_says(office, browser):
    more(office)
    page = browser.page("/?as_of=2019-02-15")
    with Projections(browser.reading.ledger) as now:
        columns, rows = now.ask("bodies_now", as_of=date(2019, 2, 15))
    (hta, *others) = [dict(zip(columns, row, strict=True)) for row in rows]
    assert (hta["ref"], hta["open"], hta["past_due"], hta["no_date"]) == ("HTA", 3, 2, 1)
    assert (hta["raised_since"], hta["closed_since"]) == (1, 1)
    assert [one["ref"] for one in others] == ["JAC", "PANEL"]
    said = " ".join(page.text.split())
    assert f"{hta['open']} open {hta['past_due']} overdue {hta['no_date']} with no date" in said
    assert "Last met: 12 February 2019. Meets next: 12 March 2019, with its pack." in said
    assert f"Since it last met: {hta['raised_since']} raised, 1 closed; all that changed." in said
    assert "2 other bodies have no meeting and nothing open" in said


def test_one_recommendation_is_one(office, browser):
    office.done(
        'body add JAC "Joint Audit Committee"',
        "inspection publish IA18-01 Payroll --issuer 'internal audit' --body JAC --on 2018-12-20",
        "item issue IA18-01/R1 'Check leavers' --due 2019-01-31 --on 2018-12-20",
        "item issue IA18-01/R2 'Check days' --due 2039-01-31 --on 2018-12-20",
    )
    said = " ".join(browser.page("/").text.split())
    assert "2 recommendations open 1 recommendation overdue" in said


def test_a_body_that_was_dissolved_awaits_no_meeting(office, browser):
    office.done("meeting open HTA --on 2019-02-12 --chair PCC")
    assert "Meets next: none set" in browser.page("/").text
    office.done("body dissolve HTA --reason ended --on 2019-02-19")
    said = browser.page("/").text
    assert "Meets next: not again" in said and "none set" not in said


def test_the_meetings_from_which_changes_are_told_are_those_of_the_cards(office, browser):
    more(office)
    told = []
    with Projections(browser.reading.ledger) as now:
        for day in (date(2010, 1, 1), date(2018, 2, 13), date(2018, 2, 28), date(2019, 2, 15)):
            columns, held = "ref, last_held, last_meeting", "last_meeting IS NOT NULL"
            cards = now.chosen("bodies_now", held, (), as_of=day, what=columns)
            assert sorted(now.state("last_meetings", as_of=day)[1]) == sorted(cards)
            told.append(cards)
    assert told[0] == [] and told[-1] not in ([], told[1])


def test_the_lines_are_those_with_which_a_paper_of_all_bodies_begins(office, browser):
    more(office)
    on = date(2019, 2, 20)
    with Projections(browser.reading.ledger) as now:
        lines = leading(Facts(PaperQuery(now, "", on)))
    assert len(lines) > 1
    said = " ".join(browser.page("/").text.split())
    places = [said.index(" ".join(str(line).split())) for line in lines]
    assert places == sorted(places)


def test_the_lines_are_of_what_was_known_by_the_day(office, browser):
    more(office)
    said = browser.page("/?known_by=2019-02-19").text
    assert "Nothing that a committee" in said and "No body is recorded yet." in said


def test_every_question_has_its_words_and_itself_on_a_page(browser):
    page = browser.page("/questions")
    links = {one["href"] for one in page.all("a")}
    for name, question in questions().items():
        assert f"/ask/{name}" in links
        assert question.called in page.text
        assert question.asks in page.text
        assert question.called in browser.page(f"/ask/{name}").text


def test_it_says_what_was_recorded_last_and_when(office, browser):
    said = " ".join(browser.page("/").text.split())
    at = said.index("20 February 2019, 10:00, ")
    assert said.index("EFF18", at) < said.index("A-2018-001: closed", at)


def test_it_is_headed_by_the_name_of_the_office(office, browser):
    assert "The record of office" in browser.page("/").text
    office.done('office name "West Mercia PCC" --on 2019-02-01')
    page = browser.page("/")
    assert "The record of office" not in page.text
    assert page.text.count("West Mercia PCC") > 1
    assert "West Mercia PCC" in browser.page("/questions").text
    office.done('office name "West Mercia Mayor" --on 2019-02-10')
    assert "West Mercia Mayor" in browser.page("/ask/open_actions").text
    assert "West Mercia PCC" in browser.page("/?as_of=2019-02-05").text


def test_a_hash_is_told_in_brief_and_whole_on_the_page_of_its_event(office, browser):
    whole = "cd" * 32
    office.done(f"document register notes Notes --sha256 {whole}")
    home = browser.get("/").text
    assert f"{whole[:12]}…" in home and whole not in home
    assert whole in browser.get(re.findall("/event/[0-9]+", home)[0]).text
    key = "the key is SHA256:" + "aB3+/" * 8 + "xyz"
    assert briefly(f"{key}, of {whole}") == f"{key[:30]}…, of {whole[:12]}…"
    assert briefly(f"{whole}0 and {key}z") == f"{whole}0 and {key}z"
