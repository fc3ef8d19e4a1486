"""A paper drafted as the minute of a body's meeting."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from commands.imports.beside import Has, beside
from commands.imports.bringing import slug
from commands.imports.compared import ledger_of, post_or_none
from commands.imports.understood import Unclear, understood
from commands.papers import contradicted, draft
from commands.papers.conflicts import Conflict
from commands.papers.draft import Entry, Paper
from commands.papers.proposals import Proposed
from commands.papers.who_came import PostOf
from commands.session.app import App
from commands.session.resolving import find
from ledger import people
from ledger.services.papers import registered_as

# "Chief Executive, OPCC": of this office, as a list of people from several has it.
OF_OFFICE = re.compile(r"^OPCC\s+|[\s,–(-]+OPCC\)?$")

# As minutes shorten it: "the Commissioner", "Deputy Commissioner".
IN_FULL = re.compile(r"\bCommissioner$")


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


def _posts_on(ledger: Any, on: date | None) -> PostOf:
    """The post that words mean: its own name, or that of whoever held it on the day."""
    known = list(people.everybody(ledger, on)) if on else []

    def post_of(words: str) -> str | None:
        in_full = IN_FULL.sub("Police and Crime Commissioner", words)
        names = (words, OF_OFFICE.sub("", words), in_full)
        post = next(filter(None, (post_or_none(ledger, one) for one in names)), None)
        if post is not None or " " not in words.strip():
            return post  # Initials alone mean whom the paper's own list says.
        try:
            person = people.one_of(known, words)
        except people.SeveralPeople:
            return None
        return person.ref if person is not None else None

    return post_of


def drafted(
    app: App,
    file: Path,
    data: bytes,
    proposed: Proposed,
    body: str,
    on: date | None,
    has: Has,
    unclear: Unclear,
) -> Drafted:
    """The draft of a file's minute, beside what the ledger has; `has` and `unclear`: which lines of
    a minute are recorded, and which are not understood. Raises NotFound where there is no such
    body."""
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
    entries = list(draft.entries(proposed, paper, _posts_on(app.reader, day)))
    entries, recorded = beside(app.reader, body, proposed, top, entries, has)
    entries = understood(top, entries, unclear)
    return Drafted(
        sha256=digest,
        proposed=proposed,
        top=top,
        entries=entries,
        recorded=recorded,
        document=paper.document,
        conflicts=contradicted.conflicts(proposed, ledger_of(app)),
    )
