"""A workbook that is printed: no row is lower than what stands in it."""

import re
import zipfile

from folded import each

from commands.reports.render import form
from commands.reports.render.heights import HIGHEST, LINE, height, lines


@each(
    ("said", "width", "expected"),
    [("", 10, 1), ("one", 10, 1), ("one two six", 7, 2), ("a\nb\n\nc", 10, 4), ("x" * 25, 10, 3)],
)
def test_a_text_takes_the_lines_that_it_is_broken_into(said, width, expected):
    assert lines(said, width) == expected


def test_a_row_is_as_high_as_its_highest_cell_and_no_higher_than_a_sheet_allows():
    assert height([("one", 10), ("a\nb\nc", 10)]) == 3 * LINE
    assert height([("a\n" * 900, 10)]) == HIGHEST
    assert height([]) == LINE


def heights(data, tmp_path, sheet="xl/worksheets/sheet1.xml"):
    (tmp_path / "made.xlsx").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "made.xlsx") as book:
        text = book.read(sheet).decode()
    rows = re.findall(r'<row r="(\d+)"([^>]*)>', text)
    return {
        int(row): float(found[1]) if (found := re.search(r'ht="([\d.]+)"', more)) else LINE
        for row, more in rows
    }


def test_the_rows_of_a_tracker_have_room_for_their_notes(tmp_path):
    note = "15/1/2018: wrote to each of them\n" * 4
    rows = [["7/b", "Count the cameras " * 12, note], ["7/c", "Short", "one line"]]
    heads, kinds = ["Ref", "Action", "Progress"], ["reference", "action", "notes"]
    data = form.written("Actions", "OFFICIAL", heads, kinds, rows)
    found = heights(data, tmp_path)
    assert found == {1: LINE, 2: 5 * LINE, 3: LINE}
    assert form.written("Actions", "OFFICIAL", heads, kinds, rows) == data, "the same bytes"
