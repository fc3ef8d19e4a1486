"""A tracker of what HMICFRS asks for: each row is an item of its report, as printed; only the
inspectorate closes it; and only what changed is proposed again."""

import json
from pathlib import Path

import pytest
from clerk import MISUSED, REFUSED
from folded import each
from trackers import put, workbook

from commands.imports import inspectorate

pytestmark = pytest.mark.slow

HEADS = (
    "Ref,Inspection,Date published,Type,Area,Text,Force lead,Update,RAG,Target date,Status,"
    "HMICFRS sign-off"
)
PEEL = "PEEL Effectiveness 2017,22/03/2018"
CALLS = f"1,{PEEL},AFI,Responding to the public,Answer calls sooner,CC,,Amber,30/6/2019,Open,"
LINES = f"2,{PEEL},AFI,Investigating crime,Follow all lines,CEX,12/6/2018: checked,Green,,Open,"
CAUSE = f"3,{PEEL},Cause of concern,PV,Victims are not protected,CC,,,,Open,"
FIRST = f"4,{PEEL},Recommendation,PV,Review repeat victims,CC,,,1/8/2018,Open,"
SECOND = f"5,{PEEL},Recommendation,PV,Train the call handlers,CEX,,,,Open,"
YOUTH = "6,Youth violence 2018,03/12/2018,Recommendation,,Set out your part,CC,,,,Open,"
ALL = CALLS, LINES, CAUSE, FIRST, SECOND, YOUTH


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return office


def write(*rows, heads=HEADS, name="a.csv"):
    Path(name).write_text("\n".join([heads, *rows]), "utf-8")


def proposed(desk, line="a.csv --body HTA"):
    found = json.loads(desk.done(f"import {line} --json").out)
    cells = found["cells"]
    assert cells["total"] == cells["recorded"] + cells["heading"] + cells["not_understood"]
    commands = [one for row in found["proposed"] for one in row["commands"]]
    return commands, [one["why"] for one in found["not_understood"]], found["asked"]


def take_in(desk, line="a.csv --body HTA"):
    desk.done(f"import {line} --draft draft.txt", "batch draft.txt")
    Path("draft.txt").unlink()


def items(desk, *columns):
    """What the ledger has of each item, by its reference."""
    found = desk.done(f"sql 'select ref, {', '.join(columns)} from item_state()' --json").out
    return {row["ref"]: tuple(row[one] for one in columns) for row in json.loads(found)}


def own_refs(desk):
    issued = [one.stream.partition(":")[2] for one in desk.events if one.kind == "ItemIssued"]
    return {ref: desk.state("item", ref).own_ref for ref in issued}


def test_a_cause_of_concern_is_recorded_with_a_recommendation_or_not_at_all(desk):
    desk.done("inspection publish EFF17 'PEEL: Effectiveness 2017' --on 2018-03-22")
    cause = "item issue EFF17/COC1 'Victims are not safe' --recommendations-follow --on 2018-03-22"
    other = "item issue EFF17/R1 'See them' --on 2018-03-22"
    size = desk.size
    desk.refuses(REFUSED, cause, "No recommendation of the cause of concern EFF17/COC1")
    Path("b.txt").write_text(f"{cause}\n{other}\n", "utf-8")
    desk.refuses(REFUSED, "batch b.txt", "No recommendation of the cause of concern EFF17/COC1")
    assert desk.size == size, "and nothing else of the batch is recorded"
    Path("b.txt").write_text(f"{cause}\n{other} --cause EFF17/COC1\n", "utf-8")
    desk.done("batch b.txt")
    assert items(desk, "cause")["EFF17/R1"] == ("EFF17/COC1",)


def test_each_row_is_an_item_of_its_report(desk):
    write(*ALL)
    take_in(desk)
    columns = ("category", "status", "lead", "due", "issued_on", "cause")
    cause, of_it = "EFF17/PV-COC1", ("2018-03-22", "EFF17/PV-COC1")
    assert items(desk, *columns) == {
        "EFF17/RP-AFI1": ("AFI", "open", "CC", "2019-06-30", "2018-03-22", None),
        "EFF17/IC-AFI1": ("AFI", "in progress", "CEX", None, "2018-03-22", None),
        cause: ("cause of concern", "open", "CC", None, "2018-03-22", None),
        "EFF17/PV-R1": ("recommendation", "open", "CC", "2018-08-01", *of_it),
        "EFF17/PV-R2": ("recommendation", "open", "CEX", None, *of_it),
        "HMI18-01/R1": ("recommendation", "open", "CC", None, "2018-12-03", None),
    }
    assert proposed(desk) == ([], [], [])
    assert json.loads(desk.done("ask open_actions --json").out) == [], "none of them is an action"


