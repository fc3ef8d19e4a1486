"""A table of recommendations: whose they are, what is recorded of them, and only what changes."""

import csv
import io
import json

import pytest
from clerk import MISUSED, OFFICE

pytestmark = pytest.mark.slow

HEADS = (
    "Audit,Report date,Opinion,Ref,Recommendation,Priority,Management response,Owner,"
    "Original date,Revised date,Status,Verified by internal audit,Update"
)
OWNED = "Ref,Action,Owner,Raised"
CREDITORS = (
    "Creditors,12/03/2018,Limited,1,Check for duplicates,High,Agreed: a report,CFO,30/06/2018,"
    "30/09/2018,In progress,,1/7: built"
)
SUPPLIERS = (
    "Creditors,12/03/2018,Limited,2,Reconcile the suppliers,Medium,We do that,CEX,31/07/2018,,"
    "Open,,"
)
SYSTEM = "Creditors,12/03/2018,Limited,3,Buy a system,Low,Rejected: too dear,CFO,,,,,"


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    office.done("body add JAC 'Joint Audit Committee' --on 2016-01-01")
    return office


def write(tmp_path, name, *rows, heads=HEADS):
    (tmp_path / name).write_text("\n".join([heads, *rows]), "utf-8")


def take_in(desk, tmp_path, line):
    desk.done(f"import {line} --draft draft.txt", "batch draft.txt")
    text = (tmp_path / "draft.txt").read_text("utf-8")
    (tmp_path / "draft.txt").unlink()
    return [one for one in text.splitlines() if one and not one.startswith("#")]


def recommendations(desk, *columns):
    rows = json.loads(desk.done("ask audit_recommendations --json").out)
    return {row["own_ref"]: tuple(row[one] for one in columns) for row in rows}


def proposed(desk, line):
    found = json.loads(desk.done(f"import {line} --json").out)
    commands = [one for row in found["proposed"] for one in row["commands"]]
    return commands, [one["why"] for one in found["not_understood"]], found["asked"]


def test_a_recommendation_keeps_what_was_said_to_it_and_its_first_date(desk, tmp_path):
    write(tmp_path, "a.csv", CREDITORS, SUPPLIERS, SYSTEM)
    take_in(desk, tmp_path, "a.csv --body JAC")
    columns = ("report", "issuer", "priority", "response", "response_text", "status")
    assert recommendations(desk, *columns) == {
        "Creditors 1": ("Creditors", "internal audit", "High", "agreed", "a report", "in progress"),
        "Creditors 2": ("Creditors", "internal audit", "Medium", "in words", "We do that", "open"),
        "Creditors 3": ("Creditors", "internal audit", "Low", "rejected", "too dear", "rejected"),
    }
    first, *_ = recommendations(desk, "original_due", "due", "revisions", "issued_on").values()
    assert first == ("2018-06-30", "2018-09-30", 1, "2018-03-12")
    (opinion,) = json.loads(desk.done("ask assurance_opinions --json").out)
    assert (opinion["assurance"], opinion["level"]) == ("Limited", "limited")
    moved = json.loads(desk.done("ask extensions_without_approval --json").out)
    assert [(one["due_before"], one["due_after"]) for one in moved] == [
        ("2018-06-30", "2018-09-30")
    ]
    assert proposed(desk, "a.csv --body JAC") == ([], [], [])
    assert json.loads(desk.done("ask open_actions --json").out) == [], "none of them is an action"


def test_implemented_is_the_owners_word_until_the_auditor_checks_it(desk, tmp_path):
    said = CREDITORS.replace("In progress,,1/7: built", "Implemented,,")
    write(tmp_path, "a.csv", said)
    _, whys, _ = proposed(desk, "a.csv --body JAC")
    assert "who verified" in whys[0]
    take_in(desk, tmp_path, "a.csv --body JAC")
    assert recommendations(desk, "status", "reported_by", "checked_by") == {
        "Creditors 1": ("reported complete", "CFO", None)
    }
    write(tmp_path, "b.csv", said.replace("Implemented,,", "Implemented,Yes,"))
    (line,) = [one for one in take_in(desk, tmp_path, "b.csv --body JAC") if "register" not in one]
    assert line.startswith("item verify")
    assert recommendations(desk, "status", "checked_by", "evidence") == {
        "Creditors 1": (
            "closed", "internal audit", "the tracker says: Verified by internal audit: Yes"
        )
    }  # fmt: skip


