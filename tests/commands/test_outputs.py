"""Whatever a person has written goes to a new place of theirs: not over a link, not among what the
program keeps."""

import ast
import shutil
from pathlib import Path

import pytest
from made import created
from signing import key_file

from commands.menu import main
from ledger.application import Ledger
from ledger.system import contents, disk, paths

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent

# Every way in which a person names where to write: {} is the place.
WRITES = {
    "note": "seal --of seal-5 --note {}",
    "pack": "export audit-pack --to {}",
    "zip": "export audit-pack --to {}.zip",
    "tracker": "export tracker --for HTA --to {}.csv",
    "tables": "export tables --format csv --to {}",
    "answer": "ask open_actions --as-of 1/3/18 --proof {}",
    "feeds": "export feeds --to {}",
    "paper": "report action-log --on 1/3/18 --to {}",
    "copy": "file copy {file} {}",
    "unpack": "unpack pack --to {}",
    "init": "--ledger {} init",
}


ENDS = {"zip": ".zip", "tracker": ".csv"}  # How the name of a file has to end.


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A sealed ledger with a file on its shelf, and a pack of it."""
    folder = tmp_path_factory.mktemp("office")
    key_file(folder / "key", 1)
    (folder / "minute.txt").write_text("what was said")
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.chdir(folder)
        patch.setenv("GOVLEDGER_LEDGER", "office.ledger")
        patch.setenv("GOVLEDGER_ACTOR", "M Clerk")
        patch.setenv("GOVLEDGER_NOW", "2019-03-01T09:00:00")
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        created(folder / "office.ledger")
        for words in (
            ["post", "define", "ACC", "Assistant Chief Constable"],
            ["body", "add", "HTA", "Holding to account"],
            ["action", "raise", "Write it down", "--owner", "ACC", "--on", "1/2/18"],
            ["document", "register", "minute", "Minutes", "--file", "minute.txt"],
            ["seal", "--seal-key", "key", "--note", "note"],
            ["export", "audit-pack", "--to", "pack"],
        ):
            main(words)
        main(["ask", "open_actions", "--as-of", "1/3/18"])
    return folder


@pytest.fixture
def office(whole, tmp_path, monkeypatch):
    folder = tmp_path / "office"
    shutil.copytree(whole, folder, symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GOVLEDGER_LEDGER", "office.ledger")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(folder / "state", tmp_path / "state")
    return folder


def everything(folder: Path) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_dir():
            found[name] = "folder"
        elif not name.endswith(("-shm", "-wal")):  # A reader makes these two, and they go again.
            found[name] = path.read_bytes()
    return found


def refused(how: str, place: Path, capsys) -> tuple[int, str]:
    names = [p.name for p in Path("office.ledger.files").rglob("*") if p.is_file()]
    assert len(names) == 2  # A paper, and its reading.
    name = names[0]
    words = [word.format(place, file=name) for word in WRITES[how].split()]
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0), capsys.readouterr().err


def linked(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "minute.txt")
    return folder / "link"


def linked_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    (folder / "link").symlink_to(folder / "empty")
    return folder / "link"


def dangling(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "nowhere")
    return folder / "link"


def under_dangling(folder: Path) -> Path:
    (folder / "link").symlink_to(folder / "nowhere")
    return folder / "link" / "new"


LINKS = [linked, linked_folder, dangling, under_dangling]


@pytest.mark.parametrize("link", LINKS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("how", WRITES)
def test_nothing_is_written_over_a_link_or_through_one_that_dangles(office, how, link, capsys):
    place = link(office)
    if how in ENDS and link is not under_dangling:
        place = place.rename(place.with_name(f"link{ENDS[how]}")).with_suffix("")
    before = everything(office)
    code, said = refused(how, place, capsys)
    assert code == 1 and ("is a link," in said or "is a link to nothing" in said), said
    assert everything(office) == before


# A copy and a tracker are written into a file that is made new, or refused, before anything else.
@pytest.mark.parametrize("how", sorted(WRITES.keys() - {"note", "copy", "tracker"}))
@pytest.mark.parametrize(("where", "when"), [(paths, "no_folder"), (disk, "put_new")])
def test_what_another_command_made_meanwhile_stays(office, how, where, when, monkeypatch, capsys):
    """Just after it was checked that nothing is there, and just before it is put there."""
    next_step, theirs = getattr(where, when), []

    def late(*files: Path) -> object:
        to = files[-1]
        if to.absolute().parent == office:
            if how not in ("zip", "unpack", "init"):
                to.mkdir()
                to /= "theirs"
            to.write_text("theirs")
            theirs.append(to)
        return next_step(*files)

    monkeypatch.setattr(where, when, late)
    before = Ledger.open("office.ledger", read_only=True).size
    code, said = refused(how, Path("place"), capsys)
    assert code == 1 and "already exists" in said.splitlines()[-1], said
    assert theirs[0].read_text() == "theirs"
    assert Ledger.open("office.ledger", read_only=True).size == before


OWN = [
    "office.ledger.files/new",
    "office.ledger.files/aa/new",
    "office.ledger.projections/new",
    "office.ledger-wal",
    "office.ledger-journal",
    "OFFICE.LEDGER.files/../office.ledger.files/new",
    "through/new",
    "../state/govledger/new",
    "../state/govledger/anchors/new",
    "../cache/govledger/new",
]


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("how", WRITES)
def test_nothing_is_written_among_what_the_program_keeps(office, how, own, capsys):
    (office / "through").symlink_to("office.ledger.files")
    place = office / own
    if place.name == "new":
        place.parent.resolve().mkdir(parents=True, exist_ok=True)
    elif how in ENDS:
        pytest.skip("the name of such a file ends in another way")
    else:
        place.unlink(missing_ok=True)
    before = everything(office.parent)
    code, said = refused(how, place, capsys)
    assert code == 1 and "keeps its own files" in said, said
    assert everything(office.parent) == before


def test_what_only_looks_like_a_ledgers_folder_is_a_folder(office, capsys):
    (office / "notes").write_text("no ledger")
    (office / "notes.files").mkdir()
    main(["export", "audit-pack", "--to", "notes.files/pack"])
    assert (office / "notes.files" / "pack" / "verify.py").is_file()


def test_a_note_that_cannot_be_written_is_refused_before_anything_is_sealed(office, capsys):
    main(["action", "progress", "A-2018-001", "sent"])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["seal", "--seal-key", "key", "--note", "office.ledger.files/note"])
    assert "keeps its own files" in capsys.readouterr().err
    main(["seal", "--seal-key", "key", "--note", "note"])
    assert contents.text(office / "note", 1 << 20).startswith("govledger/")


def test_whoever_writes_what_a_person_names_asks_where():
    """A command with a place to write calls `output`, and nothing but `put` and those that make
    whole folders write."""
    writers = {
        "commands/session/places.py",
        "commands/sqlshell/prompt.py",  # Its own history.
        "commands/imports/maps.py",  # Kept beside the ledger, as the program's own.
        "commands/terminal/streams.py",
        "commands/minutes/draft.py",
        "commands/exports/pack/making.py",
        "commands/reports/render/docx.py",
        "commands/reports/render/files.py",
        "commands/reports/render/pdf.py",
        "commands/reports/publish.py",
        "commands/reports/tables.py",
        "commands/reports/render/xlsx.py",
        "commands/reports/follow.py",
    }
    found = set()
    for file in (ROOT / "commands").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        name = file.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            modes = [a.value for a in node.args if isinstance(a, ast.Constant)]
            opens = called == "open" and any(m in ("w", "x", "a", "wb", "xb", "ab") for m in modes)
            if opens or called in ("write_text", "write_bytes", "touch"):
                found.add(name)
            if called in ("whole", "make") and name.startswith("commands/cli/export"):
                assert "output(app, to)" in text, name
    assert found <= writers, found - writers
