"""A file that somebody names is read without waiting, and no further than it may be long."""

import ast
import os
import subprocess
from pathlib import Path

import forked
import pytest
from folded import each
from signing import key_file

from ledger.system import contents

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
LEDGER = "office.ledger"

# Every way in which a person names a file to be read: {} is the file.
READS = {
    "batch": "batch {}",
    "minute": "minute --file {}",
    "trusted": "verify --trusted {}",
    "proof": "verify --proof {}",
    "proof trusted": "verify --proof note --trusted {}",
    "sign": "post define ACC Assistant --sign {}",
    "passphrase": "post define ACC Assistant --sign locked --passphrase-file {}",
    "seal key": "seal --seal-key {}",
    "witness": "seal --witness {} --by Panel",
    "timestamp": "seal --timestamp {}",
    "accept": "key accept Jackie --file {}",
    "witness key": "witness accept Panel --file {}",
    "new key": "key rotate --seal-key open --to {}",
    "office": "office add WMP --seal-key {}",
    "paper": "document register minute Minutes --file {}",
    "table": "import {} --body HTA",
    "evidence": "action evidence A-2018-001 shown --file {}",
    "source": "action raise Write --owner ACC --on 1/2/18 --source {}",
    "unpack": "unpack {} --to new.ledger",
    "ledger": "--ledger {} verify",
    "init": "--ledger {} init",
}


def endless(kind: str, folder: Path) -> Path:
    path = folder / "named"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(1 << 42)
    return path


def run(folder: Path, *words: str, given: object = subprocess.DEVNULL, **more: str):
    """The exit code, and what was told, within a bound of memory."""
    limited = "import resource; resource.setrlimit(resource.RLIMIT_AS, (3 << 30,) * 2);"
    env = {**os.environ, "GOVLEDGER_LEDGER": LEDGER, **more}
    done = forked.run(words, code=limited + forked.COMMAND, stdin=given, cwd=folder, env=env)
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    for name, secret in (("open", ""), ("locked", "secret")):
        key_file(folder / name, 1, secret or None)
    begun = ["init", "post define ACC Assistant", "action raise Write --owner ACC --on 1/2/18"]
    for words in [*begun, "seal --seal-key open", "post define DCC Deputy"]:
        code, said = run(folder, *words.split())
        assert code == 0, said
    (folder / "note").write_text("{}")
    return folder


@each("kind", ["pipe", "device", "long"])
@each("how", READS)
def test_no_file_that_is_named_is_waited_for_or_read_without_end(office, tmp_path, how, kind):
    named = endless(kind, tmp_path)
    before = {path.name: path.stat().st_size for path in office.iterdir()}
    code, said = run(office, *(word.format(named) for word in READS[how].split()))
    assert code in (1, 2, 3, 4, 5, 6), said
    assert str(named) in said or str(named.resolve()) in said, "the file is named"
    assert {path.name: path.stat().st_size for path in office.iterdir()} == before


@each("kind", ["pipe", "device", "long"])
@each("what", ["config", "anchor"])
def test_nor_is_one_of_the_settings(office, tmp_path, what, kind):
    named = endless(kind, tmp_path)
    (tmp_path / "govledger").mkdir()
    if what == "config":
        named.rename(tmp_path / "govledger" / "config.toml")
        code, said = run(office, "ask", "open_actions", XDG_CONFIG_HOME=str(tmp_path))
        assert (code, "config.toml cannot be read: it is" in said) == (2, True), said
    else:
        (anchors := tmp_path / "anchors").mkdir()
        first, second = (("post", "define", f"{kind.upper()}{n}", f"{kind} {n}") for n in (1, 2))
        assert run(office, *first, GOVLEDGER_ANCHORS=str(anchors))[0] == 0
        for file in list(anchors.iterdir()):
            file.unlink()
            os.link(named, file, follow_symlinks=False)
        code, said = run(office, *second, GOVLEDGER_ANCHORS=str(anchors))
        assert (code, "cannot be read" in said) == (5, True), said