def test_a_person_is_asked_whether_the_recommendations_are_of_the_cause(desk):
    write(*ALL)
    (asked,) = proposed(desk)[2]
    assert asked.startswith("Do EFF17/PV-R1, EFF17/PV-R2 belong to the cause of concern EFF17/PV-")
    write(CAUSE, YOUTH)
    commands, (why,), asked = proposed(desk)
    assert "has at least one recommendation" in why and asked == []
    assert not any("COC" in one for one in commands)


ENDS = [
    ("Complete", "", "reported complete", "did HMICFRS accept"),
    ("Complete", "Yes - portal 2/2/2019", "closed", None),
    ("Complete", "No", "reported complete", "did HMICFRS accept"),
    ("Complete", "Submitted 3/2/2019", "awaiting sign-off", None),
    ("Reported complete", "Submitted 3/2/2019", "awaiting sign-off", None),
    ("Submitted to HMICFRS", "", "awaiting sign-off", None),
    ("Complete - awaiting HMICFRS sign-off", "", "awaiting sign-off", None),
    ("Awaiting HMICFRS closure", "", "awaiting sign-off", None),
    ("With HMICFRS for validation", "", "awaiting sign-off", None),
    ("Complete - awaiting verification", "", "reported complete", None),
    ("Complete", "CEX", "reported complete", "only the inspectorate closes"),
    ("Signed off by HMICFRS", "", "closed", None),
    ("Closed by HMICFRS 3 February 2019", "", "closed", None),
    ("HMICFRS closed", "", "closed", None),
    ("No further action (HMICFRS)", "", "no further action", None),
    ("No further action", "", "open", "who ended it"),
    ("Not accepted", "", "rejected", None),
    ("Superseded", "", "open", "who ended it"),
    ("Open", "", "open", None),
]


@each(
    ("place", "status", "sign_off", "comes_to", "told"),
    [(place, *one) for place, one in enumerate(ENDS)],
    sharing="desk office empty",
)
def test_only_the_inspectorate_closes_its_own(place, status, sign_off, comes_to, told, desk):
    row = f"AFI 1,Case {place} of 2018,22/03/2018,AFI,,Mend case {place},CC,,,,{status},{sign_off}"
    write(row)
    whys = proposed(desk)[1]
    assert len(whys) == (told is not None) and all(told in why for why in whys)
    take_in(desk)
    now = dict(items(desk, "title", "status").values())
    assert now[f"Mend case {place}"] == comes_to
    assert proposed(desk)[0] == [], "the second time, nothing is proposed"


def test_what_the_table_has_as_closed_was_accepted_where_somebody_says_so(desk):
    audit = "2,Payroll,22/03/2018,,,Check it,CEX,,,,Closed,"
    write(CALLS.replace("Open,", "Closed,"))
    commands, whys, _ = proposed(desk, "a.csv --body HTA --verified-by hmicfrs")
    assert whys == [] and commands[-1].startswith("item accept")
    write(CALLS.replace("Open,", "No further action,"))
    commands, whys, _ = proposed(desk, "a.csv --body HTA --verified-by HMICFRS")
    assert whys == [] and commands[-1].startswith("item end")
    write(CALLS.replace("Open,", "Closed,"))
    commands, (why,), _ = proposed(desk, "a.csv --body HTA --verified-by PCC")
    assert "did HMICFRS accept" in why and not any("accept" in one for one in commands)
    write(audit.replace("Payroll", "Internal audit of payroll"))
    line = "a.csv --body HTA --issuer 'internal audit' --verified-by HMICFRS"
    commands, whys, _ = proposed(desk, line)
    assert not any("verify" in one or "accept" in one for one in commands)
    assert any("who verified" in why for why in whys)


