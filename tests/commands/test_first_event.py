"""A ledger of one event is told as one: nothing of it says 1 events."""

import re

import pytest
from test_recording import Office

from ledger.words import the_first


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    office = Office(tmp_path / "office.ledger", capsys)
    office.begins("init", "body add HTA Monthly --on 2018-01-01")
    return office


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        ["verify", "verify"],
        ["verify --trusted '1 events, root 00000000000000000000000000000000'"],
        ["verify", "backup B", "backup --check B"],
        ["report committee --for HTA --on 2019-01-01 -o R --preview"],
        ["ask bodies_now", "replay", "show HTA", "audit projections"],
    ],
)
def test_one_event_is_one(office, tmp_path, lines):
    results = [office.types(line) for line in lines]
    said = "".join(one.out + one.err for one in results)
    said += "".join(page.read_text("utf-8") for page in tmp_path.rglob("*.html"))
    assert re.findall(r".{0,40}\b1 (?:events|rows|records|tables)\b.{0,20}", said) == []


def test_the_first_events_up_to_one():
    assert [the_first(n) for n in (1, 2, 1204)] == [
        "the first event", "the first 2 events", "the first 1,204 events",
    ]  # fmt: skip
