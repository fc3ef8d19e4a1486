"""What most tests of the commands begin with: an office, and somebody who types at it."""

import pytest
from clerk import OFFICE, RAISE, Office


@pytest.fixture
def empty(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Office(tmp_path / "office.ledger", capsys)


@pytest.fixture
def office(empty):
    empty.begins(*OFFICE)
    return empty


@pytest.fixture
def action(office):
    office.begins(*OFFICE, RAISE)
    return office
