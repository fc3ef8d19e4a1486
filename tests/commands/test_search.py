"""The search box of the pages: every title, text and reference, whatever the order of the words."""

import re
from collections import defaultdict
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest
from clerk import CC, CEX, HTA, Office
from folded import each
from test_browse import OUR_SCRIPT, Browser, crawled, quote_of
from test_reports import HOSTILE, Page

from commands.web import lists
from projections import Projections, events, search, searched
from projections.search import Search

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    one = Office(tmp_path / "office.ledger", capsys)
    one.begins(
        *("init", CC, CEX, HTA),
        "meeting open HTA --on 2018-12-18 --chair CEX",
        'action raise "Review policies on hate crime" --owner CC --meeting HTA/2018-12-18',
        'action raise "Report what it costs" --owner CC --own-ref 05/19/04 --on 2018-12-18',
        'action raise "A paper on the estate" --owner CEX --meeting HTA/2018-12-18',
        'action progress A-2018-002 "The crime survey was reviewed in private" --on 2019-02-01',
        'action complete A-2018-003 --by CEX --evidence "minute of the zoning board" --on 1/2/19',
    )
    return one


@pytest.fixture
def browser(office):
    one = Browser(office.path)
    yield one
    one.readers.close()


def found(browser, q, more=""):
    """The references on the page of a search, in order."""
    text = browser.get(f"/search?q={quote(q)}{more}").text
    items = re.findall(r"<li class=\"break\">.*?</a>", text, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", one).partition(":")[0].strip() for one in items]


def marks(browser, q):
    text = browser.get(f"/search?q={quote(q)}").text
    return [unescape(one) for one in re.findall("<mark>(.*?)</mark>", text)]


def leads(browser, q):
    answer = browser.get(f"/search?q={quote(q)}")
    assert answer.status == 303, answer.text
    return answer.headers["location"]


def test_words_are_found_in_any_order(browser):
    assert found(browser, "hate crime review") == ["A-2018-001"]
    assert found(browser, "Review Crime HATE") == ["A-2018-001"]
    assert found(browser, "“crime, hate”") == ["A-2018-001"]
    assert found(browser, "crime of the hate") == ["A-2018-001"], "small words are left out"


def test_a_word_in_a_title_comes_before_one_in_a_text(browser):
    assert found(browser, "crime") == ["A-2018-001", "A-2018-002"]
    assert found(browser, "survey") == ["A-2018-002"]
    assert found(browser, "zoning") == ["A-2018-003"], "evidence is a text too"


def test_words_of_one_record_may_be_in_several_of_its_events(browser):
    assert found(browser, "survey costs") == ["A-2018-002"]


@pytest.mark.parametrize(
    "typed",
    [
        *("crime", "policy crime", "report costs", "zoning", "05/19", "05/19/04", "05/19 survey"),
        *(
            "hta",
            "HTA/2018-12-18",
            "A-2018",
            "a-2018-1",
            "2018",
            "3",
            "survey 2018",
            "cc",
            "monthly account",
        ),
        *("reviewing the survey in private", "estates"),
    ],
)
def test_what_is_found_is_what_a_slower_reading_finds_in_the_same_order(office, browser, typed):
    office.done(
        'action progress A-2018-001 "The HTA crime review of A-2018-003 is 05/19"',
        'finding record "Hate crime is up by 2018 in the zoning estate" --meeting HTA/2018-12-18',
        'finding record "Costs are up" --own-ref "zoning old" --meeting HTA/2018-12-18',
        'action raise "Crime" --owner CC --own-ref "A 2018 crime" --on 2018-12-18',
    )
    day = date(2019, 2, 20)
    with Projections(browser.reading.ledger) as now:
        hits = Search(typed).hits(now, day, None).hits
        told = [(one.record, one.ref, one.own, bool(one.text)) for one in hits]
        assert told == slowly(now, Search(typed), day)
    assert told


def slowly(now, made, day):
    """The records that have all the words, each event looked at part by part."""
    columns = "record, ref, ord, own_ref, words"
    events_of = defaultdict(list)
    for record, ref, *rest in now.chosen("searched", "true", (), as_of=day, what=columns):
        events_of[record, ref].append(rest)
    found = []
    for (record, ref), events_ in events_of.items():
        parts = [(place, words.split("\x1e")) for place, _, words in events_]
        in_each = [
            (place, [[bool(re.search(one.python, part)) for part in said] for one in made.words])
            for place, said in parts
        ]
        words = list(zip(*(each for _, each in in_each), strict=True))
        if all(any(any(parts_) for parts_ in word) for word in words):
            own = any((own or "").lower() == made.typed.lower() for _, own, _ in events_)
            titled = sum(any(title for title, _, _ in word) for word in words)
            texts = max(sum(said for _, said, _ in each) for _, each in in_each)
            last = max(place for place, each in in_each if any(map(any, each)))
            rank = (ref.lower() != made.typed.lower(), not own, -titled, -texts, -last)
            found.append((rank, record, ref, own, texts > 0))
    return [tuple(one) for _, *one in sorted(found)]


def test_of_several_texts_with_as_many_of_the_words_the_newest_is_shown(office, browser):
    for said in ("a zebra was seen", "no word here", "the zebra is gone"):
        office.done(f'action progress A-2018-002 "{said}" --on 2019-02-01')
    with Projections(browser.reading.ledger) as now:
        (hit,) = Search("zebra").hits(now, date(2019, 2, 20), None).hits
    assert hit.text == "the zebra is gone"


@each(
    "typed",
    ["policy", "policies", "polic", "reviews", "reviewing", "reviewed", "crimes", "revi"],
    sharing="browser",
)
def test_other_endings_and_beginnings_find_a_word(browser, typed):
    assert "A-2018-001" in found(browser, typed)


@pytest.mark.parametrize("typed", ["olicies", "rime", "eview", "criminal", "hatred"])
def test_the_middle_of_a_word_and_another_word_do_not(browser, typed):
    assert found(browser, typed) == []


@each(
    ("typed", "text", "finds"),
    [
        ("closing", "closed", True), ("closed", "close", True), ("close", "closing", True),
        ("planned", "plan", True), ("plan", "planning", True), ("boxes", "box", True),
        ("statuses", "status", True), ("cases", "case", True), ("cases", "castle", False),
        ("string", "strike", False), ("agreeing", "agreed", True), ("carry", "carried", True),
        ("racing", "racial", False), ("bodies", "body", True), ("class", "clasp", False),
        ("3", "A-2018-003", True), ("3", "2013", False), ("pin-", "unpinned", False),
        ("self-help", "helps for self", True),
    ],
    sharing="browser",
)  # fmt: skip
def test_what_is_marked_is_what_sql_finds(browser, typed, text, finds):
    made = Search(typed)
    marked = {one for one, hit in made.marked(text) if hit}
    ((sql,),) = browser.reading.rows(
        f"SELECT {' AND '.join(one.among('lower(?)') for one in made.words)}",
        [text] * 2 * len(made.words),
    )
    assert (bool(marked), sql) == (finds, finds)


def test_hits_are_marked_and_lead_to_their_records(browser):
    assert marks(browser, "policy crime") == ["policies", "crime"]
    assert marks(browser, "private") == ["private"]
    page = browser.page("/search?q=crime&as_of=2019-02-10")
    assert "/record/action/A-2018-001?as_of=2019-02-10" in [a.get("href") for a in page.all("a")]
    assert "2 records, as of 10 February 2019." in page.text


def test_a_text_that_is_the_title_is_not_told_twice(office, browser):
    office.done('statement request HTA/2018-12-18 "The Panel asked for zebras"')
    assert marks(browser, "zebras") == ["zebras"]


def test_an_exact_reference_leads_to_its_record(browser):
    assert leads(browser, "A-2018-001") == "/record/action/A-2018-001"
    assert leads(browser, " a-2018-1 ") == "/record/action/A-2018-001"
    assert leads(browser, "hta/2018-12-18") == "/record/meeting/HTA/2018-12-18"
    assert leads(browser, "CC") == "/record/post/CC"
    assert leads(browser, "05/19/04") == "/record/action/A-2018-002"
    assert found(browser, "hta")[0] == "HTA", "in small letters it is a word, and found first"


def test_a_part_of_a_reference_finds_them(browser):
    assert sorted(found(browser, "A-2018")) == ["A-2018-001", "A-2018-002", "A-2018-003"]
    assert found(browser, "05/19") == ["A-2018-002"]
    assert found(browser, "a-2018-2 survey") == ["A-2018-002"], "without the leading noughts"
    assert marks(browser, "05/19") == ["05/19"]


def test_it_is_asked_as_of_its_days(office, browser):
    assert found(browser, "survey", "&as_of=2019-01-31") == []
    assert found(browser, "survey", "&as_of=2019-02-01") == ["A-2018-002"]
    assert found(browser, "survey", "&known_by=2019-02-19") == []


def test_what_is_retracted_is_not_found(office, browser):
    office.done('action progress A-2018-003 "Wholly mistaken"')
    assert found(browser, "mistaken") == ["A-2018-003"]
    office.done("undo")
    assert found(browser, "mistaken") == []


def test_what_is_erased_is_not_found(office, browser):
    office.done('action progress A-2018-003 "A letter from [[Jane Pilkington]]"')
    assert found(browser, "pilkington") == ["A-2018-003"]
    office.done('erase "Jane Pilkington" --basis "a request of hers" --yes')
    assert found(browser, "pilkington") == []


def test_what_is_sensitive_is_marked_and_what_is_withheld_is_told_as_on_every_page(office, browser):
    office.done(
        'action raise "Vetting of officers" --owner CC --sensitive "names a man"',
        'withhold A-2019-001 --reason "personal"',
    )
    assert found(browser, "vetting")[0] == "A-2019-001"
    page = browser.page("/search?q=vetting")
    assert "action OFFICIAL-SENSITIVE" in " ".join(page.text.split())
    assert "Vetting" in browser.page("/ask/open_actions").text, "these pages leave nothing out"


def test_hostile_words_come_out_as_words(office, browser):
    said = HOSTILE.replace("\x1b", "")
    word = quote_of(said)
    office.done(f"action raise {word} --owner CC", f"action progress A-2019-001 {word}")
    for q in ("script", "alert", said[:150], "'; DROP TABLE events --", "\\", "{{7*7}}", "%", "(("):
        one = browser.get(f"/search?q={quote(q)}")
        assert one.status in (200, 400), one.text
        assert one.text.count("<script") == 1
        assert list(Page(one.text).all("script")) == [OUR_SCRIPT]
    assert found(browser, "alert") == ["A-2019-001"]
    assert all(one.status in (200, 303) for one in crawled(browser, each=3).values())


def test_nothing_found_says_what_was_searched(browser):
    text = browser.page("/search?q=crime+zebra").text
    assert "Nothing was found, as of 20 February 2019." in text
    assert "the titles, texts, references and own references of every record" in text
    assert "Alone: crime in 2 records, zebra in none." in text
    assert "No record has the word zebra" in browser.page("/search?q=zebra").text


def test_what_cannot_be_searched_for_is_refused(browser):
    browser.refuses(400, "/search?q=---", "no word or number")
    browser.refuses(400, f"/search?q={'x' * 201}", "at most 200 characters")
    browser.refuses(400, f"/search?q={'+'.join(f'w{n}' for n in range(11))}", "at most 10 words")
    browser.refuses(400, "/search?q=crime&page=2", "There is no page '2'")
    browser.refuses(400, "/search?q=crime&page=x", "There is no page 'x'")
    browser.refuses(400, f"/search?q=crime&page={'9' * 18}", "there is only page 1")
    browser.refuses(400, "/search?q=crime&page=0", "There is no page")
    browser.refuses(400, "/search?q=crime&colour=red", "colour")
    browser.refuses(400, "/search?q=crime&as_of=31/2/19", "31/2/19")
    assert "This searches" in browser.page("/search").text


def test_a_long_list_is_told_a_page_at_a_time(browser, monkeypatch):
    monkeypatch.setattr(search, "A_PAGE", 2)
    monkeypatch.setattr("commands.web.search.A_PAGE", 2)
    page = browser.page("/search?q=2018")
    assert "1 to 2 are shown" in page.text
    (after,) = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
    both = [*found(browser, "2018"), *found(browser, "2018", "&page=2")]
    assert len(set(both)) == 4
    assert browser.get(after).status == 200


def test_every_page_has_the_box_with_its_label(browser):
    for address in ("/", "/search?q=crime", "/ask/open_actions"):
        page = browser.page(address)
        assert next(one["for"] for one in page.all("label")) == "find"
        (box,) = [one for one in page.all("input") if one.get("id") == "find"]
        assert box["name"] == "q"


def test_what_is_searched_are_columns_of_the_events():
    named = set(searched.TEXTS)
    kinds = events.columns()
    assert {n for n in named if kinds.get(n) not in ("VARCHAR", "VARCHAR[]")} == set()
    prose = {n for n in kinds if re.search("text|reason|words|quote|answer|reply|evidence", n)}
    assert prose - named == {"answers", "quoted_from", "due_words_was"}


def test_a_page_holds_at_most_fifty():
    assert search.A_PAGE == 50 < lists.A_PAGE
