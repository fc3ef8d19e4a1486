"""A day that no paper states is marked wherever a paper has it; what is stated or set is not."""

import csv
import re
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from books import entry
from forms import ROW, table
from forms import paper as a_paper
from office import Office

from commands.reports.gather.committee import committee
from commands.reports.making import make
from commands.reports.model import UnsureDay
from commands.reports.render import files, html
from ledger.records import actions, inspections, meetings
from projections import Projections

pytestmark = pytest.mark.slow

MAY, JUNE = date(2018, 5, 31), date(2018, 6, 28)


@pytest.fixture
def paper(tmp_path):
    office = Office(tmp_path / "l.db", "2018-07-02T09:00")
    inferred = {"date_basis": "inferred", "date_reason": "before June"}
    for number, how in (1, inferred), (2, {}):
        office.ledger.record(
            "action", f"A-2018-00{number}", actions.raise_action,
            entry(effective_on=MAY, **how), new=True, title="Do it", due=MAY,
        )  # fmt: skip
    office.ledger.record(
        "meeting", f"HTA/{MAY}", meetings.hold, entry(effective_on=MAY, **inferred), new=True,
        body="HTA", meets_on=MAY,
    )  # fmt: skip
    office.say(JUNE, actions.carry, "A-2018-001", meeting=f"HTA/{JUNE}")
    made, _ = make(
        office.ledger, committee, name="paper", title="Paper", body="HTA", on=JUNE, since=MAY
    )
    office.close()
    return made


def test_each_day_that_is_inferred_is_marked_and_no_other(paper):
    tables = {table.name: table for table in paper.tables}
    live, waited = tables["live-actions"], tables["slippage"]
    assert "The age of A-2018-001 is counted from a day that is not stated." in live.note
    at = {column.name: place for place, column in enumerate(live.columns)}
    days = {row[at["ref"]]: row[at["when"]] for row in live.rows}
    assert days == {"A-2018-001": MAY, "A-2018-002": MAY}
    # When it is due was said; only when it was raised was not.
    assert not any(isinstance(one, UnsureDay) for one in days.values())
    assert waited.rows == ()
    days = {happening.what[:6]: happening.on for one in paper.histories for happening in one.events
            if one.ref == "A-2018-001"}  # fmt: skip
    assert isinstance(days["raised"], UnsureDay) and not isinstance(days["carrie"], UnsureDay)


def test_every_form_says_so(paper, tmp_path):
    page = html.html(paper)
    assert page.count("31 May 2018 (inferred)") > 1
    assert "A day marked “inferred” or “day unknown” is one that no paper states." in page
    docx = pytest.importorskip("docx")
    files.write(paper, tmp_path, ["csv", "xlsx", "docx"])
    document = docx.Document(str(tmp_path / "paper.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "31 May 2018 (inferred)" in cells
    said = "\n".join(one.text for one in document.paragraphs)
    assert "A day marked “inferred”" in said
    with (tmp_path / "meetings.csv").open(encoding="utf-8-sig") as file:
        rows = {row["ref"]: row for row in csv.DictReader(file)}
    assert rows["A-2018-001"]["raised_on"] == "2018-05-31"
    assert rows["A-2018-001"]["days_not_stated"] == "raised_on: inferred"
    assert rows["A-2018-002"]["days_not_stated"] == ""


def test_a_column_of_a_workbook_has_room_for_what_its_cells_show(tmp_path):
    # Narrower, and a spreadsheet shows ### in place of a day or a sum.
    rows = [
        (*ROW[:2], UnsureDay.of(MAY, "unknown"), 1, Decimal("1234567.50")),
        (*ROW[:2], UnsureDay.of(MAY, "inferred"), 1, Decimal("-123456.50")),
    ]
    files.write(a_paper(table(*rows)), tmp_path, ["xlsx"])
    (file,) = tmp_path.glob("*.xlsx")
    with ZipFile(file) as book:
        text = book.read("xl/worksheets/sheet2.xml").decode()
    wide = [float(one) for one in re.findall(r'<col [^>]*width="([\d.]+)"', text)]
    assert wide[2] > len("31 May 2018 (day unknown)")
    assert wide[4] > len("£1,234,567.50 ")


def test_a_history_tells_when_it_was_so_and_when_it_was_recorded(paper, tmp_path):
    files.write(paper, tmp_path, ["csv"])
    with (tmp_path / "histories.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["ref"] == "A-2018-001"]
    assert [(r["on"], r["recorded_on"], r["days_not_stated"]) for r in rows] == [
        ("2018-05-31", "2018-07-02", "on: inferred"),
        ("2018-06-28", "2018-07-02", ""),
    ]
    assert "Recorded on</th>" in html.html(paper)
    with (tmp_path / "changes.csv").open(encoding="utf-8-sig") as file:
        (change,) = csv.DictReader(file)
    assert (change["dated"], change["recorded_on"]) == ("2018-06-28", "2018-07-02")


def test_a_document_says_what_it_has_not_and_where_that_is(paper, tmp_path):
    docx = pytest.importorskip("docx")
    files.write(paper, tmp_path, ["docx"])
    said = [one.text for one in docx.Document(str(tmp_path / "paper.docx")).paragraphs]
    (whole,) = (one for one in said if ". No record is left out of this paper." in one)
    assert said[said.index(whole) + 1] == (
        "What happened to each record, event by event, is in paper.html beside it, and in"
        " histories.csv."
    )


def test_no_paper_reads_every_event(tmp_path, monkeypatch):
    office = Office(tmp_path / "l.db", "2018-07-02T09:00")
    inferred = {"date_basis": "inferred", "date_reason": "by its heading"}
    office.ledger.record(
        "inspection", "EFF17", inspections.publish, entry(effective_on=MAY, **inferred),
        new=True, title="Report", inspection_year=2017,
    )  # fmt: skip
    state = Projections.state

    def some(now, name, **how):
        assert name != "live", "all columns of all events"
        return state(now, name, **how)

    monkeypatch.setattr(Projections, "state", some)
    made, _ = make(
        office.ledger, committee, name="paper", title="Paper", body="HTA", on=JUNE, since=MAY
    )
    office.close()
    assert "The day of publication of EFF17 is inferred." in str(made)
