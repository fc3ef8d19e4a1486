"""`govledger import` of a table: drafted, never recorded by itself, every cell accounted for."""

import io
import json
import os
import time
import zipfile
from datetime import date

import pytest
from clerk import DONE, MISUSED
from trackers import ACTIONS, HEADS, LAYOUTS, put, tidy, workbook

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return office


def covered(desk, name, *more):
    return json.loads(desk.types(f"import {name} --body HTA --json", *more).out)


def write(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)


def open_ones(desk):
    rows = json.loads(desk.done("ask open_actions --json").out)
    names = ("own_ref", "title", "owners", "raised_on", "due", "due_words", "original_due")
    return {row["own_ref"]: tuple(row[name] for name in names) for row in rows if row["own_ref"]}


def expected(ref, title, owner, raised, due, *_):
    due = due and due.isoformat()
    return ref, title, [owner], raised.isoformat(), due, None, due


EXPECTED = {action[0]: expected(*action) for action in ACTIONS}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_says_the_same_and_twice_records_nothing(desk, tmp_path, name):
    write(tmp_path, name, LAYOUTS[name]())
    before = desk.path.read_bytes()
    desk.done(f"import {name} --body HTA --draft draft.txt")
    assert desk.path.read_bytes() == before
    draft = (tmp_path / "draft.txt").read_text()
    assert draft.startswith("# A batch.") and "govledger batch draft.txt" in draft
    cells = covered(desk, name)["cells"]
    assert cells["total"] == cells["recorded"] + cells["heading"] + cells["not_understood"]
    desk.done("batch draft.txt")
    assert open_ones(desk) == EXPECTED
    desk.done(f"import {name} --body HTA --draft again.txt")
    size = desk.size
    desk.done("batch again.txt")
    assert desk.size == size
    assert covered(desk, name)["proposed"] == []


def test_every_cell_of_an_awful_table_is_somewhere(desk, tmp_path):
    def fill(book, sheet):
        struck = book.add_format({"font_strikeout": True})
        amber = book.add_format({"bg_color": "#FFC000"})
        heads = [
            "Ref",
            "Action required",
            "Lead",
            "Raised",
            "Due",
            "RAG",
            "Status",
            "Update",
            "Forum",
        ]
        put(book, sheet, [["Tracker"], [], heads])
        put(
            book,
            sheet,
            [["1/a", "Count the cameras", "CC", date(2018, 5, 1), "soon", "", "Open"]],
            3,
        )
        sheet.write_blank(3, 5, None, amber)
        sheet.write(3, 7, "12/6: spoke to the panel, 4/1: drafted")
        put(book, sheet, [["1/b", "As above", "see above"]], 4)
        put(book, sheet, [["1/c", "Ask the bank", "J Dale", "never", "", "purple", "Perhaps"]], 5)
        sheet.write(6, 1, "Old business", struck)
        sheet.write(6, 2, "CC")
        put(book, sheet, [["1/d", "Ask again", "CC", date(2031, 1, 1), "", "", "", "", "HTA"]], 7)
        put(book, sheet, [["1/d", "Ask a third time", "CC"]], 8)

    write(tmp_path, "awful.xlsx", workbook(fill))
    found = covered(desk, "awful.xlsx")
    cells = found["cells"]
    assert cells["total"] == cells["recorded"] + cells["heading"] + cells["not_understood"] == 36
    whys = {one["cells"][0]: one["why"] for one in found["not_understood"]}
    assert "only points to another" in whys["Actions!A5"]
    assert "'J Dale' is no post" in whys["Actions!A6"]
    assert "struck through" in whys["Actions!B7"]
    assert "in the future" in whys["Actions!D8"]
    assert "taken for nothing" in whys["Actions!I8"]
    assert "stands at Actions!A8 already" in whys["Actions!A9"]
    desk.done("import awful.xlsx --body HTA --owner 'J Dale=CEX' --draft d.txt", "batch d.txt")
    facts = json.loads(desk.done("history 1/a --json").out)
    told = [(e["kind"], str(e["effective_on"]), e.get("text") or e.get("rag")) for e in facts]
    assert sorted(told, key=lambda one: one[1]) == [
        ("ActionRaised", "2018-05-01", None),
        ("ActionProgressed", "2018-06-12", "spoke to the panel"),
        ("ActionProgressed", "2019-01-04", "drafted"),
        ("ActionClaimed", "2019-03-01", "AMBER"),
    ]
    assert "owners: CEX" in desk.done("show 1/c").out


def test_an_event_opens_the_cells_that_it_came_from(desk, tmp_path):
    write(tmp_path, "tidy.xlsx", tidy())
    desk.done("import tidy.xlsx --body HTA --draft d.txt", "batch d.txt")
    event = json.loads(desk.done("show 2018/15 --json").out)["since_event"]
    shown = desk.done(f"show {event} --source").out
    assert "Actions!B3  Review the kits\n" in shown and "Actions!A2" not in shown
    cells = json.loads(desk.done(f"show {event} --source --json").out)["cells"]
    assert {"cell": "Actions!C3", "text": "CEX"} in cells


