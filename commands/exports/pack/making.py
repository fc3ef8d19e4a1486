"""Making an audit pack: the events up to a seal, and everything needed to check them.

    README.txt  verify.py  MANIFEST.sha256 (every other file)
    events.jsonl        one leaf a line, byte for byte what is hashed (ledger/leaf.py)
    proofs.jsonl        for a selection: the roots of the runs of events left out
    checkpoints/        seal-41.note (C2SP), .sig (a witness's SSHSIG), .tsr (RFC 3161)
    allowed_signers     whose keys signed, in the form of ssh-keygen -Y verify -f
    documents.sha256    registered papers and stored files, in the form of sha256sum -c
    personal.jsonl      personal values in clear, with the salt that ties each to its events
    files/              the bytes of stored files (--with-files)
    since               of an update: how many events came before, which are not here
    answer.json         for an answer or a paper (--proof): its rows, and the events of each

The same ledger and seal give the same bytes: nothing in a pack says when or where it was made.
"""

import base64
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from commands.exports.pack import readme, verify
from commands.exports.pack.contents import Derived, Row
from ledger.application import Ledger
from ledger.errors import Broken, Problem, Refused
from ledger.events import Frozen, Recorded
from ledger.fold import standing
from ledger.integrity.checkpoints import printed
from ledger.integrity.verify import verify as whole
from ledger.leaf import leaf
from ledger.privacy import clearance
from ledger.records import seal_keys
from ledger.records.seal_signatures import TimeStamped, Witnessed
from ledger.records.seals import Seal, Sealed, seals
from ledger.registry import split
from ledger.system import disk, installation, paths, underway
from ledger.system.contents import sha256_of

LIST = "MANIFEST.sha256"


class WrittenPack(msgspec.Struct, metaclass=Frozen):
    """A pack: how many events and personal values it contains, the line for the minutes, and the
    SHA-256 that identifies it: of the ZIP, or of a folder's MANIFEST."""

    events: int
    values: int
    line: str
    sha256: str


def make(
    ledger: Ledger,
    to: Path,
    seal: Seal,
    streams: frozenset[str],
    *,
    personal: bool = True,
    files: bool = False,
    answer: str | None = None,
    since: int = 0,
) -> WrittenPack:
    """Make the pack at `to`, a folder or a .zip, whole or not at all. `streams`: those of a
    selection; none for all. `since`: only what followed so many events, for whoever has those.
    `answer`: one that rests on the selection. Raises Refused if something is there already,
    Broken if what was made does not verify."""
    zipped = to.suffix.lower() == ".zip"
    if os.path.lexists(to) and (zipped or not to.is_dir() or any(to.iterdir())):
        raise _taken(to)
    if said := paths.no_folder(to):
        raise Refused(said)
    if since and ledger.hashes_only():
        raise Refused("An update is of all that is new: some of it may be beyond your clearance.")
    if some := [one for one in sorted(streams) if ledger.hashes_only(one)]:
        raise Refused(clearance.notice_of(split(some[0])[1], len(ledger.hashes_only(some[0]))))
    with underway.folder(underway.beside(to)) as work:
        pack = work / "pack"
        options = {"personal": personal, "files": files, "answer": answer, "since": since}
        made = _verified(ledger, pack, seal, streams, **options)
        whole = _zip(pack, work / "zip") if zipped else pack
        pack.chmod(0o700)  # Personal values are in it, in clear.
        digest = sha256_of(whole if zipped else whole / LIST)
        try:
            disk.put_new(whole, to)
        except FileExistsError:  # Another command has made it meanwhile.
            raise _taken(to) from None
        events, values, line = made
        return WrittenPack(events=events, values=values, line=line, sha256=digest)


def _taken(to: Path) -> Refused:
    return Refused(f"{to} already exists. Name a new folder, or a new ZIP.")


