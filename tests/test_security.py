"""SECURITY.md claims nothing without a test that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_test_that_the_page_names_is_there():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w/]*test_\w+\.py", text))
    there = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(named) > 15
    assert not {
        name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in there)
    }


def test_each_run_of_the_torture_that_it_names_is_one():
    from torture.__main__ import RUNS

    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"torture --only (\w+)", text)
    assert named and set(named) <= set(RUNS)