def test_next_month_only_what_changed_is_proposed(desk, tmp_path):
    write(tmp_path, "one.xlsx", tidy())
    desk.done("import one.xlsx --body HTA --draft d.txt --map board", "batch d.txt")
    later = [list(ACTIONS[0]), list(ACTIONS[1])]
    later[0][4], later[1][6] = date(2019, 9, 1), "14/2/2019: kits counted"
    new = ["2019/1", "Ask the panel", "CEX", date(2019, 2, 1), date(2019, 5, 1), "Open", ""]
    data = workbook(lambda book, sheet: put(book, sheet, [HEADS, *later, new]))
    write(tmp_path, "two.xlsx", data)
    said = desk.done("import two.xlsx --map board --draft e.txt")
    assert "(2018/16) “Write to the Home Office” is open, and no longer in the table" in said.err
    lines = [one for one in (tmp_path / "e.txt").read_text().splitlines() if one[:1] not in "#"]
    assert [" ".join(one.split()[:2]) for one in lines if one] == [
        "document register", "action extend", "action progress", "action raise", "action claim",
    ]  # fmt: skip
    desk.done("batch e.txt")
    (moved,) = json.loads(desk.done("ask extensions_without_approval --json").out)
    assert (moved["own_ref"], moved["due_before"], moved["due_after"]) == (
        "05/19/04/2018", "2018-09-01", "2019-09-01",
    )  # fmt: skip
    assert "2018/16" in open_ones(desk), "a row that is gone closes nothing"


def test_what_came_before_the_first_import_is_recorded_without_its_day(desk, tmp_path, monkeypatch):
    """An action that the tracker gives no day for begins with the import, and no batch fails."""
    heads = ["Ref", "Action", "Owner", "Raised", "Due", "Status", "Update", "Date closed"]
    day = date(2019, 2, 1)
    first = [["n1", "Count", "CC", "", "", "Open", ""], ["n2", "Ask", "CC", day, "", "Open", ""]]
    then = [
        ["n1", "Count", "CC", "", "", "Open", "15/02/2019: half"],
        ["n2", "Ask", "CC", day, "", "Closed", "20/02/2019: sent", date(2019, 2, 25)],
    ]
    for name, rows, now in (("a", first, "2019-03-01T10:00"), ("b", then, "2019-04-01T10:00")):
        monkeypatch.setenv("GOVLEDGER_NOW", now)
        data = workbook(lambda book, sheet, rows=rows: put(book, sheet, [heads, *rows]))
        write(tmp_path, f"{name}.xlsx", data)
        line = f"import {name}.xlsx --body HTA --verified-by CEX"
        desk.done(f"{line} --draft {name}.txt", f"batch {name}.txt")
    assert json.loads(desk.done(f"{line} --json").out)["proposed"] == []
    assert "15 February 2019: half" in desk.done("history n1").out
    shown = desk.done("history n2").out
    assert "the tracker says: Closed (25 February 2019)" in shown and "20 February 2019" in shown


def test_a_closed_row_is_closed_on_the_word_of_whoever_is_named(desk, tmp_path):
    rows = [HEADS, ["7/b", "Old", "CC", date(2018, 1, 1), date(2018, 2, 1), "Closed", ""]]
    write(tmp_path, "c.xlsx", workbook(lambda book, sheet: put(book, sheet, rows)))
    (why,) = covered(desk, "c.xlsx")["not_understood"]
    assert "who verified" in why["why"]
    desk.done("import c.xlsx --body HTA --verified-by CEX --draft d.txt", "batch d.txt")
    assert "closed" in desk.done("show 7/b").out


def test_columns_can_be_named_and_are_kept(desk, tmp_path):
    rows = [["Was zu tun ist", "Wer"], ["Count the cameras", "CC"]]
    write(tmp_path, "c.xlsx", workbook(lambda book, sheet: put(book, sheet, rows)))
    desk.refuses(MISUSED, "import c.xlsx --body HTA", "No heading row was found")
    named = "--column 'Was zu tun ist=action' --column Wer=owner --map german"
    desk.done(f"import c.xlsx --body HTA {named}")
    assert len(json.loads(desk.done("import c.xlsx --map german --json").out)["proposed"]) == 1
    desk.refuses(MISUSED, "import c.xlsx --body HTA --column Wer=king", "A column is taken for")
    desk.refuses(MISUSED, "import c.xlsx --body HTA --owner CC", "NAME=VALUE")


# Hostile files


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bomb() -> bytes:
    return zipped(parts_of(tidy()) | {"xl/sharedStrings.xml": b" " * (300 << 20)})


def entities() -> bytes:
    parts = parts_of(tidy())
    sheet = parts["xl/worksheets/sheet1.xml"]
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet'
    return zipped(parts | {"xl/worksheets/sheet1.xml": sheet.replace(b"<worksheet", declared, 1)})


