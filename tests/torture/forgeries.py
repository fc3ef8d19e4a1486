"""Forgeries that fit in themselves, and what lies beside the file: told by what others hold.

Each is made on a copy of an office's ledger. Where the file alone can tell nothing it is shown that
`govledger verify` says ok; then a checkpoint kept elsewhere (the note, or the line of the minutes
typed in), and the anchor at opening, must tell.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import forgers
from books import copied, progress, tampering
from mutate import read, refitted
from signing import key

from commands.exports.pack import verify as stranger
from ledger.application import Clock, Ledger
from ledger.store.folder import FolderAttachments
from ledger.store.sqlite.digests import add_digests
from torture import Missed, office, program
from torture.forging import Change, cut, edit, forged, identity, resealed, sql, without_witness
from torture.office import Office
from torture.packs import Files, Verifier, by_file

OWN, TYPED, OPENING = "verify --trusted NOTE", "verify --trusted LINE", "the anchor at opening"
EVERYWHERE = {
    OWN: "does not hold: checkpoint of 21:",
    TYPED: "does not hold: checkpoint of 21:",
    OPENING: "was seen on this machine on 1 March 2018",
}


class Row(NamedTuple):
    name: str
    check: str
    words: str


class Attack(NamedTuple):
    """`how` does it to the open file. `told`: the check of verify that tells of it, and words of
    its sentence; or None, where the file alone cannot tell, and `by` are those who can."""

    name: str
    how: Change
    told: tuple[str, str] | None = None
    by: tuple[str, ...] = tuple(EVERYWHERE)


EDITED = edit("step", "stop")


def planted(digest: str = "00") -> Change:
    """A row that would swallow a command, with the digest that such a row has."""

    def made(raw: sqlite3.Connection) -> None:
        raw.execute("INSERT INTO command_key VALUES ('march', ?, 1, 1)", (digest,))
        add_digests(raw)

    return made


def moved(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE command_key SET first_position = 1, last_position = 1")
    raw.execute("DELETE FROM row_digest WHERE of = 'key letter'")
    add_digests(raw)


def unkeyed(raw: sqlite3.Connection) -> None:
    """The command with a key is forgotten, index and all."""
    raw.execute("DELETE FROM command_key")
    raw.execute("DELETE FROM row_digest WHERE of = 'key letter'")


OFFICE, OTHER = key(program.KEY), key(9)
PUT_IN = "layout", "the key march is in"
NOT_SO = "the index of keys", "the key letter is not in the index of keys as its events have it"
KEYED = "the rows beside", "the key letter is missing, or not what was stored"
PERSONAL = "personal values"
ATTACKS = [
    Attack("whole rewrite", forged(EDITED), ("seals", "do not have the root that was signed")),
    Attack("whole rewrite, the seals made to fit", forged(EDITED, resealed(None)),
           ("seals", "its signature does not hold")),
    Attack("whole rewrite, sealed with another key",
           forged(EDITED, without_witness, resealed(OTHER, accepted=False)),
           ("seals", "it was signed with a key that was not the seal key then")),
    Attack("whole rewrite with the key, a witness left", forged(EDITED, resealed(OFFICE)),
           ("seals", "signature is of something else")),
    Attack("whole rewrite, the seals cut off", forged(EDITED, cut(17))),
    Attack("whole rewrite with a key of their own",
           forged(EDITED, without_witness, resealed(OTHER))),
    Attack("whole rewrite with the key", forged(EDITED, without_witness, resealed(OFFICE))),
    Attack("truncation, the personal value left", forged(cut(12), unkeyed),
           (PERSONAL, "is kept, though no event holds it")),
    Attack("truncation, head and all", forged(cut(12), sql("DELETE FROM personal"), unkeyed)),
    Attack("truncation of what was not sealed", forged(cut(23)), by=(OPENING,)),
    Attack("identity edited, its digest too", identity(),
           ("seals", "its note is of another ledger")),
    Attack("command key edited", sql("UPDATE command_key SET digest = '00'"), KEYED),
    Attack("command key put in, its digest too", planted(), PUT_IN),
    Attack("command key put in, as if of its hash", planted("pd-v1:" + "0" * 64), PUT_IN),
    Attack("command key moved to other events, its digest too", moved, NOT_SO),
    Attack("command key gone, its digest too", unkeyed,
           ("the index of keys", "the key letter of event 17 is not in the index of keys")),
    Attack("command key gone", sql("DELETE FROM command_key"), KEYED),
    Attack("digest of a command key gone",
           sql("DELETE FROM row_digest WHERE of = 'key letter'"), KEYED),
    Attack("personal value edited",
           sql("UPDATE personal SET value = 'John Smith' WHERE value = 'Jane Smith'"),
           (PERSONAL, "is not the one that was recorded")),
    Attack("its salt edited", sql("UPDATE personal SET salt = zeroblob(32)"),
           (PERSONAL, "is not the one that was recorded")),
    Attack("personal value deleted", sql("DELETE FROM personal"),
           (PERSONAL, "is missing though no erasure names it")),
    Attack("personal value put in",
           sql("INSERT INTO personal VALUES (zeroblob(32), zeroblob(32), 'X')"),
           (PERSONAL, "is kept, though no event holds it")),
]  # fmt: skip


class Copy:
    """A copy of an office's ledger, with its shelf, to do anything to; and who says what of it."""

    def __init__(self, held: Office, folder: Path, source: Path | None = None) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.held, self.path = held, folder / "office.ledger"
        copied(source or held.path, self.path)
        shutil.copytree(f"{held.path}.files", f"{self.path}.files")

    def alone(self) -> list[tuple[str, str]]:
        """What verify says of the file itself: check, sentence."""
        said = program.govledger(self.path, "verify", "--json", remembered=self.path / "none")
        if not said.out:
            raise Missed(f"verify fell: {said.err}")
        verdict = json.loads(said.out)
        found = [(c["about"], words) for c in verdict["checks"] for words in c["problems"]]
        found = found or [("", words) for words in verdict["problems"]]
        if bool(found) != bool(said.code):
            raise Missed(f"verify ends with {said.code} and says {found}")
        return found

    @contextmanager
    def gone(self) -> Iterator[None]:
        """The office's own ledger is taken away, and the copy is there in its stead."""
        away = self.held.path.rename(self.held.path.with_name("away"))
        try:
            yield
        finally:
            away.rename(self.held.path)

    def told_by(self, teller: str) -> tuple[bool, str]:
        """Whether one who holds something of the ledger elsewhere is told, and the words."""
        if teller == OPENING:
            words, seen = ["action", "progress", "A-2018-001", "and on"], self.held.anchors
        else:
            one = self.held.note if teller == OWN else self.held.line
            words, seen = ["verify", "--trusted", str(one)], self.path / "none"
        path = copied(self.path, self.path.with_name("opened.ledger"))
        shutil.rmtree(f"{path}.files", ignore_errors=True)
        shutil.copytree(f"{self.path}.files", f"{path}.files")
        with self.gone() if teller == OPENING else nullcontext():
            said = program.govledger(path, *words, remembered=seen)
        if said.code not in (0, 5, 7):
            raise Missed(f"{teller} fell: {said.err}")
        told = " ".join(said.err.split()).removeprefix("govledger: ")
        told = told.replace(f"{path.parent}/", "")
        return said.code == 5 and EVERYWHERE[teller] in told, told


