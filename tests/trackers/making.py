# ruff: noqa: E501 - rows of tables
"""The trackers in this folder: made once, in LibreOffice's own Excel form.

    python tests/trackers/making.py FOLDER     writes them anew, with soffice

The facts are of the office's papers, in words of our own; what no paper has is invented.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

D = date


def book(file: Path, fill: Any, *names: str) -> None:
    made = xlsxwriter.Workbook(str(file))
    fill(made, *(made.add_worksheet(name) for name in names or ("Actions",)))
    made.close()


def tabled(document: Any, rows: list[list[str]]) -> Any:
    """A table of a Word document, with these rows."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    return table


def put(
    made: Any, sheet: Any, rows: list[list[Any]], top: int = 0, days: str = "dd/mm/yyyy"
) -> None:
    shown = made.add_format({"num_format": days})
    for row, values in enumerate(rows, top):
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, shown)
            elif value not in (None, ""):
                sheet.write(row, column, value)


HEADS = ["Ref", "Action", "Owner", "Raised", "Due", "Status", "Update"]
PAPER = [
    "06/16/1",
    "Options paper on Track my Crime",
    "DCC",
    D(2016, 6, 28),
    D(2016, 7, 26),
    "Open",
]
SHARE = [
    "02/18/1",
    "Share what was found on unresourced incidents",
    "ACC",
    D(2018, 2, 27),
    "",
    "Open",
]
KITS = [
    "02/18/3",
    "Review who may use the drug testing kits",
    "ACC",
    D(2018, 2, 27),
    D(2018, 4, 30),
    "Ongoing",
]


def tidy(file: Path) -> None:
    book(file, lambda b, s: put(b, s, [HEADS, PAPER, SHARE, KITS]))


def titled(file: Path) -> None:
    """Title, date and legend above; a heading of two rows; RAG as fill; a hidden row and column."""

    def fill(b: Any, s: Any) -> None:
        s.merge_range("A1:H1", "Holding to account: action tracker")
        s.write("A2", "As at 27/02/2018")
        amber, red = (b.add_format({"bg_color": c}) for c in ("#FFC000", "#FF0000"))
        heads = [
            "No",
            "Action agreed",
            "Responsible officer",
            "Dates",
            "",
            "RAG",
            "Status",
            "Comments",
        ]
        put(b, s, [heads, ["", "", "", "Raised", "Due", "", "", ""]], 3)
        s.merge_range("D4:E4", "Dates")
        put(b, s, [[PAPER[0], *PAPER[1:5], "", "In progress", "With the DCC"]], 5)
        put(b, s, [[SHARE[0], *SHARE[1:5], "", "Not started", ""]], 6)
        put(b, s, [[KITS[0], *KITS[1:5], "Green", "On track", ""]], 7)
        s.write_blank(5, 5, None, amber)
        s.write_blank(6, 5, None, red)
        s.set_row(6, None, None, {"hidden": True})
        s.set_column(7, 7, None, None, {"hidden": True})

    book(file, fill)


def merged(file: Path) -> None:
    """One reference and one owner over two rows; section rows; the heading again on page two."""

    def fill(b: Any, s: Any) -> None:
        heads = ["Item", "Action", "Lead", "Due by", "Progress"]
        put(b, s, [heads, ["Meeting of 27 February 2018"]], 0)
        put(
            b,
            s,
            [["4a", SHARE[1], "ACC", "", ""], ["", "Say which teams they go to", "", "", ""]],
            2,
        )
        s.merge_range("A3:A4", "4a")
        s.merge_range("C3:C4", "ACC")
        put(
            b,
            s,
            [["Meeting of 28 June 2016"], heads, ["7", PAPER[1], "DCC", D(2016, 7, 26), "Drafted"]],
            4,
        )

    book(file, fill)


