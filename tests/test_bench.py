"""The whole bench runs, on ledgers small enough for a test: what it measures there is no matter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MEASURES = {path.stem for path in (ROOT / "scripts/_bench/measures").glob("[a-z]*.py")}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The bench whole, at 2,000 events, held against the version that is here."""
    kept = tmp_path_factory.mktemp("bench")
    path = os.pathsep.join([str(ROOT), str(ROOT / "scripts")])
    env = os.environ | {"PYTHONPATH": path, "GOVLEDGER_BENCH": str(kept)}
    words = ["-m", "_bench", "--events", "2000", "--runs", "1", "--against", "HEAD", "--json"]
    return subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, text=True, env=env
    )


@pytest.mark.slow
def test_each_measurement_yields_figures_and_none_is_refused(
    said: subprocess.CompletedProcess[str],
) -> None:
    assert said.returncode == 0, said.stderr
    figures = json.loads(said.stdout)
    assert {figure["measure"] for figure in figures} == MEASURES
    assert all(figure["value"] >= 0 for figure in figures)


@pytest.mark.slow
def test_no_target_is_in_milliseconds(said: subprocess.CompletedProcess[str]) -> None:
    aimed = [f for f in json.loads(said.stdout) if f["met"] is not None]
    assert {figure["unit"] for figure in aimed} & {"ms", "s"} == set()


@pytest.mark.slow
def test_every_question_is_held_against_bare_sql(
    said: subprocess.CompletedProcess[str],
) -> None:
    questions = {path.stem for path in (ROOT / "projections/questions").glob("*.sql")}
    names = {f["name"].removeprefix("ask ") for f in json.loads(said.stdout)}
    assert questions <= names
