"""What the status of a tracker comes to: nothing is closed that it does not say is done."""

import json

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return office


def read(desk, tmp_path, status, more=""):
    cells = f'Ref,Action,Owner,Status\n1,Count them,CC,"{status}"\n'
    (tmp_path / "t.csv").write_bytes(cells.encode())
    return json.loads(desk.done(f"import t.csv --body HTA {more} --json").out)


NOT_DONE = (
    *(
        "Closed by June",
        "Complete by year end",
        "Closed by Easter",
        "Complete / ongoing",
        "Done: no",
    ),
    *(
        "Closed in error - reopened",
        "Completed phase 1",
        "Complete in 3 of 4 areas",
        "Complete 80%",
    ),
    *("Complete once the policy is signed", "Complete - further work needed", "Completed soon"),
    *("Complete excluding training", "Complete - policy to be written", "Closed incomplete", "Y/N"),
    *("Closed - disputed by CEX", "Closed, rejected by CEX", "Complete; delivered without testing"),
)


@pytest.mark.parametrize(
    "status",
    [
        *("Complete - TBC", "Complete – evidence awaited", "Closed, to be ratified by CEX"),
        *("Complete - under review", "Complete; needs approval", "Complete - evidence required"),
    ],
)
def test_what_somebody_is_still_to_agree_is_complete_on_its_owners_word(desk, tmp_path, status):
    found = read(desk, tmp_path, status, "--verified-by CEX")
    assert found["proposed"][0]["commands"][-1].startswith("action complete")
    assert found["not_understood"] == []


@pytest.mark.parametrize(
    ("status", "comes_to"),
    [
        ("Green – complete", "action complete"),
        ("Blue (closed)", "action complete"),
        ("Amber – part complete", "action claim"),
        ("Red/overdue", "action claim"),
        ("Risk accepted", "action withdraw"),
        ("CLOSED by CEX 01/03/2018", "action close"),
        ("Closed by CC 01/03/2018", "action complete"),
        ("Closed by the Board", "action complete"),
        ("Completed by CEX", "action complete"),
        ("Complete by 31/3/2019", "action claim"),
        ("Closed by Friday", "action claim"),
        ("Closed by the CEX on 1 March 2018", "action close"),
        ("Closed at the meeting by CEX", "action close"),
        ("Closed - report written by CEX", "action complete"),
        ("Closed at a meeting chaired by CEX", "action complete"),
        ("Complete. Ongoing monitoring by CEX", "action complete"),
        ("Complete - no further action", "action complete"),
        ("Closed 31/12/2099", "action claim"),
        ("Closed - superseded by 7", "action withdraw"),
        ("Complete - verified by CEX and ready to be published", "action claim"),
        *((one, "action claim") for one in NOT_DONE),
    ],
)
def test_what_a_status_comes_to(desk, tmp_path, status, comes_to):
    (row,) = read(desk, tmp_path, status)["proposed"]
    assert row["commands"][-1].startswith(comes_to)


@pytest.mark.parametrize("status", ["Not closed", "Not yet done", "not delivered"])
def test_what_is_not_closed_is_open(desk, tmp_path, status):
    assert read(desk, tmp_path, status)["not_understood"] == []


@pytest.mark.parametrize(
    ("status", "by"),
    [
        ("Reported complete by CEX", "CEX"),
        ("Complete, by CEX, to be verified", "CEX"),
        ("Complete - to be verified by CEX", "CC"),
        ("Complete - awaiting sign-off by CEX", "CC"),
        ("Closed by CEX, evidence awaited", "CC"),
    ],
)
def test_who_is_to_verify_it_does_not_report_it(desk, tmp_path, status, by):
    (row,) = read(desk, tmp_path, status)["proposed"]
    assert row["commands"][-1].startswith("action complete")
    assert f"--by {by} " in row["commands"][-1]
