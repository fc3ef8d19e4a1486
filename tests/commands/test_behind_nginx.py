"""The pages behind nginx, set up with the very lines of `help proxy`; skipped where there is no
nginx. Encryption is nginx's own, and is left out."""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import planted
import pytest
from patience import HANGS_SECONDS, until

import commands.cli.help as topics

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("jinja2")

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH')}{os.pathsep}/usr/sbin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="there is no nginx"),
]
ROOT = Path(__file__).parent.parent.parent
SENSITIVE = "zebrafinch"
AROUND = """\
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
{lines}
}}
"""


@pytest.fixture
def folder():
    """A new folder with a short path, which is all that a Unix socket takes."""
    made = Path(tempfile.mkdtemp())
    yield made
    shutil.rmtree(made)


def configured(folder: Path, port: int) -> str:
    """nginx's configuration: what the page of help says, at these places."""
    page = (topics.TOPICS / "proxy.txt").read_text(encoding="utf-8")
    block = page[page.index("  map $remote_user") : page.index("Apache")]
    lines = [line for line in block.splitlines() if "ssl_certificate" not in line]
    said = "\n".join(lines)
    for written, here in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "/etc/nginx/office.passwords": str(folder / "passwords"),
        "/run/govledger/pages.sock": str(folder / "pages.sock"),
    }.items():
        assert written in said
        said = said.replace(written, here)
    user = "user root;" if os.geteuid() == 0 else ""
    return AROUND.format(folder=folder, user=user, lines=textwrap.indent(said, "    "))


def asked(port: int, login: str = "", **headers: str) -> tuple[int, str]:
    """The status and the text of the open actions, asked with a name and password."""
    if login:
        headers["Authorization"] = f"Basic {base64.b64encode(login.encode()).decode()}"
    address = f"http://127.0.0.1:{port}/ask/open_actions"
    asking = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(asking, timeout=HANGS_SECONDS) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def test_each_has_what_nginx_says_they_are_cleared_for(folder, monkeypatch):
    ledger = folder / "office.ledger"
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(ledger))
    monkeypatch.setenv("GOVLEDGER_ACTOR", "M Clerk")
    for line in ("init", "action raise Bins --no-owner",
                 f"action raise {SENSITIVE} --no-owner --sensitive Why"):  # fmt: skip
        assert planted.typed(line)[0] == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    (folder / "passwords").write_text("Jane Smith:{PLAIN}one\nann:{PLAIN}two\n")
    (folder / "conf").write_text(configured(folder, port))
    log = folder / "log"
    pages = subprocess.Popen(
        [sys.executable, "-c", "from commands.menu import main; main()", "browse",
         "--behind-proxy", str(folder / "pages.sock"), "--access-log", str(log)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    server = subprocess.Popen(
        [str(NGINX), "-c", str(folder / "conf"), "-e", str(folder / "error.log"),
         "-g", "daemon off;"], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert pages.stdout is not None and pages.stdout.readline()
        until(lambda: answers(port), "nginx")
        assert asked(port)[0] == asked(port, "ann:one")[0] == 401
        code, whole = asked(port, "Jane Smith:one")
        assert code == 200 and "Bins" in whole and SENSITIVE in whole
        # Whoever says it themselves is not believed.
        posing = {"Govledger-Person": "Jane Smith", "Govledger-Clearance": "OFFICIAL-SENSITIVE"}
        code, lower = asked(port, "ann:two", **posing)
        assert code == 200 and "Bins" in lower and SENSITIVE not in lower
    finally:
        for one in (server, pages):
            one.terminate()
            one.wait(HANGS_SECONDS)
    told = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(one["person"], one["clearance"]) for one in told] == [
        ("Jane Smith", "OFFICIAL-SENSITIVE"), ("ann", "OFFICIAL"),
    ]  # fmt: skip