def empty_rows() -> bytes:
    parts = parts_of(tidy())
    rows = b"".join(b'<row r="%d" ht="15"/>' % n for n in range(1, 1_000_001))
    sheet = b'<?xml version="1.0"?><worksheet><sheetData>%s</sheetData></worksheet>' % rows
    return zipped(parts | {"xl/worksheets/sheet1.xml": sheet})


NO_NUMBER = b'<a><cellXfs><xf numFmtId="x"/></cellXfs></a>'
HOSTILE = {
    "a zip bomb": (bomb, "unpacks to"),
    "external entities": (entities, "declares XML entities"),
    "a million empty rows": (empty_rows, "rows"),
    "macros": (lambda: zipped(parts_of(tidy()) | {"xl/vbaProject.bin": b"x"}), "macros"),
    "encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
    "51 MiB": (lambda: tidy() + os.urandom(51 << 20), "50 MiB"),
    "30 MiB": (lambda: b"Ref,Action\n" + b"1,x\n" * (30 << 18), "20 MiB"),
    "cut short": (lambda: tidy()[:2000], "damaged"),
    "no workbook": (lambda: zipped({"xl/workbook.xml": b"<a"}), "damaged"),
    "a wrong style": (
        lambda: zipped(parts_of(tidy()) | {"xl/styles.xml": NO_NUMBER}),
        "damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_plainly_and_soon(desk, tmp_path, what):
    make, words = HOSTILE[what]
    name = "f.csv" if what == "30 MiB" else "f.xlsx"
    write(tmp_path, name, make())
    began = time.process_time()
    desk.refuses(MISUSED, f"import {name} --body HTA --draft out.txt", words)
    assert time.process_time() - began < 2
    assert not (tmp_path / "out.txt").exists()


def test_a_formula_in_a_text_is_only_text(desk, tmp_path):
    rows = [HEADS, ["8", "=cmd|' /C calc'!A0", "CC", "", "", "Open", '$(rm -rf x); `y` \\ "z" \'']]
    text = "\n".join(
        ",".join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in row) for row in rows
    )
    write(tmp_path, "f.csv", text.encode())
    desk.done("import f.csv --body HTA --draft d.txt", "batch d.txt")
    raised = json.loads(desk.done("ask open_actions --json").out)[0]["ref"]
    assert "=cmd|' /C calc'!A0" in desk.done(f"show {raised}").out
    assert '$(rm -rf x); `y` \\ "z" \'' in desk.done("history 8").out
    assert desk.types("import f.csv --body HTA --draft e.txt").code == DONE


@pytest.mark.parametrize("due", ["30/2/2019", "31 April 2019", "2019-02-29."])
def test_a_day_that_there_is_not_is_not_kept_as_words(desk, tmp_path, due):
    write(tmp_path, "t.csv", f"Ref,Action,Owner,Due\n7,Count the vans,CC,{due}\n".encode())
    desk.done("import t.csv --body HTA --draft draft.txt")
    draft = (tmp_path / "draft.txt").read_text()
    assert "that day is not in the calendar" in draft and "--due-words" not in draft


def test_a_row_with_only_its_closing_day_is_closed_on_that_day(desk, tmp_path):
    """The raising, of no day, is filed under it; no fact of the row is lost."""
    text = "Ref,Action,Owner,Due,Status,Date raised,Date closed\n"
    rows = "x1,Mend,CC,1/7/2018,Closed,,3/5/2018\nx2,Paint,CC,1/7/2018,Closed,1/6/2018,3/5/2018\n"
    write(tmp_path, "only.csv", f"{text}{rows}".encode())
    line = "import only.csv --body HTA --verified-by CEX"
    desk.done(f"{line} --draft only.txt", "batch only.txt")
    raising = (tmp_path / "only.txt").read_text().partition("Mend")[0]
    assert "--undated" in raising and "--past-due" not in raising
    (said,) = json.loads(desk.done("ask action_status --as-of 2018-05-03 --json").out)
    assert (said["own_ref"], said["status"], said["status_on"]) == ("x1", "closed", "2018-05-03")
    again = json.loads(desk.done(f"{line} --json").out)
    assert again["proposed"] == []
    assert [one["why"] for one in again["not_understood"]] == ["it was closed before it was raised"]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        *(("by 27/4/18", "2018-04-27"), ("w/e 27.4.18", "2018-04-27")),
        *(("on or before 27 Apr 18", "2018-04-27"), ("by the 27th April 18", "2018-04-27")),
        *(("before 27-Apr-18", "2018-04-26"), ("by 27/4", None), ("in 12 weeks 10", None)),
    ],
)
def test_words_round_a_day_with_a_short_year_give_the_day(desk, tmp_path, words, due):
    write(tmp_path, "log.csv", f"Ref,Action,Owner,Due\n1,Share it,CC,{words}\n".encode())
    desk.done("import log.csv --body HTA --draft draft.txt", "batch draft.txt")
    ((*_, found, said, _),) = open_ones(desk).values()
    assert (found, said) == (due, words)
