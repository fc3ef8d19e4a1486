"""Fifty slow statements stop no page: one is answered, four wait, the others are told so."""

import asyncio
import socket
import threading
from collections import Counter
from http.client import HTTPConnection
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from made import created
from patience import HANGS_SECONDS, until

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("jinja2")

import uvicorn

from commands.session.app import App
from commands.web import reading, serving
from projections.messages import ResultSet

pytestmark = pytest.mark.slow

SLOW = "/sql?q=" + quote("select 'slow'")


class Box:
    """In the place of the sandbox: each statement is answered when the test says so."""

    def __init__(self, of: reading.Readers) -> None:
        self.of, self.begun, self.stopped = of, 0, 0
        self.may_end = threading.Event()

    @property
    def size(self) -> int:
        return self.of.ledger.size

    def run(self, q, on, known_by):
        self.begun += 1
        assert self.may_end.wait(HANGS_SECONDS)
        return ResultSet(["slow"], ["VARCHAR"], [[f"{q} {self.begun}"]])

    def stop(self) -> None:
        self.stopped += 1
        self.may_end.set()

    def begin(self) -> None: ...

    def wait(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def served(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "REQUEST_SECONDS", 0.5)
    created(tmp_path / "office.ledger")
    of = reading.Readers(App(str(tmp_path / "office.ledger")))
    of.statements.box.close()
    of.statements.box = box = Box(of)
    listening = serving._listening(0)
    port = listening.getsockname()[1]
    server = uvicorn.Server(serving.config(of, port))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    until(lambda: server.started, "the server")
    yield SimpleNamespace(port=port, box=box, readers=of)
    box.may_end.set()
    server.should_exit = True
    thread.join(HANGS_SECONDS)
    listening.close()
    of.close()


def get(served, address: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=HANGS_SECONDS)
    connection.request("GET", address)
    reply = connection.getresponse()
    text = reply.read().decode()
    connection.close()
    return reply.status, text


def asked(served, count: int) -> tuple[list[threading.Thread], list[int]]:
    """So many readers who ask slow statements, each another one, and what each is told."""
    told: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: told.append(get(served, f"{SLOW}{n}")[0]))
        for n in range(count)
    ]
    for thread in threads:
        thread.start()
    return threads, told


def test_fifty_slow_statements_stop_no_page(served):
    threads, told = asked(served, 50)
    until(lambda: len(told) == 45, "the refusal of all but one and four")
    assert set(told) == {503} and served.box.begun == 1
    assert get(served, "/")[0] == 200, "while one is answered and four wait"
    status, says = get(served, SLOW)
    assert status == 503 and "4 statements are already waiting. Ask again in a minute." in says
    served.box.may_end.set()
    for thread in threads:
        thread.join(HANGS_SECONDS)
    assert Counter(told) == {503: 45, 200: 5}
    assert get(served, SLOW)[0] == 200, "and the places are free again"


def test_those_whose_reader_left_are_dropped(served):
    left = []
    for number in range(5):
        one = socket.create_connection(("127.0.0.1", served.port))
        one.sendall(
            f"GET {SLOW}{number} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode()
        )
        left.append(one)
        until(lambda: served.box.begun == 1, "the first, who is answered")
    places = served.readers.statements._places
    until(lambda: places._value == 0 and served.box.begun == 1, "five who ask")
    answered = served.readers.statements._asks
    for one in left[1:]:
        one.close()
    until(lambda: places._value == 4, "the places of those who wait")
    assert (served.box.begun, served.box.stopped) == (1, 0), "never begun"
    assert served.readers.statements._asks is answered
    left[0].close()
    until(lambda: places._value == 5, "five places")
    assert (served.box.begun, served.box.stopped) == (1, 1), "stopped"


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"])
def test_a_connection_on_which_no_whole_request_comes_is_let_go(served, said):
    with socket.create_connection(("127.0.0.1", served.port), timeout=HANGS_SECONDS) as half_open:
        half_open.sendall(said)
        assert half_open.recv(1000) == b"", "closed by the server"


def test_who_asks_slowly_but_wholly_is_answered_however_long_it_takes(served, monkeypatch):
    threads, told = asked(served, 1)
    threads[0].join(1.0)  # Twice as long as a request may take to come.
    assert threads[0].is_alive()
    served.box.may_end.set()
    threads[0].join(HANGS_SECONDS)
    assert told == [200]