def rows_of(attack: Attack, copy: Copy) -> list[Row]:
    """Who tells of what was done to the copy; Missed where one does not, or says too much."""
    found = copy.alone()
    if attack.told is not None:
        check, words = attack.told
        by = {said for about, said in found if about in (check, "") and words in said}
        if not by:
            raise Missed(f"{attack.name}: {check} does not tell: {found or 'verify says ok'}")
        return [Row(attack.name, check, min(by))]
    if found:
        raise Missed(f"{attack.name}: not the attack it should be: {found}")
    rows = []
    for teller in EVERYWHERE:
        told, words = copy.told_by(teller)
        if told != (teller in attack.by):
            raise Missed(f"{attack.name}: {teller} {'tells' if told else 'does not tell'}: {words}")
        if told:
            rows.append(Row(attack.name, teller, words))
    return rows


def forgeries(folder: Path) -> list[Row]:
    held, rows, at = office.office(folder / "held"), [], folder / "forged"
    if found := Copy(held, at).alone():
        raise Missed(f"before anything is done to it: {found}")
    for attack in ATTACKS:
        copy = Copy(held, at)
        with tampering(copy.path) as raw:
            attack.how(raw)
        rows += rows_of(attack, copy)
    nothing = Attack("old backup put back", lambda _: None)
    rows += rows_of(nothing, Copy(held, at, held.backup))
    rows += fork(held, at)
    rows += erased_put_back(held, at)
    return [*rows, *clock(held, at), *evidence(held, at), *cache(held, at), *pack(held, at)]


