"""Whatever gives comma-separated values gives no formula: one function writes them all."""

import ast
import csv
import io
from pathlib import Path

import pytest
from folded import each

from commands.menu import main
from commands.terminal import sheets

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "＝1", "\t=1", "\r=1", "\n=1", ";=1", ",=1", " ;' =1"]


def cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(text.splitlines(), delimiter=delimiter))


@pytest.fixture
def ledger(monkeypatch, tmp_path):
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(tmp_path / "office.ledger"))
    main(["init"])


def test_ask_gives_no_formula(ledger, capsys):
    main(["post", "define", "ACC", "Assistant Chief Constable"])
    main(["action", "raise", '=HYPERLINK("http://x";"y")', "--owner", "ACC", "--on", "1/2/18"])
    capsys.readouterr()
    main(["ask", "open_actions", "--as-of", "2/2/18", "--csv"])
    heads, row = cells(capsys.readouterr().out)
    told = dict(zip(heads, row, strict=True))
    assert told["title"] == '\'=HYPERLINK("http://x";"y")'
    assert told["raised_on"] == "2018-02-01"


@pytest.mark.parametrize("said", FORMULAS)
def test_sql_gives_no_formula_in_a_cell_a_list_or_a_heading(ledger, capsys, said):
    text = "||".join(f"chr({ord(one)})" for one in said)
    plain = said.strip().replace('"', '""')
    main(["sql", f'select {text} as "{plain}", [{text}] as l, -5 as n, -1.50 as d', "--csv"])
    heads, row = cells(capsys.readouterr().out)
    assert [one[0] for one in (*heads[:1], *row[:2])] in (["'"] * 3, ["'", "\\", "\\"])
    assert row[2:] == ["-5", "-1.50"], "a figure stays a figure"


@each("said", [*FORMULAS, "a;=1+1", "a\t=1+1", 'a";=1', "a,=1"])
def test_a_spreadsheet_that_splits_elsewhere_finds_no_formula_either(said):
    (line,) = sheets.lines([[sheets.guarded(said, said), "x"]])
    for delimiter in ",;\t":
        for row in csv.reader([line], delimiter=delimiter):
            found = [cell for cell in row if cell.lstrip(" '")[:1] in ("=", "+", "-", "@", "＝")]
            assert all(cell.startswith("'") for cell in found), (delimiter, row)


def test_lines_read_back_as_they_were():
    rows = [["a", ""], [""], ['"', "x,y"], ["a\nb", "c\r\nd"], [" ", "é;"]]
    text = "".join(sheets.lines(rows))
    assert list(csv.reader(io.StringIO(text, newline=""))) == rows


def test_no_other_code_writes_comma_separated_values():
    """Whoever needs them calls commands/terminal/sheets.py. A tracker is only read."""
    reads = ROOT / "commands" / "imports" / "readers" / "csv.py"
    assert "writer" not in reads.read_text(encoding="utf-8").lower()
    for folder in ("commands", "ledger", "projections"):
        for file in set((ROOT / folder).rglob("*.py")) - {reads}:
            text = file.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(text)) if "csv" in text else ():
                if isinstance(node, ast.Import):
                    assert "csv" not in [one.name for one in node.names], file
                assert not isinstance(node, ast.ImportFrom) or node.module != "csv", file