def days(file: Path) -> None:
    """Days as days, as numbers, as text in many ways, as a month alone, and beside the old one."""

    def fill(b: Any, s: Any) -> None:
        put(b, s, [["Ref", "Action", "Who", "Date raised", "Target date"]])
        rows = [
            ["d1", "Report on sickness", "PCC", 42822, "30th April 2017"],
            ["d2", "Discuss the motorway patrols", "PCC", "28.3.17", "30/06/2017 (was 30/04/2017)"],
            ["d3", "Review the roads partnership", "CEX", "27 Feb 2018", "end of June 2018"],
            ["d4", "Share the findings", "ACC", "Tuesday 27 February 2018", "asap"],
            ["d5", "Ask about the kits", "ACC", "2018-02-27", ""],
        ]
        put(b, s, rows, 1)
        month = b.add_format({"num_format": "mmm-yy"})
        s.write_datetime(5, 4, D(2018, 9, 1), month)
        struck = b.add_format({"font_strikeout": True})
        put(b, s, [["d6", "Write to the Home Office", "PCC", D(2018, 2, 27), ""]], 6)
        s.write_rich_string(6, 4, struck, "31/03/2018", b.add_format({"bold": True}), " 31/05/2018")

    book(file, fill)


def updates(file: Path) -> None:
    """Updates in one cell: with and without years, the newest first, in several lines."""
    rows = [
        [*PAPER, "12/7: first draft\n26/7: sent to the PCC, 3/1: asked again"],
        [*SHARE, "14/05/2018 - second report\n02/04/2018 - first report\n"],
        [*KITS, "4/5: list of officers complete\n12/3: spoke to the custody team"],
        ["02/18/4", "Count the cameras", "CEX", D(2018, 2, 27), "", "Open", "see above"],
        ["02/18/5", "Ask in items 3-4: what is meant", "CEX", "", "", "", "Phase 1-2: done"],
    ]
    book(file, lambda b, s: put(b, s, [HEADS, *rows]))


def sheets(file: Path) -> None:
    """Open and closed on sheets of their own, a list for drop-downs, a hidden sheet of totals."""

    def fill(b: Any, live: Any, closed: Any, lists: Any, totals: Any) -> None:
        put(b, live, [HEADS, PAPER, SHARE])
        closed_heads = ["Ref", "Action", "Owner", "Raised", "Date closed", "Status", "Outcome"]
        done = [
            [
                "05/16/2",
                "Soft skills training",
                "CC",
                D(2016, 5, 31),
                D(2016, 6, 28),
                "Complete",
                "Paper",
            ],
            [
                "05/16/5",
                "Scrutiny reports",
                "CC",
                D(2016, 5, 31),
                D(2016, 6, 28),
                "Closed",
                "Provided",
            ],
            ["05/16/9", "Old poster", "CC", D(2016, 5, 31), "", "No longer required", ""],
        ]
        put(b, closed, [closed_heads, *done])
        put(b, lists, [["Open"], ["Closed"], ["Red"], ["Amber"]])
        put(b, totals, [["Open", 2], ["Closed", 3]])
        totals.hide()

    book(file, fill, "Live", "Closed", "Lists", "Totals")


def formulas(file: Path) -> None:
    """Numbers and due days by formula, a link, a struck row, a row that says only see above."""

    def fill(b: Any, s: Any) -> None:
        put(b, s, [HEADS, ["", *PAPER[1:]], ["", *SHARE[1:]], ["", *KITS[1:]]])
        shown, struck = (
            b.add_format({"num_format": "d mmm yyyy"}),
            b.add_format({"font_strikeout": True}),
        )
        for row in (1, 2, 3):
            s.write_formula(row, 0, '="HTA-"&ROW()-1', None, f"HTA-{row}")
        s.write_formula(2, 4, "=D3+60", shown, 43218)
        s.write_url(3, 6, "https://example.org/kits", string="The list is here")
        s.write(4, 0, "HTA-4", struck)
        s.write(4, 1, "Old business", struck)
        put(b, s, [["HTA-5", "see above", "ACC"]], 5)

    book(file, fill)


