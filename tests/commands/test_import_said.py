"""What a person says of a table with options: taken at their word, or refused."""

import json

import pytest
from clerk import MISUSED

pytestmark = pytest.mark.slow

TABLE = "Ref,Action,Owner,Status,What to do\n1,Vans,CC,Open,Count the vans\n"


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    return office


def test_what_a_person_says_of_a_column_goes_before_what_its_heading_says(desk):
    said = "import t.csv --body HTA --column 'what to do=action' --json"
    (row,) = json.loads(desk.done(said).out)["proposed"]
    assert row["commands"][0].endswith("'Count the vans'")


@pytest.mark.parametrize(
    ("option", "refusal"),
    [
        ("--column 'What to to=action'", "No heading is called 'What to to': check --column."),
        ("--on 2099-01-01", "1 January 2099 is in the future. Check --on."),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_written(desk, tmp_path, option, refusal):
    found = desk.types(f"import t.csv --body HTA --map board --draft d.txt {option}")
    assert (found.code, found.err) == (MISUSED, f"govledger: {refusal}\n")
    assert not (tmp_path / "d.txt").exists() and not (tmp_path / "office.ledger.maps").exists()


def test_whose_recommendations_they_are_is_said_in_english(desk):
    said = desk.done("import t.csv --body HTA --issuer coroner --respondent -").out
    assert "each row is taken for a recommendation of a coroner (" in said
