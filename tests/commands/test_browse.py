"""The pages: the rows of the questions, everything in the address, nothing but text, only read."""

import html
import os
import re
import signal
import socket
import subprocess
import sys
from datetime import date
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import asked_pages
import pytest
from clerk import CC, CEX, DONE, HTA, MISUSED, PCC, Office
from folded import each
from patience import HANGS_SECONDS
from test_reports import HOSTILE, Page

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("jinja2")

import commands
from commands.reports.render.cells import harmless
from commands.session.app import App
from commands.terminal.text import one_line
from commands.web import guard, lists, site
from commands.web.keys import KEYS
from commands.web.reading import Readers
from ledger.system import installation
from ledger.words import LONG_STANDING
from projections import Projections, questions

pytestmark = pytest.mark.slow

HOST = "127.0.0.1:8640"
OUR_SCRIPT = {"src": "/keys.js", "defer": None}
GIVEN = {"from": "2018-12-01", "meeting": "HTA/2019-01-15", "inspection": "EFF18"}
ROOT = Path(__file__).parent.parent.parent


class Browser:
    """Asks the pages in this process, as a browser would."""

    def __init__(self, path):
        self.readers = Readers(App(str(path)))
        self.app = guard.Guard(site.application(self.readers), guard.hosts(8640))

    @property
    def reading(self):
        """The reader that the next page has."""
        with self.readers.one() as reading:
            return reading

    def get(self, address, method="GET", **headers):
        """The status, headers and text. Redirections are told, not followed."""
        said = {"host": HOST} | headers
        named = [(name.replace("_", "-"), value) for name, value in said.items()]
        return asked_pages.asked(self.app, address, method, named)

    def page(self, address):
        """The page there, which is one."""
        found = self.get(address)
        assert found.status == 200, (address, found.text)
        return Page(found.text)

    def refuses(self, status, address, words):
        found = self.get(address)
        assert found.status == status, (address, found.status)
        assert words in html.unescape(found.text), (words, Page(found.text).text)
        assert "Traceback" not in found.text
        return found


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    one = Office(tmp_path / "office.ledger", capsys)
    one.begins(
        *("init", CC, PCC, CEX, HTA),
        "meeting open HTA --on 2018-12-18 --chair PCC",
        'action raise "First" --owner CC --due 2019-01-15 --meeting HTA/2018-12-18',
        'action raise "Second" --owner CC --due 2019-01-20 --meeting HTA/2018-12-18',
        'action raise "Third" --owner CEX --meeting HTA/2018-12-18',
        'action complete A-2018-001 --by CC --evidence "a paper" --on 2019-02-01',
        'action close A-2018-001 --verified-by CEX --evidence "seen" --on 2019-02-05',
        "inspection publish EFF18 Effectiveness --on 2018-12-20 --afis 1 --recommendations 0",
    )
    return one


@pytest.fixture
def browser(office):
    one = Browser(office.path)
    yield one
    one.readers.close()


