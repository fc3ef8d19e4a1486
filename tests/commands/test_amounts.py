"""Money as people type it and as it is shown; a programme by its year."""

from decimal import Decimal

import pytest
from clerk import MISUSED, NOT_FOUND, REFUSED
from folded import each

from commands.session.parameters import pence
from commands.terminal import screen
from commands.terminal.cells import cell
from ledger.errors import Misused
from ledger.records import programmes


@each(
    ("said", "meant"),
    [
        ("150000", 150_000_00),
        ("£150,000", 150_000_00),
        (" £ 1,234,567.89 ", 1_234_567_89),
        ("445625.50", 445_625_50),
        ("0.05", 5),
    ],
)
def test_an_amount_is_typed_in_pounds(said, meant):
    assert pence(said) == meant


@each("said", ["", "£", "40k", "1,50,000", "15,0000", "1.5", "-5", "1e6", "$5", "٤", "9" * 16])
def test_what_is_no_amount_is_said_so(said):
    with pytest.raises(Misused, match="not an amount of money"):
        pence(said)


def test_money_is_shown_with_commas_to_people_and_without_to_programs(capsys):
    assert cell(Decimal("445625.50")) == "445,625.50"
    screen.show(["amount"], [(Decimal("445625.50"),)], "csv")
    assert capsys.readouterr().out == "amount\n445625.50\n"


def test_an_amount_is_corrected_in_pounds_and_never_to_less_than_its_parts(office):
    assert office.done("funding agree Roads 500,000").err.startswith("G-2019-001 £500,000 agreed")
    whole = office.size
    office.done("funding allocate G-2019-001 150000 --to Ambassadors")
    office.done(f"correct {whole} --set amount=£400,000.50 --reason typed")
    assert office.state("funding", "G-2019-001").amount == 400_000_50
    office.refuses(
        REFUSED,
        f"correct {whole + 3} --set amount=149,999 --reason typed",
        "£150,000 is more than is left of G-2019-001: of £149,999, £0 is allocated",
    )
    office.refuses(MISUSED, f"correct {whole + 3} --set amount=lots --reason x", "not an amount")
    office.refuses(MISUSED, f"correct {whole + 3} --set amount=0 --reason x", "more than nothing")


@each(
    ("said", "meant"),
    [("2018", "2018"), ("2018/19", "2018/19"), ("2018-19", "2018/19"), ("1999/2000", "1999/00")],
)
def test_a_programme_is_of_a_year_or_of_one_that_runs_into_the_next(said, meant):
    assert programmes.year_named(said) == meant


@each("said", ["", "18", "2018/20", "2018/18", "next year"])
def test_what_is_no_year_is_said_so(said):
    with pytest.raises(Misused, match="not a year such as 2018"):
        programmes.year_named(said)


def test_a_programme_is_not_taken_for_a_meeting_or_a_number(office):
    office.done("programme adopt HTA 2018-19 Work", "programme adopt HTA 2019 Work")
    assert office.done("show HTA-2018/19 --json").code == 0
    office.refuses(NOT_FOUND, "show 2018-19", "no record")
    office.refuses(NOT_FOUND, "show 2018-019", "no record")
    assert '"meeting"' in office.done("show 2019-01-15 --json").out
