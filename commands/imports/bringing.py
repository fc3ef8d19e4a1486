"""Bringing a table in: what it proposes beside what the ledger has, as a draft and its coverage."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path, PurePath

from msgspec import structs

from commands.imports import columns, draft
from commands.imports.columns import Heading
from commands.imports.issuers import HMICFRS, MAKERS
from commands.imports.maps import Map
from commands.imports.matching import Held, Matching
from commands.imports.proposing import Proposing
from commands.imports.quoting import is_span
from commands.imports.reports import Reports
from commands.imports.rows import UNNAMED, LedgerView, Progress, Proposed, Unsure, Whom
from commands.imports.table import Sheet
from commands.imports.whose import Rows
from commands.session.app import App
from commands.session.resolving import find
from commands.terminal.text import one_line
from ledger import own_refs, people
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import Misused, NotFound
from ledger.fold import standing
from ledger.naming import known_post, named_as, post_named
from ledger.records.actions import UNDER_WAY, Action, ActionProgressed
from ledger.records.inspection_items import Item, ItemProgressed
from ledger.records.meetings import Meeting
from ledger.services.names import ALL, all_present
from ledger.words import counted

# The people's names that mean a post or a party, with the days for which they do.
Named = dict[tuple[str, str], list[date]]


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
    app: App, file: Path, data: bytes, sheets: list[Sheet], body: str, answers: Map, said_of: Rows
) -> draft.Whole:
    """What a table proposes; `answers`: what a person said of its columns and owners; `said_of`:
    what of its rows."""
    ledger, digest = app.reader, sha256(data).hexdigest()
    body = find(ledger, ["body"], body)[1]
    document = f"{slug(file.name)}-{digest[:8]}"
    with ledger.snapshot():
        ledger.read_ahead([], ["action", "post", "party", "inspection", "item"])
        said = columns.understood(answers.meanings())
        headings = [columns.heading_of(sheet, said) for sheet in sheets]
        held = list(_held(ledger, body))
        matching = Matching(held, _references(sheets, headings))
        named: Named = {}
        owners = _owners(ledger, body, answers.owners, named)
        known = LedgerView(
            matching.find,
            owners,
            lambda stream: told(ledger, stream),
            lambda stream: _span(ledger, stream),
        )
        reports = Reports(ledger, body, app.today)
        of = ledger.state("body", body)
        title = of.title if of is not None else body
        said_of = _posts(ledger, said_of)
        proposing = Proposing(known, reports, body, title, document, app.today, said_of)
        made = [proposing.sheet(s, h) for s, h in zip(sheets, headings, strict=True)]
        proposing.fill()
        if not any(one.heading for one in made):
            raise Misused(
                "No heading row was found: one that names an action, and its owner, due date,"
                " reference or status. Say what a column is: --column 'What to do=action'."
            )
        first = _first(ledger, file, document, answers.owners)
    asked = [*_unknown(proposing, made), *_absent(made, held, reports)]
    return draft.Whole(file.name, digest, body, made, first, asked, proposing.unknown, named)


def _unknown(proposing: Proposing, made: list[Proposed]) -> list[str]:
    """What is asked of what the table does not say clearly."""
    asked = [
        f"Who is {one_line(name)} ({_few(cells)})? Say it: --owner '{one_line(name)}=POST'"
        for name, cells in proposing.unknown.items()
    ]
    asked += [
        f"{one_line(why)} Say it: --owner '{one_line(name)}=POST'"
        for name, why in proposing.unsure.items()
    ]
    if any(one.why == UNNAMED for one in made):
        asked.append(
            "Whose recommendations are they? No cell says, so each is taken for an action. Say it:"
            " --issuer 'internal audit'; or that they are actions: --rows actions"
        )
    return [*asked, *proposing.asked]


def _absent(made: list[Proposed], held: list[Held], reports: Reports) -> list[str]:
    """What is asked of what is open here, and no longer in the table."""
    seen = {row.ref for one in made for row in one.rows if row.ref}
    gone: list[Action | Item] = list(reports.gone(seen))
    if any(one.heading is not None and one.of is None for one in made):
        gone += [
            one.action
            for one in held
            if one.from_a_table and one.action.status in UNDER_WAY and one.action.ref not in seen
        ]
    return [
        f"{one.ref} ({one.own_ref}) “{one_line(one.title)}” is open, and no longer in the table."
        " What became of it?"
        for one in gone
    ]


def _posts(ledger: Ledger, said: Rows) -> Rows:
    """What was said, with the posts by their abbreviations."""
    verifier = said.verifier
    if verifier is not None and folded(verifier) == folded(HMICFRS):
        verifier = HMICFRS
    elif verifier:
        verifier = post_named(ledger, verifier)
    respondent = said.respondent
    if respondent not in (None, "-"):
        respondent = post_named(ledger, respondent or "")
    return structs.replace(said, verifier=verifier, respondent=respondent)


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


def told(ledger: Ledger, stream: str) -> list[Progress]:
    """The progress of a record, with its days."""
    return [
        Progress(one.event.text, None if basis == "unknown" else one.envelope.effective_on)
        for one in standing(ledger.history(stream))
        if isinstance(one.event, (ActionProgressed, ItemProgressed))
        for basis in [one.envelope.date_basis]
    ]


def _span(ledger: Ledger, stream: str) -> tuple[date, date]:
    """The days of the first and the last that happened to a record."""
    days = [one.envelope.effective_on for one in standing(ledger.history(stream))]
    return days[0], max(days)


def _references(sheets: list[Sheet], headings: list[Heading | None]) -> list[str]:
    """What stands in the tables as references."""
    return [
        cell.text
        for sheet, heading in zip(sheets, headings, strict=True)
        if heading is not None
        for cell in heading.below(sheet, heading.column("reference"))
    ]


def _owners(
    ledger: Ledger, body: str, said: dict[str, str], named: Named
) -> Callable[[str, date | None], Whom]:
    """The posts and parties that words mean on a day; `said`: what a person said of names; `named`:
    what is found of people's names, added as it is found."""
    meant = {
        folded(name): tuple(named_as(ledger, one.strip(), "party") for one in owners.split(","))
        for name, owners in said.items()
    }
    everybody = cache(lambda on: tuple(people.everybody(ledger, on)))
    party = cache(partial(_party, ledger))
    clash = cache(partial(_clash, ledger))
    everyone = cache(partial(_everyone, ledger, body))
    by_name = cache(lambda text, on: _by_name(everybody(on), text))

    def owners(text: str, on: date | None) -> Whom:
        if (told := meant.get(folded(text))) is not None:
            return told
        if on is None:
            return party(text)
        if folded(text) in ALL:
            return everyone(on)
        found = clash(text, on) or party(text)
        if found is None and isinstance(found := by_name(text, on), tuple):
            days = named.setdefault((text, found[0]), [])
            if on not in days:
                days.append(on)
        return found

    return owners