def _verified(
    ledger: Ledger, pack: Path, seal: Seal, *args: Any, **options: Any
) -> tuple[int, int, str]:
    """Write it, then verify it as a recipient will who knows the key that signed the seal."""
    try:
        told = _write(ledger, pack, seal, *args, **options)
        verify.check(verify.load(pack), [seal.public_key])
    except (OSError, MemoryError, Problem):
        raise
    except Exception as error:  # The events were tampered with, or it is our own fault.
        if type(error) is not ValueError and whole(ledger).ok:
            raise
        raise Broken(
            f"No pack was made, because it does not verify: {error}. Run: govledger verify"
        ) from error
    return told


def _write(
    ledger: Ledger,
    pack: Path,
    seal: Seal,
    streams: frozenset[str],
    *,
    personal: bool,
    files: bool,
    answer: str | None,
    since: int,
) -> tuple[int, int, str]:
    (pack / "checkpoints").mkdir(parents=True)
    keys = frozenset({f"{seal_keys.RECORD}:{seal_keys.REF}"})
    streams = keys if since else _with_keys(ledger, seal, streams)
    sealed = [r for r in seals(ledger) if _sealed(r).tree_size <= seal.tree_size]
    ends = {_sealed(r).tree_size for r in sealed}
    beyond = dict(ledger.store.hashes_only(seal.tree_size))
    goes_in = _chosen(streams, beyond, since)
    told = _events(ledger, pack / "events.jsonl", seal.tree_size, goes_in, ends)
    for recorded in sealed:
        _checkpoint(ledger, pack / "checkpoints", _sealed(recorded), recorded.stream, told)
    _lines(pack / "proofs.jsonl", [_run(*run) for run in told.runs])
    _lines(pack / "allowed_signers", _in_order(told.signers))
    _lines(pack / "documents.sha256", _in_order(set(told.papers.values())))
    values = _personal(ledger, told.tokens) if personal else []
    _lines(pack / "personal.jsonl", values)
    if files:
        _files(ledger, pack, told)
    (pack / "verify.py").write_bytes(installation.text_of(Path(verify.__file__)).encode())
    on = next(r for r in sealed if _sealed(r).tree_size == seal.tree_size).envelope.effective_on
    line = printed(seal.tree_size, bytes.fromhex(seal.root), on)
    what = readme.PARTLY if beyond and not streams else readme.SELECTED if streams else readme.ALL
    text = readme.written(pack, seal, line, told, what, since)
    plain = {"since": f"{since}\n" if since else None, "answer.json": answer, "README.txt": text}
    for name, content in plain.items():
        if content is not None:
            (pack / name).write_text(content, encoding="utf-8", newline="")
    sums = [f"{sha256_of(p)}  {p.relative_to(pack).as_posix()}" for p in _all(pack)]
    _lines(pack / LIST, _in_order(sums))
    return told.events, len(values), line


def _chosen(
    streams: frozenset[str], beyond: dict[int, str | None], since: int
) -> Callable[[int, str], bool]:
    """Whether an event is included: one of those streams, or any, or a new one; always whole
    records."""
    partly = {of for of in beyond.values() if of is not None}

    def goes_in(position: int, stream: str) -> bool:
        if position in beyond or stream in partly:
            return False
        return not streams or stream in streams or bool(since and position > since)

    return goes_in


def _events(
    ledger: Ledger, file: Path, upto: int, goes_in: Callable[[int, str], bool], ends: set[int]
) -> Derived:
    """Write the included events of the first `upto`, and leave out the others; returns what they
    give rise to. `ends`: the positions up to which seals go."""
    told = Derived()
    with file.open("wb") as out:
        for row in _rows(ledger, upto):
            if goes_in(row[0], row[1]):
                told.take(row)
                out.write(leaf(*row[:5]) + b"\n")
            else:
                told.leave(row)
            if row[0] in ends:
                told.close()
    return told


def _with_keys(ledger: Ledger, seal: Seal, streams: frozenset[str]) -> frozenset[str]:
    """A selection, with the events that replaced the seal key, if any: by these the verifier
    follows the keys to the last."""
    keys = f"{seal_keys.RECORD}:{seal_keys.REF}"
    ours = [r for r in ledger.history(keys) if r.position <= seal.tree_size]
    return streams | {keys} if streams and len(ours) > 1 else streams


