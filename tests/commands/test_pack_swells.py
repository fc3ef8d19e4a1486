"""An audit pack in a ZIP is refused before it swells, whatever the ZIP tells of itself."""

import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from folded import each
from packs import office, packed, verified

from commands.exports.pack import verify
from commands.exports.pack.unpacking import unpack
from ledger.errors import Broken

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
MIB = 1 << 20


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs")
    ledger = office(folder / "office.ledger")
    packed(ledger, folder / "pack.zip")
    ledger.close()
    return folder / "pack.zip"


def swollen(pack: Path, to: Path, size: int, told: int | None = None) -> Path:
    """The pack with its events drawn out by blanks; `told`: as many bytes as the ZIP says."""
    how = {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 1}
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(to, "w", **how) as new:
        for one in old.infolist():
            with new.open(one.filename, "w") as out:
                out.write(old.read(one))
                if one.filename == "events.jsonl":
                    for _ in range(size // MIB):
                        out.write(b" " * MIB)
    if told is not None:
        data = bytearray(to.read_bytes())
        with zipfile.ZipFile(to) as made:
            said = struct.pack("<L", made.getinfo("events.jsonl").file_size)
        assert data.count(said) >= 1
        to.write_bytes(data.replace(said, struct.pack("<L", told)))
    return to


def verified_within(place: Path, most: int) -> tuple[int, str]:
    """What the verifier ends with and says, in a process that gets no more memory than `most`."""
    script = str(ROOT / "commands" / "exports" / "pack" / "verify.py")
    begun = (
        f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, ({most}, {most}));"
        f"sys.argv = ['', {str(place)!r}]; runpy.run_path({script!r}, None, '__main__')"
    )
    ran = subprocess.run([sys.executable, "-c", begun], capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout + ran.stderr


def test_a_small_zip_that_would_swell_to_gigabytes_is_not_unpacked(pack, tmp_path):
    bomb = swollen(pack, tmp_path / "bomb.zip", 1536 * MIB)
    assert bomb.stat().st_size < 8 * MIB
    assert verified_within(bomb, 512 * MIB) == (1, "DOES NOT HOLD: its ZIP swells too much\n")
    with pytest.raises(Broken, match="does not hold, and was not unpacked: its ZIP swells"):
        unpack(bomb, tmp_path / "new.ledger", [])
    assert sorted(tmp_path.iterdir()) == [bomb]


def test_a_zip_that_tells_less_than_it_has_is_read_only_so_far(pack, tmp_path):
    bomb = swollen(pack, tmp_path / "bomb.zip", 1024 * MIB, told=1000)
    code, said = verified_within(bomb, 512 * MIB)
    assert code == 1 and said.startswith("DOES NOT HOLD: ") and "memory" not in said


def changed(pack: Path, to: Path, change) -> Path:
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(to, "w") as new:
        for one in old.infolist():
            change(new, one, old.read(one))
    return to


def link(new, one, data):
    if one.filename == "personal.jsonl":
        one.external_attr, data = 0o120777 << 16, b"/etc/passwd"
    new.writestr(one, data)


def packed_otherwise(new, one, data):
    new.writestr(one.filename, data, zipfile.ZIP_BZIP2)


def elsewhere(name):
    def change(new, one, data):
        new.writestr(one, data)
        if one.filename == "README.txt":
            new.writestr(name, b"x")

    return change


@each(
    ("change", "says"),
    [
        (link, "a link"),
        (packed_otherwise, "its ZIP has"),
        (elsewhere("../x"), "does not fit the pack"),
        (elsewhere("/tmp/x"), "does not fit the pack"),
        (elsewhere("files/../../x"), "does not fit the pack"),
        (elsewhere("C:\\x"), "does not fit the pack"),
    ],
)
def test_a_zip_has_plain_files_of_a_pack_and_no_others(pack, tmp_path, change, says):
    bad = changed(pack, tmp_path / "bad.zip", change)
    code, said = verified(bad)
    assert code == 1 and says in said
    with pytest.raises(Broken):
        unpack(bad, tmp_path / "new.ledger", [])
    assert sorted(tmp_path.iterdir()) == [bad]


def test_a_zip_of_very_many_files_is_refused_before_any_is_read(pack, tmp_path, monkeypatch):
    def many(new, one, data):
        new.writestr(one, data)
        if one.filename == "README.txt":
            for number in range(1 << 16):
                new.writestr(f"files/{number:064}", b"")

    bad = changed(pack, tmp_path / "bad.zip", many)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert "too many" in verified(bad)[1]


def test_a_pack_zipped_anew_by_another_program_holds(pack, tmp_path):
    again = swollen(pack, tmp_path / "again.zip", 0)
    assert verified(again)[0] == 0


def test_a_folder_with_a_file_that_never_ends_is_refused_unread(pack, tmp_path):
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(tmp_path / "pack")
    with (tmp_path / "pack" / "events.jsonl").open("r+b") as file:
        file.truncate(1 << 42)
    with pytest.raises(ValueError, match="over 2 GiB"):
        verify.load(tmp_path / "pack")
