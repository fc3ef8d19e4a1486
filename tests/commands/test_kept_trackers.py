"""The trackers in tests/trackers: each comes to what a careful clerk would record.

They are in LibreOffice's own form, and some others. Every cell is accounted for, and the second
time nothing is recorded.
"""

import json
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent / "trackers"
FILES = sorted(p.name for p in ROOT.iterdir() if p.suffix not in (".py", ".json", ""))
EXPECTED = ROOT / "expected.json"
SETUP = (
    "init",
    *(
        f"post define {one} --on 2015-01-01"
        for one in (
            "CC 'Chief Constable'",
            "DCC 'Deputy Chief Constable'",
            "ACC 'Assistant Chief Constable'",
            "PCC 'Police and Crime Commissioner'",
            "CEX 'Chief Executive'",
            "CFO 'Chief Finance Officer'",
            "HFIN 'Head of Finance'",
            "CHAIR 'Chair of the committee'",
        )
    ),
    "party add PAYCO 'Payco Ltd' --on 2015-01-01",
    "body add HTA 'Holding to account' --on 2015-01-01",
)
SAID = (
    "--owner All=CC,CFO --owner 'Jo Dale=ACC' --owner 'Estates team=CEX' --verified-by CHAIR"
    " --respondent CC"
)


VERIFIED = "ItemVerified"


def day(envelope):
    return str(envelope.effective_on) if envelope.date_basis != "unknown" else None


def recorded(desk, raised, file):
    """An action: its reference, words, owners, days, status, claims and progress."""
    state = desk.state("action", raised.stream.partition(":")[2])
    notes = [
        [day(one.envelope), one.event.text]
        for one in desk.events
        if one.stream == raised.stream and one.kind == "ActionProgressed"
    ]
    own = None if file in (state.own_ref or "") else state.own_ref
    due = str(state.original_due), str(state.due), state.due_words
    claims = state.status, state.rag, state.percent
    return [own, state.title, ", ".join(state.owners), day(raised.envelope), *due, *claims, *notes]


def recommended(desk, issued, file):
    """A recommendation: its references, report, issuer, words, priority, response, owner, days."""
    ref = issued.stream.partition(":")[2]
    state, report = desk.state("item", ref), desk.state("inspection", ref.partition("/")[0])
    of = [one for one in desk.events if one.stream == issued.stream]
    kinds = ("ItemResponded", "ItemRejected")
    said = next((one.event for one in of if one.kind in kinds), None)
    words = getattr(said, "text", None) or getattr(said, "reason", None)
    own = None if file in (state.own_ref or "") else state.own_ref
    checked = [one.event.verified_by or one.event.auditor for one in of if one.kind == VERIFIED]
    notes = [
        [day(one.envelope), one.event.text]
        for one in desk.events
        if one.stream == issued.stream and one.kind == "ItemProgressed"
    ]
    made = report.issuer, report.title, report.assurance, day(issued.envelope)
    due = str(state.original_due), str(state.due), state.due_words, state.lead
    claims = state.status, state.rag, state.percent, state.status_words
    told = state.priority, state.response, words
    return [ref, own, *made, state.title, *told, *due, *claims, state.reported_by, *checked, *notes]


def come_to(desk, name):
    """What a tracker comes to: actions or recommendations, and what of it is not understood."""
    shutil.copy(ROOT / name, name)
    line = f"import {name} --body HTA {SAID}"
    covered = json.loads(desk.done(f"{line} --json").out)
    cells = covered["cells"]
    assert cells["total"] == cells["recorded"] + cells["heading"] + cells["not_understood"]
    desk.done(f"{line} --draft draft.txt", "batch draft.txt")
    raised = [one for one in desk.events if one.kind == "ActionRaised"]
    actions = [recorded(desk, one, name.rpartition(".")[0]) for one in raised]
    issued = [one for one in desk.events if one.kind == "ItemIssued"]
    items = [recommended(desk, one, name.rpartition(".")[0]) for one in issued]
    whys = [[" ".join(one["cells"]), one["why"]] for one in covered["not_understood"]]
    made = {"recommendations": items} if items else {}
    return {"actions": actions} | made | {"not_understood": whys, "cells": list(cells.values())}


@pytest.fixture
def desk(empty):
    empty.done(*SETUP)
    return empty


@pytest.mark.parametrize("name", FILES)
def test_a_tracker_comes_to_what_a_careful_clerk_would_record(desk, name):
    expected = json.loads(EXPECTED.read_text("utf-8"))
    assert come_to(desk, name) == expected[name]
    again = json.loads(desk.done(f"import {name} --body HTA {SAID} --json").out)
    assert again["proposed"] == [], "the second time, nothing is recorded"
    said = desk.done(f"import {name} --body HTA {SAID}").out
    cells = again["cells"]
    assert f"Cells: {cells['total']} = {cells['recorded']} recorded" in said


def test_what_is_hidden_or_struck_through_is_told(desk):
    for name, words in {
        "titled.xlsx": "Hidden in the table, and read all the same: row 7, column H",
        "days.xlsx": "Actions!E7: “31/03/2018” is struck through, and not taken",
        "tidy.xlsx": "“Due” is read with the month first",
    }.items():
        shutil.copy(ROOT / name, name)
        desk.done(f"import {name} --body HTA --draft {name}.txt")
        assert words in Path(f"{name}.txt").read_text("utf-8")
    shutil.copy(ROOT / "sheets.xlsx", "sheets.xlsx")
    said = desk.done("import sheets.xlsx --body HTA").out
    assert "Sheet Totals (hidden)" in said and "Sheet Live: " in said


def test_there_are_at_least_eight_layouts_and_five_that_were_not_looked_at_first():
    assert len([name for name in FILES if name.endswith(".xlsx")]) >= 8 and len(FILES) >= 14
    assert set(json.loads(EXPECTED.read_text("utf-8"))) == set(FILES)
