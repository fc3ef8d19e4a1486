"""The titles within a tracker: rows take from the one above them what no column of theirs says."""

import json
from pathlib import Path

import pytest
from trackers import put, workbook

pytestmark = pytest.mark.slow

ACTIONS = """Ref,Action,Owner,Due,Update
Meeting of 19 April 2018,,,,
1,Count the cameras,CC,30/06/2019,
2,Write to the panel,CEX,30/06/2019,Drafted
Meeting of 15 May 2018,,,,
3,Share the plan,CC,,
Notes for the clerk,,,,
COMPLETED ACTIONS,,,,
4,Send the list,CEX,,Sent
"""
AUDITS = """Ref,Recommendation,Priority,Response,Owner,Due,Status
Internal audit: Payroll (final report 3 May 2018),,,,,,
1,Check leavers,High,Agreed,CEX,30/06/2018,Open
Internal audit: Creditors (final report 4 June 2018),,,,,,
1,Check duplicates,High,Agreed,CEX,30/09/2018,Open
"""
INSPECTIONS = """Tracker of HMICFRS inspections,,,,
,,,,
PEEL Legitimacy 2017 - published 12 December 2017,,,,
AFI/Rec,Detail,Owner,Status,Comments
AFI,Improve the register of gifts,CC,Open,
AFI,Publish what is searched,CEX,Open,
,,,,
PEEL Effectiveness 2017 (published 22 March 2018),,,,
AFI/Rec,Detail,Owner,Status,Comments
Rec,Map each group,CC,Open,
"""


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return office


def proposed(desk, table, name="a.csv", more=""):
    Path(name).write_text(table, "utf-8") if isinstance(table, str) else Path(name).write_bytes(
        table
    )
    found = json.loads(desk.done(f"import {name} --body HTA --json {more}").out)
    cells = found["cells"]
    assert cells["total"] == cells["recorded"] + cells["heading"] + cells["not_understood"]
    commands = [one for row in found["proposed"] for one in row["commands"]]
    return commands, [(one["text"], one["why"]) for one in found["not_understood"]]


def take_in(desk, name="a.csv"):
    desk.done(f"import {name} --body HTA --draft draft.txt", "batch draft.txt")
    return json.loads(desk.done(f"import {name} --body HTA --json").out)["proposed"]


def test_actions_are_raised_on_the_day_of_the_meeting_above_them(desk):
    _, told = proposed(desk, ACTIONS)
    assert [text for text, _ in told] == ["Notes for the clerk", "COMPLETED"]
    assert take_in(desk) == []
    events = [one for one in desk.events if one.kind == "ActionRaised"]
    days = [(str(one.envelope.effective_on), one.envelope.date_basis) for one in events]
    assert days[:3] == [
        ("2018-04-19", "inferred"),
        ("2018-04-19", "inferred"),
        ("2018-05-15", "inferred"),
    ]
    assert days[3][1] == "unknown", "a title of what is completed is no meeting"


def test_what_stands_below_completed_is_not_open(desk):
    commands, told = proposed(desk, ACTIONS, more="--verified-by PCC")
    assert commands[-1].startswith("action close") and "COMPLETED" in commands[-1]
    assert [text for text, _ in told] == ["Notes for the clerk"]
    table = ACTIONS.replace("Ref,Action,Owner,Due,Update", "Ref,Action,Owner,Closed on,Update")
    commands, _ = proposed(desk, table.replace("CEX,,Sent", "CEX,03/09/2018,Sent"))
    assert "the tracker says: 03/09/2018" in commands[-1], "its own cell says more"


def test_each_audit_has_its_title_above_its_rows(desk):
    commands, told = proposed(desk, AUDITS)
    assert told == [] and take_in(desk) == []
    named = [one.partition(" -- ")[2].split()[0] for one in commands]
    assert named == [
        "IA18-01", "IA18-01/R1", "IA18-01/R1", "IA18-02", "IA18-02/R1", "IA18-02/R1",
    ]  # fmt: skip
    assert "--on 2018-05-03" in commands[0] and commands[0].endswith("IA18-01 Payroll")
    assert "--on 2018-06-04" in commands[3] and commands[3].endswith("IA18-02 Creditors")


def test_each_inspection_has_its_title_and_its_heading_again(desk):
    commands, told = proposed(desk, INSPECTIONS)
    published = [one for one in commands if one.startswith("inspection publish")]
    assert told == [] and take_in(desk) == []
    assert [one.partition(" -- ")[2] for one in published] == [
        "LEG17 'PEEL Legitimacy 2017'",
        "EFF17 'PEEL Effectiveness 2017'",
    ]
    issued = [one.stream for one in desk.events if one.kind == "ItemIssued"]
    assert issued == ["item:LEG17/AFI1", "item:LEG17/AFI2", "item:EFF17/R1"]


