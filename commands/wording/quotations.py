"""Opening the paper an event came from, and checking that its lines contain the quoted words."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from commands.terminal import screen
from commands.terminal.text import one_line
from ledger.application import Ledger
from ledger.errors import Broken, Misused, NotFound, Refused
from ledger.events import Envelope, Recorded
from ledger.paper_lines import Line, Reading, numbered, restored
from ledger.system.contents import taken
from ledger.words import day


def opened(
    ledger: Ledger, recorded: Recorded, given: str | None, read: Callable[[bytes, str], Reading]
) -> dict[str, Any]:
    """The words that an event names as its source, from the reading of the paper as it was: `lines`
    of it, `quote_is` where the quotation is found. `read` makes a reading where none is kept.
    Raises NotFound if the paper is not at hand, Broken if it changed, Refused if it has no
    such lines."""
    envelope, event = recorded.envelope, f"event {recorded.position}"
    if envelope.source is None or envelope.source_sha256 is None:
        raise NotFound(f"Event {recorded.position} names no source, so there is nothing to open.")
    name, span = parted(envelope.source)
    data = paper_of(ledger, envelope, event, name, given)
    reading = kept_reading(ledger, name, envelope.source_sha256)
    if reading is None:
        try:
            reading = read(data, given or name)
        except Misused as problem:
            where = given or ledger.attachments.place(envelope.source_sha256)
            raise Refused(f"{name} cannot be opened as lines: {problem} It is at {where}") from None
    every = [line.text for line in reading.lines]
    shown = [
        line
        for first, last in _ends(span, len(every), name, event)
        for line in reading.lines[first - 1 : last]
    ]
    return {
        "event": recorded.position,
        "source": envelope.source,
        "sha256": envelope.source_sha256,
        "form": reading.form,
        "reader": reading.reader,
        "lines": shown,
        "quote": envelope.quote,
        "quote_is": _found(envelope.quote, every, shown) if envelope.quote else None,
    }


def kept_reading(ledger: Ledger, document: str, digest: str) -> Reading | None:
    """The reading that was made when a document with these bytes was registered, if it is kept.
    Raises Broken if it was changed."""
    found = _reading_of(ledger, document, digest)
    return restored(ledger.attachments.read(found)) if found else None


def is_kept(ledger: Ledger, document: str, digest: str) -> bool:
    """Whether its words can be shown."""
    return _reading_of(ledger, document, digest) is not None


def _reading_of(ledger: Ledger, document: str, digest: str) -> str | None:
    """The SHA-256 of the reading, if it is kept."""
    state: Any = ledger.state("document", document)
    if state is None or state.read_sha256 != digest or state.reading_sha256 is None:
        return None
    return state.reading_sha256 if ledger.attachments.has(state.reading_sha256) else None


def parted(source: str) -> tuple[str, str]:
    """The name of a paper and the lines, from a source such as panel-minute-2018:12-14."""
    name, colon, span = source.rpartition(":")
    return (name, span) if colon else (source, "")


def paper_of(ledger: Ledger, envelope: Envelope, event: str, name: str, given: str | None) -> bytes:
    """The bytes of the paper as it was: from the file given, or as kept here."""
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


def _ends(span: str, count: int, name: str, event: str) -> list[tuple[int, int]]:
    """The first and last line of each part that a source names, or of the whole paper."""
    if not span:
        return [(1, count)]
    ends = numbered(span)
    if ends is None:
        raise Refused(f"{event.capitalize()} names {span!r} of {name}, which is not a line number.")
    if not all(1 <= first <= last <= count for first, last in ends):
        raise Refused(f"{event.capitalize()} names line {span} of {name}, which has {count} lines.")
    return ends


def _found(quote: str, every: list[str], shown: list[Line]) -> str:
    """Where the quoted words are, however the lines are broken."""
    said = " ".join(quote.split())
    if said in _words([line.text for line in shown]):
        return "in these lines"
    if said not in _words(every):
        return "nowhere in the paper"
    # The last line from which all that follows still has the quotation.
    begins = max(at for at in range(len(every)) if said in _words(every[at:]))
    return f"not in these lines but at line {begins + 1}"


def _words(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def tell(found: dict[str, Any]) -> None:
    """Print the lines with their numbers on stdout, and remarks about them on stderr. If the paper
    is not plain text, each line has its place in the original, and what was not text there."""
    screen.tell([row for line in found["lines"] for row in _shown(line, found["form"])])
    if found["quote_is"]:
        screen.say(f"The quotation “{found['quote']}” is {found['quote_is']}.")
    read = "" if found["form"] == "text" else f", read by reader {found['reader']}"
    screen.say(f"{found['source']}, of the paper with SHA-256 {found['sha256']}{read}")


def _shown(line: Line, form: str) -> Iterator[str]:
    place = f"{line.address}  " if form != "text" else ""
    yield f"{line.number:>5}  {place}{one_line(line.text)}".rstrip()
    if line.notes:
        yield f"       [{one_line('; '.join(line.notes))}]"