def test_next_month_only_what_differs_is_proposed(desk, tmp_path):
    write(tmp_path, "a.csv", CREDITORS, SUPPLIERS)
    take_in(desk, tmp_path, "a.csv --body JAC --map jac")
    later = CREDITORS.replace("30/09/2018,In", "31/12/2018,In").replace("built", "built; 5/9: used")
    fleet = "Fleet,02/02/2019,Substantial,1,Log the mileage,Low,Agreed,CEX,30/06/2019,,Open,,"
    write(tmp_path, "b.csv", later, fleet)
    lines = take_in(desk, tmp_path, "b.csv --map jac")
    assert [" ".join(one.split()[:2]) for one in lines] == [
        "document register", "item revise", "item progress",
        "inspection publish", "item issue", "item claim",
    ]  # fmt: skip
    (gone,) = proposed(desk, "b.csv --map jac")[2]
    assert "IA18-01/R2 (Creditors 2) “Reconcile the suppliers” is open, and no longer" in gone
    assert recommendations(desk, "due", "revisions")["Creditors 1"] == ("2018-12-31", 2)


def test_what_the_ledger_has_otherwise_is_asked_about(desk, tmp_path):
    write(tmp_path, "a.csv", CREDITORS)
    take_in(desk, tmp_path, "a.csv --body JAC")
    other = CREDITORS.replace("High", "Low").replace("30/09/2018", "30/08/2018")
    write(tmp_path, "b.csv", other.replace("Check for duplicates", "Check for doubles"))
    commands, whys, _ = proposed(desk, "b.csv --body JAC")
    assert commands == []
    for words in ("of the priority High", "earlier than the due date", "is called “Check for dup"):
        assert any(words in why for why in whys), whys


def test_the_person_says_what_the_rows_are(desk, tmp_path):
    heads = "Ref,Recommendation,Priority,Response,Owner,Due"
    write(tmp_path, "a.csv", "1,Check the cells,High,Agreed,CC,27/10/2018", heads=heads)
    commands, _, (asked,) = proposed(desk, "a.csv --body HTA")
    assert commands[0].startswith("action raise") and "--issuer 'internal audit'" in asked
    assert proposed(desk, "a.csv --body HTA --rows actions")[2] == []
    commands, whys, _ = proposed(desk, "a.csv --body HTA --rows recommendations")
    assert commands == [] and "no cell says" in whys[0]
    line = "a.csv --body HTA --issuer 'peer review' --map pr"
    assert "--issuer 'peer review'" in proposed(desk, line)[0][0]
    desk.done(f"import {line}")
    assert "--issuer 'peer review'" in proposed(desk, "a.csv --map pr")[0][0], "the map keeps it"
    desk.refuses(MISUSED, "import a.csv --body HTA --issuer IOPC --rows actions", "Leave one out")
    (tmp_path / "minute.txt").write_text("Minutes of nothing\n\nOnly words.\n")
    desk.refuses(MISUSED, "import minute.txt --body HTA --rows actions", "are for a table")


