"""An office that used the program as it is meant to be used, and what others hold of its ledger."""

from pathlib import Path
from typing import NamedTuple

from books import copied, filled
from signing import key

from ledger.application import Ledger
from ledger.integrity import checkpoints
from ledger.records import seals
from torture import program

PERSON = "Jane Smith"
PAPER = b"Item 12. The plan had been shared with the three districts.\n"


class Office(NamedTuple):
    """`path`: the ledger, two seals in it, and an event after them. `backup`: the same before the
    second seal. `note` (a file) and `line` (for the minutes): of the last seal, held elsewhere;
    `anchors`: what this machine has seen of it."""

    path: Path
    backup: Path
    note: Path
    line: str
    anchors: Path


def office(folder: Path) -> Office:
    folder.mkdir()
    path, backup, note = (folder / name for name in ("office.ledger", "backup.ledger", "note"))
    filled(path)
    paper, key_file = folder / "paper", program.key_of(folder)
    paper.write_bytes(PAPER)
    program.each(
        path,
        [
            ("post", "define", "ACC", "Assistant Chief Constable"),
            ("post", "appoint", "ACC", PERSON),
            ("action", "evidence", "A-2018-001", "minute 12", "--file", paper),
            ("action", "progress", "A-2018-002", "a letter went", "--key", "letter"),
        ],
    )
    program.seal(path, key_file)
    program.done(path, "action", "progress", "A-2018-003", "after the first seal")
    copied(path, backup)
    program.done(path, "action", "progress", "A-2018-004", "one more")
    program.seal(path, key_file)
    program.done(path, "seal", "--note", note, "--witness", witness(path), "--by", "the Panel")
    program.done(path, "action", "progress", "A-2018-001", "after the last seal")
    ledger = Ledger.open(path, read_only=True)
    line = seals.line(ledger)
    ledger.close()
    return Office(path, backup, note, line, program.anchors(path))


def witness(path: Path) -> Path:
    """The Panel's cosignature of the last seal, as ssh-keygen would write it."""
    ledger, file = Ledger.open(path, read_only=True), path.parent / "cosignature"
    text = key(2).sign_text(seals.named(ledger, None).note.encode(), checkpoints.NAMESPACE)
    ledger.close()
    file.write_text(text)
    return file
