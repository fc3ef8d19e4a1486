"""Seal the ledger: verify it, sign its root, and record that; or add a witness to a seal.

--publish puts the note where others hold it: a folder on other storage; a git repository, where it
is committed, and pushed only to the remote that --push names; or - for standard output, to mail it.

\b
  govledger seal --seal-key KEY --publish /mnt/panel
  govledger seal --seal-key KEY --publish ~/checkpoints --push origin
  govledger seal --of seal-884 --publish - | mail -s "seal-884" auditor
"""

import base64
import errno
import os
from collections.abc import Callable
from pathlib import Path

from commands.exports import notes
from commands.session import keyfiles, signing
from commands.session.app import App
from commands.session.page import Desk, option, recording
from commands.session.places import located, output, put
from commands.terminal.progress import progress
from ledger.errors import Misused, Refused
from ledger.integrity import checkpoints, cosignatures
from ledger.records import seal_signatures, seals
from ledger.services import sealing
from ledger.system import contents, paths
from ledger.words import counted

_NOTE = b"govledger/"  # How every note begins.


@recording
@option(
    "--seal-key",
    metavar="FILE",
    help=f"The key that signs (or GOVLEDGER_SEAL_KEY): {keyfiles.OR_PUB}.",
)
@option("--new-only", is_flag=True, help="Read again only what follows the last seal.")
@option("--note", metavar="FILE", help="Write the signed note there, for others to keep or sign.")
@option("--witness", metavar="FILE", help="A cosignature of the note: ssh-keygen -Y, or C2SP.")
@option("--by", metavar="NAME", help="Who made it with ssh-keygen.")
@option("--timestamp", metavar="FILE", help="An RFC 3161 token of the note.")
@option("--of", metavar="SEAL", help="The seal that they belong to (default: the last).")
@option("--publish", metavar="TO", help="Put the note there, for others: a folder, or -.")
@option("--push", metavar="REMOTE", help="Push the commit of the note to this git remote.")
def command(
    desk: Desk,
    seal_key: str | None,
    new_only: bool,
    note: str | None,
    witness: str | None,
    by: str | None,
    timestamp: str | None,
    of: str | None,
    publish: str | None,
    push: str | None,
) -> None:
    added = witness is not None or timestamp is not None
    if by and witness is None:
        raise Misused("--by goes with --witness: who made the cosignature.")
    if of and not added and note is None and publish is None:
        raise Misused(
            "--of goes with --witness, --timestamp, --note or --publish: to which seal they belong."
        )
    place = _place(desk.app, note) if note is not None else None
    publish_later = _publication(desk, publish, push)
    if not added and not of:
        _seal(desk, seal_key, new_only)

    if added:
        ref = _seal_named(desk, of).ref
        if witness is not None:
            text = _bytes(witness).decode("utf-8", "replace")
            with contents.of(witness):
                _cosigned(desk, ref, text, by)
        if timestamp is not None:
            token = base64.b64encode(_bytes(timestamp)).decode()
            with contents.of(timestamp):
                desk.record("seal", ref, seal_signatures.time_stamp, token=token)
    if publish_later is not None and not desk.flags["dry_run"]:
        publish_later(_seal_named(desk, of).ref)
    if place is not None and not desk.flags["dry_run"]:
        _write(place, _seal_named(desk, of).note)


def _seal_named(desk: Desk, of: str | None) -> seals.Seal:
    """The seal that --of names; without it the last, which may be the one just made."""
    return seals.named(desk.ledger, desk.ref("seal", of) if of else None)


def _cosigned(desk: Desk, ref: str, text: str, by: str | None) -> None:
    """What a witness gave: an SSH signature, or lines of C2SP, that name their own key."""
    if not cosignatures.found(text):
        desk.record("seal", ref, seal_signatures.witness, by=by or "", signature=text)
        return
    if by:
        raise Misused("A C2SP cosignature names its own key: leave out --by.")
    desk.record("seal", ref, seal_signatures.cosign, lines=text)


def _seal(desk: Desk, file: str | None, new_only: bool) -> None:
    ledger = desk.ledger
    seals.something_new(ledger, seals.last_seal(ledger))  # Before a passphrase is asked for.
    key = signing.seal_key(desk.app, file)
    with progress("Verifying", ledger.size) as done:
        made = sealing.seal(
            ledger, key, desk.entry(), new_only=new_only, progress=done, under_way=desk.flags["key"]
        )
    desk.implied += made.accepted
    desk.begun([made.sealed])
    if made.before is not None:
        count = counted(made.before.tree_size, "event")
        desk.notes.append(f"It goes on from the seal of {count}.")
    sealed = made.sealed.event
    assert isinstance(sealed, seals.Sealed)
    root = bytes.fromhex(sealed.root)
    desk.notes.append(checkpoints.printed(sealed.tree_size, root, desk.day))


def _publication(desk: Desk, publish: str | None, push: str | None) -> Callable[[str], None] | None:
    """What will publish a seal of that reference, once it is recorded; None where none is asked
    for. What cannot be is refused before anything is sealed."""
    if push and publish in (None, notes.STANDARD_OUTPUT):
        raise Misused("--push goes with --publish: a folder in a git repository.")
    if publish is None:
        return None
    if desk.app.batch:
        raise Misused("a seal is published once it is recorded, so not in a batch")
    folder = notes.place_of(desk.app, publish)

    def later(ref: str) -> None:
        desk.afterwards.append(lambda: _publish(desk, ref, folder, push))
        if folder is None:
            desk.given.clear()  # The note alone goes to standard output.

    return later


def _publish(desk: Desk, ref: str, place: Path | None, push: str | None) -> None:
    """Put the note of a seal that is recorded where others hold it, and record that."""
    note = seals.named(desk.ledger, ref).note
    where = notes.publish(note, paths.part(ref), place, push)
    desk.flags["key"], desk.digest = None, ""  # The key is used by the first transaction.
    desk.record("seal", ref, seal_signatures.publish, to=where)
    if place is not None and not push and notes.same_storage(place, desk.ledger.path):
        desk.notes.append(
            f"{place} is on the same storage as the ledger: whoever can write the one may write the"
            " other. Publish to another, too."
        )


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
    except OSError as error:  # About this file.
        if error.errno not in (errno.EINVAL, errno.EFBIG):
            raise Misused(f"{file} cannot be written: {error.strerror}.") from None
        note = False  # A folder, a device, or the ledger.
    if not note:
        raise Refused(f"{file} already exists and differs. Name a new file (--note).")
    return path


def _write(path: Path, text: str) -> None:
    try:
        put(path, text.encode(), over=True)
    except OSError as error:  # Only the note is written.
        raise Misused(f"{path} cannot be written: {error.strerror}.") from None
