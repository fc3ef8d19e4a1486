"""A tracker with a column of updates for each month: all are read, each on its day."""

import json
from pathlib import Path

import pytest
from folded import each

from commands.imports.kinds import kind_of

pytestmark = pytest.mark.slow

HEADS = "Ref,Action,Owner,Raised,Update 01/06/2018,Update Oct 2018,Q3 2018/19 update,Comments"
ROW = "1,Count the cameras,CC,01/05/2018,Asked,They replied; 12/11/2018: counted,Half,Asked"


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("\n".join([HEADS, ROW]), "utf-8")
    office.done("import a.csv --body HTA --map m --draft draft.txt", "batch draft.txt")
    return office


def progress(desk):
    """The text of each, and its day where that is known."""
    found = [one for one in desk.events if one.kind == "ActionProgressed"]
    days = {"stated": "", "inferred": " inferred", "unknown": None}
    return [
        (one.event.text, None if basis is None else f"{one.envelope.effective_on}{basis}")
        for one in found
        for basis in [days[one.envelope.date_basis]]
    ]


def test_each_column_is_read_and_nothing_is_said_twice(desk):
    assert progress(desk) == [
        ("Asked", "2018-06-01 inferred"),
        ("Oct 2018: They replied", None),
        ("counted", "2018-11-12"),
        ("Q3 2018/19: Half", None),
    ]
    found = json.loads(desk.done("import a.csv --map m --json").out)
    assert (found["proposed"], found["not_understood"]) == ([], [])


def test_they_go_back_to_excel_in_the_first_and_come_again(desk):
    said = desk.done("export tracker --for HTA --map m --to b.csv").err
    assert "All notes stand under “Update 01/06/2018”, and none under “Update Oct 2018”" in said
    text = Path("b.csv").read_text("utf-8-sig")
    assert "1/6/2018: Asked" in text and text.count("They replied") == 1
    assert json.loads(desk.done("import b.csv --map m --json").out)["proposed"] == []


@each(
    ("heading", "kind"),
    [
        ("Update 1 March 2023", "notes"),
        ("Update Mar 23", "notes"),
        ("March 2023 update", "notes"),
        ("Q1 update", "notes"),
        ("Quarter 2 2023/24 - progress", "notes"),
        ("Update (June 2023)", "notes"),
        ("March 2023", None),
        ("Q1", None),
    ],
)
def test_a_heading_with_its_period_is_known(heading, kind):
    assert kind_of(heading) == kind