def audits(file: Path) -> None:
    """An audit plan as a joint audit committee has it: priority, response, revised date."""
    heads = ["Rec no.", "Recommendation", "Priority", "Management response", "Responsible officer",
             "Original date", "Revised date", "% complete", "BRAG rating", "Latest position"]  # fmt: skip
    rows = [
        ["IA/1", "Look for invoices paid twice", "High", "Agreed", "Head of Finance", D(2018, 9, 30),
         D(2018, 11, 30), 0.8, "Green", "20/9/2018: nearly done"],
        ["IA/2", "Reconcile the statements", "Medium", "Agreed in part", "CFO; Head of Finance (lead)",
         D(2018, 10, 31), "", 0.4, "Amber (improving)", ""],
        ["IA/3", "Buy a matching system", "Low", "Rejected: it costs too much", "CFO", "", "", "",
         "N/A", ""],
        ["IA/4", "Send leavers within a week", "High", "Agreed", "Payco Ltd", D(2018, 9, 1), "TBC", 1,
         "Blue", "Complete, awaiting verification"],
    ]  # fmt: skip

    def fill(b: Any, s: Any) -> None:
        put(b, s, [heads, *rows])
        shown = b.add_format({"num_format": "0%"})
        for row in range(1, 5):
            if rows[row - 1][7] != "":
                s.write_number(row, 7, rows[row - 1][7], shown)

    book(file, fill, "Audit plan")


def letter(file: Path) -> None:
    """A table of a Word document."""
    made = docx.Document()
    made.add_paragraph("Actions brought forward")
    rows = [
        ["Minute", "Action", "By whom", "By when", "Position"],
        ["3.2", "Report on sickness", "PCC", "April 2017", "Done – on the agenda"],
        ["4", "Discuss the motorway patrols", "PCC and CC", "next meeting", "Ongoing"],
    ]
    tabled(made, rows)
    made.save(str(file))


def board(file: Path) -> None:
    """An audit committee's log: a key above, merged days, RAG letters, several owners, a total."""
    rows = [
        [D(2018, 6, 26), "1.1", "Creditors", "Circulate list of suppliers", "CFO / HFIN",
         D(2018, 9, 30), "R", "Chased 3 Oct 2018. Awaiting reply"],
        ["", "1.2", "Payroll", "Write to contractor", "All", "End of Sept '18", "G",
         "CFO wrote 01/07/18: contractor replied 15/07/18"],
        [D(2018, 9, 25), "2.1", "Fleet", "Mileage logs to be kept", "Jo Dale", "Next meeting", "B",
         "Complete"],
        ["", "2.2", "Estates", "Valuation report", "CEX and CFO", D(2018, 12, 11), "A/G",
         "25/09/18 - commissioned; 01.11.18 - draft received; 3 Dec: final due"],
        ["", "Total open: 4"],
    ]  # fmt: skip

    def fill(b: Any, s: Any) -> None:
        s.merge_range("A1:H1", "Action log of an audit committee (invented)")
        s.write("A2", "Key: R = overdue, A = due soon, G = on track, B = complete")
        heads = ["Meeting\nDate", "Action\nRef", "Agenda item", "Agreed Action", "Action Owner(s)",
                 "Deadline", "RAG / Status", "Update for meeting"]  # fmt: skip
        put(b, s, [heads, *rows], 3, "dd mmm yyyy")
        shown = b.add_format({"num_format": "dd mmm yyyy"})
        s.merge_range("A5:A6", rows[0][0], shown)
        s.merge_range("A7:A8", rows[2][0], shown)

    book(file, fill)


def log(file: Path) -> None:
    """A Word log: a title over the table's columns, days in the status, a row that says N/A."""
    made = docx.Document()
    rows = [
        ["Action log"] * 4,
        ["#", "Action", "Owner", "Status / Update"],
        ["1", "Write to the Panel", "CC", "Closed 3 May 2018"],
        ["2", "Brief the Commissioner", "ACC", "Ongoing – meeting held 12/4/18"],
        ["3", "N/A", "", ""],
    ]
    table = tabled(made, rows)
    table.cell(0, 0).merge(table.cell(0, 3))
    made.save(str(file))