def test_a_day_of_acceptance_is_that_of_the_report_of_completion_too(desk):
    write(LINES.replace("Open,", "Complete,Yes: 2/2/2019"))
    take_in(desk)
    events = {one.kind: one.envelope for one in desk.events}
    accepted, done = events["ItemAccepted"], events["ItemReportedComplete"]
    assert (str(accepted.effective_on), accepted.date_basis) == ("2019-02-02", "stated")
    assert (str(done.effective_on), done.date_basis) == ("2019-02-02", "unknown")


def test_numbers_are_printed_ones_where_each_list_begins_anew(desk):
    printed = (
        CALLS.replace("Responding to the public", ""),
        LINES.replace("Investigating crime", ""),
    )
    write(*printed, FIRST.replace("4,", "1,", 1).replace(",PV,", ",,"))
    take_in(desk)
    assert own_refs(desk) == {"EFF17/AFI1": None, "EFF17/AFI2": None, "EFF17/R1": None}
    write("EFF17/AFI1,Answer calls sooner,CEX", heads="Reference,Area for improvement,SRO")
    (command,), _, _ = proposed(desk)
    assert command.startswith("item lead") and command.endswith("EFF17/AFI1")


def test_each_sheet_has_numbers_of_its_own(desk):
    def fill(book, sheet):
        top = [["PEEL Efficiency 2017 (published 9 May 2018)"], ["No", "AFI", "SRO"]]
        put(book, sheet, [*top, [1, "Plan the savings", "CC"]])
        other = book.add_worksheet("Recommendations")
        put(book, other, [top[0], ["No", "Recommendation", "SRO"], [1, "Sell a house", "CEX"]])

    Path("a.xlsx").write_bytes(workbook(fill, "AFIs"))
    commands, whys, _ = proposed(desk, "a.xlsx --body HTA")
    assert [one.split(" -- ")[1].split()[0] for one in commands] == [
        "EFY17", "EFY17/AFI1", "EFY17/R1",
    ]  # fmt: skip
    assert whys == []


def test_what_was_open_and_has_progress_is_not_said_to_be_open_again(desk):
    desk.done(
        "inspection publish EFF17 'PEEL: Effectiveness 2017' --on 2018-03-22",
        "item issue EFF17/RP-AFI1 'Answer calls sooner' --on 2018-03-22",
    )
    write(CALLS.replace("CC,,", "CC,12/6/2018: new lines,"))
    take_in(desk)
    assert items(desk, "status") == {"EFF17/RP-AFI1": ("in progress",)}
    assert proposed(desk) == ([], [], [])


def test_an_area_is_the_one_that_the_ledger_has_of_the_report(desk):
    desk.done(
        "inspection publish EFF17 'PEEL: Effectiveness 2017' --on 2018-03-22",
        "item issue EFF17/PV-AFI1 'See the victims' --on 2018-03-22",
    )
    calls = CALLS.replace("1,", "2,", 1)
    write(calls.replace("Responding to the public", "Protecting vulnerable people"))
    assert " -- EFF17/PV-AFI2 " in proposed(desk)[0][0]


def test_the_number_of_a_row_is_the_offices_own_reference(desk):
    write(*ALL)
    take_in(desk)
    assert own_refs(desk)["HMI18-01/R1"] == "Youth violence 2018 6"


def test_a_report_without_a_day_is_to_be_published_first(desk):
    heads = "Ref,Report,AFI or recommendation,Lead,Position"
    write("SOC-R2,EFF17,Map the groups,CC,Open", "PV-AFI1,EFF17,Mend it,CC,Open", heads=heads)
    commands, whys, _ = proposed(desk)
    assert commands == [] and all("govledger inspection publish EFF17" in why for why in whys)
    desk.done("inspection publish EFF17 'PEEL: Effectiveness 2017' --on 2018-03-22")
    take_in(desk)
    assert items(desk, "status") == {"EFF17/SOC-R2": ("open",), "EFF17/PV-AFI1": ("open",)}
    write("PEEL Effectiveness 2017,AFI 3,Hear them,CC", heads="Report,Ref,Recommendation,Lead")
    commands, _, _ = proposed(desk)
    assert " -- EFF17/AFI3 " in commands[0], "the reference says which report it is"


