"""A practice ledger says so wherever it is opened, in its papers, and in every copy of it."""

import pytest
from test_recording import DONE, Office

from ledger.practice import SAID, identity, is_practice
from ledger.system.paths import is_identity


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Office(tmp_path / "practice.ledger", capsys)


def test_an_identity_says_that_it_is_of_a_practice_ledger():
    assert is_identity(identity()) and is_practice(identity())
    assert identity() != identity()


def test_whatever_opens_it_says_so(office):
    assert "An empty practice ledger" in office.done("init --practice").err
    for line in (
        'body add HTA "Holding to account" --on 2019-01-01',
        "ask open_actions",
        "show HTA",
        "verify",
    ):
        assert SAID in office.types(line).err, line


def test_its_paper_says_so_and_a_copy_of_it_too(office, tmp_path):
    office.done("init --practice", 'body add HTA "Holding to account" --on 2019-01-01')
    (tmp_path / "copies").mkdir()
    office.done("report committee --for HTA --on 2019-03-01 --to paper")
    (page,) = (tmp_path / "paper").glob("*.html")
    assert "PRACTICE, not a record: Holding to account" in page.read_text(encoding="utf-8")
    office.done("backup copies/copy.ledger")
    assert SAID in office.done("backup --check copies/copy.ledger").err
    copy = Office(tmp_path / "copies" / "copy.ledger", office.capsys)
    assert SAID in copy.types("show HTA").err


def test_a_real_ledger_says_nothing_of_it(office):
    office.done("init")
    assert SAID not in office.types("ask open_actions").err
    assert office.types("ask open_actions").code == DONE
