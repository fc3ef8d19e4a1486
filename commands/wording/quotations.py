"""Opening the paper an event came from, and checking that its lines contain the quoted words."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from commands.terminal import screen
from commands.terminal.text import one_line
from ledger.application import Ledger
from ledger.errors import Broken, NotFound, Refused
from ledger.events import Envelope, Recorded
from ledger.system.contents import taken
from ledger.words import day

_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def opened(ledger: Ledger, recorded: Recorded, given: str | None) -> dict[str, Any]:
    """The words that an event names as its source, from the paper as it was: `lines` as pairs of a
    number and a text, `quote_is` where the quotation is found. Raises NotFound where the paper is
    not at hand, Broken where it changed, Refused where it has no such lines."""
    envelope, event = recorded.envelope, f"event {recorded.position}"
    if envelope.source is None or envelope.source_sha256 is None:
        raise NotFound(f"Event {recorded.position} names no source, so there is nothing to open.")
    name, span = parted(envelope.source)
    data = paper_of(ledger, envelope, event, name, given)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        where = given or ledger.attachments.place(envelope.source_sha256)
        raise Refused(f"{name} is not plain text, so it cannot be opened here. It is at {where}")
    # As editors count lines; a page break within one does not begin another.
    every = [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")]
    first, last = _ends(span, len(every), name, event)
    return {
        "event": recorded.position,
        "source": envelope.source,
        "sha256": envelope.source_sha256,
        "lines": list(enumerate(every, 1))[first - 1 : last],
        "quote": envelope.quote,
        "quote_is": _found(envelope.quote, every, first, last) if envelope.quote else None,
    }


def parted(source: str) -> tuple[str, str]:
    """The name of a paper, and its lines as said: panel-minute-2018, 12-14."""
    name, colon, span = source.rpartition(":")
    return (name, span) if colon else (source, "")


def paper_of(ledger: Ledger, envelope: Envelope, event: str, name: str, given: str | None) -> bytes:
    """The bytes of the paper as it was: those of the file given, or those kept here."""
    named, kept = envelope.source_sha256 or "", ledger.attachments
    if given is not None:
        data = taken(Path(given))
        if (now := sha256(data).hexdigest()) != named:
            raise Broken(
                f"The document has changed since, or {given} is another: its SHA-256 is {now},"
                f" and {event} names {named}."
            )
        return data
    file = ledger.state("file", named)
    if kept.has(named) or (file is not None and file.status == "stored"):
        return kept.read(named)
    if file is not None:
        raise NotFound(
            f"{name} was kept here, and disposed of on {day(file.since_on)} (event"
            f" {file.since_event}). If you have a copy, give it with --from FILE."
        )
    document: Any = ledger.state("document", name)
    if document is not None and document.sha256 != named:
        raise NotFound(
            f"The document has changed since: {name} is now registered with SHA-256"
            f" {document.sha256}, and {event} names {named}. Give it as it was with --from FILE."
        )
    raise NotFound(f"{name} is not kept here: give it with --from FILE.")


def _ends(span: str, count: int, name: str, event: str) -> tuple[int, int]:
    """The first and the last line that a source names: all of them where it names none."""
    if not span:
        return 1, count
    said = _LINES.fullmatch(span)
    if said is None:
        raise Refused(f"{event.capitalize()} names {span!r} of {name}, which is not a line number.")
    first, last = int(said[1]), int(said[2] or said[1])
    if not 1 <= first <= last <= count:
        raise Refused(f"{event.capitalize()} names line {span} of {name}, which has {count} lines.")
    return first, last


def _found(quote: str, every: list[str], first: int, last: int) -> str:
    """Where the words quoted are, however the lines are broken."""
    said = " ".join(quote.split())
    if said in _words(every[first - 1 : last]):
        return "in these lines"
    if said not in _words(every):
        return "nowhere in the paper"
    # The last line from which all that follows still has the quotation.
    begins = max(at for at in range(len(every)) if said in _words(every[at:]))
    return f"not in these lines but at line {begins + 1}"


def _words(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def tell(found: dict[str, Any]) -> None:
    """The lines with their numbers on stdout, what is to be said about them on stderr."""
    screen.tell([f"{number:>5}  {one_line(text)}".rstrip() for number, text in found["lines"]])
    if found["quote_is"]:
        screen.say(f"The quotation “{found['quote']}” is {found['quote_is']}.")
    screen.say(f"{found['source']}, of the paper with SHA-256 {found['sha256']}")
