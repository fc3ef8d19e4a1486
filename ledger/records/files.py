"""A file kept beside the ledger as evidence, or as the paper that is a fact's source.

    stored ──> disposed
       ^          │ stored again
       └──────────┘

It is identified by the SHA-256 of its bytes (store/folder.py). While stored, it may be given a day
from which it need not be kept, and be put under legal hold by one or several authorities. It may be
disposed of from that day, unless somebody holds it. Events are kept for ever: the bytes may go, but
the events that name them stay.
"""

from datetime import date
from typing import Any, ClassVar, assert_never

from msgspec.structs import replace

from ledger.checks import Check, still_there
from ledger.errors import NotFound, Refused
from ledger.events import Event, State, when
from ledger.rules import ahead, already, nonempty, refusal, require
from ledger.words import counted, day

RECORD = "file"

# What can happen


class FileStored(Event):
    """Its bytes were put beside the ledger; the title is a person's words, never a path."""

    needs = when("", "disposed")
    moves_to = "stored"
    fixed = frozenset({"sha256", "size_bytes"})
    says = "kept[: {title}] ({size_bytes} bytes)"
    sha256: str
    size_bytes: int
    title: str | None = None


class FileExpirySet(Event):
    """From this day on it need not be kept."""

    needs = when("stored")
    says = "need not be kept from {expires_on} on: {reason}"
    expires_on: date
    reason: str


class FileHeld(Event):
    """A legal hold: somebody with the authority to say so wants it kept, whatever its day."""

    needs = when("stored")
    says = "legal hold by {held_by}: {reason}"
    held_by: str
    reason: str


class FileReleased(Event):
    """A legal hold was lifted; those of others stand."""

    needs = when("stored")
    says = "released from the legal hold by {held_by}: {reason}"
    held_by: str
    reason: str


class FileDisposed(Event):
    """Its bytes were removed; what was recorded of it stays."""

    needs = when("stored")
    moves_to = "disposed"
    for_good = "the bytes are gone; give the file again with --file to keep it anew"
    says = "disposed of: {reason}"
    reason: str


FileEvent = FileStored | FileExpirySet | FileHeld | FileReleased | FileDisposed

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "size_bytes": "the size of a file in bytes",
    "expires_on": "the day on which a file may go",
    "held_by": "who says that a file must not go yet",
}

# What we know


class File(State):
    phrases: ClassVar[dict[str, str]] = {
        "disposed": (
            "was disposed of on {since} (event {event}). Give it again with --file to keep it anew."
        )
    }

    size_bytes: int = 0
    expires_on: date | None = None
    held_by: tuple[str, ...] = ()


def evolve(file: File | None, event: FileEvent) -> File:
    if isinstance(event, FileStored):
        return File(title=event.title or "", size_bytes=event.size_bytes)
    assert file is not None
    match event:
        case FileExpirySet(expires_on=expires_on):
            return replace(file, expires_on=expires_on)
        case FileHeld(held_by=who):
            return replace(file, held_by=(*file.held_by, who))
        case FileReleased(held_by=who):
            return replace(file, held_by=tuple(one for one in file.held_by if one != who))
        case FileDisposed():
            return file
    assert_never(event)


# Rules


def readable(file: State | None) -> None:
    """Refuse a file whose bytes were removed."""
    if file is not None and file.status == "disposed":
        raise NotFound(refusal(file, Event()))


def reference_of(event: FileStored) -> str:
    return event.sha256


def lawful(file: File, event: Event) -> None:
    """Refuse what could not have happened to `file`, when recorded or when corrected."""
    name = f"The file {file.ref[:12]}"
    if isinstance(event, FileReleased) and event.held_by not in file.held_by:
        held = f"it is held by {' and by '.join(file.held_by)}" if file.held_by else "nobody does"
        raise Refused(f"{name} is not held by {event.held_by}: {held}. Check its history.")
    if not isinstance(event, FileDisposed):
        return
    if file.held_by:
        raise Refused(
            f"{name} is under legal hold by {' and by '.join(file.held_by)}. It must be kept until"
            " the hold is lifted (file release)."
        )
    if file.expires_on is None:
        raise Refused(f"{name} has no expiry day. Set one with a reason first (file expire).")


