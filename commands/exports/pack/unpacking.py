"""Making a ledger from a pack: the same identity, events, positions, hashes and root."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path

import msgspec

from commands.exports.pack import verify
from ledger.application import Ledger
from ledger.command_keys import HELD, Index
from ledger.errors import Broken, Misused, NotFound, Problem, Refused, Unavailable
from ledger.leaf import leaf
from ledger.storage_errors import unavailable
from ledger.store import New
from ledger.store.folder import FolderAttachments
from ledger.store.opening import Place
from ledger.system import disk, paths, underway

_HEADER = re.compile(rb'\{"pos":(\d+),"stream":"([^"]*)","ver":(\d+),"type":"([^"]*)","data":')
_AT_ONCE = 1_000


def unpack(
    pack: Path, to: Place, trusted: list[str], more: Callable[[Ledger], object] = lambda _: None
) -> tuple[list[str], int, int]:
    """Make the ledger `to` of a pack of all events, whole or not at all: what was verified, how
    many events are under what is trusted, and of how many. `more` is told the new ledger before it
    is done, in its transaction. Raises Broken if the pack does not verify, Refused if it is a
    selection."""
    files, checked = verified(pack, trusted, "unpacked")
    if files["proofs.jsonl"]:
        raise Refused(
            f"{pack} is a selection, so no ledger can be made from it. Ask for a pack of all"
            " events."
        )
    parts, values = (identity_of(files), events_of(files)), files["personal.jsonl"]
    if isinstance(to, str):
        fill(*parts, to, values, more)
        underway.made(to)
        return checked
    if said := paths.no_folder(to):
        raise Unavailable(said)
    with unavailable(to), underway.folder(underway.beside(to)) as work:
        draft = work / to.name
        fill(*parts, draft, values, more)
        try:
            if to.exists():
                raise FileExistsError
            if (papers := FolderAttachments(draft).folder).exists():
                underway.unless_kept(FolderAttachments(to).folder)
                papers.rename(FolderAttachments(to).folder)
            disk.put_new(draft, to)
            underway.keep(FolderAttachments(to).folder)
        except FileExistsError:
            raise Refused(f"{to} already exists, and govledger never overwrites a file.") from None
    return checked


def verified(
    pack: Path, trusted: list[str], done: str
) -> tuple[dict[str, bytes], tuple[list[str], int, int]]:
    """The files of a pack, what holds of it, how many events are under what is trusted, and of how
    many. Raises Broken if it does not hold, saying that it was not `done`: not unpacked."""
    if not pack.exists():
        raise NotFound(f"There is no audit pack at {pack}. Check the path.")
    with reporting_faults(str(pack), done):
        files = verify.load(pack)
        return files, verify.check(files, trusted)


@contextmanager
def reporting_faults(pack: str, done: str) -> Iterator[None]:
    """Report what is wrong with `pack`, and that it was therefore not `done`."""
    try:
        yield
    except OSError as error:  # Only loading reads files.
        raise Unavailable(f"{pack} cannot be read: {error.strerror or error}.") from None
    except (MemoryError, Problem):
        raise
    except UserWarning as error:
        raise Misused(f"{error} (--trusted).") from None
    except Exception as error:  # Whatever the bytes are, as in verify.py.
        if type(error) is EOFError:
            raise Broken(f"{pack} was not {done}. What was given is {error}.") from None
        why = error if type(error) is ValueError else "it cannot be read"
        raise Broken(f"{pack} does not hold, and was not {done}: {why}.") from None


def identity_of(files: dict[str, bytes]) -> str:
    """The identity of the ledger of a valid pack."""
    origins = (verify.NOTE.fullmatch(files[n].decode()) for n in files if n.endswith(".note"))
    return str(next(note[2].partition("/")[2] for note in origins if note))


def events_of(files: dict[str, bytes], after: int = 0) -> Iterator[New]:
    """The events of a pack, after a position. Raises Broken."""
    for line in BytesIO(files["events.jsonl"]):  # Each in turn: the pack is in memory once.
        header = _HEADER.match(line)
        if not after or header is None or int(header[1]) > after:
            yield _new(line)


def fill(
    identity: str,
    events: Iterator[New],
    to: Place,
    personal: bytes = b"",
    more: Callable[[Ledger], object] = lambda _: None,
) -> None:
    """Make a ledger of these events at `to`, with the personal values of a pack, if any, and what
    `more` adds; nothing is left of one that could not be filled."""
    Ledger.create(to, identity=identity, copy=True)
    try:
        _fill(events, to, personal, more)
    except BaseException:
        Ledger.discard(to)
        raise


def _fill(
    events: Iterator[New], to: Place, personal: bytes, more: Callable[[Ledger], object]
) -> None:
    ledger = Ledger.open(to)
    try:
        with ledger.writing():
            while some := list(islice(events, _AT_ONCE)):
                ledger.store.append(some)
            _personal(ledger, personal)
            more(ledger)
    except Misused as error:
        raise Broken(f"No ledger can be made from the pack: {error}") from None
    finally:
        ledger.close()


def _new(line: bytes) -> New:
    """The event of a leaf. Raises Broken if it is not written as a ledger writes it."""
    line = line.removesuffix(b"\n")
    header = _HEADER.match(line)
    if header is not None:
        position, stream, version, kind = (part.decode() for part in header.groups())
        state = line[header.end() : -1]
        if leaf(int(position), stream, int(version), kind, state) == line:
            return stream, int(version), kind, state
    raise Broken(
        "An event of the pack is not in the form that a ledger writes: nothing was unpacked."
    )


def _personal(ledger: Ledger, lines: bytes) -> None:
    for value in msgspec.json.Decoder(dict[str, str]).decode_lines(lines):
        row = bytes.fromhex(value["commitment"]), bytes.fromhex(value["salt"]), value["value"]
        ledger.store.keep(row)
    index = Index()
    for position, _, _, _, state in ledger.store.saying(HELD):
        index.take(position, state)
    ledger.store.put_command_keys(index.rows.values())
