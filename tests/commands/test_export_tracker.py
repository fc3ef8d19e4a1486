"""`govledger export tracker`: the office's own form, that comes back as it went."""

import csv
import io
import json
import os
import shlex
from datetime import date

import pytest
from clerk import MISUSED, NOT_FOUND, OFFICE, REFUSED, Office
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from trackers import put, two_headings, workbook

from commands.imports import own_form, table
from commands.imports.kinds import kind_of
from ledger.records.exports import Export

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return office


def cells(tmp_path, name):
    (sheet,) = table.read((tmp_path / name).read_bytes(), name)
    return sheet, [[cell.text for cell in row] for row in sheet.rows]


def proposed(desk, line):
    found = json.loads(desk.done(f"import {line} --json").out)
    return found["proposed"], [one["why"] for one in found["not_understood"]], found["asked"]


def test_the_form_of_a_map_is_written_back_in_its_columns(desk, tmp_path):
    heads = ["No.", "Forum", "What is to be done", "Who", "Date", "By when", "RAG", "Date"]
    row = ["7/b", "Weekly", "Count the cameras", "CEX", date(2018, 1, 2), date(2018, 5, 4), "Amber"]
    data = workbook(lambda book, sheet: put(book, sheet, [heads, [*row, "x"]], 2), "Live")
    (tmp_path / "own.xlsx").write_bytes(data)
    named = "--column 'What is to be done=action' --map board"
    desk.done(f"import own.xlsx --body HTA {named} --draft d.txt", "batch d.txt")
    said = desk.done("export tracker --for HTA --map board --to back.xlsx")
    assert "“Forum”, “Date”" in said.err
    sheet, rows = cells(tmp_path, "back.xlsx")
    assert sheet.name == "Live"
    assert rows == [heads, ["7/b", "Count the cameras", "CEX", "2/1/2018", "4/5/2018", "Amber"]]
    assert proposed(desk, "back.xlsx --map board") == ([], [], [])
    desk.refuses(NOT_FOUND, "export tracker --for HTA --map nobody --to x.xlsx", "no map")


def test_what_is_changed_in_excel_comes_back_and_nothing_else(desk, tmp_path):
    (tmp_path / "own.xlsx").write_bytes(two_headings())
    desk.done("import own.xlsx --body HTA --draft d.txt --map board", "batch d.txt")
    desk.done("export tracker --for HTA --map board --to back.csv")
    text = (tmp_path / "back.csv").read_text("utf-8-sig").replace("2019-06-30", "2019-07-31")
    (tmp_path / "changed.csv").write_text(text)
    (row,), whys, asked = proposed(desk, "changed.csv --map board")
    assert "action extend" in row["commands"][0] and (whys, asked) == ([], [])
    desk.done("import changed.csv --map board --draft e.txt", "batch e.txt")
    assert len(json.loads(desk.done("ask extensions_without_approval --json").out)) == 1