def fork(held: Office, at: Path) -> list[Row]:
    """The office's own key, another history from an old backup on: both notes are shown."""
    copy, key_file = Copy(held, at, held.backup), held.path.parent / "key"
    for number in range(1, 5):
        program.done(copy.path, "action", "progress", f"A-2018-00{number}", "another way")
    theirs = at / "theirs"
    program.seal(copy.path, key_file, "--note", str(theirs))
    shutil.rmtree(program.anchors(copy.path))
    rows = rows_of(Attack("fork", lambda _: None), copy)
    for note in (held.note, theirs):
        if " ".join(note.read_text().split()) not in rows[-1].words:
            raise Missed(f"fork: the anchor does not show {note.name}: {rows[-1].words}")
    return rows


def erased_put_back(held: Office, at: Path) -> list[Row]:
    copy = Copy(held, at)
    with sqlite3.connect(copy.path) as raw:
        mine = "SELECT * FROM personal WHERE value = ?"
        (kept,) = raw.execute(mine, [office.PERSON]).fetchall()
    raw.close()
    program.done(copy.path, "erase", office.PERSON, "--basis", "UK GDPR Art 17", "--yes")
    with tampering(copy.path) as raw:
        raw.execute("INSERT INTO personal VALUES (?, ?, ?)", kept)
    told = PERSONAL, "is still kept, though event"
    return rows_of(Attack("erased value put back", lambda _: None, told), copy)


def clock(held: Office, at: Path) -> list[Row]:
    """No instant goes back, and the event says that the clock did."""
    path = Copy(held, at).path
    ledger = Ledger.open(path, clock=Clock(datetime(2017, 1, 1, tzinfo=UTC)))
    last = ledger.at(ledger.size).envelope.recorded_at
    (late,) = progress(ledger, 1, "earlier, they say")
    ledger.close()
    if late.envelope.recorded_at != last or late.envelope.clock != "behind":
        raise Missed(f"clock turned back: recorded at {late.envelope.recorded_at}")
    words = f"event {late.position} says itself that the clock was behind"
    return [Row("clock turned back", "the event itself", words)]


def evidence(held: Office, at: Path) -> list[Row]:
    """Changed in place, exchanged for another, and taken away."""
    rows = []
    for name, content, told in (
        ("evidence file changed", office.PAPER.replace(b"three", b"seven"), "was changed: its"),
        ("evidence file emptied", b"", "was changed: its SHA-256 is now"),
        ("evidence file taken away", None, "is missing: put a copy back"),
    ):
        copy = Copy(held, at)
        shelf = FolderAttachments(copy.path)
        ((place, _),) = shelf.names()
        place.unlink()
        if content is not None:
            place.write_bytes(content)
        rows += rows_of(Attack(name, lambda _: None, ("files", told)), copy)
    return rows