def _by_name(everybody: Sequence[people.Somebody], text: str) -> Whom:
    """The post or party of the person who is meant by a name or initials."""
    try:
        person = people.one_of(everybody, text)
    except people.SeveralPeople as several:
        return Unsure(str(several))
    return None if person is None or person.ref is None else (person.ref,)


def _party(ledger: Ledger, text: str) -> Sequence[str] | None:
    try:
        return (named_as(ledger, text, "party"),)
    except NotFound:
        return None


def _clash(ledger: Ledger, text: str, on: date) -> Unsure | None:
    try:
        people.no_other(ledger, text, on)
    except people.SeveralPeople as several:
        return Unsure(str(several))
    return None


def _everyone(ledger: Ledger, body: str, on: date) -> Sequence[str] | None:
    """The posts and parties that were at the body's meeting of the day, if it is recorded."""
    meeting = ledger.state("meeting", f"{body}/{on}")
    present = meeting.present if isinstance(meeting, Meeting) else ()
    return tuple(all_present(ledger, f"{body}/{on}")[0]) if present else None


def _first(ledger: Ledger, file: Path, document: str, owners: dict[str, str]) -> list[list[str]]:
    """What is recorded before the rows: the table itself, and whom names mean."""
    said = []
    if ledger.state("document", document) is None:
        where = str(file.resolve())
        named = [document, file.name, "--file", where]
        if file.name.startswith("-"):
            named = ["--file", where, "--", document, file.name]
        said.append(["document", "register", *named])
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
    of = sheet.of
    return structs.replace(
        answers,
        columns=named,
        body=made.body,
        sheet=sheet.sheet.name,
        rows="recommendations" if of is not None else answers.rows,
        issuer=of if of in MAKERS else answers.issuer,
    )


def as_json(made: draft.Whole) -> str:
    return json.dumps(draft.coverage(made), ensure_ascii=False, indent=1)
