"""Nothing in a test depends on the machine: its clock, its user, its home."""

import gc
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
for folder in (ROOT, ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from folded import shared  # noqa: E402
from machine import ON_DISK, leave_the_person, settle  # noqa: E402

leave_the_person()

# The same examples each time, with no limit of time: what is red here is red everywhere.
# `--hypothesis-profile search` looks further, at others each time.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("steady")


def pytest_ignore_collect(collection_path, config):
    """The quick lane does not even read a file that is slow as a whole."""
    if config.option.markexpr != "not slow" or not collection_path.name.startswith("test_"):
        return None
    return "\npytestmark = pytest.mark.slow\n" in collection_path.read_text("utf-8") or None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes longest begins first: no worker then waits for another at the end. Nothing is
    shared by the cases of a test that would be made for each."""
    if wrong := [
        f"{item.nodeid} has {', '.join(found)}" for item in items if (found := shared(item))
    ]:
        raise pytest.UsageError("\n".join(wrong))
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


def pytest_collection_finish():
    """Whatever was read so far stays to the end: nobody need look through it again for what may be
    thrown away."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _pooled():
    from pool import pooled

    with pooled():
        yield


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(request, monkeypatch):
    """What is committed may stay in the memory of the system, but where a test is about that."""
    from ledger.store.sqlite import connections

    if request.node.get_closest_marker("durable") is None:
        lax = [p.replace("synchronous=FULL", "synchronous=OFF") for p in connections.WRITE_PRAGMAS]
        monkeypatch.setattr(connections, "WRITE_PRAGMAS", tuple(lax))


@pytest.fixture
def tmp_path(request, tmp_path):
    """On the disk where a test is about that; nowhere else need it be."""
    if request.node.get_closest_marker("durable") is None or not os.access(ON_DISK, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=ON_DISK, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def _no_machine(monkeypatch):
    settle(monkeypatch)
