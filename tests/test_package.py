"""The wheel and the sdist hold what git holds: no list of files is kept that could fall behind."""

import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FOLDERS = ("ledger/", "projections/", "commands/", "govledger.py")


@pytest.fixture(scope="module")
def tracked():
    """The files of the checkout that git has, or would have once they are added."""
    if not (ROOT / ".git").exists():
        pytest.skip("what git tracks can only be asked in a checkout of git")
    # Whoever runs the tests need not own the checkout.
    git = ["git", "-c", "safe.directory=*", "-C", str(ROOT)]
    listed = subprocess.run(
        [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


def wheel(root, folder):
    """The files of a wheel made of `root`, and their bytes; not its own about itself."""
    (made,) = WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(made) as archive:
        return {n: archive.read(n) for n in archive.namelist() if ".dist-info/" not in n}


def sdist(root, folder):
    """Where an sdist made of `root` is, unpacked."""
    (made,) = SdistBuilder(str(root)).build(directory=str(folder), versions=["standard"])
    with tarfile.open(made) as archive:
        # Python before 3.11.4 has no filters; what is unpacked was made here.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(folder, **safely)
    (unpacked,) = (path for path in Path(folder).iterdir() if path.is_dir())
    return unpacked


def files(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_the_wheel_holds_every_tracked_file_of_the_packages_and_nothing_else(tracked, tmp_path):
    assert set(wheel(ROOT, tmp_path)) == {name for name in tracked if name.startswith(FOLDERS)}


def test_the_sdist_holds_every_tracked_file_and_nothing_else(tracked, tmp_path):
    assert files(sdist(ROOT, tmp_path)) == tracked | {"PKG-INFO"}


def test_a_wheel_made_of_the_sdist_is_the_same_to_the_byte(tmp_path):
    unpacked = sdist(ROOT, tmp_path / "sdist")
    assert wheel(unpacked, tmp_path / "one") == wheel(ROOT, tmp_path / "other")


def test_a_new_file_is_packed_without_being_listed_and_an_ignored_one_is_not(tmp_path):
    copy = tmp_path / "copy"
    for name in files(sdist(ROOT, tmp_path / "sdist")) - {"PKG-INFO"}:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    new = {
        "ledger/deep/down/new.py",
        "ledger/new.bin",
        "projections/new.sql",
        "projections/deep/new.sql",
        "commands/new.py",
        "commands/web/templates/icons/new.svg",
        "commands/reports/new/no-ending",
    }
    ignored = {"commands/__pycache__/new.cpython-311.pyc", "ledger/node_modules/new.js"}
    for name in new | ignored:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(b"# new\n")
    packed = set(wheel(copy, tmp_path / "wheel"))
    assert new <= packed
    assert not ignored & packed
    assert new <= files(sdist(copy, tmp_path / "new-sdist"))


def test_what_stands_in_the_root_is_text(tracked):
    """A wheel that pip left there was once kept with a change."""
    root = sorted(name for name in tracked if "/" not in name)
    assert "pyproject.toml" in root
    assert [name for name in root if b"\0" in (ROOT / name).read_bytes()] == []