def test_a_kind_of_item_as_a_title(desk):
    table = (
        "Ref,What is asked,Lead,Inspection,Published\nAreas for improvement,,,,\n"
        "1,Improve the register,CC,PEEL Legitimacy 2017,12/12/2017\nRecommendations,,,,\n"
        "1,Map each group,CC,PEEL Legitimacy 2017,12/12/2017\n"
    )
    commands, told = proposed(desk, table, more="--column 'What is asked=action' --issuer HMICFRS")
    names = [one.partition(" -- ")[2].split()[0] for one in commands]
    assert told == [] and names == ["LEG17", "LEG17/AFI1", "LEG17/R1"]


def test_a_sheet_that_is_called_closed_has_no_open_actions(desk):
    def fill(book, sheet):
        put(book, sheet, [["Ref", "Action", "Owner"], [1, "Count them", "CC"]])
        other = book.add_worksheet("Closed actions")
        put(book, other, [["Ref", "Action", "Owner"], [2, "Send the list", "CEX"]])

    commands, told = proposed(desk, workbook(fill, "Open actions"), name="a.xlsx")
    assert [one.split()[1] for one in commands] == ["raise", "claim", "raise", "claim", "complete"]
    assert commands[-1].endswith("HTA:2") and "who verified" in told[0][1]


def test_the_nearest_title_that_names_a_report_counts(desk):
    above = (
        "PEEL inspections of the force,,\n",
        "PEEL Legitimacy 2017 (published 12 December 2017),,\n",
    )
    heads = "No,Area for improvement,Lead\n1,Improve the register,CC\n"
    for titles in ((*above, "HMICFRS tracker,,\n"), above):
        commands, told = proposed(desk, "".join([*titles, heads]))
        assert told == [] and commands[0].endswith("LEG17 'PEEL Legitimacy 2017'")


def test_recommendations_whose_issuer_stands_only_in_their_titles(desk):
    title = "HMICFRS: custody (published 3 May 2018),,"
    table = f"Ref,Recommendation,Owner\n{title}\n1,Mend the lights,CC\n"
    commands, told = proposed(desk, table)
    assert told == [] and commands[-1].endswith("HMI18-01/R1 'Mend the lights'")
    two = table + "Coroner: Inquest A (3 June 2018),,\n2,Keep the film,CC\n"
    commands, told = proposed(desk, two.replace(",Owner", ",Priority,Owner"), more="--respondent -")
    assert any("coroner" in one for one in commands) and any("HMI18" in one for one in commands)


def test_what_to_do_with_the_draft_is_said(desk):
    Path("a.csv").write_text(ACTIONS, "utf-8")
    desk.done("import a.csv --body HTA --draft 'my draft.txt'", "batch 'my draft.txt'")
    said = desk.done("import a.csv --body HTA --draft b.txt")
    assert "The draft b.txt proposes nothing." in said.err
    Path("b.csv").write_text(ACTIONS.replace("Count the", "See the").replace("1,", "9,"), "utf-8")
    said = desk.done("import b.csv --body HTA --draft 'c d.txt'")
    assert "Check c d.txt, then record it: govledger batch 'c d.txt'" in said.err


def page(*parts):
    """A web page: a title is a text, a table its lines of cells."""
    made = []
    for part in parts:
        if "\n" not in part:
            made.append(f"<h2>{part}</h2>")
            continue
        cells = [one.replace(",", "</td><td>") for one in part.strip().split("\n")]
        made.append(f"<table><tr><td>{'</td></tr><tr><td>'.join(cells)}</td></tr></table>")
    return f"<html><body>{''.join(made)}</body></html>"


RECOMMENDED = "No,Recommendation,Lead\n1,Mend the lights,CC\n2,Keep the film,CC\n"
IMPROVED = "No,Area for improvement,Lead\n1,Answer sooner,CC\n"


