"""What a table proposes to record: row by row the commands, each from its cells, and what of it is
not understood. Nothing here records."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from commands.imports import issuers, words
from commands.imports.columns import OF_RECOMMENDATIONS, RECOMMENDED, Heading
from commands.imports.filling import Filling
from commands.imports.recommending import Recommending
from commands.imports.reports import Reports
from commands.imports.rows import NO_ISSUER, UNNAMED, LedgerView, Proposed, Row, Unclear, Unsure
from commands.imports.saying import Table
from commands.imports.table import Cell, Sheet
from commands.terminal.text import one_line
from ledger.characters import folded
from ledger.records.inspections import ISSUERS, Issuer

_BETWEEN = re.compile(r"\s*(?:[,/&+]|\band\b)\s*")
DAYS = ("raised on", "due", "original due", "closed on")  # Columns of days.
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_LEADS = re.compile(r"\s*\((?:lead|lead officer|l)\)\s*", re.IGNORECASE)


def _month_first(sheet: Sheet, heading: Heading) -> dict[str, Cell]:
    """The days of a sheet in which the month stands first, 06/28/2016, by their places: where some
    can be nothing else, all of their column that are so written are."""
    days = [c for c, kind in heading.taken.items() if kind in DAYS]
    found = {}
    for column in days:
        cells = [c for c in sheet.cells() if c.column == column and c.value is None]
        parts = {c.place: match for c in cells if (match := _SLASHED.fullmatch(c.text))}
        numbers = [(int(match[1]), int(match[2])) for match in parts.values()]
        if any(second > 12 for _, second in numbers) and all(first <= 12 for first, _ in numbers):
            for cell in cells:
                if (match := parts.get(cell.place)) is not None:
                    on = words.parsed(f"{match[2]}/{match[1]}/{match[3]}", date.max)
                    notes = (*cell.notes, "month first")
                    found[cell.place] = structs.replace(cell, value=on, notes=notes)
    return found


class Rows(Struct, frozen=True):
    """What a person said of the rows: that they are actions, or recommendations; whose they are;
    who must respond to them by law, or - for nobody here; the day whose position the table
    gives; and who verified what it has as closed."""

    are: str | None = None
    issuer: Issuer | None = None
    respondent: str | None = None
    on: date | None = None
    verifier: str | None = None


class Proposing:
    """`document` names the table in the ledger; `body` is whose it is, in its `title`."""

    def __init__(
        self,
        known: LedgerView,
        reports: Reports,
        body: str,
        title: str,
        document: str,
        today: date,
        said: Rows,
    ) -> None:
        self.known, self.reports, self.body, self.title = known, reports, body, title
        self.document, self.today, self.said = document, today, said
        self.unknown: dict[str, list[str]] = {}  # Owners that are no post, and their cells.
        self.unsure: dict[str, str] = {}  # Names that may be of several people.
        self.seen: dict[str, str] = {}
        self.parts: dict[str, int] = {}  # Of a reference that is merged over several rows.
        self.waiting: list[Recommending] = []  # Until the days of their reports are known.

    def fill(self) -> None:
        """Say what the recommendations come to, once all are read."""
        for one in self.waiting:
            one.fill()
        self.waiting = []

    def _are(self, sheet: Sheet, heading: Heading, name: str) -> tuple[bool, Issuer | None, str]:
        """Whether the rows of a sheet are recommendations, whose they are, and what tells so."""
        above = [c.text for c in sheet.cells() if c.row <= heading.last]
        around = " | ".join([name, sheet.name, *above])
        named = issuers.named(around)
        kinds = set(heading.taken.values())
        column = heading.column("action")
        called = heading.called.get(column or 0, "")
        reference = heading.called.get(heading.column("reference") or 0, "")
        recommended = RECOMMENDED.search(f"{called} | {reference}") is not None
        audited = {"priority", "response", "agreed"} & kinds
        are = (recommended and bool(audited | {*OF_RECOMMENDATIONS} & kinds)) or (
            named is not None and "response" in kinds and "priority" in kinds
        )
        why = "its headings say so"
        if self.said.are is not None:
            are, why = self.said.are == "recommendations", "--rows"
        elif self.said.issuer is not None:
            are, why = True, "--issuer"
        if not are:
            return False, None, ""
        if self.said.issuer is not None:
            return True, self.said.issuer, why
        known = next((one for one in ISSUERS if one == named), None)
        if known is not None:
            return True, known, why
        if named is None and issuers.an_audit(f"{around} | {self.title}"):
            return True, "internal audit", f"{why}; no cell says of which audit"
        rows_say = {"issuer", "report"} & kinds and why == "its headings say so"
        if rows_say or self.said.are is not None:
            return True, None, why
        return False, None, UNNAMED

    def sheet(self, sheet: Sheet, heading: Heading | None) -> Proposed:
        titles: list[Cell] = []
        rows: list[Row] = []
        if heading is None:
            why = "no heading row with an action was found in this sheet"
            for cells in sheet.rows:
                if shown := tuple(cell for cell in cells if cell.text):
                    rows.append(Row(shown).is_nothing(why))
            return Proposed(sheet, None, (), rows)
        are, issuer, why = self._are(sheet, heading, self.document)
        if not are:
            kept = {c: kind for c, kind in heading.taken.items() if kind not in OF_RECOMMENDATIONS}
            heading = structs.replace(heading, taken=kept)
        said = {column: folded(text) for column, text in heading.called.items()}
        american = _month_first(sheet, heading)
        before: Row | None = None
        for cells in sheet.rows:
            shown = tuple(
                american.get(c.place, c)
                for c in cells
                if c.text or heading.taken.get(c.column) == "RAG"
            )
            texts = [c for c in shown if c.text]
            if (
                not texts
                or cells[0].row <= heading.last
                or all(said.get(c.column) == folded(c.text) for c in texts)
            ):
                titles += texts
            else:
                before = self._row(sheet, heading, shown, before, (are, issuer))
                rows.append(before)
        of = (issuer or NO_ISSUER) if are else None
        return Proposed(sheet, heading, tuple(titles), rows, of, why)

    def _row(
        self,
        sheet: Sheet,
        heading: Heading,
        cells: tuple[Cell, ...],
        above: Row | None,
        of: tuple[bool, Issuer | None],
    ) -> Row:
        row = Row(cells)
        by = {kind: c for c in cells if (kind := heading.taken.get(c.column))}
        if above is not None:
            _as_above(by, above)
        row.unclear += _of_no_column(cells, heading)
        if (unfit := self._unfit(sheet, by, cells)) is not None:
            return row.is_nothing(unfit)
        on = self._raised(by.get("raised on"))
        named = self._owners(sheet, by.get("owner"), on)
        if isinstance(named, str):
            return row.is_nothing(named)
        table = self._table(sheet)
        owners, leads = named
        are, issuer = of
        if are:
            headings = {kind: heading.called[c] for c, kind in heading.taken.items()}
            waiting = Recommending(
                table, row, by, owners, leads=leads,
                issuer=issuer, respondent=self.said.respondent, called=headings,
            )  # fmt: skip
            self.waiting.append(waiting)
        else:
            Filling(table, row, by, owners, leads=leads).fill()
        return row

    def _table(self, sheet: Sheet) -> Table:
        verifier, on = self.said.verifier, self.said.on
        return Table(
            self.known, sheet, self.body, self.document, self.today, verifier, self.reports, on
        )

    def _raised(self, cell: Cell | None) -> date:
        """The day on which the people of a row are who they are: when it was raised, or else that
        of the table."""
        on = (words.day_of(cell, self.today) or words.month_of(cell.text)) if cell else None
        return on if on is not None and on <= self.today else self.said.on or self.today

    def _unfit(self, sheet: Sheet, by: dict[str, Cell], cells: tuple[Cell, ...]) -> str | None:
        """Why a row is no action."""
        action = by.get("action")
        if action is None or words.nothing(action.text):
            return "the row has no action"
        if words.elsewhere(action.text):
            return "the row only points to another"
        if len([c for c in cells if c.text]) == 1 and len(cells) == 1:
            return "a row of one cell, such as the title of a section"
        if "struck through" in action.notes:
            return "the action is struck through"
        if "formula without a value" in action.notes:
            return "a formula of which no value was kept: open it in Excel and save it again"
        reference = by.get("reference")
        if reference is not None and not words.nothing(reference.text):
            report = by.get("report")
            of = folded(report.text) if report is not None else ""
            own_ref = f"{of} {folded(reference.text)}".strip()
            if own_ref in self.seen and "merged" in reference.notes:
                self.parts[own_ref] = self.parts.get(own_ref, 1) + 1
                part = f"{reference.text} part {self.parts[own_ref]}"
                by["reference"] = structs.replace(reference, text=part)
            elif own_ref in self.seen:
                return f"its reference stands at {self.seen[own_ref]} already"
            self.seen.setdefault(own_ref, sheet.address(reference))
        return None

    def _owners(
        self, sheet: Sheet, cell: Cell | None, on: date
    ) -> tuple[Sequence[str], bool] | str:
        """The posts and parties that an owner's cell names, and whether the first of them leads:
        none where none is stated; or why it is not known who is meant."""
        if cell is None or words.nobody(cell.text):
            return (), False
        whole = self.known.owner(cell.text, on)
        if isinstance(whole, (list, tuple)):
            return whole, False
        found: list[str] = []
        why, leads = "", False
        for name in self._names(cell.text, on):
            alone = _LEADS.sub("", name).strip()
            owners = self.known.owner(alone, on)
            if isinstance(owners, Unsure):
                self.unsure.setdefault(" ".join(alone.split()), owners.why)
                why = why or owners.why
            elif owners is None:
                self.unknown.setdefault(" ".join(alone.split()), []).append(sheet.address(cell))
                why = (
                    f"the owner {cell.text!r} is no post or party; say who is meant: --owner"
                    f' "{one_line(cell.text)}=POST"'
                )
            elif alone != name.strip() and not leads:
                found, leads = [*owners, *found], len(owners) == 1
            else:
                found += owners
        found = list(dict.fromkeys(found))
        return why or (found, leads and len(found) > 1)

    def _names(self, text: str, on: date) -> Iterator[str]:
        """The names in an owner's cell; a name that is known may have a comma or an and in it."""
        for part in filter(str.strip, re.split(r"[;\n]", text)):
            if self.known.owner(_LEADS.sub("", part).strip(), on) is not None:
                yield part
            else:
                yield from filter(str.strip, _BETWEEN.split(part))


def _as_above(by: dict[str, Cell], above: Row) -> None:
    """Put the cell of the row above where a row only points to it."""
    for kind in ("reference", "owner", "due", "raised on", "status", "report", "issuer"):
        if kind in by and words.elsewhere(by[kind].text):
            up = next((c for c in above.cells if c.column == by[kind].column), None)
            by[kind] = up or by[kind]


def _of_no_column(cells: Iterable[Cell], heading: Heading) -> Iterator[Unclear]:
    for cell in cells:
        if cell.column not in heading.taken:
            called = heading.called.get(cell.column)
            nothing = f"the column “{called}” is taken for nothing"
            yield Unclear((cell,), nothing if called else "its column has no heading")
