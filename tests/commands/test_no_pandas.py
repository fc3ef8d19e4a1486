"""DuckDB looks for pandas, which takes half a second to import: no command lets it find one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ASKED = (["ask", "open_actions", "--as-of", "1/3/18"], ["sql", "select 1 as one"])


@pytest.mark.parametrize("words", ASKED, ids=lambda words: words[0])
def test_a_question_imports_no_pandas(tmp_path, words):
    elsewhere, seen = tmp_path / "elsewhere", tmp_path / "seen"
    elsewhere.mkdir()
    (elsewhere / "pandas.py").write_text(f"open({str(seen)!r}, 'a').write('imported')\n")
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(elsewhere)]),
        "GOVLEDGER_LEDGER": str(tmp_path / "office.ledger"),
        "GOVLEDGER_ANCHORS": str(tmp_path / "anchors"),
        "GOVLEDGER_ACTOR": "J Irvin",
        "GOVLEDGER_NOW": "2018-03-01T10:00",
    }
    for command in (["init"], ["action", "raise", "Do it", "--no-owner"], words):
        subprocess.run([sys.executable, "-m", "commands", *command], check=True, env=env,
                       cwd=tmp_path, capture_output=True)  # fmt: skip
    assert not seen.exists()
