"""Seal the ledger: verify it, sign its root, and record that; or add a witness to a seal."""

import base64
import errno
import os
from pathlib import Path

from commands.desk import signing
from commands.desk.app import App
from commands.desk.desk import Desk
from commands.desk.options import option
from commands.desk.places import located, output, put
from commands.desk.progress import progress
from commands.desk.recording import recording
from ledger import checkpoints, contents, seal_keys, seals
from ledger.problems import Broken, Misused, Refused

_NOTE = b"govledger/"  # How every note begins.


@recording
@option("--seal-key", metavar="FILE", help="The OpenSSH key that signs (or GOVLEDGER_SEAL_KEY).")
@option("--new-only", is_flag=True, help="Read again only what follows the last seal.")
@option("--note", metavar="FILE", help="Write the signed note there, for others to keep or sign.")
@option("--witness", metavar="FILE", help="A cosignature of the note: what ssh-keygen -Y wrote.")
@option("--by", metavar="NAME", help="Who made the cosignature.")
@option("--timestamp", metavar="FILE", help="An RFC 3161 token of the note.")
@option("--of", metavar="SEAL", help="The seal that they belong to; else the last.")
def command(
    desk: Desk,
    seal_key: str | None,
    new_only: bool,
    note: str | None,
    witness: str | None,
    by: str | None,
    timestamp: str | None,
    of: str | None,
) -> None:
    added = witness is not None or timestamp is not None
    if by and witness is None:
        raise Misused("--by goes with --witness: who made the cosignature.")
    if of and not added and note is None:
        raise Misused("--of goes with --witness, --timestamp or --note: to which seal they belong.")
    place = _place(desk.app, note) if note is not None else None
    if not added and not of:
        _seal(desk, seal_key, new_only)
    if added:
        ref = seals.named(desk.ledger, desk.ref("seal", of) if of else None).ref
        if witness is not None:
            text = _bytes(witness).decode("ascii", "replace")
            desk.record("seal", ref, seals.witness, by=by or "", signature=text)
        if timestamp is not None:
            token = base64.b64encode(_bytes(timestamp)).decode()
            desk.record("seal", ref, seals.time_stamp, token=token)
    if place is not None and not desk.flags["dry_run"]:
        _write(place, seals.named(desk.ledger, desk.ref("seal", of) if of else None).note)


def _seal(desk: Desk, file: str | None, new_only: bool) -> None:
    ledger, last = desk.ledger, seals.last_seal(desk.ledger)
    signed = last.event if last and isinstance(last.event, seals.Sealed) else None
    if last is not None and ledger.size == _closing(desk, last.position):
        raise Refused(f"Nothing was recorded since {last.stream.partition(':')[2]}.")
    key = signing.seal_key(desk.app, file)
    desk.implied += ledger.record(
        seal_keys.RECORD,
        seal_keys.REF,
        seal_keys.accept,
        desk.entry(),
        new=True,
        public_key=key.public.line,
    )
    size, root = _verified(desk, signed, new_only)
    origin = checkpoints.origin_of(ledger.identity)
    desk.record(
        "seal",
        seals.ref_of(size),
        seals.seal,
        new=True,
        tree_size=size,
        root=root.hex(),
        note=checkpoints.sign(origin, size, root, key),
        public_key=key.public.line,
        checked="new" if new_only else "all",
    )
    desk.notes.append(checkpoints.printed(size, root, desk.day))


def _closing(desk: Desk, position: int) -> int:
    """The last of the events from `position` that are only of seals."""
    for recorded in desk.ledger.after(position):
        if recorded.stream.partition(":")[0] != seals.RECORD:
            break
        position = recorded.position
    return position


def _verified(desk: Desk, last: "seals.Sealed | None", new_only: bool) -> tuple[int, bytes]:
    """How many events there are, and their root: read again, and going on from the last seal."""
    from ledger import merkle
    from ledger.tree import Tree
    from ledger.verify import verify

    ledger, tree = desk.ledger, Tree(desk.ledger)
    after = last.tree_size if last and new_only else 0
    with progress("Verifying", ledger.size) as done:
        report = verify(ledger, done, after=after)
    if not report.ok:
        listed = "".join(f"\n  {problem}" for problem in report.problems)
        raise Broken(f"{ledger.path} does not hold, and was not sealed:{listed}")
    size, root = report.size, base64.b64decode(report.root)
    if last is not None:
        before, proof = bytes.fromhex(last.root), tree.consistency(last.tree_size, size)
        if not merkle.consistency_holds(last.tree_size, size, before, root, proof):
            raise Broken(
                f"{ledger.path} does not go on from its last seal ({last.tree_size} events), and"
                " was not sealed. Run: govledger verify"
            )
        desk.notes.append(f"It goes on from the seal of {last.tree_size} events.")
    return size, root


def _bytes(file: str) -> bytes:
    try:
        return contents.read(located(file), contents.SHORT)
    except OSError as error:
        raise Misused(f"{file} cannot be read: {error.strerror}.") from None


def _place(app: App, file: str) -> Path:
    """Where the note goes: over an earlier note or nothing, never over a ledger or a key."""
    path = output(app, file)
    try:
        note = not os.path.lexists(path) or contents.read(path, contents.LONG).startswith(_NOTE)
    except OSError as error:  # Of this file.
        if error.errno not in (errno.EINVAL, errno.EFBIG):
            raise Misused(f"{file} cannot be written: {error.strerror}.") from None
        note = False  # A folder, a device, or the ledger.
    if not note:
        raise Refused(f"There is something else at {file} already. Name a new file (--note).")
    return path


def _write(path: Path, text: str) -> None:
    try:
        put(path, text.encode(), over=True)
    except OSError as error:  # Only the note is written.
        raise Misused(f"{path} cannot be written: {error.strerror}.") from None