# Of which any file will do; a minute's is the only one, and names its line.
ANY_FILE = {"evidence", "source", "paper", "minute", "passphrase", "batch", "table"}
NOT_WHAT_IS_WANTED = {
    "empty": b"", "words": b"The minutes are with the clerk.\n", "binary": bytes(range(128, 256)),
    "private": b"-----BEGIN OPENSSH PRIVATE KEY-----\nQUJD\n-----END OPENSSH PRIVATE KEY-----\n",
    "another kind of key": b"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB\n", "JSON": b"{}",
}  # fmt: skip


@each("what", NOT_WHAT_IS_WANTED)
@each("how", sorted(READS.keys() - ANY_FILE))
def test_a_file_that_is_not_what_is_wanted_is_named(office, tmp_path, how, what):
    """Who gives three files must know which of them is meant."""
    (named := tmp_path / "named").write_bytes(NOT_WHAT_IS_WANTED[what])
    words = (word.format(named) for word in READS[how].split())
    code, said = run(office, *words, GOVLEDGER_NOW="")  # The office is of today.
    assert code in (1, 2, 5, 6) and "Traceback" not in said, said
    assert str(named) in said, said


@each("words", ["batch -", "minute --file -", "sql -"])
def test_standard_input_without_an_end_is_refused(office, words):
    with Path("/dev/zero").open("rb") as zeros:
        code, said = run(office, *words.split(), given=zeros)
    assert code == 2 and "Standard input is longer than" in said


def test_a_file_of_the_greatest_length_is_read_and_one_of_a_byte_more_is_not(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * (1 << 20))
    assert len(contents.read(tmp_path / "a", contents.SHORT)) == 1 << 20
    (tmp_path / "a").write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(OSError, match="it is larger than 1 MiB"):
        contents.read(tmp_path / "a", contents.SHORT)


# These read files of the program itself, or what they have just made; the verifier stands alone.
OWN = {
    "commands/menu.py",
    "commands/exports/pack/making.py",
    "commands/exports/pack/verify.py",
    "commands/papers/archive.py",  # Bytes that were read already, as is the next.
    "commands/papers/forms/pdf.py",
    "commands/reports/answered.py",  # What it wrote itself a moment ago.
    "commands/reports/render/files.py",
    "ledger/system/contents.py",
    "ledger/system/disk.py",
    "ledger/system/installation.py",
    "ledger/store/sqlite/header.py",
    "ledger/store/sqlite/opening.py",
    "ledger/store/sqlite/waiting.py",  # Of /proc.
    "projections/digests.py",  # Generations, which it opens as plain files, and its own notes.
}


ALL_OF_IT = ("read_text", "read_bytes", "copyfile", "copy2")


def test_no_other_code_reads_a_file():
    """Whoever reads what a person names calls ledger/system/contents.py."""
    found = set()
    for folder in ("commands", "ledger", "projections"):
        for file in (ROOT / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            named = any(name in text for name in ("open", *ALL_OF_IT))
            for node in ast.walk(ast.parse(text)) if named else ():
                if isinstance(node, ast.Call) and _reads(node):
                    found.add(file.relative_to(ROOT).as_posix())
    assert found <= OWN, found - OWN


def _reads(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    modes = [a.value for a in call.args if isinstance(a, ast.Constant) and type(a.value) is str]
    if name == "open" and isinstance(call.func, ast.Attribute):
        other = getattr(call.func.value, "id", "") in ("os", "Ledger", "webbrowser", "zipfile")
        return not other and not any(set(mode) & set("wxa") for mode in modes)
    return name in ALL_OF_IT or (
        name == "open" and not any(set(mode) & set("wxa") for mode in modes)
    )


def test_the_ledger_itself_is_read_as_no_paper_while_it_is_open(office):
    """To open its file and close it again would drop the locks by which others know of us."""
    for words in ("document register own Own --file", "action raise X --owner ACC --source"):
        code, said = run(office, *words.split(), LEDGER)
        assert code == 2 and "it is the ledger itself" in said
