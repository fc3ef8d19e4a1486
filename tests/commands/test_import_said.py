"""What a person says of a table with options: taken at their word, or refused."""

import json
import shlex

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


@pytest.mark.parametrize(
    "name", ["-lead.csv", 'it\'s "q" $x.csv', "a b;c|d.csv", "#1.csv", "é.csv"]
)
def test_a_table_is_recorded_whatever_its_file_is_called(office, tmp_path, name):
    (tmp_path / name).write_text("Ref,Action,Owner,Status\n1,Share the plan,CC,Open\n")
    draft = tmp_path / "draft.txt"
    office.done(f"import {shlex.quote(f'{tmp_path}/{name}')} --body HTA --draft {draft}")
    office.done(f"batch {draft}")
    assert office.done("ask open_actions --csv").out.count("Share the plan") == 1


@pytest.mark.parametrize("name", ["two\nlines.csv", "no text \udcff.csv"])
def test_a_file_whose_name_no_draft_can_have_is_refused(office, tmp_path, name):
    (tmp_path / name).write_text("Ref,Action,Owner,Status\n1,Share the plan,CC,Open\n")
    line = f"import {shlex.quote(f'{tmp_path}/{name}')} --body HTA --draft {tmp_path}/draft.txt"
    office.refuses(MISUSED, line, "A draft cannot name", "Give the file another name.")
    assert not (tmp_path / "draft.txt").exists()
