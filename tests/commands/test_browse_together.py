"""Several people read at once: no page waits for what another asks, and all are up to date."""

import threading
from types import SimpleNamespace

import pytest
from patience import HANGS_SECONDS, until
from test_browse import browser, office  # noqa: F401

pytest.importorskip("starlette")
pytest.importorskip("jinja2")

from commands.web import opened
from commands.web.reading import READERS
from projections import Projections, generations

pytestmark = pytest.mark.slow

DAY = "2019-02-02"


@pytest.fixture
def shared(office, browser):  # noqa: F811
    """An office, and a browser on it that several may use at once."""
    return SimpleNamespace(office=office, browser=browser, readers=browser.readers)


class Held:
    """In the place of asking a question: some wait until the test says so."""

    def __init__(self, monkeypatch, *names):
        self.asked, self.may_end = [], threading.Event()
        ask = Projections.keep

        def keep(now, table, name, *said, **more):
            self.asked.append(name)
            if name in names:
                assert self.may_end.wait(HANGS_SECONDS)
            return ask(now, table, name, *said, **more)

        monkeypatch.setattr(Projections, "keep", keep)


def at_once(browser, addresses):  # noqa: F811
    """A thread for each page, begun, and the list to which each adds what it was told."""
    told = []
    threads = [
        threading.Thread(target=lambda a=a: told.append(browser.get(a)), daemon=True)
        for a in addresses
    ]
    for thread in threads:
        thread.start()
    return threads, told


def ended(threads):
    for thread in threads:
        thread.join(HANGS_SECONDS)
        assert not thread.is_alive()


def test_a_page_is_answered_while_another_asks(shared, monkeypatch):
    held = Held(monkeypatch, "open_actions")
    threads, told = at_once(shared.browser, [f"/ask/open_actions?as_of={DAY}"])
    until(lambda: held.asked == ["open_actions"], "the slow question")
    for address in ("/", "/ask/overdue_actions", "/record/action/A-2018-002", "/schema/events"):
        assert shared.browser.get(address).status == 200, address
    assert told == [], "and the slow one is still asked"
    held.may_end.set()
    ended(threads)
    assert told[0].status == 200 and "Second" in told[0].text


def test_as_many_as_there_are_readers_are_answered_at_once(shared, monkeypatch):
    held = Held(monkeypatch, "open_actions", "overdue_actions")
    days = [f"/ask/open_actions?as_of=2019-02-{n:02}" for n in range(1, READERS + 2)]
    threads, told = at_once(shared.browser, days)
    until(lambda: len(held.asked) == READERS, "as many questions as readers")
    held.may_end.set()
    ended(threads)
    assert [one.status for one in told] == [200] * len(days)


def test_an_answer_serves_whoever_asks_for_it(shared, monkeypatch):
    held = Held(monkeypatch)
    address = f"/ask/open_actions?as_of={DAY}"
    first = shared.browser.get(address)
    with shared.readers.one():  # So the next page has another reader.
        again = shared.browser.get(address)
    assert again.text == first.text and held.asked == ["open_actions"]


def test_the_changes_that_one_reader_kept_are_read_by_another(shared):
    address = "/changes?from=2018-12-01&to=2019-02-10"
    first = shared.browser.get(address)
    with shared.readers.one() as taken:
        taken.now.connection.close()  # Nobody may read through who is at another page.
        again = shared.browser.get(address)
    assert first.status == again.status == 200 and again.text == first.text


def test_each_page_tells_what_was_recorded_before_it_began(shared, monkeypatch):
    held = Held(monkeypatch, "open_actions")
    address = f"/ask/open_actions?as_of={DAY}"
    threads, told = at_once(shared.browser, [address])
    until(lambda: held.asked == ["open_actions"], "the slow question")
    shared.office.done("action raise 'Mend the gate' --owner CC --due 2019-03-01 --on 2019-02-01")
    assert "Mend the gate" in shared.browser.get("/record/action/A-2019-001").text
    held.may_end.set()
    ended(threads)
    assert "Mend the gate" not in told[0].text, "as it was when that page began"
    assert "Mend the gate" in shared.browser.get(address).text


def test_an_answer_is_dropped_when_nobody_has_it(shared, monkeypatch):
    monkeypatch.setattr(opened, "KEPT", 2)

    def tables():
        found = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'answer%'"
        return {name for (name,) in shared.browser.reading.rows(found)}

    days = [f"/ask/open_actions?as_of=2019-02-{n:02}" for n in range(1, 8)]
    with shared.readers.one() as reading:
        kept = reading.cached("mine", reading.new_table)
        reading.now.keep(kept, "open_actions", shared.browser.readers.app.today)
        for day in days:
            assert shared.browser.get(day).status == 200
        assert str(kept) in tables(), "while a page has it"
        name = str(kept)
        del kept
    shared.browser.get("/ask/overdue_actions")
    assert name not in tables() and len(tables()) <= 3


def test_a_generation_that_one_reader_finds_damaged_is_used_by_none(shared, monkeypatch):
    generations.build(shared.readers.ledger)
    shared.readers._open()
    before = shared.readers._opened
    assert before.now.generation
    with shared.readers.one() as reading:
        reading.now.generation = 0  # As it is after Projections had to mend.
        assert reading.cached("alone", lambda: 1) == 1
        assert before.cached("alone", lambda: 2, before.now) == 2, "what it made is not shared"
    assert shared.readers._opened is not before and reading not in shared.readers._free
    assert shared.browser.get("/ask/open_actions").status == 200
