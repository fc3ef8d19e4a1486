"""Pages behind a proxy: for whom it names, with the clearance that it says, and each in the log."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import asked_pages
import planted
import pytest
from clerk import MISUSED, UNAVAILABLE
from patience import HANGS_SECONDS

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("jinja2")

from commands.session.app import App
from commands.web import proxied, site
from commands.web.reading import Readers
from ledger.application import Ledger

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no Unix sockets"),
]
ROOT = Path(__file__).parent.parent.parent
HOST = ("Host", "ledger.example.org")
LOW = (HOST, ("Govledger-Person", "Ann Lee"), ("Govledger-Clearance", "OFFICIAL"))
HIGH = (HOST, ("Govledger-Person", "Jane Smith"), ("Govledger-Clearance", "OFFICIAL-SENSITIVE"))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proxied")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
        patch.setenv("GOVLEDGER_ACTOR", "M Clerk")
        patch.chdir(folder)
        patch.setenv("GOVLEDGER_LEDGER", str(path := folder / "office.ledger"))
        assert planted.typed("init")[0] == 0
        planted.plant(path)
    return path


@pytest.fixture(scope="module")
def behind(office, tmp_path_factory):
    """Both readers of a file, behind a proxy, and the log."""
    log = tmp_path_factory.mktemp("log") / "access.log"
    lower, whole = App(str(office)), App(str(office))
    lower.lowered, lower.behind, whole.behind = True, "OFFICIAL", "OFFICIAL-SENSITIVE"
    readers = {"OFFICIAL": Readers(lower), "OFFICIAL-SENSITIVE": Readers(whole)}
    app = proxied.Proxied(
        {c: site.application(one) for c, one in readers.items()}, proxied.Log(log)
    )
    yield app, log
    for one in readers.values():
        one.close()


def lines_of(log):
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_no_sensitive_word_is_in_any_byte_of_the_pages_for_who_is_not_cleared(behind, office):
    app, log = behind
    before = len(lines_of(log))

    def get(address):
        return asked_pages.asked(app, address, headers=LOW)

    pages = asked_pages.crawled(get, each=4)
    said = ("/ask/open_actions.csv", "/ask/action_status.json", "/sql?q=select+*+from+events",
            "/sql.csv?q=select+*+from+events", "/event/9", "/record/action/A-2018-002")  # fmt: skip
    pages |= {at: get(at) for at in said}
    for address, page in pages.items():
        assert page.status in (200, 303, 404), (address, page.text.split("<h1")[-1][70:420])
        assert planted.found(page.body, address) == []
        assert planted.found(repr(page.headers).encode(), address) == []
    everything = b"".join(page.body for page in pages.values()).decode(errors="replace")
    for word in planted.OPEN:
        assert word in everything
    assert "22 of 34 events are beyond your clearance" in pages["/"].text
    assert "6 events of A-2018-001 are beyond" in get("/record/action/A-2018-001").text
    assert get("/offices").status == 403
    whole = [asked_pages.asked(app, at, headers=HIGH).body for at in said[1:3]]
    assert len({word for _, word in planted.found(b"".join(whole), "")}) > 15
    told = lines_of(log)[before:]
    assert len(told) > len(pages)
    assert {one["person"] for one in told} == {"Ann Lee", "Jane Smith"}
    assert told[-1] | {"at": ""} == {
        "at": "", "person": "Jane Smith", "clearance": "OFFICIAL-SENSITIVE", "method": "GET",
        "address": "/sql?q=select+*+from+events", "status": 200,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ([HOST], "who you are"),
        ([HOST, LOW[1]], "cleared for"),
        ([HOST, LOW[2]], "who you are"),
        ([*LOW, LOW[1]], "who you are"),
        ([*LOW, ("govledger-person", "Jane Smith")], "who you are"),
        ([*LOW, HIGH[2]], "cleared for"),
        ([*LOW, LOW[2]], "cleared for"),
        ([HOST, LOW[1], ("Govledger-Clearance", "SECRET")], "cleared for"),
        ([HOST, LOW[1], ("Govledger-Clearance", "OFFICIAL, OFFICIAL-SENSITIVE")], "cleared for"),
        ([HOST, LOW[1], ("Govledger-Clearance", "official-sensitive")], "cleared for"),
        ([HOST, ("Govledger-Person", " "), LOW[2]], "who you are"),
        ([HOST, ("Govledger-Person", "a\x1bb"), LOW[2]], "who you are"),
        ([HOST, ("Govledger-Person", "a" * 201), LOW[2]], "who you are"),
    ],
)
def test_a_request_says_once_who_asks_and_with_which_clearance(behind, headers, words):
    app, log = behind
    answer = asked_pages.asked(app, "/ask/open_actions", headers=headers)
    assert answer.status == 403 and words in answer.text and "Seen by all" not in answer.text
    assert "Content-Security-Policy".lower() in answer.headers
    assert (
        lines_of(log)[-1]["status"] == 403 and lines_of(log)[-1]["address"] == "/ask/open_actions"
    )


def test_it_only_reads_and_no_other_site_has_it_as_a_part(behind):
    app, log = behind
    for method in ("POST", "PUT", "DELETE"):
        assert asked_pages.asked(app, "/", method, LOW).status == 405
        assert lines_of(log)[-1]["method"] == method
    framed = [*LOW, ("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "iframe")]
    assert asked_pages.asked(app, "/", headers=framed).status == 403
    assert asked_pages.asked(app, "/", headers=[*LOW, HOST]).status == 421


def test_nothing_is_shown_that_is_not_logged(behind, capsys, monkeypatch):
    app, _ = behind

    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(app.log, "write", full)
    answer = asked_pages.asked(app, "/ask/open_actions", headers=LOW)
    assert answer.status == 503 and "Seen by all" not in answer.text
    assert "access log cannot be written" in capsys.readouterr().err


def test_who_serves_without_clearance_serves_nothing_else(office, tmp_path):
    lower = App(str(office))
    lower.lowered, lower.behind = True, "OFFICIAL"
    readers = Readers(lower)
    app = proxied.Proxied({"OFFICIAL": site.application(readers)}, proxied.Log(tmp_path / "log"))
    assert asked_pages.asked(app, "/", headers=LOW).status == 200
    answer = asked_pages.asked(app, "/", headers=HIGH)
    assert answer.status == 403 and "cleared for OFFICIAL alone" in answer.text
    readers.close()


def test_what_is_built_for_the_one_is_in_a_folder_of_its_own(office, monkeypatch):
    """And so it is when the other one builds it."""
    from projections import Projections, folders, generations

    whole = Ledger.open(office, read_only=True)
    lower = whole.lowered()
    made = [generations.build(one) for one in (whole, lower)]
    assert made[0].parent != made[1].parent and made[1].parent.name == "official"
    assert len(planted.in_tables(made[0])) > 15
    assert planted.looked_through(made[1].parent)[2] == []
    for one, path in zip((whole, lower), made, strict=True):
        with Projections(one) as now:
            assert now.generation == 34
        assert folders.found(one) == [path]
    # Nor is one taken that was put there.
    made[1].unlink()
    made[1].write_bytes(made[0].read_bytes())
    with Projections(lower) as now:
        assert now.generation == 0
    whole.close()


class Unix(HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


def test_it_is_served_on_a_socket_of_its_own_until_ctrl_c(office, tmp_path):
    path, log = tmp_path / "s", tmp_path / "access.log"
    left = socket.socket(socket.AF_UNIX)  # As one that was killed leaves it.
    left.bind(str(path))
    left.close()
    started = subprocess.Popen(
        [sys.executable, "-c", "from commands.menu import main; main()", "--ledger", str(office),
         "browse", "--behind-proxy", str(path), "--access-log", str(log)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, umask=0,
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        assert started.stdout.readline().strip() == str(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        for headers, shown in ((LOW, False), (HIGH, True)):
            asking = Unix(path)
            asking.request("GET", "/ask/open_actions", headers=dict(headers))
            answer = asking.getresponse()
            text = answer.read().decode()
            assert (answer.status, "zebrafinch" in text) == (200, shown)
            asking.close()
        second = planted.typed(f"--ledger {office} browse --behind-proxy {path}")
        assert second[0] == UNAVAILABLE and "somebody is serving there" in second[1]
    finally:
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=HANGS_SECONDS)
    assert (started.returncode, out, "The pages are closed.\n" in err) == (0, "", True)
    assert not path.exists() and stat.S_IMODE(log.stat().st_mode) == 0o600
    assert [one["person"] for one in lines_of(log)] == ["Ann Lee", "Jane Smith"]


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ("--access-log l", MISUSED, "go with --behind-proxy"),
        ("--behind-proxy s --port 80", MISUSED, "leave --port out"),
        ("--behind-proxy here", UNAVAILABLE, "something is there that is no socket"),
        ("--behind-proxy no/s", UNAVAILABLE, "No socket could be made"),
        ("--behind-proxy s --socket-group no-such-group", UNAVAILABLE, "no such group"),
        ("--behind-proxy s --access-log no/log", UNAVAILABLE, "cannot be written"),
    ],
)
def test_what_cannot_be_served_is_said(office, tmp_path, monkeypatch, options, code, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").write_text("mine")
    ended, said = planted.typed(f"--ledger {office} browse {options}")
    assert ended == code and words in said, said
    assert (tmp_path / "here").read_text() == "mine" and not (tmp_path / "s").exists()
