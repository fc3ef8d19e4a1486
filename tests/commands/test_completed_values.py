"""The shell completes what was recorded, where a question's own option is a value of it."""

import pytest
from clerk import Office

PERIODS = ("July to September 2018", "October to December 2018")


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-10T10:00")
    one = Office(tmp_path / "office.ledger", capsys)
    one.begins("init", 'body add PANEL "Police and Crime Panel"')
    for number, period in enumerate(PERIODS):
        told = f"--on 2019-01-{number + 10}"
        one.done(f"measure report CRIME '{period}' '5%' --title Crime --under Safety {told}")
    return one


@pytest.mark.parametrize(
    ("words", "shell", "offered"),
    [
        ("ask measures --period ", "bash", [p.replace(" ", r"\ ") for p in PERIODS]),
        ("ask measures --period oct", "bash", [PERIODS[1].replace(" ", r"\ ")]),
        ("ask measures --period ", "zsh", list(PERIODS)),
        ("replay --ask measures --period J", "zsh", [PERIODS[0]]),
        ("ask measures --period x", "bash", []),
        ("ask commitment_status --objective ", "bash", []),
    ],
)
def test_a_value_that_was_recorded_is_completed(office, words, shell, offered, monkeypatch, capsys):
    from commands.menu import cli

    said = f"govledger --ledger {office.place} {words}"
    monkeypatch.setenv("_GOVLEDGER_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", said)
    monkeypatch.setenv("COMP_CWORD", str(len(said.split(" ")) - 1))
    capsys.readouterr()
    with pytest.raises(SystemExit):
        cli.main(args=[], prog_name="govledger", complete_var="_GOVLEDGER_COMPLETE")
    out = capsys.readouterr().out.splitlines()
    assert [v for line in out for v in [line.removeprefix("plain,")] if v in offered] == offered
    assert bool(offered) or not [line for line in out if "2018" in line]
