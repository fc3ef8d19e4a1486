"""Bringing a table in: what it proposes beside what the ledger has, as a draft and its coverage."""

import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath

from commands.imports import columns, draft
from commands.imports.maps import Map
from commands.imports.proposing import Known, Proposing
from commands.imports.quoting import is_span
from commands.imports.table import Sheet
from commands.session.app import App
from commands.session.resolving import find
from commands.terminal.text import one_line
from ledger import own_refs
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import Misused, NotFound
from ledger.fold import standing
from ledger.naming import post_named
from ledger.records.actions import UNDER_WAY, Action
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
    document = f"{_slug(file.name)}-{digest[:8]}"
    with ledger.snapshot():
        ledger.read_ahead([], ["action", "post"])
        actions = {ref: (s, of) for ref, s, of in _actions(ledger, body)}
        owners = {folded(n): post_named(ledger, post) for n, post in answers.owners.items()}
        known = Known(_finder(actions), _posts(ledger, owners))
        verified_by = post_named(ledger, verifier) if verifier else None
        proposing = Proposing(known, body, document, app.today, verified_by)
        said = columns.understood(dict(answers.columns))
        made = [proposing.sheet(s, columns.heading_of(s, said)) for s in sheets]
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
        f"{ref} ({state.own_ref}) “{one_line(state.title)}” is open, and no longer in the table."
        " What became of it?"
        for ref, (state, from_a_table) in actions.items()
        if from_a_table and state.status in UNDER_WAY and ref not in seen
    ]
    return draft.Whole(file.name, digest, body, made, first, asked)


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", PurePath(name).stem).strip("-").lower()[:40] or "table"


def _few(cells: list[str]) -> str:
    more = f" and {counted(len(cells) - 3, 'more cell')}" if len(cells) > 3 else ""
    return ", ".join(cells[:3]) + more


def _actions(ledger: Ledger, body: str) -> Iterator[tuple[str, Action, bool]]:
    """The actions of a body, and whether each came from a table."""
    for ref in ledger.refs("action"):
        state = ledger.state("action", ref)
        if not isinstance(state, Action) or own_refs.body_of(ledger, "action", ref) != body:
            continue
        source = standing(ledger.history(f"action:{ref}"))[0].envelope.source or ""
        yield ref, state, is_span(source.partition(":")[2])


def _finder(actions: dict[str, tuple[Action, bool]]):  # type: ignore[no-untyped-def]
    """What finds the action that a row is about: by its own reference, or by ours with its title;
    else by its title, where one has it that came from a table."""
    by_own = {folded(s.own_ref): s for s, _ in actions.values() if s.own_ref}
    by_title = {folded(s.title): s for s, of in actions.values() if of}

    def found(own_ref: str | None, title: str) -> Action | None:
        said = own_ref or ""
        if folded(said) in by_own:
            return by_own[folded(said)]
        ours = actions.get(said.removeprefix("old ").upper())
        if ours is not None and folded(ours[0].title) == folded(title):
            return ours[0]
        return by_title.get(folded(title)) if re.search(r" (.+!)?[A-Z]+\d+$", said) else None

    return found


def _posts(ledger: Ledger, owners: dict[str, str]):  # type: ignore[no-untyped-def]
    @cache
    def post(text: str) -> str | None:
        if (said := owners.get(folded(text))) is not None:
            return said
        try:
            return post_named(ledger, text)
        except NotFound:
            return None

    return post


def _first(ledger: Ledger, file: Path, document: str, owners: dict[str, str]) -> list[list[str]]:
    """What is recorded before the rows: the table itself, and whom names mean."""
    said = []
    if ledger.state("document", document) is None:
        where = str(file.resolve())
        said.append(["document", "register", document, file.name, "--file", where])
    for name, post in owners.items():
        try:
            post_named(ledger, name)
        except NotFound:
            said.append(["post", "alias", post_named(ledger, post), name])
    return said


def kept(made: draft.Whole, answers: Map) -> Map:
    """The map of a table, for the next time."""
    sheet = next(one for one in made.sheets if one.heading is not None)
    assert sheet.heading is not None
    called, taken = sheet.heading.called, sheet.heading.taken
    named = [(called[c], taken.get(c) or "-") for c in sorted(called)]
    return Map(columns=named, owners=answers.owners, body=made.body)


def as_json(made: draft.Whole) -> str:
    return json.dumps(draft.coverage(made), ensure_ascii=False, indent=1)
