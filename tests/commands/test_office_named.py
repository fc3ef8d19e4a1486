"""The office's own name: given when its ledger is made, changed by an event, and shown."""

import pytest
from clerk import MISUSED, REFUSED, Office
from terminal import at_terminal

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    return Office(tmp_path / "office.ledger", capsys)


def test_a_ledger_is_made_with_the_name_of_its_office(office):
    made = office.done('init --name "West Mercia PCC"')
    assert "OFFICE named: West Mercia PCC" in made.err
    assert f"A ledger at {office.path}." in made.err
    assert [r.kind for r in office.events] == ["OfficeNamed"]
    assert "West Mercia PCC" in office.done("show OFFICE").out


def test_nothing_is_left_of_a_ledger_whose_name_is_refused(office):
    office.refuses(MISUSED, 'init --name " "', "--name is empty")
    assert not office.path.exists()
    office.refuses(MISUSED, 'init --name "West\u202eMercia"', "turns the direction")
    assert not office.path.exists()
    office.done('init --name "-x"')


def test_it_is_renamed_from_a_day_and_not_twice(office):
    office.done('init --name "West Mercia PCC"', 'office name "West Mercia Mayor" --on 2019-02-19')
    again = office.done('office name "West Mercia PCC"')
    assert "already recorded" in again.err
    office.refuses(REFUSED, f"office name {'W' * 121}", "at most 120 characters")


def test_it_stands_on_the_cover_of_every_paper(office):
    office.done('init --name "West Mercia PCC"', 'body add HTA "Monthly meeting"')
    office.done("report committee --for HTA --on 2019-02-20 --to paper --preview")
    office.done("report action-log --for HTA --on 2019-02-20 --to log --preview")
    for folder in ("paper", "log"):
        (page,) = (office.path.parent / folder).glob("*.html")
        assert "<dt>Office</dt><dd>West Mercia PCC</dd>" in page.read_text(encoding="utf-8")


def test_it_heads_an_answer_at_a_terminal_alone(office):
    office.done('init --name "West Mercia PCC"', 'action raise "A thing" --no-owner')
    seen = at_terminal(["--ledger", str(office.path), "ask", "open_actions"], columns=80)
    assert "West Mercia PCC\n" in seen.shown.replace("\r", "")
    piped = office.done("ask open_actions")
    assert "West Mercia PCC" not in piped.out + piped.err