def merges(file: Path) -> None:
    """A Word table with cells merged downwards and across: its heading, a reference, an owner, days
    and a colour over several rows."""
    made = docx.Document()
    made.add_paragraph("Action log of a board (invented)")
    rows = [
        ["Ref", "Action", "Lead", "Dates", "", "RAG"],
        ["", "", "", "Raised", "Due", ""],
        ["1", "Count the bikes", "ACC", "27/02/2018", "30/04/2018", ""],
        ["", "Ask who rides them", "", "", "", ""],
        ["", "Sell those that nobody rides", "CFO", "", "31/05/2018", ""],
        ["2", "Paint the rooms", "CEX", "27/02/2018", "30/04/2018", "Green"],
    ]
    table = tabled(made, rows)
    for one in (0, 1, 2, 5):
        table.cell(0, one).merge(table.cell(1, one))
    table.cell(0, 3).merge(table.cell(0, 4))
    for column, first, last in ((0, 2, 4), (2, 2, 3), (3, 2, 4), (4, 2, 3), (5, 2, 3)):
        merged = table.cell(first, column).merge(table.cell(last, column))
        if column == 5:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "FFC000")
            merged._tc.get_or_add_tcPr().append(shade)
    made.save(str(file))


def reports(file: Path) -> None:
    """What an audit committee follows up: several reports, each merged over its recommendations."""
    heads = ["Audit", "Report date", "Assurance", "Rec", "Finding", "Recommendation", "Risk rating",
             "Agreed (Y/N)", "Agreed management action", "Lead officer",
             "Original implementation date", "Revised implementation date", "Status",
             "Verified by Internal Audit", "Update"]  # fmt: skip
    rows = [
        ["Creditors", D(2018, 3, 12), "Limited", 1, "Paid twice", "Check for duplicates", "High", "Y",
         "A monthly report", "Head of Finance", D(2018, 6, 30), D(2018, 9, 30), "Implemented", "Yes",
         "1/7: built, 5/9: in use"],
        ["", "", "", 2, "", "Reconcile the suppliers", "Medium", "Partially", "The largest only",
         "CFO", D(2018, 7, 31), "", "Partially implemented", "", ""],
        ["", "", "", 3, "", "Buy a system", "Low", "N", "It costs too much", "CFO", "", "",
         "Not accepted", "", ""],
        ["Payroll", D(2018, 7, 2), "Substantial", 1, "", "Send leavers within a week", "High", "Y", "",
         "Payco Ltd", D(2018, 9, 1), "TBC", "Overdue", "", "see above"],
        ["", "", "", 2, "", "Keep signatures up to date", "Low", "Y", "", "CFO", D(2018, 8, 31), "",
         "Closed 30/08/2018", "No", ""],
        ["", "", "", 3, "", "Drop the paper slips", "Low", "Y", "", "CEX", "Q3 2018/19", "",
         "No longer required", "", ""],
    ]  # fmt: skip

    def fill(b: Any, s: Any) -> None:
        s.merge_range("A1:O1", "Internal audit recommendations (invented)")
        put(b, s, [heads, *rows], 2)
        shown = b.add_format({"num_format": "dd/mm/yyyy"})
        for top in (3, 6):
            s.merge_range(top, 0, top + 2, 0, rows[top - 3][0])
            s.merge_range(top, 1, top + 2, 1, rows[top - 3][1], shown)
            s.merge_range(top, 2, top + 2, 2, rows[top - 3][2])

    book(file, fill, "Follow-up")


