"""The tests that need a browser: ./scripts/test-browser sets one up and runs them."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BROWSER = os.environ.get("GOVLEDGER_BROWSER", "")
# Without a browser nothing here is collected: ./scripts/test says nothing of it.
collect_ignore_glob = [] if BROWSER else ["*"]
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PAPERS = {
    "committee HTA": "report committee --for HTA --on 2018-11-27",
    "committee PANEL": "report committee --for PANEL --on 2018-11-27",
    "action log": "report action-log --for HTA --on 2018-11-27",
    "afi": "report afi --on 2018-11-27",
    "meeting pack": "report meeting-pack HTA/2018-03-27",
}


@pytest.fixture(scope="session")
def machine(tmp_path_factory) -> Iterator[pytest.MonkeyPatch]:
    """Nothing of this machine, for what is made once for all the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVLEDGER_ACTOR", "Jackie Irvin")
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        for name in ("LEDGER", "ANCHORS", "KEY", "SEAL_KEY"):
            patch.delenv(f"GOVLEDGER_{name}", raising=False)
        yield patch


@pytest.fixture(scope="session")
def chromium(machine: pytest.MonkeyPatch) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=BROWSER, args=list(QUIET))


@pytest.fixture
def look(chromium) -> Iterator[Callable[..., object]]:
    """Open a page, alone, in a new profile: look(file or address, width=..., **of the context)."""
    from looking import Seen

    opened = []

    def open_(address, width=1280, **context):
        seen = Seen(chromium, str(address), width, **context)
        opened.append(seen)
        return seen

    yield open_
    for seen in opened:
        seen.close()


@pytest.fixture(scope="session")
def demo(machine, tmp_path_factory) -> Path:
    """The ledger of the demo."""
    from making import fill

    path = tmp_path_factory.mktemp("demo") / "west-mercia.ledger"
    fill(machine, path, lambda text: text)
    return path


@pytest.fixture(scope="session")
def papers(machine, demo, tmp_path_factory):
    """Each paper of the demo: name, what it says, the file of its page."""
    from making import written

    folder = tmp_path_factory.mktemp("papers")
    machine.setenv("GOVLEDGER_NOW", "2018-11-30T10:00")
    return {
        name: written(demo, line, folder / re.sub(r"\W", "-", name))
        for name, line in PAPERS.items()
    }


@pytest.fixture(scope="session")
def hostile(machine, tmp_path_factory) -> Path:
    """A ledger in whose free texts there is markup, script, bidi, formulas, 10,000 letters."""
    from making import fill_hostile

    path = tmp_path_factory.mktemp("hostile") / "hostile.ledger"
    fill_hostile(machine, path)
    return path


@pytest.fixture(scope="session")
def hostile_papers(machine, hostile, tmp_path_factory):
    """The same papers of that ledger."""
    from making import written

    folder = tmp_path_factory.mktemp("hostile-papers")
    return {
        name: written(hostile, line, folder / re.sub(r"\W", "-", name))
        for name, line in PAPERS.items()
    }
