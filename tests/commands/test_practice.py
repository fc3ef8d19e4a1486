"""A practice ledger says so wherever it is opened, in its papers, and in every copy of it."""

import pytest
from clerk import DONE, ROOT, Office

from ledger.practice import SAID, identity, is_practice
from ledger.system.paths import is_identity

pytestmark = pytest.mark.slow


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


def test_the_invented_audit_plan_leads_the_paper_of_its_committee(office, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2018-12-03T10:00")
    office.done("init --practice", f"batch {ROOT / 'demo' / 'invented' / 'audits.batch'}")
    said = office.done("report committee --for JAC --on 2018-12-11 --to paper").err
    assert (
        "2 recommendations of priority High are past the due date: the longest is IA18-02/R1"
        in said
    )
    page = (tmp_path / "paper" / "committee-jac-2018-12-11.html").read_text(encoding="utf-8")
    first = page.index('id="s-audits"')
    assert first < page.index('id="s-actions"')
    asked = office.types("ask deadlines --as-of 2018-12-11").out
    assert "comments on a report" not in asked, "no clock of law runs for an audit"


def test_the_invented_tracker_is_brought_in_and_written_back(office, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2018-12-03T10:00")
    office.done("init --practice", f"batch {ROOT / 'demo' / 'invented' / 'audits.batch'}")
    file = ROOT / "demo" / "invented" / "tracker.csv"
    owners = "--owner 'Payroll contractor=PAYCO' --owner Fleet=HFLEET --owner All=CFO,CEX,PCC"
    said = office.done(
        f"import {file} --body JAC --map jac --verified-by CEX {owners} --draft d.txt",
        "batch d.txt",
        "ask extensions_without_approval --as-of 2018-12-11",
    )
    assert "JAC/18/02" in said.out and "1 row" in said.err
    office.done("export tracker --for JAC --map jac --to back.csv")
    heads = (tmp_path / "back.csv").read_text("utf-8-sig").splitlines()[0]
    assert heads == file.read_text().splitlines()[2], "the office's own columns, in their order"
    said = office.done("import back.csv --map jac --json").out
    assert '"proposed": []' in said
    office.done("report committee --for JAC --on 2018-12-11 --to paper")
    page = (tmp_path / "paper" / "committee-jac-2018-12-11.html").read_text(encoding="utf-8")
    assert "Ask the contractor why leavers are sent late" in page
