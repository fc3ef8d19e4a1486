"""The demo's ledger gives the answers that West Mercia's papers give."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import run
from commands.desk.app import App
from ledger.book import Ledger
from ledger.verify import verify
from projections import Projections

ROOT = Path(__file__).parent.parent
PANEL = date(2018, 11, 27)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Projections]:
    path = tmp_path_factory.mktemp("demo") / "west-mercia.ledger"
    before = {name: os.environ.get(name) for name in ("GOVLEDGER_ACTOR", "GOVLEDGER_NOW")}
    Ledger.create(path)
    os.environ["GOVLEDGER_ACTOR"] = "Jackie Irvin"
    for file in sorted([*(ROOT / "demo").glob("*.batch"), *(ROOT / "demo").glob("*.minutes")]):
        clock = re.search(r"^(?:#|//) clock: (\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert clock is not None, file
        os.environ["GOVLEDGER_NOW"] = clock[1]
        command = ["batch"] if file.suffix == ".batch" else ["minute", "--file"]
        run([*command, str(file)], App(str(path)))
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
    with Projections(Ledger.open(path, read_only=True)) as projections:
        yield projections


def ask(demo: Projections, name: str, as_of: date = PANEL, **rest: Any) -> list[dict[str, Any]]:
    columns, rows = demo.ask(name, as_of=as_of, **rest)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def test_there_are_thirteen_actions_with_their_owners_and_states(demo: Projections) -> None:
    found = [
        (row["ref"], row["owners"], row["status"])
        for row in sorted(ask(demo, "action_status"), key=lambda row: str(row["ref"]))
    ]
    assert found == [
        ("A-2016-001", [], "superseded"),  # Track my Crime: by the options paper
        ("A-2016-002", [], "closed"),  # soft skills: briefing paper
        ("A-2016-003", [], "closed"),  # victim satisfaction: briefing paper
        ("A-2016-004", [], "open"),  # Head of Crime briefing: arranged
        ("A-2016-005", [], "closed"),  # Scrutiny Committee reports: provided
        ("A-2016-006", ["PCC"], "open"),  # CPS lead: arranged
        ("A-2016-007", ["DCC"], "open"),  # options paper
        ("A-2016-008", ["PCC", "CC"], "closed"),  # press statement: completed when raised
        ("A-2017-001", ["PCC"], "open"),  # sickness
        ("A-2017-002", ["PCC", "CC"], "open"),  # Central Motorway Patrol Group
        ("A-2018-001", ["ACC"], "open"),  # unresourced incidents
        ("A-2018-002", ["CEX", "HFO"], "open"),  # Safer Roads Partnership
        ("A-2018-003", ["ACC"], "open"),  # drug testing kits
    ]


def test_eight_are_open_on_28_february_2018(demo: Projections) -> None:
    rows = ask(demo, "open_actions", date(2018, 2, 28))
    assert {row["ref"] for row in rows} == {
        "A-2016-004",
        "A-2016-006",
        "A-2016-007",
        "A-2017-001",
        "A-2017-002",
        "A-2018-001",
        "A-2018-002",
        "A-2018-003",
    }
    (options_paper,) = [row for row in rows if row["ref"] == "A-2016-007"]
    assert (options_paper["due"], options_paper["overdue"]) == (date(2016, 7, 26), True)


def test_eleven_items_of_effectiveness_are_not_closed_and_the_panel_was_told_of_each(
    demo: Projections,
) -> None:
    rows = ask(demo, "told_to_panel", inspection="EFF17")
    assert [row["ref"] for row in rows] == [
        *(f"EFF17/{area}-AFI{number}" for area in ("PC", "PV") for number in (1, 2, 3)),
        *(f"EFF17/SOC-R{number}" for number in (1, 2, 3, 4, 5)),
    ]
    assert all(row["status"] in ("open", "in progress") for row in rows)
    assert all(row["told_to"] == "PANEL/2018-11-27" and row["told"] for row in rows)
    assert {row["ref"].split("/")[1]: row["paragraph"] for row in rows} == {
        "PC-AFI1": "7-10",
        "PC-AFI2": "11",
        "PC-AFI3": "12",
        "PV-AFI1": "14-15",
        "PV-AFI2": "16-18",
        "PV-AFI3": "19",
        "SOC-R1": "21-22",
        "SOC-R2": "23-24",
        "SOC-R3": "25",
        "SOC-R4": "26-27",
        "SOC-R5": "28",
    }


def test_legitimacy_states_eight_and_lists_seven(demo: Projections) -> None:
    rows = {row["inspection"]: row for row in ask(demo, "inspection_summary")}
    counts = {
        ref: (row["afis_stated"], row["afis_listed"], row["mismatch"]) for ref, row in rows.items()
    }
    assert counts == {
        "EFF15": (None, 0, False),
        "EFF17": (6, 6, False),
        "EFY17": (2, 2, False),
        "LEG17": (8, 7, True),
    }
    assert rows["EFF17"]["overall"] == "requires improvement"
    assert rows["EFF17"]["grades"] == ["SOC: inadequate"]
    assert (rows["EFF17"]["recommendations_stated"], rows["EFF17"]["not_closed"]) == (5, 11)
    assert rows["EFY17"]["overall"] == "good"


def test_the_minute_of_february_2018_says_nothing_where_the_ledger_holds_five(
    demo: Projections,
) -> None:
    rows = ask(demo, "outstanding_matters", meeting="HTA/2018-02-27")
    assert {row["minute_says"] for row in rows} == {"no outstanding matters"}
    actions = [row for row in rows if row["matter"] == "action"]
    assert [row["ledger_holds"][:10] for row in actions] == ["open since"] * 5


def test_cyber_crime_was_put_off_in_june_2016_and_never_came_back(demo: Projections) -> None:
    rows = ask(demo, "outstanding_matters", meeting="HTA/2018-02-27")
    (item,) = [row for row in rows if row["matter"] == "deferred item"]
    assert item["ref"].startswith("HTA/2016-06-28 4a")
    assert item["ledger_holds"] == "deferred since 28 June 2016"


def test_the_correction_of_march_2018_is_known_from_then_on(demo: Projections) -> None:
    def owner(known_by: date) -> Any:
        rows = ask(demo, "open_actions", date(2018, 2, 28), known_by=known_by)
        return {row["ref"]: row["owners"] for row in rows}["A-2018-003"]

    assert owner(date(2018, 2, 28)) == ["DCC"]
    assert owner(date(2018, 3, 1)) == ["ACC"]


def test_one_post_has_another_holder_two_years_on(demo: Projections) -> None:
    demo.prepare("post_state")

    def holders(on: str) -> dict[str, str]:
        query = f"SELECT ref, holder FROM post_state(as_of := '{on}')"
        return dict(demo.connection.execute(query).fetchall())

    assert holders("2016-06-28")["DCC"] == "Anthony Bangham"
    assert holders("2018-02-27")["CC"] == "Anthony Bangham"


def test_what_changed_between_two_panels_adds_up(demo: Projections) -> None:
    (row,) = ask(demo, "changes_between", **{"from": "2016-06-27", "to": "2018-11-27"})
    counts = [row[name] for name in ("opening", "opened", "reopened", "left", "closing")]
    # Six of May; two of June, two of 2017, three of 2018; five left on 28 June 2016.
    assert counts == [6, 7, 0, 5, 8]
    assert row["balances"] == "yes"


def test_the_demo_verifies_and_every_event_has_its_clock_set(demo: Projections) -> None:
    report = verify(demo.ledger)
    assert report.ok, report.problems
    instants = [recorded.envelope for recorded in demo.ledger.after(0)]
    assert {envelope.clock for envelope in instants} == {"set"}
    late = [e for e in instants if e.recorded_at.date() < e.effective_on]
    assert late == []


@pytest.mark.skipif(
    not (ROOT.parent / "shared" / "documents").is_dir(),
    reason="the papers (../shared/documents) are not here",
)
def test_every_source_names_a_paper_by_its_hash_and_lines_that_are_there(
    demo: Projections,
) -> None:
    from hashlib import sha256

    lines = {}
    for paper in (ROOT.parent / "shared" / "documents").glob("*.txt"):
        text = paper.read_bytes()
        lines[sha256(text).hexdigest()] = text.count(b"\n") + 1
    cited = 0
    for recorded in demo.ledger.after(0):
        source, digest = recorded.envelope.source, recorded.envelope.source_sha256
        if source is not None:
            cited += 1
            assert digest in lines, source
            numbers = [int(n) for n in re.findall(r"\d+", source.rpartition(":")[2])]
            assert numbers and max(numbers) <= lines[digest], source
    assert cited > 250