def test_a_clock_of_law_begins_only_with_its_day_and_its_respondent(desk, tmp_path):
    heads = "Issued by,Report,Report date,Recommendation,Owner"
    rows = (
        "Coroner,Inquest A,1/9/2018,Check,CC",
        "Coroner,Inquest B,,Write,CC",
        "HMICFRS,Custody,1/9/2018,Mend,CC",
        "A neighbour,A letter,1/9/2018,Say sorry,CC",
    )
    write(tmp_path, "a.csv", *rows, heads=heads)
    line = "a.csv --body JAC --issuer coroner"
    commands, whys, _ = proposed(desk, line)
    theirs = [one for one in commands if "HMI18-01" not in one]
    assert theirs == [] and "--respondent" in whys[0]
    commands, whys, _ = proposed(desk, f"{line} --respondent CC")
    assert [" ".join(one.split()[:2]) for one in commands] == [
        "inspection publish",
        "item issue",
    ] * 2
    for words, why in zip(("the day of the report", "names no coroner"), whys, strict=True):
        assert words in why
    take_in(desk, tmp_path, f"{line} --respondent CC")
    rows = json.loads(desk.done("ask deadlines --json").out)
    assert ("response to a coroner", "2018-10-27") in [(r["duty"], r["last_day"]) for r in rows]
    nobody = proposed(desk, "a.csv --body HTA --issuer coroner --respondent -")[0]
    assert "--no-respondent" in nobody[0]


def test_an_announced_audit_is_published_and_not_made_twice(desk, tmp_path):
    desk.done(
        "inspection announce IA18-07 Creditors --issuer 'internal audit' --body JAC --on 2018-01-05"
    )
    write(tmp_path, "a.csv", CREDITORS)
    take_in(desk, tmp_path, "a.csv --body JAC")
    (row,) = json.loads(desk.done("ask audit_recommendations --json").out)
    assert row["ref"] == "IA18-07/R1"
    desk.done(
        "inspection publish IA17-01 Fleet --issuer 'internal audit' --body JAC --on 2017-02-01",
        "inspection publish IA17-02 Fleet --issuer 'internal audit' --body JAC --on 2017-03-01",
    )
    heads = "Audit,Recommendation,Priority,Owner"
    write(tmp_path, "b.csv", "Fleet,Log it,Low,CC", heads=heads)
    _, (why,), _ = proposed(desk, "b.csv --body JAC")
    assert "may be IA17-01 of 1 February 2017 or IA17-02 of 1 March 2017" in why


def test_recommendations_go_back_to_excel_and_come_again(desk, tmp_path):
    write(tmp_path, "a.csv", CREDITORS, SUPPLIERS, SYSTEM)
    take_in(desk, tmp_path, "a.csv --body JAC --map jac")
    desk.done("export tracker --for JAC --map jac --to own.csv")
    assert proposed(desk, "own.csv --map jac") == ([], [], [])
    rows = list(csv.reader(io.StringIO((tmp_path / "own.csv").read_text("utf-8-sig"))))
    assert rows[0] == HEADS.split(",") and rows[1][:5] == [
        "Creditors", "2018-03-12", "Limited", "1", "Check for duplicates",
    ]  # fmt: skip
    desk.done("export tracker --for JAC --rows recommendations --to tidy.csv")
    assert proposed(desk, "tidy.csv --body JAC") == ([], [], [])
    columns = ("priority", "response", "response_text", "owner", "due", "original_due", "status")
    before = recommendations(desk, *columns)
    desk.done(
        "--ledger new.ledger init",
        *(f"--ledger new.ledger {one}" for one in OFFICE if one != "init"),
        "--ledger new.ledger body add JAC 'Joint Audit Committee' --on 2016-01-01",
        "--ledger new.ledger import tidy.csv --body JAC --draft new.txt",
        "--ledger new.ledger batch new.txt",
    )
    rows = json.loads(desk.done("--ledger new.ledger ask audit_recommendations --json").out)
    assert {row["own_ref"]: tuple(row[one] for one in columns) for row in rows} == before