def test_each_table_of_a_paper_has_its_title_above_it(desk):
    of_all = "HMICFRS recommendations: update for the Joint Audit Committee, 14 November 2018"
    first = "Custody inspection (published 3 May 2018)"
    second = "PEEL Legitimacy 2017 (published 12 December 2017)"
    paper = page(of_all, "Purpose of this report.", first, RECOMMENDED, second, IMPROVED)
    commands, told = proposed(desk, paper, name="a.html")
    published = [one for one in commands if one.startswith("inspection publish")]
    assert told == [] and [one.partition(" -- ")[2] for one in published] == [
        "HMI18-01 'Custody inspection'",
        "LEG17 'PEEL Legitimacy 2017'",
    ]
    assert "--on 2018-05-03" in published[0] and "--on 2017-12-12" in published[1]
    assert take_in(desk, "a.html") == []


def test_a_title_that_names_no_report_is_none(desk):
    for title in (
        "HMICFRS update to the Joint Audit Committee, 14 November 2018",
        "HMICFRS tracker, Q3 2018",
        "West Mercia HMICFRS inspection tracker",
        "Oversight of HMICFRS in our county, 3 May 2018.",
    ):
        commands, told = proposed(desk, page(title, IMPROVED), name="a.html")
        assert commands == [] and "no cell says" in told[0][1], title


def test_the_name_of_a_list_is_no_report(desk):
    rows = "No,Recommendation,Priority,Lead\n1,Check leavers,High,CC\n"
    of_all = "'Internal audit: recommendations in a tracker'"
    for title, report in (
        ("West Mercia OPCC: internal audit tracker", of_all),
        ("Internal audit follow-up, county hall", of_all),
        ("Table 3: outstanding high priority internal audit recommendations", of_all),
        ("Police and Crime Commissioner: internal audit, recommendations of last year", of_all),
        ("Internal audit: payroll", "payroll"),
    ):
        commands, told = proposed(desk, page(title, rows), name="a.html")
        assert told == [] and commands[0].partition(" -- IA19-01 ")[2] == report, title
    title = "HMICFRS: custody follow-up (published 3 May 2018)"
    commands, told = proposed(desk, page(title, IMPROVED), name="a.html")
    assert told == [] and commands[0].endswith(" HMI18-01 'HMICFRS: custody follow-up'")


def test_the_title_above_actions_may_be_their_meeting(desk):
    table = "Ref,Action,Owner\n1,Count the cameras,CC\n"
    for title, on in (
        ("Actions from the meeting of 19 April 2018", True),
        ("3. Actions from the meeting of 19 April 2018", True),
        ("Meeting held on 19 April 2018", True),
        ("Actions agreed by the board on 19 April 2018", True),
        ("19 April 2018", True),
        ("Action log for the meeting of 19 April 2018", False),
        ("Action log as at 19 April 2018", False),
        ("Meeting to be held on 19 April 2018", False),
        ("Actions arising since the last meeting of 19 April 2018", False),
        ("Agreed to be done by 19 April 2018", False),
    ):
        commands, _ = proposed(desk, page("Action log of the board", title, table), name="a.html")
        assert ("--on 2018-04-19" in commands[0]) == on, title
    both = page("Meeting of 19 April 2018", "Meeting to be held on 15 May 2018", table)
    assert "--on 2018-04-19" in proposed(desk, both, name="a.html")[0][0]


def test_a_table_without_a_title_goes_on_from_the_one_before(desk):
    title = "Custody inspection of HMICFRS (published 3 May 2018)"
    rest = "No,Recommendation,Lead\n3,Ask the panel,CC\n"
    parted = page("Audit and HMICFRS", "HMICFRS: firearms (published 2 May 2018)", RECOMMENDED)
    parted += page(title, RECOMMENDED, rest)
    parted = parted.replace("</table><table>", "</table><p>Continued overleaf.</p><table>")
    commands, told = proposed(desk, parted, name="a.html")
    assert told == [] and commands[-1].endswith("HMI18-02/R3 'Ask the panel'")


def test_the_nearest_title_tells_the_kind_and_the_issuer(desk):
    title = "Custody inspection (published 3 May 2018)"
    rows = "No,What is asked,Lead\n1,Answer sooner,CC\n"
    paper = page("Recommendations of HMICFRS", title, "Areas for improvement", rows)
    more = "--column 'What is asked=action' --issuer HMICFRS"
    commands, told = proposed(desk, paper, name="a.html", more=more)
    assert told == [] and commands[-1].endswith("HMI18-01/AFI1 'Answer sooner'")
    both = "HMICFRS and internal audit: recommendations"
    audited = "Internal audit: Payroll (final report 3 May 2018)"
    rows = "No,Recommendation,Priority,Lead\n1,Check leavers,High,CC\n"
    commands, told = proposed(desk, page(both, audited, rows), name="a.html")
    assert told == [] and commands[-1].endswith("IA18-01/R1 'Check leavers'")