# What is no workbook is written as it stands.
PLAIN = {
    "opened.csv": "\r\n".join([
        "sep=;",
        "No;Description of action;Assigned to;Opened;Target;Revised target;% done;State;Closed;Comment",
        '15;"Café review – Órla’s team";ACC;01.02.2018;31.03.2018;30.04.2018;50 %;open;;"1st\n2nd"',
        "16;Ditto for Hereford;ditto;01.02.2018;;;0;not started;;",
        "17;Buy a £5k licence;CFO;12.02.2018;31.03.2018;;100;done;15.03.2018;see 15",
        "18;;;;;;;;;",
    ]).encode("cp1252"),
    "deaths.csv": "\r\n".join([
        "Reports to prevent future deaths and what others recommended,,,,,,",
        "Made by,Report,Date of report,Recommendation,Response,Owner,Due",
        "Coroner,Inquest A,01/09/2018,Check each cell every hour,Agreed: a new form,CC,27/10/2018",
        "HM Coroner,Inquest A,01/09/2018,Train the sergeants,We train them already,CC,27/10/2018",
        "Coroner,Inquest B,,Write it down,Agreed,CC,",
        "IOPC,Complaint 5,03/09/2018,Keep the film,Rejected: the law sets the time,ACC,",
        "HMICFRS,Custody,03/09/2018,Mend the lights,Agreed,ACC,",
        "Somebody,Letter,03/09/2018,Say sorry,,CC,",
    ]).encode("cp1252"),
    "weekly.tsv": "\n".join([
        "Tracker of the weekly meeting\t\t\t\t",
        "",
        "Our ref\tTask\tLead\tDue\tNotes",
        "W1\tCount the bikes\tACC (lead), CEX\t1/3\tMon 5 Feb - counted 40",
        "W2\tPaint “rooms”\tEstates team\tongoing\t",
        "W2\tPaint rooms again\tCEX\tQ3 2019/20\t=SUM(A1)",
    ]).encode("utf-16"),
    "page.html": (
        b"<html><body><h1>Recommendations</h1><table><thead><tr><th rowspan=2>Ref</th>"
        b"<th rowspan=2>Recommendation</th><th colspan=2>Dates</th><th rowspan=2>Lead</th>"
        b"<th rowspan=2>Rating</th></tr><tr><th>Agreed</th><th>Target</th></tr></thead><tbody>"
        b"<tr><td>2023/15</td><td>Do X &amp; Y</td><td>1 May 2018</td><td>30 June 2019</td>"
        b'<td rowspan=2>CEX</td><td style="background:#ffc000"></td></tr>'
        b"<tr><td>2023/16</td><td>Do Z</td><td>May 2018</td><td>30 June 2019</td><td>Red</td></tr>"
        b"<tr><td>2022/3</td><td><s>Old thing</s></td><td>1 May 2018</td><td></td><td>CEX</td>"
        b"<td>Green</td></tr></tbody></table></body></html>"
    ),
}  # fmt: skip
MADE = {
    "tidy.xlsx": tidy,
    "titled.xlsx": titled,
    "merged.xlsx": merged,
    "days.xlsx": days,
    "updates.xlsx": updates,
    "sheets.xlsx": sheets,
    "formulas.xlsx": formulas,
    "audits.xlsx": audits,
    "letter.docx": letter,
    "board.xlsx": board,
    "log.docx": log,
    "merges.docx": merges,
    "reports.xlsx": reports,
}
# By way of another form, as a file that has been through several programs.
BY_WAY_OF = {"tidy.xlsx": "csv", "merged.xlsx": "ods", "formulas.xlsx": "xls"}


def converted(file: Path, to: str, folder: Path) -> Path:
    words = ["soffice", "--headless", "--convert-to", to, "--outdir", str(folder), str(file)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / f"{file.stem}.{to}"


def main(folder: Path) -> None:
    work = folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    for name, data in PLAIN.items():
        (folder / name).write_bytes(data)
    for name, make in MADE.items():
        make(file := work / name)
        if (way := BY_WAY_OF.get(name)) is not None:
            file = converted(file, way, work)
        converted(file, name.rpartition(".")[2], folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