def test_an_owner_by_name_is_whoever_held_the_post_when_it_was_raised(desk, tmp_path):
    desk.done(
        "post appoint CEX 'Jo Dale' --on 2017-01-01",
        "post end CEX --on 2018-05-01",
        "post appoint CFO 'Jo Dale' --on 2018-05-02",
    )
    heads = "Ref,Action,Owner,Raised"
    rows = ("n1,Count,J Dale,1/2/2018", "2,Ask,JD,1/6/2018", "3,Write,Jo Dale; CC,")
    write(tmp_path, "a.csv", *rows, heads=heads)
    raised = [one for one in proposed(desk, "a.csv --body HTA")[0] if "raise" in one]
    owners = [one.split("--owner ")[1].split(" ")[0] for one in raised]
    assert owners == ["CEX", "CFO", "CFO"]
    at = proposed(desk, "a.csv --body HTA --on 2018-03-01")[0]
    assert "--owner CEX" in at[2] and "--on 2018-03-01 --undated" in at[2]
    assert "“J Dale” is CEX" in desk.done("import a.csv --body HTA").out
    take_in(desk, tmp_path, "a.csv --body HTA --owner 'J Dale=PCC' --owner 'JD=PCC'")
    assert "owners: PCC" in desk.done("show n1").out
    assert proposed(desk, "a.csv --body HTA")[0] == [], "the alias goes before the name"
    assert not any("Dale" in str(one.event) for one in desk.events if one.kind == "ActionRaised")


def test_two_people_who_fit_are_asked_about_by_both_names(desk, tmp_path):
    desk.done(
        "post appoint CEX 'Jo Dale' --on 2017-01-01", "post appoint CFO 'Jim Dale' --on 2017-01-01"
    )
    write(tmp_path, "a.csv", "1,Count,J Dale", heads="Ref,Action,Owner")
    commands, (why,), (asked,) = proposed(desk, "a.csv --body HTA")
    assert commands == []
    for told in (why, asked):
        assert "Jo Dale (CEX)" in told and "Jim Dale (CFO)" in told
    assert "--owner 'J Dale=POST'" in asked
    assert "--owner CEX" in proposed(desk, "a.csv --body HTA --owner 'J Dale=CEX'")[0][0]


def test_all_are_those_who_were_at_the_meeting_of_the_rows_day(desk, tmp_path):
    desk.done(
        "meeting open HTA --on 2018-02-01 --chair CC", "meeting attend HTA/2018-02-01 CC CEX PCC"
    )
    write(tmp_path, "a.csv", "1,Count,All,1/2/2018", "2,Ask,All,2/2/2018", heads=OWNED)
    commands, whys, _ = proposed(desk, "a.csv --body HTA")
    raised = [one for one in commands if "action raise" in one]
    assert len(raised) == 1 and "--owner CC --owner CEX --owner PCC" in raised[0]
    assert "'All' is no post or party" in whys[0], "no meeting of that day is recorded"


def test_several_due_days_in_one_cell_are_the_first_and_the_last(desk, tmp_path):
    row = '1,Count,CC,1/2/2018,"31/3/18, 30/6/18, 30/9/18"'
    write(tmp_path, "a.csv", row, heads=f"{OWNED},Due")
    take_in(desk, tmp_path, "a.csv --body HTA")
    (moved,) = json.loads(desk.done("ask extensions_without_approval --json").out)
    assert (moved["due_before"], moved["due_after"]) == ("2018-03-31", "2018-09-30")
    assert "30/6/18" in moved["reason"], "what lies between stands in the words of the tracker"
    assert proposed(desk, "a.csv --body HTA")[0] == []


def test_the_day_in_a_status_is_when_it_was_done_and_verified(desk, tmp_path):
    write(
        tmp_path,
        "s.csv",
        "Fleet,1,Tag the vehicles,Low,Agreed,CFO,Implemented 12/06/2018",
        "Fleet,2,Count the vehicles,Low,Agreed,CFO,Closed - verified by audit 1/9/18",
        "Fleet,3,Sell the vehicles,Low,Agreed,CFO,Complete by 30/9/18",
        heads="Audit,Ref,Recommendation,Priority,Management response,Owner,Status",
    )
    lines = take_in(desk, tmp_path, "s.csv --body JAC")
    (first, second) = [one for one in lines if one.startswith("item complete")]
    assert "--on 2018-06-12 --by CFO" in first
    assert "--on 2018-09-01 --by CFO" in second
    (verified,) = [one for one in lines if one.startswith("item verify")]
    assert "--on 2018-09-01" in verified
    assert {ref: status for ref, (status,) in recommendations(desk, "status").items()} == {
        "Fleet 1": "reported complete",
        "Fleet 2": "closed",
        "Fleet 3": "open",
    }