def test_a_kind_of_item_above_audits_is_not_told(desk):
    table = AUDITS.replace("Ref,Rec", "Recommendations of internal audit,,,,,,\nRef,Rec")
    assert proposed(desk, table)[1] == []
    table = AUDITS.replace("1,Check leavers", "Recommendations,,,,,,\n1,Check leavers")
    assert proposed(desk, table)[1] == []


def test_a_title_gives_the_opinion_of_its_audit(desk):
    table = AUDITS.replace("Payroll (final", "Payroll – Limited assurance (final")
    commands, told = proposed(desk, table)
    assert told == [] and "--assurance 'Limited assurance'" in commands[0]
    assert commands[0].endswith(" IA18-01 Payroll")
    said = table.replace("Due,", "Assurance,").replace("30/06/2018", "Reasonable")
    assert "--assurance Reasonable" in proposed(desk, said)[0][0], "its own column says more"


def test_a_title_with_an_opinion_or_a_day_of_issue_is_that_of_a_report(desk):
    table = AUDITS.replace("Internal audit: Payroll (final report", "Payroll - issued (on")
    table = table.replace("Payroll - issued (on 3 May 2018)", "Payroll - issued 3 May 2018")
    titled = "Creditors (Limited Assurance)"
    table = table.replace("Internal audit: Creditors (final report 4 June 2018)", titled)
    commands, told = proposed(desk, table, more="--issuer 'internal audit'")
    made = [one for one in commands if one.startswith("inspection publish")]
    assert told == [] and [one.rsplit(" ", 1)[1] for one in made] == ["Payroll", "Creditors"]
    assert "--on 2018-05-03" in made[0] and "--assurance 'Limited Assurance'" in made[1]
    table = table.replace("Payroll - issued", "Position - issued")
    commands, _ = proposed(desk, table, more="--issuer 'internal audit'")
    assert commands[0].endswith("recommendations in a tracker'"), "Position names no report"


def test_a_mixed_register_makes_no_audit_of_a_meeting(desk):
    heads = "Ref,Source,Action / recommendation,Lead,Date raised"
    rows = [
        "1,Internal audit - Payroll,Check leavers,CEX,3/5/2018",
        "2,Joint Audit Committee 14 May 2018,Count the vans,CEX,14/5/2018",
        "3,Police and Crime Panel,Write to it,CEX,14/5/2018",
        "4,Peer review of custody,Train them,CEX,14/5/2018",
        "5,Estates,Mend it,CEX,14/5/2018",
    ]

    def made(*rows):
        commands, _ = proposed(desk, "\n".join(["Audit register,,,,", heads, *rows]))
        return [one.split(" -- ")[1] for one in commands if one.startswith("inspection")]

    assert made(*rows) == ["IA18-01 'Internal audit - Payroll'", "PR18-01 'Peer review of custody'"]
    assert made(*rows[:3], rows[4]) == ["IA18-01 'Internal audit - Payroll'", "IA18-02 Estates"]


def test_the_tables_of_a_paper_are_read_where_a_person_says_so(desk):
    paper = page("HMICFRS: custody (published 3 May 2018)", RECOMMENDED)
    paper = paper.replace("</body>", "<p>More text.</p>" * 9 + "</body>")
    Path("a.html").write_text(paper, "utf-8")
    assert "lines" in json.loads(desk.done("import a.html --body HTA --json").out)
    said = desk.done("import a.html --body HTA --rows recommendations --draft draft.txt").err
    assert "Only the tables of a.html are read, and not the text around them." in said
    desk.done("batch draft.txt")
    assert "Keep the film" in desk.done("show HMI18-01/R2").out
    issued = next(one.position for one in desk.events if one.stream == "item:HMI18-01/R2")
    assert "t1!B3" in desk.done(f"show {issued} --source").out
    Path("b.html").write_text("<p>Text.</p>", "utf-8")
    assert "none was found in b.html" in desk.types("import b.html --body HTA --rows actions").err


def test_a_table_alone_is_a_web_page_and_a_name_in_no_cell_is_told(desk):
    Path("a.html").write_text(page(RECOMMENDED)[len("<html><body>") :], "utf-8")
    line = "import a.html --body HTA --rows actions --owner 'J Dale=CC' --owner CC=CC"
    said = desk.done(line)
    assert said.out.startswith("2 rows: 2 proposed") and "No cell names 'J Dale'" in said.err
    assert "names 'CC'" not in said.err