def test_a_report_that_only_the_title_names(desk):
    rows = "PEEL Efficiency 2017 (published 9 May 2018) - areas for improvement,,", ",,"
    write(*rows, "No,AFI,SRO", "1,Plan the savings,CC", heads=",,")
    commands, whys, _ = proposed(desk)
    assert "--on 2018-05-09 -- EFY17 'PEEL Efficiency 2017'" in commands[0] and whys == []
    assert " -- EFY17/AFI1 " in commands[1] and "--undated" not in commands[1]
    write("1,Plan the savings,CC", heads="No,Area for improvement,SRO")
    assert "of which report" in proposed(desk)[1][0]


def test_what_is_not_of_hmicfrs_is_not_taken_for_it(desk):
    heads = "Source,Report,Report date,Ref,Recommendation,Priority,Type,Owner"
    audit = "Internal audit,Payroll,22/03/2018,1,Check leavers,High,Control,CEX"
    peel = "HMICFRS,PEEL Legitimacy 2017,22/03/2018,AFI2,Train them,High,,CC"
    practice = "HMICFRS,PEEL Legitimacy 2017,22/03/2018,3,Share it,,Innovative practice,CC"
    write(audit, peel, practice, heads=heads)
    commands, whys, _ = proposed(desk)
    assert [one.rpartition(" -- ")[2].split()[0] for one in commands] == [
        "IA18-01", "IA18-01/R1", "LEG17", "LEG17/AFI2", "LEG17/AFI2",
    ]  # fmt: skip
    assert commands[-1].endswith("'priority High'"), "the inspectorate gives no priority"
    assert whys == [
        "only what HMICFRS asks for has one",
        "“Innovative practice” is no area for improvement, recommendation or cause of concern",
    ]
    write("1,Hold a workshop,CC,Open", heads="Ref,Action,Owner,Status", name="peel-plan.csv")
    assert proposed(desk, "peel-plan.csv --body HTA")[0][0].startswith("action raise")


def test_what_differs_from_the_ledger_is_told(desk):
    write(CALLS)
    take_in(desk)
    write(CALLS.replace("Responding to the public", "Leading").replace("AFI,", "Recommendation,"))
    whys = proposed(desk)[1]
    assert any("it is EFF17/RP-AFI1 in the ledger: RP-AFI, not L-R" in one for one in whys), whys
    grade = CALLS.replace("Amber", "Good")
    write(grade, heads=HEADS.replace("RAG", "Grade"))
    commands, whys, _ = proposed(desk)
    assert "govledger inspection grade" in whys[0]
    assert not any("Good" in one for one in commands), "it is no priority of the item"


def test_what_hmicfrs_asks_for_goes_to_excel_and_comes_again(desk):
    write(*ALL)
    take_in(desk)
    desk.done(
        "inspection publish IA18-01 Payroll --issuer 'internal audit' --on 2018-02-01",
        "item issue IA18-01/R1 'Check leavers' --on 2018-02-01",
        "export tracker --for HTA --issuer HMICFRS --to b.csv",
    )
    head, *rows = Path("b.csv").read_text("utf-8-sig").splitlines()
    assert "Type,Question area,Recommendation or area for improvement" in head and len(rows) == 6
    assert "2018-03-22,1,AFI,RP,Answer calls sooner" in rows[0]
    assert proposed(desk, "b.csv --body HTA") == ([], [], [])
    text = Path("b.csv").read_text("utf-8-sig").replace("AFI,RP,Answer", "AFI,RP,Answer all")
    Path("b.csv").write_text(text.replace("2019-06-30,Amber", "2019-09-30,Amber"), "utf-8")
    (command,), (why,), _ = proposed(desk, "b.csv --body HTA")
    assert command.startswith("item revise") and "is called “Answer calls sooner”" in why
    desk.refuses(
        MISUSED,
        "export tracker --for HTA --issuer HMICFRS --rows actions --to c.csv",
        "Actions have no issuer",
    )


def test_the_export_has_no_day_of_ending_that_nobody_told(desk):
    write(CALLS.replace("Open,", "No further action by HMICFRS,"))
    take_in(desk)
    desk.done("export tracker --for HTA --issuer HMICFRS --to b.csv")
    assert Path("b.csv").read_text("utf-8-sig").splitlines()[1].endswith("No further action,,,")


