"""A record's page: its story either way round, what took the place of what, its due dates, what
names it, and the words of its papers."""

import html
import re

import pytest
from test_browse import browser, office  # noqa: F401

from commands.web import stories

pytestmark = pytest.mark.slow


def told(page):
    """Each step of a story: its event, and all its words."""
    steps = re.findall(r'<li id="e-(\d+)"([^>]*)>(.*?)</li>', page, re.DOTALL)
    return {
        int(number): (bool(gone), " ".join(html.unescape(re.sub("<[^>]*>", " ", step)).split()))
        for number, gone, step in steps
    }


def links(page, heading):
    """The links under a heading."""
    part = page.partition(f'id="{heading}"')[2].partition("<h2")[0]
    return re.findall(r'href="([^"]*)"', part)


def test_a_story_is_told_either_way_round(browser):  # noqa: F811
    old = list(told(browser.get("/record/action/A-2018-001").text))
    new = list(told(browser.get("/record/action/A-2018-001?order=newest").text))
    assert len(old) == 3
    assert new == old[::-1]
    assert "order=newest" in browser.get("/record/action/A-2018-001").text
    browser.refuses(400, "/record/action/A-2018-001?order=upwards", "oldest or newest")


def test_what_is_corrected_is_struck_through_with_what_took_its_place(office, browser):  # noqa: F811
    first = office.size + 1
    office.done('action raise "Wrong owner" --owner CC --on 2019-02-11')
    office.done(f'correct {first} --set owners=CEX --reason "typed CC"')
    steps = told(browser.get("/record/action/A-2019-001").text)
    assert list(steps) == [first, first + 2]
    gone, says = steps[first]
    assert gone
    assert "Does not count: raised: Wrong owner; owner CC" in says
    assert f"event {first + 1} ): typed CC. In its place: event {first + 2}" in says
    assert "<s>" in browser.get("/record/action/A-2019-001").text
    stands, says = steps[first + 2]
    assert not stands
    assert f"in the place of event {first}" in says
    assert "owner CEX" in says
    alone = browser.page(f"/event/{first}").text
    assert f"In its place: event {first + 2}" in alone


def test_what_is_taken_back_for_good_says_that_nothing_took_its_place(office, browser):  # noqa: F811
    first = office.size + 1
    office.done('action raise "Never said" --owner CC --on 2019-02-11')
    office.done('undo --reason "heard wrongly"')
    _, says = told(browser.get("/record/action/A-2019-001").text)[first]
    assert "heard wrongly." in says
    assert "In its place" not in says


def test_due_dates_are_a_line_of_all_that_were_given(office, browser):  # noqa: F811
    moves = office.size + 1
    said = (
        "action extend A-2018-002 --to 2019-03-29 --approved-by CEX --reason sick --on 2019-02-12"
    )
    office.done(said)
    page = browser.get("/record/action/A-2018-002").text
    line = page.partition('id="dues"')[2].partition("</ol>")[0]
    words = html.unescape(re.sub("<[^>]*>", " ", line))
    assert words.index("20 January 2019") < words.index("29 March 2019")
    assert f"/event/{moves}" in line
    assert "Its due date<" in browser.get("/record/action/A-2018-001").text
    assert 'id="dues"' not in browser.get("/record/action/A-2018-003").text
    early = browser.get("/record/action/A-2018-002?as_of=2019-02-11").text
    assert "29 March 2019" not in early.partition('id="dues"')[2].partition("</ol>")[0]


def test_what_names_a_record_is_told_of_each_kind(office, browser):  # noqa: F811
    office.done('subject name KIT "Drug testing kits"')
    office.done('subject link KIT A-2018-002 --reason "about kits"')
    found = links(browser.get("/record/action/A-2018-002").text, "naming")
    assert found == ["/record/subject/KIT"]
    actions = {f"/record/action/A-2018-00{n}" for n in (1, 2, 3)}
    assert actions <= set(links(browser.get("/record/meeting/HTA/2018-12-18").text, "naming"))
    chief = set(links(browser.get("/record/post/CC").text, "naming"))
    assert chief == {"/record/action/A-2018-001", "/record/action/A-2018-002"}
    before = browser.get("/record/action/A-2018-002?as_of=2019-01-01").text
    assert links(before, "naming") == []


def test_what_was_taken_back_names_nothing(office, browser):  # noqa: F811
    office.done('subject name KIT "Drug testing kits"')
    office.done('subject link KIT A-2018-002 --reason "about kits"')
    office.done('undo --reason "another"')
    assert links(browser.get("/record/action/A-2018-002").text, "naming") == []


def test_of_very_many_that_name_it_the_last_are_told_and_all_counted(office, browser, monkeypatch):  # noqa: F811
    monkeypatch.setattr(stories, "MOST_NAMED", 2)
    page = browser.get("/record/meeting/HTA/2018-12-18").text
    assert "The 2 that last did so, of 3 records." in page
    assert len(links(page, "naming")) == 2


def test_the_words_of_the_paper_stand_at_what_was_recorded_of_them(office, browser, tmp_path):  # noqa: F811
    paper = tmp_path / "note.txt"
    paper.write_text("A note\n\nThe Chief will look at <kits>.\nAnd so on.\n")
    office.done(f"document register note Note --file {str(paper)!r}")
    office.done('action raise "Look at kits" --owner CC --on 2019-02-12 --source note:3')
    page = browser.get("/record/action/A-2019-001").text
    assert "What the paper says there" in page
    assert "The Chief will look at &lt;kits&gt;." in page
    assert "And so on." not in page