def store(
    file: File | None, *, sha256: str, size_bytes: int, title: str | None = None
) -> list[Event]:
    """The same bytes are recorded once, with the words they first came with."""
    if file is not None and file.status == "stored":
        return []
    return [FileStored(sha256=sha256, size_bytes=size_bytes, title=(title or "").strip() or None)]


def expire(file: File, *, expires_on: date, reason: str) -> list[Event]:
    said = FileExpirySet(
        expires_on=expires_on, reason=nonempty(reason, "An expiry needs a reason (--reason).")
    )
    require(file, said)
    return [] if file.expires_on == expires_on and said in file.said else [said]


def hold(file: File, *, held_by: str, reason: str) -> list[Event]:
    held = FileHeld(
        held_by=nonempty(held_by, "A legal hold needs its authority, in words (--authority)."),
        reason=nonempty(reason, "A legal hold needs a reason (--reason)."),
    )
    require(file, held)
    if held.held_by not in file.held_by:
        return [held]
    if held in file.said:
        return []
    raise Refused(f"The file {file.ref[:12]} is already under legal hold by {held.held_by}.")


def release(file: File, *, reason: str, held_by: str | None = None) -> list[Event]:
    """`held_by`: whose hold is lifted; it may be left out if there is only one."""
    if held_by is None and len(file.held_by) > 1:
        raise Refused(
            f"The file {file.ref[:12]} is held by {' and by '.join(file.held_by)}: say whose hold"
            " is lifted (--authority)."
        )
    released = FileReleased(
        held_by=held_by or (file.held_by or ("anybody",))[0],
        reason=nonempty(reason, "Lifting a legal hold needs a reason (--reason)."),
    )
    require(file, released)
    if released.held_by not in file.held_by and released in file.said:
        return []
    lawful(file, released)
    return [released]


@ahead
def dispose(file: File, *, reason: str, on: date, today: date) -> list[Event]:
    """`on`: the day on which the bytes go, which is today."""
    if on != today:
        raise Refused("The file is deleted today, and recorded as deleted today. Leave out --on.")
    disposed = FileDisposed(reason=nonempty(reason, "Disposing needs a reason (--reason)."))
    if already(file, disposed):
        return []
    require(file, disposed)
    lawful(file, disposed)
    assert file.expires_on is not None
    if on < file.expires_on:
        raise Refused(
            f"The file {file.ref[:12]} is kept until {day(file.expires_on)}. Dispose of it on or"
            " after that day, or set another day with a reason (file expire)."
        )
    return [disposed]


# What must hold


def holds(ledger: Any) -> Check:
    """Checks that every file recorded as stored is kept, byte for byte, and none that was disposed
    of. `ledger` is a ledger.application.Ledger: a record kind knows no store."""
    attachments = ledger.attachments
    there = list(attachments.names())  # First: one stored meanwhile must not look unknown.
    known, problems, kept = set(ledger.refs(RECORD)), [], 0
    for ref in sorted(known):
        file, wrong = ledger.state(RECORD, ref), None
        if file is not None and file.status == "stored":
            kept += 1
            wrong = attachments.wrong(ref, file.size_bytes)
        elif file is not None and still_there(attachments, ref):
            wrong = (
                f"was disposed of on {day(file.since_on)} and is still there: dispose of it again"
                " (file dispose)"
            )
        # It may have been disposed of, or kept anew, since it was looked up; or where the reader
        # does not see that.
        if ledger.hashes_only(f"{RECORD}:{ref}"):
            continue
        if wrong and ledger.state(RECORD, ref) == file:
            problems.append(f"the file {ref} {wrong}")
    unnamed = 0
    for path, digest in there:
        if digest is None or (digest not in known and attachments.wrong(digest)):
            problems.append(f"{path} was not made by govledger")
        unnamed += digest is not None and digest not in known
    left = f"; besides, {unnamed} that no event names, as a crash may leave" if unnamed else ""
    return Check(
        about="files",
        covered=f"{counted(kept, 'file')} beside the ledger, each hashed again{left}",
        problems=tuple(problems),
        nothing=not (known or there),
    )