def test_what_hmicfrs_says_of_it_stands_where_no_other_cell_says_how(desk):
    heads = HEADS.replace(",Status", "").replace("HMICFRS sign-off", "HMICFRS status")
    closed = CALLS.replace("Open,", "Closed 12 May 2018")
    write(closed, LINES.replace("Open,", "Open"), heads=heads)
    _, told, _ = proposed(desk)
    take_in(desk)
    assert told == [] and list(items(desk, "status").values()) == [("closed",), ("in progress",)]
    accepted = next(one for one in desk.events if one.kind == "ItemAccepted")
    assert str(accepted.envelope.effective_on) == "2018-05-12"


def test_the_day_of_a_report_below_its_title(desk):
    title = "Joint inspection of custody,,\n{}: 14/02/2018,,\n"
    for said in ("Published", "Date of publication", "Report issued on"):
        write(title.format(said) + "No,Area for improvement,Lead", "1,Mend it,CC", heads="")
        commands, told, _ = proposed(desk)
        assert told == [] and "inspection publish" in commands[0], said
        assert "--on 2018-02-14" in commands[0] and "Joint inspection of custody" in commands[0]


def test_another_due_date_of_what_is_said_to_be_done_is_told(desk):
    done = CALLS.replace("Open,", "Complete,")
    write(done)
    take_in(desk)
    assert not any("not moved" in one for one in proposed(desk)[1])
    write(done.replace("30/6/2019", "30/9/2019"))
    commands, told, _ = proposed(desk)
    why = "EFF17/RP-AFI1 is reported complete in the ledger, and its due date is not moved"
    assert commands == [] and why in told
    action = "Ref,Action,Owner,Due,Status\n1,Count them,CC,{},Complete\n"
    write(action.format("30/6/2019"), heads="", name="b.csv")
    take_in(desk, "b.csv --body HTA")
    write(action.format("30/9/2019"), heads="", name="b.csv")
    commands, told, _ = proposed(desk, "b.csv --body HTA")
    assert commands == [] and any("its due date is not moved" in one for one in told)


def test_a_report_is_the_same_whatever_marks_are_in_its_name(desk):
    other = YOUTH.replace("6,Youth violence 2018", "7,Youth violence (2018)")
    write(YOUTH, other.replace("Set out", "Look at"))
    commands, told, _ = proposed(desk)
    assert told == [] and sum("inspection publish" in one for one in commands) == 1
    take_in(desk)
    write(other.replace("7,", "8,").replace("Set out", "Share"))
    commands, told, _ = proposed(desk)
    assert told == [] and not any("inspection publish" in one for one in commands)


def test_a_reference_as_printed_is_ours_and_none_of_the_offices_own(desk):
    title = "Custody inspection (published 3 May 2018),,\nRef,What HMICFRS asks,Lead\n"
    rows = "AFI 1,Answer sooner,CC\nRec 1,Mend the lights,CC\nRec 2a,Keep the film,CC\n"
    write(title + rows, heads="")
    line = "a.csv --body HTA --column 'What HMICFRS asks=action' --issuer HMICFRS"
    take_in(desk, line)
    issued = [one.event for one in desk.events if one.kind == "ItemIssued"]
    assert [one.own_ref for one in issued] == [None, None, "Rec 2a"]
    assert list(items(desk, "status")) == ["HMI18-01/AFI1", "HMI18-01/R1", "HMI18-01/R2"]
    assert proposed(desk, line)[0] == []
    desk.done("export tracker --for HTA --issuer HMICFRS --to b.csv")
    assert proposed(desk, "b.csv --body HTA")[0] == []


@each(
    ("text", "kind"),
    [
        ("AFI", "AFI"),
        ("Area for Improvement", "AFI"),
        ("Rec.", "R"),
        ("Recommendation", "R"),
        ("Cause of concern", "COC"),
        ("CoC recommendation", "R"),
        ("Recommendation (cause of concern)", "R"),
        ("AFI / Recommendation", None),
        ("Innovative practice", None),
        ("Action", None),
    ],
)
def test_the_kind_that_a_cell_names(text, kind):
    assert inspectorate.kind_of_item(text) == kind
