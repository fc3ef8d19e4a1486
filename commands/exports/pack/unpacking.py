"""Making a ledger from a pack: the same identity, events, positions, hashes and root."""

import re
from io import BytesIO
from itertools import islice
from pathlib import Path

import msgspec

from commands.exports.pack import verify
from ledger.application import Ledger
from ledger.command_keys import HELD, Index
from ledger.errors import Broken, Misused, NotFound, Refused, Unavailable
from ledger.leaf import leaf
from ledger.storage_errors import unavailable
from ledger.store import New
from ledger.system import underway

_HEADER = re.compile(rb'\{"pos":(\d+),"stream":"([^"]*)","ver":(\d+),"type":"([^"]*)","data":')
_AT_ONCE = 1_000


def unpack(pack: Path, to: Path, trusted: list[str]) -> tuple[list[str], int, int]:
    """Make the ledger `to` of a pack of all events, whole or not at all: what was verified, how
    many events are under what is trusted, and of how many. Raises Broken where the pack does not
    verify, Refused where it is a selection."""
    if not pack.exists():
        raise NotFound(f"There is no audit pack at {pack}. Check the path.")
    try:
        files = verify.load(pack)
        checked: tuple[list[str], int, int] = verify.check(files, trusted)
    except OSError as error:  # Only loading reads files.
        raise Unavailable(f"{pack} cannot be read: {error.strerror or error}.") from None
    except MemoryError:
        raise
    except UserWarning as error:
        raise Misused(f"{error} (--trusted).") from None
    except Exception as error:  # Whatever the bytes are, as in verify.py.
        if type(error) is EOFError:
            raise Broken(f"{pack} was not unpacked. What was given is {error}.") from None
        why = error if type(error) is ValueError else "it cannot be read"
        raise Broken(f"{pack} does not hold, and was not unpacked: {why}.") from None
    if files["proofs.jsonl"]:
        raise Refused(
            f"{pack} is a selection, so no ledger can be made from it. Ask for a pack of all"
            " events."
        )
    with unavailable(to), underway.folder(underway.beside(to)) as work:
        _fill(files, work / to.name)
        if to.exists():
            raise Refused(f"{to} already exists, and govledger never overwrites a file.")
        (work / to.name).rename(to)
    return checked


def _fill(files: dict[str, bytes], to: Path) -> None:
    origins = (verify.NOTE.fullmatch(files[n].decode()) for n in files if n.endswith(".note"))
    identity = next(note[2].partition("/")[2] for note in origins if note)
    Ledger.create(to, identity=identity, copy=True)
    ledger = Ledger.open(to)
    events = map(_new, BytesIO(files["events.jsonl"]))  # One by one: the pack is there once.
    try:
        with ledger.writing():
            while some := list(islice(events, _AT_ONCE)):
                ledger.store.append(some)
            _personal(ledger, files["personal.jsonl"])
    except Misused as error:
        raise Broken(f"No ledger can be made from the pack: {error}") from None
    finally:
        ledger.close()


def _new(line: bytes) -> New:
    """The event of a leaf. Raises Broken where it is not written as a ledger writes it."""
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