def cells(page):
    """The rows of the tables of a page, as the words in their cells."""
    rows = re.findall(r"<tr class=\"govuk-table__row\".*?</tr>", page, re.DOTALL)
    found = [re.findall(r"<t[hd] [^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[html.unescape(re.sub("<[^>]*>", "", one)).strip() for one in row] for row in found]


def crawled(browser, each=8):
    """The pages that can be reached from the first, by their addresses: so many of each sort."""
    return asked_pages.crawled(browser.get, each)


@each("name", questions(), sharing="office browser")
def test_each_question_is_a_page_with_the_rows_of_its_answer(office, browser, name):
    question = questions()[name]
    given = {p.removeprefix("p_"): GIVEN[p.removeprefix("p_")] for p in question.needed}
    on = {"as_of": "2019-02-10", "columns": "all"}
    found = browser.get(f"/ask/{name}?{urlencode(given | on)}")
    assert found.status == 200, found.text
    page = Page(found.text)
    plain = {n: date.fromisoformat(v) if n == "from" else v for n, v in given.items()}
    with Projections(browser.reading.ledger) as now:
        columns, rows = now.ask(name, as_of=date(2019, 2, 10), **plain)
    assert question.asks in page.text
    assert f"{len(rows)} row{'' if len(rows) == 1 else 's'}, as of 10 February 2019." in page.text
    shown = cells(found.text)
    assert len(shown) == (len(rows) + 1 if rows else 0)
    for row, drawn in zip(rows, shown[1:], strict=True):
        for value, words in zip(row, drawn, strict=True):
            if isinstance(value, str) and value:
                assert words == one_line(value)
            elif isinstance(value, bool):
                assert words == ("yes" if value else "no")
            elif isinstance(value, date):
                old = value == LONG_STANDING
                assert words == ("long standing" if old else f"{value.day} {value:%b %Y}")
            elif isinstance(value, int):
                assert words == f"{value:,}"
    text = browser.get(f"/ask/{name}.csv?{urlencode(given | on)}").text
    assert text.splitlines()[0].split(",") == [harmless(column) for column in columns]


def test_rows_are_chosen_by_what_is_in_their_columns(browser):
    def refs(said):
        return [row[0] for row in cells(browser.get(f"/ask/action_status?{said}").text)[1:]]

    assert refs("") == ["A-2018-001", "A-2018-002", "A-2018-003"]
    assert refs("only.title=SECOND") == ["A-2018-002"]
    assert refs("only.status=closed") == ["A-2018-001"]
    assert refs("only.due.from=2019-01-20") == ["A-2018-002"]
    assert refs("only.due.to=20/1/19") == ["A-2018-001", "A-2018-002"]
    assert refs("only.due.to=19/1/19") == ["A-2018-001"]
    page = browser.page("/ask/action_status?only.status=closed")
    assert "1 of 3 rows" in page.text
    assert [one["value"] for one in page.all("option") if "selected" in one] == ["closed"]
    csv = browser.get("/ask/action_status.csv?only.status=closed").text
    assert csv.count("A-2018-") == 1


def test_the_two_days_are_those_of_the_answer_and_of_the_links(office, browser):
    page = browser.page("/ask/open_actions?as_of=1/2/19")
    assert "3 rows, as of 1 February 2019." in page.text
    assert "/record/action/A-2018-001?as_of=2019-02-01" in [a["href"] for a in page.all("a")]
    then = browser.page("/record/action/A-2018-001?as_of=2019-02-01")
    assert "reported complete" in then.text
    assert "closed, verified by" not in then.text
    assert "closed, verified by CEX" in browser.page("/record/action/A-2018-001").text
    early = browser.page("/record/action/A-2018-001?known_by=2019-02-19")
    assert "nothing that stands is recorded of it" in early.text
    for address in ("/ask/open_actions", "/record/action/A-2018-001", "/sql", "/"):
        browser.refuses(400, f"{address}?known_by=2090-01-01", "is in the future")
        browser.refuses(400, f"{address}?as_of=1066-10-14", "is before 1900")


def test_a_long_answer_is_told_a_page_at_a_time(browser, monkeypatch):
    monkeypatch.setattr(lists, "A_PAGE", 2)
    first = browser.page("/ask/action_status")
    assert "3 rows" in first.text
    assert "Rows 1 to 2 of 3" in first.text
    (after,) = [a["href"] for a in first.all("a") if a.get("rel") == "next"]
    assert [row[0] for row in cells(browser.get(after).text)[1:]] == ["A-2018-003"]
    browser.refuses(400, "/ask/action_status?page=3", "There is no page '3': they are 1 to 2.")


def test_each_key_that_is_told_of_is_on_every_page_once(browser):
    there = {key: does for key, does in KEYS.items() if does != "Offices"}  # There are none.
    for address in ("/", "/ask/open_actions", "/keys"):
        page = browser.page(address)
        found = [one["accesskey"] for one in page.all("a", "input") if "accesskey" in one]
        assert sorted(found) == sorted(there), address
    told = browser.page("/keys").text
    assert all(does in told for does in there.values()) and "Offices" not in told


def test_nothing_but_our_own_script_can_run(browser):
    """With nosniff a browser runs as a script only what is said to be one."""
    asked = ("/", "/style.css", "/ask/open_actions.csv", "/ask/open_actions.json", "/changes.csv"
             "?from=2019-01-01&to=2019-02-01", "/event/1", "/nowhere")  # fmt: skip
    for address in asked:
        assert "javascript" not in browser.get(address).headers["content-type"], address
    script = browser.get("/keys.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert not re.search("fetch|XMLHttp|import|eval|innerHTML|Function", script.text)
    browser.refuses(400, "/keys.js?callback=x", "callback")


def test_what_changed_opens_on_since_the_last_meeting(office, browser):
    office.done("meeting open HTA --on 2019-02-12", 'action raise "New" --owner CC --on 2019-02-13')
    page = browser.page("/changes")
    assert "What changed since the last meeting" in page.text
    assert "From HTA/2019-02-12 (12 February 2019) to 20 February 2019: " in page.text
    assert "Actions: 2 open + 1 raised = 3 open." in page.text
    heads, first, *_ = cells(browser.get("/changes").text)
    assert first[:3] == ["A-2019-001", "New", "raised"]
    assert "Became" in heads and not {"Open by", "Recorded by"} & {*heads}, "they are in the CSV"
    assert "/changes?from=HTA%2F2019-02-12&to=2019-02-20" in [a["href"] for a in page.all("a")]
    filled = {one["name"]: one["value"] for one in page.all("input") if one.get("name")}
    assert (filled["from"], filled["to"]) == ("HTA/2019-02-12", "20 February 2019")
    asked = browser.page("/changes?from=1/2/19")
    assert "since the last meeting" not in asked.text.split("Since")[0]
    assert "From 1 February 2019 to 20 February 2019: " in asked.text


def test_what_changed_is_asked_for_where_no_meeting_was_held(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    empty = Office(tmp_path / "empty.ledger", capsys)
    empty.done("init")
    page = Browser(empty.path).page("/changes")
    assert "What changed, and does it add up?" in page.text
    assert not page.all("table")


def test_days_are_british_in_boxes_too_and_times_are_said(browser):
    page = browser.page("/ask/open_actions?as_of=2019-02-01&only.due.to=2019-01-31")
    values = {one["name"]: one["value"] for one in page.all("input") if one.get("value")}
    assert values["as_of"] == "1 February 2019"
    assert values["only.due.to"] == "31 January 2019"
    assert "on 20 February 2019, 10:00" in browser.page("/event/3").text
    said = browser.page("/sql?q=select+recorded_at+from+events+limit+1").text
    assert "20 Feb 2019, 10:00" in said
    for address, one in crawled(browser, each=3).items():
        if one.headers["content-type"].startswith("text/html") and not re.match(
            "/(sql|schema)", address
        ):
            assert not re.search(
                r"\b20\d\d-\d\d-\d\d\b", re.sub("[A-Z]+/[0-9-]+", "", Page(one.text).text)
            ), address


def test_whatever_is_recorded_is_on_the_next_page(office, browser):
    assert "Fourth" not in browser.page("/ask/open_actions").text
    assert "1 row" in browser.page("/sql?q=select+count(*)+from+open_actions").text
    office.done('action raise "Fourth" --owner CC')
    assert "Fourth" in browser.page("/ask/open_actions").text
    assert "Fourth" in browser.page("/sql?q=from+open_actions").text
    assert f"Of the first {office.size:,} events" in browser.page("/").text


def test_every_link_leads_to_a_page_and_twice_to_the_same(browser):
    pages = crawled(browser)
    assert len(pages) > 30
    assert {a for a, one in pages.items() if one.status not in (200, 303)} == set()
    kinds = {address.split("/")[1].partition("?")[0] for address in pages}
    assert {"ask", "record", "event", "meeting", "changes", "sql", "schema", "style.css"} <= kinds
    for address, one in pages.items():
        assert browser.get(address).body == one.body, address
    for page in (Page(one.text) for one in pages.values() if "<html" in one.text):
        assert len(page.ids) == len(set(page.ids))
        assert list(page.all("script")) == [OUR_SCRIPT]
        assert not page.all("iframe", "img")
        assert list(page.all("html")) == [{"lang": "en-GB", "class": "govuk-template"}]


def test_every_answer_says_what_a_browser_may_do_with_it(browser):
    addresses = ["/", "/style.css", "/nowhere", "/ask/open_actions.csv", "/ask/none", "/sql?q=x",
                 "/record?ref=a-2018-1", "/ask/open_actions?as_of="]  # fmt: skip
    answers = [browser.get(one) for one in addresses]
    answers += [browser.get("/", host="evil.example"), browser.get("/", "POST")]
    for one in answers:
        assert one.headers["content-security-policy"].startswith("default-src 'none'; ")
        assert "script-src 'self';" in one.headers["content-security-policy"]
        assert "unsafe" not in one.headers["content-security-policy"]
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["referrer-policy"] == "no-referrer"
        assert one.headers["cache-control"] == "no-store"
    assert "style=" not in answers[0].text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8640", "127.0.0.1:8641", "127.0.0.1"]
)
def test_by_another_name_nothing_is_told(browser, host):
    found = browser.get("/ask/open_actions", host=host)
    assert found.status == 421
    assert "First" not in found.text
    assert browser.get("/", host="localhost:8640").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_let_in(browser, method):
    found = browser.get("/", method)
    assert (found.status, found.headers["allow"]) == (405, "GET, HEAD")
    assert browser.get("/", "HEAD").status == 200


def test_no_other_site_has_them_as_a_part(browser):
    def asked(site, dest):
        return browser.get("/sql?q=from+events", sec_fetch_site=site, sec_fetch_dest=dest).status

    assert asked("cross-site", "image") == 403
    assert asked("same-site", "iframe") == 403
    assert asked("cross-site", "document") == 200  # a link in a letter
    assert asked("none", "document") == 200


def stays(folder):
    """The files there but for those that SQLite has while somebody reads."""
    return {one.name for one in folder.iterdir() if not one.name.endswith(("-wal", "-shm"))}


def test_nothing_is_written(office, browser):
    before = sha256(office.path.read_bytes()).hexdigest()
    beside = stays(office.path.parent)
    crawled(browser, each=3)
    assert sha256(office.path.read_bytes()).hexdigest() == before
    assert stays(office.path.parent) == beside
    with pytest.raises(Exception, match=r"cannot be written|readonly"):
        browser.reading.ledger.store.query("UPDATE log_head SET size = 99")


def test_what_cannot_be_shown_is_a_page_with_a_sentence(browser):
    browser.refuses(404, "/ask/open_acts", "Did you mean open_actions")
    browser.refuses(404, "/record/action/A-2018-009", "There is no action 'A-2018-009'")
    browser.refuses(404, "/record/nothing/A-2018-001", "There is no kind of record 'nothing'")
    browser.refuses(404, "/record?ref=zzz", "There is no record 'zzz'")
    browser.refuses(404, "/event/9999", "There is no event 9999")
    browser.refuses(404, "/event/x", "is not the number of an event")
    browser.refuses(404, "/meeting/XYZ/2018-02-27", "XYZ")
    browser.refuses(404, "/schema/nothing", "There is no table 'nothing'")
    browser.refuses(404, "/elsewhere", "There is no such page here.")
    browser.refuses(400, "/ask/open_actions?as_of=31/2/19", "31/2/19")
    browser.refuses(400, "/ask/open_actions?colour=red", "colour")
    browser.refuses(400, "/ask/open_actions?only.colour=red", "There is no column 'colour'")
    browser.refuses(400, "/ask/action_status?only.extensions.from=many", "is a number")
    browser.refuses(400, "/changes?from=1/2/19&to=1/1/19", "is later than")
    assert browser.get(f"/sql?q={'x' * 90_000}").status == 414


def test_the_sandbox_refuses_in_a_sentence_on_the_page(browser):
    browser.refuses(400, "/sql?q=copy+events+to+'x'", "COPY is not asked here")
    browser.refuses(400, "/sql?q=select+1;select+2", "Those are 2 statements")
    browser.refuses(400, "/sql?q=from+read_csv('/etc/passwd')", "No file can be read")
    browser.refuses(400, f"/sql?q={'x' * 8001}", "at most 8,000 characters; that has 8,001")
    assert "1 row" in browser.page("/sql?q=select+42+as+answer").text


def test_a_question_that_needs_something_asks_for_it(browser):
    page = browser.page("/ask/told_to_panel")
    assert "Body" in page.text
    page = browser.page("/ask/changes_between")
    assert "Fill in From below, and it is answered." in page.text
    assert "What changed" in page.text


def test_hostile_words_come_out_as_words(office, browser):
    said = HOSTILE.replace("\x1b", "")
    word = quote_of(said)
    office.done(
        f"action raise {word} --owner CC --quote {word} --sensitive {word}",
        f"action progress A-2019-001 {word}",
        f"question put {word} --to CC --by PCC --meeting HTA/2018-12-18",
        f"finding record {word} --meeting HTA/2018-12-18",
        f"action complete A-2019-001 --by CC --evidence {word}",
        f"action close A-2019-001 --verified-by CEX --evidence {word}",
    )
    pages = crawled(browser, each=20)
    pages[1] = browser.get(f"/ask/action_status?only.title={quote(said)}")
    pages[2] = browser.get(f"/sql?q={quote('select $$' + said + '$$ as said, * from events')}")
    pages[3] = browser.get(f"/record?ref={quote(said)}")
    shown = 0
    for one in pages.values():
        assert one.status in (200, 303, 404), one.text
        if "attachment" in one.headers.get("content-disposition", ""):
            continue  # A table to save, which is no page.
        assert one.text.count("<script") == ("text/html" in one.headers["content-type"])
        assert "</style>{{" not in one.text
        if "text/html" in one.headers["content-type"] and "alert(1)" in one.text:
            page = Page(one.text)
            assert list(page.all("script")) == [OUR_SCRIPT]
            assert one_line(said)[:25] in page.text or "title=" in one.text
            assert "49" not in page.text or "{{ 7*7 }}" in page.text
            assert "\u202e" not in page.text.replace(said, "")
            shown += 1
    assert shown > 8


def quote_of(text):
    import shlex

    return shlex.quote(text)


def test_a_sensitive_record_is_marked_wherever_it_is_named(office, browser):
    assert "OFFICIAL-SENSITIVE" not in browser.page("/").text
    office.done('action raise "Fourth" --owner CC --sensitive "names a man"')
    assert "OFFICIAL-SENSITIVE" in browser.page("/").text
    found = browser.get("/ask/open_actions").text
    (row,) = [one for one in cells(found) if one[0].startswith("A-2019-001")]
    assert row[0] == "A-2019-001 OFFICIAL-SENSITIVE"
    assert [one[0] for one in cells(found) if "A-2018" in one[0]] == ["A-2018-002", "A-2018-003"]
    told = browser.page("/record/action/A-2019-001").text
    assert "names a man" in told


def test_what_changed_adds_up_and_is_paged(browser, monkeypatch):
    page = browser.page("/changes?from=1/12/18&to=10/2/19")
    assert "Actions: 0 open + 3 raised - 1 closed = 2 open." in page.text
    assert "It adds up." in page.text
    assert browser.get("/changes.csv?from=1/12/18&to=10/2/19").text.count("\r\nA-2018-") == 5


def test_a_name_of_two_records_leads_to_both(office, browser):
    office.done(f"document register CC 'Another of that name' --sha256 {'AB' * 32}")
    page = browser.page("/record?ref=CC")
    assert {a["href"] for a in page.all("a") if "/CC" in a["href"]} == {
        "/record/post/CC", "/record/document/CC"
    }  # fmt: skip


def test_a_paper_is_shown_with_what_was_recorded_of_each_line(office, browser, tmp_path):
    (tmp_path / "p.txt").write_text("1. Estates\nCC to write <b>.\nWhat of that?\n")
    office.done(f"document register notes Notes --file '{tmp_path / 'p.txt'}'")
    office.done("action raise Write --owner CC --source notes:2")
    office.done("action raise Wrong --owner CC --source notes:3", "undo")
    office.done("action raise Whole --owner CC --source notes")
    raised = next(r.position for r in office.events if getattr(r.event, "title", "") == "Write")
    page = browser.page("/paper/notes")
    assert "3 lines: 1 recorded, 1 furniture" in page.text
    assert "and of 1 nobody has said anything" in page.text
    found = cells(browser.get("/paper/notes").text)[1:]
    assert [one[-1].split(" ")[0] for one in found] == ["furniture", str(raised), "nobody"]
    assert "CC to write <b>." in found[1][-2]
    assert "/paper/notes" in {a["href"] for a in browser.page("/record/document/notes").all("a")}
    event = browser.page(f"/event/{raised}")
    assert "/paper/notes?line=2#l2" in {a["href"] for a in event.all("a")}
    assert "(the paper's own words)" in event.text
    assert "Recorded of its cells, or of the paper as a whole" in page.text
    browser.refuses(404, "/paper/none", "There is no paper")
    browser.refuses(400, "/paper/notes?line=x", "is not the number of a line")


def test_an_item_leads_to_the_report_that_has_it(office, browser):
    office.done('item issue EFF18/AFI1 "Answer sooner" --on 2018-12-20')
    hrefs = [one["href"] for one in browser.page("/record/item/EFF18/AFI1").all("a")]
    assert "/record/inspection/EFF18" in hrefs


def test_a_paper_that_is_not_kept_shows_the_lines_that_were_recorded(office, browser):
    office.done(f"document register pack Pack --sha256 {'ab' * 32}")
    office.done("action raise Write --owner CC --source pack:12-13")
    page = browser.page("/paper/pack")
    assert "The reading of this paper is not kept here" in page.text
    assert "govledger document register NAME TITLE --file PAPER" in page.text
    raised = next(r.position for r in office.events if getattr(r.event, "title", "") == "Write")
    event = browser.page(f"/event/{raised}").text
    assert "(all that was recorded of this paper)" in event and "own words" not in event
    document = browser.page("/record/document/pack").text
    assert "SHA-256" in document and "ha256" not in document
    assert "What was recorded of it" in page.text and "The paper's words" not in page.text
    assert [one[0] for one in cells(browser.get("/paper/pack").text)[1:]] == ["12", "13"]


# The command


@pytest.fixture
def served(office):
    arguments = [sys.executable, "-m", "commands", "--ledger", str(office.path), "browse"]
    arguments[1:3] = ["-c", "from commands.menu import main; main()"]
    started = subprocess.Popen(
        [*arguments, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    address = started.stdout.readline().strip()
    yield started, urlsplit(address)
    started.kill()
    started.wait()


def test_it_is_served_on_loopback_until_ctrl_c(served):
    started, address = served
    assert address.hostname == "127.0.0.1"
    connection = HTTPConnection(address.hostname, address.port)
    connection.request("GET", "/ask/open_actions")
    answer = connection.getresponse()
    assert (answer.status, "Second" in answer.read().decode()) == (200, True)
    assert answer.headers["Content-Security-Policy"]
    assert answer.headers["Server"] is None
    connection.request("GET", "/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 421
    connection.close()
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=HANGS_SECONDS)
    assert (started.returncode, out, err) == (DONE, "", "The pages are closed.\n")


def test_a_port_that_is_taken_is_said(office):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        office.refuses(6, f"browse --port {port}", f"Port {port}", "--port 0")


def test_without_its_extra_it_names_it(office, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.setattr(commands, "web", commands.web)  # Which reading it again would replace.
    for name in [n for n in sys.modules if n.startswith("commands.web")]:
        monkeypatch.delitem(sys.modules, name)
    office.refuses(MISUSED, "browse", installation.extra("browse"))


def test_a_parameter_with_few_values_is_chosen_and_one_that_cannot_be_is_refused(browser):
    page = browser.page("/ask/discrepancies?status=explained")
    assert [one["value"] for one in page.all("option") if "selected" in one] == ["explained"]
    refused = browser.get("/ask/discrepancies?status=standng")
    assert refused.status == 400
    assert "Did you mean standing?" in refused.text
    assert browser.get("/ask/told_to_panel?inspection=LEG99").status == 404
