"""A workbook of more rows than are to be held: it reads as one of rows that were."""

import errno
import weakref
from collections.abc import Collection
from zipfile import ZipFile

import pytest
from forms import MAIN, ROW, paper, sheets, table, xml
from msgspec.structs import replace

from commands.reports.render import xlsx

Workbook = pytest.importorskip("xlsxwriter").Workbook
LONG = "A sentence that takes several lines of a cell. " * 9
CELL = {f"{MAIN}{tag}" for tag in ("c", "v", "is", "t")}


def about(file):
    """What each sheet says besides what is in its cells: widths, heights, filters, the print."""
    with ZipFile(file) as pack:
        names = [name for name in pack.namelist() if name.startswith("xl/worksheets/sheet")]
        read = [xml(pack, name) for name in names]
    return [
        [
            (one.tag, one.text, {**one.attrib, "spans": ""})
            for one in sheet.iter()
            if one.tag not in CELL
        ]
        for sheet in read
    ]


def test_cells_widths_and_heights_are_those_of_held_rows(tmp_path):
    tables = table(ROW, ("A-2018-002", LONG, None, -3, None)), table(name="b"), table(ROW, name="c")
    held, streamed = tmp_path / "held.xlsx", tmp_path / "streamed.xlsx"
    xlsx.write(paper(), tables, held)
    xlsx.write(paper(), tables, streamed, streamed=True)
    assert sheets(streamed) == sheets(held)
    assert about(streamed) == about(held)
    assert any("ht" in facts for _, _, facts in about(streamed)[1])


class Watched(str):
    """A text of which it can be told whether anybody still holds it."""

    __slots__ = ("__weakref__",)


class Passing(Collection):
    """Rows that are made as they are read; `most` is how many there were at once."""

    def __init__(self, count):
        self.count, self.most, self._held = count, 0, weakref.WeakSet()

    def __len__(self):
        return self.count

    def __contains__(self, row):
        raise AssertionError("no row is looked for")

    def __iter__(self):
        for number in range(self.count):
            text = Watched(f"{number} {LONG}")
            self._held.add(text)
            self.most = max(self.most, len(self._held))
            yield text, "b", None, number, None


def test_few_rows_are_held_at_once_and_no_other_file_is_left(tmp_path):
    rows = Passing(500)
    made = tmp_path / "a.xlsx"
    xlsx.write(paper(), [replace(table(), rows=rows)], made, streamed=True)
    assert len(sheets(made)["live-actions"]) == 501
    assert rows.most < 10
    assert [*tmp_path.iterdir()] == [made]


def test_a_full_disk_is_told_as_one(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Workbook, "_store_workbook", full)
    with pytest.raises(OSError, match="No space left"):
        xlsx.write(paper(), [table(ROW)], tmp_path / "a.xlsx", streamed=True)
