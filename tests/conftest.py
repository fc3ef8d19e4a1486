"""Nothing in a test depends on the machine: its clock, its user, its home."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
for folder in (ROOT, ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


@pytest.fixture(autouse=True)
def _no_machine(monkeypatch, tmp_path):
    monkeypatch.setenv("GOVLEDGER_ACTOR", "M Clerk")
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-03-01T10:00:00")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "no-state"))
    for name in ("LEDGER", "DEBUG", "ACCESSIBLE", "ANCHORS", "KEY", "SEAL_KEY", "PASSPHRASE_FILE"):
        monkeypatch.delenv(f"GOVLEDGER_{name}", raising=False)
