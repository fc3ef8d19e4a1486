"""A paper that is made again, looked at first, or put in the place of the one before."""

import pytest
from clerk import REFUSED
from test_reports import PAPER, office  # noqa: F401

pytestmark = pytest.mark.slow


def all_of(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_same_paper_again_is_the_same_bytes_and_the_same_export(office, tmp_path):  # noqa: F811
    office.done(f"{PAPER} out")
    size = office.size
    again = office.done(f"{PAPER} again")
    assert "This very paper is recorded already, as E-2019-001." in again.err
    assert office.size == size
    assert all_of(tmp_path / "again") == all_of(tmp_path / "out")
    # For somebody else it is another export, though of the same bytes.
    assert "E-2019-002" in office.done(f"{PAPER} clerk --recipient Clerk").out
    assert all_of(tmp_path / "clerk") == all_of(tmp_path / "out")
    office.done('action progress A-2018-003 "Under way"')
    assert "E-2019-003" in office.done(f"{PAPER} later").out
    assert all_of(tmp_path / "later") != all_of(tmp_path / "out")


def test_a_preview_records_nothing(office, tmp_path):  # noqa: F811
    before = office.size
    shown = office.done(f"{PAPER} out --preview")
    assert "This is a preview: no export is recorded." in shown.err and office.size == before
    assert any((tmp_path / "out").glob("*.html"))


def test_a_paper_is_replaced_only_where_it_is_whole_and_nothing_else_is_there(office, tmp_path):  # noqa: F811
    office.done(f"{PAPER} out")
    office.done('action progress A-2018-003 "Under way"')
    before = all_of(tmp_path / "out")
    office.refuses(REFUSED, f"{PAPER} out", "--replace replaces a paper that is there")
    office.done(f"{PAPER} out --replace")
    after = all_of(tmp_path / "out")
    assert after != before and not list(tmp_path.glob(".out*"))
    (tmp_path / "out" / "notes.txt").write_text("mine")
    office.refuses(REFUSED, f"{PAPER} out --replace", "not replaced")
    (tmp_path / "out" / "notes.txt").unlink()
    (tmp_path / "out" / "ageing.csv").write_text("altered")
    office.refuses(REFUSED, f"{PAPER} out --replace", "not replaced")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "notes.txt").write_text("mine")
    office.refuses(REFUSED, f"{PAPER} plain --replace", "is not a paper of govledger's")
    assert (tmp_path / "plain" / "notes.txt").read_text() == "mine"


def test_an_export_that_replaces_nothing_names_no_such_option(office, tmp_path):  # noqa: F811
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x").touch()
    said = office.refuses(REFUSED, "export tables --to out --format csv", "already exists")
    assert "--replace" not in said
