"""Taking a pack of another office: verified, held against the pack before, and kept beside.

A pack of all events is verified by itself. A pack of what is new since a seal (`since`) is verified
too, and then put behind the events of the pack before; the root over them all is the one sealed.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from commands.exports.pack import making, unpacking, verify
from commands.session import offices as register
from commands.session.app import App
from commands.session.desk import Desk
from commands.session.recording import COMMON, at_desk
from commands.session.sources import hashed
from ledger.application import Ledger
from ledger.errors import Broken, Misused, NotFound, Problem, Unavailable
from ledger.events import Frozen
from ledger.integrity.ssh import PublicKey
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify as whole
from ledger.records import peers, seal_keys
from ledger.records.peers import RECORD, REFERENCE, Peer
from ledger.storage_errors import unavailable
from ledger.store import New
from ledger.system import disk, paths, underway
from ledger.uk import day_of
from ledger.words import counted

if TYPE_CHECKING:
    from ledger.reading import Reader


_AT_ONCE = 5_000


class Pack(msgspec.Struct, metaclass=Frozen):
    """A pack as it was given: its name, the SHA-256 by which it is known, the bytes of its files,
    and the ledger that its checkpoints say it is of."""

    name: str
    sha256: str
    files: dict[str, bytes]
    of_ledger: str


def take(app: App, given: Path, named: str | None, *, personal: bool = False) -> None:
    """Take a pack for the office that is `named`, or else for the one that it is of. What is
    refused is remembered, where it is known of which office it is, and raised."""
    if not given.exists():
        raise NotFound(f"There is no audit pack at {given}. Check the path.")
    ledger = app.writer
    _ = app.actor  # Checked before anything is written.
    ref = None
    if named is not None:
        ref = REFERENCE.of(named)
        peers.named(ledger, ref)
    try:
        pack = _pack(given)
        ref = ref or _office_of(ledger, pack)
        _take(app, ledger, pack, ref, personal)
    except (Unavailable, NotFound):  # Nothing is wrong with the pack.
        raise
    except Problem as problem:  # Whatever it is, the pack is at fault.
        if ref is not None:
            refused = f"{given.name} does not hold, and was not taken"
            reason = str(problem).replace(refused, refused.partition(",")[0], 1)
            _remember(app, ref, reason, _sha256(given))
            held = peers.named(ledger, ref).tree_size
            stays = f"the pack of {counted(held, 'event')} stays" if held else "it has no pack yet"
            why = str(problem)
            why = why if given.name in why else f"{given.name} was not taken: {why}"
            problem.args = (f"{ref}: {why} Counted as missing; {stays}.",)
        raise problem from None


def _pack(given: Path) -> Pack:
    with unpacking.reporting_faults(given.name, "taken"):
        files = verify.load(given)
        of = unpacking.identity_of(files)
    if not paths.is_identity(of):
        raise Broken(f"{given.name} does not hold, and was not taken: it is of no ledger.")
    return Pack(name=given.name, sha256=_sha256(given), files=files, of_ledger=of)


def _sha256(given: Path) -> str:
    """As a pack's maker knows it: of the ZIP, or of a folder's list."""
    try:
        return hashed(given if given.is_file() else given / making.LIST)
    except Misused:  # It has no such file; whether it is a pack is checked elsewhere.
        return sha256().hexdigest()


def _office_of(ledger: "Reader", pack: Pack) -> str:
    """The office whose pack it says it is: by its ledger, or, before its first pack, by its key."""
    known = peers.offices(ledger)
    for ref, office in known.items():
        if office.of_ledger == pack.of_ledger:
            return ref
    signers = pack.files.get("allowed_signers", b"").decode(errors="replace")
    found = [r for r, one in known.items() if not one.of_ledger and one.public_key in signers]
    if len(found) != 1:
        raise NotFound(
            f"{pack.name} is of a ledger ({pack.of_ledger}) and a key that no office has. Add the"
            " office (office add NAME --seal-key KEY), or say which it is (--office NAME)."
        )
    return found[0]


def _take(app: App, ledger: Ledger, pack: Pack, ref: str, personal: bool) -> None:
    office = peers.named(ledger, ref)
    _check(pack, ref, office)
    folder = register.folder(ledger)
    with unavailable(folder):
        disk.private_folder(folder)
    with (
        unavailable(folder),
        underway.folder(folder / f".{ref}.{underway.beside(folder).name}") as work,
    ):
        made = work / "ledger"
        values = pack.files["personal.jsonl"] if personal and "since" not in pack.files else b""
        unpacking.fill(pack.of_ledger, _events(ledger, pack, ref, office), made, values)
        facts = _facts(ledger, pack, ref, office, made)
        _keep(app, ledger, ref, made, facts)


def _check(pack: Pack, ref: str, office: Peer) -> None:
    """Check that it holds, and is sealed with the office's key or one that this led to."""
    key = office.public_key
    with unpacking.reporting_faults(pack.name, "taken"):
        try:
            verify.check(pack.files, [key])
        except ValueError as error:
            if str(error).startswith(f"not so: {key}"):
                raise Broken(
                    f"{pack.name} was not taken: neither the key of {ref}"
                    f" ({PublicKey(key).fingerprint}) sealed it, nor one for which that key"
                    f" signed. If theirs was lost: govledger office compare {ref}."
                ) from None
            raise


