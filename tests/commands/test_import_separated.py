"""Separated values as offices save them: nothing is dropped, and nothing is read as something else
than it says."""

import pytest
from clerk import MISUSED
from test_import_table import covered, desk, write, zipped
from trackers import put, workbook

pytestmark = pytest.mark.slow

__all__ = ["desk"]


def drafted(desk, tmp_path, data):
    """The commands that the draft of a table has."""
    write(tmp_path, "t.csv", data)
    desk.done("import t.csv --body HTA --draft draft.txt")
    return (tmp_path / "draft.txt").read_text("utf-8")


def test_the_last_letter_of_a_file_in_windows_1252_is_kept(desk, tmp_path):
    for end in ("café", "café\n", "café\r\n", "fee of £5 – 3\xb0"):
        data = f"Ref,Action\n1,Visit the {end}".encode("cp1252")
        said = drafted(desk, tmp_path, data)
        assert f"Visit the {end.strip()}'" in said
        (tmp_path / "draft.txt").unlink()


def test_lines_that_end_as_on_an_old_mac_are_rows(desk, tmp_path):
    write(tmp_path, "t.csv", b'Ref,Action,Owner\r1,"Mend\rit",ACC\r2,Paint it,ACC\r')
    assert len(covered(desk, "t.csv")["rows"]) == 2


def test_what_cannot_be_read_is_said_in_words_of_ours(desk, tmp_path):
    write(tmp_path, "t.csv", b"Ref,Action,Owner\r\n1,Mend\rit,ACC\r\n")
    desk.refuses(MISUSED, "import t.csv --body HTA --json", "is not in quotation marks")
    write(tmp_path, "t.csv", b'Ref,Action,Owner\r\n1,"' + b"x" * 140_000 + b'",ACC\r\n')
    desk.refuses(MISUSED, "import t.csv --body HTA --json", "longer than 131,072 letters")


@pytest.mark.parametrize("first", ["sep=", "sep=\n", 'sep="\n', "sep=;", "SEP=;\r\n"])
def test_a_first_line_that_says_no_separator_stops_nothing(desk, tmp_path, first):
    write(tmp_path, "t.csv", first.encode() + b"\nRef;Action;Owner\n1;Mend it;CFO\n")
    assert len(covered(desk, "t.csv")["proposed"]) >= 1


@pytest.mark.parametrize(
    "said, percent", [("0.25", 25), ("0.5%", 0), ("25%", 25), ("25", 25), ("0", 0), ("1", 1)]
)
def test_a_fraction_under_a_percentage_is_no_nought(desk, tmp_path, said, percent):
    table = f"Ref,Action,Owner,% complete\n1,Mend it,CFO,{said}\n"
    assert f"--percent {percent} " in drafted(desk, tmp_path, table.encode())


def test_a_word_above_a_heading_says_which_day_it_is(desk, tmp_path):
    table = b",,,Target,\nRef,Action,Owner,date,Status\n1,Mend it,CFO,1/5/30,Open\n"
    said = drafted(desk, tmp_path, table)
    assert "--due 2030-05-01" in said and "--on 2030" not in said
    for title in (b"Tracker of the board,,,,", b",,,Target actions of the board,", b"Target,,,,"):
        (tmp_path / "draft.txt").unlink()
        titled = table.replace(b",,,Target,", title).replace(b"30", b"18")
        assert "--on 2018-05-01" in drafted(desk, tmp_path, titled), title


@pytest.mark.parametrize("due", ["31/12/9999", "1/1/1850", 2958465])
def test_what_is_drafted_can_be_recorded_whatever_day_the_table_gives(desk, tmp_path, due):
    def fill(book, sheet):
        put(book, sheet, [["Ref", "Action", "Owner", "Due"]])
        put(book, sheet, [["7", "Count the vans", "CFO"]], 1)
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(1, 3, due, form)

    write(tmp_path, "t.xlsx", workbook(fill))
    desk.done("import t.xlsx --body HTA --draft draft.txt", "batch draft.txt")
    assert "of no year from 1900 to 2099" in (tmp_path / "draft.txt").read_text("utf-8")


@pytest.mark.parametrize("name, part", [("t.ods", "content.xml"), ("t.xlsb", "xl/workbook.bin")])
def test_a_table_of_another_program_is_told_to_be_saved_as_a_workbook(desk, tmp_path, name, part):
    write(tmp_path, name, zipped({part: b"<x/>"}))
    desk.refuses(MISUSED, f"import {name} --body HTA --json", "a table (.ods, .numbers, .xlsb) as")


def test_what_is_to_be_typed_next_can_be_typed_as_it_stands(desk, tmp_path):
    write(tmp_path, "t.csv", b"Ref,Action,Owner\n1,Mend it,CFO\n")
    desk.done("import t.csv --body HTA --draft 'my draft.txt'")
    first = (tmp_path / "my draft.txt").read_text("utf-8").splitlines()[0]
    desk.done(first.partition(": govledger ")[2])
    said = desk.done("backup 'my copy'").err
    desk.done(said.splitlines()[0].partition(": govledger ")[2])


MET = (
    b"Open/Closed,What,Meeting,Force lead,Latest,Update 1 Mar\nC,Mend it,JAC 14 Dec 2017,CFO,%s,\n"
)


def test_what_offices_call_their_columns_is_what_they_hold(desk, tmp_path):
    said = drafted(desk, tmp_path, MET % b"The vans are back")
    assert "--on 2017-12-14 " in said and "--owner CFO" in said and "'The vans are back'" in said
    assert "action complete " in said, "C under Open/Closed"
    (tmp_path / "draft.txt").unlink()
    opened = (MET % b"The vans are back").replace(b"\nC,", b"\nO,").replace(b",Latest", b",Cost")
    said = drafted(desk, tmp_path, opened.replace(b"CFO,The vans are back,", b"CFO,,Held 3/3"))
    assert "action progress " in said and "taken for nothing: Update" not in said
    assert "action complete" not in said and "neither open nor closed" not in said


def test_what_peel_asks_for_is_of_the_inspectorate(desk, tmp_path):
    table = b"Source report,Rec no.,Recommendation,Owner\nPEEL 2021/22,AFI 3,Mend it,CFO\n"
    said = drafted(desk, tmp_path, table)
    assert "govledger inspection publish PEEL21 'PEEL 2021/22' --on DAY" in said
