"""What a tracker of recommendations does not say is not recorded: no closing that is still to come,
no day that nobody gave, no record of a total."""

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
from folded import each
from trackers import put, workbook

from commands.imports import inspectorate

pytestmark = pytest.mark.slow

HEADS = "Ref,Report,Published,Recommendation,Owner,Status,HMICFRS status"


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return office


def proposed(desk, more=""):
    found = json.loads(desk.done(f"import a.csv --body HTA {more} --json").out)
    cells = found["cells"]
    assert cells["total"] == cells["recorded"] + cells["heading"] + cells["not_understood"]
    commands = [one for row in found["proposed"] for one in row["commands"]]
    return commands, [one["why"] for one in found["not_understood"]]


def refs(commands):
    """What each item that is issued is called, by its title."""
    issued = (shlex.split(one) for one in commands if one.startswith("item issue"))
    return {words[-1]: words[-2] for words in issued}


def take_in(desk, *rows, heads=HEADS, more=""):
    """Record what a table proposes, of which nothing is proposed the second time."""
    Path("a.csv").write_text("\n".join([heads, *rows]), "utf-8")
    commands, whys = proposed(desk, more)
    desk.done(f"import a.csv --body HTA {more} --draft draft.txt", "batch draft.txt")
    Path("draft.txt").unlink()
    assert proposed(desk, more)[0] == []
    return commands, whys


def items(desk, *columns):
    found = desk.done(f"sql 'select title, {', '.join(columns)} from item_state()' --json").out
    return {row["title"]: tuple(row[one] for one in columns) for row in json.loads(found)}


DONE, PUT, OPEN, OVER = "reported complete", "awaiting sign-off", "open", "closed"
SAID = [
    # What is to come, or is done by others, closes nothing.
    ("Complete - with HMICFRS", "", DONE),
    ("Closed - to be reviewed by HMICFRS", "", DONE),
    ("Closed - to be verified by HMICFRS", "", DONE),
    ("Complete - will be verified by HMICFRS", "", DONE),
    ("Complete - evidence requested by HMICFRS", "", DONE),
    ("Complete with evidence on portal", "", DONE),
    ("Closed locally", "", DONE),
    ("Closed - HMICFRS", "", DONE),
    ("Complete", "Complete - requested", DONE),
    ("Complete", "Completed awaiting review", DONE),
    ("Complete", "Y - awaiting evidence", DONE),
    ("Complete", "Complete (force)", DONE),
    ("Complete", "30/09/2029", DONE),
    ("Complete", "Yes: 30/09/2029", DONE),
    ("Complete", "Closed by June", DONE),
    ("Complete", "Closed in error - reopened", DONE),
    ("Complete", "Accepted by Easter", DONE),
    ("Complete", "Yes?", DONE),
    ("", "Not closed", OPEN),
    ("", "Closed by June", OPEN),
    # What is still to be sent, or lies with others, awaits no inspectorate.
    ("Complete - pending submission to HMICFRS", "", DONE),
    ("Complete - awaiting sign-off by the CEX", "", DONE),
    ("Complete - awaiting DCC sign-off", "", DONE),
    ("Reported complete", "To be submitted", DONE),
    ("Reported complete", "Not yet submitted", DONE),
    ("Submitted to the DCC for sign-off", "", OPEN),
    # What is said stands.
    ("Pending HMICFRS closure", "", PUT),
    ("Closed - awaiting confirmation from HMICFRS", "", PUT),
    ("Complete - sent to HMICFRS", "", DONE),
    ("Reported complete", "Awaiting sign-off", PUT),
    ("Complete", "Awaiting sign-off", PUT),
    ("Complete", "Closed", OVER),
    ("Closed 3/2/2019 by HMICFRS", "", OVER),
    ("Closed on portal", "", OVER),
    ("Complete - verified by the inspectorate", "", OVER),
    ("HMICFRS has closed", "", OVER),
]


@each(
    ("place", "status", "theirs", "comes_to"),
    [(place, *one) for place, one in enumerate(SAID)],
    sharing="desk office empty",
)
def test_nothing_is_closed_or_submitted_that_the_table_does_not_say(
    place, status, theirs, comes_to, desk
):
    row = f"1,Thematic {place} of 2018,22/03/2018,Mend it {place},CC,{status},{theirs}"
    take_in(desk, row)
    assert items(desk, "status")[f"Mend it {place}"] == (comes_to,)