def _events(ledger: Ledger, pack: Pack, ref: str, office: Peer) -> Iterator[New]:
    """The events of its ledger up to the pack's seal: of an update, behind those of the pack
    before. Raises Broken for those of some records, and for an update of what is not here."""
    if not pack.files["proofs.jsonl"]:
        return unpacking.events_of(pack.files)
    since = int(pack.files.get("since", b"0"))
    if not since:
        raise Broken(f"{pack.name} was not taken: it is a selection. Ask for a pack of all events.")
    if since > office.tree_size:
        begins = f"it begins after event {since}, and the pack held ends with {office.tree_size}"
        ask = f"since seal-{office.tree_size}" if office.tree_size else "of all events"
        raise Broken(f"{pack.name} was not taken: {begins}. Ask for a pack {ask}.")
    held = register.member(ledger, ref, office).place
    if held is None:
        raise Unavailable(
            f"{pack.name} is an update, and the ledger that it goes on from is not here, or was"
            " changed. Ask for a pack of all events."
        )
    upto = min(office.tree_size, max(_sizes(pack)))
    return chain(_rows(held, upto), unpacking.events_of(pack.files, upto))


def _sizes(pack: Pack) -> list[int]:
    found = (verify.NAME.fullmatch(name) for name in pack.files)
    return [int(one[2]) for one in found if one and one[2]]


def _rows(held: Path, upto: int) -> Iterator[New]:
    """The first events of the ledger of the pack before, as they are stored."""
    with closing(Ledger.open(held, read_only=True)) as other:
        after = 0
        while after < upto and (page := other.store.events(after, upto, _AT_ONCE)):
            yield from ((stream, version, kind, state) for _, stream, version, kind, state in page)
            after = page[-1][0]


def _facts(ledger: Ledger, pack: Pack, ref: str, office: Peer, made: Path) -> dict[str, Any]:
    """What is to be known of a pack, read from the ledger that was made of it."""
    with closing(Ledger.open(made, read_only=True)) as other:
        size, root = other.head
        note = pack.files.get(f"checkpoints/seal-{size}.note", b"").decode()
        report = whole(other)
        if report.ok and "since" in pack.files and f"\n{report.root}\n" not in note:
            raise Broken("It is a fork: what it goes on from is not the pack taken before.")
        if not report.ok or not note or f"\n{size}\n{report.root}\n" not in note:
            why = report.problems[0] if report.problems else "its events are not those sealed"
            raise Broken(f"{pack.name} does not hold, and was not taken: {why}.")
        then = ""
        if 0 < office.tree_size <= size:
            then = Tree(other).root(office.tree_size).hex()
        elif office.tree_size:
            then = _held_root(ledger, ref, office, size)
        return {
            "of_ledger": pack.of_ledger,
            "tree_size": size,
            "root": root.hex(),
            "note": note,
            "public_key": seal_keys.key_at(other, size + 1) or office.public_key,
            "sha256": pack.sha256,
            "last_recorded_on": day_of(other.at(size).envelope.recorded_at),
            "root_then": then,
        }


def _held_root(ledger: Ledger, ref: str, office: Peer, size: int) -> str:
    """The root of the first events of the pack before, where it is here and whole."""
    held = register.member(ledger, ref, office).place
    if held is None:
        return ""
    with closing(Ledger.open(held, read_only=True)) as other:
        return Tree(other).root(size).hex()


def _keep(app: App, ledger: Ledger, ref: str, made: Path, facts: dict[str, Any]) -> None:
    """Record it, then give the ledger its name; the one before it goes."""
    from projections import digests

    recorded = _recorded(app, lambda desk: desk.record(RECORD, ref, peers.take, **facts))
    place = register.place(ledger, ref, facts["tree_size"])
    if not recorded and register.member(ledger, ref, peers.named(ledger, ref)).place:
        return
    with unavailable(place):
        disk.replace(made, place)
        place.chmod(0o600)
        digests.keep(ledger, place)
    _sweep(ledger, ref, place)


def _recorded(app: App, work: Callable[[Desk], object]) -> bool:
    """Do what records something about an office. Returns whether anything was recorded."""
    found: list[Desk] = []

    def at(desk: Desk) -> None:
        found.append(desk)
        work(desk)

    at_desk(app, dict.fromkeys(str(flag.name) for flag in COMMON), at, {})
    return bool(found[-1].recorded)


def _remember(app: App, ref: str, reason: str, sha256: str) -> None:
    facts: dict[str, Any] = {"reason": reason, "sha256": sha256}

    def work(desk: Desk) -> None:
        desk.record(RECORD, ref, peers.refuse, **facts)
        desk.recorded, desk.notes = [], []  # Whoever refuses it reports it, once.

    _recorded(app, work)


def _sweep(ledger: Ledger, ref: str, place: Path) -> None:
    """Remove the ledgers of earlier packs, and what was built of them."""
    from projections import digests

    for left in place.parent.glob(f"{ref}-*.ledger"):
        if left != place and left.name[len(ref) + 1 : -len(".ledger")].isdigit():
            for one in (left, *left.parent.glob(f"{left.name}[.-]*")):
                underway.remove(one)
            with suppress(OSError):
                digests.sweep(ledger, left)
