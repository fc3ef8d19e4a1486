"""govledger alone says what waits today; without a ledger it is the help, as before."""

import pytest
from clerk import Office
from signing import key_file
from test_browse import office as office

from commands.session.waiting import HELP
from ledger.application import Ledger


def waits(office: Office) -> list[str]:
    head, *found, last = office.done("").out.splitlines()
    assert (head, last) == ("The ledger office.ledger, Wednesday 20 February 2019", HELP)
    return found


def test_it_says_what_waits_and_the_command_for_each(office):
    office.done(
        "meeting schedule HTA --for 2019-02-21 --on 2019-02-01",
        'body add PANEL "Police and Crime Panel"',
        "meeting schedule PANEL --for 2019-06-20 --on 2019-02-01",
    )
    size = office.size
    assert waits(office) == [
        "Meets tomorrow: Monthly holding to account. Its pack: govledger ask meeting_pack"
        " --meeting HTA/2019-02-21",
        "Overdue: 1 of 2 open actions: govledger ask overdue_actions",
        "With no date: 1 of 2 open actions: govledger ask due_on_no_day",
        f"Not sealed: {size} events, recorded since 20 February 2019: govledger seal --help",
    ]


def test_the_next_meeting_is_named_though_it_is_far_off(office):
    office.done("meeting schedule HTA --for 2019-06-20")
    assert waits(office)[0].startswith("Meets on Thursday 20 June 2019: Monthly holding")


def test_a_draft_that_was_kept_waits(office, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    ledger = Ledger.open(office.path, read_only=True)
    folder = tmp_path / "state" / "govledger" / "drafts" / ledger.identity
    ledger.close()
    folder.mkdir(parents=True)
    (folder / "HTA-2019-02-12.txt").write_text("Present: CC\n")
    assert "Draft of a minute: govledger minute HTA/2019-02-12" in waits(office)


def test_what_a_seal_covers_does_not_wait(office, tmp_path):
    key_file(tmp_path / "key", 1)
    office.done(f"seal --seal-key {tmp_path}/key")
    assert not [one for one in waits(office) if one.startswith("Not sealed")]
    office.done('action raise "Later" --owner CC --due 2019-03-01')
    assert "Not sealed: 1 event, recorded since 20 February 2019: govledger seal --help" in waits(
        office
    )


def test_where_nothing_waits_that_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    empty = Office(tmp_path / "office.ledger", capsys)
    empty.done("init")
    assert waits(empty) == ["Nothing waits."]


@pytest.mark.parametrize("named", [True, False])
def test_without_a_ledger_it_is_the_help(tmp_path, capsys, monkeypatch, named):
    from commands.menu import main

    monkeypatch.delenv("GOVLEDGER_LEDGER", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["--ledger", str(tmp_path / "none.ledger")] if named else [])
    assert ended.value.code == 2
    assert capsys.readouterr().out.startswith("Usage: govledger")