def _rows(ledger: Ledger, size: int) -> Iterator[Row]:
    with ledger.store.examining() as examination:
        for batch in examination.batches(0):
            yield from (row for row in batch if row[0] <= size)
            if batch[-1][0] >= size:
                return


def _checkpoint(ledger: Ledger, folder: Path, seal: Sealed, stream: str, told: Derived) -> None:
    """The note of a seal, and the signatures others added to it."""
    name = f"{paths.part(split(stream)[1])}.note"
    (folder / name).write_text(seal.note, encoding="utf-8", newline="")
    told.signers[f'seal namespaces="govledger-key" {seal.public_key}'] = "the seal of the ledger"
    signed = stamped = 0
    for event in (r.event for r in standing(ledger.history(stream))):
        if isinstance(event, Witnessed) and event.public_key.startswith("ssh-ed25519 "):
            # verify.py checks no signature of a security key.
            signed += 1
            number = f".{signed}" if signed > 1 else ""
            (folder / f"{name}{number}.sig").write_text(_armoured(event.cosignature), newline="")
            line = f'witness namespaces="govledger-checkpoint" {event.public_key}'
            told.signers[line] = f"witness: {event.witness}"
        elif isinstance(event, TimeStamped):
            stamped += 1
            number = f".{stamped}" if stamped > 1 else ""
            (folder / f"{name}{number}.tsr").write_bytes(base64.b64decode(event.token))


def _armoured(text: str) -> str:
    """An SSH signature as ssh-keygen writes it, even if its line breaks were changed on the way."""
    begin, end = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
    whole = "".join(text.strip().removeprefix(begin).removesuffix(end).split())
    lines = [whole[at : at + 70] for at in range(0, len(whole), 70)]
    return "\n".join([begin, *lines, end, ""])


def _personal(ledger: Ledger, tokens: set[str]) -> list[str]:
    """The values, of those that tokens in the events stand for, that have not been erased."""
    rows = ledger.store.values()
    return [
        json.dumps(
            {"commitment": commitment.hex(), "salt": salt.hex(), "value": value},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for commitment, salt, value in rows
        if commitment.hex() in tokens
    ]


def _files(ledger: Ledger, pack: Path, told: Derived) -> None:
    """The bytes of the stored files that the events name, except those disposed of."""
    kept_files = ledger.attachments
    for digest, _, name in (line.partition("  ") for line in set(told.papers.values())):
        if name.startswith("files/") and kept_files.has(digest):
            (pack / "files").mkdir(exist_ok=True)
            kept = paths.digest(name.removeprefix("files/"))
            (pack / "files" / kept).write_bytes(kept_files.read(digest))


def _run(first: int, last: int, root: bytes) -> str:
    return f'{{"from":{first},"to":{last},"root":"{root.hex()}"}}'


def _sealed(recorded: Recorded) -> Sealed:
    assert isinstance(recorded.event, Sealed)
    return recorded.event


def _lines(file: Path, lines: list[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")


def _all(pack: Path) -> list[Path]:
    return sorted(path for path in pack.rglob("*") if path.is_file())


def _zip(pack: Path, to: Path) -> Path:
    """A ZIP with fixed dates, in one order, uncompressed: libraries compress differently."""
    from zipfile import ZipFile, ZipInfo

    with ZipFile(to, "x") as out:
        for path in _all(pack):
            info = ZipInfo(path.relative_to(pack).as_posix())  # of 1 January 1980
            info.create_system, info.external_attr = 3, 0o100644 << 16
            with path.open("rb") as source, out.open(info, "w") as target:
                shutil.copyfileobj(source, target)
    return to


def _in_order(lines: Iterable[str]) -> list[str]:
    """Sorted by the name, which follows a hash of 64 digits and two spaces."""
    return sorted(lines, key=lambda line: (line[66:], line))
