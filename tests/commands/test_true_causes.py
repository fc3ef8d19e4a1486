"""What is said of an input is so: its cause is known, and what it suggests would do."""

import pytest
from test_recording import MISUSED, REFUSED, UNAVAILABLE, empty, office

from ledger.storage_errors import FAILING, why

assert empty and office  # fixtures


@pytest.mark.parametrize("said", ["", " ", "\t"])
def test_an_empty_ledger_option_is_no_other_ledger(office, said):
    """As of a shell's variable that is not set: the ledger of the environment is not meant."""
    told = office.refuses(MISUSED, f"--ledger '{said}' action raise x --owner CC --due 1/1/27")
    assert "--ledger is empty. Name the ledger, or leave it out." in told


def test_a_key_that_cannot_be_read_says_why(office, tmp_path):
    (tmp_path / "not.pub").write_bytes(b"\xff\xfe\x00")
    for file, reason in (
        (tmp_path / "none.pub", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (tmp_path / "not.pub", "it is not text"),
    ):
        told = office.refuses(MISUSED, f"key accept Jane --file '{file}'")
        assert f"cannot be read from {file}: " in told and reason in told


def test_a_backup_to_check_that_is_not_there_is_no_ledger_to_make(office, tmp_path):
    told = office.refuses(UNAVAILABLE, f"backup --check {tmp_path}/none.ledger")
    assert "There is no backup at" in told and "init" not in told


def test_a_disk_that_fails_is_not_called_full():
    told = why("x.ledger", FAILING, "I/O error")
    assert "failed to read or write" in told and "is full" not in told


@pytest.mark.parametrize("escape", ["\x1b[31m", "\x07", "\x01"])
def test_a_name_has_no_control_keys(office, monkeypatch, escape):
    told = office.refuses(REFUSED, f"post appoint CC '{escape}Pat' --on 1/1/18")
    assert "The holder has a control character (U+00" in told and "character 1 of it" in told
    monkeypatch.setenv("GOVLEDGER_ACTOR", f"Jo{escape}")
    told = office.refuses(REFUSED, "action raise y --owner CC --due 1/1/27")
    assert "The name of whoever records this has a control character" in told
    assert "character 3 of it" in told


def test_a_title_may_have_what_a_name_may_not(office):
    office.done("action raise 'a\x0bb' --owner CC --due 1/1/27")