def cache(held: Office, at: Path) -> list[Row]:
    """A projection is edited: the audit names the cell."""
    path, audit = Copy(held, at).path, ("audit", "projections")
    program.done(path, "rebuild")
    program.done(path, *audit)
    (generation,) = Path(f"{path}.projections").glob("*.duckdb")
    with duckdb.connect(str(generation)) as raw:
        raw.execute("UPDATE events SET title = 'Done' WHERE position = 3")
    said = program.govledger(path, *audit)
    words = [
        line.strip() for line in said.err.splitlines() if "event 3, title: says 'Done'" in line
    ]
    if said.code != 5 or len(words) != 1:
        raise Missed(f"cache edited: audit projections says {said.err or 'nothing'}")
    return [Row("cache edited", "audit projections", words[0])]


def pack(held: Office, at: Path) -> list[Row]:
    """A pack with an event edited and its list made to fit; and one of a ledger wholly rewritten
    with the key, which only what a stranger has from elsewhere tells."""
    rows, verifier = [], by_file(Path(stranger.__file__))
    folder = at / "pack"
    copy = Copy(held, at)
    program.done(copy.path, "export", "audit-pack", "--to", folder)
    files = read(folder)
    edited = files["events.jsonl"].replace(b"step", b"stop", 1)
    for name, data in refitted(files | {"events.jsonl": edited}).items():
        (folder / name).write_bytes(data)
    rows.append(_refused("pack: an event edited, the list too", "verify.py", verifier(folder)))
    copy = Copy(held, at)
    with tampering(copy.path) as raw:
        forged(EDITED, without_witness, resealed(OFFICE))(raw)
    program.done(copy.path, "export", "audit-pack", "--to", folder)
    if not verifier(folder)[0]:
        raise Missed("pack, all rewritten: not the attack it should be")
    for how, given in (("NOTE", str(held.note)), ("LINE", held.line)):
        said = verifier(folder, "--trusted", given)
        rows.append(_refused("pack: of a whole rewrite", f"verify.py --trusted {how}", said))
    return rows + forged_packs(held, at, files, verifier)


def forged_packs(held: Office, at: Path, true: Files, verifier: Verifier) -> list[Row]:
    """A true pack with a false finding, and a checkpoint of all by a key that is not the office's:
    come from nowhere, said to follow a lost one, or to have been signed for."""
    rows, public = [], f"{held.path.parent / 'key'}.pub"
    for name, changes in (
        ("fresh key", ()),
        ("key of a witness", ()),
        ("key lost, it says", (forgers.replaced(OTHER, OFFICE),)),
        ("handover by another", (forgers.replaced(OTHER, OFFICE, by=OTHER),)),
        ("key accepted again", (forgers.accepted(OTHER),)),
    ):
        by = key(2) if "witness" in name else OTHER
        files = forgers.forged(true, *changes, forgers.false_finding, sealed_by=by)
        place, told = _written(files, at / "made"), f"pack: a false finding, {name}"
        for how, given in (("KEY", public), ("NOTE", str(held.note)), ("LINE", held.line)):
            said = verifier(place, "--trusted", given)
            rows.append(_refused(told, f"verify.py --trusted {how}", said))
            rows.append(_not_unpacked(told, f"unpack --trusted {how}", place, given))
    return rows


def _not_unpacked(name: str, check: str, place: Path, given: str) -> Row:
    to = place.with_name("unpacked.ledger")
    said = program.govledger(to, "unpack", place, "--to", to, "--trusted", given)
    if said.code != 5 or "does not hold, and was not unpacked" not in said.err or to.exists():
        raise Missed(f"{name}: {check} does not tell: {said.err or said.out}")
    return Row(name, check, " ".join(said.err.split()).replace(f"{place.parent}/", ""))


def _written(files: Files, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _refused(name: str, check: str, said: tuple[bool, str]) -> Row:
    accepted, words = said
    if accepted or "DOES NOT HOLD" not in words:
        raise Missed(f"{name}: {check} does not tell: {words}")
    return Row(name, check, " ".join(words.split()))