def test_an_export_is_recorded_and_never_over_a_file(desk, tmp_path):
    desk.done("action raise 'Count' --owner CC --body HTA")
    said = desk.done("export tracker --for HTA --to out.xlsx --recipient 'the Panel'")
    assert said.out.splitlines() == ["out.xlsx", "E-2019-001"]
    export = desk.state("export", "E-2019-001")
    assert isinstance(export, Export) and export.discloses and export.recipient == "the Panel"
    desk.refuses(REFUSED, "export tracker --for HTA --to out.xlsx", "already exists")
    desk.refuses(MISUSED, "export tracker --for HTA --to out.ods", "neither .xlsx nor .csv")
    first = (tmp_path / "out.xlsx").read_bytes()
    desk.done("export tracker --for HTA --to again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == first, "the same rows, the same bytes"


def test_where_the_ledger_cannot_be_written_the_export_is_not_recorded(desk, tmp_path):
    desk.done("action raise 'Count' --owner CC --body HTA")
    desk.path.chmod(0o400)
    if os.access(desk.path, os.W_OK):
        pytest.skip("root may write anything")
    said = desk.done("export tracker --for HTA --to out.csv")
    assert said.out == "out.csv\n" and "not recorded in it" in said.err


def test_a_text_is_no_formula_in_either_form(desk, tmp_path):
    title = "=cmd|' /C calc'!A0"
    desk.done(f"action raise {shlex.quote(title)} --owner CC --body HTA --own-ref=-7")
    desk.done("export tracker --for HTA --to o.csv", "export tracker --for HTA --to o.xlsx")
    ((ref, action, *_),) = list(csv.reader(io.StringIO((tmp_path / "o.csv").read_text())))[1:]
    assert (ref, action) == ("'-7", "'" + title)
    sheet, _ = cells(tmp_path, "o.xlsx")
    assert not any("formula" in note for cell in sheet.cells() for note in cell.notes)
    for name in ("o.csv", "o.xlsx"):
        assert proposed(desk, f"{name} --body HTA") == ([], [], [])


def test_what_is_over_is_told_only_where_the_form_can(desk, tmp_path):
    desk.done(
        "action raise 'Old' --owner CC --body HTA --on 2018-01-01",
        "action withdraw A-2018-001 --reason moot",
        "action raise 'New' --owner CC --body HTA",
        "export tracker --for HTA --to all.csv",
        "export tracker --for HTA --to open.csv --open",
    )
    assert "Withdrawn" in (tmp_path / "all.csv").read_text()
    assert "Old" not in (tmp_path / "open.csv").read_text()
    rows = [["Action", "Owner"], ["New", "CC"]]
    data = workbook(lambda book, sheet: put(book, sheet, rows))
    (tmp_path / "two.xlsx").write_bytes(data)
    desk.done("import two.xlsx --body HTA --map two")
    said = desk.done("export tracker --for HTA --map two --to two.csv")
    assert "1 that are over" not in said.err or "left out" in said.err
    assert "Old" not in (tmp_path / "two.csv").read_text()


def test_the_tidy_form_is_understood_by_its_headings():
    assert all(kind_of(heading) == kind for heading, kind in own_form.TIDY)


# Any ledger's actions

SETUP = (*OFFICE, "party add PAYCO 'Payco Ltd'", "post define VER 'Verifier'")
DAYS = st.dates(date(2017, 1, 1), date(2019, 2, 28))
LATER = st.dates(date(2017, 1, 1), date(2020, 12, 31))
PLAIN = "abcdefghijklmnoprstuvwxyzABC éü0123456789=+-@'\"&;,:/()"
TEXT = st.text(PLAIN, min_size=1, max_size=40).map(lambda s: f"Act {s.strip()}".strip())
WORDS = st.sampled_from(["when the cards are in", "soon", "end of Q2", "each month", "June 2019"])
OWNERS = st.lists(st.sampled_from(["CC", "CEX", "PAYCO"]), max_size=3, unique=True)
STEP = st.one_of(
    st.tuples(st.just("extend"), LATER),
    st.tuples(st.just("words"), WORDS),
    st.just(("undue", "")),
    st.tuples(st.just("reassign"), OWNERS.filter(bool)),
    st.tuples(st.just("progress"), st.one_of(st.none(), DAYS), TEXT),
    st.tuples(st.just("claim"), st.sampled_from(["RED", "AMBER", "GREEN", "BLUE"])),
    st.tuples(st.just("percent"), st.integers(0, 100)),
    st.tuples(st.just("status"), st.sampled_from(["Open", "On-going", "Complete", "Perhaps"])),
    st.tuples(st.just("complete"), st.sampled_from(["CC", "CEX", "PAYCO", "PCC"])),
    st.sampled_from([(one,) for one in ("refuse", "close", "withdraw", "reopen", "merge")]),
    st.sampled_from([("supersede",), ("dispute",), ("deny",)]),
)
ACTION = st.fixed_dictionaries(
    {
        "own_ref": st.one_of(st.none(), TEXT.map(lambda s: f"{s}/1"), st.just("2018/15")),
        "title": st.one_of(TEXT, st.just("The same words")),
        "owners": OWNERS,
        "lead": st.booleans(),
        "raised": st.one_of(st.none(), DAYS),
        "due": st.one_of(st.none(), LATER, WORDS),
        "steps": st.lists(STEP, max_size=5),
    }
)
LEDGERS = st.lists(ACTION, max_size=5, unique_by=lambda one: one["own_ref"] or id(one))


def raising(one):
    line = ["action", "raise", one["title"], "--body", "HTA"]
    line += ["--own-ref", one["own_ref"]] if one["own_ref"] else []
    line += [part for owner in one["owners"] for part in ("--owner", owner)] or ["--no-owner"]
    line += ["--lead", one["owners"][-1]] if one["lead"] and one["owners"] else []
    line += ["--on", str(one["raised"])] if one["raised"] else ["--undated", "not printed"]
    if isinstance(one["due"], date):
        line += ["--due", str(one["due"]), "--past-due"]
    elif one["due"]:
        line += ["--due-words", one["due"], "--past-due"]
    return line


def doing(ref, other, kind, *given):
    free = ["--no-approval", "--reason", "so"]
    owners = given[0] if kind == "reassign" else ()
    lines = {
        "extend": ["extend", ref, "--to", *map(str, given), *free, "--past-due"],
        "words": ["extend", ref, "--due-words", *given, *free, "--past-due"],
        "undue": ["extend", ref, "--no-date", *free],
        "reassign": ["reassign", ref, *(f"--to={one}" for one in owners)],
        "progress": ["progress", ref, *given[1:]],
        "claim": ["claim", ref, "--rag", *given],
        "percent": ["claim", ref, "--percent", *map(str, given)],
        "status": ["claim", ref, "--status", *given],
        "complete": ["complete", ref, "--by", *given],
        "refuse": ["refuse", ref, "--reason", "no"],
        "close": ["close", ref, "--verified-by", "VER", "--evidence", "seen"],
        "withdraw": ["withdraw", ref, "--reason", "moot"],
        "reopen": ["reopen", ref, "--reason", "not over"],
        "merge": ["merge", ref, "--into", other],
        "supersede": ["supersede", ref, "--by", other],
        "dispute": ["dispute", ref, "not so", "--by", "CC"],
        "deny": ["dispute", ref, "never agreed", "--by", "CC", "--existence"],
    }
    day = ["--on", str(given[0])] if kind == "progress" and given[0] else []
    day += ["--undated", "not printed"] if kind == "progress" and not given[0] else []
    return ["action", *lines[kind], *day]


def still_open(desk, *, original):
    """What is open, without our references: which is which is told by the rest."""
    rows = json.loads(desk.done("ask open_actions --json").out)
    found = []
    for row in rows:
        known = desk.begun_on(row["ref"])
        own = row["own_ref"] or row["ref"]
        words = row["due_words"] if row["due"] is None else None
        raised = row["raised_on"] if known else None
        first = row["original_due"] if original else None
        owners = sorted(row["owners"])
        found.append((own.removeprefix("old "), " ".join(row["title"].split()), owners, raised,
                      row["due"], words, first, row["status"]))  # fmt: skip
    return sorted(found, key=str)


class Desk(Office):
    def begun_on(self, ref):
        first = next(one for one in self.events if one.stream == f"action:{ref}")
        return first.envelope.date_basis != "unknown"


PAST_ORIGINAL = {  # Extended to no date, then to a day before the first: what is due now counts.
    "own_ref": None, "title": "Act x", "owners": [], "lead": False, "raised": None,
    "due": date(2019, 5, 1), "steps": [("undue", ""), ("extend", date(2018, 5, 1))],
}  # fmt: skip
NO_OWNER_CLOSED = PAST_ORIGINAL | {"due": None, "steps": [("complete", "PCC"), ("close",)]}
NO_OWNER_DONE = PAST_ORIGINAL | {"due": None, "steps": [("complete", "PCC")]}
WORDS_THEN_NONE = PAST_ORIGINAL | {
    "due": "when the cards are in", "steps": [("extend", date(2019, 3, 29)), ("undue", "")],
}  # fmt: skip
TWINS = PAST_ORIGINAL | {"title": "The same words", "steps": []}

TWIN_OF_2018 = TWINS | {"raised": date(2018, 12, 14)}
TWIN_WITH_ITS_OWN = TWINS | {"own_ref": "2018/15"}
COMMA = TWINS | {"own_ref": "7, part 2/1", "due": None, "steps": [("extend", date(2019, 5, 5))]}


@pytest.mark.slow
@settings(
    max_examples=15,
    deadline=None,
    # The few examples that were found are above; making one smaller takes minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=LEDGERS, form=st.sampled_from(["out.xlsx", "out.csv"]))
@example(actions=[PAST_ORIGINAL, NO_OWNER_CLOSED, NO_OWNER_DONE, WORDS_THEN_NONE], form="out.xlsx")
@example(actions=[TWINS, TWINS, TWINS | {"steps": [("withdraw",)]}], form="out.csv")
@example(
    actions=[TWINS | {"own_ref": "A/7", "lead": True, "owners": ["CC", "PAYCO"]}, TWINS],
    form="out.csv",
)
@example(actions=[TWINS | {"steps": [("deny",)]}, TWIN_OF_2018, TWIN_WITH_ITS_OWN], form="out.csv")
@example(actions=[COMMA], form="out.xlsx")
def test_any_actions_come_back_in_a_new_ledger_as_the_same_open_actions(
    tmp_path_factory, capsys, actions, form
):
    folder = tmp_path_factory.mktemp("ledgers")
    old, new = Desk(folder / "old.ledger", capsys), Desk(folder / "new.ledger", capsys)
    for one in (old, new):
        one.begins(*SETUP)
    for one in actions:
        result = old.types("", *raising(one))
        assert result.code == 0, result.err
        ref, other = result.out.strip(), None
        for step in one["steps"]:
            other = other or "A-2018-001"
            # What is refused is no part of this ledger.
            old.types("", *doing(ref, other, *step))
    before = old.size
    out = folder / form
    old.done(f"export tracker --for HTA --to {out}")
    again = folder / "again.txt"
    said = old.done(f"import {out} --body HTA --verified-by VER --json")
    assert json.loads(said.out)["proposed"] == [], "to the ledger it came from, it says nothing new"
    cells = json.loads(said.out)["cells"]
    assert cells["total"] == cells["recorded"] + cells["heading"] + cells["not_understood"]
    assert old.size == before + 1
    new.done(f"import {out} --body HTA --verified-by VER --draft {again}", f"batch {again}")
    dues = [one["due"] for one in actions]
    assert still_open(new, original=False) == still_open(old, original=False), dues
    twice = json.loads(new.done(f"import {out} --body HTA --verified-by VER --json").out)
    assert twice["proposed"] == [], "twice says nothing the second time"
