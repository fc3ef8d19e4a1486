"""A ledger of one event is told as one: nothing of it says 1 events."""

import re

import pytest
from folded import each
from signing import key_file

from ledger.records.exports import Exported
from ledger.records.seals import Sealed
from ledger.words import sentence, the_first


@pytest.fixture
def office(empty):
    empty.begins("init", "body add HTA Monthly --on 2018-01-01")
    return empty


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


@each("number, said", [(0, "0 events"), (1, "1 event"), (2, "2 events")])
def test_an_export_and_a_seal_count_events_in_their_sentences(number, said):
    facts = {"what": "feeds", "tree_size": number, "root": "ab", "checked": number}
    for template in (Exported.says, Sealed.says):
        told = sentence(template, facts)
        assert said in told and "1 events" not in told


def test_a_number_in_somebodys_own_words_stays_as_typed():
    assert sentence("{what} of {tree_size} events", {"what": "1 events", "tree_size": 3}) == (
        "1 events of 3 events"
    )


@pytest.mark.slow
def test_what_leaves_a_ledger_of_one_event_is_of_one(office):
    key_file(office.path.parent / "key", 1)
    lines = ("export feeds --to F", "export list", "replay", "seal --seal-key key", "verify")
    said = [office.types(line) for line in lines]
    told = "".join(one.out + one.err for one in said)
    assert "of 1 event" in told and not re.findall(r".{0,30}\b1 (?:events|to 1)\b.{0,20}", told)
