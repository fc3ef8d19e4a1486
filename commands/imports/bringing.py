"""Bringing a table in: what it proposes beside what the ledger has, as a draft and its coverage."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath

from commands.imports import columns, draft
from commands.imports.columns import Heading
from commands.imports.maps import Map
from commands.imports.matching import Held, Matching
from commands.imports.proposing import Proposing
from commands.imports.quoting import is_span
from commands.imports.rows import Known, Told
from commands.imports.table import Sheet
from commands.session.app import App
from commands.session.resolving import find
from commands.terminal.text import one_line
from ledger import own_refs
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import Misused, NotFound
from ledger.fold import standing
from ledger.naming import known_post, named_as, post_named
from ledger.records.actions import UNDER_WAY, Action, ActionProgressed
from ledger.words import counted


def pairs(said: tuple[str, ...], option: str) -> dict[str, str]:
    """What is said as NAME=VALUE. Raises Misused."""
    found = {}
    for one in said:
        name, equals, value = one.rpartition("=")
        if not equals or not name.strip() or not value.strip():
            raise Misused(f"{option} is NAME=VALUE, as in --owner 'J Dale=ACC'; not {one!r}.")
        found[name.strip()] = value.strip()
    return found


def propose(
    app: App,
    file: Path,
    data: bytes,
    sheets: list[Sheet],
    body: str,
    answers: Map,
    verifier: str | None,
) -> draft.Whole:
    """What a table proposes; `answers`: what a person said of its columns and owners."""
    ledger, digest = app.reader, sha256(data).hexdigest()
    body = find(ledger, ["body"], body)[1]
    document = f"{slug(file.name)}-{digest[:8]}"
    with ledger.snapshot():
        ledger.read_ahead([], ["action", "post", "party"])
        said = columns.understood(answers.meanings())
        headings = [columns.heading_of(sheet, said) for sheet in sheets]
        held = list(_held(ledger, body))
        matching = Matching(held, _references(sheets, headings))
        owners = _owners(ledger, answers.owners)
        known = Known(
            matching.find, owners, lambda ref: told(ledger, ref), lambda ref: _span(ledger, ref)
        )
        verified_by = post_named(ledger, verifier) if verifier else None
        proposing = Proposing(known, body, document, app.today, verified_by)
        made = [proposing.sheet(s, h) for s, h in zip(sheets, headings, strict=True)]
        if not any(one.heading for one in made):
            raise Misused(
                "No heading row was found: one that names an action, and its owner, due date,"
                " reference or status. Say what a column is: --column 'What to do=action'."
            )
        first = _first(ledger, file, document, answers.owners)
    asked = [
        f"Who is {one_line(name)} ({_few(cells)})? Say it: --owner '{one_line(name)}=POST'"
        for name, cells in proposing.unknown.items()
    ]
    seen = {row.ref for one in made for row in one.rows if row.ref}
    asked += [
        f"{one.action.ref} ({one.action.own_ref}) “{one_line(one.action.title)}” is open, and no"
        " longer in the table. What became of it?"
        for one in held
        if one.from_a_table and one.action.status in UNDER_WAY and one.action.ref not in seen
    ]
    return draft.Whole(file.name, digest, body, made, first, asked, proposing.unknown)


def slug(name: str) -> str:
    """The name of a file as the name of a document."""
    return re.sub(r"[^A-Za-z0-9]+", "-", PurePath(name).stem).strip("-").lower()[:40] or "table"


def _few(cells: list[str]) -> str:
    more = f" and {counted(len(cells) - 3, 'more cell')}" if len(cells) > 3 else ""
    return ", ".join(cells[:3]) + more


def _held(ledger: Ledger, body: str) -> Iterator[Held]:
    """The actions of a body."""
    for ref in ledger.refs("action"):
        state = ledger.state("action", ref)
        if not isinstance(state, Action) or own_refs.body_of(ledger, "action", ref) != body:
            continue
        begun = standing(ledger.history(f"action:{ref}"))[0].envelope
        known = None if begun.date_basis == "unknown" else begun.effective_on
        yield Held(state, is_span((begun.source or "").partition(":")[2]), known)


def told(ledger: Ledger, ref: str) -> list[Told]:
    """The progress of an action, with its days."""
    return [
        Told(one.event.text, None if basis == "unknown" else one.envelope.effective_on)
        for one in standing(ledger.history(f"action:{ref}"))
        if isinstance(one.event, ActionProgressed)
        for basis in [one.envelope.date_basis]
    ]


def _span(ledger: Ledger, ref: str) -> tuple[date, date]:
    """The days of the first and the last that happened to an action."""
    days = [one.envelope.effective_on for one in standing(ledger.history(f"action:{ref}"))]
    return days[0], max(days)


def _references(sheets: list[Sheet], headings: list[Heading | None]) -> list[str]:
    """What stands in the tables as references."""
    return [
        cell.text
        for sheet, heading in zip(sheets, headings, strict=True)
        if heading is not None
        for cell in sheet.cells()
        if cell.row > heading.last and heading.taken.get(cell.column) == "reference"
    ]


def _owners(ledger: Ledger, said: dict[str, str]):  # type: ignore[no-untyped-def]
    """The posts and parties that words mean; `said`: what a person said of names."""
    meant = {
        folded(name): tuple(named_as(ledger, one.strip(), "party") for one in owners.split(","))
        for name, owners in said.items()
    }

    @cache
    def owners(text: str) -> Sequence[str] | None:
        if (said := meant.get(folded(text))) is not None:
            return said
        try:
            return (named_as(ledger, text, "party"),)
        except NotFound:
            return None

    return owners


def _first(ledger: Ledger, file: Path, document: str, owners: dict[str, str]) -> list[list[str]]:
    """What is recorded before the rows: the table itself, and whom names mean."""
    said = []
    if ledger.state("document", document) is None:
        where = str(file.resolve())
        said.append(["document", "register", document, file.name, "--file", where])
    for name, meant in owners.items():
        try:
            named_as(ledger, name, "party")
        except NotFound:
            if "," not in meant:  # Several are no post: that is kept in the map alone.
                ref = named_as(ledger, meant, "party")
                kind = "post" if known_post(ledger, meant) else "party"
                said.append([kind, "alias", ref, name])
    return said


def kept(made: draft.Whole, answers: Map) -> Map:
    """The map of a table, for the next time."""
    sheet = next(one for one in made.sheets if one.heading is not None)
    assert sheet.heading is not None
    called, taken = sheet.heading.called, sheet.heading.taken
    named = [(called[c], taken.get(c) or "-") for c in sorted(called)]
    return Map(named, answers.owners, made.body, sheet.sheet.name)


def as_json(made: draft.Whole) -> str:
    return json.dumps(draft.coverage(made), ensure_ascii=False, indent=1)