@each(
    ("place", "status", "theirs", "comes_to"),
    [
        (0, "Implemented - to be verified by internal audit", "", DONE),
        (1, "Implemented; verified by internal audit", "", OVER),
        (2, "Implemented", "Yes - when next tested", DONE),
        (3, "Implemented", "Yes - tested", OVER),
        (4, "Implemented", "30/09/2029", DONE),
    ],
    sharing="desk office empty",
)
def test_no_auditor_verifies_what_is_still_to_be_verified(place, status, theirs, comes_to, desk):
    heads = "Audit,Report date,Ref,Recommendation,Priority,Owner,Status,Verified by internal audit"
    row = f"Payroll {place},12/03/2018,1,Check it {place},High,CEX,{status},{theirs}"
    take_in(desk, row, heads=heads, more="--issuer 'internal audit'")
    assert items(desk, "status")[f"Check it {place}"] == (comes_to,)


@each(
    ("place", "status"),
    [(0, "Not accepted by HMICFRS"), (1, "Rejected by the inspectorate 3/2/2019")],
    sharing="desk office empty",
)
def test_what_the_inspectorate_refused_is_not_what_the_force_rejects(place, status, desk):
    _, whys = take_in(desk, f"1,Thematic {place} of 2018,22/03/2018,Mend it {place},CC,{status},")
    assert items(desk, "status")[f"Mend it {place}"] == (OPEN,)
    assert whys == ["the inspectorate did not accept it, and so it is not over: how does it stand?"]


def test_what_was_submitted_on_a_day_was_submitted_then(desk):
    take_in(desk, "1,Thematic 2018,22/03/2018,Mend it,CC,Submitted for sign off 3/2/19,")
    put = {one.kind: one.envelope for one in desk.events}
    submitted, done = put["ItemSubmitted"], put["ItemReportedComplete"]
    assert (str(submitted.effective_on), submitted.date_basis) == ("2019-02-03", "stated")
    assert (str(done.effective_on), done.date_basis) == ("2019-02-03", "unknown")


def test_a_report_of_a_month_is_not_said_to_be_of_its_first_day(desk):
    take_in(
        desk,
        "2,Thematic 2018,12 March 2018,Mend all,CC,,",
        "1,Thematic 2018,March 2018,Mend it,CC,,",
    )
    heads = "Audit,Report date,Ref,Recommendation,Priority,Owner"
    take_in(
        desk, "Payroll,May 2018,1,Check it,High,CEX", heads=heads, more="--issuer 'peer review'"
    )
    published = [one.envelope for one in desk.events if one.kind == "InspectionPublished"]
    assert [(str(one.effective_on), one.date_basis) for one in published] == [
        ("2018-03-01", "inferred"),
        ("2018-05-01", "inferred"),
    ]


def test_no_number_is_given_that_another_row_gives_to_its_own(desk):
    rows = [
        f"{ref},Thematic 2018,22/03/2018,{ref} it,CC,Open,"
        for ref in ("Rec 1", "Rec 3.1", "Rec 3.2", "R2(b)", "Rec 3", "Rec 4")
    ]
    commands, whys = take_in(desk, *rows)
    assert refs(commands) == {
        "Rec 1 it": "HMI18-01/R1",
        "Rec 3.1 it": "HMI18-01/R5",
        "Rec 3.2 it": "HMI18-01/R6",
        "R2(b) it": "HMI18-01/R7",
        "Rec 3 it": "HMI18-01/R3",
        "Rec 4 it": "HMI18-01/R4",
    }
    assert whys == []


def test_an_audits_part_of_a_recommendation_takes_no_number_of_another(desk):
    heads = "Audit,Report date,Ref,Recommendation,Priority,Owner"
    rows = [f"Payroll,12/03/2018,{ref},Check {ref},High,CEX" for ref in ("1.1", "1", "2")]
    commands, _ = take_in(desk, *rows, heads=heads, more="--issuer 'internal audit'")
    assert list(refs(commands).values()) == ["IA18-01/R3", "IA18-01/R1", "IA18-01/R2"]


def test_a_reference_says_the_kind_of_an_item_whatever_stands_around_it(desk):
    rows = [
        f"{ref},PEEL 2018,22/03/2018,{ref} it,CC,Open"
        for ref in (
            "AFI 1",
            "Cause of concern 1",
            "CoC1 Rec 1",
            "CoC 1 - Recommendation 2",
            "PR2122-AFI07",
            "AFI 02",
        )
    ]
    commands, whys = take_in(desk, *rows, heads="Ref,Report,Published,Wording,Owner,Status")
    assert list(refs(commands).values()) == [
        "PEEL18/AFI1", "PEEL18/COC1", "PEEL18/R1", "PEEL18/R2", "PEEL18/AFI3", "PEEL18/AFI2",
    ]  # fmt: skip
    assert "--cause PEEL18/COC1" in " ".join(commands) and whys == []


