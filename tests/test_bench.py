"""The whole bench runs, on ledgers small enough for a test: what it measures there is no matter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MEASURES = {path.stem for path in (ROOT / "scripts/_bench/measures").glob("[a-z]*.py")}


@pytest.mark.slow
@pytest.mark.longest
def test_each_measurement_yields_figures_and_every_question_is_held_against_bare_sql(
    tmp_path: Path,
) -> None:
    """The bench whole, at 2,000 events, held against the version that is here: it is run once."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "scripts")])
    env = os.environ | {"PYTHONPATH": path, "GOVLEDGER_BENCH": str(tmp_path)}
    words = ["-m", "_bench", "--events", "2000", "--runs", "1", "--against", "HEAD", "--json"]
    said = subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, text=True, env=env
    )
    assert said.returncode == 0, said.stderr
    figures = json.loads(said.stdout)
    assert {figure["measure"] for figure in figures} == MEASURES
    assert all(figure["value"] >= 0 for figure in figures)
    questions = {path.stem for path in (ROOT / "projections/questions").glob("*.sql")}
    assert questions <= {figure["name"].removeprefix("ask ") for figure in figures}
    aimed = [figure for figure in figures if figure["met"] is not None]
    assert aimed and {figure["unit"] for figure in aimed} & {"ms", "s"} == set()
