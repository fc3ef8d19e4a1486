"""A paper drafted as the minute of a body's meeting."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from commands.imports.beside import Has, beside
from commands.imports.bringing import slug
from commands.imports.compared import ledger_of, post_or_none
from commands.papers import contradicted, draft
from commands.papers.conflicts import Conflict
from commands.papers.draft import Entry, Paper
from commands.papers.proposals import Proposed
from commands.session.app import App
from commands.session.resolving import find
from ledger.services.papers import registered_as


class Drafted(Struct, frozen=True, kw_only=True):
    """A draft: of which paper, by the SHA-256 of its bytes; its beginning, and what follows;
    `recorded`: how many of its entries the ledger has already."""

    sha256: str
    proposed: Proposed
    top: list[str]
    entries: list[Entry]
    recorded: int = 0
    document: str
    conflicts: tuple[Conflict, ...] = ()

    def text(self) -> str:
        told = contradicted.as_comments(self.conflicts, self.document)
        return draft.written(self.top, self.entries) + "".join(f"{line}\n" for line in told)


def drafted(
    app: App, file: Path, data: bytes, proposed: Proposed, body: str, on: date | None, has: Has
) -> Drafted:
    """The draft of a file's minute, beside what the ledger has; `has`: which lines of a minute are
    recorded. Raises NotFound where there is no such body."""
    digest = sha256(data).hexdigest()
    name = registered_as(app.reader, digest)
    paper = Paper(
        name=file.name,
        document=name or f"{slug(file.name)}-{digest[:8]}",
        file=None if name else str(file.resolve()),
    )
    found = draft.meeting_day(proposed)
    day = on or (found[0] if found else None)
    body = find(app.reader, ["body"], body)[1]
    top = draft.head(proposed, paper, body, day)
    entries = list(draft.entries(proposed, paper, lambda words: post_or_none(app.reader, words)))
    entries, recorded = beside(app.reader, body, proposed, top, entries, has)
    return Drafted(
        sha256=digest,
        proposed=proposed,
        top=top,
        entries=entries,
        recorded=recorded,
        document=paper.document,
        conflicts=contradicted.conflicts(proposed, ledger_of(app)),
    )