def test_a_title_of_a_kind_stands_beneath_that_of_its_report(desk):
    rows = [
        "PEEL 2018 (published 22 March 2018),,", "Causes of concern,,", "1,They are unsafe,CC",
        "CoC1 Rec 1,Assess them,CEX", "Areas for improvement,,", "1,Answer calls,CC",
        "Custody inspection 2018 (published 3 May 2018),,", "AFI 2,Train them,CC",
        "Closed,,", "AFI 3,Test them,CC",
    ]  # fmt: skip
    Path("a.csv").write_text("\n".join(["Ref,Wording,Owner", *rows]), "utf-8")
    commands, whys = proposed(desk, "--issuer HMICFRS")
    assert list(refs(commands).values()) == [
        "PEEL18/COC1", "PEEL18/R1", "PEEL18/AFI1", "HMI18-01/AFI2",
    ]  # fmt: skip
    assert "which report of HMICFRS" in whys[-1], "what is closed may be of any report"


@each(
    ("title", "letters"),
    [
        ("PEEL 2021/22", "PEEL21"),
        ("PEEL 21/22", "PEEL21"),
        ("PEEL 2023-25", "PEEL23"),
        ("PEEL", "PEEL19"),
    ],
)
def test_the_year_of_a_report_is_that_of_its_name(title, letters):
    assert inspectorate.report_letters(title, date(2019, 3, 1))[0] == letters


def test_two_days_of_one_report_are_told_at_once(desk):
    days = ("1,One,22/03/2018", "2,Two,22/03/2018", "3,Three,01/03/2018")
    rows = [f"{one},PEEL 2018,AFI,CC" for one in days]
    commands, whys = take_in(desk, *rows, heads="Ref,Wording,Published,Report,Type,Owner")
    assert all("--on 2018-03-01" in one for one in commands)
    assert whys == ["what the report prints is issued on its day, 1 March 2018"] * 2


def test_a_total_below_the_table_is_no_record(desk):
    totals = "Total,3,,,", "Grand total:,,,14,", ",,,14,", "Subtotal 2,,,2 of them,"
    heads = "Ref,Report,Published,Recommendation,Owner"
    last = "1,Total policing,22/03/2018,Total the cost,CC"
    commands, whys = take_in(desk, last, *totals, heads=heads, more="--issuer HMICFRS")
    assert list(refs(commands)) == ["Total the cost"]
    assert whys.count("a total or a number, and no action") == 3 and len(whys) == 4
    commands, whys = take_in(desk, "1,Plan it,CC", "Total,1,", heads="Ref,Action,Owner")
    assert len(commands) == 1 and whys == ["a total or a number, and no action"]


def test_no_row_is_taken_for_the_lower_half_of_the_heading(desk):
    heads = ["Report", "Published", "Ref", "Recommendation", "Lead", "Closed by"]
    first = ["Thematic 2018", "22/03/2018", "Rec 1", "Train them", "CC", "HMICFRS"]

    def fill(book, sheet):
        put(book, sheet, [heads, first, [*first[:2], "Rec 2", "Test them", "CC", "Force"]])

    Path("a.xlsx").write_bytes(workbook(fill, "Closed"))
    found = json.loads(desk.done("import a.xlsx --body HTA --issuer HMICFRS --json").out)
    assert list(refs(one for row in found["proposed"] for one in row["commands"])) == [
        "Train them", "Test them",
    ]  # fmt: skip


def test_a_due_date_without_its_year_stays_in_words(desk):
    heads = "Ref,Action,Owner,Due"
    rows = "1,Plan it,CC,31 Mar", "2,Write it,CC,1-Apr", "3,Tell it,CC,31 Mar 2019"
    commands, _ = take_in(desk, *rows, heads=heads)
    raised = [one for one in commands if one.startswith("action raise")]
    assert [("--due " in one, "--due-words " in one) for one in raised] == [
        (False, True), (False, True), (True, False),
    ]  # fmt: skip


def test_a_rank_with_a_stroke_is_one_name(desk):
    heads, row = "Ref,Action,Owner", "1,Plan it,C/Supt Ian Kerr"
    Path("a.csv").write_text(f"{heads}\n{row}", "utf-8")
    assert "--owner 'C/Supt Ian Kerr=POST'" in desk.done("import a.csv --body HTA").err
    commands, _ = take_in(desk, row, heads=heads, more="--owner 'C/Supt Ian Kerr=CEX'")
    assert "--owner CEX" in commands[0]
    commands, _ = take_in(desk, "2,Write it,CC/CEX", heads=heads)
    assert "--owner CC --owner CEX" in commands[0] or "--owner CC,CEX" in commands[0]
