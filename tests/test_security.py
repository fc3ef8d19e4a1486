"""SECURITY.md, ARCHITECTURE.md and CONTRIBUTING.md name no test or path that is not there."""

import re
from pathlib import Path

from folded import each

ROOT = Path(__file__).parent.parent
PAGES = ["SECURITY.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"]
PAGES += [
    path.relative_to(ROOT).as_posix()
    for folder in ("ledger", "projections", "commands")
    for path in (ROOT / folder).rglob("README.md")
]


@each("page", PAGES)
def test_every_test_that_a_page_names_is_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"[\w/]*test_\w+\.py", text))
    there = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(named) > 15 or page not in ("SECURITY.md", "ARCHITECTURE.md")
    assert not {
        name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in there)
    }


@each("page", PAGES)
def test_every_file_and_folder_that_a_page_names_is_there(page):
    """From the top of the checkout, or from the folder of the page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    ours = r"(?:(?:ledger|projections|commands|tests|scripts)/[\w/.-]*|[\w/]+\.(?:py|sql|toml))"
    named = {name for name in re.findall(rf"`({ours})`", text) if "test_" not in name}
    if "/" not in page:  # There, verify.py is that of a pack.
        named = {name for name in named if "/" in name}
    places = (ROOT, (ROOT / page).parent)
    patterns = {re.sub(r"\b[A-Z]{3,}\b", "*", name.rstrip("/")) for name in named}
    assert not {
        name for name in patterns if not any(any(place.glob(name)) for place in places)
    }  # fmt: skip


def test_what_a_pack_is_said_to_print_is_what_it_prints():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    said = re.findall(r'`verify\.py` says "([^"]+)"', text)
    prints = (ROOT / "commands/exports/pack/verify.py").read_text(encoding="utf-8")
    assert said and all(words.replace("0", "%d") in prints for words in said)


def test_every_room_says_what_it_is():
    folders = (ROOT / name for name in ("ledger", "projections", "commands"))
    rooms = {path.parent for folder in folders for path in folder.rglob("__init__.py")}
    parts = {
        "gather",
        "render",
        "pack",
        "forms",
        "layouts",
        "contradictions",
        "readers",
    }  # Told of in the README of the room that they are part of.
    assert not {r for r in rooms if not (r / "README.md").exists() and r.name not in parts}
    for page in PAGES[4:]:
        assert (ROOT / page).read_text(encoding="utf-8").startswith(f"# {Path(page).parent}")


def test_each_run_of_the_torture_that_it_names_is_one():
    from torture.__main__ import RUNS

    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"torture --only (\w+)", text)
    assert named and set(named) <= set(RUNS)
